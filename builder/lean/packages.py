"""In place of pyodide._package_loader: there are no packages to load."""

from __future__ import annotations


class Folder:
    """A folder as Pyodide asks for it: a text that isn't copied into JavaScript."""

    def __init__(self, path: str) -> None:
        self.path = path

    def __str__(self) -> str:
        return self.path


SITE_PACKAGES = Folder("/lib/python3.13/site-packages")
DSO_DIR = Folder("/usr/lib")


def init_loaded_packages() -> None:
    """Called once, with none loaded."""
