"""In: a folder of pages and the function that builds it. Out: the site on 127.0.0.1, built again at every change."""

from __future__ import annotations

import mimetypes
import socket
import sys
from typing import TYPE_CHECKING

from mkdocs.livereload import LiveReloadServer

from builder.messages import language_of
from builder.policy import hashed
from builder.problem import DataError, Problem
from widgets.said import say

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

HOST = "127.0.0.1"
WATCHED = ("guides", "docs", "widgets", "builder/templates", "mkdocs.yml")


class Server(LiveReloadServer):
    """MkDocs's server, whose script for live reload the policy of a page lets in by its hash."""

    def _inject_js_into_html(self, content: bytes, epoch: int) -> bytes:
        if b"script-src " not in content:  # a page that runs nothing
            return content
        live: bytes = super()._inject_js_into_html(content, epoch)  # type: ignore[no-untyped-call]
        script = live[live.rindex(b"<script>") + len(b"<script>") : live.rindex(b"</script>")]
        return live.replace(b"script-src ", f"script-src {hashed(script.decode())} ".encode(), 1)


def serve(root: Path, port: int, rebuild: Callable[[], object], out: Path | None = None) -> None:
    """Serve `out` (site/ of `root`) until interrupted. A build that fails says why, and the old pages stay.

    Raises DataError, before anything is built, where the port cannot be had.
    """
    out = out or root / "site"
    try:
        socket.create_server((HOST, port)).close()
    except OSError as error:
        message = say("port-taken", port=port, reason=error.strerror)
        raise DataError([Problem("--port", 1, message)]) from None

    def build() -> None:
        try:
            rebuild()
        except DataError as error:
            told = [problem.written(language_of()) for problem in error.problems]
            print(*told, "The pages are as they were.", sep="\n", file=sys.stderr, flush=True)

    def missing(code: int) -> bytes | None:
        page = out / f"{code}.html"
        return page.read_bytes() if page.is_file() else None

    # Browsers compile WebAssembly as it arrives only under this type.
    mimetypes.add_type("application/wasm", ".wasm")
    mimetypes.add_type("font/woff2", ".woff2")
    build()
    server = Server(build, HOST, port, str(out))
    server.error_handler = missing
    for name in WATCHED:
        if (root / name).exists():
            server.watch(str(root / name))
    print(f"The site is at {server.url} and follows every change. Ctrl+C ends it.", flush=True)
    try:
        server.serve()  # type: ignore[no-untyped-call]
    except KeyboardInterrupt:
        print()
    finally:
        server.shutdown()
