"""In: a guide's worked examples. Out: problems: one that the engine answers otherwise, one that can't be read."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from builder.ask import page_data
from builder.example import EXPECTED, KEYS, NEEDED
from builder.hint import unknown
from builder.library import Guide, Library
from builder.problem import Problem
from builder.read import Trail
from widgets.api import evaluate
from widgets.dates import read_iso
from widgets.said import Said, say

type Case = Mapping[str, Any]

LINES = ("lines", "marked", "differs")
"""What an example may say of the lines."""


def check_cases(library: Library, guide: Guide) -> Iterator[Problem]:
    """The engine answers each example as it says."""
    document = guide.cases
    if document is None or document.data is None:
        return
    if not isinstance(document.data, list):
        yield document.problem((), say("cases-no-list"))
        return
    rules, figures = guide.rules, page_data(library, guide)["facts"]
    for n, case in enumerate(document.data):
        wrong = _unreadable(guide, case)
        if wrong:
            trail, said = wrong
            yield document.problem((n, *trail), said, key=trail not in ((), *((key,) for key in NEEDED)))
            continue
        today, asked = read_iso(case["today"]), {key: case[key] for key in ("answers", "on", "widget") if key in case}
        assert today is not None
        answer = evaluate(rules, facts=figures, today=today, wanted=_keys(case), **asked)
        for key, found in told(answer, case).items():
            if found != case[key]:
                message = say("case-comes-out-otherwise", found=_plain(key, found), written=_plain(key, case[key]))
                yield document.problem((n, key), message)
                break  # what follows from another outcome is no other mistake


def told(answer: Mapping[str, Any], case: Case) -> dict[str, Any]:
    """What the engine answers of the things that the example speaks of, in the example's form.

    It is compared with all that the example says of them; of figures with those alone that it names.
    """
    return {key: _told(key, answer, case) for key in EXPECTED if key in case}


def _keys(case: Case) -> set[str]:
    """The keys of the engine's answer that the example speaks of."""
    return {"lines" if key in LINES else key for key in EXPECTED if key in case}


def _told(key: str, answer: Mapping[str, Any], case: Case) -> Any:
    match key:
        case "steps":
            return {step["id"]: step["due"] for step in answer["steps"]}
        case "figures":
            return {id: answer["figures"].get(id, {}).get("value", "not used") for id in case["figures"]}
        case "errors":
            return {id: error["id"] for id, error in answer["errors"].items()}
    return _lines(answer["lines"] or {}, case)[key] if key in LINES else answer[key]


def _lines(lines: Mapping[str, Any], case: Case) -> dict[str, Any]:
    """Of the lines, the cells that the example names; the totals stand in a line called total."""
    cells = {**lines.get("rows", {}), "total": lines.get("totals", {})}
    expected, order = case.get("lines"), list(case.get("marked") or ())
    named: Mapping[str, Any] = expected if isinstance(expected, Mapping) else {}
    met = [id for id, met in lines.get("marked", {}).items() if met]
    return {
        "lines": {
            row: {column: cells.get(row, {}).get(column, "not shown") for column in columns}
            for row, columns in named.items()
            if isinstance(columns, Mapping)
        },
        "marked": sorted(met, key=lambda id: order.index(id) if id in order else len(order)),
        "differs": {row: told["by"] for row, told in lines.get("compared", {}).items() if told["by"] != 0},
    }


def _unreadable(guide: Guide, case: object) -> tuple[Trail, Said] | None:
    """What keeps an example from being tried, with its place."""
    if not isinstance(case, Mapping):
        return (), say("case-no-mapping")
    for key in case:
        if key not in KEYS:
            return (key,), unknown("example-key", key, KEYS)
    for key in NEEDED:
        if key not in case:
            return (), say("case-lacks", key=key)
    widgets = [widget.id for widget in guide.procedure.widgets]
    if case["widget"] not in widgets:
        return ("widget",), unknown("widget", str(case["widget"]), widgets)
    if read_iso(case["today"]) is None:
        return ("today",), say("day-ill-formed", day=case["today"])
    if not isinstance(case["answers"], Mapping):
        return ("answers",), say("case-answers")
    return None if set(EXPECTED) & case.keys() else ((), say("case-expects-nothing", expected=EXPECTED))


def _plain(key: str, found: object) -> str:
    return f"{key}: {json.dumps(found, ensure_ascii=False, default=str).replace(chr(34), '')}"
