"""In: the facts of a `Library` and one Markdown file. Out: problems: marks that lead nowhere, silent disputes."""

from __future__ import annotations

from collections.abc import Iterator

from builder.cite import FIGURE, LINK, LISTS, MARK
from builder.hint import unknown
from builder.load import Library
from builder.problem import Problem
from builder.words import Words


def check_citations(library: Library, words: Words) -> Iterator[Problem]:
    """Every [[figure]], [^fact] and guide: link leads somewhere; headings carry no mark."""
    for line, text in words.lines:
        if text.startswith("#") and (FIGURE.search(text) or MARK.search(text)):
            yield Problem(words.path, line, "A heading carries no figure and no mark. Put it into the sentence below.")
        for found in FIGURE.finditer(text):
            fact = library.facts.get(found[1])
            if found[1] in LISTS:
                continue
            if fact is None:
                yield Problem(words.path, line, unknown("figure", found[1], library.facts))
            elif not fact.is_figure:
                yield Problem(words.path, line, f"'{fact.id}' is a claim, it has no value. Write [^{fact.id}].")
        for found in MARK.finditer(text):
            fact = library.facts.get(found[1])
            if fact is None:
                yield Problem(words.path, line, unknown("fact", found[1], library.facts))
            elif found[2] and fact.position(found[2]) is None:
                sides = [side.id for side in fact.positions]
                yield Problem(words.path, line, unknown(f"position on '{fact.id}'", found[2], sides))
        for found in LINK.finditer(text):
            known = library.guides if found[1] == "guide" else library.pages
            if found[2] not in known:
                yield Problem(words.path, line, unknown(found[1], found[2], known))


def check_marks(library: Library, words: Words) -> Iterator[Problem]:
    """A figure that stands without its mark, [[id|number]], has it elsewhere on the page."""
    marked = {found[1] for _, text in words.lines for found in MARK.finditer(text)}
    marked |= {found[1] for _, text in words.lines for found in FIGURE.finditer(text) if not found[2]}
    for line, text in words.lines:
        for found in FIGURE.finditer(text):
            if found[1] in library.facts and found[1] not in marked:
                message = f"'{found[1]}' has no mark on this page, so nobody sees its source. Write [[{found[1]}]]."
                yield Problem(words.path, line, message)


def check_disputes(library: Library, words: Words) -> Iterator[Problem]:
    """A fact on which sources disagree is explained in a `!!! disagree` block of every guide that cites it."""
    explained: set[str] = set()
    cited: dict[str, int] = {}
    inside = False
    for line, text in words.lines:
        if text.strip():
            inside = text.lstrip().startswith("!!! disagree") or (inside and text.startswith(" "))
        for found in [*FIGURE.finditer(text), *MARK.finditer(text)]:
            cited.setdefault(found[1], line)
            if inside:
                explained.add(found[1])
    for id, line in cited.items():
        fact = library.facts.get(id)
        if fact and fact.positions and id not in explained:
            message = f"Sources disagree on '{id}', and this page is silent. Explain it in a '!!! disagree' block."
            yield Problem(words.path, line, message)
