"""Out: what may stand in a page: for what people wrote, and for what the theme and our templates make.

A list of what is good, so that what nobody thought of is refused too. No list has an attribute that runs anything, that
sets a style, or that sends a form somewhere.
"""

from __future__ import annotations

import re

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
ORIGIN_OF_WORDS = frozenset({"lang", "dir"})
"""Words that stand in for a missing translation carry them."""

ROOTS = ("html", "body")
"""All stands in these; what another such tag carries comes to them, so none may carry what the first does not."""

PROSE: dict[str, frozenset[str]] = {
    **dict.fromkeys(HEADINGS, frozenset({"id"}) | ORIGIN_OF_WORDS),
    **dict.fromkeys(("p", "ul", "li", "em", "strong", "pre", "blockquote", "dl", "dt", "dd", "br", "hr"), frozenset()),
    "wbr": frozenset(),
    **dict.fromkeys(("table", "thead", "tbody", "tr"), frozenset()),
    **dict.fromkeys(("th", "td"), frozenset({"align"})),
    "ol": frozenset({"start"}),
    "a": frozenset({"href"}),
    "code": frozenset({"class"}),
    "span": frozenset({"id"}) | ORIGIN_OF_WORDS,
    "div": frozenset({"class"}),
    "bdi": frozenset({"class"}) | ORIGIN_OF_WORDS,
    **dict.fromkeys(ROOTS, frozenset()),
}
"""What Markdown makes of what people wrote, with what the build puts into it: anchors, languages, isolated figures,
places where an address breaks."""

CLASSES = re.compile(r"admonition(?: (?:disagree|note|unconfirmed|warning))|admonition-title|language-\w+|whole")
"""The classes that come with it: blocks, the language of a program, what stays on one line."""

_ANYWHERE = frozenset({"class", "dir", "hidden", "id", "lang", "role", "tabindex", "title", "translate"})
_PLAIN = (
    *(
        "article",
        "aside",
        "bdi",
        "caption",
        "code",
        "dd",
        "div",
        "dl",
        "dt",
        "em",
        "fieldset",
        "figcaption",
        "figure",
    ),
    *("footer", "header", "legend", "main", "nav", "noscript", "p", "pre", "q", "section", "small", "span"),
    *("strong", "summary", "table", "tbody", "template", "tfoot", "thead", "tr", "ul", "br", "hr", "wbr"),
    "blockquote",
    *HEADINGS,
)
_MORE = {
    "a": {"href", "hreflang", "rel", "type", "target"},
    "button": {"type"},
    "data": {"value"},
    "details": {"open"},
    "form": {"autocomplete", "method", "name", "novalidate"},
    "iframe": {"height", "loading", "src", "width"},
    "input": {
        *("accept", "autocapitalize", "autocomplete", "autocorrect", "checked", "inputmode", "maxlength", "name"),
        *("placeholder", "readonly", "required", "spellcheck", "type", "value"),
    },
    "label": {"for"},
    "li": {"value"},
    "ol": {"reversed", "start"},
    "option": {"value"},
    "progress": {"max", "value"},
    "script": {"src", "type"},
    "select": {"autocomplete"},
    "td": {"align", "headers"},
    "textarea": {"autocomplete", "maxlength", "readonly", "rows", "spellcheck"},
    "th": {"align", "scope"},
    "time": {"datetime"},
    "svg": {"focusable", "height", "preserveAspectRatio", "shape-rendering", "viewBox", "width", "xmlns"},
    "desc": set(),
    "text": set(),
    "title": set(),
    "tspan": {"x", "y"},
    "path": {"d", "fill"},
    "circle": {"cx", "cy", "r"},
    "rect": {"height", "rx", "width", "x", "y"},
    "g": {"fill"},
}
PAGE: dict[str, frozenset[str]] = {
    **dict.fromkeys(_PLAIN, _ANYWHERE),
    **{name: _ANYWHERE | more for name, more in _MORE.items()},
    "html": frozenset({"class", "dir", "lang"}),
    "body": frozenset({"class", "dir", "data-md-color-accent", "data-md-color-primary", "data-md-color-scheme"}),
}
"""What else the theme and our templates make; with it stand attributes that begin with data- or aria-."""

DATA = ("application/json", "application/ld+json")
"""Types of scripts that no browser runs."""

_REST = r"[^\s\\<>\"`]*"
OUTWARD = re.compile(
    rf"https?://(?P<host>[a-z0-9-]+(?:\.[a-z0-9-]+)*)(?::[0-9]+)?(?:[/?#]{_REST})?"
    rf"|mailto:[\w.+-]+@(?P<mail>[a-z0-9-]+(?:\.[a-z0-9-]+)+)|tel:\+?[0-9]+",
    re.IGNORECASE,
)
"""Addresses that lead away from the site."""

WITHIN = re.compile(rf"(?!//)[^\s\\:?#<>\"`]*(?:[?#]{_REST})?")
"""Addresses that lead to another place of the site."""

_ID = r"[a-z0-9]+(?:-[a-z0-9]+)*"
WRITTEN = re.compile(
    rf"#{_ID}|(?:guide|page):{_ID}(?:#{_ID})?|data:(?!.*\.\.)[A-Za-z0-9_-][A-Za-z0-9._/-]*|{_ID}\.md(?:#{_ID})?"
)
"""How people write those."""
