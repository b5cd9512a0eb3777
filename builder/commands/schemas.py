"""In: the models of what people write. Out: docs/schemas/, which programs for writing YAML read."""

from __future__ import annotations

import argparse
from typing import Any

from builder.commands.tell import tell
from builder.root import ROOT


def add(commands: Any) -> None:
    """The command schemas."""
    parser = commands.add_parser("schemas", help="write docs/schemas/ again, after a change of what a file may hold")
    parser.set_defaults(run=run)


def run(_: argparse.Namespace) -> int:
    """Write the schemas."""
    from builder.schema import FOLDER, write_schemas

    written = write_schemas(ROOT)
    (ROOT / FOLDER).mkdir(exist_ok=True)
    for file in (ROOT / FOLDER).glob("*.json"):
        if file.relative_to(ROOT).as_posix() not in written:
            file.unlink()
    for path, text in written.items():
        (ROOT / path).write_text(text, encoding="utf-8")
    tell(f"{len(written)} schemas are in {FOLDER}/")
    return 0
