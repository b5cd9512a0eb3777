"""The words that rest on a fact, and the blocks that tell of a dispute, as they are found in an editor's Markdown."""

from __future__ import annotations

import pytest

from builder.quote import Dispute, anchor_disputes, disputed_in, find_disputes, find_quotes, find_sides, without_marks
from builder.words import parse_words

FRONT = "---\ntitle: T\n---\n"

LINES = [
    ("The card is made again at the desk. [^a]", [("a", None, "The card is made again at the desk")]),
    (
        "It is free for all. [^a] You wait for two days. [^b]",
        [("a", None, "It is free for all"), ("b", None, "You wait for two days")],
    ),
    ("It is free for all. [^a] [^b]", [("a", None, "It is free for all"), ("b", None, "It is free for all")]),
    (
        "- an old-age pension [^a] or a pension after an accident [^b]",
        [("a", None, "an old-age pension"), ("b", None, "an old-age pension or a pension after an accident")],
    ),
    (
        "The rules say free [^a/free], a poster speaks of a fee [^a/fee].",
        [("a", "free", "The rules say free"), ("a", "fee", "a poster speaks of a fee")],
    ),
    ("You have [[a]] to come back. [^b]", [(id, None, "You have [[a|number]] to come back") for id in ("a", "b")]),
    ("A figure without a mark is no citation: [[a|number]].", []),
    ("- `lost` You have lost your card [^a]", [("a", None, "You have lost your card")]),
    ("| Children | nothing at all today [^a] |", [("a", None, "Children · nothing at all today")]),
    ("Free. [^a]", [("a", None, "Free.")]),
    ("It is *free of [^a] charge*.", [("a", None, "It is *free of charge*.")]),
    ("## A heading [^a]", []),
]


@pytest.mark.parametrize(("line", "expected"), LINES, ids=[line for line, _ in LINES])
def test_a_mark_takes_the_words_that_lead_to_it(line: str, expected: list[tuple[str, str | None, str]]) -> None:
    quotes = find_quotes(parse_words(FRONT + line, "en.md"))
    assert [(quote.fact, quote.side, quote.text) for quote in quotes] == expected


def test_the_words_of_each_side_are_those_that_lead_to_its_mark() -> None:
    text = "It is free of charge. [^fee/free] [^other]\n| a | You pay ten dirhams [^fee/small] |\n# No [^fee/heading]\n"
    words = parse_words(FRONT + text, "en.md")
    sides = {(quote.fact, quote.side): quote.text for quote in find_quotes(words) if quote.side}
    assert find_sides(words) == sides
    assert list(sides) == [("fee", "free"), ("fee", "small")]


TEXT = """---
title: T
---
## One { #one }

!!! disagree "Free or not?"
    The rules say free. [^fee/free]

    A poster speaks of a fee. [^fee/small] See also [[other]].

After.

!!! disagree "Of nothing disputed"
    A sentence. [^settled]

## A question { #asked }

!!! disagree "In the form"
    It is told there. [^other/a]
"""


def test_a_block_tells_of_the_disputes_whose_sides_it_cites() -> None:
    text = "The rules say free. [^fee/free]\n\nA poster speaks of a fee. [^fee/small] See also [[other]]."
    found = list(find_disputes(parse_words(TEXT, "en.md"), {"fee", "other"}, {"asked"}))
    assert found == [Dispute(("fee",), "Free or not?", text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("[^fee/free] [[other]]", ("fee",)), ("[^fee] [[other]]", ("fee", "other")), ("[^settled]", ())],
)
def test_without_sides_a_block_tells_of_all_disputed_facts_it_cites(text: str, expected: tuple[str, ...]) -> None:
    assert disputed_in(text, {"fee", "other"}) == expected


def test_the_first_block_on_a_dispute_can_be_led_to() -> None:
    block = '!!! disagree "Free?"\n    Yes [^fee/free], no [^fee/small].\n'
    anchored: dict[str, str] = {}
    text = anchor_disputes(f"Before.\n\n{block}\n{block}", {"fee"}, anchored)
    assert text.count("<span id='disagree-fee'></span>Free?") == 1
    assert text.index("span") < text.rindex("!!! disagree")
    assert anchored == {"fee": "Free?"}


def test_words_taken_elsewhere_keep_their_figures_and_lose_their_marks() -> None:
    text = "You have [[a]] to [come](#when), see [there](page:there). [^b/c]"
    assert without_marks(text) == "You have [[a|number]] to come, see [there](page:there)."
