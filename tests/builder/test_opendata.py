"""The open data of the tests' own library: what each file says, harmless tables, the wheel, the same bytes."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import json
import os
import shutil
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from builder.load import load_library
from builder.opendata import make_data
from builder.opendata.table import FACTS, SOURCES, cell
from builder.opendata.wheel import make_wheel
from tests.builder.cards import copy_library, edit
from widgets.api import handle

ROOT = Path(__file__).parent.parent.parent
DAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_library(tmp_path_factory.mktemp("library"))


@pytest.fixture(scope="module")
def data(library: Path) -> dict[str, bytes]:
    return make_data(load_library(library), ROOT, DAY)


def read(data: dict[str, bytes], path: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(data[f"data/{path}"])
    return found


def table(data: dict[str, bytes], path: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data[f"data/{path}"].decode("utf-8"), newline=""), strict=True))


def filled(row: dict[str, str]) -> dict[str, str]:
    return {column: value for column, value in row.items() if value}


def test_the_files(data: dict[str, bytes]) -> None:
    (wheel,) = (path for path in data if path.endswith(".whl"))
    assert list(data) == sorted(
        {
            *(f"data/{name}" for name in ("facts.json", "facts.csv", "sources.json", "sources.csv", "index.json")),
            "data/procedures/library-card.json",
            "data/cases/library-card.json",
            *(f"data/words/library-card.{language}.json" for language in ("en", "fr", "ar")),
            "data/schema/procedure.json",
            wheel,
        }
    )


def test_figures_and_claims(data: dict[str, bytes]) -> None:
    facts = read(data, "facts.json")
    assert (facts["format"], facts["licence"]) == (1, "CC-BY-4.0")
    assert facts["facts"] == {
        "card-validity": {
            "unit": "months",
            "values": [{"from": "2020-01-01", "value": 12}, {"from": "2027-01-01", "value": 24}],
            "status": "official",
            "shown": "official",
            "sources": ["house-rules"],
            "checked": {"on": "2026-11-01", "seen": "article 3"},
            "every": 12,
        },
        "reminder-before": {
            "unit": "days",
            "values": [{"from": "unknown", "seen": "2026-11-01", "value": 7}],
            "status": "single",
            "shown": "unconfirmed",
            "sources": ["notice-board"],
            "checked": {"on": "2026-11-01", "seen": "the poster by the door"},
            "every": 6,
        },
    }
    assert facts["claims"]["card-remade-free"]["positions"] == [
        {"id": "free", "says": "It is free.", "status": "official", "sources": ["house-rules"], "follow": True},
        {"id": "small-fee", "says": "There is a small fee.", "status": "single", "sources": ["notice-board"]},
    ]


def test_one_row_a_value_a_claim_a_position(data: dict[str, bytes]) -> None:
    shared = {"checked_on": "2026-11-01", "check_every_months": "12"}
    lost = {**shared, "id": "card-remade-free", "checked_seen": "article 5"}
    valid = {**shared, "id": "card-validity", "checked_seen": "article 3", "part": "value", "unit": "months"}
    firm = {"status": "official", "shown": "official", "sources": "house-rules"}
    weak = {"status": "single", "shown": "unconfirmed", "sources": "notice-board"}
    assert [filled(row) for row in table(data, "facts.csv")] == [
        {
            **lost,
            **firm,
            "part": "claim",
            "says": "A lost card is made again at the desk, free of charge.",
            "why": "The rules stand above a poster.",
        },
        {**lost, **firm, "part": "position", "position": "free", "says": "It is free.", "followed": "yes"},
        {
            **lost,
            **weak,
            "part": "position",
            "position": "small-fee",
            "says": "There is a small fee.",
            "followed": "no",
        },
        {**valid, **firm, "from": "2020-01-01", "value": "12"},
        {**valid, **firm, "from": "2027-01-01", "value": "24"},
        {
            **weak,
            "id": "reminder-before",
            "part": "value",
            "from": "unknown",
            "seen": "2026-11-01",
            "value": "7",
            "unit": "days",
            "checked_on": "2026-11-01",
            "checked_seen": "the poster by the door",
            "check_every_months": "6",
        },
    ]


def test_a_source_names_the_facts_that_rest_on_it(data: dict[str, bytes]) -> None:
    expected = {
        "house-rules": ["card-remade-free", "card-validity"],
        "notice-board": ["card-remade-free", "reminder-before"],
    }
    sources = read(data, "sources.json")["sources"]
    assert {id: source["facts"] for id, source in sources.items()} == expected
    assert sources["house-rules"]["title"] == "Règlement de la bibliothèque"
    rows = table(data, "sources.csv")
    assert {row["id"]: row["facts"].split(" ") for row in rows} == expected


@pytest.mark.parametrize(("path", "columns"), [("facts.csv", FACTS), ("sources.csv", SOURCES)])
def test_a_table_follows_rfc_4180(data: dict[str, bytes], path: str, columns: tuple[str, ...]) -> None:
    text = data[f"data/{path}"].decode("utf-8")
    assert text.startswith(",".join(columns) + "\r\n")
    assert text.endswith("\r\n")
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert {len(row) for row in rows} == {len(columns)}


def test_a_cell_with_commas_quotes_and_lines_comes_back_whole(tmp_path: Path) -> None:
    folder = copy_library(tmp_path)
    says = 'One, "two"\nand three; é, عربية'
    edit(
        folder / "guides/facts/library.yaml",
        "says: A lost card is made again at the desk, free of charge.",
        f"says: {json.dumps(says, ensure_ascii=False)}",
    )
    assert table(make_data(load_library(folder), ROOT, DAY), "facts.csv")[0]["says"] == says


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, ""),
        ("", ""),
        (12, "12"),
        (-5, "-5"),
        ("-0.65", "-0.65"),
        (("a", "b"), "a b"),
        ("=1+1", "'=1+1"),
        ("+212 5 00 00 00 00", "'+212 5 00 00 00 00"),
        ("-1+1", "'-1+1"),
        ("-5\n=1", "'-5\n=1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("＝1+1", "'＝1+1"),
        ("a=1", "a=1"),
        (("=1", "b"), "'=1 b"),
    ],
)
def test_a_cell_is_no_formula(value: object, expected: str) -> None:
    assert cell(value) == expected


def test_decimals_are_text_and_an_end_is_null(tmp_path: Path) -> None:
    folder = copy_library(tmp_path)
    edit(
        folder / "guides/facts/library.yaml",
        "{from: 2027-01-01, value: 24}",
        "{from: 2027-01-01, value: 2.50}, {from: 2028-01-01, value: null}",
    )
    data = make_data(load_library(folder), ROOT, DAY)
    values = read(data, "facts.json")["facts"]["card-validity"]["values"]
    assert [value["value"] for value in values] == [12, "2.50", None]
    rows = [row["value"] for row in table(data, "facts.csv") if row["id"] == "card-validity"]
    assert rows == ["12", "2.50", ""]


def test_rules_and_figures_are_what_the_engine_takes(data: dict[str, bytes]) -> None:
    rules = read(data, "procedures/library-card.json")
    figures = read(data, "facts.json")["facts"]
    question = {
        "do": "evaluate",
        "procedure": rules["procedure"],
        "facts": figures,
        "widget": "what-now",
        "answers": {"reader": "adult", "card": "have", "joined-on": "2026-06-01"},
        "today": "2026-11-22",
    }
    answer = json.loads(handle(json.dumps(question)))
    assert (answer["outcome"], answer["values"]["renew-by"]) == ("enjoy", "2027-06-01")
    assert answer["facts_used"] == ["card-validity"]
    assert rules["figures"] == ["card-validity"]


def test_words_are_found_by_the_ids_of_the_rules(data: dict[str, bytes]) -> None:
    procedure = read(data, "procedures/library-card.json")["procedure"]
    for language in ("en", "fr", "ar"):
        words = read(data, f"words/library-card.{language}.json")["words"]
        for question in procedure["questions"]:
            assert set(question.get("options", ())) <= set(words[question["id"]]["items"])
        assert {row.get("then") or row["otherwise"] for row in procedure["tables"]["route"]} <= set(words)
    assert read(data, "words/library-card.en.json")["translation"] == "unreviewed"
    assert read(data, "words/library-card.fr.json")["translation"] == "origin"


def test_cases_are_those_of_the_guide(data: dict[str, bytes], library: Path) -> None:
    guide = load_library(library).guides["library-card"]
    assert guide.cases is not None
    assert read(data, "cases/library-card.json")["cases"] == guide.cases.data


def test_the_schema_tells_the_meaning_of_every_field(data: dict[str, bytes]) -> None:
    schema = read(data, "schema/procedure.json")
    assert "format" not in schema  # in a schema the word means something else
    kinds = [schema, *schema["$defs"].values()]
    silent = [name for kind in kinds for name, field in kind["properties"].items() if not field.get("description")]
    assert silent == []


def test_the_index_lists_every_other_file_as_it_is(data: dict[str, bytes]) -> None:
    listed = read(data, "index.json")["files"]
    assert {f"data/{file['path']}" for file in listed} == set(data) - {"data/index.json"}
    for file in listed:
        content = data[f"data/{file['path']}"]
        assert (file["bytes"], file["sha256"]) == (len(content), hashlib.sha256(content).hexdigest())
    licences = {file["path"]: file["licence"] for file in listed}
    assert [path for path in licences if licences[path] == "MIT"] == [
        next(path for path in licences if path.endswith(".whl")),
        "schema/procedure.json",
    ]


def test_the_day_stands_in_the_index_alone(data: dict[str, bytes], library: Path) -> None:
    assert make_data(load_library(library), ROOT, DAY) == data
    later = make_data(load_library(library), ROOT, date(2027, 3, 1))
    assert [path for path in data if later[path] != data[path]] == ["data/index.json"]
    before, after = (read(files, "index.json") for files in (data, later))
    assert (before.pop("built"), after.pop("built")) == ("2026-11-22", "2027-03-01")
    assert before == after


def test_a_changed_file_changes_the_version(data: dict[str, bytes], tmp_path: Path) -> None:
    folder = copy_library(tmp_path)
    edit(folder / "guides/procedures/library-card/en.md", "It is renewed the same day.", "It is renewed at once.")
    changed = make_data(load_library(folder), ROOT, DAY)
    assert [path for path in data if changed[path] != data[path]] == [
        "data/index.json",
        "data/words/library-card.en.json",
    ]
    assert read(changed, "index.json")["version"] != read(data, "index.json")["version"]


# --- The wheel ---


@pytest.fixture(scope="module")
def wheel() -> tuple[str, bytes]:
    return make_wheel(ROOT)


def inside(wheel: tuple[str, bytes]) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(wheel[1])) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_wheel_holds_the_engine_and_its_licence(wheel: tuple[str, bytes]) -> None:
    name, version, *tags = wheel[0].removesuffix(".whl").split("-")
    assert (name, tags) == ("dalil_engine", ["py3", "none", "any"])
    about = f"{name}-{version}.dist-info"
    files = inside(wheel)
    engine = {f"widgets/{path.name}": path.read_bytes() for path in (ROOT / "widgets").glob("*.py")}
    assert {path: content for path, content in files.items() if not path.startswith(about)} == engine
    assert files[f"{about}/licenses/LICENSE"] == (ROOT / "LICENSE").read_bytes()
    metadata = files[f"{about}/METADATA"].decode().splitlines()
    assert {"Name: dalil-engine", f"Version: {version}", "License-Expression: MIT"} <= set(metadata)
    assert [line for line in metadata if line.startswith("Requires-Dist")] == []
    assert "Root-Is-Purelib: true" in files[f"{about}/WHEEL"].decode()


def test_the_record_holds_the_hash_of_every_file(wheel: tuple[str, bytes]) -> None:
    files = inside(wheel)
    (record,) = (path for path in files if path.endswith("/RECORD"))
    rows = {path: (digest, size) for path, digest, size in csv.reader(files[record].decode().splitlines())}
    assert rows.pop(record) == ("", "")
    expected = {}
    for path, content in files.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
        expected[path] = (f"sha256={digest}", str(len(content)))
    del expected[record]
    assert rows == expected


def test_the_wheel_hangs_on_what_is_in_the_sources_alone(
    wheel: tuple[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "widgets" / "__pycache__").mkdir(parents=True)
    (tmp_path / "widgets" / "__pycache__" / "api.pyc").write_bytes(b"old")
    for file in (ROOT / "pyproject.toml", ROOT / "LICENSE", *(ROOT / "widgets").glob("*.py")):
        copy = tmp_path / file.relative_to(ROOT)
        shutil.copy(file, copy)
        copy.chmod(0o600)
        os.utime(copy, (1_600_000_000, 1_600_000_000))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    monkeypatch.setenv("TZ", "Africa/Casablanca")
    assert make_wheel(tmp_path) == wheel
