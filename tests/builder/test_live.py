"""The site under `serve`: a change makes again what hangs on it and no more, and the same bytes as a whole build."""

from __future__ import annotations

import logging
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from threading import Thread

import pytest

from builder.kept import Round
from builder.live.pages import Told
from builder.live.session import EVERYTHING, Session
from tests.builder.cards import ROOT, add_fees, copy_library, edit
from tests.conftest import TODAY
from tests.site.test_same import contents

CARD = "guides/procedures/library-card"
LINKED = ("widgets", "node_modules", "docs/assets", "docs/overrides", "LICENSE", "pyproject.toml")


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """The tests' own guides with the machinery as it is, built."""
    folder = add_fees(copy_library(tmp_path_factory.mktemp("live")))
    for name in LINKED:
        (folder / name).symlink_to(ROOT / name)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    shutil.copytree(ROOT / "docs" / "words", folder / "docs" / "words")
    (folder / "build").mkdir()
    runtime = ROOT / "build" / "runtime"
    if runtime.is_dir():
        (folder / "build" / "runtime").symlink_to(runtime)
    made = Session(folder, folder / "site", lambda: TODAY)
    made.build()
    yield made


def pages(made: set[str]) -> set[str]:
    """The pages without their languages' folders, where all three have them."""
    names = {path.partition("/")[2] for path in made}
    assert made == {f"{lang}/{name}" for lang in ("en", "fr", "ar") for name in names}
    return names


def whole(session: Session, folder: Path) -> dict[str, str]:
    """What a whole build of the same state gives."""
    anew = Session(session.root, folder / "site", lambda: TODAY, folder / "stage")
    anew.build()
    return contents(folder / "site")


def test_changes_one_after_the_other_give_what_a_whole_build_gives(session: Session, tmp_path: Path) -> None:
    root, procedure = session.root, f"{CARD}/procedure.yaml"
    edit(root / CARD / "fr.md", "Bonne lecture.", "Bonne lecture à vous.")
    made = session.update("fr/guides/library-card.html")
    assert made == {"fr/guides/library-card.html", "fr/embeds/library-card.what-now.html"}
    session.settle()
    edit(root / procedure, "changed_by: you", "changed_by: nobody")
    made = session.update("fr/guides/library-card.html")
    assert {"guides/library-card.html", "embeds/library-card.what-now.html"} <= pages(made)
    session.settle()
    edit(root / "guides/facts/library.yaml", "value: 7}", "value: 9}")
    made = session.update("ar/guides/library-card.html")
    assert "guides/library-card.html" in pages(made)
    rest = session.settle()
    assert "en/sources.html" in rest
    for language, old, new in (
        ("fr", "La carte de bibliothèque", "La carte"),
        ("ar", "title: ", "title: كل "),
        ("en", "title: ", "title: My "),
    ):
        edit(root / CARD / f"{language}.md", old, new)
    made = session.update()
    assert "guides/library-card.html" in pages(made)
    assert "fr/list.html" not in made
    assert "fr/sources.html" in session.settle()
    assert whole(session, tmp_path) == contents(session.out)
    assert "SOURCE_DATE_EPOCH" not in os.environ


@contextmanager
def changed(session: Session, path: str, old: str, new: str) -> Iterator[None]:
    """A change, taken back in the end."""
    file = session.root / path
    before = file.read_text(encoding="utf-8")
    edit(file, old, new)
    try:
        yield
    finally:
        file.write_text(before, encoding="utf-8")
        session.update()
        session.settle()


def test_a_warning_stands_while_another_file_changes(session: Session) -> None:
    session.update()
    session.settle()
    with changed(session, "docs/en/index.md", "[[guides]]", "[[guides]]\n\n## More { #more }\n"):
        session.update()
        session.settle()
        standing = [problem for problem in session.problems if problem.path == "docs/ar/index.md"]
        assert [problem.warning for problem in standing] == [True]
        with changed(session, f"{CARD}/en.md", "- The card is yours alone.", "- The card is only yours."):
            session.update()
            assert [problem for problem in session.problems if problem.path == "docs/ar/index.md"] == standing
    assert [problem for problem in session.problems if problem.path == "docs/ar/index.md"] == []


@pytest.mark.parametrize(("seen", "first"), [
    ("fr/sources.html", {"fr/sources.html"}),
    ("ar/guides/library-card-make-it-again.html", {"ar/guides/library-card.html", "fr/guides/library-card.html"}),
    ("en/rules/library-fees.html", set()),
])  # fmt: skip
def test_what_is_looked_at_comes_first(session: Session, seen: str, first: set[str]) -> None:
    with changed(session, "guides/facts/library.yaml", 'seen: "the poster by the door"', 'seen: "a poster"'):
        session.update()
        session.settle()
        edit(
            session.root / "guides/facts/library.yaml", "{from: 2020-01-01, value: 12}", "{from: 2020-01-01, value: 13}"
        )
        made = session.update(seen)
        assert first <= made
        assert {"en/sources.html", "ar/sources.html"}.isdisjoint(made)
        assert any("/guides/library-card" in page for page in made) is any("/guides/" in page for page in first)


def test_a_figure_that_is_written_otherwise_is_shown_otherwise(session: Session) -> None:
    with changed(session, "guides/facts/fees.yaml", "value: 1.6}", "value: 1.60}"):
        assert "en/guides/library-fees.html" in session.update("en/guides/library-fees.html")


def test_after_a_whole_build_nothing_is_left_to_do(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    builds: list[str] = []
    page = "docs/fr/index.md"
    with changed(session, page, "title: Accueil", "title: Chez nous"), monkeypatch.context() as patched:
        patched.setattr(session, "build", lambda: builds.append("again"))
        assert (session.update(), session.settle(), builds) == ({EVERYTHING}, set(), ["again"])


def test_another_day_is_another_site(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    builds: list[str] = []
    monkeypatch.setattr(session, "build", lambda: builds.append("again"))
    session.update()
    monkeypatch.setattr(session, "today", lambda: TODAY + timedelta(days=1))
    assert (session.update(), builds) == ({EVERYTHING}, ["again"])


def test_a_warning_of_another_thread_is_of_no_page() -> None:
    told, log = Told(), logging.getLogger("mkdocs.tried")
    log.addHandler(told)
    other = Thread(target=log.warning, args=["not found"])
    other.start()
    other.join()
    log.warning("a link leads nowhere")
    log.removeHandler(told)
    assert told.messages == ["a link leads nowhere"]


def test_a_round_holds_what_it_or_the_one_before_asked_for() -> None:
    held, made = Round(), list[str]()
    for asked in (["a", "b"], ["a", "a"], ["b"]):
        held.begin()
        for name in asked:
            held.of(name, lambda name=name: made.append(name))  # type: ignore[misc]
    assert made == ["a", "b", "b"]
