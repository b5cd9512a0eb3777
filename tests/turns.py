"""In: every page of a site, or of the guides in one file. Out: each in one language, in turn; of no language all."""

from __future__ import annotations

import re
from collections.abc import Iterable

from builder.library import LANGUAGES


def in_one_language(paths: Iterable[str], shift: int = 0) -> list[str]:
    """The pages that differ by more than their language, the first in the language of this number, and so on."""
    found = {path: name_of(path) for path in sorted(paths)}
    names = sorted({name for path, name in found.items() if name != path})
    turn = {name: LANGUAGES[(number + shift) % len(LANGUAGES)] for number, name in enumerate(names)}
    return [path for path, name in found.items() if name == path or path == name.replace("*", turn[name])]


def name_of(path: str) -> str:
    """A page's path with a star for its language: a folder in the site, an ending of a guide in one file."""
    languages = "|".join(LANGUAGES)
    return re.sub(rf"\A(?:{languages})(?=/)|(?<=\.)(?:{languages})(?=\.html\Z)", "*", path, count=1)
