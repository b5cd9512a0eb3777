"""In: the built pages, the glossary and what readers say. Out: each language's index, and what the theme fetches.

A section is found by its heading and its text. It is also found by the same heading in the other languages, and by
what the glossary and guides/said.yaml call in other words what it speaks of. widgets/web/ holds what reads the index.
"""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from builder.sections import Section, read_sections

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

LIBRARY = "node_modules/minisearch"
FOLDER = "search"
"""Below assets/, beside the folder of our scripts."""

_UNLISTED = b'<meta name="robots" content="noindex">'


def write_search(
    site: Path,
    words: Mapping[str, Mapping[str, str]],
    glossary: Iterable[Mapping[str, Any]],
    scripts: Path,
    said: Sequence[tuple[str, Sequence[str]]] = (),
    read: Callable[[str, str], list[Section]] = read_sections,
) -> None:
    """Write the index of each language of `site` to assets/search/, and where it is to <lang>/search/.

    `scripts` is the folder of the search's scripts, from which they look for the index. `said` is words of our texts,
    each with what readers type for them; `read` reads a page.
    """
    found = {lang: {path: read(html, lang) for path, html in _pages(site / lang)} for lang in words}
    titles = {
        (path, section.id, lang): section.title
        for lang, pages in found.items()
        for path, sections in pages.items()
        for section in sections
    }
    named = _named(glossary)
    out = site / "assets" / FOLDER
    out.mkdir(parents=True, exist_ok=True)
    for lang, pages in found.items():
        others = [other for other in words if other != lang]
        index = {
            "pages": [
                [
                    path,
                    *(
                        [*section, _joined(titles.get((path, section.id, other)) for other in others)]
                        for section in sections
                    ),
                ]
                for path, sections in pages.items()
                if sections
            ],
            "glossary": named,
            "said": said,
        }
        script = f"(self.Dalil = self.Dalil || {{}}).index = {_json(index)};\n".encode()
        for earlier in out.glob(f"{lang}-*.js"):
            earlier.unlink()
        file = out / f"{lang}-{hashlib.sha256(script).hexdigest()[:12]}.js"
        file.write_bytes(script)
        _write_stub(site / lang / "search", words[lang], file, scripts)


def _pages(folder: Path) -> Iterable[tuple[str, str]]:
    for file in sorted(folder.rglob("*.html")):
        data = file.read_bytes()
        if _UNLISTED not in data:
            yield file.relative_to(folder).as_posix(), data.decode()


def _named(glossary: Iterable[Mapping[str, Any]]) -> list[tuple[list[str], list[str], list[str]]]:
    """For each entry: its names in a text, its names in full, and what readers say for it.

    What stands in brackets is a name where it is an acronym. `variants_to_avoid` are for writers; readers use them,
    and mean the term, unless they are the name of something else.
    """
    entries = []
    for entry in glossary:
        terms = [entry[lang] for lang in ("en", "fr", "ar") if entry.get(lang)]
        names = [re.sub(r"\s*\(.*?\)", "", term) for term in terms]
        names += [acronym for term in terms for acronym in re.findall(r"\(([A-Z]{2,})\)", term)]
        entries.append((names + _listed(entry, "also_said"), terms, _listed(entry, "variants_to_avoid")))
    taken = {name.casefold() for names, _, _ in entries for name in names}
    return [
        (
            list(dict.fromkeys(names)),
            list(dict.fromkeys(terms)),
            [word for word in said if word.casefold() not in taken],
        )
        for names, terms, said in entries
    ]


def _listed(entry: Mapping[str, Any], key: str) -> list[str]:
    return [term for terms in (entry.get(key) or {}).values() for term in terms]


def _joined(texts: Iterable[str | None]) -> str:
    return "\n".join(dict.fromkeys(text for text in texts if text))


def _write_stub(folder: Path, words: Mapping[str, str], index: Path, scripts: Path) -> None:
    """The theme fetches this with every page, as JSON or as a script, and hands it to the search unread."""
    config = {
        "index": index.relative_to(scripts, walk_up=True).as_posix(),
        "failed": {"location": "guides.html", "title": words["menu.guides"], "text": words["search.failed"]},
    }
    text = _json({"config": config, "docs": []})
    folder.mkdir(exist_ok=True)
    (folder / "search_index.json").write_text(text, encoding="utf-8")
    (folder / "search_index.js").write_text(f"var __index = {text};\n", encoding="utf-8")


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def read_minisearch(root: Path) -> tuple[str, bytes]:
    """MiniSearch's script without its comments, two thirds of it, and its licence.

    Raises FileNotFoundError where node_modules/ isn't installed.
    """
    folder = root / LIBRARY
    licence = (folder / "LICENSE.txt").read_bytes()
    text = (folder / "dist" / "umd" / "index.js").read_text(encoding="utf-8")
    head = f"/*! MiniSearch, MIT licence, {_first_copyright(licence)}: see ../licences/minisearch.txt */\n"
    lines: Sequence[str] = re.sub(r"^[ \t]*/\*.*?\*/[ \t]*\n", "", text, flags=re.MULTILINE | re.DOTALL).splitlines()
    code = [line.strip() for line in lines if line.strip() and not line.lstrip().startswith("//")]
    return head + "\n".join(code) + "\n", licence


def _first_copyright(licence: bytes) -> str:
    found = re.search(r"^Copyright.*$", licence.decode(), re.MULTILINE)
    return found[0] if found else ""
