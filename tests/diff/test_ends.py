"""What a change does to readers' answers: counted, and told, on the tests' own library in a repository of its own."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product
from pathlib import Path

import pytest

from builder.ask import page_data
from builder.diff.compare import Before, compare
from builder.diff.report import Form, Report
from builder.diff.say import sections
from builder.diff.text import write_text
from builder.diff.told import OtherEngine
from builder.diff.version import revision, same_engine
from builder.diff.voice import LEFT_OPEN, Voice
from builder.figures import NO_BREAK
from builder.library import Library
from builder.load import load_library
from builder.paths import find_states, states_in
from builder.problem import DataError
from tests.builder.cards import ROOT, add_fees, copy_library, edit
from widgets.api import evaluate
from widgets.rules import read_rules

TODAY = date(2026, 11, 22)
CARD = Path("guides/procedures/library-card")
FACTS = Path("guides/facts/library.yaml")
FEES = Path("guides/procedures/library-fees")


def git(folder: Path, *arguments: str) -> None:
    names = ("-c", "user.name=Editor", "-c", "user.email=editor@library.example")
    subprocess.run(["git", *names, *arguments], cwd=folder, check=True, capture_output=True)


def commit(folder: Path) -> Path:
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message=as it was")
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The library in a repository, committed as it was."""
    return commit(copy_library(tmp_path))


def told(folder: Path, language: str = "en", budget: int = 20_000) -> Report:
    with revision(folder, "main") as before:
        name = Before("main", load_library(before))
        return compare(name, load_library(folder), TODAY, language, lambda _: None, budget)


def numbers(report: Report) -> tuple[int, int]:
    return report.changed, report.total


def form(report: Report, on: str | None = None) -> Form:
    (found,) = [form for form in report.forms if form.on == on]
    return found


def test_without_a_change_there_is_nothing_to_tell(folder: Path) -> None:
    report = told(folder)
    assert write_text(report).splitlines() == [
        "This edit changes 0 of 24 end states.",
        f"Compared with main; today is {TODAY}.",
    ]


# --- The same counted by brute force ---


def brute(before: Library, after: Library, guide: str, widget: str) -> tuple[int, int]:
    """Every combination of answers, answered by both versions, and counted by what these asked.

    A day in each month, and every day of the weeks in which a card of either version runs out: two of them are the same
    end where the last day of the card stands alike to today in both versions.
    """
    versions = [
        (read_rules(library.guides[guide].procedure), page_data(library, library.guides[guide])["facts"])
        for library in (before, after)
    ]
    back = {*range(0, 800, 30), *range(360, 370), *range(540, 555)}
    days = [(TODAY - timedelta(days=day)).isoformat() for day in back]
    given = product(["adult", "child", "visitor"], ["have", "lost", "never", "unknown"], [*days, "unknown"])
    ends: dict[object, bool] = {}
    for reader, card, joined in given:
        answers = {"reader": reader, "card": card, "joined-on": joined}
        key, results = [], []
        for rules, facts in versions:
            answer = evaluate(rules, facts=facts, answers=answers, today=TODAY, widget=widget)
            counted = [id for id in answer["asked"] if id not in answer["unneeded"]]
            renew, now = answer["values"].get("renew-by"), TODAY.isoformat()
            stands = joined if renew is None else (renew > now) - (renew < now)
            key.append(frozenset((id, stands if id == "joined-on" else answers[id]) for id in counted))
            results.append((answer["outcome"], answer["steps"], answer["evidence"], answer["values"]))
        ends[tuple(key)] = results[0] != results[1]
    return sum(ends.values()), len(ends)


def test_a_changed_threshold_is_cut_where_both_versions_cut(folder: Path) -> None:
    edit(folder / FACTS, "{from: 2020-01-01, value: 12}", "{from: 2020-01-01, value: 18}")
    with revision(folder, "main") as before:
        expected = brute(load_library(before), load_library(folder), "library-card", "what-now")
    report = told(folder)
    assert numbers(report) == expected
    tried = {answer for end in form(report).ends for question, answer in end.answers if "join" in question}
    assert {day.replace(NO_BREAK, " ") for day in tried} == {
        *(f"{day} 2025" for day in ("21 May", "22 May", "23 May", "22 November", "23 November"))
    }
    flips = {end.parts[0].before + end.parts[0].after for end in form(report).ends if end.parts[0].differs}
    assert flips == {("If the card is out of date", "If all is well")}


def test_a_figure_that_holds_later_changes_nothing_today_and_is_told_for_its_day(folder: Path) -> None:
    edit(folder / FACTS, "{from: 2027-01-01, value: 24}", "{from: 2027-01-01, value: 36}")
    report = told(folder)
    assert numbers(report) == (0, 24)
    ((day, changed, total),) = report.other_days
    assert (day, changed > 0, total > 24) == ("2027-01-01", True, True)
    assert [(fact.id, fact.lines, fact.guides) for fact in report.facts] == [
        ("card-validity", ("from 2027-01-01: 24 → 36",), ("library-card",))
    ]


def test_a_day_that_moves_otherwise_on_another_day_is_told_for_each(folder: Path) -> None:
    edit(folder / FACTS, "{from: 2020-01-01, value: 12}", "{from: 2020-01-01, value: 13}")
    edit(folder / FACTS, "{from: 2027-01-01, value: 24}", "{from: 2027-01-01, value: 36}")
    report = told(folder)
    moved = [move for move in report.moves if move.name == "Come to the desk"]
    assert [(move.on, move.least.replace(NO_BREAK, " "), move.most.replace(NO_BREAK, " ")) for move in moved] == [
        (None, "+30 days", "+31 days"),
        ("2027-01-01", "+365 days", "+365 days"),
    ]
    listed = [line for line in write_text(report).splitlines() if line.startswith("  library-card, Come to the desk")]
    assert [line.partition(": ")[0] for line in listed] == [
        "  library-card, Come to the desk",
        "  library-card, Come to the desk, for 2027-01-01",
    ]


def test_a_deleted_row_leaves_its_end_states_elsewhere(folder: Path) -> None:
    edit(folder / CARD / "procedure.yaml", "    - {when: overdue, then: renew}\n", "")
    edit(folder / CARD / "procedure.yaml", "{route: [replace, renew]}", "{route: replace}")
    report = told(folder)
    # An adult who has the card, and whose day is below the threshold or not known: no day is needed any more.
    assert numbers(report) == (2, 24)
    end, unknown = form(report).ends
    assert (unknown.parts[0].before, unknown.parts[0].after) == ((LEFT_OPEN,), ("If all is well",))
    assert dict(end.answers) == {
        "Who are you?": "An adult",
        "Where is your card?": "I have it",
        "When did you join?": f"21{NO_BREAK}November 2025",
    }
    parts = {part.name: (part.before, part.after) for part in end.parts if part.differs}
    assert parts == {
        "outcome": (("If the card is out of date",), ("If all is well",)),
        "steps": ((f"Come to the desk (21{NO_BREAK}November 2026)",), ("Read on",)),
    }


def test_words_alone_change_no_end_state_and_their_pages_are_listed(folder: Path) -> None:
    edit(folder / CARD / "fr.md", "## Si la carte est périmée { #renew }", "## Si la carte a expiré { #renew }")
    report = told(folder)
    assert numbers(report) == (0, 24)
    assert {language: [page.path for page in pages] for language, pages in report.pages.items()} == {
        "en": [],
        "fr": ["guides/library-card"],
        "ar": [],
    }
    assert [(behind.page, behind.section, behind.languages) for behind in report.behind] == [
        ("guides/library-card", "renew", ("en", "ar"))
    ]


def test_an_added_option_is_new_and_changes_nobody_else(folder: Path) -> None:
    edit(folder / CARD / "procedure.yaml", "[have, lost, never]", "[have, lost, never, stolen]")
    report = told(folder)
    ends = form(report).ends
    assert {end.kind for end in ends} == {"new"}
    assert {dict(end.answers)["Where is your card?"] for end in ends} == {"stolen"}
    assert numbers(report) == (len(ends), 24 + len(ends))
    library = load_library(folder)
    first = find_states(library, library.guides["library-card"], TODAY)["what-now"]
    stolen = [state for state in states_in(first) if state.asks is None and state.answers.get("card") == "stolen"]
    assert len(ends) == len(stolen)


def test_an_option_that_is_gone_takes_its_end_states_with_it(folder: Path) -> None:
    edit(folder / CARD / "procedure.yaml", "[have, lost, never]", "[have, lost]")
    report = told(folder)
    ends = form(report).ends
    assert {end.kind for end in ends} == {"gone"}
    assert {dict(end.answers)["Where is your card?"] for end in ends} == {"I never had one"}
    assert report.total == 24


def test_a_paper_in_another_number_changes_every_end_that_asks_for_it(folder: Path) -> None:
    edit(folder / CARD / "procedure.yaml", "originals: 1, copies: 2", "originals: 1, copies: 3")
    report = told(folder)
    assert numbers(report) == (24, 24)
    assert {part.name for end in form(report).ends for part in end.parts if part.differs} == {"to bring"}


def test_a_new_guide_is_said_and_one_that_is_gone(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    add_fees(folder)
    report = told(folder)
    assert numbers(report) == (0, 24)
    ((id, ends),) = report.added
    assert (id, ends > 0) == ("library-fees", True)
    other = commit(add_fees(copy_library(tmp_path_factory.mktemp("other"))))
    shutil.rmtree(other / FEES)
    assert told(other).removed == [(id, ends)]


def test_a_draft_is_said_to_be_one_and_when_readers_see_it(tmp_path: Path) -> None:
    folder = copy_library(tmp_path)
    add_fees(folder)
    rules = folder / FEES / "procedure.yaml"
    shown = rules.read_text(encoding="utf-8")
    draft = shown.replace("origin:", "draft: true\norigin:", 1)
    shutil.rmtree(folder / FEES)
    commit(folder)
    add_fees(folder)
    rules.write_text(draft, encoding="utf-8")
    new = guides_told(told(folder))
    assert "library-fees: new guide, a draft that readers do not see yet, " in new[-1]
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "--message=draft")
    rules.write_text(shown, encoding="utf-8")
    assert guides_told(told(folder))[-1] == "library-fees: no longer a draft, readers see it from now on"
    git(folder, "commit", "--all", "--quiet", "--message=shown")
    assert guides_told(told(folder)) == []
    rules.write_text(draft, encoding="utf-8")
    assert guides_told(told(folder))[-1] == "library-fees: a draft again, readers no longer see it"


def guides_told(report: Report) -> list[str]:
    return [head for title, rows in sections(report) if title == "Guides" for head, _ in rows]


def test_amounts_are_seen_to_move_where_no_condition_tests_them(tmp_path: Path) -> None:
    folder = add_fees(copy_library(tmp_path))
    rules = folder / FEES / "procedure.yaml"
    form, others = rules.read_text(encoding="utf-8").split("  - id: check-the-receipt\n")
    rules.write_text(form + others[others.index("batches:") :], encoding="utf-8")
    commit(folder)
    edit(rules, "books-fee: {percent: [deposit,", "books-fee: {percent: [counted,")
    report = told(folder)
    # 2.26 % of 1000 and of 600, where the deposit is the largest of the worked examples and the ceiling counts.
    assert ("New books, You pay", f"−9.04{NO_BREAK}MAD", f"−9.04{NO_BREAK}MAD") in {
        (m.name, m.least, m.most) for m in report.moves
    }
    assert [end.parts[0].differs for end in report.forms[0].ends] == [False]


@pytest.mark.parametrize(
    ("typed", "english", "arabic"),
    [
        ("1", "1 month", "شهر واحد"),
        ("2", "2 months", "شهران"),
        ("2.5", "2.5 months", "2,5 شهر"),
        ("-1", "−1 month", "−1 شهر"),
    ],
)
def test_a_count_that_was_typed_has_its_plural_form(tmp_path: Path, typed: str, english: str, arabic: str) -> None:
    folder = add_fees(copy_library(tmp_path))
    edit(
        folder / FEES / "procedure.yaml",
        "id: deposit, type: number, unit: MAD",
        "id: deposit, type: number, unit: months",
    )
    library = load_library(folder)
    said = {}
    for language in ("en", "ar"):
        voice = Voice(library, library.guides["library-fees"], language, TODAY, library.interface[language])
        said[language] = voice.answer("deposit", typed).replace(NO_BREAK, " ")
    assert said == {"en": english, "ar": arabic}


def test_past_the_budget_the_guide_is_named_and_nothing_of_it_is_told(folder: Path) -> None:
    edit(folder / FACTS, "{from: 2020-01-01, value: 12}", "{from: 2020-01-01, value: 18}")
    report = told(folder, budget=30)
    assert report.forms == []
    (note,) = report.notes
    assert note.startswith(f"{CARD.as_posix()}/procedure.yaml:")
    assert "more than 30 states" in note


def test_a_base_that_git_does_not_know_is_said(folder: Path) -> None:
    with pytest.raises(DataError) as caught, revision(folder, "no-such-branch"):
        pass
    (problem,) = caught.value.problems
    assert (problem.path, "'no-such-branch'" in problem.message) == ("BASE", True)


def test_a_base_whose_rules_cannot_be_read_is_told(folder: Path) -> None:
    edit(folder / CARD / "procedure.yaml", "{otherwise: enjoy}", "{otherwise: enjoyed, oops: 1}")
    git(folder, "commit", "--all", "--quiet", "--message=broken")
    edit(folder / CARD / "procedure.yaml", "{otherwise: enjoyed, oops: 1}", "{otherwise: enjoy}")
    report = told(folder)
    assert report.added == [("library-card", 24)]


def test_rules_that_do_not_hang_together_are_not_walked(folder: Path) -> None:
    edit(folder / CARD / "procedure.yaml", "{when: {card: lost}, then: replace}", "{when: {card: sold}, then: replace}")
    report = told(folder)
    assert report.forms == []
    (note,) = report.notes
    assert "do not hang together (now)" in note


# --- The engine of then ---


@pytest.fixture
def engines(tmp_path: Path) -> Iterator[tuple[Path, Path]]:
    """A folder with another engine, which tells every outcome as unconfirmed, and the library."""
    folder = copy_library(tmp_path / "library")
    other = tmp_path / "other"
    shutil.copytree(ROOT / "widgets", other / "widgets", ignore=shutil.ignore_patterns("__pycache__", "web"))
    edit(
        other / "widgets" / "api.py",
        '"unconfirmed": lambda: bool(table.about and table.about.about.unconfirmed)',
        '"unconfirmed": lambda: table.value is not None',
    )
    yield other, folder


def test_what_was_told_before_is_asked_of_the_engine_of_then(engines: tuple[Path, Path]) -> None:
    other, folder = engines
    assert not same_engine(other, ROOT)
    assert same_engine(folder, ROOT)
    library = load_library(folder)
    report = compare(Before("then", library, OtherEngine(other)), library, TODAY, "en", lambda _: None)
    assert report.other_engine
    assert report.total == 24
    # All but those that "I don't know" leaves open.
    assert report.changed == 24 - 7
