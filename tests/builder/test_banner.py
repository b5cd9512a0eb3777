"""What stands at the top of a page under `serve`: its own problems, or how many there are elsewhere; else nothing."""

from pathlib import Path

import pytest

from builder.library import Library
from builder.live.banner import Banner
from builder.live.session import Session
from builder.live.watch import Watch
from builder.load import load_library
from builder.messages import language_of
from builder.problem import DataError, Problem
from tests.builder.cards import add_fees, copy_library
from widgets.said import say

PAGE = b'<html><body class="b"><main><article class="md-content__inner"><h1>T</h1></article></main></body></html>'
MISSING = say("file-missing")
GUIDE = "guides/procedures/library-card"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """The tests' own guides."""
    return load_library(add_fees(copy_library(tmp_path_factory.mktemp("banner"))))


def told(library: Library, path: str, *problems: Problem) -> str:
    banner = Banner()
    banner.tell(library, problems)
    return banner.put(path, PAGE).decode()


@pytest.mark.parametrize(
    ("file", "line", "page", "own"),
    [
        (f"{GUIDE}/fr.md", 3, "fr/guides/library-card.html", True),
        (f"{GUIDE}/fr.md", 3, "fr/embeds/library-card.what-now.html", True),
        (f"{GUIDE}/fr.md", 3, "ar/guides/library-card.html", False),
        (f"{GUIDE}/procedure.yaml", 3, "ar/rules/library-card.html", True),
        (f"{GUIDE}/cases.yaml", 3, "en/guides/library-card-make-it-again.html", True),
        (f"{GUIDE}/cases.yaml", 3, "en/guides/library-fees.html", False),
        ("docs/ar/sources.md", 1, "ar/sources.html", True),
        ("docs/ar/sources.md", 1, "fr/sources.html", False),
        ("guides/facts/library.yaml", 3, "fr/guides/library-card.html", True),
        ("guides/facts/library.yaml", 3, "fr/index.html", False),
        ("mkdocs.yml", 1, "fr/index.html", False),
    ],
)
def test_a_problem_is_told_on_the_pages_made_from_its_file(
    library: Library, file: str, line: int, page: str, own: bool
) -> None:
    language = page.partition("/")[0]
    problem = Problem(file, line, MISSING)
    html = told(library, page, problem)
    assert (f">{problem.written('en' if language == 'en' else 'fr')}</li>" in html) is own
    words = library.interface[language]["serve"]
    assert (words["problems"] in html) is own
    assert html.index("dalil-problems") < html.index("<h1>")


def test_another_page_tells_how_many_there_are_in_its_language(library: Library) -> None:
    problems = [Problem(f"{GUIDE}/fr.md", line, MISSING) for line in (1, 2)]
    for language, count in (("en", "2 problems on other pages"), ("fr", "2 problèmes sur d"), ("ar", "مشكلان")):
        assert count in told(library, f"{language}/index.html", *problems)
    assert problems[0].written("fr") not in told(library, "fr/index.html", *problems)


def test_without_problems_a_page_is_as_it_is(library: Library) -> None:
    assert told(library, "fr/index.html") == PAGE.decode()


class Edited(Session):
    """A session whose steps are played: each update gives what the next of `steps` says."""

    def __init__(self, library: Library, *steps: list[Problem]) -> None:
        super().__init__(library.root, Path("nowhere"), None)  # type: ignore[arg-type]
        self.library, self.steps = library, [*steps]

    def update(self, seen: str = "") -> set[str]:  # noqa: ARG002
        problems = self.steps.pop(0)
        if problems:
            raise DataError(problems)
        return set()

    def settle(self, stopped: object = None) -> set[str]:  # noqa: ARG002
        return {"fr/sources.html"}


def test_a_mistake_is_told_and_gone_when_mended(library: Library, capsys: pytest.CaptureFixture[str]) -> None:
    problem = Problem(f"{GUIDE}/fr.md", 3, MISSING)
    reloads: list[str] = []
    watch = Watch(Edited(library, [problem], []), lambda: reloads.append("again"))
    page = "fr/guides/library-card.html"
    watch.follow(page)
    assert problem.written("fr").encode() in watch.banner.put(page, PAGE)
    assert f"{problem.written(language_of())}\nThe pages are as they were." in capsys.readouterr().err
    watch.follow(page)
    watch.wait()
    assert watch.banner.put(page, PAGE) == PAGE
    assert reloads == []


def test_the_page_looked_at_loads_again_where_the_rest_changed_it(library: Library) -> None:
    reloads: list[str] = []
    watch = Watch(Edited(library, []), lambda: reloads.append("again"))
    watch.follow("fr/sources.html")
    watch.wait()
    assert reloads == ["again"]
