"""One request, as JSON text, comes in; one answer, as JSON text, goes out.  This is the only door.

Only ids, numbers (decimals as text) and ISO dates cross it.  Nothing is kept between requests but the last procedure's
decoded rules, and nothing here raises.
"""

import datetime
import json
from collections.abc import Callable, Container, Iterable, Mapping
from typing import Any

from widgets.answers import check_answers
from widgets.batch import MOST, evaluate_rows
from widgets.calendar import file_name, find_days, write_calendar
from widgets.dates import read_iso
from widgets.decide import Evaluation
from widgets.figures import known_figures, tell_figure
from widgets.findings import Finding
from widgets.interview import Interview
from widgets.letters import letter_ids
from widgets.model import Procedure, Question, Widget
from widgets.reasons import reasons_for_outcome
from widgets.rules import Rules, read_rules
from widgets.trace import trace_table
from widgets.values import plain

ON = Question(id="on", type="date")
"""The day whose law and figures count is read as any other date."""


class RequestError(ValueError):
    """A request that can't be served: an id for the page, a line for whoever wrote it."""

    def __init__(self, id: str, detail: str) -> None:
        super().__init__(detail)
        self.id = id


def handle(text: str) -> str:
    """Serve one request; a fault of any kind comes back as {"fault": {"id", "detail"}}."""
    try:
        return _write(_serve(json.loads(text, parse_constant=_refuse)))
    except RequestError as fault:
        return _fault(fault.id, str(fault))
    except KeyError as missing:
        return _fault("unknown-id", str(missing.args[0]) if missing.args else "")
    except Exception as error:
        return _fault("bad-request", str(error) or type(error).__name__)


def evaluate(
    rules: Rules,
    *,
    facts: Mapping[str, Any],
    answers: Mapping[str, Any],
    today: datetime.date,
    on: object = None,
    widget: object = None,
    goal: object = None,
    paths: Mapping[str, Any] | None = None,
    wanted: Container[str] | None = None,
) -> dict[str, Any]:
    """Answer a goal, or a widget's, from what a reader typed; gives the response as a dict.

    `on` is the day whose law and figures count, as typed, else `today`; where the widget names a question for it, its
    answer comes first.  `paths` holds the ways through the widget as the build walked them: `left` to its end, `plan`
    to its outcome.  `wanted` are the keys of the response, all without it: what isn't wanted is not worked out.
    Raises RequestError for an unknown widget or goal.
    """
    ways = paths or {}
    form = _form(rules, widget, goal)
    checked, errors = check_answers(rules.procedure.questions, answers, today)
    typed = on.isoformat() if isinstance(on, datetime.date) else on
    named, unread = check_answers([ON], {"on": typed}, today)
    day = named.get("on")
    interview = Interview(rules, form, checked, facts, today, day if isinstance(day, datetime.date) else today)
    table, evaluation = interview.table, interview.evaluation
    basis = interview.basis
    parts: dict[str, Callable[[], Any]] = {
        "answers": lambda: {id: plain(answer) for id, answer in checked.items()},
        "outcome": lambda: table.value,
        "unconfirmed": lambda: bool(table.about and table.about.about.unconfirmed),
        "possible": lambda: _possible(table),
        "others": lambda: _others(table),
        "deciding": lambda: reasons_for_outcome(table, table.value) if table.result else [],
        "trace": lambda: trace_table(table),
        "missing": lambda: interview.missing,
        "next": lambda: interview.missing[0] if interview.missing else None,
        "open": lambda: interview.open,
        "asked": interview.asked,
        "unneeded": interview.unneeded,
        "flips": interview.flips,
        "left": lambda: interview.left(ways.get("left")),
        "plan": lambda: interview.plan(ways.get("plan")),
        "errors": lambda: interview.tell_errors({**errors, **unread}),
        "evidence": lambda: interview.checklist.evidence_ids(),
        "steps": lambda: interview.checklist.due_steps(),
        "lines": interview.lines,
        "values": lambda: _values(evaluation, form.shows),
        "on": lambda: evaluation.on.isoformat(),
        "figures": lambda: {
            id: tell_figure(facts[id], evaluation.on, today) for id in sorted(basis().used | basis().lacking)
        },
        "facts_used": lambda: sorted(basis().used),
        "no_value": lambda: sorted(basis().lacking),
        "letters": lambda: letter_ids(evaluation),
    }
    return {key: tell() for key, tell in parts.items() if wanted is None or key in wanted}


def _serve(request: object) -> dict[str, Any]:
    if not isinstance(request, Mapping):
        raise RequestError("bad-request", "a request is a mapping")
    do = request.get("do")
    if do not in ("evaluate", "evaluate_many", "make"):
        raise RequestError("unknown-do", _brief(do))
    answers = request.get("answers", {})
    if not isinstance(answers, Mapping):
        raise RequestError("bad-request", "answers: write a mapping of questions")
    today = read_iso(request.get("today"))
    if today is None:
        raise RequestError("bad-request", "today: write a date (2026-11-22)")
    rules, facts = _rules(request.get("procedure")), known_figures(request.get("facts", {}))
    if do == "evaluate_many":
        return evaluate_rows(rules, _form_with_lines(rules, request), _rows(request.get("rows")), facts, today)
    answer = evaluate(
        rules,
        facts=facts,
        answers=answers,
        today=today,
        on=request.get("on"),
        widget=request.get("widget"),
        goal=request.get("goal"),
        paths=_mapping(request.get("paths"), "paths"),
    )
    return answer if do == "evaluate" else {"file": _make(request, rules.procedure, answer, today)}


def _make(
    request: Mapping[str, Any], procedure: Procedure, answer: Mapping[str, Any], today: datetime.date
) -> dict[str, str]:
    """A file made of an answer: its name, type and text."""
    if request.get("kind") != "calendar":
        raise RequestError("unknown-kind", _brief(request.get("kind")))
    days = find_days(procedure, answer)
    if not days:
        raise RequestError("no-days", "the answer has no day to put in a calendar")
    text = write_calendar(procedure.id, days, request.get("words"), today)
    return {"name": file_name(procedure.id), "type": "text/calendar;charset=utf-8", "text": text}


def _rows(written: object) -> list[Mapping[str, Any]]:
    if not isinstance(written, list) or not all(isinstance(row, Mapping) for row in written):
        raise RequestError("bad-request", "rows: write a list of mappings of questions")
    if len(written) > MOST:
        raise RequestError("too-many-rows", f"{len(written)}; {MOST} are the most")
    return written


def _form_with_lines(rules: Rules, request: Mapping[str, Any]) -> Widget:
    form = _form(rules, request.get("widget"), None)
    if form.lines not in rules.procedure.lines:
        raise RequestError("bad-request", f"{form.id} has no lines")
    return form


def _mapping(written: object, name: str) -> Mapping[str, Any] | None:
    if written is not None and not isinstance(written, Mapping):
        raise RequestError("bad-request", f"{name}: write a mapping")
    return written


_last: tuple[str, Rules] | None = None
"""A page asks again and again about the one procedure it carries."""


def _rules(written: object) -> Rules:
    global _last
    key = json.dumps(written, sort_keys=True)
    last = _last
    if last is None or last[0] != key:
        _last = last = (key, read_rules(Procedure.from_dict(written)))
    return last[1]


def _form(rules: Rules, widget: object, goal: object) -> Widget:
    if widget is not None:
        if not isinstance(widget, str) or widget not in rules.widgets:
            raise RequestError("unknown-widget", _brief(widget))
        form = rules.widgets[widget]
    elif isinstance(goal, str):
        form = Widget(id="", goal=goal)
    else:
        raise RequestError("bad-request", "name a widget or a goal")
    if form.goal not in rules.tables:
        raise RequestError("unknown-goal", _brief(form.goal))
    return form


def _possible(table: Finding) -> list[str]:
    """The outcomes that nothing excludes, in the order of the table."""
    if table.result:
        return [table.value]
    left = {row.id for row in table.parts if row.result is not False}
    return [outcome for outcome in dict.fromkeys(row.id for row in table.parts) if outcome in left]


def _others(table: Finding) -> list[dict[str, Any]]:
    """The outcomes that are excluded, each with its reasons."""
    possible = _possible(table)
    outcomes = dict.fromkeys(row.id for row in table.parts if row.id not in possible)
    return [{"outcome": outcome, "because": reasons_for_outcome(table, outcome)} for outcome in outcomes]


def _values(evaluation: Evaluation, ids: Iterable[str]) -> dict[str, Any]:
    """The values shown that apply."""
    return {id: plain(found.value) for id in ids if (found := evaluation.find(id)).result}


def _write(response: Mapping[str, Any]) -> str:
    text = json.dumps(response, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode("utf-8", "replace").decode()


def _fault(id: str, detail: str) -> str:
    return _write({"fault": {"id": id, "detail": _brief(detail)}})


def _brief(detail: object) -> str:
    return str(detail)[:200]


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is not a number")
