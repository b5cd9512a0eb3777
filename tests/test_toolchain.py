"""The pins: one Python on every side, nothing without its hash, no address of a registry."""

import json
import re
import sys
from pathlib import Path

import pytest


def test_one_version_of_python_everywhere(root: Path) -> None:
    pyodide = json.loads((root / "node_modules/pyodide/pyodide-lock.json").read_text(encoding="utf-8"))
    versions = {
        ".python-version": (root / ".python-version").read_text(encoding="utf-8").strip(),
        ".venv": f"{sys.version_info.major}.{sys.version_info.minor}",
        "Pyodide": pyodide["info"]["python"].rpartition(".")[0],
    }
    assert set(versions.values()) == {"3.13"}, versions


def test_every_python_package_has_its_hash(root: Path) -> None:
    text = (root / "requirements.txt").read_text(encoding="utf-8")
    packages = re.findall(r"^[a-z0-9][^\n]*(?:\n    [^\n]*)*", text, re.MULTILINE)
    assert len(packages) > 20
    assert [package for package in packages if "--hash=sha256:" not in package] == []


def test_every_direct_python_package_is_locked(root: Path) -> None:
    pin = re.compile(r"^([a-z0-9-]+)(?:\[[a-z]+\])?==([^\s\\]+)", re.MULTILINE)
    asked = set(pin.findall((root / "requirements.in").read_text(encoding="utf-8")))
    locked = set(pin.findall((root / "requirements.txt").read_text(encoding="utf-8")))
    assert asked - locked == set()


def test_every_node_package_has_its_hash(root: Path) -> None:
    lock = json.loads((root / "package-lock.json").read_text(encoding="utf-8"))
    packages = {name: package for name, package in lock["packages"].items() if name}
    assert [name for name, package in packages.items() if "integrity" not in package] == []


def test_direct_node_packages_are_exact(root: Path) -> None:
    package = json.loads((root / "package.json").read_text(encoding="utf-8"))
    versions = package["dependencies"] | package["devDependencies"]
    assert [name for name, version in versions.items() if not version[0].isdigit()] == []


@pytest.mark.parametrize("name", ["requirements.txt", "requirements.in", "package-lock.json", ".npmrc", "Makefile"])
def test_no_address_of_a_registry(root: Path, name: str) -> None:
    text = (root / name).read_text(encoding="utf-8")
    address = r'"resolved"|--(?:extra-)?index-url|find-links|^registry|https?://\S+\.(?:tgz|whl)'
    assert re.findall(address, text, re.MULTILINE) == []


def test_every_direct_dependency_stands_on_the_page_of_reasons(root: Path) -> None:
    page = (root / "docs/decisions/0005-dependencies.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (`[^|]*) \| ([^|]*\w[^|]*) \|", page, re.MULTILINE)
    named = {name.lower() for row, _ in rows for name in re.findall(r"`([^`]+)`", row)}
    package = json.loads((root / "package.json").read_text(encoding="utf-8"))
    asked = re.findall(
        r"^([a-z0-9-]+)(?:\[[a-z]+\])?==", (root / "requirements.in").read_text(encoding="utf-8"), re.MULTILINE
    )
    direct = {*asked, *package["dependencies"], *package["devDependencies"]}
    assert named == direct
