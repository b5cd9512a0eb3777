"""In: guides/. Out: each guide in one file for each language."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from builder.commands.build import add_release
from builder.commands.check import checked_library
from builder.commands.day import add_today, read_today
from builder.commands.tell import tell
from builder.root import ROOT


def add(commands: Any) -> None:
    """The command single and its options."""
    parser = commands.add_parser("single", help="write each guide into one file, to send by messenger")
    parser.add_argument("--out", type=Path, default=ROOT / "dist", metavar="FOLDER", help="default: dist")
    add_release(parser)
    add_today(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write every guide."""
    from builder.single import write_singles

    day = read_today(options)
    for file in write_singles(checked_library(options.release, day), ROOT, options.out, day):
        tell(f"{file} ({file.stat().st_size / 1000:.0f} kB)")
    return 0
