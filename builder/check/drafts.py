"""In: a `Library`. Out: problems: what readers get leads to a draft, which they don't."""

from __future__ import annotations

from collections.abc import Iterator

from builder.cite import LINK
from builder.library import Library
from builder.problem import Problem
from builder.words import Words
from widgets.said import say


def check_drafts(library: Library) -> Iterator[Problem]:
    """No guide or page that is no draft, nor the changelog, names one."""
    drafts = {guide.id for guide in library.guides.values() if guide.procedure.draft}
    if not drafts:
        return
    texts: list[Words] = [words for pages in library.pages.values() for words in pages.values()]
    for guide in library.guides.values():
        if guide.id not in drafts:
            texts += guide.words.values()
            for n, id in enumerate(guide.procedure.related):
                if id in drafts:
                    yield guide.document.problem(("related", n), say("draft-named", id=id))
    for words in texts:
        for line, text in words.lines:
            for found in LINK.finditer(text):
                if found[1] == "guide" and found[2] in drafts:
                    yield Problem(words.path, line, say("draft-named", id=found[2]), column=found.start(2) + 1)
    for index, change in enumerate(library.changes):
        for n, id in enumerate(change.guides):
            if id in drafts:
                yield library.changes_document.problem((index, "guides", n), say("draft-named", id=id))
