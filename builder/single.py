"""In: a `Library`, the site's settings and the day. Out: dist/<guide>.<lang>.html, each one guide in one file.

Styles, letters and pictures are inside, the decision is a tree, and there is no script: it opens from the downloads
of a phone. What leads out of the file leads to the site, and says that it needs the internet.
"""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

import yaml
from markdown import Markdown
from markupsafe import Markup, escape

from builder.decided import decide
from builder.figures import format_date
from builder.fonts import FAMILY, WEIGHTS, write_fonts
from builder.gate import gate_page
from builder.isolate import isolate_html
from builder.library import LANGUAGES, Library
from builder.policy import single_policy
from builder.problem import DataError, Problem
from builder.render.guide import GuideRender
from builder.render.templates import environment
from builder.theme import DIRECTIONS
from widgets.said import say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from builder.words import Words
    from widgets.model import Batch, Widget

LARGEST = 300_000
"""Bytes of a file: what a messenger sends on paid data."""

SIGN = "↗"
"""Stands after each link that leaves the file."""

STYLES = {
    "docs/assets/site": (
        *("colours", "logo", "boxes", "tables", "guide", "marks", "lists", "sources", "related", "wrong", "back"),
    ),
    "widgets/web/widget": ("frame", "tree"),
    "widgets/web/lines": ("frame", "table"),
}
"""The parts of the site's styles that a guide needs, by their folders."""

EXTENSIONS = ("admonition", "attr_list", "def_list", "fenced_code", "tables", "toc", "pymdownx.details")

_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)
_LINK = re.compile(r'(<a\b[^>]*?\bhref=")([^"]*)("[^>]*>)(.*?)</a>', re.DOTALL)
_IN_PLACE = ("#", "tel:", "mailto:")


def write_singles(library: Library, root: Path, out: Path, today: date) -> list[Path]:
    """Write every guide in every language; raises DataError naming each that is too large, and writes none then."""
    settings = yaml.safe_load((root / "mkdocs.yml").read_text(encoding="utf-8"))
    letters = arabic_letters(root, [guide.words["ar"].text for guide in library.guides.values() if "ar" in guide.words])
    files: dict[str, bytes] = {}
    for guide in library.guides.values():
        trees, _ = decide(library, guide, today)
        for language in LANGUAGES:
            single = SingleRender(library, language, today, guide, trees, root, settings["site_url"], letters)
            files[f"{guide.id}.{language}.html"] = single.file().encode()
    large = [
        Problem(name, 1, say("single-too-large", size=len(data), largest=LARGEST))
        for name, data in files.items()
        if len(data) > LARGEST
    ]
    if large:
        raise DataError(large)
    if found := [problem for name, data in files.items() for problem in gate_page(name, data)]:
        raise DataError(found)
    out.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        (out / name).write_bytes(data)
    return [out / name for name in files]


@dataclass
class SingleRender(GuideRender):
    """One guide in one language, as a file of its own."""

    root: Path
    site_url: str
    letters: str
    """The style that holds the Arabic letters."""

    fills = False

    def widget(self, widget: Widget) -> str:
        """The decision in place of the form."""
        return f'<section class="dalil-widget" aria-labelledby="{widget.id}">\n{self.tree(widget)}\n</section>'

    def batch(self, batch: Batch) -> str:  # noqa: ARG002  what it would ask is explained above it
        """Where the table can be filled in."""
        return f"<p>{self.words['single']['batch']}</p>"

    def data(self) -> str:
        """Nothing here is worked out in the page."""
        return ""

    def structured(self, words: Words) -> str:  # noqa: ARG002  the guide's own page needs it
        """The site's page says it: a file that is handed on is found by no machine."""
        return ""

    def sheet(self) -> str:
        """No answer is printed from here."""
        return ""

    def copy_notice(self) -> str:
        """The head of the file says it."""
        return ""

    def file(self) -> str:
        """The whole file."""
        converter = Markdown(
            extensions=list(EXTENSIONS),
            extension_configs={"tables": {"use_align_attribute": True}, "toc": {"toc_depth": "2"}},
            output_format="html",
        )
        body = converter.convert(_FRONT_MATTER.sub("", self.guide_page()))
        body = _TABLE.sub(r'<div class="dalil-scroll">\g<0></div>', body)
        words = self.guide.words.get(self.language) or self.guide.words[self.guide.procedure.origin]
        address = self.address(self.language)
        style = self.style()
        html = (
            environment()
            .get_template("single.html.j2")
            .render(
                words=self.words,
                language=self.language,
                direction=DIRECTIONS[self.language],
                title=words.meta.get("title", self.guide.id),
                summary=words.meta.get("summary", ""),
                style=Markup(style),
                policy=Markup(single_policy(style)),
                icon=_data("image/svg+xml", (self.root / "docs" / "assets" / "favicon.svg").read_bytes()),
                made=format_date(self.today.isoformat(), self.words),
                made_iso=self.today.isoformat(),
                address=address,
                others=[(code, self.words["site"]["language_names"][code], self.address(code)) for code in self.others],
                contents=[(token["id"], Markup(token["name"])) for token in _second_level(converter)],
                sign=SIGN,
                body=Markup(body),
            )
        )
        return isolate_html(lead_out(html, address, self.words["single"]["needs_net"]), self.language)

    @property
    def others(self) -> list[str]:
        """The other languages."""
        return [language for language in LANGUAGES if language != self.language]

    def address(self, language: str) -> str:
        """Where the site has this guide."""
        return f"{self.site_url}{language}/guides/{self.guide.id}.html"

    def style(self) -> str:
        """The style of the file, with the letters where its language is written in them."""
        parts = [self.letters] if self.language == "ar" else []
        parts.append((Path(__file__).with_name("templates") / "single.css").read_text(encoding="utf-8"))
        for folder, names in STYLES.items():
            parts += [(self.root / folder / f"{name}.css").read_text(encoding="utf-8") for name in names]
        return shorten("\n".join(parts))


def arabic_letters(root: Path, texts: list[str]) -> str:
    """A style that holds the Arabic letters of some texts."""
    with TemporaryDirectory() as folder:
        write_fonts(root, texts, Path(folder))
        files = {weight: (Path(folder) / f"arabic-{weight}.woff2").read_bytes() for weight in WEIGHTS}
    return "\n".join(
        f'@font-face {{ font-family: "{FAMILY}"; font-weight: {weight}; '
        f'src: url("{_data("font/woff2", data)}") format("woff2"); unicode-range: U+0600-06FF, U+200C-200D; }}'
        for weight, data in files.items()
    )


def lead_out(html: str, address: str, label: str) -> str:
    """Make each link that leaves the file a full address, seen from where the site has it, with a sign after it."""
    mark = f' <span class="dalil-net" role="img" aria-label="{escape(label)}">{SIGN}</span></a>'

    def full(found: re.Match[str]) -> str:
        opening, target, rest, text = found.groups()
        if target.startswith(_IN_PLACE):
            return found[0]
        path, dot, place = target.partition("#")
        if "//" not in path and path.endswith(".md"):  # as MkDocs reads it
            path = f"{path.removesuffix('.md')}.html"
        return f"{opening}{urljoin(address, f'{path}{dot}{place}')}{rest}{text}{mark}"

    return _LINK.sub(full, html)


def shorten(style: str) -> str:
    """The same style without comments and indentation."""
    style = re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL)
    return re.sub(r"\s*\n\s*", "\n", style).strip()


def _data(kind: str, data: bytes) -> str:
    return f"data:{kind};base64,{base64.b64encode(data).decode()}"


def _second_level(converter: Any) -> list[Mapping[str, Any]]:
    """The headings right below the title."""
    return [token for top in converter.toc_tokens for token in (top, *top["children"]) if token["level"] == 2]
