"""In: the questions that several guides ask, and a guide that names some by id. Out: its rules and words with them in.

A procedure writes `- amount-paid` in place of a question, or `- {id: amount-paid, ask_when: …}` where it asks that only
then; the question stands in guides/common/questions.yaml and its words in guides/common/questions/, once. What stands
there keeps its place there in every problem.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from builder.hint import unknown
from builder.problem import Problem
from builder.read import Document
from builder.words import Words, parse_words
from widgets.said import say


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


def named(line: Any) -> str | None:
    """The shared question that a line among a procedure's questions names; none where it is a question of its own."""
    if isinstance(line, dict):
        return str(line["id"]) if line.keys() == {"id", "ask_when"} else None
    return line if isinstance(line, str) else None


def borrow(shared: Mapping[str, dict[str, Any]], line: Any) -> Any:
    """The question that such a line stands for; nothing where nobody knows what it names."""
    id = named(line)
    if id is None:
        return line
    own = line if isinstance(line, dict) else {}
    return {**shared[id], **own} if id in shared else None


def asked_by_id(data: Any) -> list[str]:
    """The questions that a procedure's data names by id."""
    questions = data.get("questions") if isinstance(data, dict) else None
    return [id for one in questions if (id := named(one))] if isinstance(questions, list) else []


def lend_rules(shared: Shared, document: Document) -> tuple[Document, list[Problem]]:
    """The procedure with each question that it names by id; an id that nobody knows is left out and told."""
    if not asked_by_id(document.data):
        return document, []
    lent = [(line, borrow(shared.questions, line)) for line in document.data["questions"]]
    problems = [
        document.problem(("questions", n), unknown("shared", str(named(line)), shared.questions))
        for n, (line, question) in enumerate(lent)
        if question is None
    ]
    data = {**document.data, "questions": [question for _, question in lent if question is not None]}
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
            message = say("shared-words-twice", id=id, path=common.path)
            problems.append(Problem(words.path, own.line, message, column=own.column))
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
    lines = words.text.split("\n")
    for section, end in zip(words.sections, [*starts[1:], len(lines) + 1], strict=False):
        if section.id == id:
            yield from enumerate(lines[section.line - 1 : end - 1], section.line)
