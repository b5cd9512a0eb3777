"""Python in the page: how it starts, what it says while it does, and every way in which it can fail.

The engine is a small one of this test's own: what it answers is another test's matter.
"""

import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route

from builder.runtime import COUNTED, HEART, WHOLE, Runtime, build_runtime
from builder.slim import make_slim
from tests.browser.serving import COMPRESS, serving

ENGINE = """
import json

def handle(text):
    request = json.loads(text)
    while request.get("hang"):
        pass
    if request.get("fall"):
        raise RuntimeError("fallen")
    if request.get("rare"):
        return json.dumps({"answer": eval("6 * 7")})
    return json.dumps({"answer": request["number"] + 1, "words": request.get("words")}, ensure_ascii=False)
"""

SCRIPTS = ("unpack.js", "transport-http.js", "runtime.js")
PAGE = "<!doctype html><title>Python</title>" + "".join(
    f'<script src="{name}" data-runtime="{{folder}}/"></script>' for name in SCRIPTS
)
TEXT = frozenset({".html", ".js", ".json", ".wasm"})
"""What a host takes for text worth compressing."""

HOSTS = {
    "no compression": ("", frozenset()),
    "gzip": ("gzip", TEXT),
    "brotli of all": ("br", TEXT | {".zip"}),
    "brotli of text": ("br", TEXT),
    "a .gz as an encoding": ("gzip", frozenset({".gz"})),
}

START = "async () => { window.seen = []; await Dalil.runtime.start((step) => seen.push(step)); return seen; }"
FAILURE = "() => Dalil.runtime.start().then(() => 'started', (error) => error.id)"
EVALUATE = "(request) => Dalil.runtime.evaluate(request).catch((error) => error.id)"


@pytest.fixture(scope="module")
def folder(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page with the runtime of a small engine beside it."""
    source, out = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("site")
    (source / "widgets").mkdir()
    (source / "widgets" / "__init__.py").write_text("")
    (source / "widgets" / "api.py").write_text(ENGINE)
    (source / "widgets" / "web").symlink_to(root / "widgets" / "web")
    (source / "node_modules").symlink_to(root / "node_modules")
    runtime: Runtime = build_runtime(source, out)
    for name in SCRIPTS:
        (out / name).write_bytes((root / "widgets" / "web" / name).read_bytes())
    (out / "index.html").write_text(PAGE.format(folder=runtime.folder))
    return out


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    """Where the page is served."""
    with serving(folder) as address:
        yield f"{address}/index.html"


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A page with nothing in its cache."""
    context = chromium.new_context()
    yield context.new_page()
    context.close()


def test_nothing_is_fetched_before_the_start(page: Page, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    page.goto(address, wait_until="networkidle")
    assert set(asked) - {"favicon.ico"} == {"index.html", *SCRIPTS}


def test_it_starts_counting_true_bytes_and_asks_its_own_host_alone(page: Page, folder: Path, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address)
    steps: list[dict[str, Any]] = page.evaluate(START)
    host = address.removesuffix("index.html")
    assert [url for url in asked if not url.removeprefix("blob:").startswith(host)] == []
    assert len({url for url in asked if "/python-" in url}) == len([url for url in asked if "/python-" in url]) == 6
    assert [step["phase"] for step in steps] == ["loading"] * (len(steps) - 1) + ["starting"]
    assert steps[0]["loaded"] == 0
    sent = sum(path.stat().st_size for name in COUNTED for path in folder.glob(f"python-*/{name}.gz"))
    assert steps[-2]["loaded"] == steps[-1]["loaded"] == steps[-1]["total"] == sent
    assert sorted(step["loaded"] for step in steps) == [step["loaded"] for step in steps]


@pytest.mark.parametrize(
    ("host", "packed"),
    [
        ("no compression", set(COUNTED)),
        ("gzip", set(COUNTED)),
        ("brotli of all", set()),
        ("brotli of text", {"python.zip"}),
    ],
)
def test_each_host_sends_the_smaller_of_two_twins(page: Page, folder: Path, host: str, packed: set[str]) -> None:
    came: list[str] = []
    page.on("requestfinished", lambda request: came.append(request.url.rpartition("/")[2]))
    encoding, encoded = HOSTS[host]
    with serving(folder, encoding, encoded) as address:
        page.goto(f"{address}/index.html")
        steps = page.evaluate(START)
        assert page.evaluate(EVALUATE, {"number": 1})["answer"] == 2
    expected = {f"{name}.gz" if name in packed else name for name in COUNTED}
    assert {name for name in came if name.startswith(COUNTED)} == expected
    sent = [
        COMPRESS[encoding](path.read_bytes()) if path.suffix in encoded else path.read_bytes()
        for path in folder.glob("python-*/*")
        if path.name in expected
    ]
    assert steps[-1]["total"] == sum(map(len, sent))


def test_a_gz_that_the_browser_has_unpacked_is_taken_as_it_is(page: Page, folder: Path) -> None:
    encoding, encoded = HOSTS["a .gz as an encoding"]
    with serving(folder, encoding, encoded) as address:
        page.goto(f"{address}/index.html")
        assert page.evaluate(EVALUATE, {"number": 1})["answer"] == 2


def test_a_host_without_our_gz_sends_the_plain_file(page: Page, address: str) -> None:
    page.context.route("**/*.gz", lambda route: route.fulfill(status=404, body="not here"))
    page.goto(address)
    assert page.evaluate(EVALUATE, {"number": 1})["answer"] == 2


def test_a_browser_that_cannot_unpack_takes_the_plain_file(page: Page, address: str) -> None:
    def take_away(route: Route) -> None:
        route.fulfill(body="delete self.DecompressionStream;\n" + route.fetch().text(), content_type="text/javascript")

    page.context.route("**/worker.js", take_away)
    page.goto(address)
    assert page.evaluate(EVALUATE, {"number": 1})["answer"] == 2


def test_it_answers_each_request_with_its_own_answer(page: Page, address: str) -> None:
    page.goto(address)
    numbers = list(range(5))
    answers = page.evaluate(
        "(numbers) => Promise.all(numbers.map((number) => Dalil.runtime.evaluate({number, words: 'دليل'})))", numbers
    )
    assert answers == [{"answer": number + 1, "words": "دليل"} for number in numbers]


@pytest.mark.parametrize(
    "name", ["worker.js", "files.json", "pyodide.js", "pyodide.asm.js", "python.wasm", "python.zip"]
)
@pytest.mark.parametrize("how", ["absent", "cut off"])
def test_a_file_is_missing(page: Page, address: str, name: str, how: str) -> None:
    def refuse(route: Route) -> None:
        if how == "absent":
            route.fulfill(status=404, body="not here")
        else:
            route.abort()

    page.context.route(f"**/{name}", refuse)
    page.context.route(f"**/{name}.gz", refuse)
    page.goto(address)
    assert page.evaluate(FAILURE) == "missing-file"


def test_a_later_start_tries_again(page: Page, address: str) -> None:
    for name in ("python.zip", "python.zip.gz"):
        page.context.route(f"**/{name}", lambda route: route.abort(), times=1)
    page.goto(address)
    assert page.evaluate(FAILURE) == "missing-file"
    assert page.evaluate(FAILURE) == "started"
    assert page.evaluate(EVALUATE, {"number": 1})["answer"] == 2


def test_no_webassembly(page: Page, address: str) -> None:
    page.add_init_script("delete window.WebAssembly")
    page.goto(address)
    assert page.evaluate(FAILURE) == "no-wasm"
    assert page.evaluate(EVALUATE, {"number": 1}) == "no-wasm"


def test_twenty_seconds_without_a_byte(page: Page, address: str) -> None:
    held: list[Route] = []
    page.context.route("**/python.zip.gz", lambda route: held.append(route))
    page.clock.install()
    page.goto(address)
    page.evaluate(f"() => {{ window.result = null; ({FAILURE})().then((id) => (window.result = id)); }}")
    while not held:
        page.wait_for_timeout(50)
    page.wait_for_timeout(1500)
    page.clock.run_for(12_000)
    assert page.evaluate("window.result") is None
    page.clock.run_for(20_000)
    assert page.evaluate("window.result") == "stalled"
    for route in held:
        route.abort()


# A worker of which the test speaks the words, all bytes being there.
SPOKEN = """
    window.Worker = class {
      constructor() {
        Promise.resolve().then(() => this.onmessage({ data: { alive: true } }));
        window.say = (data) => this.onmessage({ data });
      }
      postMessage(message) {
        window.begun = Boolean(message.begin);
        window.say({ progress: { phase: "loading", loaded: 9, total: 9 } });
      }
      terminate() {}
    };
"""


def test_twenty_seconds_without_a_step_when_all_bytes_are_there(page: Page, address: str) -> None:
    page.add_init_script(SPOKEN)
    page.clock.install()
    page.goto(address)
    page.evaluate(f"() => {{ window.result = null; ({FAILURE})().then((id) => (window.result = id)); }}")
    page.wait_for_function("window.begun")
    for _ in range(3):
        page.clock.run_for(15_000)
        assert page.evaluate("window.result") is None
        page.evaluate("say({ alive: true })")
    page.clock.run_for(21_000)
    assert page.evaluate("window.result") == "crashed"


def test_the_worker_tells_each_step_of_its_start(page: Page, address: str) -> None:
    page.add_init_script("""
        window.heard = [];
        window.Worker = class extends Worker {
          constructor(address) {
            super(address);
            this.addEventListener("message", ({ data }) => window.heard.push(Object.keys(data)[0]));
          }
        };
    """)
    page.goto(address)
    page.evaluate(START)
    steps = [word for word in page.evaluate("heard") if word != "progress"]
    assert steps == ["alive", "alive", "alive", "ready"], "it is there, its glue has run, all is compiled, Python is up"


# Counts the workers made and the requests sent; the first DEAF workers hear none.
COUNT = """
    window.workers = window.sent = 0;
    window.Worker = class extends Worker {
      constructor(address) {
        super(address);
        this.deaf = (window.workers += 1) <= DEAF;
      }
      postMessage(message) {
        window.sent += message.request ? 1 : 0;
        if (!message.request || !this.deaf) super.postMessage(message);
      }
    };
"""


def test_a_worker_that_hangs_is_replaced_once_and_asked_again(page: Page, address: str) -> None:
    page.add_init_script(COUNT.replace("DEAF", "1"))
    page.clock.install()
    page.goto(address)
    page.evaluate("() => { Dalil.runtime.evaluate({number: 1}).then((response) => (window.response = response)); }")
    page.wait_for_function("window.sent === 1")
    page.clock.run_for(21_000)
    page.wait_for_function("window.response")
    assert page.evaluate("[window.response.answer, window.workers]") == [2, 2]


def test_a_request_that_hangs_twice_fails_and_leaves_a_runtime_that_answers(page: Page, address: str) -> None:
    page.add_init_script(COUNT.replace("DEAF", "0"))
    page.clock.install()
    page.goto(address)
    page.evaluate(f"() => {{ ({EVALUATE})({{hang: true}}).then((id) => (window.result = id)); }}")
    for times in (1, 2):
        page.wait_for_function(f"window.sent === {times}")
        page.clock.run_for(21_000)
    page.wait_for_function("window.result")
    assert page.evaluate("window.result") == "crashed"
    assert page.evaluate(EVALUATE, {"number": 1})["answer"] == 2


def asked_for(page: Page) -> list[str]:
    """The modules that the page asks for, from now on."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2].removesuffix(".gz")))
    return asked


def test_what_the_slim_python_lacks_is_answered_by_the_whole_one(page: Page, address: str) -> None:
    asked = asked_for(page)
    page.goto(address)
    assert page.evaluate(EVALUATE, {"number": 1})["answer"] == 2
    assert (HEART in asked, WHOLE in asked) == (True, False)
    assert page.evaluate(EVALUATE, {"rare": True})["answer"] == 42, "no compiler ships but in the whole"
    assert asked.count(WHOLE) == 1
    assert page.evaluate(EVALUATE, {"rare": True})["answer"] == 42
    assert (asked.count(HEART), asked.count(WHOLE)) == (1, 1)


def test_a_slim_python_that_cannot_even_start_is_replaced_by_the_whole_one(
    page: Page, folder: Path, address: str
) -> None:
    asked = asked_for(page)
    (whole,), (glue,) = (list(folder.glob(f"python-*/{name}")) for name in (WHOLE, "pyodide.asm.js"))
    stops = gzip.compress(make_slim(whole.read_bytes(), glue.read_text(encoding="utf-8"), frozenset()), 1)
    page.context.route(f"**/{HEART}.gz", lambda route: route.fulfill(body=stops))
    page.goto(address)
    assert page.evaluate(FAILURE) == "started"
    assert page.evaluate(EVALUATE, {"number": 1})["answer"] == 2
    assert asked.count(WHOLE) == 1


def test_an_engine_that_falls_fails_and_leaves_a_runtime_that_answers(page: Page, address: str) -> None:
    page.goto(address)
    assert page.evaluate(EVALUATE, {"fall": True}) == "crashed"
    assert page.evaluate(EVALUATE, {"number": 1})["answer"] == 2
