"""Every page on a phone, each in one language: axe-core finds nothing. The longest, so the first.

In the audit in three languages, also small, large and in the dark; test_states.py and test_kinds.py look at the dark at
every change, in what pages are made of.
"""

from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext

from tests.browser.test_pages import AXE, RUN, pages
from tests.turns import in_one_language

SETTINGS = [
    pytest.param("light", 360, True),
    *(
        pytest.param(*setting, False, marks=pytest.mark.audit)
        for setting in product(("light", "dark"), (320, 360, 1280))
    ),
]


@pytest.mark.parametrize(("scheme", "width", "some"), SETTINGS)
def test_axe_finds_nothing(
    visit: Callable[..., BrowserContext], site: Path, scheme: str, width: int, some: bool
) -> None:
    context = visit(color_scheme=scheme, viewport={"width": width, "height": 740}, reduced_motion="reduce")
    page = context.new_page()
    found = {}
    for path in in_one_language(pages(site)) if some else pages(site):
        page.goto(f"/{path}")
        page.evaluate(AXE)
        if violations := page.evaluate(RUN):
            found[path] = violations
    assert found == {}
