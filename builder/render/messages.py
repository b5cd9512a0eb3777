"""In: the words of builder/messages/. Out: the list of messages of one area, for the handbook.

A page asks for it by a line of its own, `[[messages:facts]]` after the file facts.yaml. Arabic pages show the French.
"""

from __future__ import annotations

import re
from pathlib import Path

import yaml
from markupsafe import Markup, escape

from builder.messages import GAP, LANGUAGES, Told, catalogue

MARK = re.compile(r"^\[\[messages:([a-z]+)\]\]$", re.MULTILINE)
_FOLDER = Path(__file__).parent.parent / "messages"
_FILLED = {"hint": ("did-you-mean", "one-of"), "mend": ("row-covered", "row-condition")}
"""What stands where an advice is nothing but a gap."""


def areas() -> list[str]:
    """The areas whose entries are messages, not pieces of them."""
    return [file.stem for file in sorted(_FOLDER.glob("*.yaml")) if messages(file.stem)]


def messages(area: str, language: str = "en") -> list[Told]:
    """The messages of an area, in their order."""
    text = (_FOLDER / f"{area}.yaml").read_text(encoding="utf-8")
    entries = [catalogue()[code][language] for code in yaml.load(text, Loader=yaml.CSafeLoader)]
    return [entry for entry in entries if isinstance(entry, Told)]


def list_messages(area: str, language: str) -> Markup:
    """The list as one block of HTML; what differs from message to message is shown as an ellipsis."""
    shown = language if language in LANGUAGES else "fr"
    rows = [
        f"<dt>{_plain(told.message)}</dt><dd>{_plain(_filled(told.advice, shown))}</dd>"
        for told in messages(area, shown)
    ]
    lines = "\n".join(rows)
    return Markup(f'<dl class="dalil-messages" lang="{shown}" dir="ltr">\n{lines}\n</dl>')


def _filled(advice: str, language: str) -> str:
    gap = GAP.fullmatch(advice)
    return " / ".join(str(catalogue()[code][language]) for code in _FILLED[gap[1]]) if gap else advice


def _plain(text: str) -> str:
    return str(escape(GAP.sub("…", text)))
