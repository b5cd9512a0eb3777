"""In place of asyncio: nothing here is waited for."""


def get_event_loop() -> object:
    """Pyodide asks for it when Python is handed a promise, which never happens here."""
    raise RuntimeError("there is no event loop: the engine answers at once")
