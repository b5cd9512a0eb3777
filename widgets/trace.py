"""The finding of a table comes in; the whole account of it goes out, nested, ready for JSON.

Every condition has its result: true, false or null (not known).  A named condition, a value or a table is told in full
where it first comes up, and by its id after that.  One that is `idle` came to its result only since what it asks does
not apply to this reader, or since the reader left it out (`left-out`).
"""

from collections.abc import Callable
from typing import Any

from widgets.answers import UNKNOWN
from widgets.findings import Finding, is_idle, is_left_out
from widgets.reasons import reasons_for
from widgets.values import plain

type Node = dict[str, Any]


def trace_table(table: Finding) -> Node:
    """Tell a table: its outcome and, row by row, the outcome, the result and the condition."""
    return _table(table, {table.id})


def _tell(finding: Finding, told: set[str]) -> Node:
    node = _TELL[finding.kind](finding, told)
    node["result"] = finding.result
    return node


def _table(table: Finding, told: set[str]) -> Node:
    rows = []
    for row in table.parts:
        node: Node = {"outcome": row.id, "result": row.result}
        if row.about.otherwise is not None:
            node["otherwise"] = True
        if row.parts:
            node["when"] = _tell(row.parts[0], told)
        rows.append(node)
    return {"table": table.id, "outcome": table.value, "rows": rows}


def _group(finding: Finding, told: set[str]) -> Node:
    return {finding.kind: [_tell(part, told) for part in finding.parts]}


def _named(finding: Finding, told: set[str]) -> Node:
    node: Node = {"condition": finding.id}
    if finding.result is not None:
        node["reasons"] = reasons_for(finding)
    if is_idle(finding):
        node["idle"] = True
        if is_left_out(finding):
            node["left-out"] = True
    if finding.id not in told:
        told.add(finding.id)
        node["when"] = _tell(finding.parts[0], told)
    return node


def _option(finding: Finding, told: set[str]) -> Node:
    part = finding.parts[0]
    node = _table(part, told) if part.kind == "table" and part.id not in told else _operand(part, told)
    told.add(part.id)
    return {**node, "options": list(finding.about)}


def _test(finding: Finding, told: set[str]) -> Node:
    left, right = (_operand(part, told) for part in finding.parts)
    return {"test": finding.about.operator, "of": left, "to": right}


def _operand(part: Finding, told: set[str]) -> Node:
    node: Node = {part.kind: part.id} if part.id else {}
    if part.result is True:
        node["outcome" if part.kind == "table" else "is"] = plain(part.value)
    elif is_left_out(part):
        node["left-out"] = True
    elif part.result is False:
        node["applies"] = False
    elif part.value == UNKNOWN:
        node["open"] = True
    if part.id and part.id not in told and (part.gate or part.kind == "value"):
        told.add(part.id)
        if part.gate:
            node["asked-when" if part.kind == "question" else "when"] = _tell(part.gate, told)
        if part.kind == "value":
            node[part.about.operation] = [_operand(operand, told) for operand in part.parts]
            if part.about.round:
                node["round"] = {"to": plain(part.about.round.step), "half": part.about.round.half}
    return node


_TELL: dict[str, Callable[[Finding, set[str]], Node]] = {
    "all": _group,
    "any": _group,
    "not": _group,
    "condition": _named,
    "option": _option,
    "test": _test,
}
