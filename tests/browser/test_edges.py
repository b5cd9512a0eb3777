"""What can be used ends at an edge that is seen, and the focus is seen round it, in every scheme of colours.

A reader's own colours are among them. Measured in pictures, since no rule of axe-core looks at edges: 3:1 against what
is around (WCAG 1.4.11, 2.4.7).
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator, Page

from tests.browser.serving import serving
from tests.browser.taking import GUIDE, path
from tests.browser.test_ticks import SHOW

LEAST = 3.0
AROUND = 10
"""Pixels around an element that are in its picture."""

# The strongest contrast, against its corner or an earlier picture of the same, of what lies in a picture between two
# distances from its rim.
CONTRAST = """async ([png, from, to, earlier]) => {
  const draw = async (one) => {
    const picture = await createImageBitmap(await (await fetch(`data:image/png;base64,${one}`)).blob());
    const canvas = new OffscreenCanvas(picture.width, picture.height).getContext("2d");
    canvas.drawImage(picture, 0, 0);
    return canvas.getImageData(0, 0, picture.width, picture.height);
  };
  const { data, width, height } = await draw(png);
  const before = earlier && (await draw(earlier)).data;
  const linear = (part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4);
  const light = (picture, x, y) => [0.2126, 0.7152, 0.0722].reduce((sum, weight, at) =>
    sum + weight * linear(picture[(y * width + x) * 4 + at]), 0);
  const corner = light(data, 0, 0);
  let best = 1;
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const far = Math.min(x, y, width - 1 - x, height - 1 - y);
      if (far >= from && far < to) {
        const own = light(data, x, y);
        const outside = before ? light(before, x, y) : corner;
        best = Math.max(best, (Math.max(own, outside) + 0.05) / (Math.min(own, outside) + 0.05));
      }
    }
  }
  return best;
}"""

FORM = {
    "option": ".dalil-widget .dalil-option:visible",
    "radio": ".dalil-widget [type=radio]:visible",
    "button": ".dalil-widget [type=reset]:visible",
    "box to tick": ".dalil-widget [data-tick]:visible",
    "field": ".dalil-compare [data-name]:visible",
    "field of an offer": ".dalil-compare tbody input:visible",
    "choice": ".dalil-compare select:visible",
    "text": ".dalil-compare textarea:visible",
    "radio of a sheet": ".dalil-compare [type=radio]:not(:checked):visible",
}
LETTER = {
    "radio": ".dalil-paper [type=radio]:not(:checked):visible",
    "blank": ".dalil-paper [data-fills]:visible",
    "button": ".dalil-paper [data-do=print]:visible",
}

Schemes = pytest.mark.parametrize(
    "options",
    [
        pytest.param({"color_scheme": "light"}, marks=pytest.mark.audit),
        {"color_scheme": "dark"},
        {"color_scheme": "light", "forced_colors": "active"},
        pytest.param({"color_scheme": "dark", "forced_colors": "active"}, marks=pytest.mark.audit),
    ],
    ids=["light", "dark", "forced light", "forced dark"],
)


@pytest.fixture(scope="module")
def address(card_site: Path) -> Iterator[str]:
    """Where the card's site is served."""
    with serving(card_site) as address:
        yield address


def picture(place: Locator, around: int) -> str:
    """A picture of an element with what is around it."""
    place.scroll_into_view_if_needed()
    box = place.bounding_box()
    assert box
    clip = {
        "x": round(box["x"]) - around,
        "y": round(box["y"]) - around,
        "width": round(box["width"]) + 2 * around,
        "height": round(box["height"]) + 2 * around,
    }
    return base64.b64encode(place.page.screenshot(clip=clip)).decode()


def edge(page: Page, place: Locator) -> float:
    """The contrast of an element's edge."""
    contrast: float = page.evaluate(CONTRAST, [picture(place, 3), 1, 7, None])
    return contrast


def ring(page: Page, place: Locator) -> float:
    """The contrast of what the focus draws round an element, or round the label it stands in.

    Against the same place without it: what stands beside an element anyway is no ring.
    """
    place.blur()
    before = picture(place, AROUND)
    place.focus()
    contrast: float = page.evaluate(CONTRAST, [picture(place, AROUND), 1, AROUND - 1, before])
    return contrast


def faint(page: Page, places: dict[str, str]) -> dict[str, Any]:
    """What is seen less than it has to be."""
    lens = page.context.new_page()
    measured = {}
    for name, selector in places.items():
        place = page.locator(selector).first
        measured[name] = edge(lens, place)
        if name != "option":
            measured[f"{name}, focused"] = ring(lens, place)
    assert len(measured) >= len(places)
    return {name: round(contrast, 2) for name, contrast in measured.items() if contrast < LEAST}


@Schemes
def test_the_edges_of_forms_and_sheets(visit: Callable[..., BrowserContext], options: dict[str, Any]) -> None:
    page = visit(viewport={"width": 800, "height": 900}, reduced_motion="reduce", **options).new_page()
    page.goto(path("fr"))
    page.evaluate(SHOW)
    page.keyboard.press("Tab")  # from here on the focus is the keyboard's
    assert faint(page, FORM) == {}


@Schemes
def test_the_edges_of_a_letter(visit: Callable[..., BrowserContext], options: dict[str, Any]) -> None:
    page = visit(viewport={"width": 800, "height": 900}, reduced_motion="reduce", **options).new_page()
    page.goto(f"/ar/guides/{GUIDE}-make-it-again.html")
    page.keyboard.press("Tab")
    assert faint(page, LETTER) == {}
