"""In: a command line. Out: what the command does, and its exit code. One module a command, `main` chooses.

A command's module has `add(commands)`, which names its options, and the function that runs it.
"""

from __future__ import annotations

import argparse
import os
import sys
from types import ModuleType

from builder.commands import (
    build,
    check,
    diff,
    evaluate,
    fact,
    imported,
    language,
    new,
    offline,
    paths,
    release,
    review,
    sbom,
    schemas,
    serve,
    single,
    stale,
    starts,
    translations,
    upkeep,
)
from builder.commands.tell import report
from builder.problem import DataError

__all__ = ["main"]

COMMANDS: tuple[ModuleType, ...] = (
    check,
    new,
    build,
    serve,
    offline,
    single,
    evaluate,
    paths,
    diff,
    stale,
    upkeep,
    starts,
    fact,
    schemas,
    review,
    imported,
    translations,
    language,
    sbom,
    release,
)
"""In the order of --help: what an editor needs first."""


def main(arguments: list[str] | None = None) -> int:
    """Run one command; 0 when all is well, 1 when the data has problems, 2 when the command line has."""
    options = command_line().parse_args(arguments)
    try:
        code: int = options.run(options)
        return code
    except DataError as error:
        return report(error.problems, options)
    except BrokenPipeError:  # whoever reads, `head` for one, has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        print("stopped", file=sys.stderr)
        return 130


def command_line() -> argparse.ArgumentParser:
    """The commands and their options."""
    parser = argparse.ArgumentParser(
        prog="build_site.py",
        description="Builds Dalil, the guides to Moroccan social security, from guides/ and docs/.",
        epilog="Problems are printed as 'path:line:column: what is wrong. What to write'; the exit code is then 1.",
    )
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for command in COMMANDS:
        command.add(commands)
    return parser
