"""In: the Markdown of guides and pages, and the facts. Out: problems: a figure typed where a fact has it.

A number counts with its unit: "3 months" is a figure, "2 photos", "step 3" and "in 2022" are not. It is read as each
language writes it, and compared with every value, past and announced, of every figure of the same unit; so are whole
days, the full addresses of pages, and texts. A number in words, a month without its day and the name of a site are not.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import partial
from itertools import product
from typing import Any, NamedTuple

from builder.facts import Fact
from builder.figures import NO_BREAK, format_date
from builder.library import Library
from builder.problem import Problem
from builder.words import Words
from widgets.said import Said, say

type Index = dict[tuple[str, str], list[str]]
"""For a unit and a value as text, the ids of the figures that have it."""
type Values = list[tuple[str, list[str]]]
"""Values as text, each with the ids of the figures that have it."""

UNITS = {
    "days": r"days?|jours?|يوم|يوما|يومين|أيام",
    "weeks": r"weeks?|semaines?|أسبوع|أسبوعا|أسابيع",
    "months": r"months?|mois|شهر|شهرا|أشهر|شهور",
    "years": r"years?|ans?|années?|سنة|سنوات|عام|عاما|أعوام",
    "hours": r"hours?|heures?|ساعة|ساعات",
    "digits": r"digits?|chiffres?|رقم|رقما|أرقام",
    "percent": r"%|٪|percent|per cent|pour cent|في المائة|في المئة|بالمائة|بالمئة",
    "MAD": r"MAD|dhs?|dirhams?|درهم|درهما|دراهم",
}
"""The words for each unit that may follow a number, in the three languages."""
BEFORE = {"MAD": r"MAD|dhs?"}
"""And those that may stand before it."""
WHOLE = ("form", "date", "text")
"""Units whose values are looked for letter by letter."""
BARE = 10_000
"""From here on a number needs no unit to be known again."""

_SPACE = "[ \u00a0\u202f]"
_SPACES = re.compile(_SPACE)
_DIGIT = re.compile(r"\d")
_NUMBER = rf"(?<![\w.,/:-])\d+(?:{_SPACE}\d{{3}}(?!\d)|[.,]\d+)*(?![\w/:]|[.,-]\d)"
_ATTRIBUTE = rf"(?:{_SPACE}?-?{_SPACE}?|{_SPACE}(?:[^\W\d]+){_SPACE})"
"""Nothing, a space or a hyphen stands between a number and its unit, or one word: 30 calendar days."""
_AFTER = {
    unit: re.compile(rf"({_NUMBER}){_ATTRIBUTE}(?:{words})(?!\w)", re.IGNORECASE) for unit, words in UNITS.items()
}
_LED = {unit: re.compile(rf"(?<!\w)(?:{words}){_SPACE}?({_NUMBER})", re.IGNORECASE) for unit, words in BEFORE.items()}
_ALONE = re.compile(f"({_NUMBER})")
_PHONE = re.compile(r"(?<![\w+])\+?\d(?:[ \u00a0\u202f.-]?\d)+(?!\w)")
NOT_PROSE = re.compile(
    r"\[\[[^\]]*\]\]|\[\^[^\]]*\]|\]\([^)]*\)|<[^>]*>|`[^`]*`|\{\s*#[^}]*\}|https?://\S+|^\s*\d+\. ", re.MULTILINE
)
"""Marks, addresses, code, ids, and the numbers of a list."""
_CITED = re.compile(r"\[\[[^\]]*\]\]|\[\^[^\]]*\]")


def check_prose(library: Library) -> Iterator[Problem]:
    """No text types a figure, a form number or a telephone number that a fact has."""
    index = _index(library)
    texts = [words for guide in library.guides.values() for words in guide.words.values()]
    texts += [words for languages in library.pages.values() for words in languages.values()]
    values = library.kept.token("index", index)
    sought = _sought(index)
    for words in texts:
        yield from library.kept.of(("prose", words.path), (words.text, values), partial(list, _typed(words, sought)))


class Sought(NamedTuple):
    """What is looked for."""

    values: Index
    units: frozenset[str]
    """Those that any figure has."""
    whole: Values
    """Forms, days and texts, looked for letter by letter."""
    addresses: Values
    spelt: tuple[str, ...]
    """How those begin that may stand in a line without a digit."""


def _sought(index: Index) -> Sought:
    whole = [(value, ids) for (unit, value), ids in index.items() if unit in WHOLE]
    addresses = [(value, ids) for (unit, value), ids in index.items() if unit == "url"]
    letters = (_SPACES.sub(" ", value) for value, _ in (*whole, *addresses) if not _DIGIT.search(value))
    spelt = tuple(value.partition("¦")[0].strip() for value in letters)
    return Sought(index, frozenset(unit for unit, _ in index), whole, addresses, spelt)


def _typed(words: Words, sought: Sought) -> Iterator[Problem]:
    plain = _SPACES.sub(" ", f"{words.text}\n{_without_signs(words.text)}") if sought.spelt else ""
    spelt = any(value in plain for value in sought.spelt)
    for line, text in words.lines:
        if not spelt and not _DIGIT.search(text):
            continue
        told: set[str] = set()
        prose = NOT_PROSE.sub(" ¦ ", _without_signs(text))
        for typed, ids in (*_found(prose, sought), *_addresses(_CITED.sub(" ¦ ", text), sought)):
            if typed not in told:
                told.add(typed)
                yield Problem(words.path, line, _message(typed, ids), column=text.find(typed) + 1 or 1)


def _message(typed: str, ids: list[str]) -> Said:
    address = re.match(r"https?:|[\w.-]+/\D", typed)
    if len(ids) == 1:
        return say("address-typed" if address else "figure-typed", typed=typed, id=ids[0])
    code = "address-typed-of-several" if address else "figure-typed-of-several"
    return say(code, typed=typed, marks=[f"[[{id}]]" for id in ids])


def _found(text: str, sought: Sought) -> Iterator[tuple[str, list[str]]]:
    """What is typed and equals a value, with the facts that have it."""
    if _DIGIT.search(text):
        yield from _numbers(text, sought)
    plain = _SPACES.sub(" ", text)
    for value, ids in sought.whole:
        if value in plain and re.search(rf"(?<![\w-]){re.escape(value)}(?![\w-])", plain):
            yield value, ids


def _numbers(text: str, sought: Sought) -> Iterator[tuple[str, list[str]]]:
    index = sought.values
    alone = list(_ALONE.finditer(text))
    for unit, pattern in [*_AFTER.items(), *_LED.items()] if alone else ():
        for found in pattern.finditer(text) if unit in sought.units else ():
            ids = _ids(unit, found[1], index)
            if ids:
                yield found[0].strip(), ids
    for found in alone:
        ids = _ids("number", found[1], index)
        if ids:
            yield found[0], ids
    for found in _PHONE.finditer(text) if "phone" in sought.units else ():
        ids = index.get(("phone", _digits(found[0])), [])
        if ids:
            yield found[0], ids


def _addresses(text: str, sought: Sought) -> Iterator[tuple[str, list[str]]]:
    """The addresses of facts, in a link or in code too. The name of a site alone is a name, and no address."""
    for value, ids in sought.addresses:
        if value not in text:
            continue
        scheme = r"(?:https?://)?" if "/" in value else "https?://"
        found = re.search(rf"(?<![\w./-]){scheme}(?:www\.)?{re.escape(value)}/?(?![\w/-])", text)
        if found:
            yield found[0], ids


def _ids(unit: str, typed: str, index: Index) -> list[str]:
    return sorted({id for reading in _readings(typed) for id in index.get((unit, reading), [])})


def _readings(typed: str) -> set[str]:
    """A number as the three languages may mean it: a point or a comma groups thousands, or begins the decimals."""
    plain = _SPACES.sub("", typed)
    readings = set()
    for point, comma in product(("", "."), repeat=2):
        number = plain.replace(".", "\0").replace(",", comma).replace("\0", point)
        if number.count(".") <= 1:
            readings.add(_written(Decimal(number)))
    return readings


def _index(library: Library) -> Index:
    index: Index = {}
    for fact in library.facts.values():
        for key in sorted(_keys(fact, library.interface)):
            index.setdefault(key, []).append(fact.id)
    return index


def _keys(fact: Fact, interface: Mapping[str, Mapping[str, Any]]) -> set[tuple[str, str]]:
    """The values of a figure, those of its positions too, as they are looked for."""
    keys: set[tuple[str, str]] = set()
    for value in (*(value.value for value in fact.values), *(side.value for side in fact.positions)):
        if value is not None and fact.unit in ("form", "phone"):
            keys.add((fact.unit, _digits(str(value)) if fact.unit == "phone" else str(value)))
        elif value is not None and fact.unit == "date":
            keys |= {("date", written) for written in _dates(str(value), interface)}
        elif value is not None and fact.unit == "url":
            keys.add(("url", re.sub(r"^(?:https?://)?(?:www\.)?", "", str(value)).rstrip("/")))
        elif fact.unit == "text" and not str(value).isdecimal():  # a year may stand anywhere
            keys.add(("text", _without_signs(str(value))))
        elif isinstance(value, int | Decimal) and (fact.unit in UNITS or (fact.unit == "number" and value >= BARE)):
            keys.add((fact.unit, _written(Decimal(value))))
    return keys


def _dates(day: str, interface: Mapping[str, Mapping[str, Any]]) -> set[str]:
    """A day as each language writes it, and in figures."""
    spelt = {format_date(day, words).replace(NO_BREAK, " ") for words in interface.values() if "format" in words}
    return {*map(_without_signs, spelt), day, "/".join(reversed(day.split("-")))}


def _written(number: Decimal) -> str:
    return f"{number.normalize():f}"


def _digits(phone: str) -> str:
    """A telephone number without what only parts it, as it is dialled in Morocco."""
    digits = re.sub(r"\D", "", phone)
    return "0" + digits.removeprefix("212") if phone.startswith("+212") else digits


def _without_signs(text: str) -> str:
    """The text with plain digits and without vowel signs, which an editor may or may not write."""
    return text if text.isascii() else unicodedata.normalize("NFC", text).translate(_WITHOUT_SIGNS)


class _WithoutSigns(dict[int, str]):
    """Letters and digits by their number, each looked up when it is first met."""

    def __missing__(self, number: int) -> str:
        char = chr(number)
        plain = str(unicodedata.digit(char)) if char.isdigit() and char.isdecimal() else char
        self[number] = "" if unicodedata.combining(char) else plain
        return self[number]


_WITHOUT_SIGNS = _WithoutSigns()
