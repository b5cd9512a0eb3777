"""In: the gaps of translations. Out: lines for a person, Markdown for an issue, or JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from itertools import groupby

from builder.translation.behind import Gap

_WHOLE = {"missing": "missing", "unreviewed": "unreviewed"}
_TOLD = {
    "missing": "missing",
    "unreviewed": "unreviewed",
    "older": "older than the original",
    "not recorded": "of which original is not recorded",
}


def tell_lines(gaps: Sequence[Gap]) -> Iterator[str]:
    """By text and language, each gap with its place."""
    for (text, language), each in _grouped(gaps):
        whole = [_WHOLE[gap.sort] for gap in each if not gap.part]
        yield f"{text} {language}" + (f": {', '.join(whole)}" if whole else "")
        yield from (f"  {gap.path}:{gap.line}: '{gap.part}' {_TOLD[gap.sort]}" for gap in each if gap.part)
    yield ", ".join(f"{count} {sort}" for sort, count in count_gaps(gaps).items())


def tell_markdown(gaps: Sequence[Gap]) -> Iterator[str]:
    """A table: text, language, and what there is to do."""
    yield "| text | language | to do |"
    yield "|---|---|---|"
    for (text, language), each in _grouped(gaps):
        told = [_TOLD[gap.sort] if not gap.part else f"`{gap.part}` {_TOLD[gap.sort]}" for gap in each]
        yield f"| {text} | {language} | {'; '.join(told)} |"


def tell_json(gaps: Sequence[Gap]) -> Iterator[str]:
    """All gaps, and how many there are of each sort."""
    yield json.dumps({"counts": count_gaps(gaps), "gaps": [asdict(gap) for gap in gaps]}, ensure_ascii=False, indent=1)


def count_gaps(gaps: Sequence[Gap]) -> dict[str, int]:
    """How many of each sort."""
    return {sort: sum(gap.sort == sort for gap in gaps) for sort in _TOLD}


def _grouped(gaps: Sequence[Gap]) -> Iterator[tuple[tuple[str, str], list[Gap]]]:
    for key, each in groupby(gaps, key=lambda gap: (gap.text, gap.language)):
        yield key, list(each)
