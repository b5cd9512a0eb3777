"""Who asks for less motion gets none: nothing slides, fades or scrolls by itself, on phone and desktop."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext

from tests.browser.test_pages import pages

# Every way in which a script may ask for a scroll that moves.
LISTEN = """
  window.smooth = [];
  for (const name of ["scrollTo", "scrollBy", "scroll", "scrollIntoView"]) {
    const own = Element.prototype[name];
    Element.prototype[name] = function (...given) {
      if (given[0]?.behavior === "smooth") window.smooth.push(`${name} of ${this.className}`);
      return own.apply(this, given);
    };
  }
  for (const name of ["scrollTo", "scrollBy", "scroll"]) {
    const own = window[name];
    window[name] = (...given) => {
      if (given[0]?.behavior === "smooth") window.smooth.push(name);
      return own(...given);
    };
  }
"""
MOVES = """() => [...document.querySelectorAll("*")].flatMap((one) => [null, "::before", "::after"].map((part) => {
  const { transitionDuration, transitionProperty, animationName, scrollBehavior } = getComputedStyle(one, part);
  const slides = transitionProperty !== "none" && /[1-9]/.test(transitionDuration);
  const moves = slides || animationName !== "none" || scrollBehavior === "smooth";
  return moves ? `${one.localName}.${one.className}${part ?? ""}` : "";
})).filter(Boolean)"""


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_moves(visit: Callable[..., BrowserContext], site: Path, width: int) -> None:
    page = visit(viewport={"width": width, "height": 740}, reduced_motion="reduce").new_page()
    page.add_init_script(LISTEN)
    guide = next(path for path in pages(site) if path.startswith("ar/guides/"))
    found: dict[str, Any] = {}
    page.goto(f"/{guide}")
    for state, work in {
        "as it comes": "() => {}",
        "menu": "() => document.getElementById('__drawer').click()",
        "search": "() => document.getElementById('__search').click()",
        "unfolded": "() => document.querySelectorAll('details').forEach((one) => (one.open = true))",
        "further down": "() => document.getElementById('sources').scrollIntoView()",
    }.items():
        page.evaluate(work)
        page.wait_for_timeout(400 if state == "further down" else 50)
        running = page.evaluate("() => document.getAnimations().length")
        if wrong := [
            *page.evaluate(MOVES),
            *page.evaluate("() => window.smooth.splice(0)"),
            *([running] * bool(running)),
        ]:
            found[state] = wrong[:5]
    assert found == {}
