"""A few lines of Markdown as HTML: what is plain is told without the converter, and is what the converter says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder import fragments

PLAIN = st.from_regex(fragments._PLAIN, fullmatch=True)


@given(st.one_of(PLAIN, st.text("aم1 ,.;:?'’«»()/%،\u00a0-", max_size=12).filter(fragments._PLAIN.fullmatch)))
def test_a_plain_line_is_what_the_converter_makes_of_it(text: str) -> None:
    converter = fragments._converter()
    converter.reset()
    assert converter.convert(text) == f"<p>{text}</p>"


@pytest.mark.parametrize(
    "text",
    ["", " a", "a ", "1. a", "- a", "a\nb", "a_b_", "<b>", "a <b>", "a & b", "a&amp;b", "a *b*", "a [b](c)", "#"],
)
def test_what_may_be_markdown_or_html_is_not_plain(text: str) -> None:
    assert not fragments._PLAIN.fullmatch(text)


@pytest.mark.parametrize("text", ["Yes", "L’année : 50 %", "نعم، غدا؟", "a. b", "a - b", "Two  spaces"])
def test_labels_are_plain(text: str) -> None:
    assert fragments._PLAIN.fullmatch(text)
    assert fragments.inline(text) == text


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("a *b*", "a <em>b</em>"),
        ("a\n\nb", "<p>a</p>\n<p>b</p>"),
        ("- a", "<ul>\n<li>a</li>\n</ul>"),
        ("", ""),
        ("<p>a</p>", "a"),
    ],
)
def test_a_label_is_one_paragraph_without_its_element(text: str, html: str) -> None:
    assert fragments.inline(text) == html
