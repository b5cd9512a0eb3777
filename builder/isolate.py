"""In: the HTML of a page and its language. Out: the same with every text in order that bidi.py would mark.

Texts, headings, menus, titles and labels; each kind of tag and text is read once for each place in which it stands.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from builder.bidi import ARABIC, RIGHT_TO_LEFT, in_arabic, in_bdi, in_marks, spell
from builder.memo import Memo
from builder.tags import ATTRIBUTE, ENDED, NAME, RAW, TAG, VOID, find_end, join_parts, split_tags

if TYPE_CHECKING:
    import re

_SPOKEN = frozenset({"title", "aria-label", "aria-description", "aria-roledescription", "placeholder", "alt", "label"})
_CODE = frozenset({"code", "pre", "kbd", "samp"})
_NO_ELEMENT = frozenset({"option", "svg", "math"})
_TURNING = _CODE | _NO_ELEMENT | {"bdi"}
_TURNED = frozenset({"dir", "lang"})
"""What makes another place of an element: its name, or its attributes."""
_TITLE = "title"
"""Of a page: holds no tags, as what is in RAW, but is shown. That of a drawing may hold some."""


type _Reader = Memo[str, tuple[str, str, _Reader | None, bool]]
"""What becomes of a piece of a page (see tags.py), as it stands in one place: its HTML, the name of its element, what
reads the pieces inside where it opens one, and whether it is the title of the page."""


class _Tag(NamedTuple):
    """What becomes of a tag, as it stands in one place."""

    html: str
    name: str
    after: _Place
    """Where the text after it stands."""
    opens: bool
    title: bool = False
    raw: bool = False


@dataclass(frozen=True)
class _Place:
    """Where in the page a text stands, as far as it matters here."""

    lang: str
    rtl: bool
    isolated: bool = False
    """Inside a <bdi>."""
    plain: bool = False
    """Inside an element that takes no <bdi>."""
    code: bool = False

    @cached_property
    def reader(self) -> _Reader:
        """Of the pieces that stand here."""
        return Memo(self._read)

    @cached_property
    def tags(self) -> Memo[str, _Tag]:
        """The tags that stand here."""
        return Memo(self._tag)

    def enter(self, name: str, attributes: dict[str, str]) -> _Place:
        """The place inside an element found here: the same for most."""
        if name not in _TURNING and _TURNED.isdisjoint(attributes):
            return self
        direction = attributes.get("dir", "").lower()
        lang = attributes["lang"].lower().split("-")[0] if "lang" in attributes else self.lang
        # With dir="auto" the first letter decides, which the language foretells.
        # A program reads from left to right in every language: letters.css turns <pre> that way.
        around = self.rtl and name != "pre"
        by_name = {"rtl": True, "ltr": False, "auto": lang in RIGHT_TO_LEFT}
        place = _Place(
            lang=lang,
            rtl=by_name.get(direction, around),
            isolated=(self.isolated and direction != "rtl") or name == "bdi",
            plain=self.plain or name in _NO_ELEMENT,
            code=self.code or name in _CODE,
        )
        return _PLACES[place]

    def spell(self, text: str, *, marks: bool = False) -> str:
        """A text of this place, with what keeps it in order; Arabic in another language says that it is Arabic."""
        if not (marks or self.plain or self.code or self.lang in RIGHT_TO_LEFT) and ARABIC.search(text):
            parts = ARABIC.split(text)
            return "".join(in_arabic(part) if at % 2 else self.spell(part) for at, part in enumerate(parts))
        # In code, and where an isolate stands already, only spaces are minded: the marks' way does no more there.
        wrap = in_marks if marks or self.plain or self.isolated or (self.code and not self.rtl) else in_bdi
        lang = "" if self.code and self.lang == "fr" else self.lang
        return spell(text, rtl=self.rtl and not self.isolated, lang=lang, wrap=wrap)

    def _read(self, piece: str) -> tuple[str, str, _Reader | None, bool]:
        found = TAG.match(piece)
        if not found:
            return self.spell(f"<{piece}").removeprefix("<"), "", None, False
        tag = self.tags[found[0]]
        text = piece[found.end() :]
        made = text if tag.raw else tag.after.spell(text, marks=tag.title)
        return tag.html + made, tag.name, tag.after.reader if tag.opens else None, tag.title

    def _tag(self, tag: str) -> _Tag:
        named = NAME.match(tag)
        if not named:
            return _Tag(tag, "", self, opens=False)
        name = named[1].lower()
        if tag[0] == "/":
            return _Tag(tag, name, self, opens=False)
        attributes = {key.lower(): value.strip("\"'") for key, _, value in ATTRIBUTE.findall(tag, named.end())}
        inside = self.enter(name, attributes)
        opens = name not in VOID and not tag.endswith("/>")
        title = name == _TITLE and not self.plain
        made = _label(tag, named.end(), name, inside, attributes)
        return _Tag(made, name, inside if opens or title else self, opens, title, name in RAW)


_PLACES: Memo[_Place, _Place] = Memo(lambda place: place, most=1000)


def isolate_html(html: str, lang: str) -> str:
    """Mark every text of a page, its headings, menus, titles and labels; scripts and typed text stay as they are."""
    return isolate_pieces(split_tags(html), lang)


def isolate_pieces(pieces: list[str], lang: str) -> str:
    """The same with a page in pieces (see tags.py)."""
    place = _PLACES[_Place(lang, lang in RIGHT_TO_LEFT)]
    first, *pieces = pieces
    parts = [place.spell(first)]
    reader = place.reader
    names, around = [""], [reader]
    for at, piece in enumerate(pieces):
        if piece[0] == "/":
            made, name, _, _ = around[-1][piece]
            if name == names[-1] != "":
                names.pop()
                reader = around.pop()
            else:
                reader = _leave(names, around, name) or reader
                made = reader[piece][0]
            parts.append(made)
            continue
        made, name, inside, title = reader[piece]
        if title and at + 1 < len(pieces) and ENDED[pieces[at + 1]] != _TITLE:
            pieces[at:] = _hold_title(pieces[at:])
            made, name, inside, title = reader[pieces[at]]
        parts.append(made)
        if inside is not None:
            names.append(name)
            around.append(reader)
            reader = inside
    return "<".join(parts)


def _leave(names: list[str], around: list[_Reader], name: str) -> _Reader | None:
    """What reads the pieces after an element in which others may still be open."""
    if not name or name not in names:
        return None
    while names.pop() != name:
        around.pop()
    return around.pop()


def _hold_title(pieces: list[str]) -> list[str]:
    """A title that looks as if it held tags becomes one piece."""
    parts = "<".join(pieces[1:]).split("<")
    end = find_end(parts, _TITLE, 0)
    return join_parts(["<".join([pieces[0], *parts[:end]]), *parts[end:]], apart=1)


def _label(tag: str, start: int, name: str, place: _Place, attributes: dict[str, str]) -> str:
    """The tag with its spoken and shown attributes marked."""
    described = name == "meta" and (
        attributes.get("name", "") == "description" or attributes.get("property", "").startswith("og:")
    )
    button = name == "input" and attributes.get("type", "").lower() in {"submit", "reset", "button"}
    if not (described or button) and _SPOKEN.isdisjoint(attributes):
        return tag

    def spoken(found: re.Match[str]) -> str:
        key, equals, value = found[1].lower(), found[2], found[3]
        shown = key in _SPOKEN or (key == "content" and described) or (key == "value" and button)
        if not shown or value[0] not in "\"'":
            return found[0]
        return f"{found[1]}{equals}{value[0]}{place.spell(value[1:-1], marks=True)}{value[0]}"

    return tag[:start] + ATTRIBUTE.sub(spoken, tag[start:])
