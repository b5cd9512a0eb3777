"""In: a `Library`, a day and what came of links. Out: the week's issue, as Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from builder.diff.markdown import plain
from builder.library import Library
from builder.reach import Reached, is_offline
from builder.stale import find_due, find_old_sources
from builder.translation.behind import find_gaps
from builder.translation.tell import tell_markdown

NOT_CHECKED = "NOT CHECKED"


def write_upkeep(library: Library, today: date, reached: Sequence[Reached] | None) -> str:
    """What to look at this week; `reached` is None where the links were not to be asked for."""
    parts = [
        ("Facts to check again", [*_facts(library, today)]),
        ("Sources to read again", [*_sources(library, today)]),
        ("Source links", [*_links(library, reached)]),
        ("Translations behind", [*_translations(library)]),
    ]
    lines = [f"What is to be looked at on {today.isoformat()}."]
    for title, told in parts:
        lines += ["", f"### {title}", "", *(told or ["Nothing."])]
    return "\n".join(lines) + "\n"


def _facts(library: Library, today: date) -> Iterator[str]:
    for due in find_due(library, today):
        where = ", ".join([*due.guides, *due.pages]) or "in no guide"
        yield f"- [ ] {plain(f'{due.fact.id}, by {due.on.isoformat()} ({due.fact.status}; {where})')}"
        for url in _addresses(library, due.fact.sources):
            yield f"  - <{url}>"


def _sources(library: Library, today: date) -> Iterator[str]:
    for source in find_old_sources(library, today):
        yield f"- [ ] {plain(f'{source.id}, read on {source.read}')}{f': <{source.url}>' if source.url else ''}"


def _links(library: Library, reached: Sequence[Reached] | None) -> Iterator[str]:
    if reached is None:
        yield f"{NOT_CHECKED}: not asked for."
        return
    if reached and is_offline(reached):
        yield f"{NOT_CHECKED}: there is no network here, none of {len(reached)} addresses answered."
        return
    named = {source.url: id for id, source in library.sources.items()}
    for one in reached:
        if one.gone:
            yield f"- [ ] {plain(named[one.url])}: gone ({one.status}), <{one.url}>"
    doubtful = [one for one in reached if one.doubtful]
    if doubtful:
        yield from ("", "No answer that says anything: open them yourself.", "")
    for one in doubtful:
        yield f"- {plain(named[one.url])}: {plain(str(one.status or one.told))}, <{one.url}>"


def _translations(library: Library) -> Iterator[str]:
    gaps = find_gaps(library)
    if gaps:
        yield from tell_markdown(gaps)


def _addresses(library: Library, ids: Sequence[str]) -> list[str]:
    return [url for id in ids if id in library.sources and (url := library.sources[id].url)]
