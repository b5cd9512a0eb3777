"""A real browser, and the real site served to it; a request that leaves the site's own host fails the test."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext

from builder.library import Library
from builder.load import load_library
from builder.render import render_site
from builder.runtime import WHOLE
from builder.site import build_site
from tests.browser.serving import leaving, serving
from tests.builder.cards import copy_library
from tests.conftest import TODAY


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Where the built site is served."""
    with serving(site) as address:
        yield address


@pytest.fixture(scope="session")
def card_library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """The tests' own library of one guide."""
    return load_library(copy_library(tmp_path_factory.mktemp("cards")))


@pytest.fixture(scope="session")
def card_site(card_library: Library, root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its site, built with the machinery as it is."""
    folder = tmp_path_factory.mktemp("card")
    build_site(render_site(card_library, TODAY), root, folder / "site", folder / "stage")
    return folder / "site"


@contextmanager
def visiting(chromium: Browser, address: str) -> Iterator[Callable[..., BrowserContext]]:
    """Makes visitors until the end of the block: nothing may leave the site's host, no script may fail.

    With SLIM_STRICT set, what ships of Python has to be enough, too, but for a visitor who `breaks` it.
    """
    contexts: list[BrowserContext] = []
    elsewhere: list[list[str]] = []
    thrown: list[str] = []
    whole: list[str] = []

    def new(breaks: bool = False, **options: Any) -> BrowserContext:
        # What a service worker fetches, no test can hold up or take away: only its own tests let it in.
        usual = {"viewport": {"width": 360, "height": 740}, "service_workers": "block"}
        context = chromium.new_context(base_url=address, **{**usual, **options})
        elsewhere.append(leaving(context, address))
        if os.environ.get("SLIM_STRICT") and not breaks:
            context.on("request", lambda request: whole.append(request.url) if WHOLE in request.url else None)
        context.on("weberror", lambda error: thrown.append(str(error.error)))
        contexts.append(context)
        return context

    yield new
    for context in contexts:
        context.close()
    assert ([url for urls in elsewhere for url in urls], thrown, whole) == ([], [], [])


@pytest.fixture
def visit(chromium: Browser, address: str) -> Iterator[Callable[..., BrowserContext]]:
    """Makes a visitor: a fresh context (Playwright's options) whose every request is watched."""
    with visiting(chromium, address) as new:
        yield new
