"""In: the report of a change. Out: its sentences and lists, in English, for whatever they are written into."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from builder.bidi import RIGHT_TO_LEFT, isolate_text
from builder.diff.report import Report, Touched

type Row = tuple[str, list[str]]
"""A line, and those below it."""


def headline(report: Report) -> Iterator[str]:
    """How many end states change, today and on other days, and what could not be compared."""
    yield f"This edit changes {report.changed} of {_count(report.total, 'end state')}."
    yield f"Compared with {report.base}; today is {report.today}."
    for day, changed, total in report.other_days:
        yield f"With the figures of {day} it changes {changed} of {_count(total, 'end state')}."
    if report.other_engine:
        yield "The engine differs too: every guide was walked, and what it told before was asked of the engine of then."
    for note in report.notes:
        yield f"NOT COMPARED: {note}"


def sections(report: Report) -> Iterator[tuple[str, list[Row]]]:
    """Each list that has anything in it, with its title."""
    lists: list[tuple[str, list[Row]]] = [
        ("Guides", [*_guides(report)]),
        ("Outcomes that change", [*_outcomes(report)]),
        ("Amounts and days that moved", [*_moves(report)]),
        ("Facts touched", [(_touched(fact), list(fact.lines)) for fact in report.facts]),
        ("Sources touched", [(source.id, list(source.lines)) for source in report.sources]),
        ("Pages changed", [*_pages(report)]),
        ("Translations left behind", [*_behind(report)]),
    ]
    yield from ((title, rows) for title, rows in lists if rows)


def _guides(report: Report) -> Iterator[Row]:
    """Each guide walked, and those that are new or gone."""
    for guide in dict.fromkeys(form.guide for form in report.today_forms):
        forms = [form for form in report.today_forms if form.guide == guide]
        yield f"{guide}: {sum(len(form.ends) for form in forms)} of {sum(form.total for form in forms)}", []
    for id, ends in report.added:
        draft = ", a draft that readers do not see yet" if id in report.drafts else ""
        yield f"{id}: new guide{draft}, {_count(ends, 'end state')}", []
    yield from ((f"{id}: no longer a draft, readers see it from now on", []) for id in report.shown)
    yield from ((f"{id}: a draft again, readers no longer see it", []) for id in report.hidden)
    yield from ((f"{id}: gone, it had {_count(ends, 'end state')}", []) for id, ends in report.removed)


def _outcomes(report: Report) -> Iterator[Row]:
    """Of the forms with the figures of today, which outcome became which, and how often."""
    for form in report.today_forms:
        parts = [end.parts[0] for end in form.ends if end.kind == "changed" and end.parts[0].differs]
        ways = Counter((_side(part.before, report), _side(part.after, report)) for part in parts)
        lines = [f"{was} → {now}: {_count(ends, 'end state')}" for (was, now), ends in ways.most_common()]
        yield from [(f"{form.guide}, {aside(form.title, report.language)}", lines)] if lines else []


def _side(texts: tuple[str, ...], report: Report) -> str:
    return ", ".join(aside(text, report.language) for text in texts)


def _moves(report: Report) -> Iterator[Row]:
    for move in report.moves:
        name, least, most = (aside(text, report.language) for text in (move.name, move.least, move.most))
        far = f"by {least}" if least == most else f"by {least} to {most}"
        yield f"{move.guide}, {name}{for_day(move.on)}: in {_count(move.ends, 'end state')}, {far}", []


def _touched(fact: Touched) -> str:
    return f"{fact.id} ({', '.join(fact.guides) or 'in no guide'})"


def _pages(report: Report) -> Iterator[Row]:
    """By language, for an editor who reads one; a page that changes in all of them for the same reason is told once."""
    everywhere = [
        page for page in next(iter(report.pages.values()), []) if all(page in each for each in report.pages.values())
    ]
    if everywhere:
        yield ", ".join(report.pages), [f"{page.path} ({', '.join(page.why)})" for page in everywhere]
    for language, pages in report.pages.items():
        own = [f"{page.path} ({', '.join(page.why)})" for page in pages if page not in everywhere]
        if own:
            yield language, own


def _behind(report: Report) -> Iterator[Row]:
    for page in dict.fromkeys(behind.page for behind in report.behind):
        yield (
            page,
            [
                f"{behind.section}: changed in {behind.origin}, not in {', '.join(behind.languages)}"
                for behind in report.behind
                if behind.page == page
            ],
        )


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"


def for_day(on: str | None) -> str:
    """The day whose figures count, where it is another than today."""
    return f", for {on}" if on else ""


def aside(text: str, language: str) -> str:
    """A reader's words in an English line: those written from right to left are isolated, and so are their figures.

    The mark before them (U+200E) keeps a line that begins with them an English one, where its first letter decides.
    """
    return f"\u200e\u2068{isolate_text(text, language)}\u2069" if language in RIGHT_TO_LEFT else text
