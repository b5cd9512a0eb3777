"""The one command, as a person runs it: what it prints, how it ends, and serving with live reload."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from builder.commands import COMMANDS

ROOT = Path(__file__).parent.parent
PARTS = (
    "build_site.py", "mkdocs.yml", "guides", "docs", "builder", "widgets",
    "pyproject.toml", "package.json", "package-lock.json",
)  # fmt: skip
GUIDE = "library-card"
ENGLISH = os.environ | {"LC_ALL": "C.UTF-8"}
PATIENCE = 300
"""Seconds until a build under load must have shown itself."""


def run(*arguments: str, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "build_site.py", *arguments]
    return subprocess.run(command, cwd=folder, env=ENGLISH, capture_output=True, encoding="utf-8", check=False)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository, to be changed; the tests' own guide is among its guides."""
    folder = tmp_path_factory.mktemp("copy")
    for part in PARTS:
        source = ROOT / part
        shutil.copytree(source, folder / part) if source.is_dir() else shutil.copy(source, folder / part)
    (folder / "node_modules").symlink_to(ROOT / "node_modules")
    (folder / "LICENSE").write_text("")
    data = ROOT / "tests" / "data" / "librarycard" / "guides"
    shutil.copytree(data / "procedures" / GUIDE, folder / "guides" / "procedures" / GUIDE)
    shutil.copy(data / "facts" / "library.yaml", folder / "guides" / "facts" / "library.yaml")
    asked = [f"questions/{language}.md" for language in ("en", "fr", "ar")]
    for name in ("facts/sources.yaml", "common/questions.yaml", *(f"common/{file}" for file in asked)):
        text = (data / name).read_text(encoding="utf-8").rpartition("---\n")[2]
        with (folder / "guides" / name).open("a", encoding="utf-8") as file:
            file.write(text)
    return folder


NAMES = {"imported": "review-import"}
"""The commands that are called otherwise than their modules."""


def test_help_names_every_command() -> None:
    done = run("--help")
    assert done.returncode == 0
    for command in COMMANDS:
        module = command.__name__.rpartition(".")[2]
        assert f"    {NAMES.get(module, module)} " in done.stdout


def test_check_finds_nothing_in_what_ships() -> None:
    done = run("check", "--release")
    assert (done.returncode, done.stdout) == (0, "")


def test_a_third_guide_needs_no_change_of_code(copy: Path) -> None:
    done = run("check", "--release", folder=copy)
    assert (done.returncode, done.stdout) == (0, "")
    done = run("evaluate", GUIDE, "--answers", '{"card": "lost"}', "--today", "2026-11-22", folder=copy)
    assert done.returncode == 0
    assert json.loads(done.stdout)["outcome"] == "replace"


def test_evaluate_takes_a_widget_or_a_table_and_another_day(copy: Path) -> None:
    answers = '{"reader": "adult", "card": "lost", "joined-on": "02/11/2026"}'
    found = []
    for goal, on in (("what-now", "2026-11-22"), ("route", "2027-01-02"), ("what-now", "31/12/2019")):
        done = run(
            "evaluate", GUIDE, "--goal", goal, "--answers", answers, "--today", "2026-11-22", "--on", on, folder=copy
        )
        answer = json.loads(done.stdout)
        found.append((answer["outcome"], [step["due"] for step in answer["steps"]], answer["figures"]))
    dated = {"value": 12, "from": "2020-01-01"}, {"value": 24, "from": "2027-01-01", "today": 12}
    assert found == [
        ("replace", ["2027-11-02"], {"card-validity": dated[0]}),
        ("replace", ["2028-11-02"], {"card-validity": dated[1]}),
        ("replace", [None], {"card-validity": {"value": None, "today": 12}}),
    ]


def test_stale_lists_by_guide_what_is_to_be_checked(copy: Path) -> None:
    found = run("stale", "--today", "2027-05-01", folder=copy)
    assert (found.returncode, found.stderr) == (0, "")
    lines = found.stdout.splitlines()
    group = lines[lines.index(f"{GUIDE} (1)") :]
    assert group[1] == "  past 2027-05-01  reminder-before (single)"
    assert group[2].startswith("    guides/facts/library.yaml:13: seen on 2026-11-01: ")
    assert run("stale", "--today", "2026-11-22", folder=copy).stdout.splitlines()[-1].startswith("0 of ")


def test_fact_tells_everything_that_uses_it(copy: Path) -> None:
    found = run("fact", "card-validity", "--today", "2026-11-22", folder=copy)
    assert (found.returncode, found.stderr) == (0, "")
    assert found.stdout.startswith("card-validity: figure, months, official;")
    assert f"  guides/procedures/{GUIDE}/ar.md:6: text, ar" in found.stdout.splitlines()


def test_check_without_version_control_compares_nothing(copy: Path) -> None:
    found = run("check", "--release", "--base", "main", folder=copy)
    message = (
        "--base: warning: There is no revision 'main' here, so the days of checks and the ids are not compared."
        " Name one that 'git log' shows."
    )
    assert (found.returncode, found.stdout.strip()) == (0, message)


def test_diff_compares_with_another_copy_and_writes_files(copy: Path, tmp_path: Path) -> None:
    files = {"--markdown": tmp_path / "new" / "diff.md", "--html": tmp_path / "new" / "diff.html"}
    named = [part for option, file in files.items() for part in (option, str(file))]
    done = run("diff", "--against", str(ROOT), "--language", "ar", *named, folder=copy)
    assert done.returncode == 0
    assert done.stdout.startswith("This edit changes 0 of ")
    assert f"  {GUIDE}: new guide, 24 end states" in done.stdout.splitlines()
    assert files["--markdown"].read_text(encoding="utf-8").startswith("**This edit changes 0 of ")
    assert files["--html"].read_text(encoding="utf-8").startswith("<!doctype html>")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "BASE: There is no commit to compare with here. Write --against FOLDER."),
        (["old"], "BASE: There is no revision 'old' here. Write a branch, a tag or a commit: 'git log' lists them."),
        (["--against", "docs"], "--against: 'docs' holds no folder guides/. Name one that does."),
    ],
)
def test_diff_says_what_it_cannot_compare_with(copy: Path, arguments: list[str], message: str) -> None:
    done = run("diff", *arguments, folder=copy)
    assert (done.returncode, done.stdout.strip()) == (1, message)


def test_paths_counts_the_ways_and_finds_nothing_in_what_ships(copy: Path) -> None:
    done = run("paths", GUIDE, "--today", "2026-11-22", folder=copy)
    assert (done.returncode, done.stdout) == (0, PATHS)
    assert f"walking through '{GUIDE}' (today is 2026-11-22)" in done.stderr
    done = run("paths", "--today", "2026-11-22")
    assert done.returncode == 0
    widgets = [line for line in done.stdout.splitlines() if re.fullmatch(r"[a-z-]+, [a-z-]+: .* questions", line)]
    assert len(widgets) >= len(list((ROOT / "guides" / "procedures").iterdir()))


PATHS = """\
library-card, what-now: 32 states, 24 ends, 2 to 3 questions
       6 replace
       1 renew
      10 enjoy
       7 open, by "I don't know"
"""


def test_paths_names_the_place_of_a_dead_end(copy: Path) -> None:
    file = copy / "guides" / "procedures" / GUIDE / "procedure.yaml"
    before = file.read_text(encoding="utf-8")
    file.write_text(before.replace("{otherwise: enjoy}", "{when: {card: never}, then: enjoy}"), encoding="utf-8")
    done = run("paths", GUIDE, "--today", "2026-11-22", folder=copy)
    file.write_text(before, encoding="utf-8")
    example = "{reader: adult, card: have, joined-on: 2025-11-22} on 2026-11-22"
    message = f"No row of 'route' matches with {example}, and nothing is left to ask. Add a row, or an otherwise."
    assert done.returncode == 1
    assert done.stdout.splitlines()[-1] == f"guides/procedures/{GUIDE}/procedure.yaml:15:3: {message}"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["paths", "libary-card"], "GUIDE: There is no guide 'libary-card'. Did you mean 'library-card'?"),
        (["fact", "card-validty"], "ID: There is no fact 'card-validty'. Did you mean 'card-validity'?"),
        (["stale", "--today", "soon"], "--today: 'soon' is not a date. Write it as 2026-11-22."),
        (["evaluate", "libary-card"], "GUIDE: There is no guide 'libary-card'. Did you mean 'library-card'?"),
        (["evaluate", GUIDE, "--goal", "rout"], "--goal: There is no widget or table 'rout'. Did you mean 'route'?"),
        (
            ["evaluate", GUIDE, "--today", "22/11/2026"],
            "--today: '22/11/2026' is not a date. Write it as 2026-11-22.",
        ),
        (
            ["evaluate", GUIDE, "--answers", "{card: lost}"],
            "--answers: This is not JSON (Expecting property name enclosed in double quotes, at character 2)."
            """ Write it as '{"card": "lost"}'.""",
        ),
    ],
)
def test_a_wrong_command_line_is_told_in_a_line(copy: Path, arguments: list[str], message: str) -> None:
    done = run(*arguments, folder=copy)
    assert (done.returncode, done.stdout.strip()) == (1, message)
    assert "Traceback" not in done.stderr


def test_new_makes_a_guide_that_passes_the_check_and_is_not_made_twice(copy: Path) -> None:
    done = run("new", "a-new-guide", "--origin", "ar", "--today", "2026-11-22", folder=copy)
    names = ("procedure.yaml", "cases.yaml", "ar.md", "en.md", "fr.md")
    made = [f"guides/procedures/a-new-guide/{name}" for name in names]
    assert (done.returncode, done.stdout.splitlines()) == (0, made)
    again = run("new", "a-new-guide", "--json", folder=copy)
    assert (again.returncode, [one["code"] for one in json.loads(again.stdout)]) == (1, ["new-id-taken"])
    checked = run("check", "--release", "--language", "fr", folder=copy)
    assert (checked.returncode, checked.stdout, checked.stderr) == (0, "", "0 problème, 0 avertissement\n")
    shutil.rmtree(copy / "guides" / "procedures" / "a-new-guide")


@pytest.fixture(scope="module")
def served(copy: Path) -> Iterator[str]:
    """The copy under `serve`: its address."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "build_site.py", "serve", "--port", str(port)]
    log = (copy / "log.txt").open("w", encoding="utf-8")
    process = subprocess.Popen(command, cwd=copy, env=ENGLISH, stdout=log, stderr=subprocess.STDOUT)
    address = f"http://127.0.0.1:{port}"
    try:
        wait(lambda: f"The site is at {address}/" in (copy / "log.txt").read_text(encoding="utf-8"))
        yield address
    finally:
        process.terminate()
        process.wait(timeout=30)
        log.close()


def wait(holds: object) -> None:
    end = time.monotonic() + PATIENCE
    while not holds():  # type: ignore[operator]
        assert time.monotonic() < end, "nothing happened"
        time.sleep(0.3)


def page(address: str) -> str:
    with urllib.request.urlopen(f"{address}/fr/guides/{GUIDE}.html") as answer:
        return str(answer.read().decode("utf-8"))


def test_serve_follows_a_change_and_survives_a_mistake(copy: Path, served: str) -> None:
    file = copy / "guides" / "procedures" / GUIDE / "fr.md"
    before = file.read_text(encoding="utf-8")
    assert "Bonne lecture." in page(served)
    file.write_text(before.replace("Bonne lecture.", "Bonne lecture à vous."), encoding="utf-8")
    wait(lambda: "Bonne lecture à vous." in page(served))
    file.write_text(before.replace("- `lost` ", "- `lots` "), encoding="utf-8")
    log = copy / "log.txt"
    wait(lambda: "There is no item under 'card' with the id 'lots'." in log.read_text(encoding="utf-8"))
    assert "Bonne lecture à vous." in page(served)
    assert "Traceback" not in log.read_text(encoding="utf-8")


def test_a_port_in_use_is_told(copy: Path, served: str) -> None:
    port = served.rpartition(":")[2]
    done = run("serve", "--port", port, folder=copy)
    assert done.returncode == 1
    assert done.stdout.startswith(f"--port: {port} cannot be had")
