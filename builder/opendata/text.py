"""In: data that JSON can say. Out: the bytes of a published file: with its format and licence, the same each time."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

FORMAT = 1
"""Of all files together: raised when a field goes, or changes its name, form or meaning; not when one is added."""


LICENCE = "CC-BY-4.0"
"""Of all that people wrote, by its SPDX id."""


def write_json(content: Mapping[str, Any]) -> bytes:
    """One file of ours, which says its format and licence."""
    return encode({"format": FORMAT, "licence": LICENCE, **content})


def encode(data: Mapping[str, Any]) -> bytes:
    """JSON, indented, so that a difference between two versions can be read."""
    return f"{json.dumps(data, ensure_ascii=False, indent=1, default=_plain)}\n".encode()


def _plain(data: object) -> Any:
    """What JSON has no form of: a decimal is a text, as the engine takes it, since a reader's floats would round it."""
    if isinstance(data, Decimal):
        return str(data)
    if isinstance(data, Mapping):
        return dict(data)
    raise TypeError(f"{type(data).__name__} has no form in JSON")
