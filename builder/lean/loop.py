"""In place of pyodide.webloop: there is no event loop to begin."""


def _initialize_event_loop() -> None:
    """Called once, by the package pyodide."""
