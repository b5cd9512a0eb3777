"""In: what was measured, as in result.json. Out: medians with their spread, ratios, totals, against the targets."""

from __future__ import annotations

import statistics
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from builder.app import WORKER

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence


MOST, WISHED = 0.45, 0.30
"""Of stock's time to the first answer."""


@dataclass(frozen=True)
class Spread:
    """A median and the middle half of what was measured."""

    low: float
    median: float
    high: float

    def write(self, digits: int, scale: float = 1) -> str:
        """As it stands in a table: the median, and the quartiles in brackets."""
        low, median, high = (f"{value / scale:,.{digits}f}" for value in (self.low, self.median, self.high))
        return f"{median} ({low}–{high})"


@dataclass(frozen=True)
class Line:
    """One target and what was found."""

    name: str
    target: str
    found: str
    met: bool | None
    """None where there is no target."""


def spread(values: Sequence[float]) -> Spread:
    """The quartiles; of a single value, itself."""
    if len(values) == 1:
        return Spread(values[0], values[0], values[0])
    return Spread(*statistics.quantiles(values, n=4, method="inclusive"))


def percentile(values: Sequence[float], part: int) -> float:
    """The value below which `part` in a hundred lie."""
    return statistics.quantiles(values, n=100, method="inclusive")[part - 1]


def ratios(starts: Mapping[str, Sequence[float]], one: str = "ours", other: str = "stock") -> Spread:
    """Ours over stock, pair by pair: what slows the machine for a while slows both."""
    return spread([ours / stock for ours, stock in zip(starts[one], starts[other], strict=True)])


def heaviest(result: Mapping[str, Any], kind: str) -> tuple[str, int]:
    """The page of a kind (a part of its path) that weighs most, and its bytes."""
    totals = {path: sum(page["bytes"].values()) for path, page in result["pages"].items() if kind in path}
    return max(totals.items(), key=lambda pair: pair[1])


def targets(result: Mapping[str, Any]) -> Iterator[Line]:
    """Every target, in the order of the page."""
    for name, kind in (("nothing slowed", "fast"), ("1.6 Mbit/s, 150 ms", "slow")):
        ratio = ratios(result[kind])
        wish = f"{ratio.write(2)}; {ratio.median - WISHED:+.2f} from {WISHED:.2f}"
        what = f"first touch to first answer, part of stock's time, {name}"
        yield Line(what, f"≤ {MOST:.2f}, better {WISHED:.2f}", wish, ratio.median <= MOST)
    least = ratios(result["fast"], "least")
    yield Line("the least that any start of these files can take, part of stock's time", "–", least.write(2), None)
    for kind, limit in (("brotli", 3.1), ("any host", 4.2)):
        total = sum(result["weights"][kind]["ours"].values()) / 1e6
        where = "where brotli is served" if kind == "brotli" else "on any host"
        yield Line(f"bytes to the first answer, {where}", f"≤ {limit} MB", f"{total:.2f} MB", total <= limit)
    for name, limit, warm in (
        ("median", 50, statistics.median(result["warm"])),
        ("95th percentile", 100, percentile(result["warm"], 95)),
    ):
        yield Line(f"a warm answer on a slow telephone, {name}", f"≤ {limit} ms", f"{warm:.0f} ms", warm <= limit)
    yield from page_targets(result["pages"], result)
    yield from return_targets(result["returns"])


def page_targets(pages: Mapping[str, Any], result: Mapping[str, Any]) -> Iterator[Line]:
    """What a page costs before anybody touches a form: the worst page of each kind counts."""
    for name, kind in (("a guide", "/guides/"), ("home", "/index.html"), ("all guides", "/guides.html")):
        path, size = heaviest(result, kind)
        yield Line(f"bytes of {name} before a touch ({path})", "≤ 150 kB", f"{size / 1000:.0f} kB", size <= 150_000)
    for name, kind in (("a guide", "/guides/"), ("home", "/index.html"), ("all guides", "/guides.html")):
        paints = {path: statistics.median(page["paint"]) for path, page in pages.items() if kind in path}
        path, paint = max(paints.items(), key=lambda pair: pair[1])
        found = spread(pages[path]["paint"]).write(2, 1000)
        yield Line(f"largest contentful paint of {name} ({path})", "< 1.5 s", f"{found} s", paint < 1500)
    for name, choose in (("the worst page", statistics.median), ("the worst load of all", max)):
        shift = max(choose(page["shift"]) for page in pages.values())
        yield Line(f"layout shift, {name}", "< 0.05", f"{shift:.3f}", shift < 0.05)
    fonts = max(sum(size for name, size in page["bytes"].items() if name.endswith(".woff2")) for page in pages.values())
    yield Line("Arabic fonts", "≤ 50 kB", f"{fonts / 1000:.0f} kB", fonts <= 50_000)


def return_targets(returns: Sequence[Mapping[str, Any]]) -> Iterator[Line]:
    """A second visit against the first, on the slow line."""
    others = [{name: size for name, size in visit["requests"].items() if name != WORKER} for visit in returns]
    asked = sorted({name for visit in others for name in visit})
    sent = max(sum(visit.values()) for visit in others)
    what = f"requests of a second visit, but for the browser's own check of `{WORKER}`"
    yield Line(what, "none", f"{', '.join(asked) or 'none'} ({sent} bytes)", not asked)
    part = spread([visit["milliseconds"][1] / visit["milliseconds"][0] for visit in returns])
    yield Line("its first answer, part of the first visit's time", "≤ 0.25", part.write(2), part.median <= 0.25)
