"""In: the questions of guides/common, and the guides. Out: problems: one that nobody asks, words for none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from builder.hint import unknown
from builder.library import Library
from builder.problem import Problem
from widgets.said import say


def check_shared(library: Library) -> Iterator[Problem]:
    """Each shared question has an id of its own and a guide that asks it; each heading of their words has its question.

    What else may be wrong with them is told where guides are checked, at its place in guides/common.
    """
    shared = library.shared
    asked = {question.id for guide in library.guides.values() for question in guide.procedure.questions}
    records = shared.document.data if isinstance(shared.document.data, list) else []
    ids = [str(record.get("id", "")) for record in records if isinstance(record, dict)]
    for id, count in Counter(ids).items():
        place = (ids.index(id),)
        if count > 1:
            yield shared.document.problem(place, say("id-twice", id=id))
        if id in shared.questions and id not in asked:
            yield shared.document.problem(place, say("shared-not-asked", id=id))
    for words in shared.words.values():
        for section in words.sections:
            if section.id and section.id not in shared.questions:
                told = unknown("shared", section.id, shared.questions)
                yield Problem(words.path, section.line, told, column=section.column)
