"""In: a command line. Out: the site, its problems, or one answer. The one command behind the Makefile."""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from datetime import date
from pathlib import Path

from builder.check import check_library
from builder.load import Library, load_library
from builder.problem import DataError, Problem

ROOT = Path(__file__).parent


def main(arguments: list[str] | None = None) -> int:
    """Run one command; 0 when all is well, 1 when the data has problems, 2 when the command line has."""
    options = command_line().parse_args(arguments)
    try:
        code: int = options.run(options)
        return code
    except DataError as error:
        return report(error.problems)
    except KeyboardInterrupt:
        print("stopped", file=sys.stderr)
        return 130


def command_line() -> argparse.ArgumentParser:
    """The commands and their options."""
    parser = argparse.ArgumentParser(
        prog="build_site.py",
        description="Builds Dalil, the guides to Moroccan social security, from guides/ and docs/.",
        epilog="Problems are printed as 'path:line: message', all at once; the exit code is then 1.",
    )
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    check = commands.add_parser("check", help="look for problems in guides/ and docs/, and change nothing")
    check.add_argument("--release", action="store_true", help="a missing translation is an error, as in what ships")
    check.set_defaults(run=run_check)

    build = commands.add_parser("build", help="check, then build the whole site")
    build.add_argument("--out", type=Path, default=ROOT / "site", metavar="FOLDER", help="default: site")
    build.add_argument("--release", action="store_true", help="refuse to build while a translation is missing")
    add_today(build)
    build.set_defaults(run=run_build)

    offline = commands.add_parser("offline", help="build the site, then pack it into a zip that needs no server")
    offline.add_argument(
        "--out",
        type=Path,
        default=ROOT / "dist" / "dalil-offline.zip",
        metavar="FILE",
        help="default: dist/dalil-offline.zip",
    )
    offline.add_argument("--release", action="store_true", help="refuse to build while a translation is missing")
    add_today(offline)
    offline.set_defaults(run=run_offline)

    single = commands.add_parser("single", help="write each guide into one file, to send by messenger")
    single.add_argument("--out", type=Path, default=ROOT / "dist", metavar="FOLDER", help="default: dist")
    single.add_argument("--release", action="store_true", help="refuse to write while a translation is missing")
    add_today(single)
    single.set_defaults(run=run_single)

    serve = commands.add_parser("serve", help="build, serve on 127.0.0.1, and build again when a file changes")
    serve.add_argument("--port", type=int, default=8000, help="port to listen on (default: 8000)")
    add_today(serve)
    serve.set_defaults(run=run_serve)

    evaluate = commands.add_parser("evaluate", help="print the engine's answer to one set of answers, as JSON")
    evaluate.add_argument("guide", metavar="GUIDE", help="id of a guide: the name of its folder in guides/procedures")
    evaluate.add_argument("--goal", help="the table or widget to answer (default: the guide's first widget)")
    evaluate.add_argument("--answers", default="{}", metavar="JSON", help="""such as '{"card": "lost"}'""")
    evaluate.add_argument("--on", metavar="DATE", help="the day whose figures count (default: --today)")
    add_today(evaluate)
    evaluate.set_defaults(run=run_evaluate)
    return parser


def add_today(parser: argparse.ArgumentParser) -> None:
    """The day that counts as today."""
    parser.add_argument("--today", metavar="DATE", help="what counts as today (default: SOURCE_DATE_EPOCH, else now)")


def today(options: argparse.Namespace) -> date:
    """The build's day: --today, else SOURCE_DATE_EPOCH, else the clock."""
    if options.today:
        try:
            return date.fromisoformat(options.today)
        except ValueError:
            raise DataError(
                [Problem("--today", 1, f"'{options.today}' is not a date. Write it as 2026-11-22.")]
            ) from None
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return date(*time.gmtime(int(epoch))[:3]) if epoch else date.today()  # noqa: DTZ011  the reader's day


def report(problems: tuple[Problem, ...] | list[Problem]) -> int:
    """Print every problem; 1 if one of them is more than a warning."""
    for problem in problems:
        print(problem)
    errors = sum(not problem.warning for problem in problems)
    warnings = len(problems) - errors
    print(f"{errors} problems, {warnings} warnings", file=sys.stderr)
    return 1 if errors else 0


def checked_library(release: bool) -> Library:
    """Load and check; raises DataError with every problem when one is more than a warning."""
    library = load_library(ROOT)
    problems = check_library(library, release)
    if any(not problem.warning for problem in problems):
        raise DataError(problems)
    for problem in problems:
        print(problem)
    return library


def run_check(options: argparse.Namespace) -> int:
    """Run the command check."""
    return report(check_library(load_library(ROOT), options.release))


def run_build(options: argparse.Namespace) -> int:
    """Run the command build."""
    build(options.out, today(options), options.release)
    return 0


def build(out: Path, day: date, release: bool = False, live: bool = False) -> Library:
    """The whole way: load, check, render, stage, MkDocs, join; says what it is doing as it goes."""
    from builder.render import render_site
    from builder.site import build_site

    started = time.monotonic()
    tell(f"reading guides/ and docs/ (today is {day.isoformat()})")
    library = checked_library(release)
    tell(f"rendering {len(library.guides)} guides and {len(library.pages)} pages in three languages")
    pages = render_site(library, day)
    tell("building the pages with MkDocs, Python for the browser, fonts")
    build_site(pages, ROOT, out, live=live)
    tell(f"the site is in {out} ({time.monotonic() - started:.1f} s)")
    return library


def run_offline(options: argparse.Namespace) -> int:
    """Run the command offline."""
    from builder.offline import write_package
    from builder.site import read_words

    day = today(options)
    site = ROOT / "site"
    library = build(site, day, options.release)
    words = {lang: read_words(ROOT, lang) for lang in library.interface}
    write_package(site, options.out, library.interface, words, day)
    tell(f"the package is in {options.out} ({options.out.stat().st_size / 1e6:.1f} MB)")
    return 0


def run_single(options: argparse.Namespace) -> int:
    """Run the command single."""
    from builder.single import write_singles

    for file in write_singles(checked_library(options.release), ROOT, options.out, today(options)):
        tell(f"{file} ({file.stat().st_size / 1000:.0f} kB)")
    return 0


def tell(message: str) -> None:
    """One line of progress."""
    print(f"· {message}", file=sys.stderr, flush=True)


def run_serve(options: argparse.Namespace) -> int:
    """Run the command serve."""
    from builder.serve import serve

    day = today(options)
    serve(ROOT, options.port, lambda: build(ROOT / "site", day, live=True))
    return 0


def run_evaluate(options: argparse.Namespace) -> int:
    """Run the command evaluate."""
    from builder.ask import ask

    try:
        answers = json.loads(options.answers)
    except json.JSONDecodeError as error:
        message = f"""This is not JSON ({error.msg}, at character {error.pos + 1}). Write it as '{{"card": "lost"}}'."""
        raise DataError([Problem("--answers", 1, message)]) from None
    library = load_library(ROOT)
    print(ask(library, options.guide, options.goal, answers, today(options).isoformat(), options.on))
    return 0


if __name__ == "__main__":
    sys.exit(main())
