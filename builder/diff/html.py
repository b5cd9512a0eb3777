"""In: the report of a change. Out: one HTML file that asks for nothing else: for a phone, by day and by night."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from markupsafe import Markup

from builder.bidi import isolate_text
from builder.diff.report import Report
from builder.diff.say import headline, sections
from builder.diff.text import form_title, group_title
from builder.policy import single_policy
from builder.render.templates import environment
from builder.theme import DIRECTIONS

MOST = 100
"""End states listed of those that change in the same way: a phone takes long over more."""
WHOLE = 3
"""Of these, how many with all that is told there."""


def write_html(report: Report) -> str:
    """The whole report, with all that is told at each end state."""
    style = (Path(__file__).parent.parent / "templates" / "diff.css").read_text(encoding="utf-8")
    first, *others = headline(report)
    return (
        environment()
        .get_template("diff.html.j2")
        .render(
            report=report,
            first=first,
            others=others,
            sections=list(sections(report)),
            form_title=form_title,
            group_title=group_title,
            isolate=partial(isolate_text, lang=report.language),
            most=MOST,
            whole=WHOLE,
            direction=DIRECTIONS[report.language],
            style=Markup(style),
            policy=Markup(single_policy(style)),
        )
    )
