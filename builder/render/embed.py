"""In: a form of a guide, a language and a day. Out: the form alone, for a frame, and the page that shows such lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from builder.library import Guide
from builder.render.data import format_of_page, rules_of_page
from builder.render.forms import PAGE_ONLY
from builder.render.guide import GuideRender
from builder.render.page import PageRender, join
from widgets.model import Widget

LISTS = {"[[embeds]]": "embeds", "[[embed-preview]]": "preview", "[[embed-script]]": "script"}
"""Each on a line of its own in the page that shows how: what the build puts there."""

HEIGHT = 640
"""Pixels of a frame whose page has no script of ours: most first questions fit, the rest scrolls."""


FOLDER = "embeds"
"""Beside the folder of the guides, and as deep: what leads from there leads from here."""


def place_embed(guide: Guide, widget: Widget, ending: str = ".html") -> str:
    """Where a form's own page is in its language; no id has a point in it."""
    return f"{FOLDER}/{guide.id}.{widget.id}{ending}"


@dataclass
class EmbedRender(GuideRender):
    """One form of a guide alone."""

    alone: Widget

    def stand_in(self, page: GuideRender) -> None:
        """The guide's page has shown the form already: its words stay, and a fact has the number that it has there."""
        self.citations = page.citations
        self.forms_shown, self.blocks, self.labels = page.forms_shown, page.blocks, page.labels

    def part_of(self, form: str) -> str:
        """All but what stands on the guide's page alone."""
        begin, end = (f"{mark}\n" for mark in PAGE_ONLY)
        first, *others = form.split(begin)
        return "".join([first, *(other.partition(end)[2] for other in others)])

    def embed_page(self) -> str:
        """The page as Markdown: out of the menu, the search and the sitemap."""
        words = self.guide.words.get(self.language) or self.guide.words[self.guide.procedure.origin]
        title = self.inline(self.find(self.alone.id).title)
        more = {"robots": "noindex", "template": "embed.html", "whole": self.whole}
        head = self.front_matter(words, "embed", title=title.striptags(), **more)
        body = self.template(
            "embed.html.j2",
            guide=self.inline(words.meta.get("title", self.guide.id)),
            whole=self.whole,
            id=self.alone.id,
            title=title,
            notice=Markup(self.notice()),
            form=PAGE_ONLY[0],  # nobody can write this into a text; the form has no blank lines to be looked for
            facts=self.counted(f"{self.whole}#sources"),
        ).replace(PAGE_ONLY[0], self.widget(self.alone))
        return join([head, body, self.data()])

    @property
    def whole(self) -> str:
        """Where the guide is from here."""
        return f"{self.to_root}guides/{self.guide.id}.html"

    def notice(self) -> str:
        """Says that no native speaker has read the guide's words in this language."""
        origin = self.guide.procedure.origin
        words = self.guide.words.get(self.language)
        state = "origin" if words is None or self.language == origin else words.meta.get("translation", "unreviewed")
        return self.translation_notice(state, origin)

    def data(self) -> str:
        """The rules with this form alone."""
        rules = rules_of_page(self.library, self.guide, self.graphs, self.today, self.alone)
        return self.template("data.html.j2", procedure=rules, format=format_of_page(self.words["format"]))


@dataclass
class EmbedsRender(PageRender):
    """The page that shows each form's line."""

    def lists(self, text: str) -> str:
        """The page's own text with the lines, a preview and the script for the page around the frame."""
        text = super().lists(text)
        for mark, name in LISTS.items():
            if mark in text:
                text = text.replace(mark, getattr(self, name)())
        return text

    def embeds(self) -> str:
        """Each form's line, guide by guide."""
        guides = [
            {"title": self.title(guide), "forms": [self.form(guide, widget) for widget in guide.procedure.widgets]}
            for guide in self.library.guides.values()
            if guide.procedure.widgets
        ]
        return self.template("embeds.html.j2", guides=guides)

    def preview(self) -> str:
        """The first form, in a frame of this page."""
        guide, widget = next(self.forms())
        form = {**self.form(guide, widget), "place": place_embed(guide, widget)}
        return self.template("preview.html.j2", form=form, height=HEIGHT)

    def origin(self) -> str:
        """Where a frame's messages come from."""
        address = urlsplit(self.library.site_url)
        return f"{address.scheme}://{address.netloc}"

    def grow(self) -> str:
        """What a frame's line does when the frame has come: it takes the height that the frame tells."""
        told = f"event.source === this.contentWindow && event.origin === '{self.origin()}' && event.data?.dalil?.height"
        return f"window.addEventListener('message', (event) => this.style.height = ({told} || NaN) + 'px')"

    def script(self) -> str:
        """What the page around a frame may run instead, where a line may hold no code."""
        text = (Path(__file__).parents[1] / "templates" / "frame.html").read_text(encoding="utf-8").strip()
        text = text.replace("{origin}", self.origin())
        return self.template("copied.html.j2", label=self.words["embed"]["script"], code=indented(text))

    def forms(self) -> Iterator[tuple[Guide, Widget]]:
        """Every form of every guide."""
        return ((guide, widget) for guide in self.library.guides.values() for widget in guide.procedure.widgets)

    def title(self, guide: Guide) -> Markup:
        """The name of a guide."""
        words = guide.words.get(self.language) or guide.words[guide.procedure.origin]
        return self.unmarked(words.meta.get("title", guide.id))

    def form(self, guide: Guide, widget: Widget) -> dict[str, Any]:
        """A form's title, and its line."""
        words = guide.words.get(self.language) or guide.words[guide.procedure.origin]
        section = words.section(widget.id)
        title = self.unmarked(section.title if section else widget.id)
        plain = title.striptags()
        quoted = str(escape(plain)).replace("&#39;", "'")  # between double quotes it can stay
        address = f"{self.library.site_url}{self.language}/{place_embed(guide, widget)}"
        line = (
            f'<iframe src="{address}" title="{quoted}" height="{HEIGHT}" loading="lazy"'
            f' referrerpolicy="no-referrer" style="border: 0; width: 100%" onload="{self.grow()}"></iframe>'
        )
        return {"title": title, "plain": plain, "line": line}


def indented(code: str) -> Markup:
    """Code as HTML whose lines begin with no space, for a template takes it away."""
    spaces = [len(line) - len(line.lstrip()) for line in code.split("\n")]
    lines = zip(spaces, code.split("\n"), strict=True)
    return Markup("\n".join("&#32;" * count + str(escape(line.lstrip())) for count, line in lines))
