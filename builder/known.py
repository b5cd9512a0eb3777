"""In: answers on a walk. Out: what is found of them by the engine, once for all answers that it hangs on.

Most ways through a form differ in answers that a rule never reads: what it comes to is the same on all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Set
from typing import Any

from widgets.answers import read_answer
from widgets.decide import Evaluation
from widgets.rules import Rules

_NEW: Any = object()


class Way:
    """The answers so far; the engine reads them only where something is not known of them yet."""

    __slots__ = ("_before", "_evaluation", "_last", "answers")

    def __init__(
        self, answers: Mapping[str, str], evaluation: Evaluation | None, before: Way | None = None, last: str = ""
    ) -> None:
        """Without an evaluation, it goes on from the way before by the answer to its last question."""
        self.answers = answers
        """As they would be typed, in the order asked."""
        self._evaluation, self._before, self._last = evaluation, before, last

    def then(self, id: str, answer: str) -> Way:
        """The way after one more answer."""
        return Way({**self.answers, id: answer}, None, self, id)

    @property
    def evaluation(self) -> Evaluation:
        """The rules, read with these answers."""
        if self._evaluation is None:
            assert self._before is not None
            before, id = self._before.evaluation, self._last
            self._evaluation = before.with_answer(id, read_answer(before.rules.questions[id], self.answers[id]))
            self._before = None
        return self._evaluation


class Known[T]:
    """One thing that is found of ways, by the answers that it hangs on."""

    __slots__ = ("_find", "_found", "questions")

    def __init__(self, questions: Iterable[str], find: Callable[[Evaluation], T]) -> None:
        """`questions` are all to which an answer may change what is found."""
        self.questions = tuple(questions)
        self._find = find
        self._found: dict[tuple[str | None, ...], T] = {}

    def of(self, way: Way) -> T:
        """What is found on a way."""
        key = tuple(map(way.answers.get, self.questions))
        found: T = self._found.get(key, _NEW)
        if found is _NEW:
            found = self._found[key] = self._find(way.evaluation)
        return found


def read_by(rules: Rules, ids: Set[object]) -> list[str]:
    """The questions to which an answer may change what one of some ids comes to."""
    return [id for id in rules.questions if not rules.resting_on[id].isdisjoint(ids)]
