"""From the top of a page to an answer and on to its section, by keyboard alone; the focus is always to be seen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext

from builder.library import Guide
from builder.load import load_library
from tests.browser.expected import asks_for_all
from tests.browser.reader import Form, cases, in_turn, open_form, zone

ROOT = Path(__file__).parent.parent.parent
LIBRARY = load_library(ROOT)
FORMS = in_turn(LIBRARY)
ARABIC_INDIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
FAR = 400
"""More stops than a page has before its forms, and a form inside it."""

FOCUS = """() => {
  const one = document.activeElement;
  const style = getComputedStyle(one);
  const box = one.getBoundingClientRect();
  const at = document.elementFromPoint(box.left + box.width / 2, box.top + Math.min(box.height / 2, 20));
  return {
    link: one.getAttribute("href"),
    form: one.closest(".dalil-widget")?.dataset.widget,
    question: one.closest("[data-question]")?.dataset.question,
    type: one.type || one.tagName,
    value: one.value,
    answer: one.classList.contains("dalil-result"),
    outlined: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    covered: !at || !(one.contains(at) || at.closest("label")?.contains(one)),
  };
}"""


class Keyboard:
    """A reader who has nothing but keys."""

    def __init__(self, form: Form, answers: dict[str, str]) -> None:
        self.form = form
        self.answers = answers
        self.press = form.page.keyboard.press

    def focus(self) -> dict[str, Any]:
        """Where the focus is; in a form it can be seen there."""
        focus: dict[str, Any] = self.form.page.evaluate(FOCUS)
        if focus.get("form"):
            assert focus["outlined"], focus
            assert not focus["covered"], focus
        return focus

    def go_on(self, wanted: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """Press the tabulator until the focus is where it is wanted."""
        for _ in range(FAR):
            self.press("Tab")
            if wanted(focus := self.focus()):
                return focus
        raise AssertionError(f"not reached with {FAR} stops; the last: {focus}")

    def answer(self, focus: dict[str, Any]) -> None:
        """Answer the question that has the focus."""
        answer = self.answers.pop(focus["question"])
        if focus["type"] == "radio":
            self.press(" ")
            while self.focus()["value"] != answer:
                self.press("ArrowDown")
        elif answer == "unknown":
            self.go_on(lambda focus: focus["type"] == "checkbox")
            self.press(" ")
        else:
            self.form.page.keyboard.type(answer)
        self.form.settle()

    def reach_the_answer(self) -> None:
        """Go through the form from its top; the button leads to the answer, or to what is still to answer."""
        focus = self.go_on(lambda focus: focus["form"] == self.form.widget)
        while not focus["answer"]:
            assert focus["form"] == self.form.widget, focus
            if focus["question"] in self.answers and focus["type"] != "A":  # a question's help may hold a link
                self.answer(focus)
            if focus["type"] == "submit":
                self.press("Enter")
                self.form.settle()
                focus = self.focus()
            else:
                focus = self.go_on(lambda _: True)


@pytest.mark.parametrize(("language", "guide", "widget"), FORMS, ids=[f"{lang}-{w}" for lang, _, w in FORMS])
def test_an_answer_by_keyboard_alone(
    visit: Callable[..., BrowserContext], language: str, guide: Guide, widget: str
) -> None:
    case = max(
        (case for case in cases(guide, widget) if case["outcome"] and asks_for_all(LIBRARY, guide, widget, case)),
        key=lambda case: len(case["answers"]),
    )
    digits = ARABIC_INDIC if language == "ar" else {}
    answers = {id: str(answer).translate(digits) for id, answer in case["answers"].items()}
    context = visit(timezone_id=zone(language), reduced_motion="reduce")
    form = open_form(context, language, guide.id, widget, case["today"])
    keyboard = Keyboard(form, answers)

    keyboard.go_on(lambda focus: focus["link"] == f"#{widget}")
    keyboard.press("Enter")
    keyboard.reach_the_answer()
    assert keyboard.answers == {}
    assert form.seen()["outcomes"] == [case["outcome"]]

    keyboard.go_on(lambda focus: focus["link"] == f"#{case['outcome']}")
    keyboard.press("Enter")
    heading = form.page.locator(f"#{case['outcome']}")
    assert heading.evaluate("one => { const top = one.getBoundingClientRect().top; return top >= 0 && top < 200; }")
