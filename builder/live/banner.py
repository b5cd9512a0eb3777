"""In: problems, and the page that is being looked at. Out: what is put at the top of that page while it is served.

Nothing of it is ever written into a file of the site.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from builder.figures import choose
from builder.library import LANGUAGES, Library
from builder.messages import language_of
from builder.policy import page_policies
from builder.problem import Problem
from builder.render.templates import environment
from builder.theme import DIRECTIONS
from builder.uses import guides_using, pages_using

TOLD_IN = {"fr": "fr", "ar": "fr"}
"""The language in which problems are told on the pages of another: there are none in Arabic."""
SHEET = "unbuilt.html.j2"
"""The page that is shown where there is none."""
_GUIDE = re.compile(r"guides/procedures/([^/]+)/(?:(\w\w)\.md)?")
_PAGE = re.compile(r"docs/(\w\w)/([^/]+)\.md")
_FACTS = "guides/facts/"
_PLACES = tuple(re.compile(rb"<%b\b[^>]*>" % name) for name in (b"article", b"main", b"body"))
"""Where a page may begin, the innermost first."""

type Concerned = Sequence[re.Pattern[str]]
"""Patterns of the pages that a problem is told on, below the site's root."""


def pages_concerned(library: Library, problem: Problem) -> Concerned:
    """The pages on which a problem is told: those made from its file; of a fact, the pages that use it."""
    if found := _GUIDE.match(problem.path):
        return [_of_guide(found[1], found[2])]
    if found := _PAGE.match(problem.path):
        return [re.compile(rf"{found[1]}/{re.escape(found[2])}\.html")]
    if problem.path.startswith(_FACTS) and (id := _fact_at(library, problem)):
        of_guides = [_of_guide(guide, None) for guide in guides_using(library, id)]
        return [*of_guides, *(re.compile(rf"\w\w/{re.escape(page)}\.html") for page in pages_using(library, id))]
    return []


def _of_guide(id: str, language: str | None) -> re.Pattern[str]:
    name = re.escape(id)
    return re.compile(rf"{language or r'\w\w'}/(?:guides/{name}(?:-[^/]*)?|rules/{name}|embeds/{name}\.[^/]*)\.html")


def _fact_at(library: Library, problem: Problem) -> str | None:
    """The fact whose lines a problem stands in."""
    starts = [
        (document.line((index,)), id)
        for id, (document, index) in library.fact_places.items()
        if document.path == problem.path and document.line((index,)) <= problem.line
    ]
    return max(starts)[1] if starts else None


class Banner:
    """The problems of the last look, ready to be told on any page."""

    def __init__(self) -> None:
        """Nothing is wrong."""
        self._words: dict[str, Mapping[str, Any]] = {}
        self._told: list[tuple[Problem, Concerned]] = []

    def tell(self, library: Library, problems: Sequence[Problem]) -> bool:
        """Tell these from now on; whether they are others than before."""
        before = [problem for problem, _ in self._told]
        # A file of words that is broken itself leaves those of the last time.
        self._words |= {language: words for language, words in library.interface.items() if _whole(words)}
        self._told = [(problem, pages_concerned(library, problem)) for problem in problems]
        return before != [*problems]

    @property
    def count(self) -> int:
        """How many problems are told."""
        return len(self._told)

    def put(self, path: str, html: bytes) -> bytes:
        """The page with its problems at the top, or with how many there are on others; as it is, if there are none."""
        place = next((found for each in _PLACES if (found := each.search(html))), None)
        if not self._told or not place:
            return html
        return html[: place.end()] + self.html(path).encode() + html[place.end() :]

    def page(self, path: str) -> bytes:
        """All problems, where nothing is built yet that could tell its own."""
        language = self._language(path)
        words = self._words.get(language)
        shown = {
            "language": language,
            "direction": DIRECTIONS[language],
            "policy": page_policies()["page"],
            "title": words["serve"]["unbuilt"] if words else "",
            "told_in": TOLD_IN.get(language, "en"),
            "problems": [problem.written(TOLD_IN.get(language, "en")) for problem, _ in self._told],
        }
        return environment().get_template(SHEET).render(shown).encode()

    def html(self, path: str) -> str:
        """What a page says; where nobody can say how many there are elsewhere, all of them."""
        language = self._language(path)
        words = self._words.get(language)
        own = [problem for problem, pages in self._told if not words or any(page.fullmatch(path) for page in pages)]
        others = len(self._told) - len(own)
        elsewhere = choose(words["serve"]["elsewhere"], others, language, words) if words and others else ""
        template = environment().get_template("problems.html.j2")
        return template.render(
            title=words["serve"]["problems"] if words else "",
            told_in=TOLD_IN.get(language, "en"),
            problems=[problem.written(TOLD_IN.get(language, "en")) for problem in own],
            elsewhere=elsewhere,
        )

    def _language(self, path: str) -> str:
        """That of a page; of a page that has none, or whose words can't be read, another."""
        own = path.partition("/")[0]
        return next((one for one in (own, language_of(), *LANGUAGES) if one in self._words), language_of())


def _whole(words: Mapping[str, Any]) -> bool:
    """Whether the words of a language tell of problems, and of how many."""
    serve = words.get("serve")
    said = isinstance(serve, dict) and {"problems", "elsewhere", "unbuilt"} <= serve.keys()
    return said and {"format", "counts"} <= words.keys()
