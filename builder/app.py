"""In: the folder of the built site. Out: in it, what makes it an app: the service worker and a manifest a language.

The service worker holds the list of the site's files with the beginning of their SHA-256, so that it serves a version
whole or not at all. A file's group says when a device keeps it: see `group`.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from builder.bidi import isolate_text
from builder.hosting import FILES, FOLDER
from builder.isolate import isolate_html
from builder.runtime import WHOLE
from builder.theme import DIRECTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

WORKER = "service-worker.js"
MANIFEST = "manifest.webmanifest"
SCRIPTS = "widgets/web/service"

COLOURS = {"theme_color": "#0b4f4a", "background_color": "#fdfcf8"}
"""--dalil-band and --dalil-paper of docs/assets/site/colours.css."""

ICONS = (
    ("favicon.svg", "any", "image/svg+xml", "any"),
    ("icon-192.png", "192x192", "image/png", "any"),
    ("icon-512.png", "512x512", "image/png", "any"),
    ("icon-whole-512.png", "512x512", "image/png", "maskable"),
)
"""Each icon's file, sizes, type and purpose; the system cuts a maskable one to its own shape."""

DIGITS = 8
"""Of a file's SHA-256, in the list: every first visit fetches it, and 32 bits tell versions of a file apart."""

_NEVER = {WORKER, "sitemap.xml", *FILES}
_NOBODY_READS = ("data/", f"{FOLDER}/")
"""What programs and hosts read: a reader's device keeps none of it."""
_NOT_KEPT = ("/embeds/", "/rules/", "/rules.html")
"""A form for a frame on somebody else's page, where a browser gives it no worker of ours; what only editors read."""
_COST = re.compile(r'<data dir="ltr" value="" data-cost="(\w+)"></data>')


def write_app(root: Path, words: Mapping[str, Mapping[str, str]], ours: str, out: Path, live: bool = False) -> None:
    """Write the manifests, the costs and the service worker into `out`, the site whose own assets are called `ours`.

    With `live`, the service worker only takes away what an earlier one kept: whoever edits sees the pages as they are.
    """
    for lang in words:
        write_manifest(lang, words[lang], ours, out)
    write_lists(root, out, live)


def write_lists(root: Path, out: Path, live: bool = False) -> None:
    """What hangs on every file of the site: the costs, and the service worker."""
    write_costs(out)
    name = "none.js" if live else "worker.js"
    write_worker((root / SCRIPTS / name).read_text(encoding="utf-8"), out)


def write_manifest(lang: str, words: Mapping[str, str], ours: str, out: Path) -> None:
    """What the system shows of the app in one language; it opens on that language's home page."""
    icons = [
        {"src": f"../assets/{ours}/{name}", "sizes": sizes, "type": kind, "purpose": purpose}
        for name, sizes, kind, purpose in ICONS
    ]
    manifest = {
        "name": words["site_name"],
        "short_name": words["site_name"],
        "description": isolate_text(words["tagline"], lang),
        "lang": lang,
        "dir": DIRECTIONS[lang],
        "start_url": "index.html",
        "scope": "../",
        "display": "standalone",
        **COLOURS,
        "icons": icons,
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=1)
    (out / lang / MANIFEST).write_text(f"{text}\n", encoding="utf-8")


def write_costs(out: Path) -> None:
    """Fill in, where a page tells it, what a reader fetches who keeps everything, in whole megabytes, rounded up."""
    costs: dict[str, int] = {}
    for file in sorted(out.rglob("*.html")):
        data = file.read_bytes()
        if b"data-cost=" in data and _COST.search(text := data.decode()):
            lang = file.relative_to(out).parts[0]
            costs.setdefault(lang, cost(out, {"site", "python", lang, f"{lang}/search"}))
            filled = f'<data dir="ltr" value="{costs[lang]}">{costs[lang]}</data>'
            file.write_text(isolate_html(_COST.sub(filled, text), lang), encoding="utf-8")


def cost(out: Path, groups: set[str]) -> int:
    """The megabytes to fetch for these groups, as a host that compresses with gzip sends them."""
    held = {path: data for path, data, of in _files(out) if of in groups}
    sent = (min(len(data), len(gzip.compress(data, 6))) for path, data in held.items() if f"{path}.gz" not in held)
    return -(-sum(sent) // 1_000_000)


def write_worker(script: str, out: Path) -> None:
    """The service worker: its script below the list of every file of the site, {path: [hash, bytes, group]}."""
    files = {path: [hashlib.sha256(data).hexdigest()[:DIGITS], len(data), of] for path, data, of in _files(out)}
    listed = json.dumps({"files": files}, separators=(",", ":"))
    (out / WORKER).write_text(f"self.dalil = {listed};\n{script}", encoding="utf-8")


def group(path: str) -> str:
    """When a device keeps a file.

    `site`: at the first visit. A language: when the reader is in it. `python`, `<language>/search`: at the first use,
    or when the reader wants everything kept. `rare`: at the first use alone, as is the whole of Python.
    """
    parts = PurePosixPath(path).parts
    if parts[:2] == ("assets", "search"):
        return f"{parts[2].partition('-')[0]}/search"
    if parts[0] == "assets":
        rare = parts[1] == "licences" or parts[-1].startswith(("icon-", WHOLE))
        return "rare" if rare else "python" if parts[1].startswith("python-") else "site"
    return parts[0] if len(parts) > 1 else "site"


def _files(out: Path) -> Iterator[tuple[str, bytes, str]]:
    for file in sorted(path for path in out.rglob("*") if path.is_file() and path.name not in _NEVER):
        path = file.relative_to(out).as_posix()
        if not path.startswith(_NOBODY_READS) and not any(folder in path for folder in _NOT_KEPT):
            yield path, file.read_bytes(), group(path)
