"""In: the sources of the standard library that Pyodide ships. Out: a few of our own for modules that a form never uses.

Pyodide imports these at every start, and with them half of the library: sockets, processes, logs, archives. A request
is text in, text out, answered at once; it waits for nothing and installs nothing. What is here has only the names that
Pyodide asks for while it starts. docs/decisions/0008-pyodide-0-29-5.md tells what this saves.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

INSTEAD_OF = {
    "asyncio/__init__.py": "waiting.py",
    "pyodide/webloop.py": "loop.py",
    "pyodide/_package_loader.py": "packages.py",
    "importlib/resources/__init__.py": "resources.py",
    "importlib/resources/abc.py": "resources.py",
}
"""Our source by the path of the library's. Importing importlib.abc loads all of importlib.resources, and so on."""


def make_lean(library: Mapping[str, bytes]) -> dict[str, bytes]:
    """The library with our sources in place of its own; raises KeyError where it holds no such module any more."""
    for path in INSTEAD_OF:
        library[path]
    folder = Path(__file__).parent
    return {**library, **{path: (folder / own).read_bytes() for path, own in INSTEAD_OF.items()}}
