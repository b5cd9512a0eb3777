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


STEPS = (
    *("#0b5f59", "#a6461a", "#4a5c5e", "#8a6d1b", "#5b4a8a", "#14602f"),
    *("#a3201b", "#35679a", "#7a7a7a", "#c08a5a", "#b85c8e", "#6b8e23"),
)


def draw_steps(title: str, groups: Mapping[str, Mapping[str, float]], parts: Mapping[str, int]) -> str:
    """A bar for each group: its steps' seconds, divided by its number of `parts`. Equal bars are linear growth."""
    names = list(next(iter(groups.values())))
    each = {group: {name: seconds / parts[group] for name, seconds in steps.items()} for group, steps in groups.items()}
    longest = max(sum(steps.values()) for steps in each.values())
    legend = TOP + ROW * len(groups) + 20
    height = legend + 20 * ((len(names) + 3) // 4) + 20
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" role="img"'
        f' font-family="sans-serif" font-size="13"><title>{title}</title>',
        f'<rect width="{WIDTH}" height="{height}" fill="#fdfcf8"/>',
        f'<text x="12" y="22" font-weight="bold" fill="#16282b">{title}</text>',
    ]
    for row, (group, steps) in enumerate(each.items()):
        y, x = TOP + ROW * row, 120.0
        lines.append(f'<text x="12" y="{y + 18}" fill="#16282b">{group}</text>')
        for name, colour in zip(names, STEPS[: len(names)], strict=True):
            wide = (WIDTH - 190) * steps[name] / longest
            lines.append(f'<rect x="{x:.1f}" y="{y + 4}" width="{wide:.1f}" height="20" fill="{colour}"/>')
            x += wide
        lines.append(f'<text x="{x + 6:.1f}" y="{y + 18}" fill="#16282b">{sum(steps.values()):.2f} s</text>')
    for place, (name, colour) in enumerate(zip(names, STEPS[: len(names)], strict=True)):
        x, y = 12 + 175 * (place % 4), legend + 20 * (place // 4)
        lines.append(f'<rect x="{x}" y="{y}" width="12" height="12" fill="{colour}"/>')
        lines.append(f'<text x="{x + 18}" y="{y + 11}" fill="#16282b">{name}</text>')
    return "\n".join([*lines, "</svg>"]) + "\n"
