"""In: the built site, and how often to try. Out: every figure of the benchmark, as it goes into result.json."""

from __future__ import annotations

import os
import platform
import tempfile
from collections import Counter
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.host import SLOW, Host, Line
from benchmarks.stock import stock_files
from benchmarks.visit import PHONE, first_answer, least_start, load, prepared, visitor, warm_answers
from builder.app import WORKER
from builder.library import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser, BrowserType

    from benchmarks.question import Question

PAGES = ("index.html", "guides.html")
PYTHON = ("assets/python-", "stock/")
INDEX = "search/"
"""The search's own words are fetched when somebody searches, and not counted with the page."""


@dataclass(frozen=True)
class Bench:
    """What every measurement needs."""

    root: Path
    site: Path
    browser: Browser
    question: Question
    cache: Path

    @property
    def guide(self) -> str:
        """The guide that is asked, in the language whose page weighs most."""
        paths = [f"{lang}/guides/{self.question.guide}.html" for lang in LANGUAGES]
        return max(paths, key=lambda path: (self.site / path).stat().st_size)

    def host(self, stock: bool = False, packs: bool = True, line: Line | None = None) -> Host:
        """A host of the site, or of the same site on stock Pyodide."""
        return Host(self.site, self.cache, packs, stock_files(self.root, self.site) if stock else {}, line)

    def answer_once(self, host: Host) -> float:
        """The first answer of a reader who was never here."""
        with visitor(self.browser) as page:
            return first_answer(page, f"{host.address}/{self.guide}", self.question)

    def start_least(self, host: Host) -> float:
        """The least that a start can take, for a reader who was never here."""
        with visitor(self.browser) as page:
            return least_start(page, f"{host.address}/{self.guide}")


def compare_starts(bench: Bench, pairs: int, line: Line | None, least: bool = False) -> dict[str, list[float]]:
    """First touch to first answer, ours and stock in turn; with `least`, the least that a start can take in turn too.

    On a line that is not slowed one run of each before the first doesn't count.
    """
    ours, stock = bench.host(line=line), bench.host(stock=True, line=line)
    runs: dict[str, Callable[[], float]] = {
        "ours": lambda: bench.answer_once(ours),
        "stock": lambda: bench.answer_once(stock),
    }
    if least:
        runs["least"] = lambda: bench.start_least(ours)
    taken: dict[str, list[float]] = {name: [] for name in runs}
    with ours.serving(), stock.serving():
        for number in range(0 if line else -1, pairs):
            for name in runs if number % 2 else reversed(runs):
                milliseconds = runs[name]()
                if number >= 0:
                    taken[name].append(milliseconds)
    return taken


def weigh_starts(bench: Bench) -> dict[str, dict[str, dict[str, int]]]:
    """Bytes of Python to the first answer, by file, where the host serves brotli and where it doesn't."""
    weights: dict[str, dict[str, dict[str, int]]] = {}
    for kind, packs in (("brotli", True), ("any host", False)):
        for name in ("ours", "stock"):
            host = bench.host(stock=name == "stock", packs=packs)
            with host.serving():
                bench.answer_once(host)
            sent = [(path, size) for path, size in host.sent if path.startswith(PYTHON)]
            weights.setdefault(kind, {})[name] = by_file(sent)
    return weights


def by_file(sent: list[tuple[str, int]]) -> dict[str, int]:
    """Bytes by the last part of each path, the heaviest first."""
    total: Counter[str] = Counter()
    for path, size in sent:
        total[path.rpartition("/")[2] or "/"] += size
    return dict(total.most_common())


def time_warm(bench: Bench, count: int) -> list[float]:
    """A choice to its answer, with Python started, on a slowed CPU."""
    host = bench.host()
    with host.serving(), visitor(bench.browser) as page:
        first_answer(page, f"{host.address}/{bench.guide}", bench.question)
        return warm_answers(page, count)


def look_at_pages(bench: Bench, times: int) -> dict[str, dict[str, Any]]:
    """Each kind of page in each language, before anything is touched: bytes by file, largest paint, layout shift.

    The service worker is kept out, as it comes after the page is drawn, and its file's weight is added.
    """
    found: dict[str, dict[str, Any]] = {}
    guides = [f"guides/{path.name}" for path in sorted((bench.site / LANGUAGES[0] / "guides").glob("*.html"))]
    for path in [f"{lang}/{page}" for page in (*PAGES, *guides) for lang in LANGUAGES]:
        host = bench.host(line=SLOW)
        painted, shifted = [], []
        with host.serving():
            for _ in range(times):
                host.sent.clear()
                with visitor(bench.browser) as page:
                    paint, shift = load(page, f"{host.address}/{path}")
                painted.append(paint)
                shifted.append(shift)
        sent = [(name, size) for name, size in host.sent if INDEX not in name]
        sent.append((WORKER, len(host.pack((bench.site / WORKER).read_bytes()))))
        found[path] = {"bytes": by_file(sent), "paint": painted, "shift": shifted}
    return found


def return_later(bench: Bench, kind: BrowserType, options: dict[str, Any], times: int) -> list[dict[str, Any]]:
    """A visit and a second, on a slow line, in a browser that keeps what it may: times and the second's requests."""
    visits = []
    for _ in range(times):
        host = bench.host(line=SLOW)
        with host.serving(), tempfile.TemporaryDirectory() as folder:
            taken, asked = [], []
            context = kind.launch_persistent_context(folder, **options, **PHONE)
            for _ in range(2):
                page = prepared(context)
                host.sent.clear()
                taken.append(first_answer(page, f"{host.address}/{bench.guide}", bench.question))
                page.wait_for_load_state("networkidle")
                page.wait_for_timeout(3000)
                asked.append(by_file(host.sent))
                page.close()
            context.close()
        visits.append({"milliseconds": taken, "requests": asked[1]})
    return visits


def about(bench: Bench) -> dict[str, Any]:
    """Where and when it was measured."""
    return {
        "day": date.today().isoformat(),  # noqa: DTZ011  the machine's day
        "browser": f"Chromium {bench.browser.version}",
        "machine": f"{platform.system()}, {os.cpu_count()} cores",
        "load": [round(os.getloadavg()[0], 1)],
        "page": bench.guide,
        "question": f"{bench.question.question}: {bench.question.option}",
    }
