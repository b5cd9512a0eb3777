"""What each id stands for, and which one somebody may have meant."""

from typing import Any

import pytest

from builder.messages import put
from tests.widgets.librarycard import PROCEDURE, UNITS, with_value
from widgets.model import Procedure
from widgets.names import Names, kind_of_unit, nearest

TWELVE = [f"number-{n}" for n in "abcdefghijkl"]


@pytest.mark.parametrize(
    ("wrong", "right", "hint"),
    [
        ("crad", ["reader", "card"], "Did you mean 'card'?"),
        ("card", ["cards"], "Did you mean 'cards'?"),
        ("cards", ["card"], "Did you mean 'card'?"),
        ("car", ["card", "cart"], "Did you mean 'card'?"),
        ("cd", ["card"], "Write one of card."),  # nothing of it would be left
        ("crd", ["card"], "Did you mean 'card'?"),
        ("xxrd", ["card"], "Did you mean 'card'?"),
        ("xxxd", ["card"], "Write one of card."),
        ("c", ["card"], "Write one of card."),
        ("cardaaa", ["card"], "Write one of card."),
        ("aaard", ["card"], "Did you mean 'card'?"),
        ("aaaard", ["card"], "Write one of card."),
        ("abcdefghxxx", ["abcdefghijk"], "Did you mean 'abcdefghijk'?"),  # three in eleven
        ("abcdefgxxxx", ["abcdefghijk"], "Write one of abcdefghijk."),
        ("abcdexxx", ["abcdefgh"], "Write one of abcdefgh."),
        ("abcdefxxx", ["abcdefghi"], "Did you mean 'abcdefghi'?"),
        ("other", ["card", "reader"], "Write one of card, reader."),
        ("reader", ["ready", "readers", "card"], "Did you mean 'readers'?"),
        ("xxcard", ["card"], "Did you mean 'card'?"),
        ("carxxd", ["card"], "Did you mean 'card'?"),
        ("x", [], "Write one that exists."),
        ("XXX", [], "Write one that exists."),
        ("", [], "Write one that exists."),
        ("other-than-these", TWELVE, f"Write one of {', '.join(TWELVE)}."),
        ("other-than-these", [*TWELVE, "number-m"], "Write one that exists."),
    ],
)
def test_the_nearest_id_is_named_or_all_of_few(wrong: str, right: list[str], hint: str) -> None:
    assert put(nearest(wrong, right)) == hint
    assert put(nearest(wrong, iter(right))) == hint


@pytest.mark.parametrize(
    ("unit", "kind"),
    [
        (None, "any"),
        ("date", "date"),
        ("text", "text"),
        ("phone", "text"),
        ("url", "text"),
        ("form", "text"),
        ("MAD", "number"),
        ("months", "number"),
    ],
)
def test_a_figure_is_what_its_unit_says(unit: str | None, kind: str) -> None:
    assert kind_of_unit(unit) == kind


@pytest.mark.parametrize(
    ("id", "kind"),
    [
        ("card", "choice"),
        ("joined-on", "date"),
        ("books", "number"),
        ("renew-by", "date"),
        ("days-left", "number"),
        ("overdue", "condition"),
        ("route", "table"),
        ("today", "date"),
        ("on", "date"),
        ("most-books", "number"),
        ("opened-on", "date"),
        ("phone", "text"),
        ("identity-card", None),
    ],
)
def test_each_id_stands_for_something(id: str, kind: str | None) -> None:
    assert Names(Procedure.from_dict(PROCEDURE), UNITS).kind(id) == kind


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        ({"plus": ["joined-on", {"days": 1}]}, "date"),
        ({"age": "joined-on"}, "number"),
        ({"sum": ["books"]}, "number"),
        ({"not_below": ["joined-on", "opened-on"]}, "date"),
        ({"not_above": ["books", "most-books"]}, "number"),
        ({"not_above": ["2026-11-22", "unheard-of"]}, "date"),
        ({"first": ["renew-by"]}, "date"),
        ({"first": ["days-left", "renew-by"]}, "date"),
        ({"first": ["unheard-of"]}, "any"),
        ({"first": ["tried"]}, "any"),
        ({"first": ["tried", "days-left"]}, "number"),
        ({"sums": [1]}, "any"),
    ],
)
def test_a_value_is_what_its_operation_gives(raw: Any, kind: str) -> None:
    names = Names(Procedure.from_dict({**PROCEDURE, **with_value(raw)}), UNITS)
    assert [names.kind("tried"), names.kind("tried")] == [kind, kind]


@pytest.mark.parametrize(
    ("raw", "endless"),
    [
        ({"times": ["books", "2/3"]}, True),
        ({"times": ["books", "1/4"]}, False),
        ({"times": ["books", "2/3"], "round": 0.01}, False),
        ({"times": ["books", 2, "0.5"]}, False),
        ({"sum": ["third", 1]}, True),
        ({"sum": ["rounded", 1]}, False),
        ({"first": ["tried", "third"]}, True),
        ({"first": ["tried", "rounded"]}, False),
        ({"plus": ["2026-11-22", {"days": 1}]}, False),
        ({"sums": ["1/3"]}, False),
    ],
)
def test_a_fraction_in_a_value_may_make_its_decimals_endless(raw: Any, endless: bool) -> None:
    more = {"third": {"times": ["books", "1/3"]}, "rounded": {"sum": ["third"], "round": 1}}
    values = {**with_value(raw)["values"], **more}
    names = Names(Procedure.from_dict({**PROCEDURE, "values": values}), UNITS)
    assert [names.endless("tried"), names.endless("tried"), names.endless("books")] == [endless, endless, False]


def test_all_that_is_a_date_or_a_number_can_be_named() -> None:
    assert Names(Procedure.from_dict(PROCEDURE), UNITS).amounts() == [
        "joined-on",
        "books",
        "renew-by",
        "days-left",
        "card-validity",
        "most-books",
        "opened-on",
        "today",
        "on",
    ]


def test_a_question_of_no_known_type_may_be_a_date_or_a_number() -> None:
    procedure = Procedure.from_dict({"id": "odd", "questions": [{"id": "odd", "type": "text"}]})
    assert Names(procedure, UNITS).kind("odd") == "any"


@pytest.mark.parametrize(("written", "kind"), [("choise", "choice"), ("date", "date"), ("number", "number")])
def test_options_say_what_a_misspelt_type_means(written: str, kind: str) -> None:
    odd = {"id": "odd", "type": written, "options": ["one", "another"]}
    assert Names(Procedure.from_dict({"id": "odd", "questions": [odd]}), UNITS).kind("odd") == kind


def test_without_units_a_figure_may_be_anything() -> None:
    names = Names(Procedure.from_dict(PROCEDURE), ["fee"])
    assert (names.kind("fee"), names.kind("phone")) == ("any", None)


def test_a_table_has_each_of_its_outcomes_once() -> None:
    tables = {"route": [{"when": "a", "then": "x"}, {"when": "b", "then": "x"}, {"when": "c"}, {"otherwise": "y"}]}
    names = Names(Procedure.from_dict({**PROCEDURE, "tables": tables}), UNITS)
    assert names.tables == {"route": ("x", "y")}
