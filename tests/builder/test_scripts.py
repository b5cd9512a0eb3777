"""The files that pages load, joined of our own scripts."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from builder.scripts import ALONE, JOINED, SHEETS, join_scripts, join_styles, lighten_styles

PARTS = [part for parts in JOINED.values() for part in parts]


@pytest.fixture
def folder(root: Path, tmp_path: Path) -> Path:
    """All scripts in one folder, as the build lays them."""
    for source in (root / "widgets" / "web", root / "docs" / "assets"):
        for file in source.glob("*.js"):
            shutil.copy(file, tmp_path)
    return tmp_path


def test_each_file_holds_its_parts_in_order_below_their_names(folder: Path) -> None:
    lines = {part: (folder / f"{part}.js").read_text(encoding="utf-8").splitlines() for part in PARTS}
    join_scripts(folder)
    for name, parts in JOINED.items():
        expected = []
        for part in parts:
            expected += [
                f"// {part}.js",
                *(line.lstrip() for line in lines[part] if not line.lstrip().startswith("//")),
            ]
        assert (folder / f"{name}.js").read_text(encoding="utf-8").splitlines() == expected


def test_what_no_page_loads_by_itself_goes(folder: Path) -> None:
    before = {file.stem for file in folder.iterdir()}
    join_scripts(folder)
    assert {file.stem for file in folder.iterdir()} == (before - set(PARTS)) | ALONE | set(JOINED)


def test_joined_files_are_scripts_that_begin_strictly(folder: Path) -> None:
    join_scripts(folder)
    for name in JOINED:
        file = folder / f"{name}.js"
        assert file.read_text(encoding="utf-8").splitlines()[1] == '"use strict";'
        subprocess.run(["node", "--check", str(file)], check=True)


def test_no_text_over_several_lines_looks_like_a_comment(root: Path) -> None:
    for source in (root / "widgets" / "web", root / "docs" / "assets"):
        for file in source.glob("*.js"):
            for text in re.findall(r"`[^`]*`", file.read_text(encoding="utf-8")):
                assert not re.search(r"^[ \t]*//", text, re.MULTILINE), file.name


def test_no_text_of_a_joined_part_stands_over_several_lines(folder: Path) -> None:
    """What indents is taken out, which such a text would lose."""
    for part in PARTS:
        for text in re.findall(r"`[^`]*`", (folder / f"{part}.js").read_text(encoding="utf-8")):
            assert "\n" not in text, part


def test_styles_lose_their_comments_alone(root: Path, tmp_path: Path) -> None:
    (tmp_path / "one.css").write_text(
        "/* The look.\n   All of it. */\n\na {\n  color: red; /* why */\n}\n/* b */ b {}\n", encoding="utf-8"
    )
    lighten_styles(tmp_path)
    assert (tmp_path / "one.css").read_text(encoding="utf-8").strip() == "a {color: red;} b {}"
    for source in (root / "widgets" / "web", root / "docs" / "assets"):
        for file in source.rglob("*.css"):
            shutil.copy(file, tmp_path)
            rules = [file.read_text(encoding="utf-8").count(sign) for sign in "{}"]
            lighten_styles(tmp_path)
            light = (tmp_path / file.name).read_text(encoding="utf-8")
            assert [light.count(sign) for sign in "{}"] == rules
            bare = re.sub(r"/\*.*?\*/", "", file.read_text(encoding="utf-8"), flags=re.DOTALL)
            assert "".join(light.split()) == "".join(bare.split())
            assert "/*" not in light


def test_a_style_in_parts_holds_each_of_them_in_order(root: Path, tmp_path: Path) -> None:
    join_styles(root, tmp_path)
    assert {file.name for file in tmp_path.iterdir()} == {f"{Path(folder).name}.css" for folder in SHEETS}
    for folder, parts in SHEETS.items():
        assert sorted(file.stem for file in (root / folder).iterdir()) == sorted(parts)
        style = (tmp_path / f"{Path(folder).name}.css").read_text(encoding="utf-8")
        places = [style.index((root / folder / f"{part}.css").read_text(encoding="utf-8")) for part in parts]
        assert places == sorted(places)


def test_without_scripts_the_dark_has_the_same_colours(root: Path) -> None:
    style = (root / "docs/assets/site/colours.css").read_text(encoding="utf-8")
    chosen, given = (
        re.search(rf"{re.escape(start)} \{{(.*?)\}}", style, re.DOTALL)
        for start in ('[data-md-color-scheme="slate"]', '.no-js [data-md-color-scheme="default"]')
    )
    assert chosen is not None
    assert given is not None
    assert chosen[1].split() == given[1].split()
