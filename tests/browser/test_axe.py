"""Every page on a phone, each in one language, light and dark in turn: axe-core finds nothing. Longest, so first.

In the audit in three languages, each light and dark, also small and large.
"""

from collections.abc import Callable
from itertools import cycle
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext

from tests.browser.test_pages import AXE, RUN, pages
from tests.turns import in_one_language

SCHEMES = ("light", "dark")
SETTINGS = [
    pytest.param(SCHEMES, 360, True),
    *(
        pytest.param((scheme,), width, False, marks=pytest.mark.audit)
        for scheme in SCHEMES
        for width in (320, 360, 1280)
    ),
]


@pytest.mark.parametrize(("schemes", "width", "some"), SETTINGS)
def test_axe_finds_nothing(
    visit: Callable[..., BrowserContext], site: Path, schemes: tuple[str, ...], width: int, some: bool
) -> None:
    usual = {"viewport": {"width": width, "height": 740}, "reduced_motion": "reduce"}
    turns = cycle([visit(color_scheme=scheme, **usual).new_page() for scheme in schemes])
    found = {}
    for path in in_one_language(pages(site)) if some else pages(site):
        page = next(turns)
        page.goto(f"/{path}")
        page.evaluate(AXE)
        if violations := page.evaluate(RUN):
            found[path] = violations
    assert found == {}
