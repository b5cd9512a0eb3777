"""What a browser may have stored under the key of the ticks: only ids ever come out of it, and nothing is thrown."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.widgets.node import asking

FOLDER = Path(__file__).parent
SCRIPT = FOLDER.parents[1] / "widgets" / "web" / "device.js"
ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*/[a-z][a-z0-9]*(-[a-z0-9]+)*")

TEXT = st.text(st.characters())
PARTS = st.text("az09", max_size=6).map("k{}".format) | st.sampled_from(["a-b", "new-card", "x1-2-3"])
IDS = st.builds("{}/{}".format, PARTS, PARTS)
ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXT | IDS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=8,
)
NEARLY = st.fixed_dictionaries(
    {"version": st.just(1) | ANY_JSON, "ticked": st.lists(IDS | ANY_JSON, max_size=6) | ANY_JSON}
)

type Ask = Callable[..., Any]


@pytest.fixture(scope="module")
def ask() -> Iterator[Ask]:
    """Asks the script."""
    with asking("device.mjs", SCRIPT) as ask:
        yield lambda text, former=None: ask([text, former or {}])


@given(st.lists(IDS, unique=True))
def test_what_is_stored_is_read_back(ask: Ask, ids: list[str]) -> None:
    read = ask(json.dumps({"version": 1, "ticked": ids}))
    assert read["ticked"] == ids
    assert json.loads(read["stored"]) == {"version": 1, "ticked": sorted(ids)}
    assert ask(read["stored"])["ticked"] == sorted(ids)


@example("null")
@example('{"version": 2, "ticked": ["a/b"]}')
@example('{"version": 1, "ticked": {"length": 1, "0": "a/b"}}')
@example('{"version": 1, "ticked": ["a/b", "<b>/c", "__proto__/x", "A/b", "a/b/c", "a/b\\n"]}')
@given(TEXT | ANY_JSON.map(json.dumps) | NEARLY.map(json.dumps))
def test_nothing_but_ids_comes_out(ask: Ask, text: str) -> None:
    read = ask(text)
    assert read is None or [id for id in read["ticked"] if not ID.fullmatch(id)] == []


@pytest.mark.parametrize(
    ("stored", "ticked"),
    [
        (["g/old"], ["g/new"]),
        (["g/old", "g/new", "h/other"], ["g/new", "h/other"]),
        (["h/old"], ["h/old"]),
    ],
)
def test_a_renamed_id_keeps_its_tick(ask: Ask, stored: list[str], ticked: list[str]) -> None:
    assert ask(json.dumps({"version": 1, "ticked": stored}), {"g/old": "g/new"})["ticked"] == ticked


def test_a_huge_list_has_an_end(ask: Ask) -> None:
    ids = [f"g/a{number}" for number in range(20_000)]
    assert ask(json.dumps({"version": 1, "ticked": ids}))["ticked"] == ids[:5000]
