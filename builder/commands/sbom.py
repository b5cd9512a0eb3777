"""In: the locked packages. Out: a file that lists them with their licences, as CycloneDX has it."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from builder.commands.tell import tell
from builder.root import ROOT


def add(commands: Any) -> None:
    """The command sbom and its options."""
    parser = commands.add_parser("sbom", help="list what ships, and what builds it, with licences (CycloneDX)")
    default = ROOT / "dist" / "dalil.cdx.json"
    parser.add_argument("--out", type=Path, default=default, metavar="FILE", help="default: dist/dalil.cdx.json")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the list."""
    from builder.sbom import write_sbom

    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(write_sbom(ROOT), encoding="utf-8")
    tell(f"the list of what ships is in {options.out}")
    return 0
