"""In: a letter of a guide, a language and a day. Out: the letter's page as Markdown with front matter."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from markupsafe import Markup

from builder.letters import blank_kind, days_of, letter_widgets, read_draft, show_draft
from builder.render.page import join
from builder.render.paper import PaperRender
from builder.theme import DIRECTIONS
from widgets.model import Letter


@dataclass
class LetterRender(PaperRender):
    """One letter: in French and in Arabic, and on a page in another language in that one to be understood."""

    letter: Letter

    def page_of_letter(self) -> str:
        """The page as Markdown."""
        section = self.find(self.letter.id)
        draft = read_draft(section)
        title = re.sub(r"<[^>]+>", "", section.title)
        lead = self.citations.apply(draft.lead)
        body = self.template(
            "letter.html.j2",
            letter=self.letter,
            guide_id=self.guide.id,
            widgets=[widget.id for widget in letter_widgets(self.guide.procedure, self.letter)],
            sides=[side.text() for side in self.twins],
            meaning=None if self.language in {side.language for side in self.twins} else self.text(),
            blanks=[
                {"id": item.id, "label_html": self.inline(item.text)}
                for item in section.items
                if blank_kind(item.id) == "blank"
            ],
            by_hand=any(blank_kind(item.id) == "line" for item in section.items),
        )
        summary = self.words["paper"]["letter_summary"]
        parts = [self.head_of("letter", title, summary), f"# {section.title}"]
        parts += [
            self.template("summary.html.j2", summary=summary),
            self.facts(),
            self.copy_notice(),
            lead,
            body,
            self.foot(),
            self.data_of_letter(),
        ]
        return join(parts)

    def text(self) -> dict[str, Any]:
        """The letter in this language."""
        section = self.find(self.letter.id)
        shown = show_draft(read_draft(section), section.items, lambda text: self.citations.apply(text, ".html"))
        return {"language": self.language, "dir": DIRECTIONS[self.language], "text_html": Markup(shown)}

    def data_of_letter(self) -> str:
        """The rules; each widget works out the days that the letter names."""
        procedure = self.guide.procedure
        slots = {slot for side in self.twins for slot in read_draft(side.find(self.letter.id)).slots}
        shows = tuple(id for id in days_of(procedure) if id in slots and id != "today")
        widgets = letter_widgets(procedure, self.letter)
        return self.paper_data(tuple(replace(widget, shows=shows) for widget in widgets))
