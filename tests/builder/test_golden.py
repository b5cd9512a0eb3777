"""The tests' own library as it is rendered, kept beside the tests; a change of the renderer shows here, and only here.

To write it again after a change that is meant: `python -m tests.builder.test_golden`.
"""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from builder.library import LANGUAGES
from builder.load import load_library
from builder.render import render_site
from tests.builder.cards import add_fees, copy_library

GOLDEN = Path(__file__).parent.parent / "golden"
DAY = date(2026, 11, 22)


FEES = "guides/library-fees.md"
"""The guide whose forms have lines, kept by itself."""
KEPT = ("guides/library-card.md", "sources.md", "disagreements.md", "changes.md", "glossary.md", "changes.xml")


def rendered(folder: Path) -> dict[str, str]:
    """The guide, the pages about the facts and the feed in each language, by the name of the file that keeps them."""
    site = render_site(load_library(copy_library(folder / "card")), DAY)
    fees = render_site(load_library(add_fees(copy_library(folder / "fees"))), DAY)
    pages = {kept(path, language): site[language][path] for path in KEPT for language in LANGUAGES}
    return pages | {kept(FEES, language): fees[language][FEES] for language in LANGUAGES}


def kept(path: str, language: str) -> str:
    """The name of the file that keeps a page."""
    return f"{Path(path).stem}.{language}{Path(path).suffix}"


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What is rendered now."""
    return rendered(tmp_path_factory.mktemp("golden"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", (*KEPT, FEES))
def test_what_is_rendered_is_what_was_kept(path: str, language: str, pages: dict[str, str]) -> None:
    name = kept(path, language)
    assert pages[name] == (GOLDEN / name).read_text(encoding="utf-8")


def test_a_missing_word_shows_the_origin_with_its_language(tmp_path: Path) -> None:
    folder = copy_library(tmp_path)
    file = folder / "guides/procedures/library-card/ar.md"
    text = file.read_text(encoding="utf-8")
    start, end = text.index("## إذا انتهت البطاقة"), text.index("## إذا كان كل شيء")
    file.write_text(text[:start] + text[end:], encoding="utf-8")
    page = render_site(load_library(folder), DAY)["ar"]["guides/library-card.md"]
    assert '## <span lang="fr" dir="ltr">Si la carte est périmée</span> { #renew }' in page


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    with TemporaryDirectory() as folder:
        for name, text in rendered(Path(folder)).items():
            (GOLDEN / name).write_text(text, encoding="utf-8")
