"""Pages of rules, for editors: they fit a phone, nothing complains, and no text of a drawing is cut or run over."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext

from tests.browser.test_pages import AXE, RUN

WHICH = pytest.mark.parametrize("every", [False, pytest.param(True, marks=pytest.mark.audit)], ids=["largest", "every"])
CUT = """() => [...document.querySelectorAll(".dalil-flow svg")].flatMap((svg) => {
  const within = (inner, outer) => inner.left >= outer.left - 0.5 && inner.right <= outer.right + 0.5
    && inner.top >= outer.top - 1 && inner.bottom <= outer.bottom + 1;
  const box = (element) => element.getBoundingClientRect();
  const own = [...svg.querySelectorAll("g:has(> rect)")].filter((group) =>
    !within(box(group.querySelector("text")), box(group.querySelector("rect"))));
  const over = [...svg.querySelectorAll(".dalil-flow__condition")].filter((text) =>
    !within(box(text), box(svg)) || [...svg.querySelectorAll("rect")].some((rect) => {
      const [one, two] = [box(text), box(rect)];
      return one.left < two.right - 0.5 && one.right > two.left + 0.5 && one.top < two.bottom && one.bottom > two.top;
    }));
  return [...own, ...over].map((element) => element.textContent.trim());
})"""


def chosen(site: Path, every: bool) -> list[str]:
    """The page with the largest drawing in French and in Arabic; in the audit, all."""
    found = {lang: sorted((site / lang / "rules").glob("*.html")) for lang in ("en", "fr", "ar")}
    if every:
        return [path.relative_to(site).as_posix() for files in found.values() for path in files]
    largest = max(found["fr"], key=lambda path: path.read_text(encoding="utf-8").count("<rect")).name
    return [f"{lang}/rules/{largest}" for lang in ("fr", "ar")]


@WHICH
def test_pages_of_rules_can_be_read(visit: Callable[..., BrowserContext], site: Path, every: bool) -> None:
    wrong = []
    for width, scheme in ((360, "light"), (1280, "dark")):
        page = visit(viewport={"width": width, "height": 740}, color_scheme=scheme, reduced_motion="reduce").new_page()
        for path in chosen(site, every):
            page.goto(f"/{path}")
            assert page.locator(".dalil-flow svg").count() > 0, path
            wrong += page.evaluate(CUT)
            if page.evaluate("() => document.scrollingElement.scrollWidth > document.scrollingElement.clientWidth"):
                wrong.append(f"{path} scrolls sideways at {width}")
            page.evaluate(AXE)
            wrong += page.evaluate(RUN)
    assert wrong == []


def test_a_drawing_begins_at_the_side_where_reading_does(visit: Callable[..., BrowserContext], site: Path) -> None:
    page = visit().new_page()
    for path, side in zip(chosen(site, False), ("left", "right"), strict=True):
        page.goto(f"/{path}")
        shown = page.evaluate("""() => { const frame = document.querySelector(".dalil-flow__frame");
          const first = frame.querySelector("rect").getBoundingClientRect(), around = frame.getBoundingClientRect();
          return { left: first.left - around.left, right: around.right - first.right }; }""")
        assert 0 <= shown[side] < 40, path
