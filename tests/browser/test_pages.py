"""Every page, in three languages: it fits a phone, nothing complains, nothing leaves the host."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext

ROOT = Path(__file__).parent.parent.parent
AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
# axe-core looks at the size of targets, which is of WCAG 2.2, only where it is asked to.
RUN = """() => axe.run({
  resultTypes: ["violations"], preload: false, rules: { "target-size": { enabled: true } },
}).then((found) =>
  found.violations.map((one) => [one.id, one.nodes.map((node) => node.target.join(" ")).slice(0, 4)]))"""


def pages(site: Path) -> list[str]:
    """Every page of the built site by its path, frames too, but those of rules: test_rules.py looks at the largest."""
    found = sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    return [path for path in found if "/rules/" not in path]


@pytest.mark.parametrize("width", [320, 360, pytest.param(1280, marks=pytest.mark.audit)])
def test_no_page_scrolls_sideways(visit: Callable[..., BrowserContext], site: Path, width: int) -> None:
    page = visit(viewport={"width": width, "height": 740}).new_page()
    wide = []
    for path in pages(site):
        page.goto(f"/{path}")
        if page.evaluate("() => document.scrollingElement.scrollWidth > document.scrollingElement.clientWidth"):
            wide.append(path)
    assert wide == []


def test_no_page_complains(visit: Callable[..., BrowserContext], site: Path) -> None:
    page = visit(service_workers="allow").new_page()
    complaints: list[str] = []
    page.on(
        "console", lambda message: complaints.append(message.text) if message.type in ("error", "warning") else None
    )
    page.on("pageerror", lambda error: complaints.append(str(error)))
    for path in pages(site):
        page.goto(f"/{path}", wait_until="networkidle")
    assert complaints == []


def test_the_language_switch_stays_on_the_section(visit: Callable[..., BrowserContext], site: Path) -> None:
    page = visit(viewport={"width": 1280, "height": 800}).new_page()
    guide = next(path for path in pages(site) if path.startswith("en/guides/"))
    page.goto(f"/{guide}#sources")
    page.locator("a[hreflang=ar]").first.evaluate("link => link.click()")
    page.wait_for_url(f"**/{guide.replace('en/', 'ar/', 1)}#sources")
    assert page.evaluate("() => [document.documentElement.lang, document.documentElement.dir]") == ["ar", "rtl"]
