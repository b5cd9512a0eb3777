"""The list of what ships: all that is locked and no more, with licences, the same that readers and lawyers are told."""

import json
import re
from email.message import Message
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest

from builder.sbom import read_licences, write_sbom
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def components() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(write_sbom(ROOT))["components"]
    return found


def locked() -> set[str]:
    lock = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))
    node = {path.rpartition("node_modules/")[2] for path in lock["packages"] if path}
    text = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    return node | set(re.findall(r"^([a-z0-9.-]+)(?:\[[a-z]+\])?==", text, re.MULTILINE))


def installed(name: str) -> bool:
    """Some packages are for another system than this."""
    return (ROOT / "node_modules" / name).is_dir() or any(metadata.distributions(name=name))


def test_it_holds_every_locked_package_and_the_engine(components: list[dict[str, Any]]) -> None:
    expected = {name for name in locked() if installed(name)} | {"dalil-engine"}
    assert {each["name"] for each in components} == expected
    assert len({each["bom-ref"] for each in components}) == len(components)


def test_everything_has_a_licence(components: list[dict[str, Any]]) -> None:
    whole = [*components, *(part for each in components for part in each.get("components", ()))]
    assert [each["name"] for each in whole if not each["licenses"]] == []


def test_the_notice_names_what_ships(components: list[dict[str, Any]]) -> None:
    plain = re.sub(r"[^a-z0-9]", "", (ROOT / "NOTICE").read_text(encoding="utf-8").lower())
    shipped = [each for each in components if each["scope"] == "required" and each["name"] != "dalil-engine"]
    # MkDocs's material is called after its site there, Fontsource's package after the font.
    names = {"mkdocs-material": "Material for MkDocs", "@fontsource/ibm-plex-sans-arabic": "IBM Plex Sans Arabic"}
    parts = {"emscripten-libraries": "Emscripten's system libraries", "hacl-star": "HACL*"}
    told = [names.get(each["name"], each["name"]) for each in shipped]
    told += [parts.get(part["name"], part["name"]) for each in shipped for part in each.get("components", ())]
    assert len(told) > 10
    assert [name for name in told if re.sub(r"[^a-z0-9]", "", name.lower()) not in plain] == []


def test_the_versions_in_the_notice_are_those_that_ship(components: list[dict[str, Any]]) -> None:
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8")
    versions = {each["name"]: each["version"] for each in components}
    for title, name in {
        "Pyodide": "pyodide",
        "MiniSearch": "minisearch",
        "Material for MkDocs": "mkdocs-material",
    }.items():
        assert re.search(rf"^  {title} +{re.escape(versions[name])}\b", notice, re.MULTILINE), title


def test_every_licence_of_a_page_is_in_the_list(components: list[dict[str, Any]], site: Path) -> None:
    said = json.dumps([each for each in components if each["scope"] == "required"])
    rows = re.findall(r"^.{50}(.+?)  ", (site / "assets/licences/index.txt").read_text(encoding="utf-8"), re.MULTILINE)
    words = {word for row in rows for word in row.replace(" 2.0", "-2.0").replace(" 1.1", "-1.1").split(", ")}
    assert len(words) >= 4
    assert [word for word in words if word not in said] == []


@pytest.mark.parametrize(
    ("fields", "licences"),
    [
        ([("License-Expression", "MIT AND PSF-2.0"), ("License", "MIT")], [{"expression": "MIT AND PSF-2.0"}]),
        ([("License", "MIT License\n\nCopyright")], [{"license": {"id": "MIT"}}]),
        (
            [("License", "UNKNOWN"), ("Classifier", "License :: OSI Approved :: MIT License")],
            [{"license": {"id": "MIT"}}],
        ),
        (
            [("Classifier", "Topic :: Text"), ("Classifier", "License :: OSI Approved :: BSD License")],
            [{"license": {"name": "BSD License"}}],
        ),
        ([("License", "UNKNOWN")], []),
    ],
)
def test_a_licence_is_read_in_new_and_old_ways(
    fields: list[tuple[str, str]], licences: list[Any], tmp_path: Path
) -> None:
    head = Message()
    for key, value in [("Metadata-Version", "2.4"), ("Name", "p"), ("Version", "1"), *fields]:
        head[key] = value.replace("\n", "\n        ")
    folder = tmp_path / "p-1.dist-info"
    folder.mkdir()
    (folder / "METADATA").write_text(head.as_string(), encoding="utf-8")
    assert read_licences(metadata.PathDistribution(folder).metadata) == licences


def test_the_same_packages_give_the_same_bytes() -> None:
    assert write_sbom(ROOT) == write_sbom(ROOT)
