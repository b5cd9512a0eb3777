"""In: the facts and what the guides say of them. Out: the pages on all sources, all disagreements, and all terms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from markupsafe import Markup

from builder.cite import CITATION
from builder.facts import WORDS, Fact, Source
from builder.figures import choose, format_date
from builder.fold import fold
from builder.quote import BLOCK, Dispute, anchor
from builder.render.page import PageRender
from builder.render.uses import DISAGREEMENTS, Place, Uses
from builder.words import Section

REGISTER = "facts.csv"
"""Among the open data: every fact, those that no guide uses yet too."""


@dataclass
class RegisterRender(PageRender):
    """A page about the facts of all guides."""

    @cached_property
    def uses(self) -> Uses:
        """Where each fact is used."""
        return Uses(self.library, self.language)

    def side_words(self, fact: str, side: str) -> Markup:
        """What a guide says for one side of a dispute."""
        return self.unmarked(self.uses.sides.get((fact, side), ""))

    def links(self, places: list[Place]) -> list[dict[str, Any]]:
        """Guides and pages to go to."""
        return [{"href": place.href, "title": self.inline(place.title)} for place in places]


@dataclass
class SourcesRender(RegisterRender):
    """Every source by kind, with what rests on it."""

    def told(self) -> list[str]:
        """The facts that a guide or page uses; what waits for guides to come is only numbered."""
        return [id for id in self.library.facts if self.uses.places.get(id)]

    def generated(self) -> str:
        """A section for each kind of source."""
        groups = ['<div class="dalil-place" id="sources"></div>']
        for kind, name in self.words["kinds"].items():
            sources = [source for source in self.library.sources.values() if source.kind == kind]
            shown = [
                self._source(source)
                for source in sorted(sources, key=lambda source: source.named(self.language)[0].casefold())
            ]
            if shown:
                groups.append(f"## {name[0].upper()}{name[1:]} {{ #kind-{kind.replace('_', '-')} }}")
                groups.append(
                    self.template("origins.html.j2", register=self.citations.data(REGISTER), **_parted(shown))
                )
        return "\n\n".join(groups)

    @cached_property
    def resting(self) -> dict[str, list[Fact]]:
        """For each source the facts that rest on it."""
        found: dict[str, list[Fact]] = {}
        for fact in self.library.facts.values():
            for source in _sources_of(fact):
                found.setdefault(source, []).append(fact)
        return found

    def _source(self, source: Source) -> dict[str, Any]:
        resting = self.resting.get(source.id, [])
        facts = [shown for fact in resting for shown in self._resting(fact, source)]
        waiting = len(resting) - len(facts)
        return {
            "source": source,
            "read": format_date(source.read, self.words),
            "facts": facts,
            "rests": choose(self.words["counts"]["rests"], len(facts), self.language, self.words),
            "waiting": choose(self.words["counts"]["waiting"], waiting, self.language, self.words) if waiting else "",
        }

    def _resting(self, fact: Fact, source: Source) -> Iterator[dict[str, Any]]:
        """A fact that rests on the source and that a guide or page uses, in that one's words."""
        places = self.uses.places.get(fact.id, [])
        sides = [side for side in fact.positions if source.id in side.sources]
        if not places:
            return
        side = next((side for side in sides if side.follow), sides[0] if sides else None)
        text = self.uses.sides.get((fact.id, side.id), "") if side else ""
        yield {
            "word": WORDS[(side or fact).status],
            "value": self.citations.value(fact) if fact.is_figure and (side is None or side.follow) else "",
            "text": self.unmarked(text or self.uses.words_of(fact.id)),
            "followed": side is None or side.follow,
            "places": self.links(places),
        }


@dataclass
class DisagreementsRender(RegisterRender):
    """Every dispute that a guide or page tells of, in its words; of the rest, in words of this page."""

    def prose(self, text: str) -> str:
        """The page's own blocks stand among the others, where no guide tells of the same."""
        return super().prose(BLOCK.sub("", text))

    def generated(self) -> str:
        """A section for each dispute, with its sources."""
        told = [self._dispute(dispute, places) for dispute, places in self.uses.disputes()]
        return "\n\n".join(['<div class="dalil-place" id="sources"></div>', *told]) if told else ""

    def _dispute(self, dispute: Dispute, places: list[Place]) -> str:
        before = set(self.citations.cited)
        for id in dispute.facts:
            self.citations.number(id)
        page = places[0].href.partition("#")[0].replace(".html", ".md")
        text = self.citations.apply(dispute.text.replace("](#", f"]({page}#"))
        new = [id for id in self.citations.cited if id not in before]
        title = re.sub(CITATION, "", dispute.title).strip()
        parts = [f"## {title} {{ #{anchor(dispute.facts[0])} }}", text]
        if not page.startswith(DISAGREEMENTS):
            parts.append(self.template("places.html.j2", label="explained_in", places=self.links(places)))
        if new:
            parts.append(self.template("sources.html.j2", lead=False, entries=self.list_facts(new)))
        return "\n\n".join(parts)

    def foot(self) -> str:
        """Each dispute has its sources with it."""
        return ""


@dataclass
class GlossaryRender(PageRender):
    """The terms in three languages, side by side."""

    def page_section(self, section: Section) -> list[str]:
        """The remarks stand with their terms."""
        return [] if section.id == "notes" else super().page_section(section)

    def generated(self) -> str:
        """Every term, in the order of the page's language."""
        notes = self.own.section("notes") if self.own else None
        terms = []
        for term in self.library.glossary:
            note = notes.item(term["id"]) if notes else None
            terms.append(
                {
                    **term,
                    "word": WORDS[term["status"]],
                    "unreviewed": bool(term.get("unreviewed")),
                    "sources": [self.library.sources[id] for id in term["sources"]],
                    "note": self.inline(note.text) if note else "",
                }
            )
        terms.sort(key=lambda term: (not term[self.language], sort_key(term[self.language] or term["fr"])))
        others = [language for language in ("fr", "ar", "en") if language != self.language]
        return self.template("glossary.html.j2", terms=terms, languages=[self.language, *others])


def _sources_of(fact: Fact) -> set[str]:
    """What the fact and the sides of its dispute rest on."""
    return {*fact.sources, *(source for side in fact.positions for source in side.sources)}


def _parted(sources: list[dict[str, Any]]) -> dict[str, Any]:
    """Those on which something rests, before those read for guides to come."""
    return {
        "used": [shown for shown in sources if shown["facts"]],
        "unused": [shown for shown in sources if not shown["facts"]],
    }


def sort_key(term: str) -> str:
    """As a dictionary has it: without capitals, accents and the Arabic article."""
    plain = fold(term)
    return re.sub(r"^ال", "", plain)
