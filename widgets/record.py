"""Plain data comes in and frozen dataclasses go out, by their types; and back."""

from collections.abc import Mapping
from dataclasses import MISSING, fields
from typing import Any, ClassVar, get_args, get_origin


class Base:
    """What the builder's validation needs to know of every class here."""

    __pydantic_config__: ClassVar[dict[str, object]] = {"extra": "forbid", "use_attribute_docstrings": True}


_ONE = {
    str: "text",
    bool: "true or false",
    int: "a whole number",
    str | None: "text",
    int | float | None: "a number",
}


def build[T: Base](cls: type[T], data: object, path: str) -> T:
    """Build a dataclass; raises ValueError that begins with the path of what is wrong."""
    known = {entry.name: entry for entry in fields(cls)}  # type: ignore[arg-type]
    if not isinstance(data, Mapping):
        raise ValueError(f"{path or cls.__name__.lower()}: write a mapping of {', '.join(known)}")
    for key in data:
        if key not in known:
            raise ValueError(f"{_under(path, key)}: not a key of a {cls.__name__.lower()}; keys are {', '.join(known)}")
    for name, entry in known.items():
        if name not in data and entry.default is MISSING and entry.default_factory is MISSING:
            raise ValueError(f"{_under(path, name)}: missing")
    return cls(**{key: _field(known[key].type, value, _under(path, key)) for key, value in data.items()})


def _field(kind: Any, value: object, path: str) -> object:
    if kind is Any:
        return value
    if kind in _ONE:
        if isinstance(value, bool) is not (kind is bool) or not isinstance(value, kind):
            raise ValueError(f"{path}: write {_ONE[kind]}")
        return value
    origin, parts = get_origin(kind), get_args(kind)
    if origin is tuple:
        if not isinstance(value, list | tuple):
            raise ValueError(f"{path}: write a list")
        return tuple(_field(parts[0], item, _under(path, index)) for index, item in enumerate(value))
    if origin is dict:
        if not isinstance(value, Mapping) or not all(isinstance(key, str) for key in value):
            raise ValueError(f"{path}: write a mapping of ids")
        return {key: _field(parts[1], item, _under(path, key)) for key, item in value.items()}
    if parts:  # something, or nothing at all
        return None if value is None else _field(parts[0], value, path)
    return build(kind, value, path)


def written(item: Base) -> dict[str, object]:
    """Give a dataclass as it would be written, without what is left at its default."""
    values = {entry.name: (getattr(item, entry.name), entry.default) for entry in fields(item)}  # type: ignore[arg-type]
    return {name: _plain(value) for name, (value, default) in values.items() if value != default and value != {}}


def _plain(item: object) -> object:
    if isinstance(item, Base):
        return written(item)
    if isinstance(item, tuple | list):
        return [_plain(part) for part in item]
    if isinstance(item, Mapping):
        return {key: _plain(part) for key, part in item.items()}
    return item


def _under(path: str, key: object) -> str:
    return f"{path}.{key}" if path else str(key)
