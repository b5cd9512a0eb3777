"""In: a folder, and how its host compresses. Out: its address on 127.0.0.1 while it is served, and what leaves it."""

import gzip
import io
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import brotli
from playwright.sync_api import BrowserContext

COMPRESS: Mapping[str, Callable[[bytes], bytes]] = {
    "br": partial(brotli.compress, quality=1),
    "gzip": partial(gzip.compress, compresslevel=1),
}


class Host(SimpleHTTPRequestHandler):
    """A server that keeps its log to itself, and sends the types it knows in the encoding it is told."""

    encoding = ""
    encoded: frozenset[str] = frozenset()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  its name in the standard library
        pass

    def send_head(self) -> io.BytesIO | io.BufferedIOBase | None:  # type: ignore[override]
        path = Path(self.translate_path(self.path))
        if path.is_dir():
            path /= "index.html"
        if path.suffix not in self.encoded or not path.is_file():
            return super().send_head()  # type: ignore[return-value]
        data = COMPRESS[self.encoding](path.read_bytes())
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", self.encoding)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        return io.BytesIO(data)


@contextmanager
def serving(folder: Path, encoding: str = "", encoded: frozenset[str] = frozenset()) -> Iterator[str]:
    """Serve a folder on a free port of this machine, until the end of the block.

    Files with a suffix in `encoded` are sent in `encoding`: br or gzip.
    """
    host = type("Host", (Host,), {"encoding": encoding, "encoded": encoded})
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(host, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def leaving(context: BrowserContext, home: str) -> list[str]:
    """Every request of a context, from now on, that is for another place than `home`: fills as they are made."""
    found: list[str] = []
    context.on("request", lambda request: found.append(request.url) if _leaves(request.url, home) else None)
    return found


def _leaves(url: str, address: str) -> bool:
    return not url.startswith((f"{address}/", "blob:", "data:"))
