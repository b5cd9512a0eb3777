"""The schemas that programs for writing YAML read: they are current, hold for every file, and refuse what loading does."""

# ruff: noqa: E501  (a mistake stands on one line, as a row of a table)
from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import fastjsonschema
import pytest

from builder.load import load_library
from builder.read import read_yaml
from builder.schema import FOLDER, first_line, make_schemas, schema_of, write_schemas
from tests.builder.cards import ROOT, copy_library, edit

CARD = ROOT / "tests" / "data" / "librarycard"
FILES = [(root, file) for root in (ROOT, CARD) for file in sorted((root / "guides").rglob("*.yaml"))]
FILES = [
    (root, file) for root, file in FILES if file.name != "translations.yaml" and "reviews" not in file.parts
]  # by machine
RULES, CASES = (f"guides/procedures/library-card/{name}.yaml" for name in ("procedure", "cases"))
FACTS, SOURCES, GLOSSARY, CHANGES, QUESTIONS = (
    f"guides/{name}.yaml" for name in ("facts/library", "facts/sources", "glossary", "changes", "common/questions")
)


def plain(data: Any) -> Any:
    """Data as JSON has it."""
    if isinstance(data, dict):
        return {key: plain(value) for key, value in data.items()}
    if isinstance(data, list):
        return [plain(value) for value in data]
    return float(data) if isinstance(data, Decimal) else data


@cache
def validator(name: str) -> Callable[[Any], Any]:
    found: Callable[[Any], Any] = fastjsonschema.compile(make_schemas(ROOT)[name])
    return found


def refused(root: Path, path: str) -> bool:
    name = schema_of(path)
    assert name, f"{path} has no schema"
    try:
        validator(name)(plain(read_yaml(root / path, root).data))
    except fastjsonschema.JsonSchemaValueException:
        return True
    return False


def test_the_schemas_are_current() -> None:
    written = write_schemas(ROOT)
    there = {file.relative_to(ROOT).as_posix(): file.read_text() for file in (ROOT / FOLDER).iterdir()}
    assert there.keys() == written.keys(), "run make schemas"
    for path, text in written.items():
        assert there[path] == text, f"{path}: run make schemas"


@pytest.mark.parametrize(("root", "file"), FILES, ids=[file.relative_to(ROOT).as_posix() for _, file in FILES])
def test_a_file_holds_to_its_schema(root: Path, file: Path) -> None:
    path = file.relative_to(root).as_posix()
    name = schema_of(path)
    assert name
    validator(name)(plain(read_yaml(file, root).data))


def test_a_file_of_the_guides_names_its_schema_on_its_first_line() -> None:
    for root, file in FILES:
        if root == ROOT:
            line = file.read_text(encoding="utf-8").partition("\n")[0]
            path = file.relative_to(ROOT).as_posix()
            assert (path, line) == (path, first_line(path))
            assert (file.parent / line.partition("$schema=")[2]).resolve().is_file()


def keys(part: Any, way: str = "") -> Iterator[tuple[str, Any]]:
    """Every key that a schema describes, with what it says."""
    if isinstance(part, dict):
        for key, value in part.get("properties", {}).items():
            yield f"{way}/{key}", value
        for key, value in part.items():
            yield from keys(value, f"{way}/{key}")
    elif isinstance(part, list):
        for n, value in enumerate(part):
            yield from keys(value, f"{way}/{n}")


def test_every_key_has_its_help() -> None:
    for name, schema in make_schemas(ROOT).items():
        for way, described in keys(schema):
            if (
                way.endswith(("at_least", "more_than", "at_most", "less_than", "before", "after"))
                and "Condition" in way
            ):
                continue  # an operator is told where the operators are
            assert (name, way, bool(described.get("description") or described.get("$ref"))) == (name, way, True)


MISTAKES = {
    "an unknown key of a question": (RULES, "changed_by: you}", "changed_buy: you}"),
    "an unknown key of the rules": (RULES, "related: [", "relatd: ["),
    "a wrong type": (RULES, "id: card, type: choice", "id: card, type: choise"),
    "nobody who changes it": (RULES, "changed_by: you", "changed_by: me"),
    "an id with a capital": (RULES, "{id: read-on", "{id: Read-On"),
    "a question without type": (RULES, "{id: joined-on, type: date,", "{id: joined-on,"),
    "a condition with two keys": (RULES, "{when: {card: lost}, then", "{when: {card: lost, reader: child}, then"),
    "an operator that is none": (RULES, "{renew-by: {before: today}}", "{renew-by: {befor: today}}"),
    "an operation that is none": (RULES, "{plus: [joined-on", "{add: [joined-on"),
    "a kind of criterion that is none": (RULES, "kind: money", "kind: mony"),
    "nobody who gets the letter": (RULES, "to: office", "to: desk"),
    "an unknown language": (RULES, "origin: fr", "origin: de"),
    "an unknown key of a fact": (FACTS, "every: 6", "evry: 6"),
    "a fact without status": (FACTS, "  status: single\n  sources: [notice-board]\n  checked", "  sources: [notice-board]\n  checked"),
    "an unknown unit": (FACTS, "unit: months", "unit: moons"),
    "an unknown status": (FACTS, "status: single\n", "status: sure\n"),
    "a day that is none": (FACTS, "from: 2027-01-01", "from: 1 January 2027"),
    "too many months": (FACTS, "every: 6", "every: 600"),
    "an unknown kind of source": (SOURCES, "kind: blog", "kind: blogg"),
    "a source without day": (SOURCES, "lang: fr, read: 2026-11-01}\n- {id: notice-board", "lang: fr}\n- {id: notice-board"),
    "an address that is none": (SOURCES, "'https://library.example/rules'", "'library.example/rules'"),
    "an unknown key of a term": (GLOSSARY, "unreviewed: true", "unrevewed: true"),
    "a term without French": (GLOSSARY, "  fr: 'Lecteur'\n", ""),
    "an unknown key of a change": (CHANGES, "period: {from: 2027-01-01}", "perid: {from: 2027-01-01}"),
    "an unknown key of a shared question": (QUESTIONS, "type: choice", "typ: choice"),
    "an unknown key of an example": (CASES, "  values: {renew-by: 2027-11-02, days-left: 345}", "  value: {renew-by: 2027-11-02}"),
    "an example without day": (CASES, "brings the guardian's consent too\n  widget: what-now\n  today: 2026-11-22\n", "brings the guardian's consent too\n  widget: what-now\n"),
}  # fmt: skip


@pytest.mark.parametrize("name", MISTAKES)
def test_what_the_schema_refuses_the_check_refuses_too(name: str, tmp_path: Path) -> None:
    from builder.check import check_library

    folder = copy_library(tmp_path)
    file, old, new = MISTAKES[name]
    assert not refused(folder, file)
    edit(folder / file, old, new)
    assert refused(folder, file)
    assert [one.path for one in check_library(load_library(folder), release=True)] == [file]


def test_a_schema_is_read_as_json() -> None:
    for file in (ROOT / FOLDER).glob("*.json"):
        assert json.loads(file.read_text(encoding="utf-8"))["$schema"].startswith("http://json-schema.org/")
