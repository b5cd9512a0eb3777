"""The part of an address that carries answers: ids, days and plain numbers come through, and nothing else ever does."""

import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.widgets.node import asking

FOLDER = Path(__file__).parent
SCRIPT = FOLDER.parents[1] / "widgets" / "web" / "link.js"
WRITTEN = re.compile(r"([a-z0-9-]*)~([0-9]+)((?:\.[a-z][a-z0-9-]*=[a-z0-9.-]+)*)")
VALUE = re.compile(r"[a-z][a-z0-9-]*|-?[0-9]{1,15}(\.[0-9]{1,10})?|[0-9]{4}-[0-9]{2}-[0-9]{2}")

IDS = st.from_regex(r"[a-z][a-z0-9]{0,8}(-[a-z0-9]{1,8}){0,3}", fullmatch=True)
NUMBERS = st.from_regex(r"-?[0-9]{1,15}(\.[0-9]{1,10})?", fullmatch=True)
DAYS = st.dates().map(str)
ANSWERS = st.dictionaries(IDS, IDS | NUMBERS | DAYS, max_size=20)
VERSIONS = st.integers(1, 999_999)
TEXT = st.text(st.characters())
NEARLY = st.lists(
    st.sampled_from(["card", "~", "1", ".", "=", "lost", "%", "2026-11-02", "<b>", "__proto__", "-", "é"])
)
ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=8,
)


@pytest.fixture(scope="module")
def ask() -> Iterator[Callable[[Any], Any]]:
    """Asks the script."""
    with asking("link.mjs", SCRIPT) as ask:
        yield ask


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("", None),
        ("what-now", None),
        ("What~1", None),
        ("<b>~1.card=lost", None),
        (":~:text=card", None),
        ("what-now~1", ("what-now", 1, {}, 0)),
        ("~1.card=lost", ("", 1, {"card": "lost"}, 0)),
        ("what-now~2.card=lost.joined-on=2026-11-02", ("what-now", 2, {"card": "lost", "joined-on": "2026-11-02"}, 0)),
        ("what-now~1.fee=12.50.card=unknown", ("what-now", 1, {"fee": "12.50", "card": "unknown"}, 0)),
        ("what-now~1.fee=-3", ("what-now", 1, {"fee": "-3"}, 0)),
        ("what-now~1.card=Lost", ("what-now", 1, {}, 1)),
        ("what-now~1.card=lost.card=have", ("what-now", 1, {"card": "have"}, 1)),
        ("what-now~1.name=jane%20doe.card=lost", ("what-now", 1, {"card": "lost"}, 1)),
        ("what-now~1.fee=12.50.0", ("what-now", 1, {}, 1)),
        ("what-now~1.a=b=c", ("what-now", 1, {}, 1)),
        ("what-now~1.a=", ("what-now", 1, {}, 1)),
        ("what-now~0.card=lost", ("what-now", 0, {}, 0)),
        ("what-now~.card=lost", ("what-now", 0, {}, 0)),
        ("what-now~1x.card=lost", ("what-now", 0, {}, 0)),
        ("what-now~1~1.card=lost", ("what-now", 0, {}, 0)),
        ("what-now~1" + ".a=b" * 101, ("what-now", 0, {}, 0)),
        ("what-now~1.a=" + "b" * 4000, ("what-now", 0, {}, 0)),
    ],
)
def test_what_is_read(ask: Callable[[Any], Any], text: str, link: tuple[str, int, dict[str, str], int] | None) -> None:
    read = ask(text)
    assert (read and (read["section"], read["version"], dict(read["answers"]), read["strange"])) == link


def test_it_is_written_in_the_order_of_the_ids(ask: Callable[[Any], Any]) -> None:
    answers = {"joined-on": "2026-11-02", "books": 3, "card": "lost"}
    assert ask(["what-now", 1, answers]) == "what-now~1.books=3.card=lost.joined-on=2026-11-02"


@given(section=st.just("") | IDS, version=VERSIONS, answers=ANSWERS)
def test_answers_come_back(ask: Callable[[Any], Any], section: str, version: int, answers: dict[str, str]) -> None:
    text = ask([section, version, answers])
    link = {"section": section, "version": version, "answers": sorted(map(list, answers.items())), "strange": 0}
    assert ask(text) == link


@given(st.dictionaries(IDS | TEXT, ANY_JSON | IDS, max_size=6))
def test_nothing_but_ids_days_and_numbers_is_written(ask: Callable[[Any], Any], answers: dict[str, Any]) -> None:
    text = ask(["what-now", 1, answers])
    assert WRITTEN.fullmatch(text)
    for id, value in ask(text)["answers"]:
        assert VALUE.fullmatch(value)
        assert value == str(answers[id])
        assert type(answers[id]) in (str, int)


@given(TEXT | st.binary().map(lambda data: data.decode("latin-1")) | NEARLY.map("".join))
def test_any_text_is_read_without_harm(ask: Callable[[Any], Any], text: str) -> None:
    for fragment in (text, f"what-now~1.{text}", f"~{text}"):
        link = ask(fragment)
        if link is not None:
            assert re.fullmatch(r"[a-z0-9-]*", link["section"])
            assert 0 <= link["version"] < 1_000_000
            assert link["strange"] >= 0
            assert all(re.fullmatch(r"[a-z][a-z0-9-]*", id) and VALUE.fullmatch(value) for id, value in link["answers"])


@pytest.mark.parametrize("text", ["~" * 1_000_000, "a~1" + ".a=b" * 1_000_000, "a-" * 1_000_000 + "~", "9" * 1_000_000])
def test_a_huge_text_is_put_aside_at_once(ask: Callable[[Any], Any], text: str) -> None:
    begun = time.monotonic()
    link = ask(text)
    assert link is None or (link["version"], link["answers"]) == (0, [])
    assert time.monotonic() - begun < 5
