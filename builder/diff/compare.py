"""In: two libraries and the engine that answered then. Out: the report of what the change between them does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from builder.ask import page_data
from builder.check.ways import hangs_together
from builder.diff.ends import Version, compare_guide
from builder.diff.facts import find_sources, find_touched
from builder.diff.moves import Moves
from builder.diff.pages import find_behind, find_pages
from builder.diff.report import Report
from builder.diff.told import Answers, by_this_engine
from builder.diff.voice import Voice
from builder.library import Guide, Library
from builder.paths import BUDGET
from builder.problem import DataError
from builder.ways import count_states


@dataclass(frozen=True)
class Before:
    """What is compared with."""

    name: str
    library: Library
    answers: Answers = by_this_engine
    """The engine of then; where it is another one than now, every guide is walked."""

    @property
    def same_engine(self) -> bool:
        """Whether today's engine answers for both."""
        return self.answers is by_this_engine


def compare(
    before: Before,
    after: Library,
    today: date,
    language: str,
    tell: Callable[[str], None],
    budget: int = BUDGET,
) -> Report:
    """Walk what may answer otherwise, and list what is written otherwise; `tell` hears of each guide walked."""
    report = Report(before.name, today.isoformat(), language, other_engine=not before.same_engine)
    then = before.library.guides
    report.drafts, report.shown, report.hidden = _drafts(then, after.guides)
    for id in dict.fromkeys([*after.guides, *then]):
        old, new = then.get(id), after.guides.get(id)
        if new is None or old is None:
            here, listed = (before.library, report.removed) if new is None else (after, report.added)
            listed.append((id, _count(report, here, here.guides[id], today, budget)))
        elif before.same_engine and page_data(before.library, old) == page_data(after, new):
            report.still += _count(report, after, new, today, budget)
        elif _can_be_walked(report, before, old, after, new):
            tell(f"walking through '{id}', as it was and as it is (today is {today.isoformat()})")
            words = after.interface[language]
            was = Version(before.library, old, before.answers, Voice(before.library, old, language, today, words))
            now = Version(after, new, by_this_engine, Voice(after, new, language, today, words))
            moves = Moves(now.voice)
            try:
                report.forms += [*compare_guide(was, now, today, moves, budget, tell)]
                report.moves += moves.list()
            except DataError as error:
                report.notes += map(str, error.problems)
    report.facts, report.sources = [*find_touched(before.library, after)], [*find_sources(before.library, after)]
    report.pages, report.behind = find_pages(before.library, after), [*find_behind(before.library, after)]
    return report


def _drafts(then: Mapping[str, Guide], now: Mapping[str, Guide]) -> tuple[list[str], list[str], list[str]]:
    """New guides that are drafts, guides that no longer are, guides that are again."""
    draft = {id: guide.procedure.draft for id, guide in now.items()}
    was = {id: guide.procedure.draft for id, guide in then.items()}
    return (
        [id for id in draft if draft[id] and id not in was],
        [id for id in draft if was.get(id) and not draft[id]],
        [id for id in draft if draft[id] and was.get(id) is False],
    )


def _count(report: Report, library: Library, guide: Guide, today: date, budget: int) -> int:
    """The end states of a guide that is not compared."""
    if not hangs_together(library, guide):
        report.notes.append(
            f"{guide.document.path}:1: These rules do not hang together, so their ends are not counted."
        )
        return 0
    try:
        return sum(size.ends for size in count_states(library, guide, today, budget).values())
    except DataError as error:
        report.notes += map(str, error.problems)
        return 0


def _can_be_walked(report: Report, before: Before, old: Guide, after: Library, new: Guide) -> bool:
    """Whether the rules of both versions hang together; else the report says of which they don't."""
    broken = [
        name
        for name, library, guide in ((before.name, before.library, old), ("now", after, new))
        if not hangs_together(library, guide)
    ]
    told = f"{new.document.path}:1: The rules do not hang together ({', '.join(broken)}), so they are not compared."
    report.notes += [f"{told} 'check' says why."] if broken else []
    return not broken
