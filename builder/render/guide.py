"""In: a guide of a `Library`, a language and a day. Out: the guide's page as Markdown with front matter.

The page is the guide's Markdown in the editor's order; where a heading's id is a widget, a list, `related` or
`sources`, the generated part follows its prose. Questions and conditions go into the forms, not into the prose.
"""

from __future__ import annotations

import itertools
import json
import re
from dataclasses import dataclass
from functools import cached_property

from builder import form, fragments
from builder.code import draw_code
from builder.figures import choose, format_date
from builder.library import LANGUAGES
from builder.render.data import as_script
from builder.render.forms import FormsRender
from builder.render.page import join, whole
from builder.review.state import find_state
from builder.structured import describe_guide
from builder.theme import DIRECTIONS
from builder.translation.behind import older_parts
from builder.translation.lock import COMMON, UNHEADED
from builder.words import Item, Section, Words

WORDS_A_MINUTE = {"en": 200, "fr": 200, "ar": 180}
"""How fast an attentive reader reads a text of this kind."""

_UNREAD = re.compile(r"\[\^[^\]]*\]|\]\([^)]*\)|<[^>]*>|\{ ?#[^}]*\}|^!!! \w+", re.MULTILINE)
_READ = re.compile(r"\S*\w\S*")

FAQ = "faq"
"""The heading whose subheadings are questions, each with its answer."""


@dataclass
class GuideRender(FormsRender):
    """One guide in one language."""

    @property
    def place(self) -> str:
        """Where the site will have the page."""
        return self.place_in(self.language)

    def place_in(self, language: str) -> str:
        """The same in another language."""
        return f"{self.library.site_url}{language}/guides/{self.guide.id}.html"

    @cached_property
    def inside(self) -> set[str]:
        """Questions and conditions, whose words stand in the forms, and letters, which have pages of their own."""
        procedure = self.guide.procedure
        questions, letters = ({item.id for item in items} for items in (procedure.questions, procedure.letters))
        return {*questions, *letters, *procedure.conditions}

    @cached_property
    def filled_in(self) -> list[str]:
        """The headings under which a reader has something to fill in."""
        procedure = self.guide.procedure
        return [*(widget.id for widget in procedure.widgets), *(sheet.id for sheet in procedure.comparisons)]

    def guide_page(self) -> str:
        """The guide as Markdown."""
        origin = self.guide.words[self.guide.procedure.origin]
        words = self.own = self.guide.words.get(self.language, origin)
        procedure = self.guide.procedure
        self.older = self.older_words(origin)
        parts = [self.prose(words.intro)]
        for section in origin.sections:
            if section.id not in self.inside:
                parts += self.section(self.find(section.id))
        sections = {section.id for section in origin.sections}
        if "sources" not in sections:
            parts += [f"## {self.words['site']['sources']} {{ #sources }}", self.sources()]
        parts.append(self.template("ending.html.j2", all_guides=self.citations.address("page", "guides")))
        parts += [self.sheet(), self.code(), self.data(), self.structured(words)]
        head = [self.front_matter(words, "guide"), f"# {words.meta.get('title', '')}"]
        head.append(self.template("summary.html.j2", summary=words.meta.get("summary", "")))
        head += [self.template("draft.html.j2") if procedure.draft else "", self.head(), self.copy_notice()]
        state = "origin" if words is origin else words.meta.get("translation", "unreviewed")
        head += [self.translation_notice(state, procedure.origin), self.older_notice(procedure.origin, *UNHEADED)]
        return join(head + parts)

    def section(self, section: Section) -> list[str]:
        """A heading, its prose, and what is generated after it."""
        procedure = self.guide.procedure
        parts = [f"{'#' * section.level} {section.title} {{ #{section.id} }}"]
        parts.append(self.older_notice(procedure.origin, *self.carried(section.id)))
        outcome = self.guide.outcomes.get(section.id)
        if outcome and outcome[1]:
            parts.append(self.template("unconfirmed.html.j2"))
        parts.append(self.prose(section.body))
        widget = next((widget for widget in procedure.widgets if widget.id == section.id), None)
        comparison = next((sheet for sheet in procedure.comparisons if sheet.id == section.id), None)
        if widget:
            parts.append(self.widget(widget))
        elif section.id in procedure.lines:
            parts.append(self.table_of_lines(section.id))
        elif batch := next((batch for batch in procedure.batches if batch.id == section.id), None):
            parts.append(self.batch(batch))
        elif comparison:
            parts.append(self.comparison(comparison, section))
        elif section.id in procedure.steps or section.id in procedure.evidence:
            shown = form.show_lists(
                procedure, (section.id,), self.find, self.block, self.inline, self.language, self.words
            )
            parts.append(self.template("list.html.j2", list=shown[0]))
            if section.id == next(reversed(procedure.evidence), None):
                parts.append(self.template("cardlink.html.j2", guide_id=self.guide.id))
        elif section.id == "letters":
            parts.append(self.template("letters.html.j2", guide_id=self.guide.id, letters=self.shown_letters()))
        elif section.id == "related":
            parts.append(self.related(section))
        elif section.id == "sources":
            parts.append(self.sources())
        elif section.items:
            parts.append(self.citations.apply("\n".join(f"- {item.text}" for item in section.items)))
        return parts

    def older_words(self, origin: Words) -> frozenset[str]:
        """The parts that say what the original said once, the questions it shares with other guides among them."""
        shared = self.library.shared.words.get(self.guide.procedure.origin)
        own = older_parts(self.library, self.guide.id, origin, self.language)
        return own | older_parts(self.library, COMMON, shared, self.language)

    def carried(self, id: str) -> set[str]:
        """A heading of the page with those whose words stand inside what it shows."""
        procedure = self.guide.procedure
        if id == "letters":
            return {id, *(letter.id for letter in procedure.letters)}
        return {id}.union(*(form.reachable(procedure, widget) for widget in procedure.widgets if widget.id == id))

    def sheet(self) -> str:
        """What stands below an answer on paper: where it comes from and when."""
        built = self.today.isoformat()
        shown, direction = format_date(built, self.words), DIRECTIONS[self.language]
        return self.template("sheet.html.j2", built=shown, built_iso=built, direction=direction)

    def related(self, section: Section) -> str:
        """The guides this one leads to, those not written yet among them."""
        entries = []
        for id in self.guide.procedure.related:
            other = self.library.guides.get(id)
            if other:
                words = other.words.get(self.language) or other.words[other.procedure.origin]
                title, summary = (fragments.inline(words.meta.get(key, "")) for key in ("title", "summary"))
                entries.append({"href": f"{id}.html", "title": title, "summary": summary})
            else:
                item = section.item(id) or Item(id, id, "", section.line)
                entries.append({"href": "", "title": self.inline(item.text), "summary": self.inline(item.help)})
        return self.template("related.html.j2", entries=entries)

    def code(self) -> str:
        """For paper: the way back to the page."""
        if not self.library.site_url:
            return ""
        picture = draw_code(self.place, self.words["take"]["code"], self.place_in(LANGUAGES[0]))
        return self.template("code.html.j2", code=picture, address=self.place)

    def head(self) -> str:
        """What a reader wants to know of the page before reading it."""
        minutes = max(1, round(self.length() / WORDS_A_MINUTE[self.language]))
        updated = self.guide.procedure.updated
        return self.template(
            "head.html.j2",
            forms=[(id, self.inline(self.find(id).title)) for id in self.filled_in],
            reading=choose(self.words["site"]["reading_time"], minutes, self.language, self.words),
            category=self.words["categories"][self.guide.procedure.category],
            updated=format_date(updated, self.words) if updated else "",
            updated_iso=updated,
            review=self.review(),
            **self.counted(),
        )

    def review(self) -> str:
        """How far somebody who knows the matter has read the page, as it is now."""
        state = find_state(self.library, self.guide, self.language)
        words = self.words["review"]["roles"]
        told: str = self.words["site"]["review_state"][state.word]
        on = format_date(state.on, self.words) if state.on else ""
        return told.format(date=on, role=words[state.role or "matter"], right=state.right, all=state.all)

    def length(self) -> int:
        """How many words a reader reads from top to bottom, what stands inside the forms left out."""
        words = self.guide.words.get(self.language) or self.guide.words[self.guide.procedure.origin]
        texts = [words.intro]
        for section in words.sections:
            if section.id in self.inside:
                continue
            texts += [section.title, section.body, *(f"{item.text} {item.help}" for item in section.items)]
        return sum(count_words(text) for text in texts)

    def structured(self, words: Words) -> str:
        """The page for machines: what it is about, and its questions and answers."""
        procedure = self.guide.procedure
        data = describe_guide(
            self.place,
            self.language,
            {key: self.inline(words.meta.get(key, "")) for key in ("title", "summary")},
            self.questions(),
            self.words,
            procedure.updated,
        )
        text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
        return f'<script type="application/ld+json">{as_script(text)}</script>'

    def questions(self) -> list[tuple[str, str]]:
        """The headings below the one called `faq`, each with what stands under it, as HTML."""
        sections = self.guide.words[self.guide.procedure.origin].sections
        start = next((n for n, section in enumerate(sections) if section.id == FAQ), len(sections))
        below = itertools.takewhile(lambda section: section.level > sections[start].level, sections[start + 1 :])
        found = [self.find(section.id) for section in below if section.id not in self.inside]
        return [(self.inline(section.title), self.block(whole(section))) for section in found]


def count_words(text: str) -> int:
    """The words of Markdown that a reader reads: no marks of sources, no addresses, no signs that stand alone."""
    return len(_READ.findall(_UNREAD.sub(" ", text)))
