"""In: a guide's rules and its Markdown in each language. Out: problems: an id without words, words without an id."""

from __future__ import annotations

from collections.abc import Iterator

from builder.check.letters import needed_by_letters
from builder.cut import tests_in
from builder.form import ids_in, reachable
from builder.hint import unknown
from builder.library import LANGUAGES, Guide, Library
from builder.lines import cell_ids, items_needed
from builder.problem import Problem
from builder.used import used_figures
from builder.why import values_to_name
from builder.words import META, Section, Words
from widgets.conditions import decode_condition
from widgets.model import Procedure
from widgets.said import say

type Needed = dict[str, tuple[str, ...]]
"""For each heading that must be there, the items that must stand under it."""


def check_vocabulary(library: Library, guide: Guide, release: bool) -> Iterator[Problem]:
    """In the origin language every id has words; elsewhere a missing one is a warning, under `release` an error."""
    origin = guide.words.get(guide.procedure.origin)
    if origin is None:
        return
    needed = {**words_needed(library, guide.procedure), **needed_by_letters(guide.procedure, origin)}
    for language in LANGUAGES:
        words = guide.words.get(language)
        warning = language != guide.procedure.origin and not release
        if words is None:
            message = say("guide-not-in-language")
            yield Problem(f"{guide.folder}/{language}.md", 1, message, warning)
            continue
        yield from _missing(library, needed, words, language, warning)
        yield from _strangers(guide, needed, words)
        if words is not origin:
            yield from _compared(origin, words, warning)
        yield from _front_matter(words, language == guide.procedure.origin, warning)


def check_pages(library: Library, release: bool) -> Iterator[Problem]:
    """A page written by hand is there in every language, with the same headings."""
    for name, texts in library.pages.items():
        first = next(iter(texts.values()))
        for language in LANGUAGES:
            if language not in texts:
                message = say("page-not-in-language")
                yield Problem(f"docs/{language}/{name}.md", 1, message, not release)
            elif texts[language] is not first:
                yield from _compared(first, texts[language], not release)


def words_needed(library: Library, procedure: Procedure) -> Needed:
    """What must have words, whatever the language."""
    needed: Needed = {}
    reasons: set[str] = set()
    for widget in procedure.widgets:
        figures = used_figures(library.facts, procedure, widget)
        named = (figure.id for figure in figures if figure.id not in cell_ids(procedure, widget))
        needed[widget.id] = (*widget.shows, *named, *values_to_name(procedure, widget))
        reasons |= reachable(procedure, widget) & _reasons(procedure)
    for id, lines in procedure.lines.items():
        needed[id] = items_needed(lines, library.units)
        reasons.update(lines.marked)
    needed.update({batch.id: batch.each for batch in procedure.batches})
    for comparison in procedure.comparisons:
        needed[comparison.id] = tuple(criterion.id for criterion in comparison.criteria)
    for question in procedure.questions:
        needed[question.id] = (*question.options, *(("unknown",) if question.unknown else ()))
    for condition in procedure.conditions:
        if condition in reasons:
            needed[condition] = ("met", "not-met")
    for rows in procedure.tables.values():
        for row in rows:
            needed[row.then or row.otherwise or ""] = ()
    for lists in (procedure.steps, procedure.evidence):
        for name, items in lists.items():
            needed[name] = tuple(item.id for item in items)
    needed.pop("", None)
    return needed


def _reasons(procedure: Procedure) -> set[str]:
    """Named conditions that a reader may see as a reason: a row tests them by name, or they test a date or a number.

    A reason is told where it was decided, so that a test behind another condition needs words too.
    """
    tested: set[str] = set()
    for rows in procedure.tables.values():
        for row in rows:
            tested.update(ids_in(row.when))
    read = {id: decode_condition(raw, problems=[]) for id, raw in procedure.conditions.items()}
    testing = {id for id, condition in read.items() if condition and any(tests_in(condition))}
    return (tested & set(procedure.conditions)) | testing


def _missing(library: Library, needed: Needed, words: Words, language: str, warning: bool) -> Iterator[Problem]:
    for id, items in needed.items():
        section = words.section(id)
        if section is None:
            shared = library.shared
            path = f"{shared.folder}/{language}.md" if id in shared.questions else words.path
            yield Problem(path, 1, say("words-missing", id=id), warning)
            continue
        for item in items:
            if section.item(item) is None:
                message = say("item-words-missing", item=item, id=id)
                yield Problem(words.path, section.line, message, warning, section.column)


def _strangers(guide: Guide, needed: Needed, words: Words) -> Iterator[Problem]:
    """An item whose id the procedure does not know would be lost."""
    known = {**needed, "related": guide.procedure.related}
    for id in guide.procedure.conditions:
        known.setdefault(id, ("met", "not-met"))
    for widget in guide.procedure.widgets:
        worked_out = reachable(guide.procedure, widget) & set(guide.procedure.values)
        known[widget.id] = (*known[widget.id], *worked_out)
    for section in words.sections:
        for item in section.items:
            if item.id not in known.get(section.id, ()):
                told = unknown("item-under", item.id, known.get(section.id, ()), section=section.id)
                yield Problem(words.path, item.line, told, column=item.column)
        yield from _twice(section, words)


def _twice(section: Section, words: Words) -> Iterator[Problem]:
    ids = [item.id for item in section.items]
    for n, item in enumerate(section.items):
        if item.id in ids[:n]:
            yield Problem(words.path, item.line, say("item-twice", id=item.id, section=section.id), column=item.column)
        if not item.text:
            yield Problem(words.path, item.line, say("item-no-text", id=item.id), column=item.column)


def _compared(origin: Words, words: Words, warning: bool) -> Iterator[Problem]:
    """A translation has the headings of the page it renders, in the same order."""
    theirs, ours = ([section.id for section in text.sections] for text in (origin, words))
    if "" in theirs or "" in ours:  # a heading without an id is told on its own
        return
    for section in words.sections:
        if section.id not in theirs:
            yield Problem(
                words.path,
                section.line,
                unknown("heading", section.id, theirs, path=origin.path),
                column=section.column,
            )
    for id in theirs:
        if id not in ours:
            yield Problem(words.path, 1, say("heading-missing", id=id, path=origin.path), warning)
    if sorted(theirs) == sorted(ours) and theirs != ours:
        first = next(section for section, id in zip(words.sections, theirs, strict=True) if section.id != id)
        yield Problem(words.path, first.line, say("headings-order", path=origin.path), warning, first.column)


def _front_matter(words: Words, is_origin: bool, warning: bool) -> Iterator[Problem]:
    told = any(problem.said.code.startswith("front-matter") for problem in words.problems)
    for key in META:
        if not words.meta.get(key) and not told:
            yield Problem(words.path, 1, say("front-matter-lacks", key=key), warning)
    state = words.meta.get("translation")
    if state and state not in (("origin",) if is_origin else ("unreviewed", "reviewed")):
        right = "origin" if is_origin else "unreviewed"
        message = say("translation-state", state=state, right=right)
        line, column = words.meta_place("translation")
        yield Problem(words.path, line, message, column=column)
