"""A procedure's letters come in: checked, the faults in them go out; with an evaluation, the ids of those that help."""

from collections.abc import Iterator

from widgets.conditions import Where
from widgets.decide import Evaluation
from widgets.model import Letter
from widgets.said import Said, say

RECIPIENTS = ("employer", "office")
CARD = "card"
"""Ends the address of the counter card's page, as a letter's id ends its own."""


def letter_ids(evaluation: Evaluation) -> list[str]:
    """List the letters whose condition is certainly met."""
    return [
        letter.id for letter, when in evaluation.rules.letters if when is not None and evaluation.judge(when).result
    ]


def check_letter(letter: Letter, where: Where) -> Iterator[tuple[Where, Said]]:
    """Yield what is wrong with a letter by itself; its condition is checked as any other."""
    if letter.to not in RECIPIENTS:
        yield (*where, "to"), say("letter-no-recipient", to=letter.to, recipients=RECIPIENTS)
    if letter.id == CARD:
        yield (*where, "id"), say("letter-called-card", card=CARD)
    if letter.when is None:
        yield (*where, "when"), say("letter-always")
