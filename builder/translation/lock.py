"""In: the files translations.yaml. Out: for each text and language, the hash of each original part that was translated.

A guide's stands beside its words, that of the shared questions in guides/common/, that of the pages in docs/.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from builder.problem import Problem
from builder.read import read_yaml
from builder.words import Section, Words
from widgets.said import say

type Locks = dict[str, dict[str, dict[str, str]]]
"""By text (`guide`, COMMON, `page:name`), language and part."""

NAME = "translations.yaml"
COMMON = "common"
PAGE = "page:"
FRONT, INTRO = "front", "intro"
"""The parts that no heading has: title and summary, and what stands before the first heading."""
UNHEADED = (FRONT, INTRO)
PAGES = f"docs/{NAME}"
_HEAD = "# Of which original text each translation is: written by build_site.py translations --accept, not by hand.\n"
_ONE = TypeAdapter(dict[str, dict[str, str]])
_MANY = TypeAdapter(dict[str, dict[str, dict[str, str]]])


def place_lock(text: str) -> str:
    """The path of the file for a text."""
    if text.startswith(PAGE):
        return PAGES
    return f"guides/common/{NAME}" if text == COMMON else f"guides/procedures/{text}/{NAME}"


def load_locks(root: Path) -> tuple[Locks, list[Problem]]:
    """All that was accepted, and what is wrong with the files."""
    locks: Locks = {}
    problems: list[Problem] = []
    files = sorted((root / "guides" / "procedures").glob(f"*/{NAME}"))
    for file in (*files, root / place_lock(COMMON), root / PAGES):
        if not file.is_file():
            continue
        document = read_yaml(file, root)
        if document.problems:  # what can be read of it is not all that was accepted
            problems += document.problems
            continue
        try:
            if document.path == PAGES:
                locks |= {f"{PAGE}{name}": one for name, one in _MANY.validate_python(document.data or {}).items()}
            else:
                locks[file.parent.name] = _ONE.validate_python(document.data or {})
        except ValidationError:
            problems.append(document.problem((), say("translation-lock")))
    return locks, problems


def write_lock(root: Path, text: str, locks: Locks) -> str:
    """Write the file of a text; gives its path."""
    path = place_lock(text)
    if path == PAGES:
        pages = {name.removeprefix(PAGE): one for name, one in locks.items() if name.startswith(PAGE)}
        lines = [line for name in sorted(pages) for line in (f"{name}:", *_lines(pages[name], "  "))]
    else:
        lines = list(_lines(locks[text], ""))
    (root / path).write_text(_HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    return path


def _lines(one: dict[str, dict[str, str]], margin: str) -> list[str]:
    """By language and part; a hash stands in quotes, since some have digits alone."""
    lines = []
    for language in sorted(one):
        lines.append(f"{margin}{language}:")
        lines += [f'{margin}  {part}: "{digest}"' for part, digest in one[language].items()]
    return lines


def hash_parts(words: Words) -> dict[str, str]:
    """The hash of each part of a text; what it borrows from another file has a lock of its own."""
    parts = {FRONT: f"{words.meta.get('title', '')}\n{words.meta.get('summary', '')}", INTRO: words.intro}
    parts |= {section.id: _said(section) for section in words.sections if section.line not in words.places}
    return {id: hashlib.sha256(text.encode()).hexdigest()[:12] for id, text in parts.items() if text.strip()}


def _said(section: Section) -> str:
    items = (f"{item.id} {item.text}\n{item.help}" for item in section.items)
    return "\n".join([section.title, section.body, *items])
