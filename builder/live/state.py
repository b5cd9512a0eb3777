"""In: the pages before and after a change. Out: which differ, and whether everything round them stays as it is.

The menu, the sitemap and the fonts are made for all pages at once: what would change one of them needs a whole build.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from builder.fonts import ALWAYS
from builder.meta import read_meta

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from builder.library import Library
    from builder.problem import Problem

type Site = Mapping[str, Mapping[str, str]]

AROUND = ("docs/assets", "docs/overrides", "docs/words", "widgets", "builder/templates")
"""Folders of which any change may change every page."""
FILES = ("mkdocs.yml", "guides/glossary.yaml", "guides/said.yaml")

_RARE = re.compile("[\u0600-\u06ff]")
_MINOR = {"title", "description", "source_path"}
"""What the front matter of a page may change without changing another page's HTML; in the menu, a title does."""


def digest_around(root: Path) -> str:
    """What stands for everything round the pages."""
    files = [root / name for name in FILES]
    files += [file for folder in AROUND for file in (root / folder).rglob("*") if "__pycache__" not in file.parts]
    digest = hashlib.sha256()
    for file in sorted(file for file in files if file.is_file()):
        stat = file.stat()
        digest.update(f"{file}\0{stat.st_mtime_ns}\0{stat.st_size}\0".encode())
    return digest.hexdigest()


def changed_pages(old: Site, new: Site) -> dict[str, dict[str, str]]:
    """The pages that differ, by language."""
    return {
        lang: {path: text for path, text in pages.items() if old.get(lang, {}).get(path) != text}
        for lang, pages in new.items()
    }


def stays(old: Site, new: Site, changed: Site) -> bool:
    """Whether the changed pages can be made alone."""
    if {lang: [*pages] for lang, pages in old.items()} != {lang: [*pages] for lang, pages in new.items()}:
        return False
    pairs = [(old[lang][path], text) for lang, pages in changed.items() for path, text in pages.items()]
    if not all(_alike(before, after) for before, after in pairs if before.startswith("---\n")):
        return False
    arabic = [(old["ar"][path], text) for path, text in changed.get("ar", {}).items()]
    return all(_rare(after) <= _rare(before) for before, after in arabic) and not _lost(arabic, new)


def standing(problems: Iterable[Problem], before: Library, now: Library) -> list[Problem]:
    """The warnings of files that are as they were: the quick look does not find them all, the whole one will."""
    old, new = _texts(before), _texts(now)
    return [problem for problem in problems if problem.warning and old.get(problem.path) == new.get(problem.path)]


def _texts(library: Library) -> dict[str, str]:
    documents = {document.path: document.text for document in library.documents}
    return documents | {words.path: words.text for words in library.written}


def _alike(before: str, after: str) -> bool:
    one, two = read_meta(before), read_meta(after)
    menu = two.get("kind") == "page" and one.get("title") != two.get("title")
    return not menu and _rest(one) == _rest(two)


def _rest(meta: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in meta.items() if key not in _MINOR}


def _rare(text: str) -> set[str]:
    """The Arabic signs that the fonts hold only where a page uses them."""
    return {sign for sign in set(text) if _RARE.match(sign) and ord(sign) not in ALWAYS}


def _lost(arabic: list[tuple[str, str]], new: Site) -> bool:
    """Whether a rare sign is used nowhere any more."""
    gone = {sign for before, after in arabic for sign in _rare(before) - _rare(after)}
    return any(all(sign not in text for text in new["ar"].values()) for sign in gone)
