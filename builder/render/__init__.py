"""In: a `Library` and the build's day. Out: for each language, every page as Markdown with front matter, and a feed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from builder.decided import decide
from builder.graph import Graphs
from builder.keys import guide_key
from builder.letters import card_widgets
from builder.library import LANGUAGES, Guide, Library
from builder.render.card import CardRender
from builder.render.embed import EmbedRender, EmbedsRender, place_embed
from builder.render.feed import FEED
from builder.render.guide import GuideRender
from builder.render.history import ChangesRender
from builder.render.letter import LetterRender
from builder.render.page import LIST, PageRender
from builder.render.register import DisagreementsRender, GlossaryRender, SourcesRender
from builder.render.rules import RULES, RulesListRender, RulesRender, place_rules
from builder.render.ticked import ListRender
from builder.tree import Node
from widgets.letters import CARD

__all__ = ["render_guide", "render_page", "render_site"]

GENERATED: dict[str, type[PageRender]] = {
    "sources": SourcesRender,
    "disagreements": DisagreementsRender,
    "changes": ChangesRender,
    "glossary": GlossaryRender,
    LIST: ListRender,
    "embed": EmbedsRender,
    RULES: RulesListRender,
}
"""The pages of docs/ to which the build adds what the facts, the guides and the glossary say."""


def render_site(library: Library, today: date) -> dict[str, dict[str, str]]:
    """Every page of every language: {language: {path below its docs folder: Markdown}}; a feed as it ships."""
    site: dict[str, dict[str, str]] = {}
    for language in LANGUAGES:
        site[language] = {}
        for name in library.pages:
            site[language] |= render_page(library, name, language, today)
    for guide in library.guides.values():
        for language, pages in render_guide(library, guide, today).items():
            site[language] |= pages
    return site


def render_page(library: Library, name: str, language: str, today: date) -> dict[str, str]:
    """A page of docs/ in one language, with its feed if it has one."""
    render = GENERATED.get(name, PageRender)(library, language, today)
    pages = {f"{name}.md": render.page(library.pages[name])}
    if isinstance(render, ChangesRender) and library.site_url:
        pages[FEED] = render.feed()
    return pages


def render_guide(library: Library, guide: Guide, today: date) -> dict[str, dict[str, str]]:
    """All pages of a guide, by language."""
    key = (guide_key(library, guide), today)
    return library.kept.of(("render", guide.id), key, lambda: _render_guide(library, guide, today))


def _render_guide(library: Library, guide: Guide, today: date) -> dict[str, dict[str, str]]:
    trees, graphs = decide(library, guide, today)
    return {language: dict(_pages_of(library, guide, language, today, trees, graphs)) for language in LANGUAGES}


def _pages_of(
    library: Library, guide: Guide, language: str, today: date, trees: Mapping[str, Node | None], graphs: Graphs
) -> Iterator[tuple[str, str]]:
    about = (library, language, today, guide, trees)
    render = GuideRender(*about, graphs=graphs)
    yield f"guides/{guide.id}.md", render.guide_page()
    yield place_rules(guide.id, ".md"), RulesRender(*about).rules_page()
    if card_widgets(guide.procedure):
        yield f"guides/{guide.id}-{CARD}.md", CardRender(library, language, today, guide, {}).page_of_card()
    for letter in guide.procedure.letters:
        page = LetterRender(library, language, today, guide, {}, letter).page_of_letter()
        yield f"guides/{guide.id}-{letter.id}.md", page
    for widget in guide.procedure.widgets:
        embed = EmbedRender(*about, widget, graphs=graphs)
        embed.stand_in(render)
        yield place_embed(guide, widget, ".md"), embed.embed_page()
