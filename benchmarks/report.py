"""In: what was measured, as in result.json. Out: README.md with the tables, and start.svg, in a folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2

from benchmarks.figures import ratios, spread, targets
from benchmarks.plot import draw

if TYPE_CHECKING:
    from collections.abc import Mapping

TEMPLATE = Path(__file__).with_name("report.md.j2")
KINDS = {"fast": "nothing slowed", "slow": "1.6 Mbit/s, 150 ms"}


def write_report(result: Mapping[str, Any], out: Path) -> None:
    """Write both files."""
    environment = jinja2.Environment(undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters["kb"] = lambda size: f"{size / 1000:,.1f}"
    template = environment.from_string(TEMPLATE.read_text(encoding="utf-8"))
    starts = {
        KINDS[kind]: {
            "pairs": len(result[kind]["ours"]),
            **{who: spread(runs).write(2, 1000) for who, runs in result[kind].items()},
            "ratio": ratios(result[kind]).write(2),
            "above": ratios(result[kind], "ours", "least").write(2) if "least" in result[kind] else "",
        }
        for kind in KINDS
    }
    pages = {
        path: {
            "bytes": sum(page["bytes"].values()),
            "paint": spread(page["paint"]).write(2, 1000),
            "shift": max(page["shift"]),
        }
        for path, page in result["pages"].items()
    }
    text = template.render(result=result, targets=list(targets(result)), starts=starts, pages=pages)
    (out / "README.md").write_text(text, encoding="utf-8")
    title = "First touch of a form to its first answer"
    groups = {KINDS["fast"]: result["fast"]}
    (out / "start.svg").write_text(draw(title, groups), encoding="utf-8")
    (out / "start-slow.svg").write_text(
        draw(f"{title}, on a slow line", {"1.6 Mbit/s": result["slow"]}), encoding="utf-8"
    )
