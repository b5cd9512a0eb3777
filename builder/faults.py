"""In: what pydantic finds wrong with a record of a YAML file. Out: problems at its places, in an editor's words.

The branches of one union are told once.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from decimal import Decimal
from types import UnionType
from typing import Any, TypeAliasType, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel, ValidationError

from builder.problem import Problem
from builder.read import Document, Trail
from widgets.names import nearest
from widgets.said import Said, say

CODES = {
    "string_type": "key-word",
    "int_type": "key-whole",
    "int_parsing": "key-whole",
    "int_from_float": "key-whole",
    "float_type": "key-number",
    "float_parsing": "key-number",
    "decimal_type": "key-number",
    "decimal_parsing": "key-number",
    "bool_type": "key-yes-or-no",
    "bool_parsing": "key-yes-or-no",
    "tuple_type": "key-list",
    "dict_type": "key-mapping",
    "dataclass_type": "key-mapping",
    "model_type": "key-mapping",
    "model_attributes_type": "key-mapping",
    "string_pattern_mismatch": "key-address",
}
"""What is told of pydantic's sorts of error that need nothing but the key."""
STRANGE = ("extra_forbidden", "unexpected_keyword_argument")


def faults_of(error: ValidationError, document: Document, kind: Any, trail: Trail = ()) -> Iterator[Problem]:
    """Each finding once; a key that is misspelt is not missing as well."""
    told: set[Trail] = set()
    findings = error.errors()
    strange = {finding["loc"] for finding in findings if finding["type"] in STRANGE}
    for finding in findings:
        loc = finding["loc"]
        if finding["type"] == "missing" and _misspelt(loc, strange):
            continue
        place = _place(document, (*trail, *(loc[:-1] if finding["type"] == "missing" else loc)))
        if place in told and finding["type"] not in ("missing", *STRANGE):
            continue
        told.add(place)
        key = next((part for part in reversed(loc) if isinstance(part, str) and part in place), _last(loc))
        yield document.problem(place, _said(finding, key, kind), key=finding["type"] in STRANGE)


def keys_at(kind: Any, loc: Trail) -> tuple[str, ...]:
    """The keys that there are at a place of a model: beside its last part."""
    if not loc:
        return ()
    kinds = {kind}
    for part in loc[:-1]:
        kinds = {inner for one in kinds for branch in _branches(one) if (inner := _inside(branch, part)) is not None}
    return tuple(dict.fromkeys(key for one in kinds for branch in _branches(one) for key in _fields(branch)))


def _said(finding: Any, key: str, kind: Any) -> Said:
    sort, context = finding["type"], finding.get("ctx", {})
    if sort in STRANGE:
        return say("key-unknown", key=key, hint=nearest(key, keys_at(kind, finding["loc"])))
    if sort == "missing":
        return say("key-missing", key=key)
    if sort == "literal_error":
        expected = re.findall(r"'([^']*)'|\b(True|False)\b", str(context["expected"]))
        allowed = [word or flag.lower() for word, flag in expected]
        value = _written(finding["input"])
        return say("key-one-of", key=key, value=value, hint=nearest(value, allowed))
    if sort == "value_error" and isinstance(cause := context["error"].args[0], Said):
        return cause
    if sort in ("greater_than_equal", "less_than_equal"):
        bound = context.get("ge", context.get("le"))
        return say("key-too-small" if "ge" in context else "key-too-large", key=key, bound=bound)
    code = CODES.get(sort)
    if code == "key-mapping" and not any(isinstance(part, str) for part in finding["loc"]):
        return say("file-no-mapping")
    return say(code, key=key) if code else say("key-otherwise", key=key, reason=finding["msg"])


def _written(value: object) -> str:
    """A value as a file has it: true and null, not True and None."""
    return str(value) if isinstance(value, str | Decimal) else json.dumps(value, default=str, ensure_ascii=False)


def _misspelt(missing: Trail, strange: set[Trail]) -> bool:
    """Whether a key beside the missing one was probably meant for it."""
    beside = [str(loc[-1]) for loc in strange if loc[:-1] == missing[:-1]]
    return any(_meant(word, str(missing[-1])) for word in beside)


def _meant(word: str, key: str) -> bool:
    return nearest(word, [key]).code == "did-you-mean"


def _place(document: Document, trail: Trail) -> Trail:
    """The nearest place that stands in the file."""
    while trail and trail not in document.lines:
        trail = trail[:-1]
    return trail


def _last(loc: Trail) -> str:
    return next((part for part in reversed(loc) if isinstance(part, str)), "value")


def _branches(kind: Any) -> tuple[Any, ...]:
    """The kinds that a value may be of."""
    if isinstance(kind, TypeAliasType):
        return _branches(kind.__value__)
    if get_origin(kind) in (Union, UnionType):
        return tuple(inner for part in get_args(kind) for inner in _branches(part))
    return (kind,)


def _inside(kind: Any, part: str | int) -> Any:
    """What stands under a key or a position of a value of this kind."""
    origin, parts = get_origin(kind), get_args(kind)
    if origin in (tuple, list) and isinstance(part, int):
        return parts[0]
    if origin is dict:
        return parts[1]
    names = {alias: name for name, alias in _names(kind).items()}
    return get_type_hints(kind)[names[str(part)]] if part in names else None


def _fields(kind: Any) -> tuple[str, ...]:
    return tuple(_names(kind).values())


def _names(kind: Any) -> dict[str, str]:
    """The fields of a model, each with the key that is written for it."""
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return {name: field.alias or name for name, field in kind.model_fields.items()}
    if isinstance(kind, type) and is_dataclass(kind):
        return {field.name: field.name for field in fields(kind)}
    return {}
