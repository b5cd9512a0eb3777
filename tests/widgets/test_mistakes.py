"""Whoever writes a rule that is wrong is told so in whole sentences: where it stands, and what to write instead."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from builder.messages import put
from tests.widgets.librarycard import PROCEDURE, UNITS, with_condition, with_question, with_row, with_value
from tests.widgets.test_letters import LETTERS
from tests.widgets.test_lines import FEES, changed
from tests.widgets.test_lines import UNITS as FEE_UNITS
from widgets.model import Procedure
from widgets.wiring import problems_in

FILE = Path(__file__).parent.parent / "data" / "mistakes.yaml"
MISTAKES: dict[str, list[dict[str, Any]]] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
ALONE = {"lines", "shapes"}
"""Kinds that have a test of their own."""
CHANGES = {
    "conditions": with_condition,
    "values": with_value,
    "questions": lambda raw: with_question(**raw),
    "tables": lambda raw: with_row(*raw),
    "letters": lambda raw: {"letters": [{**LETTERS[0], **raw}]},
    "procedures": lambda raw: raw,
}


def told(data: dict[str, Any], figures: Mapping[str, str | None]) -> list[str]:
    found = problems_in(Procedure.from_dict(data), figures)
    return [f"{'.'.join(map(str, where))}: {put(said)}" for where, said in found]


def expected(mistake: dict[str, Any]) -> list[str]:
    return mistake["says"] if isinstance(mistake["says"], list) else [mistake["says"]]


@pytest.mark.parametrize("kind", sorted(MISTAKES.keys() - ALONE))
def test_a_mistake_in_the_rules_is_told(kind: str) -> None:
    for mistake in MISTAKES[kind]:
        assert told({**PROCEDURE, **CHANGES[kind](mistake["write"])}, UNITS) == expected(mistake)


def test_a_mistake_in_the_lines_is_told() -> None:
    for mistake in MISTAKES["lines"]:
        way = [int(key) if key.isdigit() else key for key in mistake["at"].split(".")]
        assert told(changed(*way, to=mistake["write"]), FEE_UNITS) == expected(mistake)


def test_a_figure_of_unknown_unit_may_stand_in_a_line() -> None:
    assert told(FEES, dict.fromkeys(FEE_UNITS)) == []
    assert told(changed("lines", "parts", "rows", "the-card", "due", to="phone"), dict.fromkeys(FEE_UNITS)) == []


def test_what_is_no_procedure_is_refused() -> None:
    for mistake in MISTAKES["shapes"]:
        with pytest.raises(ValueError, match=r".") as refusal:
            Procedure.from_dict({**PROCEDURE, **mistake["write"]})
        assert [str(refusal.value)] == expected(mistake)
