"""The rules that a reader of the code may rely on: which way imports go; the machinery knows no guide."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ENGINE_MAY_IMPORT = {
    "__future__", "bisect", "calendar", "collections", "dataclasses", "datetime", "decimal", "difflib",
    "fractions", "functools", "json", "math", "re", "typing", "unicodedata", "widgets",
}  # fmt: skip
MACHINERY = [
    ROOT / "build_site.py",
    *(path for room in ("builder", "widgets", "docs/overrides", "docs/assets") for path in (ROOT / room).rglob("*")),
    ROOT / "mkdocs.yml",
    ROOT / "Makefile",
]
TEXT = {".py", ".j2", ".js", ".css", ".html", ".yml", ".txt", ""}


def imports(file: Path) -> Iterator[str]:
    """The top-level packages that a module imports, wherever in it."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name.split(".")[0] for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file} imports relatively"
            yield (node.module or "").split(".")[0]


@pytest.mark.parametrize("file", sorted((ROOT / "widgets").glob("*.py")), ids=lambda file: file.name)
def test_engine_imports_a_short_list_of_the_standard_library(file: Path) -> None:
    assert set(imports(file)) <= ENGINE_MAY_IMPORT


def test_builder_does_not_import_the_command() -> None:
    for file in (ROOT / "builder").rglob("*.py"):
        assert "build_site" not in set(imports(file)), file


def test_every_other_import_is_pinned() -> None:
    pinned = (ROOT / "requirements.txt").read_text(encoding="utf-8").lower()
    names = {"yaml": "pyyaml", "material": "mkdocs-material", "fonttools": "fonttools", "hunspell": "chunspell"}
    own = {"builder", "widgets", "build_site"}
    for file in [ROOT / "build_site.py", *(ROOT / "builder").rglob("*.py")]:
        for name in set(imports(file)) - own - set(sys.stdlib_module_names):
            assert f"\n{names.get(name.lower(), name.lower())}==" in "\n" + pinned, f"{file} imports {name}"


def guide_ids() -> list[str]:
    return sorted(path.name for path in (ROOT / "guides" / "procedures").iterdir() if path.is_dir())


def test_the_machinery_names_no_guide() -> None:
    found = []
    for file in MACHINERY:
        if not file.is_file() or file.suffix not in TEXT or "__pycache__" in file.parts:
            continue
        text = file.read_text(encoding="utf-8")
        found += [(file.relative_to(ROOT).as_posix(), id) for id in guide_ids() if names(text, id)]
    assert found == []


def names(text: str, id: str) -> bool:
    """Whether a text names a guide, whatever stands around it; an id inside a longer one is another's."""
    return re.search(rf"(?<![\w-]){re.escape(id)}(?![\w-])", text) is not None


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("GUIDES = (library-card,)", True),
        ("see library-card.html#steps", True),
        ("`library-card`: a guide", True),
        ("[library-card]", True),
        ("a lost-library-card and library-cards", False),
    ],
)
def test_a_name_is_found_whatever_stands_around_it(text: str, named: bool) -> None:
    assert names(text, "library-card") == named


def test_modules_say_what_comes_in_and_what_goes_out() -> None:
    files = [ROOT / "build_site.py", *(ROOT / "builder").rglob("*.py"), *(ROOT / "widgets").glob("*.py")]
    missing = [file.name for file in files if not ast.get_docstring(ast.parse(file.read_text(encoding="utf-8")))]
    assert missing == []


def test_the_engine_never_reads_the_clock() -> None:
    for file in (ROOT / "widgets").glob("*.py"):
        text = file.read_text(encoding="utf-8")
        for word in (".today()", ".now()", "time.time", "utcnow"):
            assert word not in text, f"{file} reads the clock with {word}"
