"""In: the built site and node_modules/pyodide. Out: the files that make the same pages run on stock Pyodide.

The pages, the form and the engine stay as they are; only the runtime is another, so a comparison tells of it alone.
"""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

HERE = Path(__file__).parent
SHIPPED = (
    "pyodide.mjs",
    "pyodide.asm.js",
    "pyodide.asm.mjs",
    "pyodide.asm.wasm",
    "python_stdlib.zip",
    "pyodide-lock.json",
)


def stock_files(root: Path, site: Path) -> dict[str, bytes]:
    """What a host serves beside or instead of the site's own files, by path."""
    package = root / "node_modules" / "pyodide"
    (joined,) = site.glob("assets/dalil-*/python.js")
    files = {f"stock/{name}": (package / name).read_bytes() for name in SHIPPED if (package / name).is_file()}
    files[joined.relative_to(site).as_posix()] = (HERE / "stock.js").read_bytes()
    files["stock/worker.mjs"] = (HERE / "stock.mjs").read_bytes()
    files["stock/widgets.zip"] = pack_sources(root / "widgets")
    return files


def pack_sources(folder: Path) -> bytes:
    """The engine as .py in an ordinary zip, as Pyodide's documentation loads a package of one's own."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.glob("*.py")):
            archive.writestr(f"widgets/{path.name}", path.read_bytes())
    return buffer.getvalue()
