"""A strict policy stops every inline script that has no hash; what a guide tells machines is data, and stays."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route

from builder.load import load_library
from tests.conftest import ROOT
from tests.watching import told

HEADERS = {"Content-Security-Policy": "default-src 'none'; script-src 'self'", "Content-Type": "text/html"}
WATCH = """
window.stopped = [];
document.addEventListener("securitypolicyviolation", event => window.stopped.push(event.violatedDirective));
"""


@pytest.fixture
def page(chromium: Browser) -> Page:
    return chromium.new_page()


def under_policy(page: Page, script: str) -> list[str]:
    """What the policy stops on a page that holds this script alone."""

    def answer(route: Route) -> None:
        route.fulfill(body=f'<!doctype html><meta charset="utf-8"><title>t</title>{script}', headers=HEADERS)

    page.route("**/*", answer)
    page.add_init_script(WATCH)
    page.goto("http://site.example/")
    stopped: list[str] = page.evaluate("() => window.stopped")
    page.close()
    return stopped


def test_the_policy_stops_a_program(page: Page) -> None:
    assert under_policy(page, "<script>window.ran = true</script>") == ["script-src-elem"]
    assert told() != []


def test_the_policy_leaves_the_data(page: Page, site: Path) -> None:
    id = next(iter(load_library(ROOT).guides))
    guide = (site / "fr" / "guides" / f"{id}.html").read_text(encoding="utf-8")
    (block,) = re.findall(r'<script type="application/ld\+json">.*?</script>', guide)
    assert json.loads(re.sub("<.*?>", "", block))["@context"] == "https://schema.org"
    assert under_policy(page, block) == []
