"""In: an id that leads nowhere and the ids there are. Out: what says so, with the nearest one."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from widgets.names import nearest
from widgets.said import Said, say


def unknown(kind: str, id: str, known: Iterable[str], **about: object) -> Said:
    """There is no <kind> '<id>', and what was probably meant. `about` fills the gaps of the kind's own words."""
    ids = list(dict.fromkeys(known))
    near = get_close_matches(id, ids, 1)
    hint = say("did-you-mean", id=near[0]) if near else nearest(id, ids)
    return say("none-such", kind=say(f"kind-{kind}", **about), id=id, hint=hint)
