"""The fees of the card in a real page: lines worked out, compared, and a table for several, in Arabic and French.

Python starts once for each language: its tests share a page, each with a part of it to itself.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page

from builder.figures import format_count
from builder.library import Library
from builder.load import load_library
from builder.render import render_site
from builder.site import build_site
from tests.browser.conftest import visiting
from tests.browser.expected import UNSEEN
from tests.browser.reader import Form, open_form
from tests.browser.serving import serving
from tests.browser.test_forms import FIELD
from tests.browser.test_pages import AXE
from tests.browser.test_states import READ_ARABIC, RUN
from tests.builder.cards import add_fees, copy_library
from tests.conftest import TODAY

DAY = "2026-11-22"
FULL = {"reader-kind": "grown-up", "deposit": "1000", "paid-on": "01/11/2026"}
NUMBER = re.compile(r"-?\d+,\d+")
HOSTILE = "=1+1|' /C calc'!A0"
NAMES = [HOSTILE, "<img src=x onerror=alert(1)>", "علي بن \"سعيد\"", "@SUM(A1)"]  # fmt: skip

# What is asked of the engine from now on, as text.
LISTEN = """() => {
  window.requests = [];
  const { evaluate } = Dalil.runtime;
  Dalil.runtime.evaluate = (request) => { window.requests.push(JSON.stringify(request)); return evaluate(request); };
}"""


# For each sign of a percentage to be seen in a part: whether it stands on the right of the digit before it.
SIGNS = """(part) => {
  const walk = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
  const signs = [];
  let digit = null;
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const shown = node.parentElement.checkVisibility();
    for (let at = 0; shown && at < node.length; at += 1) {
      const range = new Range();
      range.setStart(node, at);
      range.setEnd(node, at + 1);
      const place = range.getBoundingClientRect();
      if (/[0-9]/.test(node.data[at])) {
        digit = place;
      } else if (node.data[at] === "%") {
        signs.push(place.left >= digit.right - 1);
      }
    }
  }
  return signs;
}"""

# The words of a count that can be seen once it is put into those of a form.
COUNTED = """(count) => {
  const words = document.querySelector("[data-age=days]");
  Dalil.show.value(words, count);
  return [...words.children].filter((one) => !one.hidden).map((one) => one.textContent);
}"""


@pytest.fixture(scope="module")
def fees(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return load_library(add_fees(copy_library(tmp_path_factory.mktemp("fees"))))


@pytest.fixture(scope="module")
def fees_address(fees: Library, root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("fees-site")
    build_site(render_site(fees, TODAY), root, folder / "site", folder / "stage")
    with serving(folder / "site") as address:
        yield address


@pytest.fixture(scope="module", params=["ar", "fr"])
def page(request: pytest.FixtureRequest, chromium: Browser, fees_address: str) -> Iterator[Page]:
    with visiting(chromium, fees_address) as visit:
        context = visit(reduced_motion="reduce", accept_downloads=True)
        page = open_form(context, request.param, "library-fees", "what-to-pay", DAY).page
        page.evaluate(LISTEN)
        yield page


def answer(page: Page, widget: str, answers: dict[str, str]) -> Form:
    form = Form(page, widget)
    form.reset()
    form.fill_in(answers)
    form.submit()
    return form


def language(page: Page) -> str:
    return str(page.evaluate("document.documentElement.lang"))


def test_the_lines_are_shown_with_their_totals_and_bars(page: Page) -> None:
    told = answer(page, "what-to-pay", FULL).lines()
    assert told["lines"] == {
        "the-card": {
            "base": "600",
            "rate-reader": "4.29",
            "by-reader": "25.74",
            "rate-town": "8.6",
            "by-town": "51.60",
        },
        "the-books": {"base": "1000", "rate-reader": "2.26", "by-reader": "22.60", "rate-town": None, "by-town": None},
        "the-hall": {"base": "1000", "rate-town": "1.6", "by-town": "16", "rate-reader": None, "by-reader": None},
    }
    assert told["totals"] == {"by-reader": "48.34", "by-town": "67.60"}
    assert told["marked"] == ["at-ceiling=met"]
    assert told["bars"] == {"the-card": [50, 100], "the-books": [44], "the-hall": [31]}


def test_the_sign_of_a_percentage_stands_on_the_same_side_in_the_guide_and_in_the_form(page: Page) -> None:
    form = answer(page, "what-to-pay", FULL)
    guide = page.locator("table.dalil-cells").first
    assert [part.evaluate(SIGNS) for part in (guide, form.place.locator("[data-part=lines]"))] == [[True] * 4] * 2


@pytest.mark.parametrize("count", [-11, -2, -1, 0, 1, 2, 3])
def test_a_count_is_said_as_in_the_texts_and_keeps_its_sign(page: Page, fees: Library, count: int) -> None:
    said = format_count(count, "days", language(page), fees.interface[language(page)])
    assert page.evaluate(COUNTED, count) == [said]
    assert ("\u2212" in said) == (count < 0)


def test_what_has_no_value_says_so(page: Page, fees: Library) -> None:
    form = answer(page, "what-to-pay", {**FULL, "paid-on": "31/12/2019"})
    told = form.lines()
    assert told["totals"] == {"by-reader": None, "by-town": None}
    word = fees.interface[language(page)]["facts"]["no_value"]
    assert word in form.place.locator("[data-total=by-reader]").inner_text()


def test_a_line_that_differs_is_named_with_its_difference(page: Page, fees: Library) -> None:
    form = answer(page, "check-the-receipt", {**FULL, "printed-card": "25,94", "printed-books": "unknown"})
    told = form.lines()
    assert (told["compared"], told["differs"]) == (["differ"], {"the-card": "0.20"})
    assert form.seen()["outcomes"] == ["ask-the-desk"]
    left_out = fees.interface[language(page)]["lines"]["left_out"]
    assert left_out in form.place.locator("[data-line=the-books] [data-typed=printed]").inner_text()


@pytest.mark.parametrize(
    ("printed", "state", "outcome"),
    [
        ({"printed-card": "25.74", "printed-books": "22,60"}, "agree", "all-is-right"),
        ({"printed-card": "unknown", "printed-books": "unknown"}, "nothing", "find-the-receipt"),
    ],
)
def test_lines_that_agree_and_lines_left_out(page: Page, printed: dict[str, str], state: str, outcome: str) -> None:
    form = answer(page, "check-the-receipt", {**FULL, **printed})
    assert (form.lines()["compared"], form.seen()["outcomes"]) == ([state], [outcome])


def test_the_text_to_send_tells_the_lines(page: Page) -> None:
    form = answer(page, "what-to-pay", FULL)
    page.evaluate("navigator.clipboard.writeText = async (text) => { window.copied = text; }")
    page.evaluate("navigator.share = undefined")
    form.place.locator("[data-take=text]:visible").click()
    page.wait_for_function("() => window.copied")
    copied = page.evaluate("window.copied").translate(UNSEEN)
    assert [amount in copied for amount in ("25,74", "51,60", "48,34", "67,60")] == [True] * 4


# --- The table for several ---


def batch(page: Page) -> Locator:
    place = page.locator("[data-batch=for-a-class]")
    place.locator("[data-do=clear]").click()
    return place


def paste(place: Locator, text: str) -> None:
    if place.locator("details").get_attribute("open") is None:
        place.locator("summary").press("Enter")
    place.locator("textarea").fill(text)
    place.locator("[data-do=take]").click()


def work_out(place: Locator) -> None:
    place.locator("[type=submit]").click()
    place.locator("[data-status=answered]").wait_for()


def saved(page: Page, place: Locator) -> list[list[str]]:
    with page.expect_download() as download:
        place.locator("[data-do=csv]").click()
    data = Path(download.value.path()).read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\n") == data.count(b"\r\n")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True, delimiter=";"))
    return [[cell.replace(",", ".") if NUMBER.fullmatch(cell) else cell for cell in row] for row in rows]


def rows_of(names: list[str]) -> str:
    quoted = ['"' + name.replace('"', '""') + '"' for name in names]
    return "\n".join(f"{name}\tgrown-up\t1 000,00\t01/11/2026" for name in quoted)


def test_pasted_rows_are_worked_out_and_taken_away_without_a_name_in_any_request(page: Page) -> None:
    place = batch(page)
    page.evaluate("window.requests.length = 0")
    paste(place, "Name\tWho\tDeposit\tDay\n" + rows_of(NAMES))
    work_out(place)
    assert place.locator("[data-told-rows] th").all_inner_texts() == NAMES
    head, *body, last = saved(page, place)
    assert [row[0] for row in body] == [f"'{name}" if name[0] in "=@" else name for name in NAMES]
    assert {tuple(row[2:]) for row in body} == {
        ("1000", "2026-11-01", "25.74", "51.60", "22.60", "16", "48.34", "67.60"),
    }
    assert last[4:] == ["102.96", "206.40", "90.40", "64", "193.36", "270.40"]
    assert len({len(row) for row in (head, *body, last)}) == 1
    asked = page.evaluate("window.requests")
    assert [json.loads(text)["do"] for text in asked] == ["evaluate_many"]
    assert [name for name in (*NAMES, "calc", "onerror", "SUM") if any(name in text for text in asked)] == []
    assert page.locator("[data-batch] img").count() == 0


def test_a_wrong_cell_says_so_and_nothing_is_lost(page: Page) -> None:
    place = batch(page)
    paste(
        place, "A\tgrown-up\tabc\t01/11/2026\nB\tgrown-up\t100\t31/02/2026\nC\tnobody\t100\t\nD\tpupil\t100\t1/11/2026"
    )
    work_out(place)
    errors = {
        (row, field.get_attribute("data-field")): field.locator("[data-error]:visible").get_attribute("data-error")
        for row, place_of_row in enumerate(place.locator("[data-rows] > li").all())
        for field in place_of_row.locator("[data-field]").all()
        if field.locator("[data-error]:visible").count()
    }
    assert errors == {
        (0, "deposit"): "not-a-number",
        (1, "paid-on"): "no-such-date",
        (2, "reader-kind"): "unknown-option",
        (2, "paid-on"): "required",
    }
    wrong = place.locator('[data-field="deposit"]').first.evaluate(FIELD)
    assert (wrong["invalid"], wrong["described"], wrong["focus"]) == ("true", True, True)
    assert place.locator("[data-told-rows] th").all_inner_texts() == ["D"]
    body = saved(page, place)[1:-1]
    assert [row[0] for row in body] == ["A", "B", "C", "D"]
    assert [body[0][2], body[1][3], body[2][1]] == ["abc", "31/02/2026", "nobody"]
    assert body[0][4:] == [""] * 6
    place.locator('[data-field="deposit"] .dalil-text').first.fill("100")
    place.locator('[data-field="deposit"] .dalil-text').first.blur()
    place.locator("[data-told-rows] th").nth(1).wait_for()
    assert place.locator("[data-told-rows] th").all_inner_texts() == ["A", "D"]


def test_a_row_for_whose_date_a_figure_lacks_is_named_and_so_is_why_the_totals_are_not_known(page: Page) -> None:
    place = batch(page)
    paste(place, "A\tpupil\t100\t1/11/2026\nB\tpupil\t100\t31/12/2019")
    work_out(place)
    lacking = {
        row.locator("[data-who]").inner_text(): row.locator("[data-lacking]").is_visible()
        for row in place.locator("[data-told-rows] > tr").all()
    }
    said = [place.locator(one).is_visible() for one in ("[data-lacking-all]", "[data-status=lacking]")]
    assert (lacking, said) == ({"A": False, "B": True}, [True, True])
    assert place.locator("[data-status=lacking] data").get_attribute("value") == "1"
    place.locator("[data-rows] > li").nth(1).locator("[data-do=remove]").click()
    place.locator("[data-lacking-all]").wait_for(state="hidden")
    assert [place.locator(one).count() for one in ("[data-told-rows] > tr", "[data-lacking]:visible")] == [1, 0]


def test_cells_pasted_into_a_field_go_beside_and_below_and_over_nothing(page: Page) -> None:
    place = batch(page)
    paste(place, "A\tpupil\nB\tpupil\t5")
    field = place.locator('[data-field="deposit"] .dalil-text').first
    field.evaluate("""(field) => {
      const data = new DataTransfer();
      data.setData("text", "100\\t1/1/2026\\n200\\t2/1/2026");
      field.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
    }""")
    values = [
        [field.input_value() for field in row.locator(".dalil-text").all()]
        for row in place.locator("[data-rows] > li").all()
    ]
    assert values == [["A", "pupil", "100", "1/1/2026"], ["B", "pupil", "5", ""], ["", "", "200", "2/1/2026"]]


def test_a_file_is_opened_whatever_its_letters(page: Page) -> None:
    old = {"ar": ("cp1256", "علي"), "fr": ("cp1252", "Zoé")}
    for encoding, name in (("utf-8-sig", "علي é"), old[language(page)]):
        place = batch(page)
        data = f"{name};pupil;100,50;1/11/2026\r\n".encode(encoding)
        place.locator("[data-open]").set_input_files([{"name": "a.csv", "mimeType": "text/csv", "buffer": data}])
        place.locator("[data-status=taken]").wait_for()
        assert place.locator("[data-name]").first.input_value() == name


def test_the_table_holds_five_hundred_rows_and_says_what_is_left_out(page: Page) -> None:
    place = batch(page)
    paste(place, "\n".join(f"P{n}\tpupil\t{n}\t1/11/2026\tmore" for n in range(1, 503)))
    assert place.locator("[data-rows] > li").count() == 500
    said = {id: place.locator(f"[data-status={id}] data").get_attribute("value") for id in ("taken", "full", "wider")}
    assert said == {"taken": "500", "full": "2", "wider": "502"}
    assert "P501" in place.locator("textarea").input_value()
    work_out(place)
    assert place.locator("[data-status=answered] data").get_attribute("value") == "500"


def test_nothing_of_it_is_kept_or_carried_along(page: Page) -> None:
    place = batch(page)
    paste(place, rows_of(["Somebody"]))
    work_out(place)
    kept = page.evaluate("""async () => ({
      local: Object.keys(localStorage).filter((key) => !key.endsWith("__palette")),
      session: Object.keys(sessionStorage),
      databases: await indexedDB.databases(),
      caches: await caches.keys(),
    })""")
    assert kept == {"local": [], "session": [], "databases": [], "caches": []}
    assert "Somebody" not in page.url
    without = "document.documentElement.outerHTML.replace(/<span data-who=..>Somebody<.span>/, '')"
    assert "Somebody" not in page.evaluate(without)


# --- To look at ---


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(page: Page, scheme: Any) -> None:
    answer(page, "what-to-pay", FULL)
    answer(page, "check-the-receipt", {**FULL, "printed-card": "25,94", "printed-books": "unknown"})
    place = batch(page)
    paste(place, rows_of(["A"]) + "\nB\tpupil\tabc\t")
    work_out(place)
    page.emulate_media(color_scheme=scheme)
    page.locator(f"body[data-md-color-scheme={'slate' if scheme == 'dark' else 'default'}]").wait_for()
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(AXE)
        page.evaluate(READ_ARABIC)
    options = {} if scheme == "light" else {"runOnly": ["color-contrast"]}
    for part in (".dalil-cells", ".dalil-lines", "[data-batch]"):
        for found in page.locator(f"{part}:visible").all():
            assert page.evaluate(RUN, [found.element_handle(), options]) == []


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_is_wider_than_the_page(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 740})
    answer(page, "what-to-pay", FULL)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    stacked = page.locator("table.dalil-cells").first.evaluate("one => getComputedStyle(one).display")
    assert stacked == ("block" if width == 360 else "table")
    page.set_viewport_size({"width": 360, "height": 740})


def test_on_paper_the_lines_are_a_table(page: Page) -> None:
    form = answer(page, "what-to-pay", FULL)
    page.emulate_media(media="print")
    table = form.place.locator("[data-part=lines] table")
    shown = (table.is_visible(), table.evaluate("one => getComputedStyle(one).display"))
    page.emulate_media(media="screen")
    assert shown == (True, "table")
