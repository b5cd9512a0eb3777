"""In: a module of the engine, and the tests that are about it. Out: build/mutation/<module>/, where mutmut tried it.

One module at a time: the others then run as they are, at their full speed, and only tests that could tell are run.
"""

import json
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
BUILD = ROOT / "build" / "mutation"
NEEDED = ("builder", "tests", "widgets", "build_site.py")
"""What the tests read; each trial has a folder of its own, and mutmut copies all this once more."""
KILLED = 1
"""What mutmut keeps of a mutant under which a test fails: the code with which pytest ends."""

TESTS = {
    "conditions": ("conditions", "mistakes", "faults", "evaluate"),
    "decide": ("decide", "whole", "evaluate", "on", "ways", "lines"),
    "values": ("values", "mistakes", "faults", "evaluate", "figures"),
    "arithmetic": ("arithmetic", "evaluate"),
    "dates": ("dates",),
    "calendar": ("calendar_text", "calendar"),
    "interview": ("whole", "evaluate", "on", "lines"),
    "flips": ("flips", "evaluate"),
    "lines": ("lines", "whole"),
    "trace": ("whole", "evaluate"),
    "typed": ("typed", "answers"),
    "answers": ("answers", "evaluate"),
    "layout": ("mistakes", "lines"),
    "api": ("faults", "whole", "robust", "on", "calendar", "evaluate"),
    "model": ("model", "mistakes"),
    "grammar": ("mistakes", "wiring"),
    "ids": ("ids", "mistakes", "wiring"),
    "figures": ("figures", "on", "faults"),
    "findings": ("findings", "whole", "evaluate"),
    "reasons": ("reasons", "whole"),
    "basis": ("basis", "whole", "on", "lines"),
    "rules": ("rules", "faults", "whole"),
    "names": ("names", "mistakes"),
    "record": ("mistakes", "model"),
    "wiring": ("mistakes", "wiring", "letters"),
    "graph": ("ways",),
    "left": ("ways",),
    "plan": ("ways", "evaluate"),
    "batch": ("whole", "lines", "faults"),
    "checklist": ("decide", "whole", "evaluate"),
    "circles": ("mistakes", "wiring"),
    "letters": ("letters", "mistakes"),
    "said": ("said",),
    "__main__": ("main",),
}
"""For each module, those of tests/widgets/test_*.py that are about it; what decides most comes first."""


def try_module(module: str) -> None:
    """Run mutmut over one module, from the start; what it tells goes to the terminal."""
    shutil.rmtree(BUILD / module, ignore_errors=True)
    _run_mutmut(prepare(module))


def try_again(module: str) -> None:
    """Run again what survived, and what changed since: what was found stays so."""
    meta = BUILD / module / "mutants" / "widgets" / f"{module}.py.meta"
    if meta.exists():
        found = json.loads(meta.read_text(encoding="utf-8"))
        codes = found["exit_code_by_key"]
        found["exit_code_by_key"] = {name: code if code == KILLED else None for name, code in codes.items()}
        meta.write_text(json.dumps(found), encoding="utf-8")
    # With what it kept of the tests, mutmut would begin anew where others are named.
    (BUILD / module / "mutants" / "mutmut-stats.json").unlink(missing_ok=True)
    _run_mutmut(prepare(module))


def prepare(module: str) -> Path:
    """Lay out a folder in which mutmut finds the project, and changes this module alone."""
    folder = BUILD / module
    folder.mkdir(parents=True, exist_ok=True)
    for name in NEEDED:
        (folder / name).unlink(missing_ok=True)
        (folder / name).symlink_to(ROOT / name)
    files = [f"tests/widgets/test_{name}.py" for name in TESTS[module]]
    settings = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    own = f"only_mutate = {[f'widgets/{module}.py']}\npytest_add_cli_args_test_selection = {files}\n"
    (folder / "pyproject.toml").write_text(settings.replace("[tool.mutmut]\n", f"[tool.mutmut]\n{own}"), "utf-8")
    return folder


def _run_mutmut(folder: Path) -> None:
    mutmut = Path(sys.executable).with_name("mutmut")
    # Others have the machine first: a trial takes long and nobody waits for it.
    subprocess.run(["nice", "-n", "19", str(mutmut), "run", "--max-children", "2"], cwd=folder, check=True)
