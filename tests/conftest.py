"""What tests of several folders share."""

import json
import subprocess
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from builder.library import Library
from builder.load import load_library
from builder.opendata import make_data
from builder.render import render_site
from builder.runtime import HEART, WHOLE, Runtime, build_runtime
from builder.single import write_singles
from builder.site import build_site
from tests.browsers import find
from tests.watching import told, watch

ROOT = Path(__file__).parent.parent
TODAY = date(2026, 11, 22)
"""The day of the built site, so that a test gives the same on any day."""


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's folder."""
    return ROOT


@pytest.fixture(scope="session")
def runtime(tmp_path_factory: pytest.TempPathFactory) -> Runtime:
    """The runtime as it ships, built into a folder of its own."""
    return build_runtime(ROOT, tmp_path_factory.mktemp("runtime"))


@pytest.fixture(scope="session")
def run_pyodide(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Runtime, Sequence[str]], list[str]]:
    """Asks a runtime's engine in Pyodide: texts of requests in, texts of responses out, in the same order.

    Starting takes a second or two: ask everything at once.
    """

    def ask(runtime: Runtime, requests: Sequence[str]) -> list[str]:
        # Pyodide asks for its module by one name alone; in a page, worker.js hands over the slim one under it.
        folder = tmp_path_factory.mktemp("slim")
        for name in runtime.sizes:
            (folder / name).symlink_to(runtime.path / (HEART if name == WHOLE else name))
        # A request is one line for the runner; a text that isn't JSON at all may go in as it is.
        lines = [_one_line(text) for text in requests]
        run = subprocess.run(
            ["node", str(ROOT / "tests" / "pyodide.mjs"), str(folder)],
            input="".join(f"{line}\n" for line in lines),
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert run.returncode == 0, run.stderr
        responses = run.stdout.removesuffix("\n").split("\n") if lines else []
        assert len(responses) == len(requests), run.stderr
        return responses

    return ask


@pytest.fixture(scope="session")
def pyodide_handle(
    runtime: Runtime, run_pyodide: Callable[[Runtime, Sequence[str]], list[str]]
) -> Callable[[Sequence[str]], list[str]]:
    """Asks the engine as it ships."""
    return partial(run_pyodide, runtime)


def _one_line(text: str) -> str:
    if "\n" in text or "\r" in text:
        return json.dumps(json.loads(text), ensure_ascii=False)
    return text


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole site, built from what is in guides/ and docs/, as of a fixed day."""
    return build_whole(load_library(ROOT), tmp_path_factory.mktemp("whole"))


def build_whole(library: Library, folder: Path) -> Path:
    """Build the site of a library with its open data into `folder`; give where it is."""
    data = make_data(library, ROOT, TODAY)
    build_site(render_site(library, TODAY), ROOT, folder / "site", folder / "stage", beside=data)
    return folder / "site"


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A real browser; what a content policy stops in it fails the test that is running."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find("chromium"), args=["--no-sandbox"])
        yield watch(browser)
        browser.close()


@pytest.fixture(scope="session")
def singles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Each guide in one file, as of the same day."""
    folder = tmp_path_factory.mktemp("singles")
    write_singles(load_library(ROOT), ROOT, folder, TODAY)
    return folder


@pytest.fixture(autouse=True)
def policies() -> Iterator[None]:
    """No page of any test is refused anything by its policy; a test that means to be takes what was told before."""
    yield
    assert told() == []
