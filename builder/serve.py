"""In: the session of a project. Out: its site on 127.0.0.1, which follows every change and says what is wrong."""

from __future__ import annotations

import mimetypes
import socket
import threading
import time
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from mkdocs.livereload import LiveReloadServer

from builder.live.watch import Watch
from builder.policy import hashed
from builder.problem import DataError, Problem
from widgets.said import say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from builder.live.session import Session

HOST = "127.0.0.1"
WATCHED = ("guides", "docs", "widgets", "builder/templates", "mkdocs.yml")


def as_it_is(path: str, html: bytes) -> bytes:  # noqa: ARG001
    """A page to which nothing is added."""
    return html


def no_page(path: str) -> bytes | None:  # noqa: ARG001
    """Nothing in its place."""
    return None


class Server(LiveReloadServer):
    """MkDocs's server: the policy of a page lets in its script for live reload by its hash, and `put` adds to pages."""

    put: Callable[[str, bytes], bytes] = staticmethod(as_it_is)
    """What is shown of a page, by its path below the site's root."""
    seen = ""
    """The page that was looked at last."""
    bare: Callable[[str], bytes | None] = staticmethod(no_page)
    """What is shown where there are no pages yet."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        """As MkDocs's own; requests come in threads."""
        super().__init__(*arguments, **options)
        self._asked = threading.local()

    def _serve_request(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes] | None:
        path = unquote(environ["PATH_INFO"]).lstrip("/")
        if path.endswith("/") or not path:
            path += "index.html"
        if path.endswith(".html"):
            self.seen = path
        self._asked.path = path
        shown: Iterable[bytes] | None = super()._serve_request(environ, start_response)
        return shown

    def instead(self) -> bytes | None:
        """What is shown for the page asked for where there are none; it loads again when there are."""
        with self._epoch_cond:
            epoch = self._visible_epoch
        content = self.bare(self._asked.path)
        return content and self._with_script(content, epoch)

    def _inject_js_into_html(self, content: bytes, epoch: int) -> bytes:
        return self._with_script(self.put(self._asked.path, content), epoch)

    def _with_script(self, content: bytes, epoch: int) -> bytes:
        if b"script-src " not in content:  # a page that runs nothing
            return content
        live: bytes = super()._inject_js_into_html(content, epoch)  # type: ignore[no-untyped-call]
        script = live[live.rindex(b"<script>") + len(b"<script>") : live.rindex(b"</script>")]
        return live.replace(b"script-src ", f"script-src {hashed(script.decode())} ".encode(), 1)

    def reload(self) -> None:
        """Let browsers load their page again; where a change is being followed, its end does."""
        with self._epoch_cond:
            if self._wanted_epoch == self._visible_epoch:
                self._wanted_epoch = self._visible_epoch = max(self._visible_epoch + 1, round(time.monotonic() * 1000))
                self._epoch_cond.notify_all()


def open_server(session: Session, port: int) -> Server:
    """Build the site of a session, and open its server, which follows every change once it serves.

    Raises DataError, before anything is built, where the port cannot be had.
    """
    root, out = session.root, session.out
    try:
        socket.create_server((HOST, port)).close()
    except OSError as error:
        message = say("port-taken", port=port, reason=error.strerror)
        raise DataError([Problem("--port", 1, message)]) from None

    def missing(code: int) -> bytes | None:
        page = out / f"{code}.html"
        return page.read_bytes() if page.is_file() else server.instead()

    # Browsers compile WebAssembly as it arrives only under this type.
    mimetypes.add_type("application/wasm", ".wasm")
    mimetypes.add_type("font/woff2", ".woff2")
    watch = Watch(session, lambda: server.reload(), lambda: server.seen)
    server = Server(watch.follow, HOST, port, str(out))
    watch.follow()
    server.put = watch.banner.put
    server.bare = lambda path: None if session.built else watch.banner.page(path)
    server.error_handler = missing
    for name in WATCHED:
        if (root / name).exists():
            server.watch(str(root / name))
    return server


def serve(session: Session, port: int) -> None:
    """Serve the site of a session until interrupted. A build that fails says why, and the old pages stay.

    Raises DataError, before anything is built, where the port cannot be had.
    """
    server = open_server(session, port)
    print(f"The site is at {server.url} and follows every change. Ctrl+C ends it.", flush=True)
    try:
        server.serve()  # type: ignore[no-untyped-call]
    except KeyboardInterrupt:
        print()
    finally:
        server.shutdown()
