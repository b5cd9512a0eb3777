"""In: a `Library`, the project's folder and the day. Out: the files of the site's folder data/, by path.

The same sources give the same bytes; the day stands in index.json alone, so that a file changes only with what it says.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any

from builder.library import LANGUAGES, Library
from builder.opendata.guides import list_guide, write_guides
from builder.opendata.records import write_facts, write_sources
from builder.opendata.table import write_tables
from builder.opendata.text import LICENCE, write_json
from builder.opendata.wheel import engine_texts, make_wheel
from builder.structured import LICENCE as ADDRESS

__all__ = ["make_data"]

FOLDER = "data"

LICENCES = {
    LICENCE: ADDRESS,
    "MIT": "https://opensource.org/license/mit",
}
"""By SPDX id: of what people write, and of the programs."""

TYPES = {".csv": "text/csv; charset=utf-8", ".json": "application/json", ".whl": "application/zip"}


def make_data(library: Library, root: Path, day: date) -> dict[str, bytes]:
    """All files, by path below the site; `root` holds the engine.

    Raises CalledProcessError where the engine's wheel cannot be made.
    """
    wheel, engine = library.kept.of(("wheel", root), engine_texts(root), lambda: make_wheel(root))
    files = {
        "facts.json": write_facts(library),
        "sources.json": write_sources(library),
        **write_tables(library),
        **write_guides(library),
        wheel: engine,
    }
    files["index.json"] = write_index(library, files, wheel, day)
    return {f"{FOLDER}/{path}": data for path, data in sorted(files.items())}


def write_index(library: Library, files: Mapping[str, bytes], wheel: str, day: date) -> bytes:
    """What is there, under which licence, of which version and day."""
    listed = [describe(path, files[path]) for path in sorted(files)]
    name, version = wheel.split("-")[:2]
    index: dict[str, Any] = {
        "version": hashlib.sha256(json.dumps(listed, sort_keys=True).encode()).hexdigest()[:12],
        "built": day.isoformat(),
        "site": library.site_url,
        "licences": LICENCES,
        "languages": LANGUAGES,
        "guides": [list_guide(library, guide) for guide in library.guides.values()],
        "engine": {"name": name.replace("_", "-"), "version": version, "path": wheel},
        "files": listed,
    }
    return write_json(index)


def describe(path: str, data: bytes) -> dict[str, Any]:
    """One file: where, what, how large, and the hash of its bytes."""
    suffix = PurePosixPath(path).suffix
    return {
        "path": path,
        "type": TYPES[suffix],
        "licence": "MIT" if suffix == ".whl" or path.startswith("schema/") else LICENCE,
        "bytes": len(data),
        "sha256": hashlib.sha256(data).hexdigest(),
    }
