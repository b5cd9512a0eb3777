"""In: a function. Out: what it makes of each thing, made once: pages repeat their tags and texts many times over."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

MOST = 1 << 16
"""Things held; where there are more, all are let go, since `serve` runs for days."""


class Memo[K, V](dict[K, V]):
    """What a function makes of each thing that is asked for; a look at what is known costs no call."""

    def __init__(self, make: Callable[[K], V], most: int = MOST) -> None:
        """`make` must hang on nothing but the thing itself, and what it makes must not change afterwards."""
        super().__init__()
        self._make, self._most = make, most

    def __missing__(self, key: K) -> V:
        """Make it, and know it from now on."""
        value = self._make(key)
        if len(self) >= self._most:
            self.clear()
        self[key] = value
        return value
