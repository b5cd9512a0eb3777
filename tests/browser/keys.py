"""In: a page. Out: its stops as the tabulator comes to them, each with what a reader sees of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from playwright.sync_api import Page

FAR = 5_000
"""More stops than a page has, with all unfolded."""

# Where the focus is. A label or a sign stands for a control that draws nothing itself.
STOP = """() => {
  const one = document.activeElement;
  if (one === document.body || !one) return null;
  const drawn = (element) => {
    const { width, height } = element.getBoundingClientRect();
    return width > 1 && height > 1 && element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  };
  const label = one.closest("label") || (one.labels && one.labels[0]);
  const seen = drawn(one) ? one : [one.nextElementSibling, label].find((other) => other && drawn(other)) || one;
  const boxes = [...seen.getClientRects()].filter(({ width, height }) => width && height);
  const inside = ({ x, y }) => x >= 0 && y >= 0 && x < innerWidth && y < innerHeight;
  const points = boxes.flatMap((box) => [0.1, 0.5, 0.9].flatMap((across) => [0.15, 0.5, 0.85].map((down) =>
    ({ x: box.left + box.width * across, y: box.top + box.height * down })))).filter(inside);
  const own = (at) => at && (seen.contains(at) || at.contains(seen) && at.closest("a, label, summary") !== null
    || at.closest("label")?.contains(one));
  const style = [one, seen].map((element) => getComputedStyle(element));
  return {
    name: one.getAttribute("aria-label") || one.innerText || (label && label.innerText) || one.name || "",
    tag: one.localName,
    type: one.type || "",
    value: one.value ?? "",
    href: one.getAttribute("href"),
    expanded: one.getAttribute("aria-expanded"),
    question: one.closest("[data-question]")?.dataset.question ?? null,
    matches: one.className,
    data: { ...one.dataset },
    drawn: drawn(seen),
    inView: points.length > 0,
    over: points.slice(0, 1).map(({ x, y }) => document.elementFromPoint(x, y)?.outerHTML.slice(0, 80)).join(),
    bare: points.some(({ x, y }) => own(document.elementFromPoint(x, y))),
    outlined: style.some(({ outlineStyle, outlineWidth }) => outlineStyle !== "none" && parseFloat(outlineWidth) >= 2),
  };
}"""


# Three frames, however long they take, and the moment after them.
SETTLED = """() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() =>
  requestAnimationFrame(() => setTimeout(() => done(true), 100)))))"""


def stop(page: Page) -> dict[str, Any] | None:
    """Where the focus is; nowhere if it is the page's own.

    The theme moves its menu along with the page, and a form the page along with what it says, a moment later: what is
    wrong is looked at once more.
    """
    found: dict[str, Any] | None = page.evaluate(STOP)
    if found and faults(found):
        page.evaluate(SETTLED)
        found = page.evaluate(STOP)
    return found


def faults(at: dict[str, Any]) -> list[str]:
    """What is wrong with a stop: it is not seen, or not that it has the focus, or covered (WCAG 2.4.7, 2.4.11)."""
    if at["tag"] == "iframe":  # inside it the focus is its own
        return []
    wrong = {"not drawn": not at["drawn"], "out of view": not at["inView"], "covered": at["inView"] and not at["bare"]}
    return [fault for fault, is_so in {**wrong, "no outline": not at["outlined"]}.items() if is_so]


def round_trip(page: Page, key: str = "Tab") -> Iterator[dict[str, Any]]:
    """Every stop from the top of the page to its end; backwards with Shift+Tab."""
    for _ in range(FAR):
        page.keyboard.press(key)
        at = stop(page)
        if at is None:
            return
        yield at
    raise AssertionError(f"no end after {FAR} stops")


def go_to(page: Page, wanted: Callable[[dict[str, Any]], Any], key: str = "Tab") -> dict[str, Any]:
    """Press the tabulator until the focus is where it is wanted; every stop on the way can be seen."""
    last = None
    for _ in range(FAR):
        page.keyboard.press(key)
        if (last := stop(page)) is not None:
            assert faults(last) == [], last
            if wanted(last):
                return last
    raise AssertionError(f"not reached; the last stop: {last}")
