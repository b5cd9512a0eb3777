"""The ways through a form and the answers come in; how many questions are left, at least and at most, goes out."""

from collections.abc import Collection

from widgets.decide import Evaluation
from widgets.graph import Fork, Graph, ways_from

type Range = tuple[int, int]


def questions_left(graph: Graph, evaluation: Evaluation, wanted: Collection[str] | None = None) -> Range:
    """Count the questions without an answer on the shortest and on the longest way that the answers leave open.

    Of `wanted`, where given: who answers out of turn may make needless what the ways ask before.
    """
    counted: dict[int, Range] = {}

    def count(place: int) -> Range:
        if place not in counted:
            counted[place] = _from(place)
        return counted[place]

    def _from(place: int) -> Range:
        node = graph[place]
        if not isinstance(node, Fork):
            return 0, 0
        asked = node.questions[0]
        own = int(asked not in evaluation.answers and (wanted is None or asked in wanted))
        after = [count(way.to) for way in ways_from(node, evaluation)]
        return own + min(least for least, _ in after), own + max(most for _, most in after)

    return count(len(graph) - 1)
