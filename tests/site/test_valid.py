"""The Nu HTML checker (npm vnu-jar) finds no error: in the ordinary suite one language of each page, in audit all."""

import json
import subprocess
from pathlib import Path

import pytest

from tests.browsers import find
from tests.conftest import ROOT
from tests.turns import in_one_language

JAR = ROOT / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"


def errors(files: list[Path]) -> list[str]:
    """What the checker calls an error, file by file."""
    command = [find("Java"), "-Xss4m", "-jar", str(JAR), "--errors-only", "--exit-zero-always", "--format", "json"]
    run = subprocess.run([*command, *map(str, files)], capture_output=True, encoding="utf-8", check=False)
    assert run.returncode == 0, run.stderr
    told = json.loads(run.stderr)["messages"]
    return [f"{each['url']}:{each.get('lastLine')}: {each['message']} {each.get('extract', '')}" for each in told]


HOW_MANY = pytest.mark.parametrize("whole", [False, pytest.param(True, marks=pytest.mark.audit)], ids=["some", "all"])


@HOW_MANY
def test_no_page_has_an_error(site: Path, singles: Path, whole: bool) -> None:
    chosen = []
    for folder in (site, singles):
        paths = sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*.html"))
        chosen += [folder / path for path in (paths if whole else in_one_language(paths))]
    assert len(chosen) > 50
    assert errors(chosen) == []


def test_an_error_is_found(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text('<!doctype html><html lang="en"><title>t</title><p id="a"><p id="a">', encoding="utf-8")
    assert [error.partition(": ")[2].split(" ")[0] for error in errors([page])] == ["Duplicate"]
