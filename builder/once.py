"""Out: `for_each_object`: it has a function of things that never change work out once what it says of them."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps


def for_each_object[**P, R](held: int) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """The function with its last answers, so many; things are the same where they are one object, equal or not.

    For what is asked again for each language or page of rules and words: these have no hash, and nobody changes them,
    nor the answers.
    """

    def wrap(function: Callable[P, R]) -> Callable[P, R]:
        answers: dict[tuple[int, ...], tuple[object, R]] = {}

        @wraps(function)
        def known(*args: P.args, **kwargs: P.kwargs) -> R:
            if kwargs:
                return function(*args, **kwargs)
            key = tuple(map(id, args))
            if found := answers.get(key):
                return found[1]
            answer = function(*args, **kwargs)
            while len(answers) >= held:
                del answers[next(iter(answers))]
            answers[key] = (args, answer)  # the arguments are held, so that nothing else gets their ids
            return answer

        return known

    return wrap
