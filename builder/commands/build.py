"""In: guides/ and docs/. Out: the whole site in a folder."""

from __future__ import annotations

import argparse
import gc
import time
from datetime import date
from pathlib import Path
from typing import Any

from builder.commands.check import checked_library
from builder.commands.day import add_today, read_today
from builder.commands.tell import tell
from builder.library import Library
from builder.problem import DataError
from builder.root import ROOT


def add(commands: Any) -> None:
    """The command build and its options."""
    parser = commands.add_parser("build", help="check, then build the whole site")
    parser.add_argument("--out", type=Path, default=ROOT / "site", metavar="FOLDER", help="default: site")
    add_release(parser)
    add_today(parser)
    parser.set_defaults(run=run)


def add_release(parser: argparse.ArgumentParser) -> None:
    """Whether what is made is to ship."""
    parser.add_argument(
        "--release",
        action="store_true",
        help="refuse what may not ship: a missing translation, a link that leads nowhere",
    )


def run(options: argparse.Namespace) -> int:
    """Build the site."""
    build(options.out, read_today(options), options.release)
    return 0


def build(out: Path, day: date, release: bool = False) -> Library:
    """The whole way: load, check, render, stage, MkDocs, join; says what it is doing as it goes."""
    from builder.opendata import make_data
    from builder.render import render_site
    from builder.site import build_site
    from builder.verify import verify_site

    started = time.monotonic()
    tell(f"reading guides/ and docs/ (today is {day.isoformat()})")
    library = checked_library(release, day)
    settle()
    tell(f"rendering {len(library.guides)} guides and {len(library.pages)} pages in three languages")
    pages = render_site(library, day)
    settle()
    tell("building the pages with MkDocs, Python for the browser, fonts")
    build_site(pages, ROOT, out, beside=make_data(library, ROOT, day))
    if release and (problems := verify_site(out, library.site_url)):
        raise DataError(problems)
    tell(f"the site is in {out} ({time.monotonic() - started:.1f} s)")
    return library


def settle() -> None:
    """What there is now stays to the end of a build, so that looking for circles that nobody holds leaves it out."""
    gc.freeze()
