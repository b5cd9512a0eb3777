"""A template that another includes stands in its place: it sees what stands there, and what it sets is its own."""

from pathlib import Path

import pytest
from jinja2 import StrictUndefined, TemplateNotFound, UndefinedError

from builder.render.templates import Templates

FILES = {
    "part": "{% set name = name ~ 1 %}{% macro say() %}<{{ name }}>{% endmacro %}{{ say() }}{% include 'deep' %}\n",
    "deep": "[{{ name }}]",
    "wrong": "\n\n\n{{ nothing }}",
}


def show(folder: Path, text: str, **values: object) -> str:
    for name, part in FILES.items():
        (folder / name).write_text(part, encoding="utf-8")
    made = Templates(folder, autoescape=True, undefined=StrictUndefined)
    return made.from_string(text).render(values)


def test_it_sees_what_stands_where_it_is_included(tmp_path: Path) -> None:
    text = "{% set name = 'a' %}{% include 'part' %}{{ name }}{% for name in 'bc' %}{% include 'part' %}{% endfor %}"
    assert show(tmp_path, text) == "<a1>[a1]a<b1>[b1]<c1>[c1]"


def test_a_name_that_it_is_not_given_is_refused_where_it_is_included(tmp_path: Path) -> None:
    with pytest.raises(UndefinedError, match="nothing") as caught:
        show(tmp_path, "{% if 1 %}\n{% include 'wrong' %}{% endif %}")
    told = [entry.lineno + 1 for entry in caught.traceback if entry.name == "top-level template code"]
    assert told == [2]


def test_one_that_is_chosen_late_is_found(tmp_path: Path) -> None:
    assert show(tmp_path, "{% include which %}{% include 'none' ignore missing %}", which="deep", name=1) == "[1]"


def test_one_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TemplateNotFound):
        show(tmp_path, "{% include 'none' %}")
