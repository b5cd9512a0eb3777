"""In: the questions that several guides ask, and a guide that names some by id. Out: its rules and words with them in.

A procedure writes `- amount-paid` in place of a question; the question stands in guides/common/questions.yaml and its
words in guides/common/questions/, once. What stands there keeps its place there in every problem.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from builder.hint import unknown
from builder.problem import Problem
from builder.read import Document
from builder.words import Words, parse_words


@dataclass(frozen=True)
class Shared:
    """The questions of several guides, as they are written, and their words in each language."""

    document: Document = field(default_factory=lambda: Document("guides/common/questions.yaml"))
    questions: dict[str, dict[str, Any]] = field(default_factory=dict)
    words: dict[str, Words] = field(default_factory=dict)

    @property
    def folder(self) -> str:
        """Where the words are."""
        return self.document.path.removesuffix(".yaml")


def asked_by_id(data: Any) -> list[str]:
    """The questions that a procedure's data names by id alone."""
    questions = data.get("questions") if isinstance(data, dict) else None
    return [one for one in questions if isinstance(one, str)] if isinstance(questions, list) else []


def lend_rules(shared: Shared, document: Document) -> tuple[Document, list[Problem]]:
    """The procedure with each question that it names by id; an id that nobody knows is left out and told."""
    if not asked_by_id(document.data):
        return document, []
    written = list(enumerate(document.data["questions"]))
    problems = [
        document.problem(("questions", n), unknown("question in guides/common", one, shared.questions))
        for n, one in written
        if isinstance(one, str) and one not in shared.questions
    ]
    whole = [shared.questions.get(one) if isinstance(one, str) else one for _, one in written]
    data = {**document.data, "questions": [question for question in whole if question is not None]}
    return replace(document, data=data), problems


def lend_words(shared: Shared, words: Words, language: str, ids: Iterable[str]) -> Words:
    """A guide's words, with those of the questions it names below them."""
    common = shared.words.get(language)
    if common is None:
        return words
    lines, places = words.text.split("\n"), dict[int, tuple[str, int]]()
    problems = []
    for id in ids:
        own = words.section(id)
        if own:
            message = f"'{id}' has its words in {common.path}. Take this heading out, or ask a question of your own."
            problems.append(Problem(words.path, own.line, message))
            continue
        lines.append("")
        for number, line in _lines_of(common, id):
            lines.append(line)
            places[len(lines)] = (common.path, number)
    if not places:
        return replace(words, problems=(*words.problems, *problems))
    whole = replace(parse_words("\n".join(lines), words.path), places=places)
    return replace(whole, problems=(*(placed(problem, whole) for problem in whole.problems), *problems))


def placed(problem: Problem, words: Words) -> Problem:
    """A problem of a guide's words where its editor finds it."""
    path, line = words.place(problem.line)
    return replace(problem, path=path, line=line)


def _lines_of(words: Words, id: str) -> Iterator[tuple[int, str]]:
    """The lines from a heading to the next, with their numbers."""
    starts = [section.line for section in words.sections]
    for section, end in zip(words.sections, [*starts[1:], len(words.lines) + 1], strict=True):
        if section.id == id:
            yield from words.lines[section.line - 1 : end - 1]
