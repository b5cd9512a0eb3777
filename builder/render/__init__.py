"""In: a `Library` and the build's day. Out: for each language, every page as Markdown with front matter, and a feed."""

from __future__ import annotations

from datetime import date

from builder.graph import find_graphs
from builder.letters import card_widgets
from builder.load import LANGUAGES, Library
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
from builder.unfold import find_trees
from widgets.letters import CARD

__all__ = ["render_site"]

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
    trees = {guide.id: find_trees(library, guide, today) for guide in library.guides.values()}
    graphs = {guide.id: find_graphs(library, guide, today, trees[guide.id]) for guide in library.guides.values()}
    for language in LANGUAGES:
        pages = {}
        for name, words in library.pages.items():
            render = GENERATED.get(name, PageRender)(library, language, today)
            pages[f"{name}.md"] = render.page(words)
            if isinstance(render, ChangesRender) and library.site_url:
                pages[FEED] = render.feed()
        for guide in library.guides.values():
            about = (library, language, today, guide, trees[guide.id])
            render = GuideRender(*about, graphs=graphs[guide.id])
            pages[f"guides/{guide.id}.md"] = render.guide_page()
            pages[place_rules(guide.id, ".md")] = RulesRender(*about).rules_page()
            if card_widgets(guide.procedure):
                pages[f"guides/{guide.id}-{CARD}.md"] = CardRender(library, language, today, guide, {}).page_of_card()
            for letter in guide.procedure.letters:
                page = LetterRender(library, language, today, guide, {}, letter).page_of_letter()
                pages[f"guides/{guide.id}-{letter.id}.md"] = page
            for widget in guide.procedure.widgets:
                embed = EmbedRender(*about, widget, graphs=graphs[guide.id])
                embed.citations.cited = render.citations.cited  # a fact has the number that it has in the guide
                pages[place_embed(guide, widget, ".md")] = embed.embed_page()
        site[language] = pages
    return site
