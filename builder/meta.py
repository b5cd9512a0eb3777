"""In: a page as Markdown. Out: its front matter, as YAML says it; what the build writes itself is read without YAML."""

from __future__ import annotations

import json
import re
from typing import Any

import yaml

FRONT_MATTER = re.compile(r"---\n(.*?)\n---\n", re.DOTALL)
_TEXT = r'"[^"\\\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]*"'
_PLAIN = re.compile(rf"(?!(?:y|n|yes|no|on|off|true|false|null):)([a-z_]+): ({_TEXT}|\[{_TEXT}(?:, {_TEXT})*\])")
"""A line that JSON and YAML read alike, as nearly all are that we write."""


def read_meta(text: str) -> dict[str, Any]:
    """The front matter; nothing where there is none."""
    found = FRONT_MATTER.match(text)
    if not found:
        return {}
    lines = [*map(_PLAIN.fullmatch, found[1].split("\n"))]
    if all(lines):
        return {line[1]: json.loads(line[2]) for line in lines if line}
    meta: dict[str, Any] = yaml.load(found[1], Loader=yaml.CSafeLoader)
    return meta
