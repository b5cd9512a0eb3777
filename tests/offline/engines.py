"""In: an engine's name. Out: a browser with it, without network, that opens addresses and runs scripts in pages.

Chromium is driven by Playwright; Firefox by Marionette, its own protocol; WebKit by the W3C's WebDriver. The last two
take a line or two of the standard library each, and so need no other package.
"""

import itertools
import json
import os
import shutil
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

from playwright.sync_api import Browser, Page

from tests.browsers import find, find_mini_browser

NOWHERE = "127.0.0.1:9"
"""A proxy that isn't there: whatever asks for the network is refused."""

PATIENCE = 120
"""Seconds until a loaded machine must have answered."""

ASYNC = """
const done = arguments[arguments.length - 1];
if (!window.refused) {
  window.refused = [];
  document.addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) =>
    window.refused.push(`${effectiveDirective} ${blockedURI}`));
}
(async (...args) => { SCRIPT })(...[...arguments].slice(0, -1)).then(
  (value) => done({ value: value === undefined ? null : value, refused: window.refused }),
  (error) => done({ error: String(error) }),
);
"""


class Engine(Protocol):
    """One browser with one page."""

    def open(self, address: str) -> None:
        """Go to an address, and wait until its page is loaded."""

    def run(self, script: str, *args: Any) -> Any:
        """The value of a script: the body of an async function of `args`."""


class Chromium:
    """A page of Playwright's."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def open(self, address: str) -> None:
        self.page.goto(address)

    def run(self, script: str, *args: Any) -> Any:
        return self.page.evaluate(f"(args) => (async (...args) => {{ {script} }})(...args)", list(args))


class Remote:
    """A page of a browser that obeys the commands of WebDriver, however they are sent."""

    def send(self, name: str, **values: Any) -> Any:
        raise NotImplementedError

    def open(self, address: str) -> None:
        # Firefox takes a way from section to section for one within a page, and doesn't wait for another.
        self.send("Navigate", url="about:blank")
        self.send("Navigate", url=address)

    def run(self, script: str, *args: Any) -> Any:
        answer = self.send("ExecuteAsyncScript", script=ASYNC.replace("SCRIPT", script), args=list(args))
        assert "error" not in answer, answer["error"]
        assert answer["refused"] == [], "the page's content policy"
        return answer["value"]


class Firefox(Remote):
    """Speaks Marionette: texts of JSON with their length before them."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), PATIENCE)
        self.stream = self.socket.makefile("rwb")
        self.numbers = itertools.count(1)
        self.receive()

    def receive(self) -> Any:
        size = b""
        while (sign := self.stream.read(1)) != b":":
            size += sign
        return json.loads(self.stream.read(int(size)))

    def send(self, name: str, **values: Any) -> Any:
        command = json.dumps([0, next(self.numbers), f"WebDriver:{name}", values]).encode()
        self.stream.write(b"%d:%s" % (len(command), command))
        self.stream.flush()
        _, _, error, answer = self.receive()
        assert error is None, error
        return answer.get("value")


PATHS = {"Navigate": "url", "ExecuteAsyncScript": "execute/async", "SetTimeouts": "timeouts"}
"""Where WebDriver has its commands."""


class WebKit(Remote):
    """Speaks WebDriver over HTTP."""

    def __init__(self, port: int) -> None:
        self.base = f"http://127.0.0.1:{port}/session"

    def send(self, name: str, **values: Any) -> Any:
        return self.post(f"/{PATHS[name]}", values)

    def begin(self, options: dict[str, Any]) -> None:
        self.base += f"/{self.post('', {'capabilities': {'alwaysMatch': options}})['sessionId']}"

    def post(self, path: str, values: dict[str, Any], method: str = "POST") -> Any:
        request = urllib.request.Request(self.base + path, json.dumps(values).encode(), method=method)
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE) as response:
                return json.load(response)["value"]
        except urllib.error.HTTPError as error:
            raise AssertionError(error.read().decode()) from None


@contextmanager
def chromium(browser: Browser) -> Iterator[Engine]:
    """A context of a Chromium that runs already, offline."""
    context = browser.new_context(offline=True)
    context.set_default_timeout(PATIENCE * 1000)
    yield Chromium(context.new_page())
    context.close()


@contextmanager
def firefox(folder: Path, reach: bool = False) -> Iterator[Engine]:
    """A Firefox with a profile in `folder`; with `reach`, one that has this machine's own servers."""
    host, port = NOWHERE.split(":")
    settings: dict[str, Any] = {
        "marionette.port": 0,
        "network.proxy.type": 1,
        "network.proxy.allow_hijacking_localhost": not reach,
    }
    settings |= {f"network.proxy.{each}": host for each in ("http", "ssl")}
    settings |= {f"network.proxy.{each}_port": int(port) for each in ("http", "ssl")}
    lines = [f"user_pref({json.dumps(key)}, {json.dumps(value)});\n" for key, value in settings.items()]
    (folder / "user.js").write_text("".join(lines))
    command = [find("firefox"), "--headless", "--marionette", "--no-remote", "--profile", str(folder)]
    with started(command):
        known = folder / "MarionetteActivePort"
        wait_for(lambda: known.is_file() and known.read_text())
        engine = Firefox(int(known.read_text()))
        with engine.socket, engine.stream:
            engine.send("NewSession", capabilities={"alwaysMatch": {}})
            engine.send("SetTimeouts", script=PATIENCE * 1000)
            yield engine


@contextmanager
def webkit(reach: bool = False) -> Iterator[Engine]:
    """WebKitGTK's MiniBrowser, on a screen that nobody sees; with `reach`, one that has this machine's own servers."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    driver, mini = find("webkit"), find_mini_browser()
    screen = shutil.which("xvfb-run")
    assert mini and screen, "WebKit needs Debian's webkit2gtk-driver and xvfb"
    with started([screen, "-a", driver, f"--port={port}"]):
        wait_for(lambda: answers(port))
        engine = WebKit(port)
        proxy: dict[str, Any] = {"proxyType": "manual", "httpProxy": NOWHERE, "sslProxy": NOWHERE}
        proxy |= {"noProxy": ["127.0.0.1"]} if reach else {}
        options = {"binary": mini, "args": ["--automation"]}
        engine.begin({"proxy": proxy, "webkitgtk:browserOptions": options})
        engine.send("SetTimeouts", script=PATIENCE * 1000)
        yield engine
        engine.post("", {}, method="DELETE")


@contextmanager
def started(command: list[str]) -> Iterator[None]:
    """A program and its children, ended with the block."""
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True)
    try:
        yield
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(PATIENCE)


def answers(port: int) -> bool:
    """Whether something listens."""
    try:
        socket.create_connection(("127.0.0.1", port)).close()
    except OSError:
        return False
    return True


def wait_for(there: Any) -> None:
    """Until it is so."""
    end = time.monotonic() + PATIENCE
    while not there():
        assert time.monotonic() < end, "the browser did not start"
        time.sleep(0.05)
