"""In: a `Session` and the server that shows it. Out: each change followed: what is looked at first, the rest behind.

The server calls `follow` after each change and lets browsers load again when it returns. The rest is done in a thread,
which the next change stops.
"""

from __future__ import annotations

import sys
import threading
import time
from typing import TYPE_CHECKING

from builder.live.banner import Banner
from builder.messages import language_of
from builder.problem import DataError

if TYPE_CHECKING:
    from collections.abc import Callable

    from builder.live.session import Session


class Watch:
    """Follows the changes of one session."""

    def __init__(self, session: Session, reload: Callable[[], None], seen: Callable[[], str]) -> None:
        """`reload` lets browsers load their page again, `seen` gives the one that is looked at."""
        self.session, self.banner = session, Banner()
        self._reload, self._seen = reload, seen
        self._lock = threading.Lock()
        self._stop = threading.Event()
        self._rest: threading.Thread | None = None

    def follow(self) -> None:
        """Show what was changed, and begin with the rest. What is wrong is printed, and the old pages stay."""
        self._stop.set()
        with self._lock:
            self._stop.clear()
            started = time.monotonic()
            if self._tell(self._first, stay=True):
                print(f"· followed ({time.monotonic() - started:.1f} s)", file=sys.stderr, flush=True)
                self._rest = threading.Thread(target=self._follow_on, daemon=True)
                self._rest.start()

    def wait(self) -> None:
        """Until the rest is done."""
        if self._rest is not None:
            self._rest.join()

    def _first(self) -> None:
        self.session.update(self._seen())

    def _follow_on(self) -> None:
        with self._lock:
            made: set[str] = set()
            told = self.banner.count
            self._tell(lambda: made.update(self.session.settle(self._stop.is_set)))
            if self._seen() in made or "*" in made or told != self.banner.count:
                self._reload()

    def _tell(self, step: Callable[[], object], stay: bool = False) -> bool:
        """Do a step; what is wrong then stands in the terminal and on the pages, which `stay` as they were or not."""
        try:
            step()
            wrong = None
        except DataError as error:
            wrong = error
        problems = [*wrong.problems] if wrong else self.session.problems
        if self.banner.tell(self.session.library, problems) and problems:
            print(*(problem.written(language_of()) for problem in problems), sep="\n", file=sys.stderr, flush=True)
            if wrong and stay and self.session.built:
                print("The pages are as they were.", file=sys.stderr, flush=True)
        return wrong is None
