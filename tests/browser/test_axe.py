"""Every page, in three languages, on a phone: axe-core finds nothing. The longest, so the first.

In the audit also small, large and in the dark; test_states.py and test_kinds.py look at the dark at every change, in
what pages are made of.
"""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext

from tests.browser.test_pages import AXE, RUN, pages

SETTINGS = [
    pytest.param(scheme, width, marks=() if (scheme, width) == ("light", 360) else pytest.mark.audit)
    for width in (320, 360, 1280)
    for scheme in ("light", "dark")
]


@pytest.mark.parametrize(("scheme", "width"), SETTINGS)
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
