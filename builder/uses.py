"""In: a `Library` and the id of a fact. Out: every place that uses it: rules, prose, derived figures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from builder.check.rules import items, written
from builder.cite import CITATION
from builder.form import resting_on
from builder.library import Guide, Library
from builder.read import Trail
from builder.words import Words
from widgets.lines import ids_shown
from widgets.model import Letter, Step


@dataclass(frozen=True)
class Use:
    """One place that uses a fact."""

    path: str
    line: int
    what: str
    """What stands there, in an editor's words."""
    guide: str = ""
    """Id of the guide, if it is in one."""
    page: str = ""
    """Name of the page, if it is on one."""

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.what}"


def find_uses(library: Library, id: str) -> list[Use]:
    """All uses: in guides first, then in pages, in the changelog, in other facts."""
    found: list[Use] = []
    for guide in library.guides.values():
        found += _in_rules(guide, id)
        for language, words in guide.words.items():
            found += (Use(*words.place(line), f"text, {language}", guide=guide.id) for line in _lines(words, id))
            found += _labels(guide, words, language, id)
        found += _in_cases(guide, id)
    for page, languages in library.pages.items():
        for language, words in languages.items():
            found += (Use(words.path, line, f"text, {language}", page=page) for line in _lines(words, id))
    return [*found, *_in_changes(library, id), *_in_facts(library, id)]


def guides_using(library: Library, id: str) -> list[str]:
    """The guides that use a fact, or a figure derived from it."""
    found = {use.guide for use in find_uses(library, id) if use.guide}
    for other in library.facts.values():
        if id in other.parts:
            found.update(guides_using(library, other.id))
    return sorted(found)


def pages_using(library: Library, id: str) -> list[str]:
    """The pages that cite a fact."""
    return sorted({use.page for use in find_uses(library, id) if use.page})


def _lines(words: Words, id: str) -> Iterator[int]:
    for line, text in words.lines:
        if id in text and any(id in (found[1], found[3]) for found in CITATION.finditer(text)):
            yield line


def _labels(guide: Guide, words: Words, language: str, id: str) -> Iterator[Use]:
    """What a form calls a figure."""
    for widget in guide.procedure.widgets:
        section = words.section(widget.id)
        item = section.item(id) if section else None
        if item:
            yield Use(words.path, item.line, f"its label under '{widget.id}', {language}", guide=guide.id)


def _in_cases(guide: Guide, id: str) -> Iterator[Use]:
    """The worked examples that expect a value of it, or none."""
    document = guide.cases
    cases = document.data if document and isinstance(document.data, list) else []
    for n, case in enumerate(cases):
        for key in ("figures", "no_value"):
            if document and isinstance(case, dict) and id in (case.get(key) or ()):
                line = document.line((n, key, id))
                yield Use(document.path, line, f"the worked example '{case.get('name')}'", guide=guide.id)


def _in_changes(library: Library, id: str) -> Iterator[Use]:
    document = library.changes_document
    for n, change in enumerate(library.changes):
        if id in change.facts:
            yield Use(document.path, document.line((n, "facts")), f"the change '{change.id}'")


def _in_facts(library: Library, id: str) -> Iterator[Use]:
    for other in library.facts.values():
        if id in other.parts:
            document, index = library.fact_places[other.id]
            yield Use(document.path, document.line((index, "derive")), f"the derived figure '{other.id}'")


def _in_rules(guide: Guide, id: str) -> Iterator[Use]:
    """Whatever in the rules rests on a figure, at once or through other rules."""
    for trail, raw, what in _rules(guide):
        if id in resting_on(guide.procedure, raw):
            yield Use(guide.document.path, guide.document.line(written(guide, trail)), what, guide=guide.id)


def _rules(guide: Guide) -> Iterator[tuple[Trail, object, str]]:
    procedure = guide.procedure
    for n, question in enumerate(procedure.questions):
        yield ("questions", n), question.ask_when, f"when the question '{question.id}' is asked"
    for id, raw in procedure.values.items():
        yield ("values", id), raw, f"the value '{id}'"
    for id, raw in procedure.conditions.items():
        yield ("conditions", id), raw, f"the condition '{id}'"
    for table, rows in procedure.tables.items():
        for n, row in enumerate(rows):
            yield ("tables", table, n), row.when, f"the row for '{row.then or row.otherwise}' of '{table}'"
    for trail, item in items(guide):
        kind = {Step: "step", Letter: "letter"}.get(type(item), "paper")
        due = item.due if isinstance(item, Step) else None
        yield trail, [item.when, due], f"the {kind} '{item.id}'"
    for n, widget in enumerate(procedure.widgets):
        for shown in ids_shown(procedure, widget):
            yield ("widgets", n), shown, f"'{shown}', shown by the form '{widget.id}'"
