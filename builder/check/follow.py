"""In: every problem found. Out: those that an editor made: one mistake is told once, at the place where it was made.

What could not be read has no id that others could miss. An id that differs between its definition and its uses is told
where fewer have it. A rule that leads nowhere leaves words without a rule, which is no second mistake.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from builder.check.misnamed import Misnamed, find_misnamed
from builder.library import Guide, Library
from builder.problem import Problem
from widgets.said import Part, Said, say

FORMS = ("item-words-missing", "none-such")
"""What is told of the words of a form, which depends on what its rules use."""
NEEDS_READING = ("figure-of-claim", "operand-not-comparable", "derived-of-claim", "derived-no-figure", "words-weak")
"""What is told of a fact by those that use it."""
UNSOUND = ("figure-no-unit", "figure-no-value", "figure-no-sum", "fact-of-two-sorts", "value-unit", "circle")
"""What keeps a fact from being used; and all that is wrong with a sum."""
HEADINGS = ("heading-no-id", "heading-id-twice", "id-no-id")
BESIDE = ("words-missing", "heading-missing", "headings-order")
"""What is told of words whose heading cannot be read; and in other languages, that they have another heading."""
WAYS = ("table-rows-clash", "table-dead-end", "row-never-matches", "outcome-never-reached", "row-incomplete")
WALKS = ("question-changes-nothing", "question-never-asked", "item-never-listed", "id-unused")
"""What a walk tells, which is not to be trusted where a figure is missing."""
BEHIND = ("case-comes-out-otherwise", "outcome-no-case", "outcome-none-such")
"""What is told of outcomes where a row is wrong."""
RULES = "/procedure.yaml"
"""Where a guide's rules stand, those too that cannot be read."""


def guides_told(library: Library, problems: Iterable[Problem]) -> list[Guide]:
    """The guides that the problems may be of: something is told in their folder, or of the questions of all."""
    folders = {_folder(problem) for problem in problems}
    shared = not folders.isdisjoint((library.shared.folder, _folder_of(library.shared.document.path)))
    return [guide for guide in library.guides.values() if shared or guide.folder in folders]


def without_follow_ups(
    library: Library, problems: Iterable[Problem], told: Iterable[Guide], broken: Iterable[Guide]
) -> list[Problem]:
    """The problems, each mistake once; of the guides `told`, the `broken` have rules that do not hang together."""
    found = sorted(set(problems))
    misnamed = [one for guide in told for one in find_misnamed(library, guide)]
    misnamed += _misnamed_facts(library, found)
    lost = {**library.lost, "fact": _unsound(library, found)}
    behind = {_folder(problem) for problem in found if problem.said.code in WAYS}
    beside = {problem.path for problem in found if problem.said.code in HEADINGS and problem.path.endswith(".md")}
    walked = lost["fact"] == set()
    found = [
        problem
        for problem in found
        if not _of_lost(lost, problem)
        and (walked or problem.said.code not in (*WAYS, *BEHIND, *WALKS))
        and not any(_follows(problem, one) for one in misnamed)
        and not any(_of_broken(problem, guide) for guide in broken)
        and not (problem.said.code in BEHIND and _folder(problem) in behind)
        and not _of_heading(problem, beside)
        and not _shown_by_another(problem, found)
    ]
    return sorted({*_each_once(found), *(one.problem for one in misnamed)})


def _folder(problem: Problem) -> str:
    return _folder_of(problem.path)


def _folder_of(path: str) -> str:
    return path.rpartition("/")[0]


def _shown_by_another(problem: Problem, found: list[Problem]) -> bool:
    """Whether no example shows an outcome because the one that does says another."""
    outcome = f"outcome: {dict(problem.said.values).get('outcome')}"
    return problem.said.code == "outcome-no-case" and any(
        one.said.code == "case-comes-out-otherwise"
        and dict(one.said.values)["found"] == outcome
        and _folder(one) == _folder(problem)
        for one in found
    )


def _of_heading(problem: Problem, files: set[str]) -> bool:
    """Whether a problem is that of a heading that cannot be read, in its own file or in another language."""
    values, folders = dict(problem.said.values), {file.rpartition("/")[0] for file in files}
    if problem.said.code in BESIDE:
        return problem.path in files or (problem.said.code != "words-missing" and _folder(problem) in folders)
    kind = values.get("kind")
    return isinstance(kind, Said) and kind.code == "kind-heading" and _folder(problem) in folders


def _unsound(library: Library, problems: list[Problem]) -> set[str] | None:
    """The facts that could not be read, or are told of themselves; None where nobody knows which they are."""
    lost = library.lost.get("fact", set())
    if lost is None:
        return None
    told = [one for one in problems if one.said.code in UNSOUND or one.said.code.startswith("derived-")]
    return lost | {id for problem in told for id in _fact_at(library, problem)}


def _fact_at(library: Library, problem: Problem) -> list[str]:
    """The fact that stands where a problem is told, if one does."""
    places = [(id, document, index) for id, (document, index) in library.fact_places.items()]
    starts = {id: document.start((index,)) for id, document, index in places if document.path == problem.path}
    before = [id for id, start in starts.items() if start <= (problem.line, problem.column)]
    return [max(before, key=starts.__getitem__)] if before else []


def _of_lost(lost: Mapping[str, set[str] | None], problem: Problem) -> bool:
    """Whether something is missed that stands in a file, and could not be read there."""
    code, values = problem.said.code, dict(problem.said.values)
    if code == "shared-not-asked":
        return "guide" in lost
    if not (code.endswith("none-such") or code in NEEDS_READING):
        return False
    told = values.get("kind")
    kind = told.code.removeprefix("kind-") if isinstance(told, Said) else "fact"
    ids = lost.get("fact" if kind == "figure" else kind, set())
    return ids is None or any(not (one or set()).isdisjoint(_texts(problem.said)) for one in lost.values())


def _follows(problem: Problem, misnamed: Misnamed) -> bool:
    """Whether a problem only says again that an id is not the same everywhere."""
    if not problem.path.startswith(misnamed.folder):
        return False
    texts = _texts(problem.said)
    if problem.said.code == "case-comes-out-otherwise":
        return any(id in text for id in misnamed.ids for text in texts)
    return not texts.isdisjoint(misnamed.ids)


def _of_broken(problem: Problem, guide: Guide) -> bool:
    """Whether a problem rests on rules that lead nowhere: what a form uses is then not known."""
    if not problem.path.startswith(f"{guide.folder}/"):
        return False
    forms = {*(widget.id for widget in guide.procedure.widgets), *guide.procedure.lines}
    code = problem.said.code
    return code == "value-weak" or (code in FORMS and not forms.isdisjoint(_texts(problem.said)))


def _each_once(problems: list[Problem]) -> Iterator[Problem]:
    """A word that is misspelt is not missing in the same file as well, nor unknown to two at one place."""
    meant: dict[str, list[frozenset[str]]] = defaultdict(list)
    seen: set[tuple[str, int, int, str]] = set()
    for problem in problems:
        if (pair := _meant(problem.said)) and problem.said.code == "none-such":
            meant[problem.path].append(pair)
            meant[""].append(pair)
    for problem in problems:
        texts, code = _texts(problem.said), problem.said.code
        if code in ("none-such", "key-unknown", "front-matter-key"):
            place = (problem.path, problem.line, problem.column, dict(problem.said.values).get("id", ""))
            if code == "none-such" and place in seen:
                continue
            seen.add(place)  # type: ignore[arg-type]
        elif any(not texts.isdisjoint(pair) for pair in meant["" if code == "shared-not-asked" else problem.path]):
            continue
        yield problem


def _misnamed_facts(library: Library, problems: list[Problem]) -> Iterator[Misnamed]:
    """A fact or a source that nothing uses, where several use one of nearly that name."""
    wanted: dict[tuple[str, str], int] = defaultdict(int)
    for problem in problems:
        values = dict(problem.said.values)
        hint = values.get("hint")
        if isinstance(hint, Said) and hint.code == "did-you-mean":
            missing = next((str(values[key]) for key in ("id", "operand", "part") if key in values), "")
            wanted[(missing, str(dict(hint.values)["id"]))] += 1
    for (missing, near), count in wanted.items():
        document, index = library.fact_places.get(near) or library.source_places.get(near) or (None, 0)
        if document and count > 1 and not _uses(library, near):
            said = say("id-misnamed", id=near, meant=missing)
            yield Misnamed(document.problem((index, "id"), said), "", frozenset({missing, near}))


def _uses(library: Library, id: str) -> bool:
    """Whether anything names a fact or a source."""
    if id in library.sources:
        facts = library.facts.values()
        return any(id in fact.sources or any(id in side.sources for side in fact.positions) for fact in facts)
    marks = (f"[[{id}]]", f"[[{id}|", f"[^{id}]", f"[^{id}/")
    texts = any(mark in words.text for words in library.written for mark in marks)
    word = re.compile(rf"(?<![\w-]){re.escape(id)}(?![\w-])")
    rules = any(word.search(document.text) for document in library.documents if document.path.endswith(RULES))
    return texts or rules or any(id in fact.parts for fact in library.facts.values())


def _meant(said: Said) -> frozenset[str] | None:
    """The id that is written and the one that was meant."""
    values = dict(said.values)
    hint = values.get("hint")
    if isinstance(hint, Said) and hint.code == "did-you-mean":
        return frozenset({str(values.get("id")), str(dict(hint.values)["id"])})
    return None


def _texts(part: Part) -> frozenset[str]:
    """The texts that are told, those of hints apart."""
    if isinstance(part, str):
        return frozenset({part})
    inner = (value for name, value in part.values if name != "hint") if isinstance(part, Said) else part
    return frozenset().union(*map(_texts, inner))
