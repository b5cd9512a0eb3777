"""What a template gives becomes one block: Markdown ends a block of HTML at a blank line."""

import pytest

from builder.render.page import in_lines


@pytest.mark.parametrize(
    ("html", "lines"),
    [
        ("", ""),
        (" \n\n", ""),
        ("<p>\n</p>", "<p>\n</p>"),
        ("\n<p>\n\n \n  a  b\n\t</p>\n", "<p>\na  b\n</p>"),
        ("<p>a\t\nb\u00a0\n</p>", "<p>a\nb\n</p>"),
        ("<p>a \n b \n\n</p> ", "<p>a\nb\n</p>"),
        ("<p>\u00a0\n\u00a0a \n</p>", "<p>\na\n</p>"),
    ],
)
def test_there_is_no_blank_line_and_no_space_round_a_line(html: str, lines: str) -> None:
    assert in_lines(html) == lines
    assert lines == "\n".join(filter(None, map(str.strip, html.splitlines())))
