"""The folder data/ as it is built: what its page says of it, and the page's own examples, run as they are printed."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from builder.app import WORKER
from builder.library import LANGUAGES
from builder.load import load_library
from builder.opendata import make_data
from builder.opendata.table import FACTS, SOURCES
from tests.conftest import TODAY

BLOCK = re.compile(r'<pre[^>]*><code class="language-(\w+)">(.*?)</code></pre>', re.DOTALL)
SECTION = re.compile(r'<h2 id="([a-z-]+)">')
ENVIRONMENT = {
    **os.environ,
    "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
    "PIP_CONFIG_FILE": os.devnull,
    "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    # Whoever asks the network all the same finds nobody there.
    **dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), "http://127.0.0.1:9"),
}


def blocks(site: Path, language: str) -> dict[str, list[tuple[str, str]]]:
    """The examples of the page, by section: each a language and a text, as a reader would copy it."""
    text = (site / language / "data.html").read_text(encoding="utf-8")
    _, *parts = SECTION.split(text)
    return {
        id: [(kind, unescape(code)) for kind, code in BLOCK.findall(body)]
        for id, body in zip(parts[::2], parts[1::2], strict=True)
    }


def run(kind: str, code: str, folder: Path) -> str:
    """What an example prints, in this folder."""
    command = {"sh": ["sh", "-euc", code], "python": ["engine/bin/python", "-c", code]}[kind]
    done = subprocess.run(
        command,
        cwd=folder,
        env=ENVIRONMENT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


@pytest.fixture(scope="module")
def folder(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data as a reader has unpacked it, with the engine put in as the page says; it lies far from the sources."""
    folder = tmp_path_factory.mktemp("reader") / "data"
    shutil.copytree(site / "data", folder)
    ((kind, code),) = blocks(site, "en")["install"]
    assert run(kind, code, folder) == ""
    return folder


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_engine_is_put_in_the_same_way_in_every_language(site: Path, language: str) -> None:
    assert blocks(site, language)["install"] == blocks(site, "en")["install"]


@pytest.mark.parametrize("section", ["python", "shell"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_example_prints_what_the_page_says(site: Path, folder: Path, language: str, section: str) -> None:
    (kind, code), (text, printed) = blocks(site, language)[section]
    assert (kind, text) == ({"python": "python", "shell": "sh"}[section], "text")
    assert run(kind, code, folder) == printed


def test_the_example_asks_the_engine_that_was_put_in(folder: Path) -> None:
    found = run("python", "import widgets; print(widgets.__file__)", folder)
    assert Path(found.strip()).is_relative_to(folder / "engine")


@pytest.mark.parametrize("language", LANGUAGES)
def test_shell_and_sources_give_the_same_answer(site: Path, folder: Path, root: Path, language: str) -> None:
    run(*blocks(site, language)["shell"][0], folder)
    ((kind, code),) = blocks(site, language)["checkout"]
    (python,) = re.findall(r"^\S+", code)
    assert python == ".venv/bin/python"
    answer = run(kind, code.replace(python, sys.executable, 1), root)
    assert json.loads(answer) == json.loads((folder / "answer.json").read_text(encoding="utf-8"))


# --- What the page says of the files ---


def keys(data: Any) -> Iterator[str]:
    """The fields of a file. Below these, the keys are ids, or the fields of what another place describes."""
    if isinstance(data, list):
        for part in data:
            yield from keys(part)
        return
    if not isinstance(data, dict):
        return
    for key, value in data.items():
        yield key
        if key in ("procedure", "cases", "licences", "titles", "pages", "derive"):
            continue
        if key in ("facts", "claims", "sources", "words", "items") and isinstance(value, dict):
            for entry in value.values():
                yield from keys(entry)
        else:
            yield from keys(value)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_field_and_column_is_explained(site: Path, language: str) -> None:
    text = (site / language / "data.html").read_text(encoding="utf-8")
    text = re.sub(r"</?bdi[^>]*>", "", text)
    told = set(re.findall(r"<code>([a-z_0-9]+)</code>", text))
    files = [file for file in (site / "data").rglob("*.json") if "schema" not in file.parts]
    found = {key for file in files for key in keys(json.loads(file.read_text(encoding="utf-8")))}
    assert len(found) > 40
    assert (found | set(FACTS) | set(SOURCES)) - told == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_file_of_the_top_is_linked(site: Path, language: str) -> None:
    text = (site / language / "data.html").read_text(encoding="utf-8")
    linked = set(re.findall(r'href="\.\./data/([^"]+)"', text))
    assert {file.name for file in (site / "data").iterdir() if file.is_file()} <= linked
    assert {path for path in linked if not (site / "data" / path).is_file()} == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_leads_to_it(site: Path, language: str) -> None:
    for file in [*(site / language).glob("*.html"), *(site / language / "guides").glob("*.html")]:
        text = file.read_text(encoding="utf-8")
        back = "../" if file.parent.name == "guides" else ""
        assert f'href="{back}data.html"' in text or file.name == "data.html", file


def test_the_index_lists_what_is_there(site: Path) -> None:
    index = json.loads((site / "data" / "index.json").read_text(encoding="utf-8"))
    files = {
        file.relative_to(site / "data").as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in (site / "data").rglob("*")
        if file.is_file() and file.name != "index.json"
    }
    assert {file["path"]: file["sha256"] for file in index["files"]} == files
    assert index["built"] == TODAY.isoformat()
    assert index["engine"]["path"] in files


def test_the_same_sources_give_the_same_bytes(site: Path, root: Path) -> None:
    again = make_data(load_library(root), root, TODAY)
    built = {file.relative_to(site).as_posix(): file for file in (site / "data").rglob("*") if file.is_file()}
    assert set(again) == set(built)
    assert [path for path, file in built.items() if file.read_bytes() != again[path]] == []


def test_no_device_of_a_reader_keeps_it_and_no_search_engine_is_sent_to_it(site: Path) -> None:
    listed = json.loads((site / WORKER).read_text(encoding="utf-8").split(";\n", 1)[0].removeprefix("self.dalil = "))
    assert len(listed["files"]) > 20
    assert [path for path in listed["files"] if path.startswith("data/")] == []
    for language in LANGUAGES:
        assert "/data/" not in (site / language / "sitemap.xml").read_text(encoding="utf-8")
