"""In: a folder, and how fast and how packed it travels. Out: its address on 127.0.0.1, and what was sent from it.

The line is shaped here and not in the browser, so that pages, workers and service workers all share it.
"""

from __future__ import annotations

import hashlib
import mimetypes
import os
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import brotli

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

PIECE = 4096  # bytes sent at a time on a slowed line
QUALITY = 11
"""Of brotli, as hosts that pack files ahead of time do; those that pack on the fly send up to a quarter more."""

KEPT = "no-cache"
"""What a browser may use without asking again: nothing, as on any day but the first at a plain static host."""

TYPES = {".js": "text/javascript", ".mjs": "text/javascript", ".wasm": "application/wasm", ".woff2": "font/woff2"}
PACKED = {".woff2", ".gz", ".png"}
"""Packed already: no host packs these again."""


@dataclass(frozen=True)
class Line:
    """A line to the reader. The delay is added to each request; a real line adds some for each connection too."""

    bits: float
    """Bits a second, shared by all that is asked for."""

    delay: float
    """Seconds before the first byte of each response."""


SLOW = Line(bits=1_600_000, delay=0.150)


@dataclass
class Host:
    """A static host and its log."""

    folder: Path
    cache: Path
    """Where packed files are kept from one run to the next: brotli at its best is slow."""

    packs: bool
    """Whether it serves brotli; a host that doesn't sends every file as it is."""

    instead: Mapping[str, bytes] = field(default_factory=dict)
    """Files, by path, that it serves beside those of the folder or in their place."""

    line: Line | None = None
    sent: list[tuple[str, int]] = field(default_factory=list)
    """Each response: the path and the bytes of its body as they travelled, newest last."""

    address: str = ""
    _free: float = 0.0
    _turn: threading.Lock = field(default_factory=threading.Lock)

    def find(self, path: str) -> bytes | None:
        """The file at a path, before it is packed."""
        name = path.removeprefix("/") or "index.html"
        if name in self.instead:
            return self.instead[name]
        file = self.folder / name
        return file.read_bytes() if file.is_file() and ".." not in name else None

    def pack(self, body: bytes) -> bytes:
        """A file as brotli packs it."""
        kept = self.cache / f"{hashlib.sha256(body).hexdigest()[:20]}.br"
        if not kept.is_file():
            self.cache.mkdir(parents=True, exist_ok=True)
            unfinished = kept.with_suffix(f".{threading.get_ident()}")
            unfinished.write_bytes(brotli.compress(body, quality=QUALITY))
            unfinished.replace(kept)
        return kept.read_bytes()

    def pack_all(self) -> None:
        """Pack every file ahead: a page that waits for its host would measure the host."""
        files = [path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*") if path.is_file()]
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            names = (name for name in {*files, *self.instead} if Path(name).suffix not in PACKED)
            list(pool.map(lambda name: self.pack(self.find(name) or b""), names))

    def wait(self, size: int) -> None:
        """Hold back `size` bytes until the line has room for them."""
        if self.line is not None:
            with self._turn:
                self._free = max(self._free, time.monotonic()) + size * 8 / self.line.bits
                until = self._free
            time.sleep(max(0.0, until - time.monotonic()))

    @contextmanager
    def serving(self) -> Iterator[str]:
        """Serve on a free port until the end of the block."""
        server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.address = f"http://127.0.0.1:{server.server_port}"
        try:
            yield self.address
        finally:
            server.shutdown()
            server.server_close()


def _handler(host: Host) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  its name in the standard library
            pass

        def do_GET(self) -> None:
            path = self.path.partition("?")[0]
            body = host.find(path)
            if host.line is not None:
                time.sleep(host.line.delay)
            if body is None:
                self.respond(path, 404, b"", {})
                return
            suffix = path[path.rfind(".") :]
            tag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
            headers = {"Cache-Control": KEPT, "ETag": tag, "Vary": "Accept-Encoding"}
            headers["Content-Type"] = TYPES.get(suffix) or mimetypes.guess_type(path)[0] or "application/octet-stream"
            if self.headers.get("If-None-Match") == tag:
                self.respond(path, 304, b"", headers)
            elif host.packs and suffix not in PACKED and "br" in self.headers.get("Accept-Encoding", ""):
                self.respond(path, 200, host.pack(body), headers | {"Content-Encoding": "br"})
            else:
                self.respond(path, 200, body, headers)

        def do_HEAD(self) -> None:
            self.do_GET()

        def respond(self, path: str, status: int, body: bytes, headers: Mapping[str, str]) -> None:
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(body))}.items():
                if status != 304 or name != "Content-Length":
                    self.send_header(name, value)
            self.end_headers()
            if self.command == "HEAD":
                body = b""
            host.sent.append((path.removeprefix("/"), len(body)))
            size = PIECE if host.line is not None else len(body) or 1
            try:
                for start in range(0, len(body), size):
                    piece = body[start : start + size]
                    host.wait(len(piece))
                    self.wfile.write(piece)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True  # the page was closed while it loaded

    return Handler
