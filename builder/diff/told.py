"""In: rules, figures and answers. Out: what a reader is told at an end, as ids and values, whichever engine answers."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from builder.ask import page_data
from builder.library import Guide, Library
from builder.problem import DataError
from widgets.api import evaluate
from widgets.dates import read_iso
from widgets.said import say

type Told = dict[str, Any]
type Asked = tuple[str, Mapping[str, str], str, str]
"""A widget, the answers to it, today, and the day whose figures count."""
type Answers = Callable[[Library, Guide, Sequence[Asked]], Iterator[Told]]


def by_this_engine(library: Library, guide: Guide, asked: Sequence[Asked]) -> Iterator[Told]:
    """What the engine of this copy tells."""
    rules, facts = guide.rules, page_data(library, guide)["facts"]
    for widget, answers, today, on in asked:
        day = read_iso(today)
        assert day is not None
        yield told(evaluate(rules, facts=facts, answers=_own(guide, answers), today=day, on=on, widget=widget))


@dataclass(frozen=True)
class OtherEngine:
    """The engine of another version, run apart from this one."""

    folder: Path
    """Where its `widgets` stand."""

    def __call__(self, library: Library, guide: Guide, asked: Sequence[Asked]) -> Iterator[Told]:
        """What that engine tells."""
        data = page_data(library, guide)
        lines = [
            _line({"do": "evaluate", **data, "widget": widget, "answers": _own(guide, answers), "today": day, "on": on})
            for widget, answers, day, on in asked
        ]
        done = subprocess.run(
            [sys.executable, "-P", str(Path(__file__).with_name("answer.py"))],
            input="".join(lines),
            capture_output=True,
            encoding="utf-8",
            check=False,
            env=os.environ | {"PYTHONPATH": str(self.folder), "PYTHONUTF8": "1"},
        )
        if done.returncode:
            last = done.stderr.strip().rpartition("\n")[2]
            raise DataError([guide.document.problem((), say("diff-engine-failed", reason=last))])
        for line in done.stdout.splitlines():
            yield told(json.loads(line))


def told(answer: Mapping[str, Any]) -> Told:
    """Of the engine's answer, what a reader acts on; not why, nor what would change it."""
    lines = answer.get("lines") or {}
    return {
        "outcome": answer.get("outcome"),
        "unconfirmed": bool(answer.get("unconfirmed")),
        "steps": {step["id"]: step["due"] for step in answer.get("steps", ())},
        "evidence": list(answer.get("evidence", ())),
        "values": dict(answer.get("values", {})),
        "cells": {
            (row, column): cell for row, cells in lines.get("rows", {}).items() for column, cell in cells.items()
        },
        "totals": dict(lines.get("totals", {})),
        "marked": dict(lines.get("marked", {})),
        "compared": {row: cell["by"] for row, cell in lines.get("compared", {}).items()},
        "letters": list(answer.get("letters", ())),
        "fault": answer.get("fault"),
    }


def _own(guide: Guide, answers: Mapping[str, str]) -> dict[str, str]:
    """The answers to questions that this version has."""
    known = {question.id for question in guide.procedure.questions}
    return {id: answer for id, answer in answers.items() if id in known}


def _line(request: Mapping[str, Any]) -> str:
    return f"{json.dumps(request, ensure_ascii=False, default=str)}\n"
