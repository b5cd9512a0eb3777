"""In: the engine, every guide's worked examples, three browsers and Node. Out: builder/slim/functions.txt.

Those are the functions of Pyodide's module that a session calls. Each is made to mark that it was called: a global of
its own, exported, goes from nought to one. What an engine calls differs, as not all have the same of WebAssembly.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import tempfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playwright.sync_api import sync_playwright

from builder.graph import find_graphs
from builder.load import load_library
from builder.runtime import WHOLE, make_library, read_modules
from builder.slim import binary
from builder.slim.used import FUNCTIONS, write_functions
from builder.unfold import find_trees
from tests.browser.serving import serving
from tests.browsers import find
from tests.builder.test_runtime import numbers_without_end
from tests.modules import trials
from tests.offline.engines import Chromium, firefox, webkit
from tests.test_cases import asked, worked_examples
from tests.widgets.test_lines import requests as lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from builder.library import Library
    from tests.offline.engines import Engine

ROOT = Path(__file__).parent.parent
PYODIDE = ROOT / "node_modules" / "pyodide"
MARK = "called "
"""Begins the name of each mark."""

I32, CHANGES, CONST, SET, END = 0x7F, 1, 0x41, 0x24, 0x0B
ALONE, MIXED, MANY = 500, 60, 50
"""Sessions of one request; those of many in an order of no meaning, and the requests of each."""

DAY = date(2026, 11, 26)

STEP = 800
"""Every so manieth letter stands in a text of letters."""

TYPED = (
    "١٢/١١/٢٠٢٦", "۲۰۲۶-۱۱-۱۲", "12.11.2026", "12 11 2026", "31/02/2026", "2026/11/12", "12/11/2099", "12/11/26",
    "6 000,50", "1.234.567,89", "6\u202f000,50 DH", "درهم ٦٠٠٠", "٦٬٠٠٠٫٥٠ د.م.", "MAD 5000", "-5", "−5", "1e9", "0",
    "9" * 60, "12 novembre 2026", "abc", "É" * 150, "İı", "ß", "😀", "\u202e12", "\x00", "", " ", "<b>1</b>",
)  # fmt: skip

PROCESSES = os.cpu_count() or 1
AT_ONCE = 100
"""Requests that a browser is given at a time."""

PAGE = """<!doctype html><title>Functions</title><body><script>
const { instantiate, instantiateStreaming } = WebAssembly;
const keep = (make) => async (...given) => {
  const made = await make.apply(WebAssembly, given);
  const { exports } = made.instance || made;
  window.marks = "MARK0" in exports ? exports : window.marks;
  return made;
};
Object.assign(WebAssembly, { instantiate: keep(instantiate), instantiateStreaming: keep(instantiateStreaming) });
</script><script src="pyodide.js"></script>
""".replace("MARK", MARK)

# A driver's own scripts see a page's names through a veil in some engines: this one runs as the page's.
IN_PAGE = """
document.body.textContent = "";
const tag = document.createElement("script");
tag.textContent = `(async (given) => {${args[0]}})(${args[1]}).then(
  (value) => { document.body.textContent = JSON.stringify([value]); },
  (error) => { document.body.textContent = JSON.stringify({ error: String(error) }); });`;
document.head.append(tag);
while (!document.body.textContent) { await new Promise((resolve) => setTimeout(resolve, 20)); }
return document.body.textContent;
"""

START = """
const base = new URL(".", location.href).href;
window.python = await loadPyodide({
  indexURL: base, stdLibURL: base + "python.zip", packageBaseUrl: base, lockFileContents: given,
});
window.handle = window.python.pyimport("widgets.api").handle;
"""

ASK = "for (const request of given) { window.handle(request); }"

FOUND = """
window.python.pyimport("gc").collect();
const found = [];
for (let index = 0; "MARK" + index in window.marks; index += 1) {
  if (window.marks["MARK" + index].value) { found.push(index); }
}
return found;
""".replace("MARK", MARK)


def mark_calls(module: bytes) -> bytes:
    """The module, each function of which sets its mark when it is called."""
    sections = binary.read_sections(module)
    bodies = binary.read_bodies(sections[binary.CODE])
    imported = sum(each.kind == binary.GLOBALS for each in binary.read_imports(sections[binary.IMPORT]))
    own, at = binary.read_number(sections[binary.GLOBAL], 0)
    first = imported + own
    marked = [_begin(body, first + index) for index, body in enumerate(bodies)]
    marks = [binary.Name(f"{MARK}{index}", binary.GLOBALS, first + index) for index in range(len(bodies))]
    sections[binary.CODE] = binary.listed([binary.sized(body) for body in marked])
    nought = bytes([I32, CHANGES, CONST, 0, END])
    sections[binary.GLOBAL] = (
        binary.write_number(own + len(bodies)) + sections[binary.GLOBAL][at:] + nought * len(bodies)
    )
    sections[binary.EXPORT] = binary.write_exports([*binary.read_exports(sections[binary.EXPORT]), *marks])
    return binary.write_module(sections)


def _begin(body: bytes, mark: int) -> bytes:
    """A function that sets a mark before all else."""
    at = binary.skip_locals(body)
    return body[:at] + bytes([CONST, 1, SET]) + binary.write_number(mark) + body[at:]


def typed() -> list[str]:
    """What somebody may type where a date or a number is asked for, letters of every script among it."""
    letters = [chr(number) for number in range(0x20, 0x20000) if not 0xD800 <= number < 0xE000]
    return [*TYPED, *("".join(letters[at::STEP]) for at in range(0, STEP, STEP // 8))]


def several(library: Library) -> list[str]:
    """Tables for several: a row of each worked example."""
    found = []
    for guide, case in worked_examples(library):
        for batch in guide.procedure.batches:
            rows = [each["answers"] for each in guide.cases.data if each["widget"] == batch.form]  # type: ignore[union-attr]
            asked_for = {**json.loads(asked(guide, case, library)), "do": "evaluate_many", "widget": batch.form}
            found.append(json.dumps({**asked_for, "rows": rows}))
    return found


def as_sent(library: Library) -> Callable[[str], str]:
    """Adds to a request what a page sends along: the ways through its form."""
    found = {
        id: find_graphs(library, guide, DAY, find_trees(library, guide, DAY)) for id, guide in library.guides.items()
    }

    def sent(text: str) -> str:
        try:
            data = json.loads(text)
        except (ValueError, RecursionError):
            return text
        ways = found.get(data.get("procedure", {}).get("id")) if isinstance(data, dict) else None
        return text if ways is None else json.dumps({**data, "paths": ways.get(data.get("widget"), {})})

    return sent


def requests() -> list[str]:
    """What is asked: every trial, each example on the way to its last answer, other things typed, and no request."""
    library = load_library(ROOT)
    found = [
        *trials(),
        *several(library),
        *lines(),
        numbers_without_end(),
        "[" * 90,
        "1" * 5000,
        '"\\ud800"',
        json.dumps({"do": "é" * 100_000}),
    ]
    for guide, case in worked_examples(library):
        given = list(case["answers"].items())
        for count in range(len(given)):
            found.append(asked(guide, {**case, "answers": dict(given[:count])}, library))
    for guide in library.guides.values():
        assert guide.cases is not None
        case = guide.cases.data[0]
        asks = [question.id for question in guide.procedure.questions if question.type != "choice"]
        for text in typed():
            answers = {**case["answers"], **dict.fromkeys(asks, text)}
            found += [asked(guide, {**case, "answers": answers, "on": text}, library)]
    return list(dict.fromkeys(map(as_sent(library), found)))


def find_functions(engine: Engine, address: str, lock: Any) -> set[int]:
    """The functions that one engine calls."""
    engine.open(address)
    run(engine, START, lock)
    every = requests()
    for at in range(0, len(every), AT_ONCE):
        run(engine, ASK, every[at : at + AT_ONCE])
    return set(run(engine, FOUND, None))


def run(engine: Engine, script: str, given: Any) -> Any:
    """What a script gives back that runs in the page with `given`; raises AssertionError where it fails there."""
    answer = json.loads(engine.run(IN_PAGE, script, json.dumps(given)))
    assert isinstance(answer, list), answer["error"]
    return answer[0]


@contextmanager
def engines() -> Iterator[dict[str, Any]]:
    """Each engine by name, as a function that opens it."""
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as profile:
        browser = playwright.chromium.launch(executable_path=find("chromium"), args=["--no-sandbox"])

        @contextmanager
        def chromium() -> Iterator[Engine]:
            yield Chromium(browser.new_page())

        yield {
            "chromium": chromium,
            "firefox": lambda: firefox(Path(profile), reach=True),
            "webkit": lambda: webkit(reach=True),
        }
        browser.close()


def sessions() -> list[list[str]]:
    """What Node is asked, a session each: all at once, one thing alone, and many in an order of no meaning.

    What CPython calls depends on what it has done before: it specialises code that runs often, and keeps what it frees.
    """
    every, order = requests(), random.Random(1)
    alone = [[text] for text in order.sample(every, ALONE)]
    return [every, *alone, *(order.sample(every, MANY) for _ in range(MIXED))]


def find_in_node(folder: Path, asked: list[list[str]]) -> set[int]:
    """The functions that sessions in Node call: what runs in the tests has to run there, too."""
    command = ["node", str(Path(__file__).with_suffix(".mjs")), str(folder)]
    run = subprocess.run(command, input=json.dumps(asked), capture_output=True, encoding="utf-8", check=False)
    assert run.returncode == 0, run.stderr[-2000:]
    return set(json.loads(run.stdout))


def main() -> None:
    module = (PYODIDE / WHOLE).read_bytes()
    library = make_library(ROOT, read_modules(), ROOT / "build" / "runtime")
    info = json.loads((PYODIDE / "pyodide-lock.json").read_text(encoding="utf-8"))["info"]
    lock = {"info": info, "packages": {}}
    found: dict[str, set[int]] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for each in ("pyodide.js", "pyodide.asm.js"):
            (folder / each).write_bytes((PYODIDE / each).read_bytes())
        (folder / WHOLE).write_bytes(mark_calls(module))
        (folder / "python.zip").write_bytes(library)
        (folder / "lock.json").write_text(json.dumps(lock))
        (folder / "index.html").write_text(PAGE)
        asked = sessions()
        parts = [asked[at::PROCESSES] for at in range(PROCESSES)]
        with ThreadPoolExecutor(PROCESSES) as pool:
            found["node"] = set().union(*pool.map(partial(find_in_node, folder), parts))
        print(f"node: {len(found['node'])} functions in {len(asked)} sessions", flush=True)
        with serving(folder) as address, engines() as every:
            for each, opened in every.items():
                with opened() as engine:
                    found[each] = find_functions(engine, f"{address}/index.html", lock)
                print(f"{each}: {len(found[each])} functions", flush=True)
    FUNCTIONS.write_text(write_functions(module, set().union(*found.values())), encoding="utf-8")


if __name__ == "__main__":
    main()
