"""Statements to review, the text that comes back, the record made of it, and what makes a page reviewed."""

from __future__ import annotations

import base64
import re
import subprocess
from dataclasses import replace
from functools import partial
from hashlib import sha256
from html import unescape
from pathlib import Path

import pytest

from builder.check import check_library
from builder.check.files import check_files
from builder.check.reviews import check_reviews
from builder.figures import format_date
from builder.library import Library
from builder.load import load_library
from builder.problem import DataError
from builder.render.guide import GuideRender
from builder.review.base import library_at
from builder.review.paste import END, START, Paste, Said, read_paste, write_paste
from builder.review.record import write_review
from builder.review.sheet import SheetRender, changed_since, write_sheet
from builder.review.state import find_state, tell_remarks
from builder.review.statements import Statement, content_hash, find_statements
from builder.review.taking import place_review, take_in
from builder.review.units import split_sentences, split_units
from builder.unfold import find_trees
from tests.builder.cards import add_fees, copy_library, edit
from tests.conftest import ROOT, TODAY

GUIDE = "library-card"
FOLDER = f"guides/procedures/{GUIDE}"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The card's library, with the guide on fees."""
    return add_fees(copy_library(tmp_path))


def statements(folder: Path, language: str = "fr") -> dict[str, Statement]:
    library = load_library(folder)
    return {one.id: one for one in find_statements(library, library.guides[GUIDE], language)}


def said_of(found: dict[str, Statement], wrong: str = "", comment: str = "", language: str = "fr") -> Paste:
    """A review that finds all right but one."""
    said = tuple(Said(one.key, "wrong" if one.id == wrong else "right", "") for one in found.values())
    said = tuple(replace(each, comment=comment) if each.verdict == "wrong" else each for each in said)
    return Paste(GUIDE, 1, language, content_hash(list(found.values())), "2026-11-26", "files", "N. B.", said)


def bring(folder: Path, paste: Paste) -> str:
    """Take a review in; give its path."""
    review, _ = take_in(load_library(folder), paste)
    path = place_review(folder, review)
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    (folder / path).write_text(write_review(review), encoding="utf-8")
    return path


def problems(folder: Path) -> list[str]:
    library = load_library(folder)
    found = [*library.problems, *check_files(folder), *check_reviews(library)]
    return [f"{one.path}:{one.line}: {one.message}" for one in found]


EXPECTED = {
    "intro/card-validity": "sentence",
    "key-facts/reminder-before": "item",
    "what-now/card-validity": "figure",
    "replace": "outcome",
    "replace/card-remade-free": "sentence",
    "replace/card-remade-free-2": "dispute",
    "renew": "outcome",
    "enjoy": "outcome",
    "steps/come-to-the-desk": "step",
    "steps/read-on": "step",
    "evidence/identity-card": "paper",
    "evidence/guardian-consent": "paper",
    "make-it-again": "letter",
}


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_a_statement_is_what_can_be_wrong(folder: Path, language: str) -> None:
    assert {id: one.kind for id, one in statements(folder, language).items()} == EXPECTED


def test_a_line_of_amounts_is_a_statement_with_its_figures(folder: Path) -> None:
    library = load_library(folder)
    found = find_statements(library, library.guides["library-fees"], "en")
    rows = {one.id: [cell for _, cell in one.cells if "[[" in cell] for one in found if one.kind == "row"}
    assert rows["fee-lines/the-card"] == [
        "The deposit, up to [[deposit-ceiling]]",
        "[[card-rate]]",
        "[[card-rate-town]]",
    ]


@pytest.mark.parametrize(
    ("file", "old", "new", "changed"),
    [
        (f"{FOLDER}/fr.md", "refaite au guichet.", "refaite à l'accueil.", ["replace/card-remade-free"]),
        (f"{FOLDER}/fr.md", "Bonne lecture.", "Bonne lecture à tous.", []),
        (f"{FOLDER}/fr.md", "Passez au guichet", "Venez au guichet", ["steps/come-to-the-desk"]),
        (f"{FOLDER}/en.md", "Read on", "Go on reading", []),
        (f"{FOLDER}/procedure.yaml", "copies: 2", "copies: 3", ["evidence/identity-card"]),
        (f"{FOLDER}/procedure.yaml", "{card: lost}, then", "{card: [lost, never]}, then", ["replace"]),
        (
            f"{FOLDER}/procedure.yaml",
            "{before: today}",
            "{after: today}",
            ["renew"],
        ),
        (
            "guides/facts/library.yaml",
            "{from: 2027-01-01, value: 24}",
            "{from: 2027-01-01, value: 36}",
            ["intro/card-validity", "what-now/card-validity", "renew", "steps/come-to-the-desk", "make-it-again"],
        ),
        (f"{FOLDER}/fr.md", "Passez au guichet", "Passez [au guichet](https://library.example/x)", []),
        (f"{FOLDER}/fr.md", "guichet. [^card-remade-free]", "guichet. [^card-remade-free/free]", []),
        (f"{FOLDER}/procedure.yaml", "{id: read-on, when", "{id: read-on, unconfirmed: true, when", []),
        ("guides/facts/library.yaml", "{from: 2027-01-01, value: 24}", "{from: 2027-01-01, value: 24.0}", []),
        (
            "guides/facts/library.yaml",
            "  unit: months\n",
            "  unit: days\n",
            ["intro/card-validity", "what-now/card-validity", "renew", "steps/come-to-the-desk", "make-it-again"],
        ),
    ],
    ids=[
        *("sentence", "states-nothing", "step", "other-language", "count", "row", "rule", "figure"),
        *("link", "mark", "unconfirmed", "point-nought", "unit"),
    ],
)
def test_a_hash_changes_with_what_is_said_and_what_it_rests_on(
    folder: Path, file: str, old: str, new: str, changed: list[str]
) -> None:
    before = statements(folder)
    edit(folder / file, old, new)
    after = statements(folder)
    assert after.keys() == before.keys()
    assert [id for id in after if after[id].hash != before[id].hash] == [id for id in after if id in set(changed)]


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("One. Two [[a]]. Three.", ["One. Two [[a]]. Three."]),
        ("It costs 3. [^a] It takes 4. [^b]", ["It costs 3. [^a]", "It takes 4. [^b]"]),
        ("It is [[a]]. Or [[b]] ? Yes.", ["It is [[a]].", "Or [[b]] ? Yes."]),
        ("مدتها [[a]]. وثمنها [[b]]؟ نعم.", ["مدتها [[a]].", "وثمنها [[b]]؟ نعم."]),
        ("See art. 3, p. ex. at no. 4.", ["See art. 3, p. ex. at no. 4."]),
    ],
)
def test_sentences_that_state_nothing_stay_with_their_neighbours(line: str, parts: list[str]) -> None:
    assert split_sentences(line) == parts


def test_the_units_of_prose() -> None:
    text = (
        "The office says:\n\n- so [^a]\n    and more\n- thus [^b]\n\n| what | when |\n|---|---|\n| card | 3 days |\n\n"
        '!!! disagree "Or not?"\n    One. [^a/x]\n\n    Two. [^a/y]\n\n> Dear 1,\n> 2\n'
    )
    assert [(unit.kind, unit.lead, unit.text, unit.cells) for unit in split_units(text)] == [
        ("sentence", "", "The office says:", ()),
        ("item", "The office says:", "so [^a]\nand more", ()),
        ("item", "The office says:", "thus [^b]", ()),
        ("row", "", "card", (("when", "3 days"),)),
        ("dispute", "", "**Or not?**\nOne. [^a/x]\nTwo. [^a/y]", ()),
        ("quotation", "", "> Dear 1,\n> 2", ()),
    ]


# --- The text that comes back ---

REMARK = "« 5 » — \"x\" 'y' 🙂"
SAID = (Said("aaaabbbbb", "right", ""), Said("ccccddddd", "unsure", REMARK))
PASTE = Paste("g", 2, "ar", "c0", "2026-11-26", "law", "مريم", SAID)


@pytest.mark.parametrize(
    "sent",
    [
        lambda text: text,
        lambda text: f"Bonjour, voici :\n{text}\nMerci",
        lambda text: "\n".join(f"> {line}" for line in text.split("\n")),
        lambda text: text.replace("\n", " "),
        lambda text: text.replace("\n", "\r\n\u200f"),
        lambda text: "\n".join(text[at : at + 7] for at in range(0, len(text), 7)),
    ],
    ids=["as-it-is", "greeting", "quoted", "one-line", "marks", "wrapped"],
)
def test_what_messengers_do_to_a_text_does_no_harm(sent: object) -> None:
    assert read_paste(sent(write_paste(PASTE))) == PASTE  # type: ignore[operator]


def test_a_long_review_is_short() -> None:
    keys = [base64.urlsafe_b64encode(sha256(f"{n}".encode()).digest()).decode()[:9] for n in range(150)]
    said = tuple(Said(key, "right", "") for key in keys)
    assert len(write_paste(replace(PASTE, said=said))) < 2000


DAMAGED = "The text of the review is damaged: something is missing in it or was changed."
AGAIN = "Ask for it again, sent whole, or as a file."


@pytest.mark.parametrize("place", range(0, 60, 7))
def test_a_letter_that_is_missing_or_another_is_noticed(place: int) -> None:
    text = write_paste(PASTE).replace("\n", "")
    before, letter, after = text[: len(START) + place], text[len(START) + place], text[len(START) + place + 1 :]
    for damaged in (before + after, before + ("B" if letter == "A" else "A") + after):
        with pytest.raises(DataError) as told:
            read_paste(damaged)
        assert [problem.message for problem in told.value.problems] == [f"{DAMAGED} {AGAIN}"]


@pytest.mark.parametrize("text", ["", "Bonjour", write_paste(PASTE).replace(END, ""), START + END, f"{START}AAAA{END}"])
def test_what_is_no_review_is_refused(text: str) -> None:
    with pytest.raises(DataError):
        read_paste(text)


# --- The record ---


def test_a_record_keeps_what_was_said(folder: Path) -> None:
    found = statements(folder)
    path = bring(folder, said_of(found, "steps/read-on", 'No: "12" days, art. 5'))
    (record,) = load_library(folder).reviews
    assert record.document.path == path
    assert record.review.by.model_dump() == {"role": "files", "name": "N. B."}
    told = {one.id: (one.hash, one.verdict, one.comment) for one in record.review.statements}
    expected = {id: (one.hash, "right", None) for id, one in found.items()}
    expected["steps/read-on"] = (found["steps/read-on"].hash, "wrong", 'No: "12" days, art. 5')
    assert told == expected
    assert check_library(load_library(folder), release=True) == []


def test_what_changed_since_it_was_read_is_named_and_left_out(folder: Path) -> None:
    paste = said_of(statements(folder), "steps/read-on", "12 jours")
    edit(folder / f"{FOLDER}/fr.md", "2. `read-on` Lisez", "2. `read-on` Lisez donc")
    edit(folder / f"{FOLDER}/fr.md", "- Prévenez-nous [[reminder-before]] avant la fin.\n", "")
    review, refused = take_in(load_library(folder), paste)
    assert {one.id for one in review.statements} == EXPECTED.keys() - {"steps/read-on", "key-facts/reminder-before"}
    assert [(one.id, one.said.verdict, one.said.comment) for one in refused] == [
        (None, "right", ""),
        ("steps/read-on", "wrong", "12 jours"),
    ]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"guide": "libary-card"}, "There is no guide 'libary-card'. Did you mean 'library-card'?"),
        ({"language": "de"}, "There is no language 'de'. Write one of ar, en, fr."),
        ({"on": "2026-02-30"}, "'2026-02-30' is not a day. Ask for the text again."),
        ({"said": ()}, "The text says nothing of any statement. Ask for it again."),
    ],
)
def test_another_guide_is_refused(folder: Path, change: dict[str, object], message: str) -> None:
    paste = replace(said_of(statements(folder)), **change)  # type: ignore[arg-type]
    with pytest.raises(DataError) as told:
        take_in(load_library(folder), paste)
    assert [problem.message for problem in told.value.problems] == [message]


def test_what_nobody_sees_does_not_get_into_a_record() -> None:
    paste = replace(PASTE, name="A\u202eB\n", said=(Said("ccccddddd", "wrong", "12\u200b days\n\nnot \x07 3"),))
    read = read_paste(write_paste(paste))
    assert (read.name, read.said[0].comment) == ("A B", "12 days not 3")


# --- What makes a page reviewed ---


def state(folder: Path, language: str = "fr") -> tuple[str, int]:
    library = load_library(folder)
    found = find_state(library, library.guides[GUIDE], language)
    return found.word, found.right


def test_the_state_follows_the_records_and_the_text(folder: Path) -> None:
    every = len(EXPECTED)
    assert state(folder) == ("not_yet", 0)
    found = statements(folder)
    bring(folder, said_of(found, "steps/read-on", "No"))
    assert state(folder) == ("partly", every - 1)
    bring(folder, replace(said_of({"steps/read-on": found["steps/read-on"]}), on="2026-11-27"))
    assert state(folder) == ("reviewed", every)
    assert state(folder, "ar") == ("not_yet", 0)
    edit(folder / f"{FOLDER}/fr.md", "refaite au guichet.", "refaite à l'accueil.")
    assert state(folder) == ("changed", every - 1)


def test_the_last_word_counts(folder: Path) -> None:
    found = statements(folder)
    bring(folder, said_of(found))
    bring(folder, replace(said_of({"renew": found["renew"]}, "renew", "No longer"), on="2026-11-30"))
    assert state(folder) == ("partly", len(EXPECTED) - 1)
    library = load_library(folder)
    assert list(tell_remarks(library, library.guides[GUIDE], "fr")) == ["  2026-11-30  wrong  renew: No longer"]


@pytest.mark.parametrize(("words", "word"), [(("right", "wrong"), "wrong"), (("wrong", "right"), "right")])
def test_of_two_reviews_of_a_day_the_later_counts(folder: Path, words: tuple[str, str], word: str) -> None:
    one = statements(folder)["renew"]
    pastes = [replace(said_of({}), said=(Said(one.key, each, ""),)) for each in words]
    paths = [bring(folder, paste) for paste in pastes]
    assert [path.partition("-26-")[2][:3] for path in paths] == ["01-", "02-"]
    assert state(folder)[1] == (word == "right")
    assert [bring(folder, paste) for paste in pastes] == paths
    (folder / paths[0]).unlink()
    third = bring(folder, replace(said_of({}), said=(Said(one.key, "right", "again"),)))
    assert (third.partition("-26-")[2][:3], state(folder)[1]) == ("03-", 1)


@pytest.mark.parametrize(("before", "right"), [("right", 1), ("wrong", 0), ("", 0)])
def test_who_is_unsure_takes_nothing_back(folder: Path, before: str, right: int) -> None:
    one = statements(folder)["renew"]
    for word, day in ((before, "2026-11-26"), ("unsure", "2026-11-27")):
        if word:
            bring(folder, replace(said_of({}), on=day, said=(Said(one.key, word, ""),)))
    assert state(folder)[1] == right
    bring(folder, replace(said_of({}), on="2026-11-28", said=(Said(one.key, "right", ""),)))
    assert state(folder)[1] == 1


def page(folder: Path, language: str) -> str:
    library = load_library(folder)
    guide = library.guides[GUIDE]
    return GuideRender(library, language, TODAY, guide, find_trees(library, guide, TODAY)).guide_page()


def test_a_page_says_how_far_it_was_reviewed_and_shows_no_remark(folder: Path) -> None:
    words = load_library(folder).interface["fr"]
    not_yet = words["site"]["review_state"]["not_yet"]
    assert not_yet in page(folder, "fr")
    bring(folder, said_of(statements(folder), "renew", "Remarque secrète"))
    partly = words["site"]["review_state"]["partly"].format(
        right=len(EXPECTED) - 1, all=len(EXPECTED), date=format_date("2026-11-26", words)
    )
    made = page(folder, "fr")
    assert (partly in made, not_yet in made, "secrète" in made, "N. B." in made) == (True, False, False, False)
    bring(folder, replace(said_of(statements(folder)), on="2026-11-27"))
    role = words["review"]["roles"]["files"]
    assert words["site"]["review_state"]["reviewed"].format(role=role, date=format_date("2026-11-27", words)) in page(
        folder, "fr"
    )
    assert load_library(folder).interface["ar"]["site"]["review_state"]["not_yet"] in page(folder, "ar")


def test_reviewed_is_refused_without_a_record_of_the_whole_text(folder: Path) -> None:
    file = folder / f"{FOLDER}/ar.md"
    edit(file, "translation: unreviewed", "translation: reviewed")
    none = "translation: reviewed, and no review record says so. Write unreviewed, or import a review."
    assert problems(folder) == [f"{FOLDER}/ar.md:4: {none}"]
    bring(folder, said_of(statements(folder, "fr")))
    assert problems(folder) == [f"{FOLDER}/ar.md:4: {none}"]
    bring(folder, said_of(statements(folder, "ar"), "steps/read-on", language="ar"))
    some = (
        "translation: reviewed, but no record finds 'steps/read-on' right as it is now."
        " Write unreviewed until somebody has read it again."
    )
    assert problems(folder) == [f"{FOLDER}/ar.md:4: {some}"]
    bring(folder, replace(said_of(statements(folder, "ar"), language="ar"), on="2026-11-27"))
    assert problems(folder) == []
    edit(file, "قراءة ممتعة.", "قراءة ممتعة لكم.")
    assert problems(folder) == []
    edit(folder / "guides/facts/library.yaml", "value: 12}", "value: 18}")
    assert [line.partition(":4: ")[0] for line in problems(folder) if "no record" in line] == [f"{FOLDER}/ar.md"]


def test_a_record_in_the_wrong_place_is_told(folder: Path) -> None:
    path = bring(folder, said_of(statements(folder)))
    text = (folder / path).read_text(encoding="utf-8")
    (folder / path).unlink()
    other = folder / "guides/reviews/library-fees/fr-2026-11-26-1.yaml"
    other.parent.mkdir()
    other.write_text(text.replace("verdict: right", "verdict: good", 1), encoding="utf-8")
    assert [line for line in problems(folder) if "verdict" in line] == [
        f"guides/reviews/library-fees/{other.name}:9: 'verdict' of a review record can't be read: Input should be"
        " 'right', 'wrong' or 'unsure'. Import the reviewer's text again."
    ]
    other.write_text(text, encoding="utf-8")
    place = (
        "The record stands in another place than its guide and language say."
        " Move it to guides/reviews/library-card/, under a name that begins with 'fr-'."
    )
    assert problems(folder) == [f"guides/reviews/library-fees/{other.name}:2: {place}"]
    other.write_text(text.replace(f"guide: {GUIDE}", "guide: gone"), encoding="utf-8")
    gone = "There is no guide 'gone'. Write one of library-card, library-fees."
    assert problems(folder) == [f"guides/reviews/library-fees/{other.name}:2: {gone}"]


# --- What has changed since a revision ---


def git(folder: Path, *arguments: str) -> None:
    settings = ["-c", "user.name=A", "-c", "user.email=a@b.example"]
    subprocess.run(["git", *settings, *arguments], cwd=folder, check=True, capture_output=True)


def test_only_what_has_changed_since_a_revision_is_asked(folder: Path) -> None:
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "first")
    edit(folder / f"{FOLDER}/fr.md", "refaite au guichet.", "refaite à l'accueil.")
    edit(folder / f"{FOLDER}/fr.md", "Bonne lecture.", "Bonne lecture. Vous avez 3 livres.")
    sheet, before = (sheet_of(library) for library in (load_library(folder), library_at(folder, "HEAD")))
    chosen = changed_since(sheet, before)
    assert [one.id for one in chosen] == ["replace/card-remade-free", "enjoy/text"]
    shown = [one for group in sheet.groups(chosen, before) for one in group["statements"]]
    assert [(one["new"], one["before"] and one["before"]["text"].striptags()) for one in shown] == [
        (False, "La carte est refaite au guichet."),
        (True, None),
    ]
    with pytest.raises(DataError) as caught:
        library_at(folder, "nowhere")
    assert [(one.path, one.said.code) for one in caught.value.problems] == [("--base", "base-none-such")]


# --- What the file shows ---


@pytest.mark.parametrize(
    ("words", "stray"),
    [
        ("<script>alert(1)</script>", "<script>"),
        ("<b>x</b>", "<b>"),
        ("<input name=v1>", "<input>"),
        ("<em id=data>x</em>", "id='data' on <em>"),
    ],
)
@pytest.mark.parametrize("place", ["La carte est refaite", "`read-on` Lisez", "Il est ouvert", "Durée d'une carte"])
def test_a_file_that_holds_what_no_page_may_is_not_written(folder: Path, place: str, words: str, stray: str) -> None:
    edit(folder / f"{FOLDER}/fr.md", place, f"{place} {words}")
    with pytest.raises(DataError) as told:
        write_sheet(sheet_of(load_library(folder)), ROOT, None, "")
    found = [(problem.path, dict(problem.said.values)["stray"]) for problem in told.value.problems]
    assert found == [(f"review-{GUIDE}.fr.html", stray)]


@pytest.mark.parametrize("language", ["fr", *(pytest.param(each, marks=pytest.mark.audit) for each in ("en", "ar"))])
def test_the_file_of_each_guide_holds_only_what_a_page_may(root: Path, language: str) -> None:
    library = load_library(root)
    for guide in library.guides.values():
        assert write_sheet(SheetRender(library, language, TODAY, guide), root, None, "").startswith("<!doctype html>")


def test_a_sentence_shows_all_sources_of_its_fact_and_each_side_of_a_dispute_its_own(folder: Path) -> None:
    facts = folder / "guides/facts"
    with (facts / "sources.yaml").open("a", encoding="utf-8") as file:
        file.write("- {id: law, title: Loi sur le prêt, kind: official, lang: fr, read: 2026-11-01}\n")
    rules = '  sources: [house-rules]\n  checked: {on: 2026-11-01, seen: "article 5"}'
    edit(facts / "library.yaml", rules, rules.replace("[house-rules]", "[house-rules, law]"))
    library = load_library(folder)
    assert library.problems == []
    titles = ["Loi sur le prêt", "Règlement de la bibliothèque", "Affiche à l'entrée"]
    official, unconfirmed = (library.interface["fr"]["facts"][word] for word in ("official", "unconfirmed"))
    shown = partial(shown_in, write_sheet(sheet_of(library), ROOT, None, ""), [*titles, official, unconfirmed])
    found = statements(folder)
    assert shown(found["replace/card-remade-free"].key) == [official, *titles, unconfirmed]
    assert shown(found["replace/card-remade-free-2"].key) == [official, titles[1], unconfirmed, titles[2]]


def shown_in(html: str, words: list[str], key: str) -> list[str]:
    """Which of the words stand among the sources of a statement, from top to bottom."""
    article = html.partition(f'data-key="{key}"')[2].partition('class="from"')[2].partition("<fieldset>")[0]
    return re.findall("|".join(f"(?<=>|\\s){word}(?=<)" for word in words), unescape(article))


def test_a_fact_that_the_head_of_a_column_cites_is_shown_with_its_rows(folder: Path) -> None:
    text = "| what | when [^card-remade-free] |\n|---|---|\n| card | 3 [^card-validity] |\n\n"
    edit(folder / f"{FOLDER}/fr.md", "## Si la carte est périmée", f"{text}## Si la carte est périmée")
    row = statements(folder)["replace/card-validity"]
    assert row.cited == (("card-validity", None), ("card-remade-free", None))


def test_two_statements_that_go_by_the_same_letters_are_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("builder.review.statements._short", lambda text, _: text[:3])
    with pytest.raises(DataError) as told:
        statements(folder)
    alike = "'replace/card-remade-free' and 'replace' go by the same letters in a review."
    message = f"{FOLDER}/fr.md:1:1: {alike} Give a heading or an item another id."
    assert [str(problem) for problem in told.value.problems] == [message]


def sheet_of(library: Library, language: str = "fr") -> SheetRender:
    return SheetRender(library, language, TODAY, library.guides[GUIDE])
