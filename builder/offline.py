"""In: the built site and the words of its languages. Out: dist/dalil-offline.zip, the site to open without a server.

The pages are the site's own, unchanged. Python's files are packed into scripts, the one sort of file that a page
opened from a disk may load: widgets/web/transport-file.js unpacks them. The same sources and day give the same bytes.
"""

from __future__ import annotations

import base64
import io
import json
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from builder.figures import format_date
from builder.hosting import FILES, FOLDER, SNIPPETS
from builder.isolate import isolate_html
from builder.policy import page_policies
from builder.problem import DataError, Problem
from builder.render.templates import environment
from builder.runtime import COUNTED, WHOLE
from builder.site import ROOT_ORDER
from builder.theme import DIRECTIONS
from widgets.said import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

LARGEST = 15_000_000
"""Bytes of the package."""

START = "START-HERE.html"

PACKED = ("files.json", "pyodide.js", "worker.js", *COUNTED, WHOLE)
"""What the page needs of Python: widgets/web/transport-file.js names the same."""

LEFT_OUT = FILES | {"404.html", "sitemap.xml", "service-worker.js", *(f"{FOLDER}/{name}" for name in SNIPPETS)}
"""What only a server or an installed app has a use for."""


def write_package(
    site: Path, out: Path, interface: Mapping[str, Mapping[str, Any]], words: Mapping[str, Mapping[str, str]], day: date
) -> None:
    """Pack the built `site` into the zip file `out`; raises DataError where it grew too large.

    `interface` holds guides/interface/, `words` docs/words/, by language; `day` is the day of the copy.
    """
    files = dict(read_site(site))
    files[START] = write_start(site, interface, words, day)
    data = pack(files, day)
    if len(data) > LARGEST:
        raise DataError([Problem(out.name, 1, say("package-too-large", size=f"{len(data):,}", largest=f"{LARGEST:,}"))])
    out.parent.mkdir(parents=True, exist_ok=True)
    unfinished = out.with_suffix(".unfinished")
    unfinished.write_bytes(data)
    unfinished.replace(out)


def read_site(site: Path) -> Iterator[tuple[str, bytes]]:
    """The files that ship, by path below the package's root."""
    for file in sorted(path for path in site.rglob("*") if path.is_file()):
        path = file.relative_to(site).as_posix()
        if not path.startswith("assets/python-"):
            if path not in LEFT_OUT:
                yield path, file.read_bytes()
        elif file.name in PACKED:
            twin = file.with_name(f"{file.name}.gz")
            yield f"{path}.packed.js", write_script(file.name, (twin if twin.is_file() else file).read_bytes())
        elif file.suffix == ".txt":
            yield path, file.read_bytes()


def write_script(name: str, data: bytes) -> bytes:
    """A plain script that hands a file to the page; what is packed already stays so."""
    return f"Dalil.receive({json.dumps(name)}, {json.dumps(base64.b64encode(data).decode())});\n".encode()


def write_start(
    site: Path, interface: Mapping[str, Mapping[str, Any]], words: Mapping[str, Mapping[str, str]], day: date
) -> bytes:
    """The page to begin with: what to do with the folder, in each language, and a way into it."""
    (ours,) = (path.name for path in (site / "assets").glob("dalil-*"))
    languages = [
        {
            "code": lang,
            "dir": DIRECTIONS[lang],
            "words": words[lang],
            "interface": interface[lang],
            "built": format_date(day.isoformat(), interface[lang]),
        }
        for lang in ROOT_ORDER
        if lang in words
    ]
    policies = {sort: Markup(policy) for sort, policy in page_policies().items()}
    html = (
        environment()
        .get_template("start.html.j2")
        .render(languages=languages, ours=f"assets/{ours}", built_iso=day.isoformat(), policies=policies)
    )
    return isolate_html(html, ROOT_ORDER[0]).encode()


def pack(files: Mapping[str, bytes], day: date) -> bytes:
    """A zip of `files`, sorted, all of the same day."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            entry.create_system = 3  # where permissions are Unix's
            entry.external_attr = 0o100644 << 16
            archive.writestr(entry, files[name], zipfile.ZIP_DEFLATED, 9)
    return buffer.getvalue()
