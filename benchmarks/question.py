"""In: the guides. Out: one question whose answer alone gives an outcome, to ask on every run."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from builder.ask import request
from widgets.api import handle

if TYPE_CHECKING:
    from builder.load import Library


@dataclass(frozen=True)
class Question:
    """A choice in a form."""

    guide: str
    widget: str
    question: str
    option: str


def find_question(library: Library, today: str) -> Question:
    """The first choice, in the guides' order, that settles its widget; raises LookupError where there is none."""
    for guide in library.guides.values():
        for widget in guide.procedure.widgets:
            for question in guide.procedure.questions:
                for option in question.options if question.ask_when is None else ():
                    text = request(library, guide, widget.id, {question.id: option}, today)
                    if json.loads(handle(text)).get("outcome"):
                        return Question(guide.id, widget.id, question.id, option)
    raise LookupError("no widget is settled by one choice")
