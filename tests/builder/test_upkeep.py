"""Upkeep of the register: what is due, what uses a fact, and that a later check says what was seen."""

from __future__ import annotations

import os
import subprocess
from datetime import date
from pathlib import Path

import pytest

from builder.account import tell_fact
from builder.before import find_bases, knows
from builder.history import check_history
from builder.load import load_library
from builder.stale import find_due, find_old_sources, tell_stale
from builder.uses import find_uses, guides_using, pages_using
from tests.builder.cards import copy_library, edit, short

type Factory = pytest.TempPathFactory

FACTS = "guides/facts/library.yaml"
RULES = "guides/procedures/library-card/procedure.yaml"
WORDS = "guides/procedures/library-card/{}.md"
MORE = """
- id: card-warned
  unit: days
  derive: {times: [reminder-before, 2]}
  status: derived
  sources: []
  checked: {on: 2026-11-01, seen: "twice seven"}
  every: 24
"""


CASES = [
    f"guides/procedures/library-card/cases.yaml:{line}: the worked example '{name}'"
    for line, name in (
        (50, "With the figures of 2027 a lost card is good for two years"),
        (58, "In 2021 a card was good for as long as today"),
        (66, "For 2019 there is no figure, so nobody can say whether a card was out of date"),
        (75, "For 2019 a lost card is made again, its last day is not known"),
    )
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The library card, with a derived figure that a page cites."""
    copy_library(tmp_path)
    with (tmp_path / FACTS).open("a", encoding="utf-8") as file:
        file.write(MORE)
    with (tmp_path / "docs" / "en" / "index.md").open("a", encoding="utf-8") as file:
        file.write("\nWe warn you [[card-warned]] before.\n")
    return tmp_path


@pytest.mark.parametrize(
    ("today", "ids"),
    [
        ("2027-04-01", ["reminder-before"]),
        ("2027-03-31", []),
        ("2027-10-02", ["reminder-before", "card-remade-free", "card-validity"]),
        ("2028-11-01", ["reminder-before", "card-remade-free", "card-validity", "card-warned"]),
    ],
)
def test_what_is_past_or_within_thirty_days_is_due(folder: Path, today: str, ids: list[str]) -> None:
    assert [due.fact.id for due in find_due(load_library(folder), date.fromisoformat(today))] == ids


def test_a_fact_behind_a_derived_figure_is_used_where_that_is(folder: Path) -> None:
    library = load_library(folder)
    assert guides_using(library, "card-warned") == []
    assert pages_using(library, "card-warned") == ["index"]
    assert guides_using(library, "reminder-before") == ["library-card"]


def test_sources_read_a_year_ago_are_to_be_read_again(folder: Path) -> None:
    library = load_library(folder)
    assert [source.id for source in find_old_sources(library, date(2027, 10, 1))] == []
    assert [source.id for source in find_old_sources(library, date(2027, 10, 2))] == ["house-rules", "notice-board"]


def test_the_list_says_what_to_look_at_and_where(folder: Path) -> None:
    assert list(tell_stale(load_library(folder), date(2027, 10, 15))) == [
        "library-card (3)",
        "  past 2027-05-01  reminder-before (single)",
        f"    {FACTS}:13: seen on 2026-11-01: the poster by the door",
        "    no address (Affiche à l'entrée)",
        "  near 2027-11-01  card-remade-free (official)",
        f"    {FACTS}:19: seen on 2026-11-01: article 5",
        "    https://library.example/rules (Règlement de la bibliothèque)",
        "    no address (Affiche à l'entrée)",
        "  near 2027-11-01  card-validity (official)",
        f"    {FACTS}:6: seen on 2026-11-01: article 3",
        "    https://library.example/rules (Règlement de la bibliothèque)",
        "sources (2)",
        "  near 2027-11-01  house-rules: read on 2026-11-01",
        "    https://library.example/rules (Règlement de la bibliothèque)",
        "  near 2027-11-01  notice-board: read on 2026-11-01",
        "    no address (Affiche à l'entrée)",
        "3 of 4 facts and 2 of 2 sources to look at",
    ]


def test_every_use_of_a_fact_is_found(folder: Path) -> None:
    library = load_library(folder)
    assert [str(use) for use in find_uses(library, "card-validity")] == [
        f"{RULES}:10: the value 'renew-by'",
        f"{RULES}:11: the value 'days-left'",
        f"{RULES}:13: the condition 'overdue'",
        f"{RULES}:17: the row for 'renew' of 'route'",
        f"{RULES}:23: the step 'come-to-the-desk'",
        f"{RULES}:26: 'renew-by', shown by the form 'what-now'",
        f"{RULES}:26: 'days-left', shown by the form 'what-now'",
        *(
            f"{WORDS.format(language)}:{n}: {what}, {language}"
            for language in ("en", "fr", "ar")
            for n, what in ((6, "text"), (85, "text"), (17, "its label under 'what-now'"))
        ),
        *CASES,
        "guides/changes.yaml:4: the change 'longer-cards'",
    ]
    assert [str(use) for use in find_uses(library, "reminder-before")] == [
        *(f"{WORDS.format(language)}:10: text, {language}" for language in ("en", "fr", "ar")),
        f"{FACTS}:28: the derived figure 'card-warned'",
    ]
    assert [str(use) for use in find_uses(library, "card-warned")] == ["docs/en/index.md:8: text, en"]


def test_a_fact_is_told_in_full(folder: Path) -> None:
    library = load_library(folder)
    assert list(tell_fact(library, "card-validity", date(2027, 11, 1)))[:8] == [
        "card-validity: figure, months, official; a reader sees 'official'",
        f"  {FACTS}:1",
        "  from 2020-01-01: 12",
        "  from 2027-01-01: 24  ← in force",
        "  checked on 2026-11-01: article 3",
        "  to be checked again by 2027-11-01 (past)",
        "  house-rules: Règlement de la bibliothèque (official, read on 2026-11-01) https://library.example/rules",
        "used in 21 places; guides: library-card",
    ]
    assert list(tell_fact(library, "card-warned", date(2026, 11, 22)))[:4] == [
        "card-warned: figure, days, single; a reader sees 'unconfirmed'",
        f"  {FACTS}:26",
        "  worked out: times of reminder-before, 2",
        "  date not given, read on 2026-11-01: 14  ← in force",
    ]
    told = list(tell_fact(library, "card-remade-free", date(2026, 11, 22)))
    assert "  A lost card is made again at the desk, free of charge." in told
    assert "  follows 'free' (official): It is free." in told
    assert "  against 'small-fee' (single): There is a small fee." in told


@pytest.fixture
def repository(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The library card under version control, with one commit."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    git(folder, "init", "--quiet", "--initial-branch=main")
    commit(folder)
    return folder


def git(folder: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=Editor", "-c", "user.email=editor@library.example", "-c", "commit.gpgsign=false")
    subprocess.run(["git", "-C", str(folder), *identity, *arguments], check=True, capture_output=True)


def commit(folder: Path) -> None:
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "--message=Write the library card")


def name(folder: Path, revision: str) -> str:
    said = subprocess.run(["git", "-C", str(folder), "rev-parse", revision], check=True, capture_output=True, text=True)
    return said.stdout.strip()


def told(folder: Path, *bases: str) -> list[str]:
    library = load_library(folder)
    problems = {problem for base in bases or find_bases(folder) for problem in check_history(library, base)}
    return [short(problem) for problem in sorted(problems)]


AGAIN = (
    f"{FACTS}:6: 'card-validity' is said to be checked again, and what was seen is the same to the letter as on"
    " 2026-11-01. Say in seen: what the page shows now, and its day."
)


def test_a_later_check_says_what_was_seen(repository: Path) -> None:
    assert told(repository) == []
    edit(repository / FACTS, 'on: 2026-11-01, seen: "article 3"', 'on: 2027-05-01, seen: "article  3"')
    assert told(repository) == [AGAIN]
    edit(repository / FACTS, '"article  3"', '"article 3 of the rules of 2027, unchanged"')
    assert told(repository) == []


def test_what_was_committed_is_compared_too(repository: Path) -> None:
    assert find_bases(repository) == [name(repository, "HEAD")]
    edit(repository / FACTS, 'on: 2026-11-01, seen: "article 3"', 'on: 2027-05-01, seen: "article 3"')
    commit(repository)
    assert find_bases(repository) == [name(repository, "HEAD"), name(repository, "HEAD~1")]
    assert told(repository) == [AGAIN]
    assert told(repository, "HEAD") == []
    assert [knows(repository, revision) for revision in ("HEAD~1", "HEAD~9", "--all")] == [True, False, False]
    assert told(repository, "HEAD~9") == []


def test_a_branch_is_compared_with_where_it_left_the_main_one(repository: Path) -> None:
    git(repository, "switch", "--quiet", "--create=mine")
    edit(repository / FACTS, 'on: 2026-11-01, seen: "article 3"', 'on: 2027-05-01, seen: "article 3"')
    commit(repository)
    edit(repository / "docs/en/index.md", "We warn you", "We shall warn you")
    commit(repository)
    assert find_bases(repository) == [name(repository, "HEAD"), name(repository, "main")]
    assert told(repository) == [AGAIN]


def test_a_clone_that_holds_one_commit_is_compared_with_that(repository: Path, tmp_path_factory: Factory) -> None:
    edit(repository / "docs/en/index.md", "We warn you", "We shall warn you")
    commit(repository)
    shallow = tmp_path_factory.mktemp("shallow") / "clone"
    git(repository, "clone", "--quiet", "--depth=1", f"file://{repository}", str(shallow))
    assert find_bases(shallow) == [name(repository, "HEAD")]
    assert told(shallow) == []
    edit(shallow / FACTS, 'on: 2026-11-01, seen: "article 3"', 'on: 2027-05-01, seen: "article 3"')
    assert told(shallow) == [AGAIN]


def test_a_step_or_paper_does_not_go_in_silence(repository: Path) -> None:
    edit(repository / RULES, "{id: identity-card, ", "{id: proof, ")
    gone = "guides/renamed.yaml:1: 'library-card/identity-card' is gone, and readers may have ticked it."
    how = "Put the id back, or write here what it is called now: 'library-card/identity-card: guide/item', or null"
    assert told(repository) == [f"{gone} {how} where nothing is."]
    for now in ("library-card/proof", "null"):
        (repository / "guides/renamed.yaml").write_text(f"library-card/identity-card: {now}\n", encoding="utf-8")
        assert told(repository) == []


def test_a_question_or_an_option_goes_with_a_higher_version(repository: Path) -> None:
    shared = "guides/common/questions.yaml"
    edit(repository / shared, "options: [adult, child, visitor]", "options: [adult, child]")
    end = "is gone, and links to answers hold it. Put the id back, or raise version from 1 to 2."
    assert told(repository) == [f"{RULES}:1: The option 'visitor' of 'reader' {end}"]
    edit(repository / RULES, "id: joined-on, type", "id: joined, type")
    gone = [f"{RULES}:1: The option 'visitor' of 'reader' {end}", f"{RULES}:1: The question 'joined-on' {end}"]
    assert told(repository) == gone
    edit(repository / RULES, "origin: fr", "origin: fr\nversion: 2")
    assert told(repository) == []


def test_a_guides_own_question_is_not_the_shared_one_of_its_name(repository: Path) -> None:
    shared = repository / "guides/common/questions.yaml"
    shared.write_text(f"{shared.read_text('utf-8')}- {{id: card, type: choice, options: [old]}}\n", encoding="utf-8")
    commit(repository)
    edit(shared, "options: [old]", "options: [older]")
    assert told(repository) == []


def test_a_fact_that_moved_to_another_file_is_still_compared(repository: Path) -> None:
    text = (repository / FACTS).read_text(encoding="utf-8")
    (repository / FACTS).unlink()
    moved = text.replace('on: 2026-11-01, seen: "article 3"', 'on: 2027-05-01, seen: "article 3"')
    (repository / "guides/facts/moved.yaml").write_text(moved, encoding="utf-8")
    assert told(repository) == [AGAIN.replace("library.yaml", "moved.yaml")]


def test_without_version_control_nothing_is_compared(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    edit(folder / FACTS, 'on: 2026-11-01, seen: "article 3"', 'on: 2027-05-01, seen: "article 3"')
    assert (told(folder), knows(folder, "HEAD")) == ([], False)
    monkeypatch.setenv("PATH", str(folder))
    assert (told(folder), knows(folder, "HEAD")) == ([], False)
