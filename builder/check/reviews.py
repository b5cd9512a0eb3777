"""In: the review records of a `Library`. Out: problems: a record in a wrong place, a page that claims too much."""

from __future__ import annotations

from collections.abc import Iterator

from builder.hint import unknown
from builder.library import Guide, Library
from builder.problem import Problem
from builder.review.record import FOLDER
from builder.review.state import find_state
from widgets.said import Said, say

REVIEWED = "reviewed"
SHOWN = 3
"""Statements named in a message."""


def check_reviews(library: Library) -> Iterator[Problem]:
    """Each record belongs to a guide, and a translation is called reviewed only by records that cover all of it."""
    for record in library.reviews:
        review, document = record.review, record.document
        if review.guide not in library.guides:
            yield document.problem(("guide",), unknown("guide", review.guide, library.guides))
        elif not document.path.startswith(f"{FOLDER}/{review.guide}/{review.language}-"):
            told = say("review-elsewhere", folder=FOLDER, guide=review.guide, language=review.language)
            yield document.problem((), told)
    for guide in library.guides.values():
        for language, words in guide.words.items():
            if words.meta.get("translation") == REVIEWED and (message := _claimed(library, guide, language)):
                line, column = words.meta_place("translation")
                yield Problem(words.path, line, message, column=column)


def _claimed(library: Library, guide: Guide, language: str) -> Said | None:
    """What is wrong with calling a text reviewed; nothing where every statement was found right as it is now."""
    state = find_state(library, guide, language)
    if state.word == REVIEWED:
        return None
    if not state.on:
        return say("review-none")
    named: list[object] = [f"'{id}'" for id in state.open[:SHOWN]]
    more = [say("review-more", count=len(state.open) - SHOWN)] if len(state.open) > SHOWN else []
    return say("review-open", ids=[*named, *more])
