"""The unzipped package opened from a disk, without network, in three engines: pages, languages, forms with Python."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from builder.library import LANGUAGES, Library
from builder.load import load_library
from builder.offline import START
from tests.browser.reader import cases
from tests.browsers import BROWSERS
from tests.offline.engines import Engine
from tests.turns import in_one_language
from widgets.api import handle

FAILURES = ("failed", "missing-file", "no-wasm", "stalled")

OPENED = """
const sheets = [...document.querySelectorAll("link[rel=stylesheet]")];
return {
  language: document.documentElement.lang,
  title: document.querySelector("h1").textContent.length > 0,
  unstyled: sheets.filter((link) => link.sheet === null).map((link) => link.href),
  elsewhere: performance
    .getEntriesByType("resource")
    .map((entry) => entry.name)
    .filter((name) => !/^(file|blob|data):/.test(name)),
  here: location.protocol,
};
"""

FOLLOW = """
const link = document.querySelector(args[0]);
return link.href;
"""

# Answers a form as far as it asks, by the page's own events, and tells what the engine was asked and what is shown.
FILL_IN = """
const [widget, answers] = args;
const section = document.querySelector(`.dalil-widget[data-widget="${widget}"]`);
const runtime = Dalil.runtime;
if (!window.workers) {
  window.workers = [];
  window.Worker = class extends Worker {
    constructor(address, ...rest) {
      super(address, ...rest);
      window.workers.push(String(address).split(":")[0]);
    }
  };
  const evaluate = runtime.evaluate;
  window.open_ = 0;
  runtime.evaluate = async (request) => {
    window.open_ += 1;
    try {
      const response = await evaluate(request);
      window.last = { request, response };
      return response;
    } finally {
      window.open_ -= 1;
    }
  };
}
const tick = () => new Promise((resolve) => setTimeout(resolve, 30));
const done = new Set();
for (;;) {
  const question = [...section.querySelectorAll("[data-question]")].find(
    (each) => !each.hidden && each.dataset.question in answers && !done.has(each.dataset.question),
  );
  if (!question) {
    break;
  }
  const id = question.dataset.question;
  done.add(id);
  const answer = String(answers[id]);
  const choices = [...question.querySelectorAll("input[type=radio], input[type=checkbox]")];
  const choice = choices.find((input) => input.value === answer);
  const input = choice || question.querySelector(".dalil-text");
  if (choice) {
    choice.checked = true;
  } else {
    input.value = answer;
  }
  input.dispatchEvent(new Event("input", { bubbles: true }));
  input.dispatchEvent(new Event("change", { bubbles: true }));
  for (;;) {
    await tick();
    const failure = section.querySelector(":is(FAILURES):not([hidden])");
    if (failure) {
      throw new Error(failure.textContent);
    }
    const { request } = window.last || {};
    if (window.open_ === 0 && request && request.widget === widget && id in request.answers) {
      break;
    }
  }
}
await tick();
return {
  request: JSON.stringify(window.last.request),
  response: window.last.response,
  workers: window.workers,
  whole: runtime.isWhole(),
  outcomes: [...section.querySelectorAll("[data-outcome]:not([hidden])")].map((each) => each.dataset.outcome),
  result: !section.querySelector(".dalil-result").hidden,
};
"""

FILL_IN = FILL_IN.replace("FAILURES", ", ".join(f"[data-status={id}]" for id in FAILURES))

SEARCH = """
const box = document.querySelector(".md-search__input");
document.getElementById("__search").click();
box.focus();
box.value = args[0];
box.dispatchEvent(new Event("input", { bubbles: true }));
box.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true }));
for (;;) {
  await new Promise((resolve) => setTimeout(resolve, 50));
  const found = document.querySelectorAll(".md-search-result__item a").length;
  if (found) {
    return found;
  }
}
"""

STORED = """
const databases = indexedDB.databases ? await indexedDB.databases().catch(() => []) : [];
const keys = [...Object.keys(localStorage), ...Object.keys(sessionStorage)];
return { keys, cookie: document.cookie, databases: databases.length };
"""


@pytest.fixture(scope="module")
def library(root: Path) -> Library:
    return load_library(root)


def address(package: Path, path: str, place: str = "") -> str:
    return (package / path).as_uri() + (f"#{place}" if place else "")


# At every change each page in one language, another in each engine, and each form in one; in the audit all in all.
some_then_all = pytest.mark.parametrize(
    "some", [True, pytest.param(False, marks=pytest.mark.audit)], ids=["some", "all"]
)


@some_then_all
def test_every_page_opens(request: pytest.FixtureRequest, engine: Engine, package: Path, some: bool) -> None:
    shift = [browser.name for browser in BROWSERS].index(request.node.callspec.params["engine"])
    paths = sorted(file.relative_to(package).as_posix() for file in package.rglob("*.html"))
    for path in in_one_language(paths, shift) if some else paths:
        engine.open(address(package, path))
        seen = engine.run(OPENED)
        language = path.split("/")[0] if "/" in path else "fr"
        expected = {"language": language, "title": True, "unstyled": [], "elsewhere": [], "here": "file:"}
        assert seen == expected, path


def test_the_start_leads_to_each_language(engine: Engine, package: Path) -> None:
    for language in LANGUAGES:
        engine.open(address(package, START))
        engine.open(engine.run(FOLLOW, f"a[hreflang={language}]"))
        assert engine.run("return document.documentElement.lang;") == language


def test_the_language_switch_stays_on_the_section(engine: Engine, package: Path, library: Library) -> None:
    guide = next(iter(library.guides))
    engine.open(address(package, f"en/guides/{guide}.html", "sources"))
    script = """
      const link = document.querySelector("a.dalil-language[hreflang=ar]");
      link.addEventListener("click", (event) => event.preventDefault());
      link.click();
      return link.href;
    """
    target = engine.run(script)
    assert target == address(package, f"ar/guides/{guide}.html", "sources")
    engine.open(target)
    assert engine.run("return [document.documentElement.lang, document.documentElement.dir];") == ["ar", "rtl"]


def answered(engine: Engine, library: Library, guide_id: str) -> Iterator[tuple[str, dict[str, Any]]]:
    guide = library.guides[guide_id]
    for widget in guide.procedure.widgets:
        yield widget.id, engine.run(FILL_IN, widget.id, cases(guide, widget.id)[0]["answers"])


@some_then_all
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_form_answers_with_python_in_a_worker(
    engine: Engine, package: Path, library: Library, language: str, some: bool
) -> None:
    number = LANGUAGES.index(language)
    for guide in list(library.guides)[number :: len(LANGUAGES)] if some else library.guides:
        engine.open(address(package, f"{language}/guides/{guide}.html"))
        for widget, seen in answered(engine, library, guide):
            expected = json.loads(handle(seen["request"]))
            assert seen["response"] == expected, (guide, widget)
            assert seen["outcomes"] == [expected["outcome"]], (guide, widget)
            assert seen["workers"] == ["blob"], "one worker serves all forms of a page"
            assert not seen["whole"], "make functions: Python came to a function that no trial called"


def test_nothing_that_was_answered_is_stored(engine: Engine, package: Path, library: Library) -> None:
    guide = next(iter(library.guides))
    engine.open(address(package, f"en/guides/{guide}.html"))
    assert all(seen["result"] for _, seen in answered(engine, library, guide))
    stored = engine.run(STORED)
    assert [key for key in stored["keys"] if not key.endswith(".__palette")] == []
    assert (stored["cookie"], stored["databases"]) == ("", 0)


@pytest.mark.parametrize("first", ["search", "Python"])
def test_search_and_python_share_a_page(engine: Engine, package: Path, library: Library, first: str) -> None:
    guide = next(iter(library.guides))
    engine.open(address(package, f"fr/guides/{guide}.html"))

    def answer() -> None:
        for _, seen in answered(engine, library, guide):
            assert seen["response"] == json.loads(handle(seen["request"]))

    def search() -> None:
        assert engine.run(SEARCH, "certificat") > 0

    for act in (search, answer) if first == "search" else (answer, search):
        act()
