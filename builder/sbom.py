"""In: the locked packages and their own data. Out: a CycloneDX list of what ships, and of what only builds and tests.

What reaches a reader has the scope "required", with what is compiled into it below it; everything else is "excluded".
The list says no day and has no number of its own: the same packages give the same bytes.
"""

from __future__ import annotations

import base64
import json
import re
import tomllib
from importlib import metadata
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

SHIPPED = frozenset({"mkdocs", "mkdocs-material"})
"""The Python packages of which something is in the site; of the Node packages it is the `dependencies`."""

INSIDE = {
    "pyodide": (
        ("emscripten-libraries", "MIT OR NCSA"),
        ("musl", "MIT"),
        ("zlib", "Zlib"),
        ("bzip2", "bzip2-1.0.6"),
        ("libffi", "MIT"),
        ("hacl-star", "Apache-2.0 OR MIT"),
        ("mpdecimal", "BSD-2-Clause"),
        ("expat", "MIT"),
    ),
    "mkdocs-material": (("material-design-icons", "Apache-2.0"), ("clipboard.js", "MIT"), ("escape-html", "MIT")),
}
"""What stands in a shipped package without a version of its own that we could read: NOTICE names the same."""

_PIN = re.compile(r"^([a-z0-9][a-z0-9._-]*)(?:\[[a-z,]+\])?==([^\s;\\]+)", re.MULTILINE)
_CLASSIFIED = {
    "MIT License": "MIT",
    "Apache Software License": "Apache-2.0",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
}
_KNOWN = frozenset({*_CLASSIFIED.values(), "BSD-2-Clause", "BSD-3-Clause"})

type Component = dict[str, Any]


def write_sbom(root: Path) -> str:
    """The list as JSON."""
    package = json.loads((root / "package.json").read_text(encoding="utf-8"))
    components = [*node_components(root, package["dependencies"]), *python_components(root), engine(root)]
    bom = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": package["name"],
                "name": package["name"],
                "version": package["version"],
                "licenses": [{"expression": "MIT AND CC-BY-4.0"}],  # the code, and the guides
            }
        },
        "components": sorted(components, key=lambda each: (each["scope"] != "required", each["bom-ref"])),
    }
    return json.dumps(bom, ensure_ascii=False, indent=2) + "\n"


def node_components(root: Path, shipped: Iterable[str]) -> Iterator[Component]:
    """The packages of package-lock.json; CPython is compiled into Pyodide, which says which one."""
    lock = json.loads((root / "package-lock.json").read_text(encoding="utf-8"))
    for path, held in lock["packages"].items():
        name = path.rpartition("node_modules/")[2]
        if not name:
            continue
        purl = f"pkg:npm/{quote(name, safe='/')}@{held['version']}"
        made = component(name, held["version"], purl, [{"expression": held["license"]}], name in shipped)
        made["hashes"] = [{"alg": "SHA-512", "content": base64.b64decode(held["integrity"].partition("-")[2]).hex()}]
        if name == "pyodide":
            known = json.loads((root / path / "pyodide-lock.json").read_text(encoding="utf-8"))
            made["components"].insert(0, python_itself(known["info"]["python"]))
        yield made


def python_itself(version: str) -> Component:
    """The Python that answers in the page."""
    licences = [{"expression": "PSF-2.0"}]
    made = component("cpython", version, f"pkg:generic/cpython@{version}", licences, True)
    return made | {"type": "platform"}


def python_components(root: Path) -> Iterator[Component]:
    """The packages of requirements.txt that are for this system."""
    for name, version in _PIN.findall((root / "requirements.txt").read_text(encoding="utf-8")):
        try:
            about = metadata.metadata(name)
        except metadata.PackageNotFoundError:
            continue
        yield component(name, version, f"pkg:pypi/{name}@{version}", read_licences(about), name in SHIPPED)


def engine(root: Path) -> Component:
    """Our own wheel, which is in the site's data/."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    name, version = project["name"], project["version"]
    return component(name, version, f"pkg:generic/{name}@{version}", [{"expression": project["license"]}], True)


def component(name: str, version: str, purl: str, licences: list[Any], shipped: bool) -> Component:
    """One entry, with what stands in it."""
    made: Component = {
        "type": "library",
        "bom-ref": purl,
        "name": name,
        "version": version,
        "scope": "required" if shipped else "excluded",
        "licenses": licences,
        "purl": purl,
    }
    inside = [
        {"type": "library", "bom-ref": f"{purl}#{part}", "name": part, "licenses": [{"expression": licence}]}
        for part, licence in INSIDE.get(name, ())
    ]
    return made | {"components": inside} if inside else made


def read_licences(about: metadata.PackageMetadata) -> list[dict[str, Any]]:
    """What a Python package says of its licence: as PEP 639 has it, else in older ways, at worst in its own words."""
    values = about.json
    if expression := values.get("license_expression"):
        return [{"expression": str(expression)}]
    classified = [str(each).rpartition(" :: ")[2] for each in values.get("classifier", []) if "License ::" in str(each)]
    told = [line for line in (str(values.get("license") or "").partition("\n")[0].strip(), *classified) if line]
    for name in told:
        if (id := _CLASSIFIED.get(name, name)) in _KNOWN:
            return [{"license": {"id": id}}]
    return [{"license": {"name": name}} for name in told if name != "UNKNOWN"][:1]
