"""In: the guides. Out: one question whose answer alone gives an outcome, to ask on every run."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from builder.ask import request
from widgets.api import handle

if TYPE_CHECKING:
    from builder.library import Guide, Library


@dataclass(frozen=True)
class Question:
    """A choice in a form."""

    guide: str
    widget: str
    question: str
    option: str


def find_question(library: Library, today: str) -> Question:
    """The first choice, in the guides' order, that settles its widget; raises LookupError where there is none.

    Only what a form asks first counts: a form may begin with a number, and what comes after is not to be seen yet.
    """
    for guide in library.guides.values():
        questions = {question.id: question for question in guide.procedure.questions}
        for widget in guide.procedure.widgets:
            first = questions.get(_ask(library, guide, widget.id, {}, today)["next"])
            for option in first.options if first else ():
                if first and _ask(library, guide, widget.id, {first.id: option}, today)["outcome"]:
                    return Question(guide.id, widget.id, first.id, option)
    raise LookupError("no widget is settled by one choice")


def _ask(library: Library, guide: Guide, widget: str, answers: dict[str, str], today: str) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(handle(request(library, guide, widget, answers, today)))
    return answer
