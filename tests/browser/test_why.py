"""What a form says beside its answer is what the engine says: why, why not, what would change it, what is left."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page

from builder.ask import request
from builder.library import Guide
from builder.load import load_library
from tests.browser.expected import asks_for_all
from tests.browser.reader import Form, cases, in_turn, open_form, set_day, zone
from widgets.api import handle

ROOT = Path(__file__).parent.parent.parent
LIBRARY = load_library(ROOT)
FORMS = in_turn(LIBRARY)
each_form = pytest.mark.parametrize(("language", "guide", "widget"), FORMS, ids=[f"{lang}-{w}" for lang, _, w in FORMS])

UNFOLD = """async (form) => {
  form.querySelectorAll("[data-fold]").forEach((one) => (one.open = true));
  await new Promise((resolve) => setTimeout(resolve, 50));
  form.querySelectorAll("[data-rule] > details").forEach((one) => (one.open = true));
}"""

TOLD = """(form) => {
  const all = (selector, place = form) => [...place.querySelectorAll(selector)].filter((one) => one.checkVisibility());
  const result = form.querySelector(".dalil-result");
  // A way's sentence may also hold figures, each with a link to its fact.
  const outcomes = (way) =>
    [...way.querySelectorAll("[data-put] a[href]:not([href^='#fact-'])")].map((link) => link.hash.slice(1));
  const plan = (place) => [...place.children].map((way) => {
    const inner = way.querySelector(":scope ul[data-put=ways]");
    return inner ? plan(inner) : outcomes(way);
  });
  return {
    reasons: all("[data-reason]").map((one) => one.dataset.reason),
    others: all("[data-other]").map((one) => one.dataset.other),
    rules: all("[data-rule]").map((one) => [one.dataset.rule, one.querySelector("[data-found]").dataset.found]),
    idle: all("[data-condition$='=idle']").map((one) => one.dataset.condition),
    flips: all("[data-flip]").map((one) => [one.closest("[data-who]").dataset.who, one.dataset.flip]),
    ways: all("[data-fill=plan] > .dalil-plan > ul").map(plan)[0] ?? null,
    left: all("[data-left] p").map((line) => [line.dataset.leftLine, line.innerText])[0] ?? null,
    empty: all("li, summary, strong, [data-slot], [data-put]", result).filter((one) => !one.innerText.trim()).length,
    dead: all("a[href^='#']", result).filter((one) => !document.getElementById(one.hash.slice(1))).length,
  };
}"""


def told(form: Form) -> dict[str, Any]:
    """All that is told of an answer, everything unfolded."""
    form.place.evaluate(UNFOLD)
    found: dict[str, Any] = form.place.evaluate(TOLD)
    return found


def engine(page: Page, guide: Guide, widget: str, answers: dict[str, str], today: str) -> dict[str, Any]:
    """What the engine says, given the page's own paths."""
    data = json.loads(request(LIBRARY, guide, widget, answers, today))
    data["paths"] = page.evaluate("JSON.parse(document.getElementById('dalil-procedure').textContent).paths")[widget]
    answer: dict[str, Any] = json.loads(handle(json.dumps(data)))
    return answer


def line(left: dict[str, int]) -> str | None:
    """Which line tells how many questions are left."""
    least, most = left["least"], left["most"]
    return None if most == 0 else "exactly" if least == most else "at-most" if least == 0 else "between"


def ends(plan: dict[str, Any]) -> Any:
    """A plan as the page shows it: the outcomes at its ends."""
    return [ends(way) if "ways" in way else way.get("possible") or [way["outcome"]] for way in plan["ways"]]


def idle(node: Any) -> set[str]:
    """The named conditions of a trace of which neither "met" nor "not met" can be said."""
    inner = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    here = {f"{node['condition']}=idle"} if isinstance(node, dict) and node.get("idle") else set()
    return here.union(*map(idle, inner))


@each_form
def test_the_page_tells_what_the_engine_tells(
    visit: Callable[..., BrowserContext], language: str, guide: Guide, widget: str
) -> None:
    form = open_form(visit(timezone_id=zone(language), reduced_motion="reduce"), language, guide.id, widget)
    names = {True: "met", False: "not-met", None: "open"}
    offered = [case for case in cases(guide, widget) if all(form.offers(*each) for each in case["answers"].items())]
    chosen = [case for place, case in enumerate(offered) if place % 3 == 0 or case.get("open")]
    assert any(case["outcome"] for case in chosen)
    for case in chosen:
        set_day(form.page, language, case["today"])
        form.reset()
        answers = form.fill_in(case["answers"])
        answer, page = engine(form.page, guide, widget, answers, case["today"]), told(form)
        assert (page["left"] or [None])[0] == line(answer["left"]), case["name"]
        if answer["outcome"] is None and answer["missing"]:
            assert page["reasons"] == page["rules"] == page["flips"] == []
            continue
        assert page["reasons"] == answer["deciding"]
        assert sorted(page["others"]) == sorted(other["outcome"] for other in answer["others"])
        assert page["rules"] == [[row["outcome"], names[row["result"]]] for row in answer["trace"]["rows"]]
        assert set(page["idle"]) == idle(answer["trace"])
        flips = [[flip["by"], f"{flip['question']}={flip['to']}"] for flip in answer["flips"]]
        assert sorted(page["flips"]) == sorted(flips)
        ways = (answer["plan"] or {}).get("ways")
        assert page["ways"] == (ends(answer["plan"]) if ways else None)
        assert (page["empty"], page["dead"]) == (0, 0), case["name"]


def alternatives(form: Form, guide: Guide, id: str) -> list[str]:
    """What else can be answered: every option, or the dates and numbers of the examples."""
    assert guide.cases is not None
    written = {str(case["answers"][id]) for case in guide.cases.data if id in case["answers"]}
    return form.options(id) or sorted(written - {"unknown"})


@each_form
def test_an_early_answer_is_changed_and_the_later_ones_are_kept(
    visit: Callable[..., BrowserContext], language: str, guide: Guide, widget: str
) -> None:
    form = open_form(visit(timezone_id=zone(language), reduced_motion="reduce"), language, guide.id, widget)
    before = told(form)["left"]
    assert before is not None
    whole = [one for one in cases(guide, widget) if one["outcome"] and asks_for_all(LIBRARY, guide, widget, one)]
    case = max(whole, key=lambda one: len(one["answers"]))
    set_day(form.page, language, case["today"])
    given = form.fill_in(case["answers"])

    def unneeded(id: str, other: str) -> set[str]:
        return set(engine(form.page, guide, widget, {**given, id: other}, case["today"])["unneeded"])

    others = {id: alternatives(form, guide, id) for id in given}
    first = next((id for id in given if any(unneeded(id, other) for other in others[id])), next(iter(given)))
    marked: set[str] = set()
    for option in others[first]:
        form.answer(first, option)
        assert set(given) <= set(form.seen()["questions"])
        kept = {id for id in given if form.question(id).locator("[data-kept]").is_visible()}
        assert kept == unneeded(first, option)
        assert all(form.answered(id) for id in given)
        marked |= kept
    assert marked or not any(question.ask_when for question in guide.procedure.questions if question.id in given)
    form.answer(first, given[first])
    assert form.seen()["outcomes"] == [case["outcome"]]
    assert form.place.locator("[data-kept]:visible").count() == 0
    form.reset()
    assert told(form)["left"] == before
    assert not any(form.answered(id) for id in form.seen()["questions"])
    assert form.place.locator(".dalil-result").is_hidden()


@each_form
def test_each_deciding_answer_leads_back_to_its_field(
    visit: Callable[..., BrowserContext], language: str, guide: Guide, widget: str
) -> None:
    form = open_form(visit(timezone_id=zone(language), reduced_motion="reduce"), language, guide.id, widget)
    case = max((case for case in cases(guide, widget) if case["outcome"]), key=lambda case: len(case["answers"]))
    set_day(form.page, language, case["today"])
    given = form.fill_in(case["answers"])
    form.submit()
    links = form.place.locator("[data-change]").all()
    asked = [str(link.get_attribute("data-change")) for link in links]
    assert asked
    assert len(set(asked)) == len(asked)
    assert set(asked) <= set(given)
    for id, link in zip(asked, links, strict=True):
        link.press("Enter")
        focused = "one => [one.closest('[data-question]').dataset.question, one.value]"
        written = form.question(id).locator(".dalil-text").count()
        here = "" if written and given[id] == "unknown" else given[id]
        assert form.page.locator(":focus").evaluate(focused) == [id, here]


@each_form
def test_the_whole_decision_is_there_for_everybody(
    visit: Callable[..., BrowserContext], language: str, guide: Guide, widget: str
) -> None:
    form = open_form(visit(reduced_motion="reduce"), language, guide.id, widget)
    whole = form.place.locator(".dalil-whole")
    assert whole.locator(".dalil-tree").is_hidden()
    assert form.place.locator("[data-instead]").is_hidden()
    form.page.route("**/python.wasm*", lambda route: route.abort())
    form.place.locator("input").first.focus()
    link = form.place.locator("[data-instead] a")
    link.wait_for()
    assert whole.locator(".dalil-tree").is_visible()
    link.press("Enter")
    assert whole.evaluate("one => one.getBoundingClientRect().top < innerHeight")
    form.page.unroute("**/python.wasm*")
    form.place.locator("[data-retry]").press("Enter")
    form.settle()
    assert form.place.locator("[data-instead]").is_hidden()
