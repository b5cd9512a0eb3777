"""In: the engine and Pyodide's whole standard library. Out: builder/modules.txt, the files of it that ship.

They are the ones loaded by starting Python, importing every module of the engine, and answering.
"""

import subprocess
import tempfile
from pathlib import Path

from builder.runtime import MODULES, make_files

ROOT = Path(__file__).parent.parent

# Loaded late, if at all, so that a trial may miss them: by datetime.strptime, by text in another encoding, by a number
# whose decimals never end.
LATE = {"_strptime.py", "encodings/ascii.py", "encodings/latin_1.py", "fractions.py"}

HEADER = """\
# The files of Pyodide's standard library that ship: those that a session of the engine loads.
# Made by `make modules`; change tests/modules.py instead of this file.
"""


def find_modules() -> set[str]:
    """The paths in the library of everything that the engine loads."""
    with tempfile.TemporaryDirectory() as folder:
        for name, data in make_files(ROOT, modules=None).items():
            (Path(folder) / name).write_bytes(data)
        command = ["node", str(ROOT / "tests" / "pyodide.mjs"), folder, "--modules"]
        run = subprocess.run(command, input="{}\n\n", capture_output=True, text=True, check=True)
    return {path for path in run.stdout.splitlines() if not path.startswith("widgets/")}


if __name__ == "__main__":
    found = find_modules()
    MODULES.write_text(HEADER + "".join(f"{path}\n" for path in sorted(found | LATE)), encoding="utf-8")
    print(f"{MODULES.relative_to(ROOT)}: {len(found | LATE)} files")
