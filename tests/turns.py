"""In: every page of a site. Out: each page in one language, in turn; pages of no language all."""

from __future__ import annotations

from collections.abc import Iterable

from builder.library import LANGUAGES


def in_one_language(paths: Iterable[str], shift: int = 0) -> list[str]:
    """The pages that differ by more than their language, the first in the language of this number, and so on."""
    found = sorted(paths)
    names = sorted({name for path in found for language, _, name in [path.partition("/")] if language in LANGUAGES})
    turn = {name: LANGUAGES[(number + shift) % len(LANGUAGES)] for number, name in enumerate(names)}
    return [path for path in found if turn.get(path.partition("/")[2], "") in ("", path.partition("/")[0])]
