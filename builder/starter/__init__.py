"""In: the id of a new guide and its language. Out: its files, by path: a draft that passes the check, to be filled in.

The texts beside this hold what every guide has, once small: a question, a table, two outcomes, and comments that teach.
In the languages that will render it each text says that it is still to be translated.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from builder.library import LANGUAGES, Library
from builder.render.page import LIST
from builder.schema import first_line
from builder.ticks import SHARED
from widgets.ids import LONGEST_ID, PATTERN, RESERVED
from widgets.said import Said, say

FOLDER = "guides/procedures"
TODO = {"en": "To be translated: ", "fr": "À traduire : ", "ar": "للترجمة: "}
"""What stands before each text of a language that will render the guide."""
COMMENTS = ("en", "fr")
"""The languages of the comments; another origin has the first."""


def refuse_id(library: Library, id: str) -> Iterator[Said]:
    """What keeps an id from being that of a new guide."""
    if not PATTERN.fullmatch(id) or len(id) > LONGEST_ID:
        yield say("new-id-ill-formed", id=id, longest_id=LONGEST_ID, example=_mended(id))
    elif (library.root / FOLDER / id).exists() or id in library.guides:
        yield say("new-id-taken", id=id)
    elif id in RESERVED or id in (SHARED, LIST) or id in library.pages:
        yield say("new-id-reserved", id=id)
    elif owner := next((guide.id for guide in library.guides.values() if _is_page_of(id, guide.id, library)), None):
        yield say("new-id-page", id=id, owner=owner)


def make_files(library: Library, id: str, origin: str, today: date) -> dict[str, str]:
    """Every file of the new guide, by its path."""
    here, comments = Path(__file__).parent, origin if origin in COMMENTS else COMMENTS[0]
    gaps = {"origin": origin, "category": next(iter(library.interface["en"]["categories"])), "today": today.isoformat()}
    files = {}
    for name in ("procedure", "cases"):
        path = f"{FOLDER}/{id}/{name}.yaml"
        text = (here / f"{name}.{comments}.yaml").read_text(encoding="utf-8")
        files[path] = f"{first_line(path)}\n{_filled(text, gaps)}"
    for language in sorted(LANGUAGES, key=lambda language: language != origin):
        own = language == origin
        words = {"todo": "" if own else TODO[language], "state": "origin" if own else "unreviewed"}
        text = (here / f"{language}.md").read_text(encoding="utf-8")
        files[f"{FOLDER}/{id}/{language}.md"] = _filled(text, words)
    return files


def _filled(text: str, gaps: dict[str, str]) -> str:
    for name, value in gaps.items():
        text = text.replace(f"{{{name}}}", value)
    return text


def _is_page_of(id: str, guide: str, library: Library) -> bool:
    """Whether a page beside a guide has this name already, or would have it."""
    letters = [letter.id for letter in library.guides[guide].procedure.letters]
    return id in (f"{guide}-card", *(f"{guide}-{letter}" for letter in letters))


def _mended(id: str) -> str:
    """An id that is nearly what was written."""
    plain = unicodedata.normalize("NFKD", id).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain)
    return "-".join(words)[:LONGEST_ID].strip("-").lstrip("0123456789-") or "some-guide"
