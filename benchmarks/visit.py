"""In: a page's address. Out: what a reader with an empty cache waits for there, in milliseconds."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, Page

    from benchmarks.question import Question

SCRIPT = Path(__file__).with_name("page.js")
PHONE = {"viewport": {"width": 360, "height": 740}, "device_scale_factor": 2, "is_mobile": True, "has_touch": True}
SLOWED = 4
"""How many times slower a cheap phone is taken to be."""

PATIENCE = 180_000  # milliseconds

READY = "() => window.Dalil && Dalil.runtime"

# The worker notes its own time for each request: slowing the page's CPU doesn't reach it.
WATCH_WORKER = """() => {
  const answer = self.onmessage;
  self.taken = [];
  self.onmessage = (event) => {
    const begun = performance.now();
    answer(event);
    self.taken.push(performance.now() - begun);
  };
}"""


@contextmanager
def visitor(browser: Browser, service_workers: str = "block") -> Iterator[Page]:
    """A page on a phone that was never here, without what a service worker fetches ahead."""
    context = browser.new_context(**PHONE, service_workers=service_workers)
    try:
        yield prepared(context)
    finally:
        context.close()


def prepared(context: BrowserContext) -> Page:
    """A page that notes what this module asks of it."""
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.add_init_script(path=SCRIPT)
    return page


def slow_down(page: Page) -> None:
    """Slow the page's CPU, from here on; workers stay as fast as they are."""
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})


def first_answer(page: Page, url: str, question: Question) -> float:
    """Open a guide, let it settle, touch a form once: the time to its answer."""
    page.goto(url, wait_until="networkidle")
    page.wait_for_function(READY)
    found: dict[str, Any] = page.evaluate("(question) => bench.first(question)", vars(question))
    if found["outcome"] is None:
        raise RuntimeError(f"no outcome was shown at {url}")
    return float(found["milliseconds"])


def least_start(page: Page, url: str) -> float:
    """Open a guide, let it settle, then in a worker fetch and compile our WebAssembly and run its glue, nothing more.

    No start of Python can take less time.
    """
    page.goto(url, wait_until="networkidle")
    page.wait_for_function(READY)
    return float(page.evaluate("bench.least()"))


def warm_answers(page: Page, count: int) -> list[float]:
    """With Python started: choose again and again, in a page slowed, and add what a slowed worker would take."""
    (worker,) = [worker for worker in page.workers if worker.evaluate("'loadPyodide' in self")]
    worker.evaluate(WATCH_WORKER)
    slow_down(page)
    taken: list[float] = page.evaluate("(count) => bench.many(count)", count)
    inside: list[float] = worker.evaluate("self.taken")
    if len(inside) != len(taken):
        raise RuntimeError(f"{len(inside)} answers to {len(taken)} choices")
    return [whole + (SLOWED - 1) * own for whole, own in zip(taken, inside, strict=True)]


def load(page: Page, url: str) -> tuple[float, float]:
    """Open a page on a slowed CPU: its largest contentful paint in milliseconds, and its layout shift."""
    slow_down(page)
    page.goto(url, wait_until="networkidle")
    page.wait_for_timeout(500)
    return page.evaluate("bench.lcp"), page.evaluate("bench.shift")
