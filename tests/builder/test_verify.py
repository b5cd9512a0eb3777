"""What is wrong with a built site is found, and what is right is not told."""

import re
from pathlib import Path

import pytest

from builder.problem import Problem
from builder.verify import verify_site
from widgets.said import say

SITE_URL = "https://library.example/"
HEAD = """<!doctype html>
<html lang="{lang}"><title>t</title>
<link rel="canonical" href="https://library.example/{lang}/a.html">
<link rel="alternate " href="https://library.example/en/a.html" hreflang="en">
<link rel="alternate " href="https://library.example/fr/a.html" hreflang="fr">
<link rel="alternate " href="https://library.example/fr/a.html" hreflang="x-default">
"""
ENTRY = """<url><loc>https://library.example/{lang}/a.html</loc>
<xhtml:link rel="alternate" hreflang="en" href="https://library.example/en/a.html"/>
<xhtml:link rel="alternate" hreflang="fr" href="https://library.example/fr/a.html"/>
<xhtml:link rel="alternate" hreflang="x-default" href="https://library.example/fr/a.html"/></url>"""
MAP = (
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">'
    f"{ENTRY}</urlset>"
)
INDEX = (
    '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    "<sitemap><loc>https://library.example/en/sitemap.xml</loc></sitemap>"
    "<sitemap><loc>https://library.example/fr/sitemap.xml</loc></sitemap></sitemapindex>"
)
BODY = """<h1 id="top">t</h1>
<a href="#top">up</a> <a href="../{other}/a.html#top" hreflang="{other}">other</a> <a href="https://else.example/">out</a>
<a href="https://library.example/{lang}/b.html">hidden</a>
"""
HIDDEN = """<!doctype html>
<html lang="{lang}"><title>t</title><meta name="robots" content="noindex"><base href="../{lang}/a.html">
<a href="#top">where the base is</a>
"""


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A site of one page and one hidden page in two languages."""
    for lang, other in (("en", "fr"), ("fr", "en")):
        (tmp_path / lang).mkdir()
        (tmp_path / lang / "a.html").write_text((HEAD + BODY).format(lang=lang, other=other), encoding="utf-8")
        (tmp_path / lang / "b.html").write_text(HIDDEN.format(lang=lang), encoding="utf-8")
        (tmp_path / lang / "sitemap.xml").write_text(MAP.format(lang=lang), encoding="utf-8")
    (tmp_path / "sitemap.xml").write_text(INDEX, encoding="utf-8")
    return tmp_path


def test_a_right_site_has_no_problem(small: Path) -> None:
    assert verify_site(small, SITE_URL) == []


A = "https://library.example/en/a.html"
FR = "https://library.example/fr/a.html"
PLACE = "'#gone' leads to no place: nothing in {} has the id 'gone'."


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        ("en/a.html", 'href="#top"', 'href="#gone"', [("en/a.html", 8, PLACE.format("en/a.html"))]),
        ("en/b.html", 'href="#top"', 'href="#gone"', [("en/b.html", 3, PLACE.format("en/a.html"))]),
        (
            "en/a.html",
            "../fr/a.html",
            "../fr/c.html",
            [("en/a.html", 8, "'../fr/c.html#top' leads to no file. Mend the link, or make fr/c.html.")],
        ),
        (
            "en/a.html",
            "en/b.html",
            "en/c.html",
            [
                (
                    "en/a.html",
                    9,
                    "'https://library.example/en/c.html' leads to no file. Mend the link, or make en/c.html.",
                )
            ],
        ),
        ("en/a.html", "</h1>", '</h1><script src="no.js" data-runtime="../fr/">', [("en/a.html", 7, "no.js")]),
        ("en/a.html", "</h1>", '</h1><script data-runtime="python/">', [("en/a.html", 7, "'python/' is no folder.")]),
        (
            "en/a.html",
            f'canonical" href="{A}"',
            f'canonical" href="{FR}"',
            [("en/a.html", 1, f"its canonical address is {FR}. Write {A}.")],
        ),
        ("en/a.html", 'rel="canonical"', 'rel="me"', [("en/a.html", 1, f"canonical address is none. Write {A}.")]),
        (
            "en/a.html",
            f'<link rel="alternate " href="{FR}" hreflang="x-default">',
            "",
            [
                ("en/a.html", 1, "its sitemap names other languages than its head."),
                ("en/a.html", 1, "names the languages en, fr. Name each once, and x-default."),
            ],
        ),
        (
            "en/a.html",
            f'href="{FR}" hreflang="fr"',
            f'href="{FR}x" hreflang="fr"',
            [
                ("en/a.html", 1, f"'{FR}x' (fr) is no page of this site."),
                ("en/a.html", 1, "its sitemap names other languages than its head."),
            ],
        ),
        (
            "fr/a.html",
            f'href="{A}" hreflang="en"',
            f'href="{FR}" hreflang="en"',
            [
                ("en/a.html", 1, f"names '{FR}' (fr), which doesn't name it in return."),
                ("en/a.html", 1, f"names '{FR}' (x-default), which doesn't name it in return."),
                ("fr/a.html", 1, "its sitemap names other languages than its head."),
            ],
        ),
        (
            "en/sitemap.xml",
            f"<loc>{A}</loc>",
            f"<loc>{A}x</loc>",
            [
                ("sitemap.xml", 1, f"'{A}' is in no sitemap."),
                ("sitemap.xml", 1, f"'{A}x' is in a sitemap, and no page to be found."),
            ],
        ),
        ("en/sitemap.xml", f"<loc>{A}</loc>", f"<loc>{FR}</loc>", None),
        (
            "sitemap.xml",
            "<sitemap><loc>https://library.example/en/sitemap.xml</loc></sitemap>",
            "",
            [("sitemap.xml", 1, "Name each of en/sitemap.xml, fr/sitemap.xml once.")],
        ),
    ],
)
def test_what_is_wrong_is_told(
    small: Path, file: str, old: str, new: str, expected: list[tuple[str, int, str]] | None
) -> None:
    place = small / file
    text = place.read_text(encoding="utf-8")
    assert old in text
    place.write_text(text.replace(old, new, 1), encoding="utf-8")
    found = sorted(verify_site(small, SITE_URL), key=lambda each: (each.path, each.line, each.message))
    if expected is None:
        assert Problem("fr/sitemap.xml", 1, say("sitemap-twice", address=FR)) in found
        return
    assert [(each.path, each.line) for each in found] == [(path, line) for path, line, _ in expected]
    assert [said in each.message for each, (_, _, said) in zip(found, expected, strict=True)] == [True] * len(found)


def test_the_site_leads_nowhere_wrong_and_says_the_same_everywhere(site: Path, root: Path) -> None:
    settings = (root / "mkdocs.yml").read_text(encoding="utf-8")
    (site_url,) = re.findall(r"^site_url: (\S+)", settings, re.MULTILINE)
    assert verify_site(site, site_url) == []
