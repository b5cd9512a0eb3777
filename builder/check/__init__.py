"""In: a `Library`. Out: every `Problem` in it, in an editor's words. Renders nothing, changes nothing."""

from __future__ import annotations

from builder.check.cases import check_cases
from builder.check.changes import check_changes
from builder.check.citations import check_citations, check_disputes, check_marks
from builder.check.comparisons import check_comparisons
from builder.check.drafts import check_drafts
from builder.check.facts import check_facts
from builder.check.follow import without_follow_ups
from builder.check.glossary import check_glossary
from builder.check.letters import check_letters, check_names
from builder.check.prose import check_prose
from builder.check.reviews import check_reviews
from builder.check.rules import check_rules
from builder.check.safe import check_safe
from builder.check.said import check_said
from builder.check.shared import check_shared
from builder.check.status import check_status
from builder.check.ticks import check_ticks
from builder.check.variants import check_variants
from builder.check.vocabulary import check_pages, check_vocabulary
from builder.check.ways import check_ways, hangs_together
from builder.load import Library
from builder.problem import Problem
from builder.share import placed

__all__ = ["check_library"]


def check_library(library: Library, release: bool = False) -> list[Problem]:
    """All problems, in order of file and line; `release` makes a missing translation an error."""
    problems = [*library.problems, *check_facts(library), *check_changes(library)]
    problems += check_glossary(library)
    for guide in library.guides.values():
        problems += check_rules(library, guide)
        problems += check_comparisons(guide)
        problems += check_status(library, guide)
        problems += check_vocabulary(library, guide, release)
        problems += check_letters(guide)
        if hangs_together(library, guide):
            problems += [*check_cases(library, guide), *check_ways(library, guide)]
        for words in guide.words.values():
            problems += check_citations(library, words)
            problems += check_marks(library, words)
            problems += check_disputes(library, words)
    problems += check_pages(library, release)
    problems += check_names(library)
    for texts in library.pages.values():
        for words in texts.values():
            problems += check_citations(library, words)
            problems += check_marks(library, words)
            problems += check_disputes(library, words)
    problems += check_prose(library)
    problems += check_safe(library)
    problems += check_ticks(library)
    problems += check_drafts(library)
    problems += check_shared(library)
    problems += check_variants(library)
    problems += check_said(library)
    problems += check_reviews(library)
    broken = [guide for guide in library.guides.values() if not hangs_together(library, guide)]
    texts = {words.path: words for guide in library.guides.values() for words in guide.words.values()}
    found = (placed(problem, texts[problem.path]) if problem.path in texts else problem for problem in problems)
    return without_follow_ups(library, found, broken)
