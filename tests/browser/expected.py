"""In: an example filled in on a page. Out: where the page, the engine and the example are not of one mind."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from builder.ask import request
from builder.check.cases import EXPECTED
from builder.figures import format_date, format_figure
from builder.form import value_kind
from builder.library import Guide, Library
from tests.browser.reader import Form
from widgets.api import handle

UNSEEN = str.maketrans("\u00a0", " ", "\u2066\u2067\u2068\u2069")
"""What keeps figures in order and together: no word of its own."""


def asks_for_all(library: Library, guide: Guide, widget: str, case: dict[str, Any]) -> bool:
    """Whether the form asks every question that an example answers: none is left over from before a change."""
    return not json.loads(handle(request(library, guide, widget, case["answers"], case["today"])))["unneeded"]


def differences(form: Form, library: Library, guide: Guide, language: str, case: dict[str, Any]) -> Iterator[Any]:
    """Fill in a form as an example says, and compare everything that is then to be seen."""
    answers = form.fill_in(case["answers"])
    if "on" in case:
        form.name_day(case["on"])
    page = form.seen()
    answer = json.loads(handle(request(library, guide, form.widget, answers, case["today"], case.get("on"))))
    readable = "on" not in answer["errors"]
    decided = readable and answer["outcome"] is not None
    settled = decided or (readable and not answer["missing"])
    words = library.interface[language]
    # "One day" has no figure in some languages: the words are all there is to compare.
    page["values"] = {id: value or str(answer["values"].get(id)) for id, value in page["values"].items()}
    page["words"] = {id: text.translate(UNSEEN) for id, text in page["words"].items()}
    page["figures"] = {
        id: {name: text.translate(UNSEEN) for name, text in told.items()} for id, told in page["figures"].items()
    }
    figures = {
        id: _figure(library.facts[id].unit, told, case["today"], language, words)
        for id, told in answer["figures"].items()
    }
    engine = {
        "outcomes": [answer["outcome"]] if decided else [],
        "unconfirmed": answer["unconfirmed"],
        "possible": answer["possible"] if settled and not decided else [],
        "open": answer["open"] if settled else [],
        "reasons": answer["deciding"] if settled else [],
        "steps": {step["id"]: step["due"] for step in answer["steps"]} if settled else {},
        "evidence": answer["evidence"] if settled else [],
        "letters": answer["letters"] if decided else [],
        "values": {id: str(value) for id, value in answer["values"].items()} if settled else {},
        "words": _in_words(library, guide, answer["values"], language) if settled else {},
        "day": answer["on"] if settled and answer["on"] != case["today"] else None,
        "figures": figures if settled else {},
        "errors": {id: error["id"] for id, error in answer["errors"].items()},
    }
    for key, value in engine.items():
        seen = sorted(page[key]) if key == "reasons" else page[key]
        if seen != (sorted(value) if key == "reasons" else value):
            yield key, "page", seen, "engine", value
    seen_lines, lines = form.lines() if settled else {}, answer["lines"] or {}
    if settled and seen_lines and answer["lines"] is None and form.place.locator("[data-part=lines]").is_visible():
        yield "lines", "page", seen_lines, "engine", None
    elif settled and lines and _known(seen_lines) != (known := _known_to_engine(lines)):
        yield "lines", "page", _known(seen_lines), "engine", known
    if not set(answer["asked"]) <= set(page["questions"]):
        yield "asked", "page", page["questions"], "engine", answer["asked"]

    waiting = [id for id in page["questions"] if id not in answers or id in page["errors"]]
    told = {
        "outcome": next(iter(page["outcomes"]), None),
        "steps": {id: page["steps"].get(id, "not a step") for id in case.get("steps", {})},
        "evidence": page["evidence"],
        "figures": {id: page["figures"].get(id, {}).get("value", "not used") for id in case.get("figures", {})},
        "no_value": sorted(id for id, told in page["figures"].items() if "none" in told),
        "letters": page["letters"],
        "values": {id: page["values"].get(id, "not shown") for id in case.get("values", {})},
        "next": case.get("next") if case.get("next") in waiting else None,
        "open": page["open"],
        "errors": page["errors"],
        "lines": {
            row: {column: _cell(seen_lines, row, column) for column in columns}
            for row, columns in case.get("lines", {}).items()
        },
        "marked": [
            id for id, _, side in (word.partition("=") for word in seen_lines.get("marked", ())) if side == "met"
        ],
        "differs": seen_lines.get("differs", {}),
    }
    example = case | {"values": {id: str(value) for id, value in case.get("values", {}).items()}}
    example["figures"] = {
        id: _amount(value, library.facts[id].unit, language, words) for id, value in case.get("figures", {}).items()
    }
    if "lines" in case:
        example["lines"] = {
            row: {column: None if cell in (None, "not shown") else str(cell) for column, cell in columns.items()}
            for row, columns in case["lines"].items()
        }
    for key in EXPECTED:
        if (
            key in case
            and (settled or key not in ("open", "values", "figures", "no_value"))
            and told[key] != example[key]
        ):
            yield key, "page", told[key], "example", example[key]


def _known(seen: dict[str, Any]) -> dict[str, Any]:
    """What the page shows of lines, cells without anything left out."""
    cells = {**seen["lines"], "total": seen["totals"]}
    known = {
        row: {column: cell for column, cell in of_row.items() if cell is not None} for row, of_row in cells.items()
    }
    return {"cells": known, "marked": sorted(seen["marked"]), "differs": seen["differs"]}


def _known_to_engine(lines: dict[str, Any]) -> dict[str, Any]:
    """The same of the engine's answer."""
    cells = {**lines["rows"], "total": lines["totals"]}
    return {
        "cells": {
            row: {column: str(cell) for column, cell in of_row.items() if cell is not None}
            for row, of_row in cells.items()
        },
        "marked": sorted(f"{id}={'met' if met else 'not-met'}" for id, met in lines["marked"].items()),
        "differs": {id: str(told["by"]) for id, told in lines["compared"].items() if told["by"] not in (0, None)},
    }


def _cell(seen: dict[str, Any], row: str, column: str) -> str | None:
    cells = {**seen.get("lines", {}), "total": seen.get("totals", {})}
    cell: str | None = cells.get(row, {}).get(column)
    return cell


def says(words: str, text: str) -> bool:
    """Whether a text is these words of the interface, whatever is put in their slots."""
    pattern = re.sub(r"\\\{\w+\\\}", ".+", re.escape(words.translate(UNSEEN)))
    return re.fullmatch(pattern, text.translate(UNSEEN).strip()) is not None


def _figure(unit: str | None, told: dict[str, Any], today: str, language: str, words: dict[str, Any]) -> dict[str, str]:
    """What is told of a figure as the build would write it, by the names of its parts."""
    since, known = told.get("from"), told["value"] is not None
    texts = (
        {"value": _amount(told["value"], unit, language, words)} if known else {"none": words["figures"]["no_value"]}
    )
    if "seen" in told:
        texts["undated"] = words["facts"]["date_not_given"].format(date=format_date(told["seen"], words))
    if since not in (None, "unknown"):
        own, shared = words["figures"], words["facts"]
        begun = ("since", shared["in_force_from"]) if since <= today else ("later", own["from_day"])
        counted = ("as-of", shared["as_of"]) if told.get("as_of") else begun
        name, text = counted if known else ("ended", own["ended"])
        texts[name] = text.format(date=format_date(since, words))
    if "today" in told and told["today"] is None:
        texts["today-none"] = words["figures"]["today_none"]
    elif "today" in told:
        texts["today"] = words["figures"]["today"].format(value=_amount(told["today"], unit, language, words))
    return {name: text.translate(UNSEEN) for name, text in texts.items()}


def _amount(value: Any, unit: str | None, language: str, words: dict[str, Any]) -> str:
    """A figure's value as the engine gives it, a decimal as text, in words."""
    assert unit is not None
    exact = Decimal(value) if isinstance(value, str) and unit != "date" else value
    return format_figure(exact, unit, language, words).translate(UNSEEN)


def _in_words(library: Library, guide: Guide, values: dict[str, Any], language: str) -> dict[str, str]:
    """Values as the build would write them."""
    kinds = {id: value_kind(guide.procedure, id, library.units) for id in values}
    return {id: _amount(value, kinds[id], language, library.interface[language]) for id, value in values.items()}
