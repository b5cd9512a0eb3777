"""The site under `serve`: a change makes again what hangs on it and no more, and the same bytes as a whole build."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from builder.live.session import Session
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
    made = Session(folder, folder / "site", TODAY)
    made.build()
    yield made


def pages(made: set[str]) -> set[str]:
    """The pages without their languages' folders, where all three have them."""
    names = {path.partition("/")[2] for path in made}
    assert made == {f"{lang}/{name}" for lang in ("en", "fr", "ar") for name in names}
    return names


def whole(session: Session, folder: Path) -> dict[str, str]:
    """What a whole build of the same state gives."""
    anew = Session(session.root, folder / "site", TODAY, folder / "stage")
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
