"""The library-card guide as it is rendered, kept beside the tests; a change of the renderer shows here, and only here.

To write it again after a change that is meant: `python -m tests.builder.test_golden`.
"""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from builder.load import LANGUAGES, load_library
from builder.render import render_site
from tests.builder.cards import copy_library

GOLDEN = Path(__file__).parent.parent / "golden"
DAY = date(2026, 11, 22)


def rendered(folder: Path) -> dict[str, str]:
    """The guide in each language."""
    site = render_site(load_library(copy_library(folder)), DAY)
    return {language: site[language]["guides/library-card.md"] for language in LANGUAGES}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_rendered_guide_is_the_one_kept(language: str, tmp_path: Path) -> None:
    assert rendered(tmp_path)[language] == (GOLDEN / f"library-card.{language}.md").read_text(encoding="utf-8")


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
            (GOLDEN / f"library-card.{name}.md").write_text(text, encoding="utf-8")
