"""From the unzipped package, in three engines without network: a link to an answer, a calendar, and nothing stored."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from builder.ask import request
from builder.library import Guide, Library
from builder.load import load_library
from tests.browser.reader import forms
from tests.offline.engines import Engine
from tests.offline.test_engines import STORED, address
from tests.site.test_output import SITE_URL
from widgets.api import handle

# The answer comes by itself, of the device's day; then it is asked for again, on the day of the example.
ARRIVE = """
const [widget, today] = args;
const section = document.querySelector(`.dalil-widget[data-widget="${widget}"]`);
const result = section.querySelector(".dalil-result");
for (let waited = 0; result.hidden && waited < 90000; waited += 50) {
  await new Promise((resolve) => setTimeout(resolve, 50));
}
const noon = Date.parse(`${today}T12:00`);
window.Date = class extends Date {
  constructor(...given) { given.length ? super(...given) : super(noon); }
};
const answered = new Promise((resolve) => section.addEventListener("dalil-answered", resolve));
section.querySelector("form").dispatchEvent(new Event("change"));
await answered;
await new Promise((resolve) => setTimeout(resolve));
const seen = (one) => !one.closest("[hidden]");
return {
  address: location.href,
  outcomes: [...result.querySelectorAll("[data-outcome]")].filter(seen).map((one) => one.dataset.outcome),
  days: [...result.querySelectorAll(".dalil-due time")].filter(seen).map((one) => one.dateTime),
};
"""

# What is offered as a download, and under which name, without a place to save it.
TAKE = """
const [widget, kind] = args;
const section = document.querySelector(`.dalil-widget[data-widget="${widget}"]`);
const box = section.querySelector(".dalil-take");
for (let waited = 0; box.hidden && waited < 30000; waited += 50) {
  await new Promise((resolve) => setTimeout(resolve, 50));
}
const made = [];
const url = URL.createObjectURL;
URL.createObjectURL = (blob) => (made.push(blob), url.call(URL, blob));
HTMLAnchorElement.prototype.click = function () { made.push(this.download); };
section.querySelector(`[data-take=${kind}]`).click();
for (let waited = 0; section.querySelector("[data-taken]:not([hidden])") === null && waited < 30000; waited += 50) {
  await new Promise((resolve) => setTimeout(resolve, 50));
}
return {
  name: made[1] || "",
  text: made.length ? await made[0].text() : "",
  link: section.querySelector("[data-take-part=link] input").value,
};
"""


@pytest.fixture(scope="module")
def library(root: Path) -> Library:
    return load_library(root)


def dated(library: Library) -> tuple[Guide, str, str, dict[str, Any]]:
    """A form with an example whose answer has a step with a last day: its day, and the engine's answer.

    On the day of the device, too, the form needs no more answers than those of the example.
    """
    now = datetime.now().astimezone().date().isoformat()
    for guide, widget in forms(library):
        assert guide.cases is not None
        for case in guide.cases.data:
            if case["widget"] == widget and any(case.get("steps", {}).values()):
                asked = (library, guide, widget, case["answers"])
                answer, today = (json.loads(handle(request(*asked, day))) for day in (case["today"], now))
                if today["outcome"] is not None:
                    return guide, widget, case["today"], answer
    raise LookupError("no example has a step with a day")


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_an_answer_comes_by_link_and_goes_as_a_calendar(
    engine: Engine, package: Path, library: Library, language: str
) -> None:
    guide, widget, today, expected = dated(library)
    answers = expected["answers"]
    path = f"{language}/guides/{guide.id}.html"
    version = guide.procedure.version
    fragment = f"{widget}~{version}" + "".join(f".{id}={answers[id]}" for id in sorted(answers))
    engine.open(address(package, path, fragment))
    seen = engine.run(ARRIVE, widget, today)
    due = [step["due"] for step in expected["steps"] if step["due"]]
    assert seen == {"address": address(package, path, widget), "outcomes": [expected["outcome"]], "days": due}
    file = engine.run(TAKE, widget, "calendar")
    assert file["name"] == f"{guide.id}.ics"
    assert [f"DTSTART;VALUE=DATE:{day.replace('-', '')}" in file["text"] for day in due] == [True] * len(due)
    # Nobody else has this disk: what is sent leads to the site.
    assert engine.run(TAKE, widget, "link")["link"] == f"{SITE_URL}{path}#{fragment}"
    stored = engine.run(STORED)
    assert [key for key in stored["keys"] if not key.endswith(".__palette")] == []
    assert (stored["cookie"], stored["databases"]) == ("", 0)
