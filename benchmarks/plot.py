"""In: runs of ours and of stock, in milliseconds. Out: an SVG with a dot for each run and a line at each median."""

from __future__ import annotations

import statistics
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

WIDTH, LEFT, RIGHT, ROW, TOP, BOTTOM = 720, 190, 20, 34, 40, 40
COLOURS = {"ours": "#0b5f59", "stock": "#a6461a", "least": "#4a5c5e"}


def draw(title: str, groups: Mapping[str, Mapping[str, Sequence[float]]]) -> str:
    """Rows of dots: for each group (a name) ours, stock and the least, on one scale of seconds from nought."""
    rows = [(name, who, runs) for name, both in groups.items() for who, runs in both.items()]
    longest = max(max(runs) for _, _, runs in rows) / 1000
    step = next(step for step in (0.25, 0.5, 1, 2, 5, 10, 20) if longest / step <= 8)
    height = TOP + ROW * len(rows) + BOTTOM

    def x(seconds: float) -> float:
        return LEFT + (WIDTH - LEFT - RIGHT) * seconds / longest

    def lines() -> Iterator[str]:
        yield (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" role="img"'
            f' font-family="sans-serif" font-size="13"><title>{title}</title>'
        )
        yield f'<rect width="{WIDTH}" height="{height}" fill="#fdfcf8"/>'
        yield f'<text x="12" y="22" font-weight="bold" fill="#16282b">{title}</text>'
        for number in range(int(longest / step) + 1):
            at, label = x(number * step), f"{number * step:g} s"
            yield f'<path d="M{at:.1f} {TOP}V{height - BOTTOM + 6}" stroke="#d9d6c9"/>'
            yield f'<text x="{at:.1f}" y="{height - BOTTOM + 22}" text-anchor="middle" fill="#4a5c5e">{label}</text>'
        for number, (name, who, runs) in enumerate(rows):
            middle, colour = TOP + ROW * (number + 0.5), COLOURS[who]
            yield f'<text x="12" y="{middle + 4:.1f}" fill="{colour}">{name}, {who}</text>'
            for run in runs:
                yield (
                    f'<circle cx="{x(run / 1000):.1f}" cy="{middle:.1f}" r="4" fill="{colour}" fill-opacity="0.35"/>'
                )
            at = x(statistics.median(runs) / 1000)
            yield f'<path d="M{at:.1f} {middle - 12:.1f}v24" stroke="{colour}" stroke-width="3"/>'
        yield "</svg>"

    return "\n".join(lines()) + "\n"
