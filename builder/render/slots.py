"""In: the words of the interface in one language. Out: the same with slots that a script of the page fills.

A date is a <time>, a number is a <data>, another name is what stands for it in `SLOTS`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from markupsafe import Markup, escape

from builder.once import for_each_object

TIME = Markup('<time dir="auto" datetime="P0D" data-slot></time>')
"""P0D because an empty <time> isn't valid."""
NUMBER = Markup('<data dir="ltr" value="" data-slot></data>')
SLOTS = {
    "{example_date}": "<bdi>12/11/2026</bdi>",
    "{example_digits}": "<bdi>12112026</bdi>",
    **{f"{{{day}}}": f'<time dir="auto" datetime="P0D" data-with="{day}"></time>' for day in ("earliest", "latest")},
    **{
        f"{{{number}}}": f'<data dir="ltr" value="" data-with="{number}"></data>'
        for number in ("at_least", "at_most", "loaded", "total", "size")
    },
    "{answer}": '<span data-with="answer"></span>',
    "{date}": TIME,
    "{n}%": f'<bdi dir="ltr">{NUMBER}%</bdi>',
    "{n}": NUMBER,
}
"""What stands for a name. The sign of a percentage is to the right of its number in every language, as in the texts."""

_NAMES = re.compile(r"\{n\}%|\{[a-z_]+\}")


class Slots:
    """The words of one language with their slots."""

    def __init__(self, words: Mapping[str, Any]) -> None:
        """The same words are filled in on every page, so each is made once."""
        self.words = words
        self.fill = cache(self._fill)
        self.amount = cache(self._amount)

    def _fill(self, text: str, unit: str | None = None) -> Markup:
        """A text with its slots, all else escaped; an example is one in the unit of the question."""
        example = self.words["widget"]["examples"].get(unit, self.words["format"]["example"])
        slots = {**SLOTS, "{example}": f"<bdi>{escape(example)}</bdi>"}
        return Markup(_NAMES.sub(lambda name: slots.get(name[0], name[0]), str(escape(text))))

    def _amount(self, unit: str) -> Markup:
        """A slot for an amount with its unit: all plural forms, of which the script shows one."""
        if unit == "date":
            return TIME
        if unit not in self.words["counts"]:
            return self.fill(self.words["units"].get(unit, "{n}"))
        forms = self.words["counts"][unit].items()
        return Markup("").join(
            Markup('<span data-plural="{}" hidden>{}</span>').format(form, self.fill(text)) for form, text in forms
        )

    def unit_name(self, unit: str) -> str:
        """A unit as it stands beside a field."""
        units, counts = self.words["units"], self.words["counts"]
        text: str = units[unit] if unit in units else counts[unit]["other"] if unit in counts else ""
        return text.replace("{n}", "").strip()


@for_each_object(held=16)
def slots_of(words: Mapping[str, Any]) -> Slots:
    """The slots of a language."""
    return Slots(words)
