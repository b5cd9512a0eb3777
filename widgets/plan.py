"""The ways to an outcome, and what is known so far, come in; what each answer still open would lead to goes out.

The plan is a question with its ways, each of which ends in an outcome, or goes on with another question.
"""

from typing import Any

from widgets.answers import UNKNOWN
from widgets.decide import Evaluation
from widgets.graph import Fork, Graph, Label, ways_from

type Plan = dict[str, Any]
"""`{"outcome"}`, or `{"questions", "ways": [{"labels", …plan}]}`, or past the deepest question `{"possible"}`."""

DEEPEST = 2
"""Questions, one in the other: more is no plan that somebody can keep in mind."""


def make_plan(graph: Graph, evaluation: Evaluation) -> Plan:
    """Tell what the open answers lead to; "I don't know" counts as no answer here, save where it leaves out."""
    asked = evaluation.rules.questions
    known = {id: answer for id, answer in evaluation.answers.items() if answer != UNKNOWN or asked[id].optional}
    return _plan(graph, len(graph) - 1, evaluation.with_answers(known), DEEPEST)


def _plan(graph: Graph, place: int, evaluation: Evaluation, deep: int) -> Plan:
    node = graph[place]
    while isinstance(node, Fork):
        ways = ways_from(node, evaluation)
        if len(ways) != 1:
            break
        place = ways[0].to
        node = graph[place]
    if not isinstance(node, Fork):
        return {"outcome": node}
    if deep == 0:
        return {"possible": _ends(graph, place, evaluation)}
    found: list[tuple[list[Label], Plan]] = []
    for label, to in [(label, way.to) for way in ways for label in way.labels]:
        plan = _plan(graph, to, _supposing(evaluation, label), deep - 1)
        same = next((labels for labels, other in found if other == plan), None)
        if same is None:
            found.append(([label], plan))
        else:
            same.append(label)
    if len(found) == 1:
        return found[0][1]
    ways_on = [{"labels": [list(label) for label in labels], **plan} for labels, plan in found]
    asked = [id for id in node.questions if id not in evaluation.answers]
    return {"questions": asked or list(node.questions), "ways": ways_on}


def _supposing(evaluation: Evaluation, label: Label) -> Evaluation:
    """Read the rules as if all reasons of a label held."""
    for reason in label:
        id, _, side = reason.partition("=")
        if id in evaluation.rules.questions:
            evaluation = evaluation.with_answer(id, side)
        else:
            evaluation = evaluation.supposing(id, side == "met")
    return evaluation


def _ends(graph: Graph, place: int, evaluation: Evaluation) -> list[str | None]:
    """List the outcomes that are open from a place on, each once."""
    node = graph[place]
    if not isinstance(node, Fork):
        return [node]
    below = (end for way in ways_from(node, evaluation) for end in _ends(graph, way.to, evaluation))
    return list(dict.fromkeys(below))
