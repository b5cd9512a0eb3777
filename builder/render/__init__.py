"""In: a `Library` and the build's day. Out: for each language, every page as Markdown with front matter."""

from __future__ import annotations

from datetime import date

from builder.load import LANGUAGES, Library
from builder.render.guide import GuideRender
from builder.render.page import PageRender
from builder.unfold import find_trees

__all__ = ["render_site"]


def render_site(library: Library, today: date) -> dict[str, dict[str, str]]:
    """Every page of every language: {language: {path below its docs folder: Markdown}}."""
    site: dict[str, dict[str, str]] = {}
    trees = {guide.id: find_trees(library, guide, today) for guide in library.guides.values()}
    for language in LANGUAGES:
        pages = {}
        for name, words in library.pages.items():
            pages[f"{name}.md"] = PageRender(library, language, today).page(words)
        for guide in library.guides.values():
            pages[f"guides/{guide.id}.md"] = GuideRender(library, language, today, guide, trees[guide.id]).guide_page()
        site[language] = pages
    return site
