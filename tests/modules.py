"""In: the engine, every guide's worked examples, Pyodide's whole library. Out: builder/modules.txt, what of it ships.

Those are the files loaded by starting Python, importing every module of the engine, answering every worked example, and
making of each answer the file that a reader may take away.
"""

import json
import subprocess
import tempfile
from pathlib import Path

from builder.load import load_library
from builder.runtime import COUNTED, HEART, MODULES, WHOLE, pack, read_library, read_widgets, write_manifest
from tests.test_cases import asked, worked_examples
from tests.widgets.test_calendar import WORDS

ROOT = Path(__file__).parent.parent
PYODIDE = ROOT / "node_modules" / "pyodide"

# Loaded late, if at all, so that a trial may miss them: by datetime.strptime, by text in another encoding, by a number
# whose decimals never end.
LATE = frozenset({"_strptime.py", "encodings/ascii.py", "encodings/latin_1.py", "fractions.py"})

HEADER = """\
# The files of Pyodide's standard library that ship: those that a session of the engine loads.
# Made by `make modules`; change tests/modules.py instead of this file.
"""


def whole_runtime() -> dict[str, bytes]:
    """What Python needs, by name, with nothing cut and nothing compiled: that would take longer than what it saves."""
    files = {name: (PYODIDE / name).read_bytes() for name in ("pyodide.js", "pyodide.asm.js", WHOLE)}
    files["python.zip"] = pack(read_library(PYODIDE / "python_stdlib.zip", None) | read_widgets(ROOT / "widgets"))
    unasked = {HEART: b""} | {f"{name}.gz": b"" for name in (*COUNTED, WHOLE)}
    return files | {"files.json": write_manifest(files | unasked, PYODIDE / "pyodide-lock.json")}


def trials() -> list[str]:
    """Every worked example of every guide, and of each the file to take away, as requests; one that is none, too."""
    found = ["{}", ""]
    for guide, case in worked_examples(load_library(ROOT)):
        text = asked(guide, case)
        make = {**json.loads(text), "do": "make", "kind": "calendar", "words": WORDS}
        found += [text, json.dumps(make, ensure_ascii=False)]
    return found


def find_modules() -> set[str]:
    """The paths in the library of everything that the engine loads."""
    with tempfile.TemporaryDirectory() as folder:
        for name, data in whole_runtime().items():
            (Path(folder) / name).write_bytes(data)
        command = ["node", str(ROOT / "tests" / "pyodide.mjs"), folder, "--modules"]
        requests = "".join(f"{text}\n" for text in trials())
        run = subprocess.run(command, input=requests, capture_output=True, encoding="utf-8", check=True)
    return {path for path in run.stdout.splitlines() if not path.startswith("widgets/")}


if __name__ == "__main__":
    found = find_modules()
    MODULES.write_text(HEADER + "".join(f"{path}\n" for path in sorted(found | LATE)), encoding="utf-8")
