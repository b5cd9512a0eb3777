"""The runtime's folder: complete, the same every time, and cut no further than the engine allows."""

import ast
import gzip
import json
import shutil
import sys
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from builder.lean import INSTEAD_OF, make_lean
from builder.runtime import COUNTED, WHOLE, Runtime, build_runtime, byte_compile, pack, read_modules
from tests.modules import LATE, find_modules
from tests.widgets.librarycard import PROCEDURE, request
from widgets.api import handle

MOST = 4_200_000
"""Bytes to the first answer, whatever the host."""

SOURCES = {
    "widgets/a.py": b'WORDS = frozenset({"one", "two", "three"})\n\n\ndef f(x: int = 1) -> int:\n    return x\n',
    "widgets/b.py": b"from widgets.a import f\n",
}


def test_it_holds_all_that_the_worker_asks_for(runtime: Runtime) -> None:
    expected = {*COUNTED, WHOLE, "pyodide.js", "worker.js", "files.json", "licence-pyodide.txt", "licence-python.txt"}
    assert {path.name for path in runtime.path.iterdir()} == expected | {f"{name}.gz" for name in (*COUNTED, WHOLE)}
    assert {path.name: path.stat().st_size for path in runtime.path.iterdir()} == runtime.sizes


def test_the_worker_is_told_the_true_sizes(runtime: Runtime) -> None:
    manifest = json.loads((runtime.path / "files.json").read_text(encoding="utf-8"))
    assert manifest["counted"] == list(COUNTED)
    assert manifest["sizes"] == {
        name: runtime.sizes[name] for each in (*COUNTED, WHOLE) for name in (each, f"{each}.gz")
    }


@pytest.mark.parametrize("name", COUNTED)
def test_the_packed_twin_of_a_file_holds_the_same(runtime: Runtime, name: str) -> None:
    assert gzip.decompress((runtime.path / f"{name}.gz").read_bytes()) == (runtime.path / name).read_bytes()


def test_the_first_answer_is_small_on_a_host_that_compresses_nothing(runtime: Runtime) -> None:
    fetched = [*(f"{name}.gz" for name in COUNTED), "pyodide.js", "worker.js", "files.json"]
    assert sum(runtime.sizes[name] for name in fetched) <= MOST


def test_the_library_is_byte_code_stored_without_dates(runtime: Runtime) -> None:
    with zipfile.ZipFile(runtime.path / "python.zip") as library:
        assert {entry.compress_type for entry in library.infolist()} == {zipfile.ZIP_STORED}
        assert {entry.date_time for entry in library.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {Path(name).suffix for name in library.namelist()} == {".pyc"}
        assert "widgets/api.pyc" in library.namelist()


def test_licences_are_whole(runtime: Runtime) -> None:
    assert "Mozilla Public License Version 2.0" in (runtime.path / "licence-pyodide.txt").read_text(encoding="utf-8")
    assert "PYTHON SOFTWARE FOUNDATION LICENSE" in (runtime.path / "licence-python.txt").read_text(encoding="utf-8")


def test_the_same_sources_give_the_same_bytes(root: Path, runtime: Runtime, tmp_path: Path) -> None:
    again = tmp_path / "again"
    (again / "builder").mkdir(parents=True)
    (again / "node_modules").symlink_to(root / "node_modules")
    shutil.copytree(root / "widgets", again / "widgets", ignore=shutil.ignore_patterns("__pycache__"))
    other = build_runtime(again, tmp_path / "out")
    assert other.folder == runtime.folder
    for name in runtime.sizes:
        assert (other.path / name).read_bytes() == (runtime.path / name).read_bytes(), name


def test_what_was_compiled_is_kept(tmp_path: Path) -> None:
    first = byte_compile(SOURCES, tmp_path)
    (archive,) = tmp_path.iterdir()
    archive.write_bytes(pack({"widgets/kept.pyc": b""}))
    assert sorted(first) == ["widgets/a.pyc", "widgets/b.pyc"]
    assert byte_compile(SOURCES, tmp_path) == {"widgets/kept.pyc": b""}


def test_an_older_runtime_makes_room(root: Path, tmp_path: Path) -> None:
    old = tmp_path / "python-0123456789ab"
    old.mkdir()
    runtime = build_runtime(root, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [runtime.folder]


def test_every_module_that_the_engine_names_ships(root: Path) -> None:
    named = {name for path in (root / "widgets").glob("*.py") for name in imports(path)}
    shipped = {path.removesuffix(".py").removesuffix("/__init__").replace("/", ".") for path in read_modules()}
    # Frozen into the interpreter, as another name of _collections_abc.
    compiled_in = set(sys.builtin_module_names) | {"collections.abc", "math", "unicodedata"}
    assert {name for name in named if name.split(".")[0] != "widgets"} - shipped - compiled_in == set()


def test_what_any_form_loads_ships() -> None:
    loaded = find_modules()
    assert "datetime.py" in loaded
    assert loaded - read_modules() == set()
    assert read_modules() - loaded <= LATE, "make modules: the list holds what nothing loads"


def test_it_answers_in_pyodide(pyodide_handle: Callable[[Sequence[str]], list[str]]) -> None:
    answers = [json.loads(text) for text in pyodide_handle(["{}", "not json", '"\u2028"'])]
    assert [list(answer) for answer in answers] == [["fault"]] * 3


def numbers_without_end() -> str:
    """A request for thirds and sevenths."""
    values = {"third": {"times": ["books", "1/3"]}, "whole": {"times": ["third", 3]}, "cent": {"percent": ["third", 7]}}
    values["rounded"] = {"sum": ["cent"], "round": 0.01}  # type: ignore[dict-item]
    widgets = [{"id": "w", "goal": "route", "shows": list(values)}]
    procedure = {**PROCEDURE, "values": {**PROCEDURE["values"], **values}, "widgets": widgets}
    return json.dumps(request({"card": "have", "reader": "child", "books": "7"}, procedure=procedure, widget="w"))


def test_numbers_without_end_are_the_same_in_pyodide(pyodide_handle: Callable[[Sequence[str]], list[str]]) -> None:
    text = numbers_without_end()
    assert json.loads(handle(text))["values"] == {"third": "7/3", "whole": 7, "cent": "49/300", "rounded": "0.16"}
    assert pyodide_handle([text]) == [handle(text)]


def test_a_module_that_the_library_no_longer_has_is_missed() -> None:
    library = dict.fromkeys(INSTEAD_OF, b"import this\n") | {"os.py": b""}
    lean = make_lean(library)
    assert lean["os.py"] == b""
    assert all(b"import this" not in lean[path] for path in INSTEAD_OF)
    with pytest.raises(KeyError):
        make_lean({"os.py": b""})


def imports(path: Path) -> set[str]:
    """The modules that a module names, wherever in it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            found.add(node.module)
    return found
