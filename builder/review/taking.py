"""In: what a reviewer sent back and the `Library`. Out: a review record, and what has changed and isn't taken over."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from builder.hint import unknown
from builder.library import LANGUAGES, Guide, Library
from builder.problem import DataError, Problem
from builder.review.paste import Paste, Said
from builder.review.record import FOLDER, ROLES, By, Review, Verdict, Word, write_review
from builder.review.statements import Statement, find_statements
from widgets.dates import read_iso
from widgets.said import say

VERDICTS = {"right": say("verdict-right"), "wrong": say("verdict-wrong"), "unsure": say("verdict-unsure")}
_NUMBER = re.compile(r"([0-9]+)-")


@dataclass(frozen=True)
class Refused:
    """Something said of a statement that is another one now, or gone."""

    id: str | None
    """None where it is gone."""
    said: Said


def take_in(library: Library, paste: Paste) -> tuple[Review, list[Refused]]:
    """The record; raises DataError where the text is about another guide, or all that it speaks of has changed."""
    statements = find_statements(library, _guide(library, paste), paste.language)
    exact = {one.key: one for one in statements}
    alike = {one.key[:4]: one.id for one in statements}
    refused = [Refused(alike.get(said.key[:4]), said) for said in paste.said if said.key not in exact]
    taken = {exact[said.key].id: _verdict(exact[said.key], said) for said in paste.said if said.key in exact}
    if not taken:
        raise DataError(tell_refused(refused) or [Problem("TEXT", 1, say("review-empty"))])
    role = next((role for role in ROLES if role == paste.role), None)
    return Review(
        guide=paste.guide,
        language=paste.language,  # type: ignore[arg-type]  # looked at above
        version=paste.version,
        on=paste.on,
        content=paste.content,
        statements=tuple(taken[one.id] for one in statements if one.id in taken),
        by=By(role=role, name=paste.name or None),
    ), refused


def place_review(root: Path, review: Review) -> str:
    """The path of its file, after all that are there of its day; the same review gives the same."""
    digest = hashlib.sha256(write_review(review).encode()).hexdigest()[:6]
    folder, day = f"{FOLDER}/{review.guide}", f"{review.language}-{review.on}-"
    there = sorted(file.name for file in (root / folder).glob(f"{day}*.yaml"))
    numbers = [int(found[1]) for name in there if (found := _NUMBER.match(name.removeprefix(day)))]
    again = (name for name in there if name.endswith(f"-{digest}.yaml"))
    return f"{folder}/{next(again, f'{day}{max(numbers, default=0) + 1:02}-{digest}.yaml')}"


def tell_refused(refused: list[Refused]) -> list[Problem]:
    """A line for each, with what was said of it, so that nothing is lost."""
    return list(_tell(refused))


def _tell(refused: list[Refused]) -> Iterator[Problem]:
    for one in refused:
        about: dict[str, object] = {"verdict": VERDICTS[one.said.verdict], "comment": one.said.comment or "–"}
        told = say("review-changed", id=one.id, **about) if one.id else say("review-gone", **about)
        yield Problem("TEXT", 1, told, warning=True)


def _verdict(statement: Statement, said: Said) -> Verdict:
    return Verdict(id=statement.id, hash=statement.hash, verdict=cast(Word, said.verdict), comment=said.comment or None)


def _guide(library: Library, paste: Paste) -> Guide:
    guide = library.guides.get(paste.guide)
    if guide is None:
        raise DataError([Problem("TEXT", 1, unknown("guide", paste.guide, library.guides))])
    if paste.language not in LANGUAGES or paste.language not in guide.words:
        raise DataError([Problem("TEXT", 1, unknown("language", paste.language, sorted(guide.words)))])
    if read_iso(paste.on) is None:
        raise DataError([Problem("TEXT", 1, say("review-no-day", day=paste.on))])
    return guide
