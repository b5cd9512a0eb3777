"""What stands at the top of a page under `serve`: its own problems, or how many there are elsewhere; else nothing."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from markupsafe import escape

from builder.library import Library
from builder.live.banner import Banner
from builder.live.session import Session
from builder.live.watch import Watch
from builder.load import load_library
from builder.messages import language_of
from builder.problem import DataError, Problem
from tests.builder.cards import add_fees, copy_library
from tests.conftest import TODAY
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
        super().__init__(library.root, Path("nowhere"), lambda: TODAY)
        self.library, self.steps = library, [*steps]
        self.rest: list[Problem] = []

    built = True

    def update(self, seen: str = "") -> set[str]:  # noqa: ARG002
        problems = self.steps.pop(0)
        if problems:
            raise DataError(problems)
        return set()

    def settle(self, stopped: object = None) -> set[str]:  # noqa: ARG002
        if self.rest:
            raise DataError(self.rest)
        return {"fr/sources.html"}


def watched(session: Session, *seen: str) -> tuple[Watch, list[str]]:
    """A session followed; each time that it is asked, another page of `seen` is looked at, and at last that one."""
    looked, reloads = [*seen], list[str]()
    return Watch(session, lambda: reloads.append("again"), lambda: looked.pop(0) if looked[1:] else looked[0]), reloads


def test_a_mistake_is_told_and_gone_when_mended(library: Library, capsys: pytest.CaptureFixture[str]) -> None:
    problem = Problem(f"{GUIDE}/fr.md", 3, MISSING)
    page = "fr/guides/library-card.html"
    watch, reloads = watched(Edited(library, [problem], []), page)
    watch.follow()
    assert problem.written("fr").encode() in watch.banner.put(page, PAGE)
    assert f"{problem.written(language_of())}\nThe pages are as they were." in capsys.readouterr().err
    watch.follow()
    watch.wait()
    assert watch.banner.put(page, PAGE) == PAGE
    assert reloads == []


def test_that_pages_are_as_they_were_is_said_only_where_they_are(
    library: Library, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    problem = Problem(f"{GUIDE}/cases.yaml", 3, MISSING)
    session = Edited(library, [], [problem])
    session.rest = [problem]
    watch, _ = watched(session, "fr/index.html")
    watch.follow()
    watch.wait()
    told = capsys.readouterr().err
    assert problem.written(language_of()) in told
    assert "as they were" not in told
    monkeypatch.setattr(Edited, "built", False)
    watch, _ = watched(session, "fr/index.html")
    watch.follow()
    told = capsys.readouterr().err
    assert problem.written(language_of()) in told
    assert "as they were" not in told


@pytest.mark.parametrize(("first", "then", "again"), [
    ("fr/sources.html", "fr/sources.html", ["again"]),
    ("fr/index.html", "fr/sources.html", ["again"]),
    ("fr/sources.html", "fr/index.html", []),
])  # fmt: skip
def test_the_page_looked_at_by_now_loads_again_where_the_rest_changed_it(
    library: Library, first: str, then: str, again: list[str]
) -> None:
    watch, reloads = watched(Edited(library, []), first, then)
    watch.follow()
    watch.wait()
    assert reloads == again


def test_where_nothing_is_built_a_page_tells_all_problems_in_its_language(library: Library) -> None:
    problems = [Problem(f"{GUIDE}/fr.md", 1, MISSING), Problem("mkdocs.yml", 1, MISSING)]
    banner = Banner()
    banner.tell(library, problems)
    for language, told_in, direction in (("en", "en", "ltr"), ("fr", "fr", "ltr"), ("ar", "fr", "rtl")):
        html = banner.page(f"{language}/guides/library-fees.html").decode()
        assert f'<html lang="{language}" dir="{direction}">' in html
        assert f"<h1>{escape(library.interface[language]['serve']['unbuilt'])}</h1>" in html
        assert [f"<li>{problem.written(told_in)}</li>" in html for problem in problems] == [True, True]


def test_where_the_words_cannot_be_read_those_of_another_language_do_and_else_none(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    problem = Problem(f"{GUIDE}/procedure.yaml", 3, MISSING)
    unread: dict[str, dict[str, Any]] = {language: {} for language in library.interface}
    broken = replace(library, interface=library.interface | {"fr": {}, "ar": {"serve": {"problems": "?"}}})
    for language in ("fr", "ar"):
        path = f"{language}/guides/library-card.html"
        assert library.interface["en"]["serve"]["problems"] in told(broken, path, problem)
        nothing = told(replace(library, interface=unread), path, problem)
        assert problem.written(language_of()) in nothing
        assert "admonition-title" not in nothing
    banner = Banner()
    banner.tell(library, [])
    banner.tell(broken, [problem])
    assert library.interface["fr"]["serve"]["problems"] in banner.html("fr/guides/library-card.html")


def test_a_folder_of_any_name_is_told_of_on_its_page(library: Library) -> None:
    problem = Problem("guides/procedures/c++ (new/fr.md", 1, MISSING)
    assert problem.written("fr") in told(library, "fr/guides/c++ (new.html", problem)
    assert problem.written("fr") not in told(library, "fr/guides/ccc (new.html", problem)
