"""Someone before a form in a real page: answers what is asked, and tells what is then to be seen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from playwright.sync_api import BrowserContext, Locator, Page

from builder.library import LANGUAGES, Guide, Library

CLOCKS = {"en": 13, "fr": 1, "ar": -10}
"""Hours ahead of Greenwich: just after midnight east of it, and late in the evening west of it, its day is another."""

# A clock that is put right and then goes on.
CLOCK = """
  window.Date = class extends Date {
    static ahead = 0;
    static now() { return super.now() + this.ahead; }
    static setNow(now) { this.ahead = now - super.now(); }
    constructor(...given) { given.length ? super(...given) : super(new.target.now()); }
  };
"""

# Counts what the engine has been asked and has not answered.
COUNT = """() => {
  const { evaluate } = Dalil.runtime;
  window.unanswered = 0;
  Dalil.runtime.evaluate = (request) => {
    window.unanswered += 1;
    const done = () => setTimeout(() => (window.unanswered -= 1));
    const response = evaluate(request);
    response.then(done, done);
    return response;
  };
}"""

SETTLE = """async (form) => {
  const pause = (time) => new Promise((resolve) => setTimeout(resolve, time));
  await Dalil.runtime.start();
  do { await pause(2); } while (window.unanswered);
  const questions = [...form.querySelectorAll("[data-question]")];
  return questions.filter((one) => one.checkVisibility()).map((one) => one.dataset.question);
}"""

SEEN = """(form) => {
  const all = (selector, place) => [...place.querySelectorAll(selector)].filter((one) => one.checkVisibility());
  const id = (name) => (one) => one.getAttribute(`data-${name}`);
  const ids = (name) => all(`[data-${name}]`, form).map(id(name));
  const each = (name, tell, place = form) =>
    Object.fromEntries(all(`[data-${name}]`, place).map((one) => [id(name)(one), tell(one)]));
  const slot = (place) => all("time, data", place).map((one) => one.dateTime ?? one.value)[0] ?? null;
  return {
    questions: ids("question"),
    errors: {
      ...each("question", (one) => all("[data-error]", one).map(id("error"))[0] ?? null),
      on: all("[data-on] [data-error]", form).map(id("error"))[0] ?? null,
    },
    status: ids("status"),
    outcomes: ids("outcome"),
    unconfirmed: all("[data-outcome] [data-unconfirmed]", form).length > 0,
    possible: ids("possible"),
    open: ids("open"),
    reasons: ids("reason"),
    steps: each("step", (one) => all(".dalil-due", one).map(slot)[0] ?? null),
    evidence: ids("evidence"),
    letters: ids("letter"),
    values: each("value", slot),
    words: each("value", (one) => one.querySelector("dd").innerText),
    day: slot(form.querySelector("[data-part=day]") ?? document.createElement("p")),
    figures: each("figure", (one) => each("told", (part) => part.innerText, one)),
  };
}"""

# Every cell of a table that can be seen, by line and column, as the page's data say it.
LINES = """(part) => {
  const all = (selector, place) => [...place.querySelectorAll(selector)];
  const seen = (selector, place = part) => all(selector, place).filter((one) => one.checkVisibility());
  const amount = (cell) => seen("data", cell).map((one) => one.value)[0] ?? null;
  const row = (line) => Object.fromEntries(all("[data-cell]", line).map((cell) => [cell.dataset.cell, amount(cell)]));
  return {
    lines: Object.fromEntries(seen("[data-line]").map((line) => [line.dataset.line, row(line)])),
    totals: Object.fromEntries(seen("[data-total]").map((cell) => [cell.dataset.total, amount(cell)])),
    marked: seen("[data-marked]").map((one) => one.dataset.marked),
    compared: seen("[data-compared]").map((one) => one.dataset.compared),
    differs: Object.fromEntries(seen("[data-differs]").map((one) =>
      [one.dataset.differs, (one.querySelector("[data-told=less]:not([hidden])") ? "-" : "") + amount(one)])),
    bars: Object.fromEntries(seen("[data-bars]").map((one) => [one.dataset.bars,
      [...one.querySelectorAll("[data-bar]:not([hidden]) rect")].map((bar) => Math.round(bar.getAttribute("width")))])),
  };
}"""


@dataclass(frozen=True)
class Form:
    """A form of a page, as its reader meets it."""

    page: Page
    widget: str

    @property
    def place(self) -> Locator:
        """The form with its status and its answer."""
        return self.page.locator(f'[data-widget="{self.widget}"]')

    def question(self, id: str) -> Locator:
        """A question with all that stands beside it."""
        return self.place.locator(f'[data-question="{id}"]')

    def seen(self) -> dict[str, Any]:
        """All that can be seen of the form, by ids; dates as in the page's data."""
        told: dict[str, Any] = self.place.evaluate(SEEN)
        told["errors"] = {id: error for id, error in told["errors"].items() if error}
        return told

    def lines(self) -> dict[str, Any]:
        """All that can be seen of the form's lines; nothing where it has none."""
        place = self.place.locator("[data-part=lines]")
        told: dict[str, Any] = place.evaluate(LINES) if place.count() else {}
        return told

    def settle(self) -> list[str]:
        """Wait until everything asked of the engine is answered; give the questions that can then be seen."""
        questions: list[str] = self.place.evaluate(SETTLE)
        return questions

    def enter(self, id: str, answer: str) -> None:
        """Choose an option with the space bar, or write in a field and leave it, without waiting for anything."""
        question = self.question(id)
        field = question.locator(".dalil-text")
        if field.count() and not (answer == "unknown" and question.locator("[data-unknown]").count()):
            field.fill(answer)
            field.blur()
        else:
            question.locator(f'input[value="{answer}"]').press(" ")

    def answer(self, id: str, answer: str) -> None:
        """Answer one question and wait for what the page says to it."""
        self.enter(id, answer)
        self.settle()

    def name_day(self, day: str) -> None:
        """Unfold "for another date", write one, and wait for the answer."""
        control = self.place.locator("[data-on]")
        if control.get_attribute("open") is None:
            control.locator("summary").press("Enter")
        field = control.locator(".dalil-text")
        field.fill(day)
        field.blur()
        self.settle()

    def fill_in(self, answers: Mapping[str, Any]) -> dict[str, str]:
        """Answer whatever is asked, from top to bottom, as long as an answer is at hand; give the answers taken."""
        taken: dict[str, str] = {}
        questions = self.settle()
        while asked := [id for id in questions if id in answers and id not in taken]:
            taken[asked[0]] = str(answers[asked[0]])
            self.enter(asked[0], taken[asked[0]])
            questions = self.settle()
        return taken

    def finish(self) -> None:
        """Answer whatever else is asked before there is something to show, with anything that fits."""
        done: set[str] = set()
        while self.place.locator(".dalil-result").is_hidden():
            asked = next(id for id in self.settle() if id not in done and not self.answered(id))
            self.answer(asked, self.anything(asked))
            done.add(asked)

    def anything(self, id: str) -> str:
        """An answer that fits a question: its first option, today, or a small number."""
        if self.question(id).locator(".dalil-text").count():
            return self.today() if self.question(id).get_attribute("data-type") == "date" else "3"
        return self.options(id)[0]

    def today(self) -> str:
        """The reader's day, as one types it."""
        return str(self.page.evaluate("new Date().toLocaleDateString('en-GB')"))

    def answered(self, id: str) -> bool:
        """Whether something is chosen or written at a question."""
        question = self.question(id)
        field = question.locator(".dalil-text")
        return bool(question.locator(":checked").count() or (field.count() and field.input_value()))

    def options(self, id: str) -> list[str]:
        """What a question offers to choose from."""
        return [str(option.get_attribute("value")) for option in self.question(id).locator("[type=radio]").all()]

    def submit(self) -> None:
        """Press the button and wait for the answer."""
        self.place.locator("[type=submit]").click()
        self.settle()

    def reset(self) -> None:
        """Empty the form."""
        self.place.locator("[type=reset]").click()

    def offers(self, id: str, answer: str) -> bool:
        """Whether a reader can give this answer at all: an option that isn't there can't be chosen."""
        question = self.question(id)
        return bool(question.locator(".dalil-text").count() or question.locator(f'input[value="{answer}"]').count())


def open_form(context: BrowserContext, language: str, guide: str, widget: str, today: str | None = None) -> Form:
    """Go to the page of a form, on a day."""
    page = context.new_page()
    page.add_init_script(CLOCK)
    page.goto(f"/{language}/guides/{guide}.html")
    page.evaluate(COUNT)
    if today:
        set_day(page, language, today)
    return Form(page, widget)


def set_day(page: Page, language: str, today: str) -> None:
    """Let it be this day where the reader is, and another in Greenwich or soon to be."""
    page.evaluate("(now) => Date.setNow(now)", moment(language, today))


def moment(language: str, today: str) -> float:
    """Milliseconds of Unix at which it is this day where a reader of this language is put."""
    ahead = CLOCKS[language]
    hour = timedelta(minutes=30) if ahead > 0 else timedelta(hours=23, minutes=30)
    now = datetime.fromisoformat(today).replace(tzinfo=UTC) + hour - timedelta(hours=ahead)
    return now.timestamp() * 1000


def zone(language: str) -> str:
    """The time zone in which a reader of this language is put; the sign of such a name is turned round."""
    return f"Etc/GMT{-CLOCKS[language]:+d}"


def forms(library: Library) -> list[tuple[Guide, str]]:
    """Every form of every guide."""
    return [(guide, widget.id) for guide in library.guides.values() for widget in guide.procedure.widgets]


def in_turn(library: Library) -> list[tuple[str, Guide, str]]:
    """Every form in one language each, all languages being used."""
    return [(LANGUAGES[index % len(LANGUAGES)], *form) for index, form in enumerate(forms(library))]


def cases(guide: Guide, widget: str) -> list[dict[str, Any]]:
    """The worked examples of a form."""
    assert guide.cases is not None
    return [case for case in guide.cases.data if case["widget"] == widget]
