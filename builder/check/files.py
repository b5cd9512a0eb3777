"""In: the folders in which people write. Out: problems: what nothing reads, a name that is no id, a lively drawing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from builder.library import LANGUAGES
from builder.problem import Problem
from builder.read import LINKED, path_in
from builder.words import ID
from widgets.said import say

_LANGUAGE = f"(?:{'|'.join(LANGUAGES)})"
_READ = re.compile(
    rf"guides/(?:[^/]+\.yaml|facts/[^/]+\.yaml|interface/{_LANGUAGE}\.yaml|common/[^/]+\.yaml"
    rf"|common/questions/{_LANGUAGE}\.md|words/{_LANGUAGE}\.txt|reviews/[^/]+/[^/]+\.yaml"
    rf"|procedures/[^/]+/(?:(?:procedure|cases|translations)\.yaml|{_LANGUAGE}\.md))"
    rf"|docs/{_LANGUAGE}/[^/]+\.md|docs/words/{_LANGUAGE}\.yaml"
)
_FOLDERS = ("guides", *(f"docs/{language}" for language in LANGUAGES), "docs/words")
_RUNS = re.compile(
    r"<\s*(script|foreignobject|iframe|object|embed|animate|set|handler|image|!entity)\b|(?:^|[\s/\"'])(on\w+)\s*=|(javascript:)"
    r"|\b(href)\s*=(?!\s*[\"']?#)",
    re.IGNORECASE,
)


def check_files(root: Path) -> Iterator[Problem]:
    """Each file is one that the build reads, its name an id; what is hidden or an editor's copy is nobody's matter."""
    for folder in _FOLDERS:
        for file in sorted((root / folder).rglob("*")):
            path = path_in(root, file)
            if file.name.startswith(".") or file.name.endswith("~") or (file.is_dir() and not file.is_symlink()):
                continue
            if not _READ.fullmatch(path):
                yield Problem(path, 1, say("file-unread"))
            elif file.is_symlink():
                yield Problem(path, 1, LINKED)
            yield from _named(file, path)
    for file in sorted((root / "docs").glob("assets/**/*.svg")):
        yield from _drawing(file, file.relative_to(root).as_posix())


def _named(file: Path, path: str) -> Iterator[Problem]:
    """The name of a guide's folder and of a page is part of its address."""
    name = file.parent.name if path.startswith("guides/procedures/") else file.stem
    if not ID.match(name) or len(name) > 60:
        message = say("file-name", name=name)
        yield Problem(path, 1, message)


def _drawing(file: Path, path: str) -> Iterator[Problem]:
    for number, line in enumerate(file.read_text(encoding="utf-8", errors="replace").split("\n"), 1):
        for found in _RUNS.finditer(line):
            what = next(part for part in found.groups() if part)
            yield Problem(path, number, say("drawing-lively", what=what))
