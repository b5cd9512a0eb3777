"""What a rule came to and the findings it rests on come in; a Finding goes out.  The tree of them tells the answer."""

from typing import Any

from widgets.answers import UNKNOWN


class Finding:
    """What one part of the rules came to.

    `result` is True, False or None (not known).  For a question, a value or a figure, True says that its `value` is
    known, False that it does not apply.  For a table, True says that an outcome is given, False that no row can.
    """

    __slots__ = ("about", "gate", "id", "kind", "parts", "reasons", "result", "value")

    def __init__(
        self,
        kind: str,
        id: str,
        result: bool | None,
        *,
        value: object = None,
        parts: "tuple[Finding, ...]" = (),
        gate: "Finding | None" = None,
        about: object = None,
    ) -> None:
        """Kinds: all, any, not, condition, supposed, option, test; question, value,
        figure, literal; table, row, item.
        """
        self.kind = kind
        self.id = id
        self.result = result
        self.value: Any = value
        self.parts = parts
        self.gate = gate
        self.about: Any = about
        self.reasons: list[str] | None = None


def all_of(results: "list[bool | None]") -> bool | None:
    """True when all are, False when one is not, else not known."""
    return False if False in results else None if None in results else True


def any_of(results: "list[bool | None]") -> bool | None:
    """True when one is, False when none is, else not known."""
    return True if True in results else None if None in results else False


def opposite(result: bool | None) -> bool | None:
    """Not known stays not known."""
    return None if result is None else not result


def is_idle(finding: Finding) -> bool:
    """Say whether a condition is met or not only since what it asks does not apply to this reader.

    Its words would then tell of the reader what nobody asked.  Of an `all` that fails, one such part is enough; else
    all parts that decided must be such.
    """
    match finding.kind:
        case "test" | "option":
            return any(part.result is False for part in finding.parts)
        case "condition" | "not":
            return finding.result is not None and is_idle(finding.parts[0])
        case "all" | "any":
            deciding = [part for part in finding.parts if part.result is finding.result]
            enough = any if finding.kind == "all" and finding.result is False else all
            return finding.result is not None and bool(deciding) and enough(is_idle(part) for part in deciding)
    return False


def is_left_out(finding: Finding) -> bool:
    """Say whether something is idle since the reader was asked and left it out, which an optional question allows."""
    match finding.kind:
        case "question":
            applies = finding.gate is None or finding.gate.result is True
            return finding.result is False and finding.value == UNKNOWN and applies
        case "value" if finding.gate is not None and finding.gate.result is False:
            return False
        case "condition" | "not" | "all" | "any" | "test" | "option" | "value":
            return any(is_left_out(part) for part in finding.parts)
    return False
