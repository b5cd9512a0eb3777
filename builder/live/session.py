"""In: what changed. Out: the site with the pages that hang on it made again, first those that are looked at.

`update` is quick: the guide or page that was written in, and what is open in the browser. `settle` follows: other
pages, lists, the whole check, the search and the files for programs; it stops where the next change comes.
"""

from __future__ import annotations

import hashlib
import sys
import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from builder.app import write_lists
from builder.check import check_guide, check_library, in_order
from builder.check.facts import check_days, check_facts
from builder.finish import GLOSSARY, GUIDES, finish_page
from builder.gate import gate_page
from builder.kept import Kept, Round
from builder.keys import guide_key, texts_of
from builder.letters import card_widgets
from builder.library import LANGUAGES, Guide, Library
from builder.live.pages import Pages
from builder.live.state import changed_pages, digest_around, standing, stays
from builder.load import load_library
from builder.opendata import make_data
from builder.problem import DataError, Problem
from builder.render import render_guide, render_page, render_site
from builder.render.templates import environment
from builder.said import read_said
from builder.search import write_search
from builder.sections import Section, read_sections
from builder.site import build_site, problems_told, read_glossary, read_words, write_beside
from builder.terms import Terms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

EVERYTHING = "*"
"""Stands for all pages."""

type Pieces = dict[str, dict[str, str]]
"""Texts by language and path."""


class Session:
    """The site of one project, served while it is edited."""

    def __init__(self, root: Path, out: Path, today: Callable[[], date], stage: Path | None = None) -> None:
        """Nothing is built yet; `today` is asked at each change, for whoever edits past midnight."""
        self.root, self.out = root, out
        self.today, self.day = today, today()
        self.stage = stage or root / "build"
        self.kept = Kept()
        self.library = Library(root)
        self.problems: list[Problem] = []
        self.pages: Pieces = {}
        self._around = ""
        self._keys: dict[str, object] = {}
        self._texts: dict[str, object] = {}
        self._names: object = None
        self._makers: dict[str, Pages] = {}
        self._read = Round()
        self.settled = True
        """Whether all that hangs on the last change is made."""

    @property
    def built(self) -> bool:
        """Whether there is a site to look at, of now or of an earlier time."""
        return (self.out / "index.html").is_file()

    def build(self) -> None:
        """Build all of it; raises DataError, and leaves what was there, where anything is wrong."""
        started, around, today = time.monotonic(), digest_around(self.root), self.today()
        if today != self.day:
            self.day, self.pages = today, {}  # those of another day are not built upon
        if around != self._around:
            self.kept = Kept()
            environment.cache_clear()
        library = self._load()
        self.problems = self._whole_check(library)
        self._refuse(self.problems)
        pages = render_site(library, self.day)
        data = make_data(library, self.root, self.day)
        build_site(pages, self.root, self.out, self.stage, live=True, beside=data)
        self._around, self.pages, self._makers, self._keys = around, pages, {}, {}
        self._know(library, library.guides.values())
        self._texts, self._names = self._all_texts(library), self._all_names(library)
        self.settled = True
        guides, seconds = len(library.guides), time.monotonic() - started
        print(f"· built {guides} guides and {len(library.pages)} pages ({seconds:.1f} s)", file=sys.stderr, flush=True)

    def update(self, seen: str = "") -> set[str]:
        """Follow a change at once, as far as it shows where it was made and on the page `seen`; give the pages made.

        Raises DataError where a page that was to be made is wrong.
        """
        try:
            return self._update(seen)
        except DataError:
            raise
        except Exception:  # what the quick check lets through may be what the whole one tells
            self.problems = self._whole_check(self.library)
            self._refuse(self.problems)
            raise

    def _update(self, seen: str) -> set[str]:
        if not self.pages or digest_around(self.root) != self._around or self.today() != self.day:
            self.build()
            return {EVERYTHING}
        before, library = self.library, self._load()
        found = [*library.problems, *check_facts(library), *self._problems_of(library)]
        self.problems = in_order(library, [*found, *standing(self.problems, before, library)])
        self._refuse(self.problems)
        if self._names != self._all_names(library):
            self.build()
            return {EVERYTHING}
        texts = self._all_texts(library)
        first = [guide for guide in self._others(library) if self._is_near(guide, texts, seen)]
        pages = self._with_guides(library, first)
        for name, languages in library.pages.items():
            for language in LANGUAGES:
                id = f"{language}/{name}"
                if languages and (f"{id}.html" == seen or texts.get(id) != self._texts.get(id)):
                    pages[language] |= render_page(library, name, language, self.day)
        made = self._apply(pages)
        if EVERYTHING in made:
            return made
        self._know(library, first)
        self._texts = texts
        self.settled = False
        return made

    def settle(self, stopped: Callable[[], bool] = lambda: False) -> set[str]:
        """Do the rest of the last update, until `stopped`; give the pages made. Raises DataError as the check does."""
        made: set[str] = set()
        for step in () if self.settled else self._steps():
            made |= step
            if EVERYTHING in step:
                break
            if stopped():
                return made
        self.settled = True
        return made

    def _steps(self) -> Iterator[set[str]]:
        library = self.library
        for guide in [*self._others(library)]:
            yield self._apply(self._with_guides(library, [guide]))
            self._know(library, [guide])
        self.problems = self._whole_check(library)
        self._refuse(self.problems)
        for name in library.pages:
            for language in LANGUAGES:
                pages = {lang: dict(pages) for lang, pages in self.pages.items()}
                pages[language] |= render_page(library, name, language, self.day)
                yield self._apply(pages)
        write_beside(make_data(library, self.root, self.day), self.out)
        yield set()
        self._write_search()
        yield set()
        yield self._write_costs()

    # --- What is wrong ---

    def _load(self) -> Library:
        self.library = load_library(self.root, kept=self.kept)
        return self.library

    def _whole_check(self, library: Library) -> list[Problem]:
        return sorted({*check_library(library), *check_days(library, self.day)})

    def _problems_of(self, library: Library) -> list[Problem]:
        return [problem for guide in library.guides.values() for problem in check_guide(library, guide)]

    def _refuse(self, problems: Sequence[Problem]) -> None:
        if any(not problem.warning for problem in problems):
            raise DataError(problems)

    # --- What changed ---

    def _know(self, library: Library, guides: Iterable[Guide]) -> None:
        for guide in guides:
            self._keys[guide.id] = guide_key(library, guide)

    def _others(self, library: Library) -> Iterator[Guide]:
        """The guides whose pages are those of an earlier state."""
        return (guide for guide in library.guides.values() if self._keys.get(guide.id) != guide_key(library, guide))

    def _all_texts(self, library: Library) -> dict[str, object]:
        texts: dict[str, object] = {guide.id: texts_of(guide) for guide in library.guides.values()}
        pages = library.pages.items()
        return texts | {f"{lang}/{name}": words.text for name, each in pages for lang, words in each.items()}

    def _all_names(self, library: Library) -> object:
        """All that makes a page: guides with their forms and letters, pages of docs/."""
        rules = {id: guide.procedure for id, guide in library.guides.items()}
        guides = [
            (id, [form.id for form in one.widgets], [letter.id for letter in one.letters], bool(card_widgets(one)))
            for id, one in rules.items()
        ]
        return guides, [(name, [*languages]) for name, languages in library.pages.items()], bool(library.site_url)

    def _is_near(self, guide: Guide, texts: dict[str, object], seen: str) -> bool:
        """Whether a guide was written in, or is the one looked at."""
        name = seen.rpartition("/")[2]
        own = (f"{guide.id}.", f"{guide.id}-")  # the guide, its rules and forms; its letters and card
        return texts[guide.id] != self._texts.get(guide.id) or name.startswith(own)

    # --- Pages ---

    def _with_guides(self, library: Library, guides: Sequence[Guide]) -> Pieces:
        pages: Pieces = {lang: dict(pages) for lang, pages in self.pages.items()}
        for guide in guides:
            for language, own in render_guide(library, guide, self.day).items():
                pages[language] |= own
        return pages

    def _apply(self, pages: Pieces) -> set[str]:
        """Make the pages that differ; where more than they would, all."""
        changed = changed_pages(self.pages, pages)
        if not stays(self.pages, pages, changed):
            self.build()
            return {EVERYTHING}
        made = {path for lang, texts in changed.items() if texts for path in self._make(lang, texts)}
        self.pages = pages
        return made

    def _make(self, lang: str, texts: dict[str, str]) -> set[str]:
        """Write pages into the site; give those that are not what they were."""
        files = {path: text for path, text in texts.items() if not path.endswith(".md")}
        if lang not in self._makers:
            self._makers[lang] = Pages(self.stage / lang)
        wanted = {path: text for path, text in texts.items() if path not in files}
        made, warnings = self._makers[lang].make(wanted)
        self._refuse([*problems_told(lang, wanted, warnings)])
        for path, html in made.items():
            files[f"{path.removesuffix('.md')}.html"] = self._finish(html, lang, path)
        paths = {path for path, text in files.items() if self._differs(f"{lang}/{path}", text)}
        for path in paths:
            (self.out / lang / path).write_text(files[path], encoding="utf-8")
        return {f"{lang}/{path}" for path in paths}

    def _finish(self, html: str, lang: str, path: str) -> str:
        """What the build does to a page after MkDocs."""
        terms = None
        if path.startswith(GUIDES) and (self.out / lang / GLOSSARY).is_file():
            terms = self.kept.of(("terms", lang), self._around, lambda: Terms(read_glossary(self.root), lang))
        words = self.kept.of(("around", lang), self._around, lambda: read_words(self.root, lang))
        html = finish_page(html, lang, words["code"], terms)
        self._refuse(gate_page(f"{lang}/{path}", html))
        return html

    def _differs(self, path: str, text: str) -> bool:
        return (self.out / path).read_text(encoding="utf-8") != text

    def _write_search(self) -> None:
        self._read.begin()
        words = {lang: read_words(self.root, lang) for lang in self.pages}
        scripts = next((self.out / "assets").glob("dalil-*"))
        write_search(self.out, words, read_glossary(self.root), scripts, read_said(self.root), self._sections)

    def _sections(self, html: str, lang: str) -> list[Section]:
        return self._read.of((lang, hashlib.sha256(html.encode()).digest()), lambda: read_sections(html, lang))

    def _write_costs(self) -> set[str]:
        """Fill in anew what all files together cost."""
        for lang, pages in self.pages.items():
            self._make(lang, {path: text for path, text in pages.items() if "data-cost" in text})
        write_lists(self.root, self.out, live=True)
        return set()
