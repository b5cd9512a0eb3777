"""What the page holds to explain an answer with: the names that worked-out values go by."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from builder.check import check_library
from builder.load import load_library
from builder.render import render_site
from builder.why import values_to_name
from tests.builder.cards import copy_library, edit

GUIDE = "guides/procedures/library-card"
ONE = "  ends-on: {first: [renew-by]}\n"
TWO = ONE + "  gone-on: {first: [renew-by], when: {card: lost}}\n"
OF_MANY = "  ends-on: {first: [renew-by, joined-on]}\n"
LABELLED = {
    "a value alone has no name": ("", [], []),
    "one that a single labelled value stands for goes by its name": (ONE, ["ends-on"], ["ends-on", "renew-by"]),
    "of two names neither is meant": (TWO, ["ends-on", "gone-on"], ["ends-on", "gone-on"]),
    "nor is the name of what may be another": (OF_MANY, ["ends-on"], ["ends-on"]),
}


NAMED = {
    "a value shown in a form": ("renew-by", ""),
    "one made of it alone": ("ends-on", "  ends-on: {first: [renew-by]}\n"),
    "one that no form shows": ("gone-on", "  gone-on: {plus: [joined-on, {days: 9}]}\n"),
}


@pytest.mark.parametrize(("id", "value"), NAMED.values(), ids=NAMED)
def test_what_a_condition_tests_has_a_name(id: str, value: str, tmp_path: Path) -> None:
    folder = copy_library(tmp_path)
    edit(folder / GUIDE / "procedure.yaml", "  days-left:", f"{value}  days-left:")
    edit(folder / GUIDE / "procedure.yaml", "{renew-by: {before: today}}", f"{{{id}: {{before: today}}}}")
    rules = load_library(folder).guides["library-card"].procedure
    wanted = () if id == "renew-by" else (id,)
    assert values_to_name(rules, rules.widgets[0]) == wanted
    problems = check_library(load_library(folder), release=True)
    told = [problem for problem in problems if f"'{id}' has no words under" in str(problem)]
    assert len(told) == 3 * len(wanted)


@pytest.mark.parametrize(("values", "shows", "labelled"), LABELLED.values(), ids=LABELLED)
def test_a_value_goes_by_the_one_name_that_stands_for_it(
    values: str, shows: list[str], labelled: list[str], tmp_path: Path
) -> None:
    folder = copy_library(tmp_path)
    edit(folder / GUIDE / "procedure.yaml", "  days-left:", f"{values}  days-left:")
    edit(folder / GUIDE / "procedure.yaml", "shows: [renew-by, days-left]", f"shows: [{', '.join(shows)}]")
    for language in ("en", "fr", "ar"):
        path = folder / GUIDE / f"{language}.md"
        text = re.sub(r"- `(renew-by|days-left)`.*\n", "", path.read_text(encoding="utf-8"))
        items = "".join(f"- `{id}` On {id}\n" for id in shows)
        path.write_text(text.replace("- `card-validity`", f"{items}- `card-validity`", 1), encoding="utf-8")
    page = render_site(load_library(folder), date(2026, 11, 22))["en"]["guides/library-card.md"]
    found = re.findall(r'data-word="amount ([\w-]+)" data-kind="\w+" data-labelled>', page)
    assert sorted(found) == sorted([*labelled, "card-validity"])
    assert page.count("On ends-on: <strong>") == sum(1 for id in labelled if id in ("ends-on", "renew-by"))
