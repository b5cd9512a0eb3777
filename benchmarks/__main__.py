"""In: the built site. Out: docs/benchmarks/: result.json, the page with its tables, the plot. Run by `make bench`."""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playwright.sync_api import sync_playwright

from benchmarks.host import SLOW
from benchmarks.measure import (
    Bench,
    about,
    compare_starts,
    look_at_pages,
    return_later,
    time_warm,
    weigh_starts,
)
from benchmarks.question import find_question
from benchmarks.report import write_report
from builder.load import load_library
from tests.browsers import find

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parent.parent
DAY = "2026-11-22"
"""The day on which the question is looked for, so that it is the same one on any day."""


def command_line() -> argparse.ArgumentParser:
    """The options: how often, of what, and where to."""
    parser = argparse.ArgumentParser(prog="benchmarks", description="Measures the built site against stock Pyodide.")
    parser.add_argument("--pairs", type=int, default=15, help="first answers of each, in turn (default: 15)")
    parser.add_argument("--slow-pairs", type=int, default=5, help="the same on a slow line (default: 5)")
    parser.add_argument("--loads", type=int, default=4, help="loads of each page (default: 4)")
    parser.add_argument("--choices", type=int, default=200, help="warm answers (default: 200)")
    parser.add_argument("--returns", type=int, default=2, help="second visits (default: 2)")
    parser.add_argument("--site", type=Path, default=ROOT / "site", help="default: site")
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "benchmarks", help="default: docs/benchmarks")
    parser.add_argument("--only", action="append", choices=PARTS, help="measure this part again and keep the others")
    parser.add_argument("--report", action="store_true", help="only write the page and the plot again")
    return parser


PARTS = ("weights", "fast", "slow", "warm", "pages", "returns")


def measure(options: argparse.Namespace, result: dict[str, Any], save: Callable[[], None]) -> None:
    """One part after the other, into `result`, saved after each; says which as it goes."""
    begun = time.monotonic()
    browser_options: dict[str, Any] = {"executable_path": find("chromium"), "args": ["--no-sandbox"]}
    question = find_question(load_library(ROOT), DAY)
    with sync_playwright() as playwright:
        kind = playwright.chromium
        browser = kind.launch(**browser_options)
        bench = Bench(ROOT, options.site, browser, question, ROOT / "build" / "bench")
        result["about"] = about(bench)
        tell("packing every file with brotli")
        for stock in (False, True):
            bench.host(stock=stock).pack_all()
        measures: dict[str, Callable[[], Any]] = {
            "weights": lambda: weigh_starts(bench),
            "fast": lambda: compare_starts(bench, options.pairs, None, least=True),
            "slow": lambda: compare_starts(bench, options.slow_pairs, SLOW),
            "warm": lambda: time_warm(bench, options.choices),
            "pages": lambda: look_at_pages(bench, options.loads),
            "returns": lambda: return_later(bench, kind, browser_options, options.returns),
        }
        for part in options.only or PARTS:
            tell(part)
            result[part] = measures[part]()
            save()
        result["about"]["load"].append(round(os.getloadavg()[0], 1))
        result["about"]["minutes"] = round((time.monotonic() - begun) / 60, 1)
        save()
        browser.close()


def tell(message: str) -> None:
    """One line of progress."""
    print(f"· {time.strftime('%H:%M:%S')} {message}", file=sys.stderr, flush=True)


def main() -> None:
    """Measure and write, or only write again what was measured."""
    options = command_line().parse_args()
    file = options.out / "result.json"
    if not options.report:
        options.out.mkdir(parents=True, exist_ok=True)
        result = json.loads(file.read_text(encoding="utf-8")) if options.only and file.is_file() else {}

        def save() -> None:
            file.write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")

        measure(options, result, save)
    write_report(json.loads(file.read_text(encoding="utf-8")), options.out)
    print(f"the figures are in {options.out}")


if __name__ == "__main__":
    main()
