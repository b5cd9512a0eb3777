"""What a reader sees of a fact: its status in a word, since when it holds, what is past its day, who says otherwise."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from builder.load import load_library
from builder.render import render_site
from tests.builder.cards import copy_library, edit

FACTS = "guides/facts/library.yaml"
ENTRY = '<li id="fact-{}"(.*?)\n<small class="dalil-read">(.*?)</small></li>'


def render(folder: Path, day: date, path: str = "guides/library-card.md") -> str:
    """A page in English, its no-break spaces as spaces."""
    return render_site(load_library(folder), day)["en"][path].replace("\u00a0", " ")


def entry(folder: Path, day: date, id: str = "card-validity") -> str:
    """The list's entry for a fact, on the page of the guide."""
    page = render(folder, day)
    found = re.search(ENTRY.format(id), page, re.DOTALL)
    assert found
    return found[0]


SINCE = [
    (date(2019, 12, 31), "not known", [], ["announced for 1 January 2027: 24 months"]),
    (date(2020, 1, 1), "12 months", ["since 1 January 2020"], ["announced for 1 January 2027: 24 months"]),
    (date(2026, 12, 31), "12 months", ["since 1 January 2020"], ["announced for 1 January 2027: 24 months"]),
    (date(2027, 1, 1), "24 months", ["since 1 January 2027", "12 months, since 1 January 2020"], []),
]


@pytest.mark.parametrize(("day", "value", "since", "announced"), SINCE)
def test_a_figure_says_since_when_it_holds(
    day: date, value: str, since: list[str], announced: list[str], tmp_path: Path
) -> None:
    shown = entry(copy_library(tmp_path), day)
    assert f'<strong class="dalil-source-value">{value}</strong>' in shown
    assert all(text in shown for text in [*since, *announced])
    assert ("<details" in shown) == (day >= date(2027, 1, 1))


def test_a_figure_of_unknown_start_says_when_it_was_read(tmp_path: Path) -> None:
    shown = entry(copy_library(tmp_path), date(2026, 11, 22), "reminder-before")
    assert "date not given, read on 1 November 2026" in shown


def test_the_day_of_a_count_is_no_beginning(tmp_path: Path) -> None:
    folder = copy_library(tmp_path)
    before = render(folder, date(2026, 11, 22), "changes.md")
    assert [day for day in ("2020-01-01", "2027-01-01") if f'id="since-card-validity-{day}"' in before] == [
        "2020-01-01",
        "2027-01-01",
    ]
    edit(folder / FACTS, "{from: 2020-01-01, value: 12}", "{from: 2020-01-01, as_of: true, value: 12}")
    assert '12 months</strong>\n<small class="dalil-since">as of 1 January 2020' in entry(folder, date(2026, 11, 22))
    changes = render(folder, date(2026, 11, 22), "changes.md")
    assert "since-card-validity-2020-01-01" not in changes
    assert "since-card-validity-2027-01-01" in changes


def test_a_figure_that_has_ended_says_so(tmp_path: Path) -> None:
    folder = copy_library(tmp_path)
    edit(folder / FACTS, "{from: 2027-01-01, value: 24}", "{from: 2026-01-01, value: null}")
    shown = entry(folder, date(2026, 11, 22))
    assert '<strong class="dalil-source-value">no longer in force</strong>' in shown
    assert "12 months, since 1 January 2020" in shown


@pytest.mark.parametrize(("day", "due"), [(date(2027, 4, 30), 0), (date(2027, 5, 1), 1), (date(2027, 11, 1), 3)])
def test_from_its_day_a_fact_is_due_in_the_text_in_the_head_and_in_the_list(
    day: date, due: int, tmp_path: Path
) -> None:
    page = render(copy_library(tmp_path), day)
    marked = set(re.findall(r'href="#fact-([a-z-]+)">(?:(?!</a>).)*dalil-mark__due', page))
    counted = re.findall(r"dalil-count--overdue.*?(\d+) facts? due", page)
    assert len(marked) == due
    assert counted == ([str(due)] if due else [])
    assert page.count("<strong data-overdue>") == due


def test_a_figure_says_its_status_in_a_word_beside_its_sign(tmp_path: Path) -> None:
    page = render(copy_library(tmp_path), date(2026, 11, 22))
    figures = re.findall(r"</data><a [^>]*><span[^>]*>(\S+)</span> ([a-z ]+)<", page)
    assert figures == [("✓1", "official"), ("?2", "unconfirmed")]


def test_a_dispute_shows_both_sides_and_leads_to_where_the_page_tells_it(tmp_path: Path) -> None:
    shown = entry(copy_library(tmp_path), date(2026, 11, 22), "card-remade-free")
    sides = re.findall(r"<li><span class=\"dalil-status-word dalil-status-word--(\w+)\".*?</li>", shown, re.DOTALL)
    assert sides == ["official", "unconfirmed"]
    assert shown.index("We follow this one") < shown.index("a poster speaks of a fee")
    assert '<a href="#disagree-card-remade-free">Free or not?</a>' in shown


def test_a_figure_that_is_worked_out_shows_its_sum(tmp_path: Path) -> None:
    folder = copy_library(tmp_path)
    with (folder / FACTS).open("a", encoding="utf-8") as file:
        file.write(
            "- id: two-cards\n  unit: months\n  derive: {times: [card-validity, 2]}\n  status: derived\n"
            '  checked: {on: 2026-11-01, seen: "the sum"}\n  every: 12\n'
        )
    edit(folder / "guides/procedures/library-card/en.md", "Enjoy your books.", "Two last for [[two-cards]].")
    shown = entry(folder, date(2026, 11, 22), "two-cards")
    assert '<strong class="dalil-source-value">24 months</strong>' in shown
    assert re.sub("<.*?>", "", re.findall("= <bdi.*</bdi>", shown)[0]) == "= 12 months × 2"
    assert '= <bdi class="dalil-sum" dir="ltr"><bdi>24 months</bdi> × <bdi>2</bdi></bdi>' in entry(
        folder, date(2027, 1, 1), "two-cards"
    )


@pytest.mark.parametrize(
    ("path", "listed"),
    [
        ("guides/library-card-make-it-again.md", "#sources"),
        ("changes.md", "sources.html"),
        ("embeds/library-card.what-now.md", "../guides/library-card.html#sources"),
    ],
)
def test_letters_changes_and_frames_count_their_facts(path: str, listed: str, tmp_path: Path) -> None:
    page = render(copy_library(tmp_path), date(2026, 11, 22), path)
    assert "Facts checked on 1 November 2026" in page
    assert re.search(rf'<a href="{listed}">[^/]*(?:</span> )?[^/]*\d official fact', page)


def test_a_card_that_names_a_form_counts_its_facts(tmp_path: Path) -> None:
    folder = copy_library(tmp_path)
    assert "dalil-counts" not in render(folder, date(2026, 11, 22), "guides/library-card-card.md")
    edit(folder / "guides/procedures/library-card/en.md", "` A parent's consent", "` A consent [[card-validity]]")
    page = render(folder, date(2026, 11, 22), "guides/library-card-card.md")
    assert re.findall(r"dalil-count--\w+.*?</span> (.*?)</a>", page) == ["1 official fact"]


def test_a_page_that_is_no_guide_counts_its_facts_too(tmp_path: Path) -> None:
    folder = copy_library(tmp_path)
    for language in ("en", "fr", "ar"):
        edit(folder / f"docs/{language}/index.md", "[[guides]]", "[[guides]]\n\n[[card-validity]] [^card-remade-free]")
    page = render(folder, date(2026, 11, 22), "index.md")
    assert re.findall(r"dalil-count--\w+.*?</span> (.*?)</a>", page) == ["2 official facts"]
    assert "Facts checked on 1 November 2026" in page


MORE = """
- {id: slips, title: Slips, kind: guide, lang: en, read: 2026-11-01}
- {id: drawer, title: Drawer, kind: guide, lang: en, read: 2026-11-01}
- {id: empty, title: Empty, kind: guide, lang: en, read: 2026-11-01}
"""
WAITING = """
- {id: slip, says: So., status: single, sources: [slips], checked: {on: 2026-11-01, seen: a slip}, every: 12}
- {id: lid, says: So., status: single, sources: [drawer], checked: {on: 2026-11-01, seen: a lid}, every: 12}
- {id: key, says: So., status: single, sources: [drawer], checked: {on: 2026-11-01, seen: a key}, every: 12}
"""
TOLD_WAITING = {
    "en": ["1 fact of the register rests on it", "2 facts of the register rest on it"],
    "ar": ["تستند إليه معلومة واحدة من السجل", "تستند إليه معلومتان من السجل"],
}


@pytest.mark.parametrize("language", TOLD_WAITING)
def test_a_source_that_no_guide_uses_says_how_many_facts_rest_on_it(language: str, tmp_path: Path) -> None:
    folder = copy_library(tmp_path)
    for path, more in ((FACTS, WAITING), ("guides/facts/sources.yaml", MORE)):
        with (folder / path).open("a", encoding="utf-8") as file:
            file.write(more)
    page = render_site(load_library(folder), date(2026, 11, 22))[language]["sources.md"].replace("\u00a0", " ")
    entries = {part.split('"', 1)[0]: part for part in page.split('<li id="source-')[1:]}
    links = [re.findall(r'<a href="../data/facts.csv">(.*?)</a>', entries[id]) for id in ("slips", "drawer", "empty")]
    assert links == [[TOLD_WAITING[language][0]], [TOLD_WAITING[language][1]], []]
    assert "facts.csv" not in entries["house-rules"]


def test_a_text_of_our_own_has_its_title_in_the_language_of_the_page(tmp_path: Path) -> None:
    folder = copy_library(tmp_path)
    with (folder / "guides/facts/sources.yaml").open("a", encoding="utf-8") as file:
        file.write(
            "- {id: ours, title: First text, titles: {ar: النص الأول}, kind: seed, lang: en, read: 2026-11-01}\n"
        )
    pages = render_site(load_library(folder), date(2026, 11, 22))
    shown = {
        language: re.findall(r'lang="(..)" dir="auto">([^<]*)', pages[language]["sources.md"]) for language in pages
    }
    assert ("ar", "النص الأول") in shown["ar"]
    assert ("en", "First text") in shown["fr"]


OWN = """
!!! disagree "A fee for a lost card?"
    The rules know of none. [^card-remade-free/free]
    A poster speaks of one. [^card-remade-free/small-fee]
    We follow the rules.
"""


def test_a_dispute_that_no_guide_tells_of_is_told_by_the_page_itself(tmp_path: Path) -> None:
    folder = copy_library(tmp_path)
    for language in ("en", "fr", "ar"):
        with (folder / f"docs/{language}/disagreements.md").open("a", encoding="utf-8") as file:
            file.write(OWN)
    page = render(folder, date(2026, 11, 22), "disagreements.md")
    assert re.findall("^## .*", page, re.MULTILINE) == ["## Free or not? { #disagree-card-remade-free }"]
    assert "A fee for a lost card?" not in page
    for language in ("en", "fr", "ar"):
        file = folder / f"guides/procedures/library-card/{language}.md"
        text = file.read_text(encoding="utf-8")
        file.write_text(re.sub(r"!!! disagree.*?\n\n", "", text, flags=re.DOTALL), encoding="utf-8")
    page = render(folder, date(2026, 11, 22), "disagreements.md")
    assert re.findall("^## .*", page, re.MULTILINE) == ["## A fee for a lost card? { #disagree-card-remade-free }"]
    assert "dalil-places" not in page
    assert "A poster speaks of one" in page.split('class="dalil-sides"')[1]
