"""A real browser, and the real site served to it; a request that leaves the site's own host fails the test."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.browser.serving import serving


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Where the built site is served."""
    with serving(site) as address:
        yield address


@contextmanager
def visiting(chromium: Browser, address: str) -> Iterator[Callable[..., BrowserContext]]:
    """Makes visitors until the end of the block: nothing may leave the site's host, no script may fail."""
    contexts: list[BrowserContext] = []
    elsewhere: list[str] = []
    thrown: list[str] = []

    def new(**options: Any) -> BrowserContext:
        # What a service worker fetches, no test can hold up or take away: only its own tests let it in.
        usual = {"viewport": {"width": 360, "height": 740}, "service_workers": "block"}
        context = chromium.new_context(base_url=address, **{**usual, **options})
        context.on("request", lambda request: elsewhere.append(request.url) if _leaves(request.url, address) else None)
        context.on("weberror", lambda error: thrown.append(str(error.error)))
        contexts.append(context)
        return context

    yield new
    for context in contexts:
        context.close()
    assert (elsewhere, thrown) == ([], [])


@pytest.fixture
def visit(chromium: Browser, address: str) -> Iterator[Callable[..., BrowserContext]]:
    """Makes a visitor: a fresh context (Playwright's options) whose every request is watched."""
    with visiting(chromium, address) as new:
        yield new


def _leaves(url: str, address: str) -> bool:
    return not url.startswith((f"{address}/", "blob:", "data:"))
