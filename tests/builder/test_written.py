"""What a page says of itself: how many words it has, its front matter, and its rules as an editor writes them."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from builder.load import load_library
from builder.render import render_page
from builder.render.guide import count_words
from builder.render.rules import written
from tests.conftest import ROOT

NESTED = {"all": ["card-valid", {"not": {"any": [{"route": ["lost", "stolen"]}, "months_since: x"]}}]}
ODD = {
    "at": "2026-11-26",
    "text": "oui, « non »: #5",
    "word": "بطاقة",
    "number": 5,
    "none": None,
    "yes": "yes",
    "of": [{}],
}


@given(st.text(alphabet=st.characters() | st.sampled_from(" \n\t\u00a0-_.é"), max_size=60))
def test_a_word_has_a_letter_or_a_figure(text: str) -> None:
    plain = re.sub(r"[\[\](){}<>!]", "", text)
    assert count_words(plain) == sum(bool(re.search(r"\w", word)) for word in plain.split())


def in_python(rule: Any) -> str:
    how: dict[str, Any] = {"allow_unicode": True, "sort_keys": False, "width": 10_000}
    text = str(yaml.safe_dump(rule, default_flow_style=True, **how))
    return text.removesuffix("\n").removesuffix("...").strip()


@pytest.mark.parametrize("rule", [NESTED, ODD, "card-valid", 5, [], {"long": ["word"] * 999}])
def test_a_rule_is_written_as_yaml_does(rule: object) -> None:
    assert written(rule) == in_python(rule)


def test_every_rule_is_written_as_yaml_does() -> None:
    guides = load_library(ROOT).guides.values()
    rules = [rule for guide in guides for rule in guide.procedure.conditions.values()]
    assert [*map(written, rules)] == [*map(in_python, rules)]
    assert rules


def test_a_rule_is_written_fast(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml, "safe_dump", None)
    assert written(["a", {"b": "c"}]) == "[a, {b: c}]"


def test_front_matter_is_json_made_by_one_encoder(monkeypatch: pytest.MonkeyPatch) -> None:
    library = load_library(ROOT)
    wanted = render_page(library, "about", "ar", date(2026, 11, 26))["about.md"]
    monkeypatch.setattr(json, "JSONEncoder", None)
    assert render_page(library, "about", "ar", date(2026, 11, 26))["about.md"] == wanted
    lines = wanted.split("---\n")[1].splitlines()
    assert all("\\u" not in line and json.loads(line.partition(": ")[2]) for line in lines)
