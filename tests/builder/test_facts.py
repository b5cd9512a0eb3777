"""The register's own checks: the whole list of what is wrong with facts, with their use, and with figures in prose."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from builder.check import check_library
from builder.check.facts import check_days
from builder.check.units import check_value
from builder.facts import Unit
from builder.load import load_library
from tests.builder.cards import copy_library, edit, label_instead, short

FACTS = "guides/facts/library.yaml"
SOURCES = "guides/facts/sources.yaml"
GUIDE = "guides/procedures/library-card"
TAIL = """, every: 12, checked: {on: 2026-11-01, seen: "article 3"}}\n"""
RULES = "status: official, sources: [house-rules]"
BOARD = "status: single, sources: [notice-board]"


def problems(folder: Path) -> list[str]:
    return [short(problem) for problem in check_library(load_library(folder))]


def with_facts(folder: Path, *written: str) -> list[str]:
    """What the check says of more facts, the first of them on line 25."""
    copy_library(folder)
    with (folder / FACTS).open("a", encoding="utf-8") as file:
        file.write("".join("- {" + one + TAIL for one in written))
    return [problem.removeprefix(f"{FACTS}:") for problem in problems(folder)]


def test_facts_that_are_right_have_no_problem(tmp_path: Path) -> None:
    written = (
        f"id: fine, unit: MAD, {RULES}"
        ", values: [{from: unknown, seen: 2026-11-01, value: 2.5}, {from: 2026-12-01, value: null}]",
        f"id: desk, unit: phone, values: [{{from: 2020-01-01, value: '05 20 44 71 00'}}], {RULES}",
        f"id: loan, unit: days, values: [{{from: 2020-01-01, value: 21}}], {BOARD}, why: It is newer., positions: ["
        f"{{id: short, value: 14, {RULES}}}, {{id: long, value: 21, {BOARD}, follow: true}}]",
        "id: fines, unit: MAD, derive: {times: [fine, loan]}, round: 0.01, status: derived, sources: []",
    )
    assert with_facts(tmp_path, *written) == []


def test_everything_wrong_with_facts_is_told_at_once(tmp_path: Path) -> None:
    with (copy_library(tmp_path) / SOURCES).open("a", encoding="utf-8") as file:
        file.write("- {id: notice-board, title: Encore une affiche, kind: blog, lang: fr, read: 2026-11-01}\n")
    with (tmp_path / FACTS).open("a", encoding="utf-8") as file:
        file.write("".join("- {" + one + TAIL for one in WRONG))
    assert problems(tmp_path) == [
        *(f"{FACTS}:{line}" for line in TOLD),
        f"{SOURCES}:3: The source 'notice-board' is already in this file. Keep one of them, or give one another id.",
    ]


def test_nobody_has_looked_on_a_day_to_come_or_seen_nothing(tmp_path: Path) -> None:
    edit(copy_library(tmp_path) / FACTS, 'seen: "article 5"', 'seen: " … "')
    seen = f"{FACTS}:19: 'card-remade-free' does not say what was seen. Write seen: what the page shows, and its day."
    assert problems(tmp_path) == [seen]
    edit(tmp_path / FACTS, 'on: 2026-11-01, seen: "article 3"', 'on: 2026-11-02, seen: "article 3, unchanged"')
    library = load_library(tmp_path)
    assert list(check_days(library, date(2026, 11, 2))) == []
    assert [short(problem) for problem in check_days(library, date(2026, 11, 1))] == [
        f"{FACTS}:6: 'card-validity' is said to be checked on 2026-11-02, and today is 2026-11-01."
        " Write the day on which somebody looked."
    ]


DATED = "values: [{from: 2020-01-01, value: 3}]"
WRONG = (
    f"id: card-validity, unit: months, {DATED}, {RULES}",
    f"id: no-unit, {DATED}, {RULES}",
    f"id: both, says: It is so., unit: months, {DATED}, {RULES}",
    f"id: Capital, says: It is so., {RULES}",
    "id: no-source, says: It is so., status: official, sources: []",
    "id: wrong-source, says: It is so., status: official, sources: [house-rules, hose-rules]",
    "id: too-firm, says: It is so., status: official, sources: [notice-board]",
    f"id: twice, unit: days, values: [{{from: 2020-01-01, value: 3}}, {{from: 2020-01-01, value: 4}}], {RULES}",
    f"id: unordered, unit: days, values: [{{from: 2021-01-01, value: 3}}, {{from: 2020-01-01, value: 4}}], {RULES}",
    f"id: unseen, unit: days, values: [{{from: unknown, value: 3}}], {RULES}",
    f"id: seen-and-dated, unit: days, values: [{{from: 2020-01-01, seen: 2026-11-01, value: 3}}], {RULES}",
    f"id: text, unit: MAD, values: [{{from: 2020-01-01, value: three}}], {RULES}",
    f"id: typed-sum, unit: MAD, {DATED}, status: derived, sources: [house-rules]",
    f"id: unsaid, says: It is so., {RULES}"
    f", positions: [{{id: a, {RULES}, follow: true}}, {{id: a, says: No., {RULES}}}]",
    f"id: raised, says: It is so., {RULES}, why: Newer., positions: [{{id: a, says: Yes., {BOARD}, follow: true}}]",
    f"id: other, unit: days, {DATED}, {RULES}, why: Newer., positions: [{{id: a, value: 4, {RULES}, follow: true}}]",
    f"id: rounded, unit: days, {DATED}, {RULES}, round: 1",
)
TOLD = [
    f"25: The fact 'card-validity' is already in {FACTS}:1. Keep one of them.",
    "26: The values of 'no-unit' have no unit. Write unit: days, months, MAD, …",
    "27: 'both' must be either a figure (unit and values) or a claim (says). Write one of the two.",
    "28: 'Capital' cannot be an id. Write small letters, digits and single hyphens, a letter first.",
    "29: 'no-source' has no source. Name at least one of sources.yaml.",
    "30: There is no source 'hose-rules'. Did you mean 'house-rules'?",
    "31: 'too-firm' says official, and its sources are only blog. Name a better page, or say less.",
    "32: 'twice' has two values from 2020-01-01. Keep one, or correct its day.",
    "33: The value from 2020-01-01 stands after the one from 2021-01-01. Put the days in their order.",
    "34: A value of unknown start needs the day it was read. Write seen: YYYY-MM-DD.",
    "35: seen goes with from: unknown. Take it out, or write from: unknown if the page gives no day.",
    "36: 'three' does not fit the unit MAD. Write a number, without its unit and with a decimal point: 17.92.",
    "37: 'typed-sum' says derived and names no sum. Write derive: {sum: […]}, or the status of its source.",
    "38: 'unsaid' has positions. Say why one is followed: why: …",
    "38: The position 'a' on 'unsaid' says nothing. Write says: …, or value: …",
    "38: 'a' cannot be the id of another position on 'unsaid'. Give it one of its own.",
    "39: 'raised' says official and follows 'a' (single). Say no more than it.",
    "40: 'other' follows 'a' (4), and has no such value. Mend one of them.",
    "41: 'rounded' is not derived, and round goes with derive. Take it out.",
]


@pytest.mark.parametrize(
    ("unit", "good", "bad"),
    [
        ("days", [0, 30], [-1, "30", "thirty"]),
        ("MAD", [0, 6000], [-5, "6 000", "6000 MAD"]),
        ("number", [-5, 22], ["many"]),
        ("date", ["2026-11-22", None], ["2026-11-31", "22/11/2026", 2026]),
        ("form", ["310-1-34", "B6"], [310, "the blue form"]),
        ("phone", ["3939", "+212 5 20 44 71 00"], [3939, "05.20", "call us"]),
        ("url", ["www.cnss.ma/fr", "https://rsu.ma/"], ["cnss", "rsu.ma and more"]),
        ("text", ["5 × 6 cm"], ["", 5]),
    ],
)
def test_a_value_fits_its_unit(unit: Unit, good: list[object], bad: list[object]) -> None:
    assert [value for value in good if list(check_value(value, unit))] == []
    assert [value for value in bad if not list(check_value(value, unit))] == []


WEAK_DERIVED = "id: twice-before, unit: days, derive: {times: [reminder-before, 2]}, status: derived, sources: []"
WEAK_FEE = f"id: desk-fee, unit: MAD, values: [{{from: 2020-01-01, value: 5}}], {BOARD}"
TEST = ("{renew-by: {before: today}}", "{days-left: {less_than: twice-before}}")
GATE = ("ask_when: {reader: adult}", "ask_when: soon")
SOON = ("conditions:", "conditions:\n  soon: {count: {at_most: twice-before}}")
COUNT = ("values:", "values:\n  count: {sum: [1]}")
COST = ("values:", "values:\n  cost: {times: [desk-fee, 2]}")
SHOWN = ("shows: [renew-by", "shows: [cost, renew-by")
UNCONFIRMED = ("then: replace}", "then: replace, unconfirmed: true}")
TABLE = ("evidence:", "  other:\n    - {when: {route: replace}, then: perhaps}\n    - {otherwise: certain}\nevidence:")


@pytest.mark.parametrize(
    ("edits", "told", "behind"),
    [
        ([TEST], ["The row for 'renew'", "The row for 'enjoy'"], "'twice-before' (single)"),
        (
            [GATE, SOON, COUNT],
            ["The row for 'renew'", "The row for 'enjoy'", "'come-to-the-desk'", "'days-left'", "'renew-by'"],
            "'twice-before' (single)",
        ),
        ([COST, SHOWN], ["The amount 'cost'"], "'desk-fee' (single)"),
        ([UNCONFIRMED, TABLE], ["The row for 'perhaps'", "The row for 'certain'"], "'replace' (unconfirmed)."),
    ],
    ids=["a condition", "the gate of a question", "an amount", "an outcome of another table"],
)
def test_what_is_weak_decides_nothing_and_gives_no_amount(
    edits: list[tuple[str, str]], told: list[str], behind: str, tmp_path: Path
) -> None:
    assert with_facts(tmp_path, WEAK_DERIVED, WEAK_FEE) == []
    for old, new in edits:
        edit(tmp_path / GUIDE / "procedure.yaml", old, new)
    found = [problem.split(": ", 1)[1].split(" rests on ") for problem in problems(tmp_path) if " rests on " in problem]
    assert sorted(what for what, _ in found) == sorted(told)
    assert all(rest.startswith(behind) for _, rest in found)


def test_what_is_told_of_weak_facts_alone_says_that_it_is_unconfirmed(tmp_path: Path) -> None:
    words, rules = copy_library(tmp_path) / GUIDE / "fr.md", tmp_path / GUIDE / "procedure.yaml"
    step = "`read-on` "
    text = words.read_text(encoding="utf-8")
    words.write_text(text.replace(step, f"{step}[[reminder-before]] "), encoding="utf-8")
    edit(words, "Bonne lecture.", "Bonne lecture. [^card-remade-free/small-fee]")
    told = "rest only on '{}' (single). Write unconfirmed: true, or rest it on a better source."
    found = [problem.split(": ", 1)[1] for problem in problems(tmp_path) if GUIDE + "/procedure" in problem]
    assert found == [
        f"The words of 'enjoy' {told.format('card-remade-free')}",
        f"The words of 'read-on' {told.format('reminder-before')}",
    ]
    edit(words, "Bonne lecture.", "Bonne lecture. [^card-validity]")
    edit(rules, "{id: read-on, ", "{id: read-on, unconfirmed: true, ")
    assert [problem for problem in problems(tmp_path) if GUIDE + "/procedure" in problem] == []


@pytest.mark.parametrize(
    ("old", "id", "mark"),
    [
        ("Bonne lecture.", "enjoy", ("{otherwise: enjoy}", "{otherwise: enjoy, unconfirmed: true}")),
        ("`read-on` ", "read-on", ("{id: read-on, ", "{id: read-on, unconfirmed: true, ")),
    ],
)
def test_a_weak_amount_in_words_is_unconfirmed_whatever_else_is_cited(
    old: str, id: str, mark: tuple[str, str], tmp_path: Path
) -> None:
    assert with_facts(tmp_path, WEAK_FEE, WEAK_DERIVED) == []
    words, rules = tmp_path / GUIDE / "fr.md", tmp_path / GUIDE / "procedure.yaml"
    text = words.read_text(encoding="utf-8")
    words.write_text(text.replace(old, f"{old}[[card-validity]] [[twice-before]] "), encoding="utf-8")
    assert problems(tmp_path) == []
    words.write_text(text.replace(old, f"{old}[[card-validity]] [[desk-fee]] "), encoding="utf-8")
    told = f"The words of '{id}' give 'desk-fee' (single). Write unconfirmed: true, or rest it on a better source."
    assert [problem.split(": ", 1)[1] for problem in problems(tmp_path)] == [told]
    edit(rules, *mark)
    assert [problem for problem in problems(tmp_path) if "desk-fee" in problem] == []


def test_a_date_of_advice_may_be_shown_where_its_outcome_says_unconfirmed(tmp_path: Path) -> None:
    rules = copy_library(tmp_path) / GUIDE / "procedure.yaml"
    edit(rules, "months: card-validity", "days: reminder-before")
    label_instead(tmp_path, "reminder-before")
    for old in ("then: renew}", "otherwise: enjoy}", "due: renew-by}"):
        edit(rules, old, old.replace("}", ", unconfirmed: true}"))
    assert [problem for problem in problems(tmp_path) if "/cases.yaml" not in problem] == []


FIGURES = (
    f"id: loan, unit: days, values: [{{from: 2020-01-01, value: 21}}, {{from: 2027-01-01, value: 30}}], {RULES}",
    f"id: fine, unit: MAD, values: [{{from: 2020-01-01, value: 1234.5}}], {RULES}",
    f"id: rate, unit: percent, values: [{{from: 2020-01-01, value: 4.48}}], {RULES}",
    f"id: whole-rate, unit: percent, values: [{{from: 2020-01-01, value: 2}}], {RULES}",
    f"id: books, unit: number, values: [{{from: 2020-01-01, value: 313000}}], {RULES}",
    f"id: form, unit: form, values: [{{from: 2020-01-01, value: '310-1-34'}}], {RULES}",
    f"id: desk, unit: phone, values: [{{from: 2020-01-01, value: '05 20 44 71 00'}}], {RULES}",
    f"id: opened, unit: date, values: [{{from: 2020-01-01, value: '2025-03-01'}}], {RULES}",
    f"id: shelves, unit: url, values: [{{from: 2020-01-01, value: https://www.library.example/fr/shelves/}}], {RULES}",
    f"id: door, unit: url, values: [{{from: 2020-01-01, value: 'door.example'}}], {RULES}",
    f"id: size, unit: text, values: [{{from: 2020-01-01, value: '5 × 6 cm'}}], {RULES}",
    f"id: motto, unit: text, values: [{{from: 2020-01-01, value: 'quiet at all hours'}}], {RULES}",
    f"id: since, unit: text, values: [{{from: 2020-01-01, value: '2024'}}], {RULES}",
)
TYPED = [
    ("en", "Bring it back within 21 days.", "21 days", "loan"),
    ("en", "A 30-day loan, later.", "30-day", "loan"),
    ("en", "It counts 21 calendar days.", "21 calendar days", "loan"),
    ("en", "It costs MAD 1,234.50 at most.", "MAD 1,234.50", "fine"),
    ("en", "Or 2 percent, or [[card-validity]].", "2 percent", "whole-rate"),
    ("en", "There are 313,000 books.", "313,000", "books"),
    ("en", "Take form 310-1-34.", "310-1-34", "form"),
    ("en", "Call +212 520-447100.", "+212 520-447100", "desk"),
    ("fr", "Vous avez 21 jours ouvrables.", "21 jours", "loan"),
    ("fr", "Cela coûte 1\u00a0234,5\u00a0dirhams.", "1\u00a0234,5\u00a0dirhams", "fine"),
    ("fr", "Le taux est de 4,48 %.", "4,48 %", "rate"),
    ("ar", "لكم 21 يومًا.", "21 يوما", "loan"),
    ("ar", "المبلغ 1234,50 درهم.", "1234,50 درهم", "fine"),
    ("ar", "النسبة ٢ في المائة.", "2 في المائة", "whole-rate"),
    ("en", "Open since 1 March 2025.", "1 March 2025", "opened"),
    ("fr", "Ouvert le 1er\u00a0mars 2025.", "1er mars 2025", "opened"),
    ("ar", "فتحت في 1 مارس 2025.", "1 مارس 2025", "opened"),
    ("fr", "Ouvert le 01/03/2025.", "01/03/2025", "opened"),
    ("en", "A photo of 5\u00a0× 6 cm.", "5 × 6 cm", "size"),
    ("en", "Keep quiet at\u00a0all [hours](page:index) or quiet\u00a0at all hours.", "quiet at all hours", "motto"),
]
ADDRESSES = [
    ("See `library.example/fr/shelves`.", "library.example/fr/shelves", "shelves"),
    ("See [here](https://www.library.example/fr/shelves/).", "https://www.library.example/fr/shelves/", "shelves"),
    ("Open https://door.example now.", "https://door.example", "door"),
]
HONEST = [
    "Bring 2 photos and 21 copies.",
    "Open from 2 p.m., 24 h/24, since 2022 and in 21 years.",
    "Step 21 of 30; page 21. On 21 May 2027, days later.",
    "1. First.\n2. Second.\n21. Days.",
    "See [here](https://library.example/21/days), `21 days` and [[loan]] after twenty-one days.",
    "A loan of 121 days, of 21.5 days, of 210 days; 12,21 days.",
    "Form 310-1-345, number 05 20 44 71 001.",
    "On 11 March 2025, in March 2025, on 1 March 2026; since 2024.",
    "Ask door.example, library.example, library.example/fr/shelves/top or library.example/fr; 15 × 6 cm.",
    "See [[shelves]], [[opened]] and [[size]].",
]


@pytest.mark.parametrize(("language", "sentence", "typed", "id"), TYPED)
def test_a_figure_typed_in_prose_is_refused(language: str, sentence: str, typed: str, id: str, tmp_path: Path) -> None:
    assert with_facts(tmp_path, *FIGURES) == []
    page = tmp_path / "docs" / language / "index.md"
    with page.open("a", encoding="utf-8") as file:
        file.write(f"\n{sentence}\n")
    line = len(page.read_text(encoding="utf-8").splitlines())
    assert problems(tmp_path) == [
        f"docs/{language}/index.md:{line}: '{typed}' is typed here, and a fact has it."
        f" Write [[{id}]]; where it is another thing, write the number in words."
    ]


@pytest.mark.parametrize(("sentence", "typed", "id"), ADDRESSES)
def test_an_address_typed_in_prose_is_refused(sentence: str, typed: str, id: str, tmp_path: Path) -> None:
    assert with_facts(tmp_path, *FIGURES) == []
    page = tmp_path / "docs" / "en" / "index.md"
    with page.open("a", encoding="utf-8") as file:
        file.write(f"\n{sentence}\n")
    line = len(page.read_text(encoding="utf-8").splitlines())
    assert problems(tmp_path) == [
        f"docs/en/index.md:{line}: '{typed}' is typed here, and a fact has it. Write [[{id}]]."
    ]


@pytest.mark.parametrize("sentence", HONEST)
def test_a_number_that_is_another_thing_is_left_alone(sentence: str, tmp_path: Path) -> None:
    assert with_facts(tmp_path, *FIGURES) == []
    with (tmp_path / "docs" / "en" / "index.md").open("a", encoding="utf-8") as file:
        file.write(f"\n{sentence}\n")
    assert problems(tmp_path) == []


SILENT = "Sources disagree on 'card-remade-free', and this page is silent. Explain it in a '!!! disagree' block."
UNTOLD = "The block on 'card-remade-free' does not tell every side. Say who says it, and write {}."
BLOCK = '!!! disagree "Free?"\n    It is said. {}'


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("It is free. [^card-remade-free]", [f"8: {SILENT}"]),
        ("It is free. [^card-remade-free/free]", [f"8: {SILENT}"]),
        (
            BLOCK.format("[^card-remade-free]"),
            [f"9: {UNTOLD.format('[^card-remade-free/free], [^card-remade-free/small-fee]')}"],
        ),
        (BLOCK.format("[^card-remade-free/free]"), [f"9: {UNTOLD.format('[^card-remade-free/small-fee]')}"]),
        (BLOCK.format("[^card-remade-free/free] Or not. [^card-remade-free/small-fee]"), []),
    ],
)
def test_a_page_that_cites_a_dispute_tells_its_sides(written: str, told: list[str], tmp_path: Path) -> None:
    with (copy_library(tmp_path) / "docs" / "en" / "index.md").open("a", encoding="utf-8") as file:
        file.write(f"\n{written}\n")
    assert problems(tmp_path) == [f"docs/en/index.md:{problem}" for problem in told]


def test_a_figure_without_its_mark_has_it_elsewhere_on_the_page(tmp_path: Path) -> None:
    words = copy_library(tmp_path) / GUIDE / "en.md"
    edit(words, "Tell us [[reminder-before]] before", "Tell us [[reminder-before|number]] before")
    line = words.read_text(encoding="utf-8").split("[[reminder-before")[0].count("\n") + 1
    message = "'reminder-before' has no mark on this page, so nobody sees its source. Write [[reminder-before]]."
    assert problems(tmp_path) == [f"{GUIDE}/en.md:{line}: {message}"]
    edit(words, "Answer three questions.", "Answer three questions. [^reminder-before]")
    assert problems(tmp_path) == []
