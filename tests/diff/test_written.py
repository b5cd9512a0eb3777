"""The report of a change as it is written: text, Markdown that GitHub takes, and one HTML file."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from builder.diff.compare import Before, compare
from builder.diff.html import WHOLE, write_html
from builder.diff.markdown import LONGEST, element, plain, write_markdown
from builder.diff.report import Behind, End, Form, Page, Part, Report, Touched
from builder.diff.say import aside
from builder.diff.text import KINDS, MOST, tell_part, write_text
from builder.figures import NO_BREAK
from builder.load import load_library
from builder.policy import hashed
from tests.builder.cards import copy_library, edit

CARD = Path("guides/procedures/library-card")
FACTS = Path("guides/facts/library.yaml")


def end(number: int, *, kind: str = "changed", after: str = "Renew") -> End:
    return End((("Which book?", f"number {number}"),), (Part("outcome", ("Enjoy",), (after,)),), kind)


def report_of(ends: tuple[End, ...], language: str = "en") -> Report:
    return Report(
        base="main",
        today="2026-11-22",
        language=language,
        forms=[Form("library-card", "What now?", None, len(ends) + 3, ends)],
        still=10,
        facts=[Touched("card-validity", ("from 2020-01-01: 12 → 18",), ("library-card",))],
        pages={"en": [Page("guides/library-card", ("words",))], "fr": [], "ar": []},
        behind=[Behind("guides/library-card", "renew", "fr", ("en", "ar"))],
    )


def test_the_text_tells_it_from_the_number_to_each_end() -> None:
    assert write_text(report_of((end(1), end(2)))).splitlines() == [
        "This edit changes 2 of 15 end states.",
        "Compared with main; today is 2026-11-22.",
        "",
        "Guides",
        "  library-card: 2 of 5",
        "",
        "Outcomes that change",
        "  library-card, What now?",
        "    Enjoy → Renew: 2 end states",
        "",
        "Facts touched",
        "  card-validity (library-card)",
        "    from 2020-01-01: 12 → 18",
        "",
        "Pages changed",
        "  en",
        "    guides/library-card (words)",
        "",
        "Translations left behind",
        "  guides/library-card",
        "    renew: changed in fr, not in en, ar",
        "",
        "library-card, What now?: 2 of 5",
        "  2 end states change like this",
        "    outcome: Enjoy → Renew",
        "    · Which book? number 1",
        "    · Which book? number 2",
    ]


def test_the_text_says_what_it_leaves_out() -> None:
    alike = tuple(end(number) for number in range(MOST + 3))
    assert "    … and 3 more with the same change; --html FILE lists them" in write_text(report_of(alike)).splitlines()
    kinds = tuple(end(number, after=f"way {number}") for number in range(KINDS + 2))
    last = write_text(report_of(kinds)).splitlines()[-1]
    assert last == "  … and 2 more end states that change in 2 other ways; --html FILE lists them"


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (("a card",), ("a photo",), "to bring: a card → a photo"),
        ((), ("a photo",), "to bring: none → a photo"),
        (("a card", "a stamp"), ("a card", "a photo"), "to bring: − a stamp; + a photo"),
        (("a card", "a stamp"), ("a stamp", "a card"), "to bring: in another order"),
        (("a card", "a stamp"), ("a card", "a stamp"), "to bring: a card; a stamp"),
    ],
)
def test_of_a_list_what_goes_and_what_comes_is_told(before: tuple[str, ...], after: tuple[str, ...], told: str) -> None:
    assert tell_part(Part("to bring", before, after), "en") == told


@pytest.mark.parametrize(
    ("language", "words", "told"),
    [
        ("fr", "+30 jours", "+30 jours"),
        ("ar", "+30 يوما", "\u200e\u2068\u2066+30\u2069 يوما\u2069"),
        ("ar", "الوقت المتبقي", "\u200e\u2068الوقت المتبقي\u2069"),
    ],
)
def test_in_an_english_line_arabic_words_and_their_figures_keep_their_order(
    language: str, words: str, told: str
) -> None:
    assert aside(words, language) == told


def test_new_and_gone_end_states_are_told_apart() -> None:
    text = write_text(report_of((end(1, kind="new"), end(2, kind="gone"), end(3, kind="gone"))))
    assert "  1 end state is new: nobody could answer so before" in text
    assert "  2 end states are gone: nobody can answer so any more" in text


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("a *bold* `word`", "a \\*bold\\* \\`word\\`"),
        ("[here](https://bad.example)", "\\[here\\]\\(https://\u200bbad.example\\)"),
        ("<img src=x onerror=alert(1)>", "&lt;img src=x onerror=alert\\(1\\)\\>"),
        ("thanks @somebody, see #12", "thanks @\u200bsomebody, see \\#\u200b12"),
        ("www.bad.example & GH-7", "www\u200b.bad.example &amp; GH\u200b\\-7"),
    ],
)
def test_words_in_markdown_are_words(written: str, read: str) -> None:
    assert plain(written) == read


def test_no_word_leaves_its_element() -> None:
    assert element("a</summary><b>@team") == "a&lt;/summary&gt;&lt;b&gt;@\u200bteam"


def test_markdown_is_cut_where_github_would_refuse_it() -> None:
    ends = tuple(end(number, after=f"way {number} " + "and so on " * 30) for number in range(400))
    text = write_markdown(report_of(ends))
    assert LONGEST - 1000 < len(text) <= LONGEST
    last = text.rstrip().rpartition("\n")[2]
    assert re.fullmatch(
        r"\*\*Cut here: GitHub takes no longer text\. [0-9]+ more lines are in the HTML file of this comparison\.\*\*",
        last,
    )
    assert text.count("<details>") == text.count("</details>")
    assert text.startswith("**This edit changes 400 of 413 end states.**\n")


def test_short_markdown_is_whole() -> None:
    text = write_markdown(report_of((end(1),)))
    assert "Cut here" not in text
    assert "1. Which book? number 1" in text.splitlines()


def test_the_html_file_asks_for_nothing_and_holds_the_readers_words_as_text(tmp_path: Path) -> None:
    folder = copy_library(tmp_path / "now")
    before = load_library(copy_library(tmp_path / "then"))
    edit(folder / FACTS, "{from: 2020-01-01, value: 12}", "{from: 2020-01-01, value: 18}")
    edit(folder / CARD / "ar.md", "{ #renew }", "<b>x</b> { #renew }")
    report = compare(Before("then", before), load_library(folder), date(2026, 11, 22), "ar", lambda _: None)
    html = write_html(report)
    style = html.split("<style>")[1].split("</style>")[0]
    assert f"style-src {hashed(style)}" in html
    assert not re.search(r"<script|\bsrc=|\bhref=|@import|url\(", html)
    assert "<b>x" not in html
    assert "\u206622\u2069 نونبر \u20662026\u2069" in html.replace(NO_BREAK, " ")
    assert 'lang="ar" dir="rtl"' in html
    ends = sum(len(form.ends) for form in report.forms)
    assert html.count("<li>\n<details") + html.count("<li>\n<div") == ends > WHOLE
