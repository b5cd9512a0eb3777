"""In: a text and its language. Out: the same with figures and Latin names kept in order; isolate.py does so in pages.

In right-to-left text a browser turns 321-1-06 into 06-1-321 and a telephone number backwards. Every figure, date,
range, number of a form, telephone, amount, address and Latin name therefore stands in an isolate: `<bdi>` in text,
U+2066…U+2069 where no element can stand. Groups of digits hold together with U+00A0 in every language, and so does
French punctuation with the word before it; a French verb and its pronoun don't part at the line's end, where the
hyphen between them would let them. No other byte changes, and a second pass changes nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

RIGHT_TO_LEFT = frozenset({"ar"})

OPEN, CLOSE = "\u2066", "\u2069"  # left-to-right isolate, pop directional isolate
NBSP = "\u00a0"
LONGEST_WHOLE = 20  # characters

_SPACE = r"(?:[ \u00a0\u202f]|&nbsp;|&#160;)"
_LETTERS = "A-Za-zÀ-ÖØ-öø-ɏ°º"
_GLUE = r"[-–.:/_@+’']|&\#39;|&\#x27;|&amp;"
_PATH = r"[^\s<>«»“”\"،؛()\u2066\u2069]"
_ADDRESS = rf"(?:https?://|www\.){_PATH}+|[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[a-z]{{2,}}/{_PATH}*"
_TELEPHONE = rf"(?:\+|(?=0))\d{{1,4}}(?:{_SPACE}\d{{1,4}}){{2,5}}(?!\d)"
_THOUSANDS = rf"\d{{1,3}}(?:{_SPACE}\d{{3}})+(?!\d)(?:[.,٫]\d+)?"
_PLAIN = rf"(?:[+@*\#]|[-−](?=\d))?[{_LETTERS}\d]+(?:(?:{_GLUE}|(?<=\d)[,٫٬](?=\d))[{_LETTERS}\d]+)*"
_UNIT = re.compile(
    rf"(?P<keep>{OPEN}[^{CLOSE}]*{CLOSE}|&(?:\#\w+|\w+);)"
    rf"|(?<![{_LETTERS}\d])(?P<unit>(?:{_ADDRESS})(?<![.,:;!?)])|(?:{_TELEPHONE}|{_THOUSANDS}|{_PLAIN})(?:(?<=\d){_SPACE}?[%٪])?)"
)
_JOINED = re.compile(rf"{_SPACE}?(?:[–—&×]|&amp;){_SPACE}?\Z")
_SPACES = re.compile(rf"{_SPACE}+\Z")
ARABIC = re.compile(  # words, with the commas and figures between them
    r"([\u0621-\u064a][\u0621-\u0652]+"
    r"(?:[،؛]?[ \u00a0](?:\d+(?:[-–.,/]\d+)*[،؛]?[ \u00a0])*[\u0621-\u0652]+)*)"
)
_LETTER = re.compile(f"[{_LETTERS}]")
_GROUPS = re.compile(rf"(?<![{_LETTERS}\d.,])(?:(?P<telephone>{_TELEPHONE})|{_THOUSANDS})")
_DASHED = re.compile(r"(?<![\w.,:/@–-])\d+(?:[-–/]\d+)+(?![\w–-]|/)")
_PERCENT = re.compile(r"(?<=\d) (?=%)")
_INVERTED = re.compile(  # est-elle, reste-t-il, demandez-le, peut-être, elle-même, là-dessus, e-ID
    r"(?<![\w-])(?:[^\W\d_]+-(?:t-)?(?:je|tu|ils?|elles?|on|nous|vous|ce|les?|la|lui|leur|moi|toi|en|y|êtres?|mêmes?"
    r"|dessus|dessous|delà)|[^\W\d_]-[^\W\d_]+)(?![\w-])"
)
_FRENCH = re.compile(r" (?:(?=[:;?!»]|&raquo;)|(?<=« )|(?<=&laquo; ))")

# What a text has where one of those finds anything: most have none, and these are told sooner.
_GROUPED = re.compile(r"\d[ \u00a0\u202f&]")
_LED = re.compile(r"\d[-–/]\d")
_LATIN = re.compile(rf"[{_LETTERS}\d]")


def isolate_text(text: str, lang: str) -> str:
    """Mark a text that stands where no element can: a title, a label, an option, a line of a calendar."""
    return spell(text, rtl=lang in RIGHT_TO_LEFT, lang=lang, wrap=in_marks)


def spell(text: str, *, rtl: bool, lang: str, wrap: Callable[[str], str]) -> str:
    """A text with its spaces held and its runs wrapped; `rtl` where what is around goes from right to left."""
    if _GROUPED.search(text):
        text = _PERCENT.sub(NBSP, _GROUPS.sub(_hold, text))
    if lang == "fr":
        text = _FRENCH.sub(NBSP, text)
    if rtl:
        return _isolate(text, wrap) if _LATIN.search(text) else text
    if wrap is in_marks:
        return text
    if _LED.search(text):
        text = _DASHED.sub(lambda found: wrap(found[0]), text)
    return _INVERTED.sub(lambda found: wrap(found[0]), text) if lang == "fr" and "-" in text else text


def in_marks(run: str) -> str:
    """An isolate where no element can stand."""
    return f"{OPEN}{run}{CLOSE}"


def in_bdi(run: str) -> str:
    """An element; what has a dash and is short is kept on one line, where some browsers would break after the dash."""
    whole = len(run) <= LONGEST_WHOLE and any(sign in run for sign in "-–/")
    return f'<bdi class="whole">{run}</bdi>' if whole else f"<bdi>{run}</bdi>"


def in_arabic(run: str) -> str:
    """A screen reader changes its voice here (WCAG 3.1.2)."""
    return f'<bdi lang="ar" dir="rtl">{spell(run, rtl=True, lang="ar", wrap=in_bdi)}</bdi>'


def _hold(group: re.Match[str]) -> str:
    """Digits in groups stay on one line; a telephone number has at least eight of them."""
    if group["telephone"] and sum(map(str.isdigit, group[0])) < 8:
        return group[0]
    return group[0].replace(" ", NBSP)


def _isolate(text: str, wrap: Callable[[str], str]) -> str:
    done, parts = 0, []
    for start, end in _runs(text):
        parts += [text[done:start], wrap(text[start:end])]
        done = end
    return "".join([*parts, text[done:]])


def _runs(text: str) -> Iterator[tuple[int, int]]:
    """The stretches to isolate. Latin words side by side are one, and so are the two ends of a range."""
    start, end, latin = -1, -1, False
    for found in _UNIT.finditer(text):
        if not found["unit"]:
            continue
        letter = bool(_LETTER.search(found["unit"]))
        gap = text[end : found.start()] if start >= 0 else ""
        spaced = _SPACES.match(gap) and (latin or letter)
        if start >= 0 and (spaced or (_JOINED.match(gap) and latin == letter)):
            end, latin = found.end(), letter
            continue
        if start >= 0:
            yield start, end
        start, end, latin = found.start(), found.end(), letter
    if start >= 0:
        yield start, end
