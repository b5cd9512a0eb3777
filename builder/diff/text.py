"""In: the report of a change. Out: lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from builder.diff.report import Form, Group, Part, Report
from builder.diff.say import Row, aside, for_day, headline, sections

MOST = 10
"""End states listed of those that change in the same way; the HTML file lists more."""
KINDS = 20
"""Ways to change listed of one form."""


def write_text(report: Report) -> str:
    """The report, from the number of end states to each of them."""
    return "\n".join(_lines(report))


def _lines(report: Report) -> Iterator[str]:
    yield from headline(report)
    for title, rows in sections(report):
        yield from ("", title, *_rows(rows))
    for form in report.forms:
        if form.ends:
            yield from ("", *_form(form, report.language))


def _rows(rows: list[Row]) -> Iterator[str]:
    for head, below in rows:
        yield f"  {head}"
        yield from (f"    {line}" for line in below)


def _form(form: Form, language: str) -> Iterator[str]:
    yield form_title(form, language)
    groups = form.groups
    for group in groups[:KINDS]:
        yield f"  {group_title(group)}"
        yield from (f"    {tell_part(part, language)}" for part in group.changes)
        for end in group.ends[:MOST]:
            yield f"    · {tell_answers(end.answers, language)}"
        if len(group.ends) > MOST:
            yield f"    … and {len(group.ends) - MOST} more with the same change; --html FILE lists them"
    if len(groups) > KINDS:
        left = sum(len(group.ends) for group in groups[KINDS:])
        yield f"  … and {left} more end states that change in {len(groups) - KINDS} other ways; --html FILE lists them"


def form_title(form: Form, language: str) -> str:
    """The form, its guide, the day, and how many of its ends change."""
    return f"{form.guide}, {aside(form.title, language)}{for_day(form.on)}: {len(form.ends)} of {form.total}"


def group_title(group: Group) -> str:
    """How many ends change in the same way, and what kind of change it is."""
    kinds = {
        "changed": "change like this",
        "new": "are new: nobody could answer so before",
        "gone": "are gone: nobody can answer so any more",
    }
    if len(group.ends) == 1:
        one = {"changed": "changes like this", "new": "is new: nobody could answer so before"}
        return f"1 end state {one.get(group.kind, 'is gone: nobody can answer so any more')}"
    return f"{len(group.ends)} end states {kinds[group.kind]}"


def tell_part(part: Part, language: str) -> str:
    """What a reader is told, before and after; of a list, what goes and what comes."""
    name = aside(part.name, language)
    if len(part.before) > 1 or len(part.after) > 1:
        gone = [f"− {aside(text, language)}" for text in part.before if text not in part.after]
        come = [f"+ {aside(text, language)}" for text in part.after if text not in part.before]
        if part.differs:
            return f"{name}: {'; '.join([*gone, *come]) or 'in another order'}"
    was, now = ("; ".join(aside(text, language) for text in side) or "none" for side in (part.before, part.after))
    return f"{name}: {was} → {now}" if part.differs else f"{name}: {now}"


def tell_answers(answers: tuple[tuple[str, str], ...], language: str) -> str:
    """The questions and answers that lead to an end."""
    said = (f"{aside(question, language)} {aside(answer, language)}" for question, answer in answers)
    return " · ".join(said) or "no question"
