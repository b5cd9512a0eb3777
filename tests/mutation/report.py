"""In: what mutmut found of each module, and the reasons kept in docs/mutation/. Out: docs/mutation/README.md, as text.

A mutant is known by its function and by what it changes, not by its number: numbers shift with every edit.
"""

import difflib
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import yaml
from mutmut.stats import status_by_exit_code

from tests.mutation.trial import BUILD, ROOT, TESTS

FOLDER = ROOT / "docs" / "mutation"
FOUND = ("killed", "timeout")
"""The tests fail, or never end, and so tell of the mutant."""

type Key = tuple[str, str, str]


class Mutant(NamedTuple):
    """One change: where, what stood there, what stands there now, and what came of it."""

    module: str
    function: str
    was: str
    now: str
    status: str

    @property
    def key(self) -> Key:
        """What makes it this one."""
        return f"{self.module}.{self.function}", self.was, self.now


def find_mutants() -> Iterator[Mutant]:
    """All mutants of the modules that were tried."""
    for module in TESTS:
        file = BUILD / module / "mutants" / "widgets" / f"{module}.py"
        meta = file.with_name(f"{file.name}.meta")
        if meta.exists():
            spans = json.loads(file.with_name(f"{file.name}.spans").read_text(encoding="utf-8"))["spans"]
            codes = json.loads(meta.read_text(encoding="utf-8"))["exit_code_by_key"]
            lines = file.read_text(encoding="utf-8").splitlines()
            for name, code in codes.items():
                mangled = name.rpartition(".")[2]
                yield Mutant(module, *_compared(mangled, spans, lines), status_by_exit_code[code])


def _compared(mangled: str, spans: dict[str, list[int]], lines: list[str]) -> tuple[str, str, str]:
    """The function's own name, and the lines that differ, as they were and as they are now."""
    function = mangled.partition("__mutmut_")[0]
    own = function.rpartition("ǁ")[2] if "ǁ" in function else function.removeprefix("x_")
    whole, changed = (
        [line.replace(name, own).strip() for line in lines[spans[name][0] - 1 : spans[name][1]]]
        for name in (f"{function}__mutmut_orig", mangled)
    )
    found = list(difflib.ndiff(whole, changed))
    was, now = (" ".join(line[2:] for line in found if line.startswith(sign)) for sign in "-+")
    return function.removeprefix("x_").removeprefix("xǁ").replace("ǁ", "."), was, now


def read_reasons() -> dict[Key, str]:
    """Why a mutant may survive, by what it changes."""
    groups = yaml.safe_load((FOLDER / "reasons.yaml").read_text(encoding="utf-8"))
    return {(each["in"], each["was"], each["now"]): group["why"] for group in groups for each in group["mutants"]}


def percent(part: int, whole: int) -> str:
    """A share with one decimal, never rounded up to a better one."""
    return f"{part * 1000 // whole / 10} %" if whole else "–"


def write_page(mutants: list[Mutant], reasons: dict[Key, str], tool: str) -> str:
    """The score, that of each module, and each survivor with its reason."""
    run = [mutant for mutant in mutants if mutant.status != "not checked"]
    left = [mutant for mutant in run if mutant.status not in FOUND]
    head = (FOLDER / "head.md").read_text(encoding="utf-8").format(
        tool=tool,
        score=percent(len(run) - len(left), len(run)),
        found=len(run) - len(left),
        run=len(run),
        left=len(left),
        reasoned=sum(mutant.key in reasons for mutant in left),
        unrun=_unrun(len(mutants) - len(run), missing := untried(run)),
    )  # fmt: skip
    idle = [] if missing or len(run) < len(mutants) else sorted(reasons.keys() - {mutant.key for mutant in left})
    return "\n".join([head, *_modules(mutants), *_survivors(left, reasons), *_unused(idle)]) + "\n"


def _unrun(count: int, modules: list[str]) -> str:
    parts = [f"{count} of these modules' mutants were not run"] if count else []
    parts += [f"no mutant was run of {', '.join(f'`{module}`' for module in modules)}"] if modules else []
    return f"\n**{'; '.join(parts)}: the score says nothing of them.**\n" if parts else ""


def _modules(mutants: Iterable[Mutant]) -> Iterator[str]:
    yield "## By module\n"
    yield "| module | its tests | mutants | run | found | by the time limit | left | score |"
    yield "|---|---|---|---|---|---|---|---|"
    counts: dict[str, Counter[str]] = {}
    for mutant in mutants:
        counts.setdefault(mutant.module, Counter())[mutant.status] += 1
    for module, count in counts.items():
        run = count.total() - count["not checked"]
        found = sum(count[status] for status in FOUND)
        cells = (", ".join(TESTS[module]), count.total(), run, found, count["timeout"], run - found)
        yield f"| `{module}` | {' | '.join(map(str, cells))} | {percent(found, run)} |"


def _survivors(left: Iterable[Mutant], reasons: dict[Key, str]) -> Iterator[str]:
    """By module and reason; those without one first."""
    yield "\n## What survives\n"
    grouped: dict[str, dict[str, list[Mutant]]] = {}
    for mutant in left:
        grouped.setdefault(mutant.module, {}).setdefault(reasons.get(mutant.key, ""), []).append(mutant)
    for module, by_reason in grouped.items():
        yield f"### {module}\n"
        for why in sorted(by_reason):
            yield f"{why or '**Without a reason: write a test, or say why not.**'}\n\n```diff"
            for mutant in by_reason[why]:
                note = "" if mutant.status == "survived" else f" ({mutant.status})"
                yield f"@@ {mutant.function}{note}\n- {mutant.was}\n+ {mutant.now}"
            yield "```\n"


def _unused(idle: list[Key]) -> Iterator[str]:
    if idle:
        yield "## Reasons that nothing needs any more\n\nTake them out of `reasons.yaml`.\n"
        yield from (f"- `{where}`: `{now}`" for where, _, now in idle)


def write_down(tool: str, whole: bool = False) -> str:
    """Write the page: the one in docs/ where all modules were tried, or by `whole`; else one in build/.

    Gives its line with the score, and where it stands.
    """
    mutants = list(find_mutants())
    complete = whole or (all(mutant.status != "not checked" for mutant in mutants) and not untried(mutants))
    file = (FOLDER if complete else BUILD) / "README.md"
    file.write_text(page := write_page(mutants, read_reasons(), tool), encoding="utf-8")
    score = next(line for line in page.splitlines() if line.startswith("**"))
    return f"{score.replace('**', '')} {file.relative_to(ROOT)}"


def untried(mutants: Iterable[Mutant]) -> list[str]:
    """The modules of which nothing was run."""
    run = {mutant.module for mutant in mutants if mutant.status != "not checked"}
    return [module for module in TESTS if module not in run]


def known_modules(root: Path = ROOT) -> set[str]:
    """The modules of the engine that have functions."""
    files = sorted((root / "widgets").glob("*.py"))
    return {file.stem for file in files if "def " in file.read_text(encoding="utf-8")}
