"""The words of forms: slots are put in, all else is escaped; what is made once belongs to its words and its place."""

import pytest
from markupsafe import Markup, escape

from builder.once import for_each_object
from builder.render.forms import PAGE_ONLY
from builder.render.slots import NUMBER, SLOTS, TIME, Slots
from builder.render.templates import environment

WORDS = {
    "widget": {"examples": {"months": '6 <b>"months"</b>'}},
    "format": {"example": "1 & 2"},
    "counts": {"days": {"one": "a <day>", "other": "{n} days"}},
    "units": {"MAD": "{n} <dirham>", "percent": "{n}%"},
}
HOSTILE = '<script>alert("1")</script> & <img src=x onerror=alert(1)>'


@pytest.fixture
def slots() -> Slots:
    return Slots(WORDS)


@pytest.mark.parametrize("name", SLOTS)
def test_all_but_the_slots_is_escaped(name: str, slots: Slots) -> None:
    assert slots.fill(f"{HOSTILE} {name} {HOSTILE}") == f"{escape(HOSTILE)} {SLOTS[name]} {escape(HOSTILE)}"


def test_what_is_safe_already_is_not_escaped_again(slots: Slots) -> None:
    assert slots.fill(Markup("<b>{date}</b>")) == f"<b>{TIME}</b>"


def test_a_name_that_is_no_slot_stays(slots: Slots) -> None:
    assert slots.fill("{nobody} {n {N} {{n}}") == f"{{nobody}} {{n {{N}} {{{NUMBER}}}"


@pytest.mark.parametrize(("unit", "shown"), [("months", '6 <b>"months"</b>'), ("days", "1 & 2"), (None, "1 & 2")])
def test_an_example_is_one_in_the_unit(unit: str | None, shown: str, slots: Slots) -> None:
    assert slots.fill("such as {example}", unit) == f"such as <bdi>{escape(shown)}</bdi>"


@pytest.mark.parametrize(
    ("unit", "shown"),
    [
        ("date", TIME),
        (
            "days",
            f'<span data-plural="one" hidden>a &lt;day&gt;</span><span data-plural="other" hidden>{NUMBER} days</span>',
        ),
        ("MAD", f"{NUMBER} &lt;dirham&gt;"),
        ("percent", f'<bdi dir="ltr">{NUMBER}%</bdi>'),
        ("number", NUMBER),
    ],
)
def test_an_amount_has_its_unit(unit: str, shown: str, slots: Slots) -> None:
    assert slots.amount(unit) == shown


def test_a_unit_beside_a_field_has_no_number(slots: Slots) -> None:
    assert [slots.unit_name(unit) for unit in ("MAD", "days", "percent", "")] == ["<dirham>", "days", "%", ""]


def test_what_is_made_once_is_made_for_each_language_and_each_name_and_escaped() -> None:
    template = environment().from_string(
        "{% for n in [1, 2, 1] %}{% once n %}{{ n }} {{ words.said }} {{ told() }}; {% endonce %}{% endfor %}"
        "{% once %}{{ words.said }}{% endonce %}"
    )
    told = iter("abcdef")
    shown = [template.render(words=words, told=lambda: next(told)) for words in ({"said": "<en>"}, {"said": "<fr>"})]
    assert shown == [
        "1 &lt;en&gt; a; 2 &lt;en&gt; b; 1 &lt;en&gt; a; &lt;en&gt;",
        "1 &lt;fr&gt; c; 2 &lt;fr&gt; d; 1 &lt;fr&gt; c; &lt;fr&gt;",
    ]


def test_equal_things_are_told_apart_and_the_last_are_held() -> None:
    asked: list[object] = []

    @for_each_object(held=2)
    def count(*things: object) -> int:
        asked.append(things)
        return len(asked)

    one, other, third = [1], [1], [1]
    assert [count(one), count(other), count(one), count(one, other), count(one), count(third)] == [1, 2, 1, 3, 4, 5]


def test_nobody_can_write_the_marks_of_what_stands_on_the_guide_s_page_alone() -> None:
    assert len({*PAGE_ONLY}) == 2
    assert all(len(mark) == len("<!---->") + 32 for mark in PAGE_ONLY)
