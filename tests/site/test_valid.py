"""The Nu HTML checker (npm vnu-jar) finds no error: in the ordinary suite one language of each page, in audit all."""

import json
import subprocess
from pathlib import Path

import pytest

from tests.browsers import find
from tests.conftest import ROOT

JAR = ROOT / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
LANGUAGES = ("en", "fr", "ar")


def errors(files: list[Path]) -> list[str]:
    """What the checker calls an error, file by file."""
    command = [find("Java"), "-Xss4m", "-jar", str(JAR), "--errors-only", "--exit-zero-always", "--format", "json"]
    run = subprocess.run([*command, *map(str, files)], capture_output=True, encoding="utf-8", check=False)
    assert run.returncode == 0, run.stderr
    told = json.loads(run.stderr)["messages"]
    return [f"{each['url']}:{each.get('lastLine')}: {each['message']} {each.get('extract', '')}" for each in told]


def in_one_language(folder: Path, files: list[Path]) -> list[Path]:
    """Each page once, the languages in turn; pages that speak all of them too."""
    names = sorted({name_of(file.relative_to(folder)) for file in files})
    return [folder / name.replace("*", LANGUAGES[place % 3]) for place, name in enumerate(names)]


def name_of(path: Path) -> str:
    """A page's path with a star for its language: a folder in the site, an ending of a guide in one file."""
    if path.parts[0] in LANGUAGES:
        return Path("*", *path.parts[1:]).as_posix()
    stem, _, language = path.stem.rpartition(".")
    return f"{stem}.*.html" if language in LANGUAGES else path.as_posix()


HOW_MANY = pytest.mark.parametrize("whole", [False, pytest.param(True, marks=pytest.mark.audit)], ids=["some", "all"])


@HOW_MANY
def test_no_page_has_an_error(site: Path, singles: Path, whole: bool) -> None:
    files = [(folder, sorted(folder.rglob("*.html"))) for folder in (site, singles)]
    chosen = [file for folder, found in files for file in (found if whole else in_one_language(folder, found))]
    assert len(chosen) > 50
    assert errors(chosen) == []


def test_an_error_is_found(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text('<!doctype html><html lang="en"><title>t</title><p id="a"><p id="a">', encoding="utf-8")
    assert [error.partition(": ")[2].split(" ")[0] for error in errors([page])] == ["Duplicate"]
