"""What the checkers of advisories write is read for what it is: silence is never told as health."""

import json
import sys

import pytest

from tests.advisories import Answer, ask, read_npm, read_pip, report

SOUND = {"name": "a", "version": "1", "vulns": []}
FAULTY = {"name": "b", "version": "2", "vulns": [{"id": "X-1", "fix_versions": ["3"]}]}
SKIPPED = {"name": "c", "skip_reason": "not found"}


@pytest.mark.parametrize(
    ("packages", "lines"),
    [
        ([SOUND, SOUND], ["p: no known fault in 2 packages"]),
        ([SOUND, FAULTY], ["p: 1 known faults", "  b 2: X-1, mended in 3"]),
        ([SOUND, SKIPPED], ["p: no known fault in 1 packages; NOT CHECKED are 1:", "  c: not found"]),
        ([SKIPPED, SKIPPED], ["p: NOT CHECKED, no database of advisories answered: c: not found"]),
    ],
)
def test_what_pip_audit_says(packages: list[dict[str, object]], lines: list[str]) -> None:
    assert report("p", read_pip(json.dumps({"dependencies": packages}))) == lines


@pytest.mark.parametrize(
    ("told", "answer"),
    [
        ({"vulnerabilities": {}, "metadata": {"dependencies": {"total": 7}}}, Answer(7)),
        (
            {
                "vulnerabilities": {"ws": {"severity": "high", "range": "<9"}},
                "metadata": {"dependencies": {"total": 7}},
            },
            Answer(7, ("ws: high, <9",)),
        ),
        ({"message": "405 Method Not Allowed", "error": {}}, Answer(0, (), ("405 Method Not Allowed",))),
    ],
)
def test_what_npm_says(told: dict[str, object], answer: Answer) -> None:
    assert read_npm(json.dumps(told)) == answer


@pytest.mark.parametrize("script", ["import sys; sys.exit('no network')", "print('{}')", "print('[]')"])
def test_a_checker_that_says_nothing_to_be_read_has_checked_nothing(script: str) -> None:
    answer = ask((sys.executable, "-c", script), read_pip)
    assert (answer.silent, answer.faults) == (True, ())
    assert "NOT CHECKED" in report("p", answer)[0]
