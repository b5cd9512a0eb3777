"""The week's issue: facts due, links asked for, translations behind; and values that start on a day."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from types import ModuleType

import pytest

from builder.commands import main, starts, upkeep
from builder.commands.release import hash_files
from builder.library import Library
from builder.load import load_library
from builder.reach import Reached, is_offline, reach
from builder.upkeep import NOT_CHECKED, write_upkeep
from tests.builder.cards import copy_library, edit

SOURCES = "guides/facts/sources.yaml"
TODAY = date(2026, 11, 22)


class Host(BaseHTTPRequestHandler):
    """Answers with the number that its path names."""

    def do_GET(self) -> None:
        self.send_response(int(self.path.strip("/")))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  its name in the standard library
        pass


@pytest.fixture
def host() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Host)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def nobody() -> str:
    """An address at which nobody listens."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Host)
    server.server_close()
    return f"http://127.0.0.1:{server.server_port}/"


def test_each_address_is_asked_for_and_told(host: str, nobody: str) -> None:
    found = {one.url: one for one in reach([f"{host}/{n}" for n in (200, 403, 404, 410, 500)] + [nobody], 10)}
    assert [url.removeprefix(host) for url, one in found.items() if one.gone] == ["/404", "/410"]
    assert {url for url, one in found.items() if one.doubtful} == {f"{host}/403", f"{host}/500", nobody}
    assert found[nobody].status is None
    assert found[nobody].told
    assert not is_offline(found.values())


def test_without_a_network_nothing_is_said_to_be_checked(tmp_path: Path, nobody: str) -> None:
    library = load_library(copy_library(tmp_path))
    found = reach([nobody], 10)
    assert is_offline(found)
    text = write_upkeep(library, TODAY, found)
    assert f"{NOT_CHECKED}: there is no network here, none of 1 addresses answered." in text.splitlines()


def test_the_issue_names_what_is_due_and_what_is_gone(tmp_path: Path) -> None:
    library = load_library(copy_library(tmp_path))
    rules = "https://library.example/rules"
    text = write_upkeep(library, date(2027, 10, 15), [Reached(rules, 404)])
    lists, _, table = text.partition("### Translations behind\n\n")
    assert lists.splitlines() == [
        "What is to be looked at on 2027-10-15.",
        "",
        "### Facts to check again",
        "",
        "- [ ] reminder\\-before, by 2027\\-05\\-01 \\(single; library\\-card\\)",
        "- [ ] card\\-remade\\-free, by 2027\\-11\\-01 \\(official; library\\-card\\)",
        f"  - <{rules}>",
        "- [ ] card\\-validity, by 2027\\-11\\-01 \\(official; library\\-card\\)",
        f"  - <{rules}>",
        "",
        "### Sources to read again",
        "",
        f"- [ ] house\\-rules, read on 2026\\-11\\-01: <{rules}>",
        "- [ ] notice\\-board, read on 2026\\-11\\-01",
        "",
        "### Source links",
        "",
        f"- [ ] house\\-rules: gone (404), <{rules}>",
        "",
    ]
    head, line, *rows = table.splitlines()
    assert (head, line) == ("| text | language | to do |", "|---|---|---|")
    assert rows[0].startswith("| library-card | en | unreviewed; `front` ")
    assert rows[-1] == "| glossary | ar | `gl-loan` missing; `gl-reader` unreviewed |"


def test_where_nothing_is_due_it_says_so(tmp_path: Path) -> None:
    assert write_upkeep(Library(tmp_path), TODAY, []).splitlines().count("Nothing.") == 4


@pytest.mark.parametrize(("command", "module"), [("upkeep", upkeep), ("starts", starts)])
def test_of_what_cannot_be_read_whole_no_list_is_made(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    command: str,
    module: ModuleType,
) -> None:
    folder = copy_library(tmp_path)
    edit(folder / "guides" / "facts" / "library.yaml", "{from: 2027-01-01, value: 24}", "{form: 2027-01-01, value: 24}")
    monkeypatch.setattr(module, "ROOT", folder)
    assert main([command, "--today", "2027-01-01"]) == 1
    told = capsys.readouterr().out.splitlines()
    assert told
    assert {line.partition(":")[0] for line in told} == {"guides/facts/library.yaml"}


def test_what_a_host_refuses_is_for_a_person_to_open(tmp_path: Path) -> None:
    library = load_library(copy_library(tmp_path))
    text = write_upkeep(library, TODAY, [Reached("https://library.example/rules", 403)])
    assert "gone" not in text
    assert "- house\\-rules: 403, <https://library.example/rules>" in text.splitlines()


def test_links_are_left_alone_where_that_is_wanted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(upkeep, "ROOT", copy_library(tmp_path))
    assert main(["upkeep", "--no-links", "--today", "2026-11-22"]) == 0
    assert f"{NOT_CHECKED}: not asked for." in capsys.readouterr().out.splitlines()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--today", "2026-12-31"], ""),
        (["--today", "2027-01-01"], "2027-01-01 card-validity: 24\n"),
        (["--today", "2027-01-02"], ""),
        (["--today", "2027-01-02", "--days", "2"], "2027-01-01 card-validity: 24\n"),
        (["--today", "2026-12-31", "--days", "2"], ""),
    ],
)
def test_a_day_is_told_on_which_a_value_starts(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    told: str,
) -> None:
    monkeypatch.setattr(starts, "ROOT", copy_library(tmp_path))
    assert main(["starts", *arguments]) == 0
    assert capsys.readouterr().out == told


def test_the_day_of_a_count_starts_nothing_and_an_end_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = copy_library(tmp_path)
    monkeypatch.setattr(starts, "ROOT", folder)
    facts = folder / "guides" / "facts" / "library.yaml"
    edit(facts, "{from: 2027-01-01, value: 24}", "{from: 2027-01-01, as_of: true, value: 24}")
    main(["starts", "--today", "2027-01-01"])
    edit(facts, "{from: 2027-01-01, as_of: true, value: 24}", "{from: 2027-01-01, value: null}")
    main(["starts", "--today", "2027-01-01"])
    assert capsys.readouterr().out == "2027-01-01 card-validity: no longer in force\n"


def test_the_hashes_are_as_the_usual_tool_reads_them(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(b"one")
    (tmp_path / "b.zip").write_bytes(b"two")
    assert hash_files([tmp_path / "a.html", tmp_path / "b.zip"]).splitlines() == [
        f"{hashlib.sha256(b'one').hexdigest()}  a.html",
        f"{hashlib.sha256(b'two').hexdigest()}  b.zip",
    ]
