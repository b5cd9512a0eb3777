"""In: a number of made-up guides. Out: seconds from a change that is saved until the browser is told to load again.

That is what an editor waits for under `serve`: until the server sees the change, makes the page that is looked at, and
answers the browser. The next change waits until all that hangs on the last one has been made.
"""

from __future__ import annotations

import re
import socket
import tempfile
import time
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, NamedTuple
from urllib.request import urlopen

from benchmarks.made import DAY, make_guides, name_of
from builder.live.session import Session
from builder.serve import HOST, Server, open_server

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST = {"words": 3.0, "rule": 5.0, "fact": 5.0}
"""The seconds that a change of each kind may take."""
GUIDES = 100
"""With how many guides; with more, changes are not followed."""

_EPOCH = re.compile(r"livereload\((\d+),")


class Change(NamedTuple):
    """A text of a file, and what stands there after each change."""

    path: str
    text: str
    others: Sequence[str]


def changes() -> dict[str, Change]:
    """A change of each kind, in the first guide or in a fact that every second guide shows."""
    guide = f"guides/procedures/{name_of(0)}"
    orders = [f"options: [{order}]," for order in ("lost, have, never", "never, lost, have", "have, never, lost")]
    return {
        "words": Change(f"{guide}/fr.md", "Prévenez-nous", ["Dites-le", "Écrivez", "Téléphonez"]),
        "rule": Change(f"{guide}/procedure.yaml", "options: [have, lost, never],", orders),
        "fact": Change("guides/facts/library.yaml", "value: 7}", ["value: 8}", "value: 9}", "value: 10}"]),
    }


def follow_changes(count: int) -> dict[str, list[float]]:
    """The seconds of each kind of change, one after the other."""
    with tempfile.TemporaryDirectory() as name:
        folder = make_guides(count, Path(name))
        session = Session(folder, folder / "site", lambda: DAY)
        with socket.create_server((HOST, 0)) as free:
            port = free.getsockname()[1]
        server = open_server(session, port)
        Thread(target=server.serve, daemon=True).start()
        taken = {kind: list(_seconds(session, server, change)) for kind, change in changes().items()}
        server.shutdown(wait=True)
    return taken


def _seconds(session: Session, server: Server, change: Change) -> list[float]:
    file = session.root / change.path
    text = file.read_text(encoding="utf-8")
    assert text.count(change.text) == 1, change
    return [_follow(session, server, file, text.replace(change.text, other)) for other in change.others]


def _follow(session: Session, server: Server, file: Path, text: str) -> float:
    """Save a text and wait for its page, as the browser does that looks at it."""
    seen = f"fr/guides/{name_of(0)}.html"
    page = session.out / seen
    before = page.read_bytes()
    found = _EPOCH.search(_ask(server, seen))
    assert found is not None
    epoch, started = found[1], time.monotonic()
    file.write_text(text, encoding="utf-8")
    while page.read_bytes() == before:
        epoch = _ask(server, f"livereload/{epoch}/1")
    seconds = time.monotonic() - started
    while not session.settled:
        time.sleep(0.05)
    return round(seconds, 2)


def _ask(server: Server, path: str) -> str:
    with urlopen(f"{server.url}{path}") as answer:
        text: str = answer.read().decode()
        return text
