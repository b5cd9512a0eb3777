"""The site as an app: what is kept on a device, what is asked of the network, and every way in which it can fail."""

import io
import json
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from builder.app import SCRIPTS, WORKER, write_worker
from builder.load import load_library
from tests.browser.serving import Host, leaving
from tests.browser.test_pages import AXE

TEXT = frozenset({".html", ".css", ".js", ".json", ".svg", ".wasm"})
PACKED = {"pyodide.asm.js.gz", "python.wasm.gz", "python.zip.gz"}
FILES = (
    "async () => (await (await caches.open('dalil')).keys()).map((request) => new URL(request.url).pathname.slice(1))"
)
NOTHING_LEFT = """async () => (await caches.keys()).length === 0
  && (await navigator.serviceWorker.getRegistrations()).length === 0"""
WAITING = "async () => Boolean((await navigator.serviceWorker.getRegistration()).waiting)"
AWAIT_FILES = f"""async (wanted) => {{
  const bare = (path) => path.replace(/\\.gz$/, "");
  for (let kept = []; !wanted.every((path) => kept.includes(bare(path))); kept = (await ({FILES})()).map(bare)) {{
    await new Promise((resolve) => setTimeout(resolve, 50));
  }}
}}"""
AWAIT_NOTHING = f"""async () => {{
  while (!(await ({NOTHING_LEFT})())) {{
    await new Promise((resolve) => setTimeout(resolve, 50));
  }}
}}"""
FAILED = """() => navigator.serviceWorker.getRegistration().then((registration) => new Promise((resolve) => {
  registration.addEventListener("updatefound", () => {
    const fresh = registration.installing;
    fresh.addEventListener("statechange", () => resolve(fresh.state));
  });
  registration.update().catch(() => {});
}))"""
SPOIL = """async (path) => {
  const cache = await caches.open("dalil");
  const request = (await cache.keys()).find((each) => new URL(each.url).pathname === `/${path}`);
  await cache.put(request, new Response("spoilt", { headers: { "Content-Type": "text/html" } }));
}"""
TAKE = """async (path) => {
  const response = await fetch(path);
  return [response.status, (await response.arrayBuffer()).byteLength];
}"""
SAVE_DATA = "Object.defineProperty(navigator, 'connection', { value: { saveData: true } })"


class Served:
    """The site on this machine: what was asked of it, what it answers in place of its files, whether it answers."""

    def __init__(self, folder: Path, encoding: str = "") -> None:
        self.folder = folder
        self.encoding = encoding
        self.asked: list[str] = []
        self.instead: dict[str, bytes] = {}
        self.down = False
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Answers, self))
        self.address = f"http://127.0.0.1:{self.server.server_port}"

    def files(self, *groups: str) -> set[str]:
        """The paths that the service worker lists, those of these groups."""
        first = (self.folder / WORKER).read_text(encoding="utf-8").split(";\n", 1)[0]
        listed = json.loads(first.removeprefix("self.dalil = "))["files"]
        return {path for path, (_, _, group) in listed.items() if not groups or group in groups}

    def renew(self, root: Path, path: str, old: str, new: str) -> None:
        """A newer version of the site: one page says something else."""
        file = self.folder / path
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")
        write_worker((root / SCRIPTS / "worker.js").read_text(encoding="utf-8"), self.folder)


class Answers(Host):
    """What a server of the site answers."""

    def __init__(self, served: Served, *args: Any) -> None:
        self.served = served
        self.encoding = served.encoding
        self.encoded = TEXT if served.encoding else frozenset()
        super().__init__(*args, directory=str(served.folder))

    def send_head(self) -> io.BytesIO | io.BufferedIOBase | None:  # type: ignore[override]
        path = self.path.split("?")[0].removeprefix("/")
        if self.served.down:
            self.close_connection = True
            return None
        self.served.asked.append(path)
        if path not in self.served.instead:
            return super().send_head()
        body = self.served.instead[path]
        self.send_response(200 if body else 404)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        return io.BytesIO(body)


@contextmanager
def started(served: Served) -> Iterator[Served]:
    Thread(target=served.server.serve_forever, daemon=True).start()
    try:
        yield served
    finally:
        served.server.shutdown()
        served.server.server_close()


@pytest.fixture
def host(site: Path, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Served]:
    """A copy of the site that a test may change; a test may also choose the encoding in which text is sent."""
    with started(Served(shutil.copytree(site, tmp_path / "site"), getattr(request, "param", ""))) as host:
        yield host


@pytest.fixture
def reader(chromium: Browser, host: Served) -> Iterator[BrowserContext]:
    """A browser that has never been here."""
    context = chromium.new_context(base_url=host.address, viewport={"width": 360, "height": 740})
    elsewhere = leaving(context, host.address)
    yield context
    context.close()
    assert elsewhere == []


@pytest.fixture(scope="module")
def case(root: Path) -> dict[str, Any]:
    """A worked example of a guide, with the guide's id."""
    for guide in load_library(root).guides.values():
        for case in guide.cases.data:  # type: ignore[union-attr]
            if "outcome" in case and "errors" not in case:
                return {**case, "guide": guide.id}
    raise AssertionError("no case")


def kept(page: Page) -> set[str]:
    """The files on the device."""
    return {path for path in page.evaluate(FILES) if path}


def await_kept(page: Page, wanted: set[str]) -> None:
    """Wait until all of these are on the device, each as it is or as a .gz."""
    page.evaluate(AWAIT_FILES, sorted(wanted))


def visit_once(reader: BrowserContext, host: Served) -> Page:
    """A first visit to the French home page, long enough for the pages to be kept."""
    page = reader.new_page()
    page.goto("/fr/index.html")
    await_kept(page, host.files("site", "fr"))
    return page


def unplug(reader: BrowserContext, host: Served) -> None:
    """No network, and no host either."""
    host.down = True
    reader.set_offline(True)


def fill_in(page: Page, case: dict[str, Any]) -> None:
    """Open the case's guide in French and fill in its form."""
    page.goto(f"/fr/guides/{case['guide']}.html")
    form = page.locator(f"[data-widget={case['widget']}]")
    for question, answer in case["answers"].items():
        field = form.locator(f"[data-question={question}]")
        field.wait_for(timeout=60_000)
        choice = field.locator(f"input[value='{answer}']")
        if choice.count():
            choice.check()
        else:
            field.locator("input[type=text]").fill(str(answer))
            field.locator("input[type=text]").blur()


def await_answer(page: Page, case: dict[str, Any]) -> None:
    """The form's answer is the case's."""
    page.locator(f"[data-widget={case['widget']}] [data-outcome={case['outcome']}]").wait_for(timeout=60_000)


def press(page: Page, what: str) -> None:
    page.locator(f".dalil-offline [data-do={what}]").click()


def await_line(page: Page, id: str) -> None:
    """The panel says this."""
    page.locator(f".dalil-offline [data-offline={id}]").wait_for(timeout=60_000)


def newer(host: Served, root: Path) -> None:
    host.renew(root, "fr/index.html", "</h1>", " (plus récent)</h1>")


# --- What is kept ---


def test_one_visit_keeps_the_pages_of_the_language_and_no_more(reader: BrowserContext, host: Served) -> None:
    page = visit_once(reader, host)
    assert kept(page) == host.files("site", "fr")
    assert {path.split("/")[0] for path in host.asked} <= {"fr", "assets", *host.files("site"), WORKER}


def test_after_one_visit_the_pages_of_the_language_need_no_network(reader: BrowserContext, host: Served) -> None:
    page = visit_once(reader, host)
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("requestfailed", lambda request: wrong.append(f"{request.url}: {request.failure}"))
    unplug(reader, host)
    for path in sorted(path for path in host.files("fr") if path.endswith(".html")):
        response = page.goto(f"/{path}")
        assert response
        assert response.from_service_worker
        assert page.locator("h1").is_visible()
        assert page.evaluate("() => getComputedStyle(document.querySelector('.md-header')).position") == "sticky"
    page.goto("/fr/")
    page.goto("/")
    # The next page ends what the last one asks; the example of a form on another site is not kept.
    assert [text for text in wrong if "ERR_ABORTED" not in text and "/embeds/" not in text] == []


def test_a_form_once_used_answers_without_a_network(reader: BrowserContext, host: Served, case: dict[str, Any]) -> None:
    page = reader.new_page()
    fill_in(page, case)
    await_answer(page, case)
    await_kept(page, host.files("site", "fr"))
    page.goto("/fr/index.html")
    await_kept(page, {path for path in host.asked if path in host.files("python")})
    unplug(reader, host)
    fill_in(page, case)
    await_answer(page, case)


@pytest.mark.parametrize("host", ["", "gzip", "br"], indirect=True)
def test_everything_kept_answers_without_a_network(reader: BrowserContext, host: Served, case: dict[str, Any]) -> None:
    page = reader.new_page()
    page.goto("/fr/about.html")
    await_line(page, "pages")
    assert re.search(r"\d", page.locator("[data-do=keep]").inner_text())
    press(page, "keep")
    await_line(page, "all")
    assert not page.locator("[data-do=keep]").is_visible()
    bare = {path.removesuffix(".gz") for path in kept(page)}
    assert bare == {path.removesuffix(".gz") for path in host.files("site", "fr", "fr/search", "python")}
    packed = {path.rpartition("/")[2] for path in kept(page) if path.endswith(".gz")}
    assert packed == ({"python.zip.gz"} if host.encoding == "br" else PACKED)
    unplug(reader, host)
    fill_in(page, case)
    await_answer(page, case)
    page.goto("/fr/index.html")
    page.locator("[data-box=__search]").click()
    page.locator(".md-search__input").press_sequentially("attestation")
    page.locator(".md-search-result__link[href*='#']").first.wait_for(timeout=60_000)


def test_what_is_typed_is_not_kept(reader: BrowserContext, host: Served, case: dict[str, Any]) -> None:
    page = visit_once(reader, host)
    fill_in(page, case)
    await_answer(page, case)
    assert kept(page) <= host.files()
    stored = set(page.evaluate("() => Object.keys(localStorage).concat(Object.keys(sessionStorage))"))
    assert stored <= {"/.__palette"}  # light or dark
    assert page.evaluate("async () => (await indexedDB.databases()).length") == 0
    page.reload()
    assert page.locator("[data-widget] input:checked").count() == 0


@pytest.mark.parametrize("host", ["", "gzip", "br"], indirect=True)
def test_a_second_visit_asks_nothing_of_the_network(reader: BrowserContext, host: Served, case: dict[str, Any]) -> None:
    page = visit_once(reader, host)
    fill_in(page, case)
    await_answer(page, case)
    await_kept(page, {path for path in host.asked if path in host.files("python")})
    page.close()
    host.asked.clear()
    page = reader.new_page()
    page.goto("/fr/index.html", wait_until="networkidle")
    fill_in(page, case)
    await_answer(page, case)
    page.goto("/fr/about.html", wait_until="networkidle")
    await_line(page, "pages")
    assert set(host.asked) <= {WORKER}


@pytest.mark.parametrize("host", ["br"], indirect=True)
def test_a_file_that_a_host_does_not_pack_never_hides_our_packed_one(reader: BrowserContext, host: Served) -> None:
    page = visit_once(reader, host)
    plain = next(path for path in host.files("python") if path.endswith("python.zip"))
    for path in (plain, f"{plain}.gz"):
        got = page.evaluate(TAKE, f"/{path}")
        assert got == [200, (host.folder / path).stat().st_size]
    await_kept(page, {plain})
    assert kept(page) & {plain, f"{plain}.gz"} == {f"{plain}.gz"}


# --- Newer pages ---


def test_newer_pages_wait_until_the_reader_agrees(
    reader: BrowserContext, host: Served, root: Path, case: dict[str, Any]
) -> None:
    page = visit_once(reader, host)
    fill_in(page, case)
    await_answer(page, case)
    newer(host, root)
    page.evaluate("async () => (await navigator.serviceWorker.getRegistration()).update()")
    notice = page.locator(".dalil-newer")
    notice.wait_for(timeout=60_000)
    await_answer(page, case)
    assert page.locator("[data-widget] input:checked").count() > 0

    other = reader.new_page()
    other.goto("/fr/index.html")
    assert "plus récent" not in other.locator("h1").inner_text()
    other.locator(".dalil-newer").wait_for(timeout=60_000)
    other.close()

    with page.expect_navigation(timeout=60_000):
        notice.locator("[data-do=load]").click()
    page.goto("/fr/index.html")
    assert "plus récent" in page.locator("h1").inner_text()
    await_kept(page, host.files("site", "fr"))
    unplug(reader, host)
    page.reload()
    assert "plus récent" in page.locator("h1").inner_text()
    assert not page.locator(".dalil-newer").is_visible()


def test_who_says_not_now_goes_on_reading(reader: BrowserContext, host: Served, root: Path) -> None:
    page = visit_once(reader, host)
    newer(host, root)
    page.reload()
    page.locator(".dalil-newer [data-do=later]").click(timeout=60_000)
    assert not page.locator(".dalil-newer").is_visible()
    assert "plus récent" not in page.locator("h1").inner_text()
    assert page.evaluate(WAITING)


@pytest.mark.parametrize("body", [b"", b"other bytes"], ids=["missing", "wrong"])
def test_a_broken_update_leaves_the_one_before(reader: BrowserContext, host: Served, root: Path, body: bytes) -> None:
    page = visit_once(reader, host)
    newer(host, root)
    host.instead["fr/index.html"] = body
    assert page.evaluate(FAILED) == "redundant"
    unplug(reader, host)
    page.reload()
    assert page.locator("h1").is_visible()
    assert "plus récent" not in page.locator("h1").inner_text()

    host.down = False
    reader.set_offline(False)
    host.instead.clear()
    page.reload()
    page.locator(".dalil-newer [data-do=load]").click(timeout=60_000)
    page.get_by_role("heading", level=1).filter(has_text="plus récent").wait_for(timeout=60_000)


# --- What can go wrong on the device ---


def test_a_spoilt_page_is_fetched_again_and_mended(reader: BrowserContext, host: Served) -> None:
    page = visit_once(reader, host)
    page.evaluate(SPOIL, "fr/guides.html")
    page.goto("/fr/guides.html")
    assert page.locator("h1").is_visible()
    await_kept(page, {"fr/guides.html"})
    unplug(reader, host)
    page.goto("/fr/guides.html")
    assert page.locator("h1").is_visible()


def test_what_was_lost_is_kept_again_at_the_next_visit(reader: BrowserContext, host: Served) -> None:
    page = visit_once(reader, host)
    page.evaluate("() => caches.delete('dalil')")
    page.reload()
    await_kept(page, host.files("site", "fr"))


def test_without_room_the_site_comes_from_the_network_and_says_so(
    reader: BrowserContext, host: Served, case: dict[str, Any]
) -> None:
    page = reader.new_page()
    session = reader.new_cdp_session(page)
    session.send("Storage.overrideQuotaForOrigin", {"origin": host.address, "quotaSize": 5000})
    page.goto("/fr/about.html")
    await_line(page, "full")
    fill_in(page, case)
    await_answer(page, case)
    page.goto("/fr/about.html")
    await_line(page, "full")


def test_a_full_device_goes_on_with_what_it_has(reader: BrowserContext, host: Served) -> None:
    page = visit_once(reader, host)
    session = reader.new_cdp_session(page)
    session.send("Storage.overrideQuotaForOrigin", {"origin": host.address, "quotaSize": 5000})
    page.goto("/fr/about.html")
    await_line(page, "pages")
    press(page, "keep")
    await_line(page, "full")
    unplug(reader, host)
    page.goto("/fr/guides.html")
    assert page.locator("h1").is_visible()


# --- What a reader decides ---


def test_one_switch_removes_everything_for_good(reader: BrowserContext, host: Served) -> None:
    page = visit_once(reader, host)
    page.goto("/fr/about.html")
    press(page, "remove")
    await_line(page, "none")
    page.evaluate(AWAIT_NOTHING)
    page.goto("/fr/guides.html", wait_until="networkidle")
    page.goto("/fr/about.html", wait_until="networkidle")
    await_line(page, "none")
    assert page.evaluate(NOTHING_LEFT)
    press(page, "keep")
    await_line(page, "all")


def test_erasing_everything_leaves_nothing_and_this_tab_begins_nothing(reader: BrowserContext, host: Served) -> None:
    page = visit_once(reader, host)
    page.goto("/fr/list.html")
    page.locator("[data-erase]").click()
    page.evaluate(AWAIT_NOTHING)
    assert page.evaluate("() => ({ ...localStorage })") == {}
    page.goto("/fr/about.html", wait_until="networkidle")
    await_line(page, "none")
    assert page.evaluate(NOTHING_LEFT)
    later = reader.new_page()
    later.goto("/fr/about.html", wait_until="networkidle")
    await_line(later, "pages")


def test_who_saves_data_keeps_nothing_unasked(reader: BrowserContext, host: Served) -> None:
    reader.add_init_script(SAVE_DATA)
    page = reader.new_page()
    page.goto("/fr/about.html", wait_until="networkidle")
    await_line(page, "none")
    assert page.evaluate(NOTHING_LEFT)
    assert WORKER not in host.asked
    press(page, "keep")
    await_line(page, "all")
    page.reload()
    await_line(page, "all")


def test_while_pages_are_edited_nothing_is_kept(reader: BrowserContext, host: Served, root: Path) -> None:
    page = visit_once(reader, host)
    newer(host, root)
    write_worker((root / SCRIPTS / "none.js").read_text(encoding="utf-8"), host.folder)
    page.reload()
    page.get_by_role("heading", level=1).filter(has_text="plus récent").wait_for(timeout=60_000)
    page.evaluate(AWAIT_NOTHING)


def test_a_copy_on_disk_registers_nothing(chromium: Browser, host: Served) -> None:
    context = chromium.new_context()
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    page.goto((host.folder / "fr" / "about.html").as_uri())
    assert not page.locator(".dalil-offline").is_visible()
    assert [text for text in wrong if "manifest" in text or "service" in text.lower()] == []
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_axe_finds_nothing_in_the_panel_and_the_notice(
    visit: Callable[..., BrowserContext], scheme: str, language: str
) -> None:
    page = visit(color_scheme=scheme, reduced_motion="reduce", service_workers="allow").new_page()
    page.goto(f"/{language}/about.html")
    await_line(page, "pages")
    page.evaluate("() => { document.querySelector('.dalil-newer').hidden = false; }")
    page.evaluate(AXE)
    assert page.evaluate("() => axe.run().then((found) => found.violations.map((each) => each.id))") == []
