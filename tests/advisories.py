"""In: the locked packages. Out: the known faults of any, and of which ones nothing could be learned; fails on a fault.

Run as a script, by `make audit`. Where the network doesn't reach a database of advisories, or it doesn't know a
package, that is said: silence would read as health.
"""

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.conftest import ROOT


@dataclass(frozen=True)
class Answer:
    """What a database said."""

    asked: int
    """Packages."""
    faults: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    """Packages of which it said nothing, or why it said nothing at all."""

    @property
    def silent(self) -> bool:
        """Whether nothing at all was learned."""
        return self.asked == 0 or len(self.unknown) >= self.asked


PIP = ("-m", "pip_audit", "--requirement", "requirements.txt", "--require-hashes", "--disable-pip")
PIP_OPTIONS = ("--progress-spinner", "off", "--format", "json")


def read_pip(text: str) -> Answer:
    """What pip-audit wrote. It passes where it learned nothing of any package: those are counted here."""
    packages: list[dict[str, Any]] = json.loads(text)["dependencies"]
    faults = [
        f"{each['name']} {each['version']}: {found['id']}, mended in {', '.join(found['fix_versions']) or 'no version'}"
        for each in packages
        for found in each.get("vulns", ())
    ]
    unknown = [f"{each['name']}: {each['skip_reason']}" for each in packages if "skip_reason" in each]
    return Answer(len(packages), tuple(faults), tuple(unknown))


def read_npm(text: str) -> Answer:
    """What npm audit wrote: a report, or why there is none."""
    told: dict[str, Any] = json.loads(text)
    if "vulnerabilities" not in told:
        return Answer(0, (), (str(told.get("message") or told),))
    faults = [f"{name}: {each['severity']}, {each['range']}" for name, each in told["vulnerabilities"].items()]
    return Answer(int(told["metadata"]["dependencies"]["total"]), tuple(faults))


def ask(command: tuple[str, ...], read: Callable[[str], Answer]) -> Answer:
    """Run a checker in the project's folder; one that wrote nothing that can be read has learned nothing."""
    run = subprocess.run(command, capture_output=True, encoding="utf-8", check=False, cwd=ROOT)
    try:
        return read(run.stdout)
    except (ValueError, KeyError, TypeError):
        lines = (run.stderr or run.stdout).strip().splitlines()
        return Answer(0, (), (lines[-1] if lines else f"exit code {run.returncode}",))


def report(name: str, answer: Answer) -> list[str]:
    """The lines for whoever reads the audit."""
    if answer.faults:
        return [f"{name}: {len(answer.faults)} known faults", *(f"  {fault}" for fault in answer.faults)]
    if answer.silent:
        return [f"{name}: NOT CHECKED, no database of advisories answered: {answer.unknown[0]}"]
    if answer.unknown:
        known = answer.asked - len(answer.unknown)
        return [
            f"{name}: no known fault in {known} packages; NOT CHECKED are {len(answer.unknown)}:",
            *(f"  {each}" for each in answer.unknown),
        ]
    return [f"{name}: no known fault in {answer.asked} packages"]


if __name__ == "__main__":
    answers = {
        "pip-audit": ask((sys.executable, *PIP, *PIP_OPTIONS), read_pip),
        "npm audit": ask(("npm", "audit", "--json"), read_npm),
    }
    print("\n".join(line for name, answer in answers.items() for line in report(name, answer)))
    sys.exit(1 if any(answer.faults for answer in answers.values()) else 0)
