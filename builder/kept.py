"""In: what a thing is made from. Out: the thing, made again only where that is another than the last time.

Who builds once keeps nothing; who builds again after each change (builder/live/) hands one `Kept` to every step.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable
from typing import Any


class Kept:
    """The last thing made under each name, with what it was made from."""

    def __init__(self) -> None:
        self._held: dict[Hashable, tuple[Any, Any]] = {}
        self._tokens: dict[Hashable, tuple[Any, int]] = {}

    def of[T](self, name: Hashable, made_from: Any, make: Callable[[], T]) -> T:
        """The thing of this name; `made_from` is all that it depends on, compared by value."""
        held = self._held.get(name)
        if held is not None and held[0] == made_from:
            thing: T = held[1]
            return thing
        made = make()
        self._held[name] = (made_from, made)
        return made

    def token(self, name: Hashable, value: Any) -> int:
        """A number that stands for a large value: another one whenever the value is."""
        held = self._tokens.get(name)
        if held is None or held[0] != value:
            held = self._tokens[name] = (value, held[1] + 1 if held else 0)
        return held[1]


class Round:
    """What was made in this round and in the one before: what neither asked for is let go."""

    def __init__(self) -> None:
        self._before: dict[Hashable, Any] = {}
        self._now: dict[Hashable, Any] = {}

    def begin(self) -> None:
        """Another round."""
        self._before, self._now = self._now, {}

    def of[T](self, name: Hashable, make: Callable[[], T]) -> T:
        """The thing of this name, which says all that it depends on."""
        if name not in self._now:
            self._now[name] = self._before[name] if name in self._before else make()
        thing: T = self._now[name]
        return thing


class Nothing(Kept):
    """Keeps nothing."""

    def of[T](self, name: Hashable, made_from: Any, make: Callable[[], T]) -> T:  # noqa: ARG002
        """Made anew."""
        return make()

    def token(self, name: Hashable, value: Any) -> int:  # noqa: ARG002
        """Nothing is compared."""
        return 0


class Ahead(Nothing):
    """Of some sorts of things, keeps what was made before it is wanted, until it is."""

    def __init__(self, sorts: Collection[str]) -> None:
        """A name begins with the sort of its thing."""
        super().__init__()
        self._sorts, self._made = sorts, dict[Hashable, Any]()

    def of[T](self, name: Hashable, made_from: Any, make: Callable[[], T]) -> T:  # noqa: ARG002
        """What was made under this name the time before; else it is made, for now and for the next time."""
        if not isinstance(name, tuple) or name[0] not in self._sorts:
            return make()
        if name in self._made:
            thing: T = self._made.pop(name)
            return thing
        self._made[name] = made = make()
        return made


NOTHING = Nothing()
