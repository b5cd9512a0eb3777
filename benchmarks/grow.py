"""In: numbers of guides. Out: docs/benchmarks/: build.json, the page build.md and its plot. Run by `make bench-build`.

Each number is built in a process of its own, from reading to the finished site, and each step is timed; up to a hundred
are then served, and changes followed, in another.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path
from typing import Any

import jinja2

from benchmarks.follow import GUIDES, MOST, follow_changes
from benchmarks.made import DAY, make_guides
from benchmarks.plot import draw_steps
from builder.check import check_library
from builder.commands.build import settle
from builder.decided import DECIDED
from builder.kept import Ahead
from builder.load import load_library
from builder.opendata import make_data
from builder.render import render_site
from builder.site import build_site

ROOT = Path(__file__).parent.parent
MKDOCS = "mkdocs"
"""The one step that is not ours."""
MOST_TIMES, MOST_OURS = 11, 1 / 3
"""What ten times as many guides may take, and the part of it that is ours."""
LIMITS = {"times": MOST_TIMES, "ours": MOST_OURS, "follow": MOST, "guides": GUIDES}


class Clock:
    """The seconds of each step: on the clock, and of processors, other processes' among them."""

    def __init__(self) -> None:
        self.steps: dict[str, list[float]] = {}
        self._step, self._begun = "", (0.0, 0.0)

    def tell(self, step: str) -> None:
        """A step begins, and the one before it ends."""
        now = (time.perf_counter(), _processors())
        if self._step:
            spent = self.steps.setdefault(self._step, [0.0, 0.0])
            spent[0] += now[0] - self._begun[0]
            spent[1] += now[1] - self._begun[1]
        self._step, self._begun = step, now


def _processors() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def build_once(count: int) -> dict[str, Any]:
    """Build a project of made-up guides; what each step took, and how large the site is."""
    clock = Clock()
    with tempfile.TemporaryDirectory() as name:
        folder = make_guides(count, Path(name))
        clock.tell("read")
        library = load_library(folder, kept=Ahead(DECIDED))
        clock.tell("check")
        problems = [problem for problem in check_library(library, today=DAY) if not problem.warning]
        if problems:
            raise SystemExit("\n".join(map(str, problems[:20])))
        settle()
        clock.tell("render")
        pages = render_site(library, DAY)
        settle()
        clock.tell("data")
        data = make_data(library, folder, DAY)
        build_site(pages, folder, folder / "site", folder / "build", beside=data, tell=clock.tell)
        clock.tell("")
        files = [file.stat().st_size for file in (folder / "site").rglob("*") if file.is_file()]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    return {"guides": count, "steps": clock.steps, "files": len(files), "bytes": sum(files), "peak": round(peak)}


def main() -> None:
    """Measure each number of guides, then write the page."""
    parser = argparse.ArgumentParser(
        prog="benchmarks.grow", description="Measures how the build grows with the guides."
    )
    parser.add_argument("--guides", default="10,100,1000", help="numbers of guides (default: 10,100,1000)")
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "benchmarks", help="default: docs/benchmarks")
    parser.add_argument("--one", type=int, help="build this many and print what it took")
    parser.add_argument("--follow", type=int, help="serve this many and print how long changes took")
    parser.add_argument("--report", action="store_true", help="only write the page and the plot again")
    options = parser.parse_args()
    if options.one:
        print(json.dumps(build_once(options.one)))
        return
    if options.follow:
        print(json.dumps(follow_changes(options.follow)))
        return
    file = options.out / "build.json"
    if not options.report:
        result: dict[str, Any] = {"about": _about(), "runs": []}
        for count in map(int, options.guides.split(",")):
            print(f"· {time.strftime('%H:%M:%S')} {count} guides", file=sys.stderr, flush=True)
            followed = {"follow": _alone("--follow", count)} if count <= GUIDES else {}
            result["runs"].append(_alone("--one", count) | followed)
            file.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    write_page(json.loads(file.read_text(encoding="utf-8")), options.out)


def _alone(option: str, count: int) -> dict[str, Any]:
    """What a process of its own prints."""
    command = [sys.executable, "-m", "benchmarks.grow", option, str(count)]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    printed: dict[str, Any] = json.loads(done.stdout)
    return printed


def _about() -> dict[str, Any]:
    return {
        "day": time.strftime("%Y-%m-%d"),
        "system": platform.system(),
        "cores": os.cpu_count(),
        "load": round(os.getloadavg()[0], 1),
    }


def write_page(result: dict[str, Any], out: Path) -> None:
    """Write build.md and build.svg."""
    environment = jinja2.Environment(undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    template = environment.from_string(Path(__file__).with_name("grow.md.j2").read_text(encoding="utf-8"))
    runs = [summed(run) for run in result["runs"]]
    growth = [compare(one, two) for one, two in pairwise(runs)]
    names = [*result["runs"][-1]["steps"]]
    text = template.render(about=result["about"], runs=runs, growth=growth, steps=names, limits=LIMITS)
    (out / "build.md").write_text(text, encoding="utf-8")
    shares = {f"{run['guides']} guides": {step: run["steps"][step][1] for step in names} for run in result["runs"]}
    (out / "build.svg").write_text(
        draw_steps(
            "A build, step by step, in seconds of processors a guide",
            shares,
            {f"{run['guides']} guides": run["guides"] for run in result["runs"]},
        ),
        encoding="utf-8",
    )


def summed(run: dict[str, Any]) -> dict[str, Any]:
    """A run with its whole time, and the part of it that is ours."""
    clock, work = (sum(step[of] for step in run["steps"].values()) for of in (0, 1))
    ours = [sum(step[of] for name, step in run["steps"].items() if name != MKDOCS) for of in (0, 1)]
    return {**run, "clock": clock, "work": work, "ours": (ours[0] / clock, ours[1] / work)}


def compare(one: dict[str, Any], two: dict[str, Any]) -> dict[str, Any]:
    """How many times as much the larger of two runs took."""
    times = {name: two["steps"][name][1] / max(one["steps"][name][1], 0.001) for name in two["steps"]}
    return {
        "from": one["guides"],
        "to": two["guides"],
        "guides": two["guides"] / one["guides"],
        "clock": two["clock"] / one["clock"],
        "work": two["work"] / one["work"],
        "steps": times,
    }


if __name__ == "__main__":
    main()
