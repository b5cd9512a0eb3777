"""In place of importlib.resources and its abc: nothing here lies in a package's folder."""

__all__: tuple[str, ...] = ()
