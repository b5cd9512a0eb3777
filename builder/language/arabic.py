"""In: words of Arabic. Out: those that the list of Ayaspell does not know; it comes from npm and is only read here.

The list has few verbs in the plural with a pronoun after them, as we address readers: these are looked up without it.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

from builder.root import ROOT

_PRONOUNS = ("ها", "هما", "هم", "نا", "كم", "ه")
_SCRIPT = Path(__file__).with_name("arabic.mjs")


def find_unknown(words: set[str]) -> set[str]:
    """The words that are not in the list."""
    asked = {word: (word, *_shorter(word)) for word in words}
    every = sorted({each for several in asked.values() for each in several})
    done = subprocess.run(
        ["node", str(_SCRIPT), str(ROOT / "node_modules" / "@cspell" / "dict-ar" / "ar.trie.gz")],
        input="\n".join(every),
        capture_output=True,
        encoding="utf-8",
        cwd=ROOT,
        check=True,
    )
    unknown = set(done.stdout.split("\n"))
    return {word for word in words if unknown.issuperset(asked[word])}


def _shorter(word: str) -> Iterator[str]:
    """A verb without the pronoun after it: اطلبوها is اطلبوا, أديتموه is أديتم, and one with و or ف before it."""
    for pronoun in _PRONOUNS:
        if word.endswith(pronoun) and len(word) > len(pronoun) + 2:
            stem = word.removesuffix(pronoun)
            for each in (stem, stem[1:]) if stem[0] in "وف" else (stem,):
                yield each.removesuffix("و") if each.endswith("مو") else f"{each}ا" if each.endswith("و") else each
