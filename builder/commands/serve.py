"""In: guides/ and docs/, as they are edited. Out: the site on this machine, built again after each change."""

from __future__ import annotations

import argparse
from functools import partial
from typing import Any

from builder.commands.day import add_today, read_today
from builder.root import ROOT


def add(commands: Any) -> None:
    """The command serve and its options."""
    parser = commands.add_parser("serve", help="build, serve on 127.0.0.1, and build again when a file changes")
    parser.add_argument("--port", type=int, default=8000, help="port to listen on (default: 8000)")
    add_today(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Serve until stopped."""
    from builder.live.session import Session
    from builder.serve import serve

    serve(Session(ROOT, ROOT / "site", partial(read_today, options)), options.port)
    return 0
