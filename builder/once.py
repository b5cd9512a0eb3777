"""Out: `for_each_object`: a function of things that never change, which works out once what it says of the same ones."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

HELD = 256
"""Answers kept: those of the guide that is being worked on, and a few more."""


def for_each_object[**P, R](function: Callable[P, R]) -> Callable[P, R]:
    """The function, with its last answers kept; things are the same where they are one object, equal or not.

    For functions that are given rules or words, which have no hash and nobody changes, and whose answers nobody changes.
    """
    answers: dict[tuple[int, ...], tuple[tuple[object, ...], R]] = {}

    @wraps(function)
    def known(*args: P.args, **kwargs: P.kwargs) -> R:
        if kwargs:
            return function(*args, **kwargs)
        key = tuple(map(id, args))
        if key not in answers:
            while len(answers) >= HELD:
                del answers[next(iter(answers))]
            answers[key] = (args, function(*args, **kwargs))  # the arguments are held, so that no other gets their id
        return answers[key][1]

    return known
