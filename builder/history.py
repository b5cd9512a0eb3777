"""In: a `Library` and a revision of its repository. Out: problems: a check not told of, an id that is gone in silence.

Whoever raises the day of `checked` has looked again, and says what there was to see. What a reader ticked, or a link
holds, is found again under its id, or the change of it is written down.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from pydantic import TypeAdapter, ValidationError

from builder.before import read_changed
from builder.library import Guide, Library
from builder.problem import Problem
from builder.share import borrow
from builder.ticks import SHARED, items_in, items_of
from widgets.model import Procedure, Question, normalise
from widgets.record import Base
from widgets.said import say

FACTS = "guides/facts"
PROCEDURES = "guides/procedures"
COMMON = "guides/common"


def check_history(library: Library, base: str) -> Iterator[Problem]:
    """Against the files at `base`: what has changed since says so."""
    yield from _check_days(library, base)
    common = list(read_changed(library.root, base, COMMON))
    shared = {question["id"]: question for _, data in common for question in _questions(data)}
    changed = dict(read_changed(library.root, base, PROCEDURES))
    for path, data in changed.items():
        before = _procedure(path, data, library.shared.questions | shared)
        if before is not None:
            yield from _check_items(library, [f"{before.id}/{item}" for item in items_in(before)])
            yield from _check_answers(library.guides.get(before.id), before)
    for guide in library.guides.values():
        if guide.document.path not in changed and shared:
            yield from _check_answers(guide, _with_questions(library, guide.procedure, shared))
    for _, data in common:
        yield from _check_items(library, [f"{SHARED}/{id}" for id in (data if isinstance(data, dict) else ())])


def _check_days(library: Library, base: str) -> Iterator[Problem]:
    """A later day of `checked` comes with other words of what was seen, whatever file the fact stood in."""
    before = {id: checked for _, data in read_changed(library.root, base, FACTS) for id, checked in _checked(data)}
    for id, (on, seen) in before.items():
        fact = library.facts.get(id)
        if fact and fact.checked.on > on and fact.checked.seen.split() == seen.split():
            document, index = library.fact_places[id]
            yield document.problem((index, "checked", "seen"), say("fact-seen-as-before", id=id, on=on))


def _checked(data: Any) -> Iterator[tuple[str, tuple[str, str]]]:
    """Each fact's day and words of `checked`."""
    for record in data if isinstance(data, list) else []:
        checked: Any = record.get("checked") if isinstance(record, dict) else None
        if isinstance(checked, dict) and {"on", "seen"} <= checked.keys():
            yield str(record.get("id")), (str(checked["on"]), str(checked["seen"]))


def _check_items(library: Library, before: list[str]) -> Iterator[Problem]:
    """A step or paper that is gone is told of, for somebody may have ticked it."""
    known = {f"{guide.id}/{item}" for guide in library.guides.values() for item in items_of(guide)}
    known |= {f"{SHARED}/{id}" for id in library.papers.data} | library.renamed.data.keys()
    for old in before:
        if old not in known:
            yield library.renamed.document.problem((), say("item-gone", old=old))


def _check_answers(guide: Guide | None, before: Procedure) -> Iterator[Problem]:
    """A question or option goes with a higher version: links to answers hold both."""
    if guide is None or guide.procedure.version > before.version:
        return
    now = {question.id: question for question in guide.procedure.questions}
    for question in before.questions:
        versions = {"version": before.version, "next": before.version + 1}
        if question.id not in now:
            yield guide.document.problem(("version",), say("question-gone", question=question.id, **versions))
            continue
        for id in question.options:
            if id not in now[question.id].options:
                said = say("option-gone", question=question.id, option=id, **versions)
                yield guide.document.problem(("version",), said)


def _questions(data: Any) -> list[dict[str, Any]]:
    """What a file of shared questions held."""
    return [one for one in (data if isinstance(data, list) else []) if isinstance(one, dict) and "id" in one]


def _with_questions(library: Library, procedure: Procedure, shared: dict[str, dict[str, Any]]) -> Procedure:
    """A guide's rules of now with the shared questions as they were; one of its own may have the id of a shared one."""
    before, now = _all(shared), _all(library.shared.questions)
    lent = [one.id in now and one == replace(now[one.id], ask_when=one.ask_when) for one in procedure.questions]
    questions = zip(procedure.questions, lent, strict=True)
    return replace(
        procedure, questions=tuple(before.get(one.id, one) if is_lent else one for one, is_lent in questions)
    )


def _all(questions: dict[str, dict[str, Any]]) -> dict[str, Question]:
    """The questions that can still be read, by id."""
    return {id: question for id, raw in questions.items() if (question := _read(Question, raw)) is not None}


def _procedure(path: str, data: Any, shared: dict[str, dict[str, Any]]) -> Procedure | None:
    """The rules that a file held, with the questions it named by id, where they can still be read."""
    _, name = path.rsplit("/", 1)
    if name != "procedure.yaml" or not isinstance(data, dict):
        return None
    asked = data.get("questions")
    whole = [borrow(shared, one) or one for one in asked] if isinstance(asked, list) else []
    return _read(Procedure, normalise({"id": path.split("/")[-2], **data, "questions": whole}))


def _read[T: Base](kind: type[T], data: object) -> T | None:
    try:
        return TypeAdapter(kind).validate_python(data)
    except ValidationError:
        return None
