"""The front matter of a page is read as YAML, which what we write ourselves need not be asked for."""

import json

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from builder import meta
from builder.meta import read_meta

PLAIN = 'title: "Ce qu\'il faut: la « carte » # 5"\nbuilt: ["2026-11-26", "26 novembre 2026"]'
OTHERS = (
    "title: Card",
    "draft: true",
    'title: "a \\"word\\""',
    'title: "a\\u0007b"',
    'title: "a\u2028 b"',
    'title: "a" # why',
    "title: 'a'",
    'on: "a"',
    'title: "a"\n\nkind: "page"',
    'hide: ["a", 5]',
    "hide: []",
    'title: "a"\ntitle: "b"',
    "",
)


def as_yaml(text: str) -> object:
    return yaml.load(text, Loader=yaml.CSafeLoader)


@pytest.mark.parametrize("text", [PLAIN, *OTHERS])
def test_front_matter_is_read_as_yaml(text: str) -> None:
    assert read_meta(f"---\n{text}\n---\n# Card\n") == as_yaml(text)


def test_what_we_write_needs_no_yaml(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(meta.yaml, "load", None)
    assert read_meta(f"---\n{PLAIN}\n---\n")["built"] == ["2026-11-26", "26 novembre 2026"]


def test_a_page_without_front_matter_has_none() -> None:
    assert read_meta("# Card\n") == {}


@given(st.dictionaries(st.from_regex(r"[a-z_]{1,5}", fullmatch=True), st.text() | st.lists(st.text()), min_size=1))
def test_any_front_matter_is_read_as_yaml(said: dict[str, object]) -> None:
    text = "\n".join(f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in said.items())
    try:
        read = as_yaml(text)
    except yaml.YAMLError:
        with pytest.raises(yaml.YAMLError):
            read_meta(f"---\n{text}\n---\n")
    else:
        assert read_meta(f"---\n{text}\n---\n") == read
