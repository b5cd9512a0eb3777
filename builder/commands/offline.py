"""In: guides/ and docs/. Out: the site, and a zip of it that needs no server."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from builder.commands.build import add_release, build
from builder.commands.day import add_today, read_today
from builder.commands.tell import tell
from builder.root import ROOT


def add(commands: Any) -> None:
    """The command offline and its options."""
    parser = commands.add_parser("offline", help="build the site, then pack it into a zip that needs no server")
    default = ROOT / "dist" / "dalil-offline.zip"
    parser.add_argument("--out", type=Path, default=default, metavar="FILE", help="default: dist/dalil-offline.zip")
    add_release(parser)
    add_today(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Build and pack."""
    from builder.offline import write_package
    from builder.site import read_words

    day = read_today(options)
    site = ROOT / "site"
    library = build(site, day, options.release)
    words = {lang: read_words(ROOT, lang) for lang in library.interface}
    write_package(site, options.out, library.interface, words, day)
    tell(f"the package is in {options.out} ({options.out.stat().st_size / 1e6:.1f} MB)")
    return 0
