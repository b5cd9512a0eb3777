"""In: guides/ and docs/. Out: all that is handed out of a release, in one folder, with the hash of each file."""

from __future__ import annotations

import argparse
import hashlib
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from builder.commands.build import build
from builder.commands.day import add_today, read_today
from builder.commands.tell import tell
from builder.root import ROOT

SUMS = "SHA256SUMS"
"""As `sha256sum --check` reads it."""


def add(commands: Any) -> None:
    """The command release and its options."""
    parser = commands.add_parser(
        "release", help="build all that is handed out, with SHA256SUMS: what may not ship stops it"
    )
    parser.add_argument(
        "--out", type=Path, default=ROOT / "dist" / "release", metavar="FOLDER", help="default: dist/release"
    )
    add_today(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Build the site, the package without a server, the guides in one file each, the list of what is in them."""
    from builder.offline import write_package
    from builder.sbom import write_sbom
    from builder.single import write_singles
    from builder.site import read_words

    day, out, site = read_today(options), options.out, ROOT / "site"
    library = build(site, day, release=True)
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    words = {language: read_words(ROOT, language) for language in library.interface}
    write_package(site, out / "dalil-offline.zip", library.interface, words, day)
    write_singles(library, ROOT, out, day)
    (out / "dalil.cdx.json").write_text(write_sbom(ROOT), encoding="utf-8")
    files = sorted(file for file in out.iterdir() if file.name != SUMS)
    (out / SUMS).write_text(hash_files(files), encoding="utf-8")
    tell(f"{len(files)} files and their hashes are in {out}")
    return 0


def hash_files(files: Iterable[Path]) -> str:
    """A line for each file: its SHA-256 and its name."""
    return "".join(f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n" for file in files)
