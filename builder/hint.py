"""In: an id that leads nowhere and the ids there are. Out: the sentence that says so, with the nearest one."""

from collections.abc import Iterable
from difflib import get_close_matches


def unknown(kind: str, id: str, known: Iterable[str]) -> str:
    """There is no <kind> '<id>', and what was probably meant."""
    near = get_close_matches(id, list(known), 1)
    hint = f" Did you mean '{near[0]}'?" if near else ""
    return f"There is no {kind} '{id}'.{hint}"
