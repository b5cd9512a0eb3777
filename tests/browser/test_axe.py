"""Every page, in three languages, light and dark, on a phone: axe-core finds nothing. The longest, so the first."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext

from tests.browser.test_pages import AXE, RUN, pages

AUDITED = [pytest.param(320, marks=pytest.mark.audit), 360, pytest.param(1280, marks=pytest.mark.audit)]


@pytest.mark.parametrize("width", AUDITED)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(visit: Callable[..., BrowserContext], site: Path, scheme: str, width: int) -> None:
    context = visit(color_scheme=scheme, viewport={"width": width, "height": 740}, reduced_motion="reduce")
    page = context.new_page()
    found = {}
    for path in pages(site):
        page.goto(f"/{path}")
        page.evaluate(AXE)
        if violations := page.evaluate(RUN):
            found[path] = violations
    assert found == {}
