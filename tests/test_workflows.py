"""What GitHub runs: every command there exists here, with the fewest rights; who owns what; the form for readers."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from builder.commands import command_line
from builder.diff.markdown import LONGEST
from builder.read import parse_yaml
from builder.review.record import FOLDER as REVIEWS

ROOT = Path(__file__).parent.parent
GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
NAMES = [file.stem for file in WORKFLOWS]
PINNED = re.compile(r"[a-z-]+/[a-z-]+@[0-9a-f]{40}\Z")
COMMAND = re.compile(r"build_site\.py ((?:\"[^\"]*\"|[^|>;&\n\"])+)")
TARGET = re.compile(r"(?:^|[\s;&|(])make ([a-z]+)")


def read(file: Path) -> Any:
    document = parse_yaml(file.read_bytes(), file.relative_to(ROOT).as_posix())
    assert document.problems == []
    return document.data


def workflow(name: str) -> Any:
    return read(GITHUB / "workflows" / f"{name}.yml")


def jobs(name: str) -> dict[str, Any]:
    found: dict[str, Any] = workflow(name)["jobs"]
    return found


def steps(job: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = job.get("steps", [])
    return found


def runs(name: str) -> list[str]:
    return [step["run"] for job in jobs(name).values() for step in steps(job) if "run" in step]


def events(name: str) -> set[str]:
    return set(workflow(name)["on"])


def may_write(job: dict[str, Any]) -> bool:
    return "write" in job["permissions"].values()


def test_there_is_a_workflow_for_each_thing() -> None:
    assert set(NAMES) == {"check", "preview", "comment", "upkeep", "starts", "pages", "release"}


@pytest.mark.parametrize("name", NAMES)
def test_every_command_exists(name: str) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    for run in runs(name):
        assert set(TARGET.findall(run)) <= targets
        for command in COMMAND.findall(run):
            command_line().parse_args(shlex.split(command))
        subprocess.run(["bash", "-n"], input=run, encoding="utf-8", check=True)


@pytest.mark.parametrize("name", NAMES)
def test_rights_are_given_job_by_job(name: str) -> None:
    assert workflow(name)["permissions"] == {}
    assert "group" in workflow(name)["concurrency"]
    for job in jobs(name).values():
        assert set(job["permissions"].values()) <= {"read", "write"}
        assert "uses" in job or int(job["timeout-minutes"]) <= 60


def test_who_may_write_what() -> None:
    assert {
        (name, job, right)
        for name in NAMES
        for job, told in jobs(name).items()
        for right, given in told["permissions"].items()
        if given == "write"
    } == {
        ("comment", "comment", "pull-requests"),
        ("pages", "deploy", "pages"),
        ("pages", "deploy", "id-token"),  # deploy-pages proves with it which workflow made the site
        ("release", "publish", "contents"),
        ("starts", "publish", "pages"),  # what a workflow calls gets no more than its caller has
        ("starts", "publish", "id-token"),
        ("upkeep", "tell", "issues"),
    }


@pytest.mark.parametrize("name", NAMES)
def test_nothing_that_somebody_wrote_becomes_a_command(name: str) -> None:
    assert [run for run in runs(name) if "${{" in run] == []


@pytest.mark.parametrize("name", NAMES)
def test_code_of_others_is_pinned_to_a_commit_with_its_version(name: str) -> None:
    text = (GITHUB / "workflows" / f"{name}.yml").read_text(encoding="utf-8")
    used = re.findall(r"uses: (\S+)(.*)", text)
    for action, comment in used:
        assert action.startswith("./") or (PINNED.match(action) and re.fullmatch(r" # v\d+\.\d+\.\d+", comment)), action
    assert len(used) == sum("uses" in each for job in jobs(name).values() for each in (job, *steps(job)))


@pytest.mark.parametrize("name", NAMES)
def test_what_may_write_runs_nothing_of_the_project(name: str) -> None:
    for job in jobs(name).values():
        if not may_write(job):
            continue
        for step in steps(job):
            assert "checkout" not in step.get("uses", "")
            assert not re.search(r"make |build_site|\.venv|\.py\b|\bnpm\b", step.get("run", ""))


@pytest.mark.parametrize("name", NAMES)
def test_a_request_from_anybody_reads_and_has_no_secret(name: str) -> None:
    text = (GITHUB / "workflows" / f"{name}.yml").read_text(encoding="utf-8")
    assert "pull_request_target" not in events(name)
    assert "secrets." not in text
    assert "secrets: inherit" not in text
    if "pull_request" in events(name):
        assert [job for job in jobs(name).values() if may_write(job)] == []


@pytest.mark.parametrize("name", NAMES)
def test_no_key_stays_beside_the_code(name: str) -> None:
    for job in jobs(name).values():
        for step in steps(job):
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] is False


def test_the_comment_follows_the_preview_and_takes_the_file_that_it_left() -> None:
    assert workflow("comment")["on"] == {
        "workflow_run": {"workflows": [workflow("preview")["name"]], "types": ["completed"]}
    }
    left = {
        step["with"]["name"]: step["with"]["path"]
        for job in jobs("preview").values()
        for step in steps(job)
        if "upload" in step.get("uses", "")
    }
    (taken,) = [
        step["with"]["name"] for step in steps(jobs("comment")["comment"]) if "download" in step.get("uses", "")
    ]
    assert taken in left
    (diff,) = [run for run in runs("preview") if "build_site.py diff" in run]
    assert f"--markdown {left[taken]}diff.md" in diff
    assert "report/diff.md" in runs("comment")[0]


@pytest.fixture
def gh(tmp_path: Path) -> dict[str, str]:
    """An environment in which `gh` finds a request, and keeps what it is to post."""
    (tmp_path / "report").mkdir()
    (tmp_path / "bin").mkdir()
    command = tmp_path / "bin" / "gh"
    command.write_text('#!/bin/sh\nif test "$1" = api; then echo 7; else cp "$7" posted; echo "$3" > number; fi\n')
    command.chmod(0o755)
    names = {name: name for name in ("GH_TOKEN", "GH_REPO", "OWNER", "BRANCH", "HEAD")}
    path = f"{command.parent}{os.pathsep}{os.environ['PATH']}"
    return {**names, "PATH": path, "RUN": f"https://github.example/{'runs/' * 20}", "LC_ALL": "C.UTF-8"}


@pytest.mark.parametrize(
    ("written", "posted"),
    [
        ("**It changes 1.** كلمة\n".encode(), "**It changes 1.** كلمة"),
        (b"broken \xff sign", "broken \ufffd sign"),
        ("\U0001f319".encode() * 70_000, "\U0001f319" * LONGEST),
    ],
    ids=["whole", "broken", "too long"],
)
def test_the_comment_says_who_wrote_it_and_fits(
    tmp_path: Path, gh: dict[str, str], written: bytes, posted: str
) -> None:
    (tmp_path / "report" / "diff.md").write_bytes(written)
    (run,) = runs("comment")
    subprocess.run([shutil.which("bash") or "", "-e", "-c", run], cwd=tmp_path, env=gh, check=True, capture_output=True)
    text = (tmp_path / "posted").read_text(encoding="utf-8")
    first, _, rest = text.partition("\n\n")
    assert first.endswith("All below was written by the code of this request.")
    assert rest.rstrip("\n") == posted
    assert len(text) <= 65_536
    assert len(text.encode()) <= 4 * 65_536
    assert (tmp_path / "number").read_text() == "7\n"


def test_problems_stand_on_the_lines_of_a_request_and_all_of_them_in_the_log() -> None:
    lines, log = [step for step in steps(jobs("check")["check"]) if "build_site.py check" in step.get("run", "")]
    assert lines["run"].endswith("check --annotations")
    assert log["run"].endswith("build_site.py check")
    assert log["if"] == f"failure() && steps.{lines['id']}.conclusion == 'failure'"


def test_a_day_on_which_nothing_starts_builds_nothing() -> None:
    publish = jobs("starts")["publish"]
    assert publish["if"] == "needs.look.outputs.any == 'true'"
    assert publish["uses"] == "./.github/workflows/pages.yml"
    assert "workflow_call" in events("pages")


# --- Who owns what ---


def owned() -> list[tuple[str, str]]:
    lines = (GITHUB / "CODEOWNERS").read_text(encoding="utf-8").splitlines()
    return [(line.split()[0], line.split()[1]) for line in lines if line.strip() and not line.startswith("#")]


def owner(path: str) -> str:
    """The team that the last fitting line names, for the patterns that the file uses."""
    found = ""
    for pattern, team in owned():
        form = re.escape(pattern.lstrip("/")).replace(r"\*", "[^/]*")
        if pattern == "*" or re.fullmatch(form + (".*" if pattern.endswith("/") else ""), path):
            found = team
    return found


def test_every_line_of_the_owners_means_something_that_is_there() -> None:
    for pattern, team in owned():
        assert pattern == "*" or pattern == f"/{REVIEWS}/" or list(ROOT.glob(pattern.strip("/"))), pattern
        assert team.startswith("@")


@pytest.mark.parametrize(
    ("path", "team"),
    [
        ("guides/procedures/some-guide/fr.md", "words"),
        ("guides/procedures/some-guide/procedure.yaml", "procedures"),
        ("guides/procedures/some-guide/cases.yaml", "procedures"),
        ("guides/common/questions.yaml", "procedures"),
        ("guides/common/questions/ar.md", "words"),
        ("guides/facts/sources.yaml", "facts"),
        ("docs/en/about.md", "words"),
        ("guides/said.yaml", "words"),
        ("guides/words/fr.txt", "words"),
        ("guides/common/translations.yaml", "words"),
        ("guides/procedures/some-guide/translations.yaml", "words"),
        ("docs/translations.yaml", "words"),
        ("docs/overrides/main.html", "machinery"),
        ("widgets/api.py", "machinery"),
        (f"{REVIEWS}/some-guide/fr-2026-11-22.yaml", "facts"),
        (".github/CODEOWNERS", "machinery"),
    ],
)
def test_words_facts_procedures_and_machinery_are_apart(path: str, team: str) -> None:
    assert owner(path) == f"@dalil/{team}"


# --- The form for readers ---


def test_the_link_on_every_page_fills_in_fields_that_the_form_has() -> None:
    form = read(GITHUB / "ISSUE_TEMPLATE" / "wrong.yml")
    ids = [field["id"] for field in form["body"] if "id" in field]
    assert ids == ["page", "language", "copy", "wrong", "source"]
    # Only one-line and longer texts are filled in from a link.
    assert {field["type"] for field in form["body"]} == {"markdown", "input", "textarea"}
    link = (ROOT / "docs" / "overrides" / "partials" / "wrong.html").read_text(encoding="utf-8")
    assert re.findall(r"&amp;([a-z]+)=", link) == ["page", "language", "copy"]
    assert "template=wrong.yml" in (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
