"""Every form of every guide in every language, filled in as a reader does, rightly and wrongly.

Python starts once for each form and language: the tests of one form share its page.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from builder.library import LANGUAGES, Guide
from builder.load import load_library
from tests.browser.conftest import visiting
from tests.browser.expected import asks_for_all, differences, says
from tests.browser.reader import Form, cases, forms, open_form, set_day, zone
from widgets.model import Question

ROOT = Path(__file__).parent.parent.parent
LIBRARY = load_library(ROOT)
FORMS = [(guide, widget, language) for guide, widget in forms(LIBRARY) for language in LANGUAGES]

GIVEN = """(form) => [...form.querySelectorAll("input")].map((one) =>
  [one.name, one.checked ? one.value : "", one.type === "text" ? one.value : ""])"""

# What is said at a field, whether a screen reader is told of it, and whether the reader is there.
FIELD = """(question) => {
  const field = question.querySelector(".dalil-text") || question;
  const line = question.querySelector(".dalil-error");
  return {
    said: line.checkVisibility() ? line.innerText : "",
    invalid: field.getAttribute("aria-invalid"),
    described: (field.getAttribute("aria-describedby") || "").split(" ").includes(line.id),
    focus: question.contains(document.activeElement),
  };
}"""

# Figures of which a digit stands to the left of the one before it.
REVERSED = """(place) => {
  const walker = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    const text = walker.currentNode;
    if (!text.parentElement.checkVisibility()) continue;
    for (const figure of text.data.matchAll(/\\d[\\d\\u00a0.,:\\/–-]*\\d/g)) {
      const at = (index) => {
        const range = document.createRange();
        range.setStart(text, index);
        range.setEnd(text, index + 1);
        return range.getBoundingClientRect();
      };
      for (let index = figure.index + 1; index < figure.index + figure[0].length; index += 1) {
        const [before, after] = [at(index - 1), at(index)];
        if (before.top === after.top && before.left >= after.left) {
          found.push(figure[0]);
          break;
        }
      }
    }
  }
  return found;
}"""


@dataclass(frozen=True)
class Sheet:
    """A form on its page, and what is known of it."""

    form: Form
    guide: Guide
    language: str

    @property
    def cases(self) -> list[dict[str, Any]]:
        """The examples of the form."""
        return cases(self.guide, self.form.widget)

    @property
    def words(self) -> dict[str, Any]:
        """The interface's words for forms."""
        words: dict[str, Any] = LIBRARY.interface[self.language]["widget"]
        return words

    def on(self, case: dict[str, Any]) -> Form:
        """The form, emptied, on the day of an example."""
        set_day(self.form.page, self.language, case["today"])
        self.form.reset()
        return self.form

    def one_in_three(self, things: list[Any]) -> list[Any]:
        """Each thing in one language, all things in all languages together."""
        return things[LANGUAGES.index(self.language) :: len(LANGUAGES)]


@pytest.fixture(
    scope="module", params=FORMS, ids=[f"{language}-{guide.id}-{widget}" for guide, widget, language in FORMS]
)
def sheet(request: pytest.FixtureRequest, chromium: Browser, address: str) -> Iterator[Sheet]:
    """A form on its page in a language."""
    guide, widget, language = request.param
    with visiting(chromium, address) as visit:
        context = visit(timezone_id=zone(language), reduced_motion="reduce")
        yield Sheet(open_form(context, language, guide.id, widget), guide, language)


def test_the_page_shows_what_the_examples_say(sheet: Sheet) -> None:
    wrong = {}
    for case in sheet.one_in_three(sheet.cases):
        form = sheet.on(case)
        if all(form.offers(*answer) for answer in case["answers"].items()) and (
            found := list(differences(form, LIBRARY, sheet.guide, sheet.language, case))
        ):
            wrong[case["name"]] = found
    assert wrong == {}


def test_an_empty_form_says_what_is_missing(sheet: Sheet) -> None:
    form = sheet.on(sheet.cases[0])
    form.submit()
    seen = form.seen()
    first = seen["questions"][0]
    told = form.question(first).evaluate(FIELD)
    unknown = form.question(first).locator("[value=unknown]").count()
    assert (seen["errors"], seen["status"], seen["outcomes"]) == ({first: "required"}, ["incomplete"], [])
    assert says(sheet.words["errors"]["required_unknown" if unknown else "required"], told.pop("said"))
    assert told == {"invalid": "true", "described": True, "focus": True}
    assert says(sheet.words["incomplete"], form.place.locator(".dalil-status [role=status]").inner_text())


def written(sheet: Sheet) -> list[tuple[Question, dict[str, Any]]]:
    """The questions that are answered in writing, each with an example that has an outcome."""
    found = []
    for question in sheet.guide.procedure.questions:
        asked = (case for case in sheet.cases if asks_for_all(LIBRARY, sheet.guide, sheet.form.widget, case))
        answered = (case for case in asked if case["outcome"] and question.id in case["answers"])
        if question.type != "choice" and (case := next(answered, None)):
            found.append((question, case))
    return found


def wrong_answers(question: Question, today: date) -> Iterator[tuple[str, str]]:
    """Answers that can't be taken, each with the message it deserves."""
    if question.type == "date":
        yield from [("31/02/2026", "no-such-date"), ("12 avril", "not-a-date"), ("<b>&amp;", "not-a-date")]
        if question.latest == "today":
            yield f"{today + timedelta(days=1):%d/%m/%Y}", "future-date"
    else:
        yield from [("trois", "not-a-number"), ("<b>&amp;", "not-a-number")]
        if question.whole:
            yield "2,5", "not-whole"
        if question.at_least is not None:
            yield str(question.at_least - 1), "too-small"
        if question.at_most is not None:
            yield str(question.at_most + 1), "too-large"
    yield "1" * 10_000, "too-long"


def test_a_wrong_answer_is_told_at_its_field_and_nothing_is_lost(sheet: Sheet) -> None:
    for question, case in sheet.one_in_three(written(sheet)):
        form = sheet.on(case)
        given = form.fill_in(case["answers"])
        field, place = f"{form.widget}.{question.id}", form.question(question.id)
        kept = form.place.evaluate(GIVEN)
        for answer, error in wrong_answers(question, date.fromisoformat(case["today"])):
            form.answer(question.id, answer)
            told = place.evaluate(FIELD)
            assert form.seen()["errors"] == {question.id: error}
            assert (told["invalid"], told["described"]) == ("true", True)
            assert says(sheet.words["errors"][error], told["said"]), told["said"]
            wanted = [[name, chosen, answer if name == field else text] for name, chosen, text in kept]
            assert form.place.evaluate(GIVEN) == wanted
        form.submit()
        assert place.evaluate(FIELD)["focus"]
        form.answer(question.id, given[question.id])
        assert place.evaluate(FIELD) == {"said": "", "invalid": None, "described": False, "focus": False}
        assert form.seen()["outcomes"] == [case["outcome"]]


def test_what_is_not_known_is_told_with_how_to_find_out(sheet: Sheet) -> None:
    for case in sheet.cases:
        if not case.get("open") or case["outcome"]:
            continue
        form = sheet.on(case)
        form.fill_in(case["answers"])
        form.finish()
        form.submit()
        seen = form.seen()
        assert (seen["outcomes"], seen["status"], seen["errors"]) == ([], ["depends"], {})
        assert set(case["open"]) <= set(seen["open"])
        assert len(seen["possible"]) > 1
        assert form.place.locator(".dalil-result").evaluate("one => one === document.activeElement")
        for id in seen["open"]:
            title, *how = form.place.locator(f'[data-open="{id}"]').inner_text().split("\n", 1)
            assert title
            assert "".join(how).strip()
        for id in seen["possible"]:
            link = form.place.locator(f'[data-possible="{id}"] a').get_attribute("href")
            assert form.page.locator(f":is(h2, h3){link}").is_visible()


def test_a_page_in_arabic_reads_from_the_right_with_its_figures_in_order(sheet: Sheet) -> None:
    page = sheet.form.page
    direction = "rtl" if sheet.language == "ar" else "ltr"
    assert page.evaluate("[document.documentElement.dir, document.documentElement.lang]") == [direction, sheet.language]
    for case in [case for case in sheet.cases if case.get("values")][:2]:
        form = sheet.on(case)
        form.fill_in(case["answers"])
        assert form.seen()["values"]
        assert page.locator("main").evaluate(REVERSED) == []
    for field in sheet.form.place.locator(".dalil-text").all():
        assert field.evaluate("one => getComputedStyle(one).direction") == "ltr"


def test_nothing_given_is_kept_anywhere(sheet: Sheet, site: Path) -> None:
    page = sheet.form.page
    kept = page.evaluate("""async () => ({
      local: Object.keys(localStorage).filter((key) => !key.endsWith("__palette")),
      session: Object.keys(sessionStorage),
      databases: await indexedDB.databases(),
    })""")
    assert kept == {"local": [], "session": [], "databases": []}
    assert page.context.cookies() == []
    assert page.url.endswith(f"/{sheet.language}/guides/{sheet.guide.id}.html")
    # What the browser may keep is files of the site, asked for by their names and at most by what is in them.
    cached: list[str] = page.evaluate("""async () => {
      const caches = await Promise.all((await window.caches.keys()).map((name) => window.caches.open(name)));
      const requests = (await Promise.all(caches.map((cache) => cache.keys()))).flat();
      return requests.map((request) => request.url.slice(location.origin.length + 1));
    }""")
    for name, _, digest in (address.partition("?") for address in cached):
        file = site / name / "index.html" if name.endswith("/") or not name else site / name
        assert digest in ("", sha256(file.read_bytes()).hexdigest())


def test_every_form_is_on_its_page_in_every_language(site: Path) -> None:
    for guide, widget in forms(LIBRARY):
        for language in LANGUAGES:
            html = (site / language / "guides" / f"{guide.id}.html").read_text(encoding="utf-8")
            assert html.count(f'data-widget="{widget}"') == 1
