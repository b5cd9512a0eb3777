"""In: an id that leads nowhere and the ids there are. Out: what says so, with the nearest one."""

from __future__ import annotations

from collections.abc import Iterable

from widgets.names import nearest
from widgets.said import Said, say


def unknown(kind: str, id: str, known: Iterable[str], **about: object) -> Said:
    """There is no <kind> '<id>', and what was probably meant. `about` fills the gaps of the kind's own words."""
    return say("none-such", kind=say(f"kind-{kind}", **about), id=id, hint=nearest(id, known))
