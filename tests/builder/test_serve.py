"""The server of `serve`: what stands where nothing is built, and when browsers load again."""

import socket
from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from builder.live.session import Session
from builder.policy import page_policies
from builder.problem import DataError, Problem
from builder.serve import HOST, Server, open_server
from tests.builder.cards import copy_library
from tests.conftest import TODAY
from tests.offline.engines import answers, wait_for
from widgets.said import say

PROBLEM = Problem("guides/procedures/library-card/fr.md", 3, say("file-missing"))


class Mended(Session):
    """A session whose first build fails; a page is there after the second."""

    broken = True

    def update(self, seen: str = "") -> set[str]:  # noqa: ARG002
        if self.broken:
            self._load()
            raise DataError([PROBLEM])
        (self.out / "fr").mkdir(parents=True)
        policy = page_policies()["page"]
        text = f'<meta http-equiv="Content-Security-Policy" content="{policy}"><body><h1>Page</h1></body>'
        for path in ("index.html", "fr/index.html"):
            (self.out / path).write_text(text, encoding="utf-8")
        return {"*"}

    def settle(self, stopped: object = None) -> set[str]:  # noqa: ARG002
        return set()


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[Mended, Server]]:
    """A project whose first build failed, and its server."""
    session = Mended(copy_library(tmp_path), tmp_path / "site", lambda: TODAY)
    with socket.create_server((HOST, 0)) as free:
        port = free.getsockname()[1]
    server = open_server(session, port)
    Thread(target=server.serve, daemon=True).start()
    wait_for(lambda: answers(port))
    yield session, server
    server.shutdown(wait=True)


def test_what_is_wrong_stands_where_no_page_is_yet_and_goes_when_it_is_mended(served: tuple[Mended, Server]) -> None:
    session, server = served
    with pytest.raises(HTTPError) as asked:
        urlopen(f"{server.url}fr/")
    html = asked.value.read().decode()
    assert (asked.value.code, f"<li>{PROBLEM.written('fr')}</li>" in html) == (404, True)
    assert "script-src 'sha256-" in html
    epoch = int(html.rpartition("livereload(")[2].partition(",")[0])
    session.broken = False
    (session.root / "guides" / "new.yaml").write_text("")
    with urlopen(f"{server.url}livereload/{epoch}/1", timeout=60) as poll:
        assert int(poll.read()) > epoch
    with urlopen(f"{server.url}fr/") as page:
        assert "<h1>Page</h1>" in page.read().decode()
    assert server.seen == "fr/index.html"


def test_browsers_load_again_unless_a_change_is_being_followed(tmp_path: Path) -> None:
    server = Server(lambda: None, HOST, 0, str(tmp_path))
    before = server._visible_epoch
    server.reload()
    assert server._wanted_epoch == server._visible_epoch > before
    server._wanted_epoch = following = server._visible_epoch + 5000
    shown = server._visible_epoch
    server.reload()
    assert (server._wanted_epoch, server._visible_epoch) == (following, shown)
    server.server_close()
