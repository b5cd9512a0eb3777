"""Two copies of the project in other folders, hours, languages and places give the same bytes, packages included."""

import hashlib
import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from tests.conftest import ROOT

PARTS = ("builder", "widgets", "docs", "guides")
FILES = ("build_site.py", "mkdocs.yml", "package.json", "package-lock.json", "requirements.txt", "pyproject.toml")
HERE = {"LC_ALL": "C.UTF-8", "TZ": "UTC", "PYTHONHASHSEED": "1"}
THERE = {"LC_ALL": "C", "LANG": "fr_FR.UTF-8", "TZ": "Pacific/Auckland", "PYTHONHASHSEED": "2"}


def contents(folder: Path) -> dict[str, str]:
    """Every file below a folder, by what is in it."""
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def made(folder: Path, settings: dict[str, str], mask: int, written: int) -> dict[str, dict[str, str]]:
    """What a copy of the project makes, all of whose files were written at one time."""
    folder.mkdir(parents=True)
    for name in PARTS:
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in (*FILES, "LICENSE", "NOTICE"):
        shutil.copy(ROOT / name, folder)
    (folder / "node_modules").symlink_to(ROOT / "node_modules")
    for file in folder.rglob("*"):
        if not file.is_symlink():
            os.utime(file, (written, written))
    for command in ("offline", "single", "sbom"):
        arguments = [] if command == "sbom" else ["--release", "--today", date.today().isoformat()]  # noqa: DTZ011
        run = subprocess.run(
            [sys.executable, "build_site.py", command, *arguments],
            cwd=folder,
            env=os.environ | settings,
            umask=mask,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert run.returncode == 0, run.stderr
    return {name: contents(folder / name) for name in ("site", "dist")}


@pytest.mark.audit
def test_everything_that_is_made_is_the_same_bytes_elsewhere(tmp_path: Path) -> None:
    first = made(tmp_path / "here", HERE, 0o022, 1_000_000_000)
    second = made(tmp_path / "quite another" / "place", THERE, 0o077, 1_500_000_000)
    assert [name for name in first["dist"] if name.endswith(".zip")] != []
    assert len(first["site"]) > 100
    assert second == first
