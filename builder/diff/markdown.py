"""In: the report of a change. Out: Markdown for the pull request, no longer than GitHub takes, safe to post.

The reader's words come from whoever proposes the change: every sign that Markdown, HTML or GitHub would make something
of is taken for what it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.diff.report import Form, Report
from builder.diff.say import headline, sections
from builder.diff.text import MOST, form_title, group_title, tell_answers, tell_part

LONGEST = 65_000
"""Characters that comment.yml posts: GitHub takes 65,536, and a line of its own stands before them."""
CUT = "\n\n**Cut here: GitHub takes no longer text. {left} more lines are in the HTML file of this comparison.**\n"
_ROOM = 200
"""Characters kept for the line that says so."""
_SIGNS = re.compile(r"([\\`*_{}\[\]()#+!|~>-])")
_REFERENCE = re.compile(r"(?<=[@#])(?=\w)|(?<=[Gg][Hh])(?=-)|(?<=://)(?=\S)|(?<=www)(?=\.)")


def write_markdown(report: Report) -> str:
    """The report, cut at a line's end where it is too long."""
    lines = list(_lines(report))
    text = "\n".join(lines) + "\n"
    if len(text) <= LONGEST:
        return text
    kept, length = 0, 0
    while length + len(lines[kept]) + 1 <= LONGEST - _ROOM:
        length += len(lines[kept]) + 1
        kept += 1
    open_details = sum(line.count("<details>") - line.count("</details>") for line in lines[:kept])
    left = sum(bool(line.strip()) for line in lines[kept:])
    return "\n".join(lines[:kept]) + "\n\n</details>" * open_details + CUT.format(left=left)


def _lines(report: Report) -> Iterator[str]:
    first, *others = headline(report)
    yield f"**{plain(first)}**"
    yield ""
    for line in others:
        yield from (plain(line), "")
    for title, rows in sections(report):
        yield from (f"### {title}", "")
        for head, below in rows:
            yield f"- {plain(head)}"
            yield from (f"  - {plain(line)}" for line in below)
        yield ""
    for form in report.forms:
        if form.ends:
            yield from _form(form, report.language)


def _form(form: Form, language: str) -> Iterator[str]:
    yield from (f"<details><summary>{element(form_title(form, language))}</summary>", "")
    for group in form.groups:
        yield from (f"**{plain(group_title(group))}**", "")
        yield from (f"- {plain(tell_part(part, language))}" for part in group.changes)
        yield ""
        for number, end in enumerate(group.ends[:MOST], 1):
            yield f"{number}. {plain(tell_answers(end.answers, language))}"
        if len(group.ends) > MOST:
            yield from ("", f"… and {len(group.ends) - MOST} more with the same change, in the HTML file.")
        yield ""
    yield from ("</details>", "")


def plain(text: str) -> str:
    """A text as it stands: no mark, no element, no link, nobody called by name."""
    return _SIGNS.sub(r"\\\1", element(text).replace("&gt;", ">"))


def element(text: str) -> str:
    """The same between the tags of an element, where GitHub reads no Markdown."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\n", " ")
    return _REFERENCE.sub("\u200b", text)
