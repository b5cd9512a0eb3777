"""In: the facts of a `Library` and one Markdown file. Out: problems: marks that lead nowhere, silent disputes."""

from __future__ import annotations

from collections.abc import Iterator

from builder.cite import FIGURE, LINK, LISTS, MARK
from builder.hint import unknown
from builder.library import Library
from builder.problem import Problem
from builder.words import Words
from widgets.said import say


def check_citations(library: Library, words: Words) -> Iterator[Problem]:
    """Every [[figure]], [^fact] and guide: link leads somewhere; headings carry no mark."""
    for line, text in words.lines:
        if "]" not in text:  # as in all that leads somewhere
            continue
        if text.startswith("#") and (FIGURE.search(text) or MARK.search(text)):
            yield Problem(words.path, line, say("heading-with-mark"))
        for found in FIGURE.finditer(text):
            fact = library.facts.get(found[1])
            if found[1] in LISTS:
                continue
            if fact is None:
                yield Problem(words.path, line, unknown("figure", found[1], library.facts), column=found.start() + 1)
            elif not fact.is_figure:
                yield Problem(words.path, line, say("figure-of-claim", id=fact.id), column=found.start() + 1)
        for found in MARK.finditer(text):
            fact = library.facts.get(found[1])
            if fact is None:
                yield Problem(words.path, line, unknown("fact", found[1], library.facts), column=found.start() + 1)
            elif found[2] and fact.position(found[2]) is None:
                sides = [side.id for side in fact.positions]
                yield Problem(
                    words.path, line, unknown("position", found[2], sides, fact=fact.id), column=found.start() + 1
                )
        for found in LINK.finditer(text):
            known = library.guides if found[1] == "guide" else library.pages
            if found[2] not in known:
                yield Problem(words.path, line, unknown(found[1], found[2], known), column=found.start(2) + 1)


def check_marks(library: Library, words: Words) -> Iterator[Problem]:
    """A figure that stands without its mark, [[id|number]], has it elsewhere on the page."""
    if "|number]]" not in words.text:
        return
    marked = {found[1] for _, text in words.lines for found in MARK.finditer(text)}
    marked |= {found[1] for _, text in words.lines for found in FIGURE.finditer(text) if not found[2]}
    for line, text in words.lines:
        for found in FIGURE.finditer(text):
            if found[1] in library.facts and found[1] not in marked:
                message = say("figure-without-mark", id=found[1])
                yield Problem(words.path, line, message, column=found.start() + 1)


def check_disputes(library: Library, words: Words) -> Iterator[Problem]:
    """A fact on which sources disagree is told side by side in a `!!! disagree` block of each text that cites it."""
    if not any(id in words.text for id in library.disputed):
        return
    told: dict[str, set[str]] = {}
    cited: dict[str, tuple[int, int]] = {}
    blocks: dict[str, tuple[int, int]] = {}
    inside = False
    for line, text in words.lines:
        if text.strip():
            inside = text.lstrip().startswith("!!! disagree") or (inside and text.startswith(" "))
        for found in [*FIGURE.finditer(text), *MARK.finditer(text)] if "]" in text else ():
            cited.setdefault(found[1], (line, found.start() + 1))
            if inside:
                blocks.setdefault(found[1], (line, found.start() + 1))
                told.setdefault(found[1], set()).add(found[2] or "" if found.re is MARK else "")
    for id, (line, column) in cited.items():
        fact = library.facts.get(id)
        missing = [side.id for side in fact.positions if side.id not in told.get(id, ())] if fact else []
        if missing and id not in blocks:
            yield Problem(words.path, line, say("dispute-silent", id=id), column=column)
        elif missing:
            message = say("dispute-one-sided", id=id, marks=[f"[^{id}/{side}]" for side in missing])
            yield Problem(words.path, blocks[id][0], message, column=blocks[id][1])
