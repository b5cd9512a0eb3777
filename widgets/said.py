"""A code and what fills its gaps come in; what an editor is to be told goes out, in no language yet.

The engine has no words for an editor: `builder/messages/` has them for each code.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Said:
    """One thing to be told."""

    code: str
    """Stays as it is, whatever the words become."""
    values: tuple[tuple[str, "Part"], ...] = ()
    """What fills the gaps of its words, by name: an id, a number, another thing told, or several of these."""

    def __str__(self) -> str:
        told = ", ".join(f"{name}: {_plain(value)}" for name, value in self.values)
        return f"{self.code} ({told})" if told else self.code


type Part = str | Said | tuple[Part, ...]


def say(code: str, /, **values: object) -> Said:
    """Tell something; a list among the values is told one after the other."""
    return Said(code, tuple((name, _part(value)) for name, value in values.items()))


def _part(value: object) -> Part:
    if isinstance(value, Said):
        return value
    return tuple(_part(one) for one in value) if isinstance(value, list | tuple) else str(value)


def _plain(part: Part) -> str:
    return ", ".join(map(_plain, part)) if isinstance(part, tuple) else str(part)
