"""In: a `Library`. Out: every `Problem` in it, in an editor's words. Renders nothing, changes nothing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from builder.check.cases import check_cases
from builder.check.changes import check_changes
from builder.check.citations import check_citations, check_disputes, check_marks
from builder.check.comparisons import check_comparisons
from builder.check.drafts import check_drafts
from builder.check.facts import check_facts
from builder.check.follow import guides_told, without_follow_ups
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
from builder.decided import decide
from builder.keys import guide_key, rules_key
from builder.library import Guide, Library
from builder.problem import Problem
from builder.share import placed

__all__ = ["check_guide", "check_library", "in_order"]


def check_library(library: Library, release: bool = False, today: date | None = None) -> list[Problem]:
    """All problems, in order of file and line; `release` makes a missing translation an error.

    With `today`, what the pages of that day show of a guide's rules is found too, for `library.kept` to hold: while the
    ways through them are known it takes less than half the time. The problems do not hang on it.
    """
    problems = [*library.problems, *check_facts(library), *check_changes(library)]
    problems += check_glossary(library)
    for guide in library.guides.values():
        found = [*check_guide(library, guide, release), *check_answers(library, guide)]
        if today and all(problem.warning for problem in found):
            decide(library, guide, today)
        problems += found
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
    return in_order(library, problems)


def check_guide(library: Library, guide: Guide, release: bool = False) -> list[Problem]:
    """What is wrong with a guide as it is written: whoever renders it relies on this."""

    def look() -> list[Problem]:
        problems = [*check_rules(library, guide), *check_comparisons(guide), *check_status(library, guide)]
        problems += [*check_vocabulary(library, guide, release), *check_letters(guide)]
        for words in guide.words.values():
            problems += check_citations(library, words)
            problems += check_marks(library, words)
            problems += check_disputes(library, words)
        return problems

    return library.kept.of(("check", guide.id, release), guide_key(library, guide), look)


def check_answers(library: Library, guide: Guide) -> list[Problem]:
    """What is wrong with the answers a guide gives; nothing where its rules can't be walked."""

    def look() -> list[Problem]:
        if not hangs_together(library, guide):
            return []
        return [*check_cases(library, guide), *check_ways(library, guide)]

    return library.kept.of(("answers", guide.id), rules_key(library, guide), look)


def in_order(library: Library, problems: Iterable[Problem]) -> list[Problem]:
    """Each problem once, where its editor finds it, by file and line."""
    texts = {words.path: words for guide in library.guides.values() for words in guide.words.values()}
    found = {placed(problem, texts[problem.path]) if problem.path in texts else problem for problem in problems}
    told = guides_told(library, found)
    broken = [guide for guide in told if not hangs_together(library, guide)]
    return without_follow_ups(library, found, told, broken)
