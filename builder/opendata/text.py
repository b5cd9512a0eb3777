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
    return f"{json.dumps(plain(data), ensure_ascii=False, indent=1)}\n".encode()


def plain(data: Any) -> Any:
    """The same with decimals as text, as the engine takes them: a reader's floats would round them."""
    if isinstance(data, Decimal):
        return str(data)
    if isinstance(data, Mapping):
        return {key: plain(value) for key, value in data.items()}
    return [plain(part) for part in data] if isinstance(data, list | tuple) else data
