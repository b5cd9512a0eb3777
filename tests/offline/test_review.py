"""The file in which a guide is reviewed, opened from a disk in three engines: marked, remarked, copied, read back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from builder.library import Library
from builder.load import load_library
from builder.review.paste import Said, read_paste
from builder.review.sheet import SheetRender, write_sheet
from builder.review.statements import content_hash, find_statements
from builder.review.taking import take_in
from tests.browser.test_pages import AXE, RUN
from tests.builder.cards import copy_library
from tests.conftest import TODAY
from tests.offline.engines import Engine

GUIDE = "library-card"
REMARK = '« 30 jours » — art. 5, l\'an dernier\nou "plus" ؟ 🙂'
PLACES = {"replace": "right", "steps/come-to-the-desk": "wrong", "evidence/identity-card": "unsure"}

MARK = """
const [said, remarked, remark] = args;
for (const [key, word] of Object.entries(said)) {
  document.querySelector(`[data-key="${key}"] input[value=${word}]`).click();
}
const field = document.querySelector(`[data-key="${remarked}"] textarea`);
const open = field.closest("details").open;
field.value = remark;
field.dispatchEvent(new Event("input", { bubbles: true }));
document.querySelector("[data-role]").value = "files";
document.querySelector("[data-name]").value = "N. B.";
document.querySelector("[data-name]").dispatchEvent(new Event("input", { bubbles: true }));
const text = document.querySelector("#text");
for (let last = ""; text.value === "" || text.value !== last; ) {
  last = text.value;
  await new Promise((resolve) => setTimeout(resolve, 100));
}
const counts = [...document.querySelectorAll("[data-count]")].map((each) => Number(each.textContent));
const names = performance.getEntriesByType("resource").map((entry) => entry.name);
const asked = names.filter((name) => !name.startsWith("data:"));
const wide = document.documentElement.scrollWidth > document.documentElement.clientWidth;
const left = new Event("beforeunload", { cancelable: true });
window.dispatchEvent(left);
return { text: text.value, open, counts, asked, wide, warned: left.defaultPrevented, stored: localStorage.length };
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return load_library(copy_library(tmp_path_factory.mktemp("cards")))


@pytest.fixture(scope="module")
def files(library: Library, root: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The file in French and in Arabic, as it lies among the downloads of a phone."""
    folder = tmp_path_factory.mktemp("Téléchargements & دليل #1")
    written = {language: folder / f"review.{language}.html" for language in ("fr", "ar")}
    for language, file in written.items():
        sheet = SheetRender(library, language, TODAY, library.guides[GUIDE])
        file.write_text(write_sheet(sheet, root, None, ""), encoding="utf-8")
    return written


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_what_is_marked_comes_back_whole(
    engine: Engine, library: Library, files: dict[str, Path], language: str
) -> None:
    found = {one.id: one for one in find_statements(library, library.guides[GUIDE], language)}
    keys = {found[id].key: word for id, word in PLACES.items()}
    engine.open(files[language].as_uri())
    engine.run("localStorage.clear(); return 0;")  # files of a disk may share it, and other tests have their own
    engine.open(files[language].as_uri())
    seen: dict[str, Any] = engine.run(MARK, keys, found["steps/come-to-the-desk"].key, REMARK)
    paste = read_paste(seen.pop("text"))
    one_each = {"open": True, "counts": [len(found) - 3, 1, 1, 1], "asked": [], "wide": False, "warned": True}
    assert seen == {**one_each, "stored": 0}
    assert (paste.guide, paste.language, paste.content) == (GUIDE, language, content_hash(list(found.values())))
    assert paste.said[0] == Said(found["replace"].key, "right", "")
    review, refused = take_in(library, paste)
    told = {one.id: (one.verdict, one.comment) for one in review.statements}
    one_line = REMARK.replace("\n", " ")
    assert refused == []
    assert told == {id: (word, one_line if word == "wrong" else None) for id, word in PLACES.items()}
    assert (review.by.role, review.by.name) == ("files", "N. B.")


def test_copied_the_text_is_sent_and_nothing_holds_the_reader_back(chromium: Browser, files: dict[str, Path]) -> None:
    context = chromium.new_context(viewport={"width": 360, "height": 740}, permissions=["clipboard-read"])
    page = context.new_page()
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.goto(files["fr"].as_uri())
    page.locator("article input[value=right]").first.check()
    page.close(run_before_unload=True)
    page.locator("[data-copy]").click()
    page.locator("[data-said]:not(:empty)").wait_for()
    assert asked == ["beforeunload"]
    assert page.evaluate("navigator.clipboard.readText()") == page.locator("#text").input_value()
    page.locator("[data-next]").click()
    focused = page.evaluate("document.activeElement.closest('article').id")
    assert focused == page.locator("article[data-verdict='']").first.get_attribute("id")
    page.goto("about:blank")
    assert asked == ["beforeunload"]
    context.close()


@pytest.mark.parametrize(("language", "scheme"), [("fr", "light"), ("ar", "dark")])
def test_axe_finds_nothing(chromium: Browser, files: dict[str, Path], language: str, scheme: Any) -> None:
    # axe is a script: it comes in past the file's own policy, which the other tests keep.
    context = chromium.new_context(viewport={"width": 320, "height": 740}, color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    page.goto(files[language].as_uri())
    page.locator("article input[value=wrong]").first.check()
    page.evaluate("document.querySelectorAll('details').forEach((each) => (each.open = true))")
    page.evaluate(AXE)
    assert page.evaluate(RUN) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    context.close()
