"""The last look at built pages: it sees what a browser would make of a page, and lets pass what the build makes."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from markdown import Markdown

from builder.gate import Stray, gate_pages, strays_of_page
from builder.problem import DataError
from builder.site import build_site
from tests.builder import attacks

SITE = ("toc", "tables", "fenced_code", "admonition", "attr_list", "def_list", "pymdownx.details")
PAGE = (
    '<!doctype html><html><body><main><article class="md-content__inner md-typeset">{}</article></main></body></html>'
)

ALIVE = [
    *(text for kind in ("html", "attributes", "pictures") for text in attacks.MARKDOWN[kind]),
    *(text for text in attacks.LINKS if not text.startswith(("[x](guide:", "[x](page:", "[x](../", "[x](data:.."))),
    attacks.DEFINITIONS[0],
]
"""What Markdown makes something of that could hurt, if nobody refused it before."""
DEAD = [
    "</article></main></body>",
    "A line<br>and another",
    "An unclosed <img src=x onerror=alert(1)",
    "A paragraph\n{:.dalil-widget}",
    "*x*{.dalil-widget}",
    "![x][1]",
]
"""What is then but words, a line's end or a class of our own, which runs nothing."""


@cache
def converter() -> Markdown:
    settings = {"tables": {"use_align_attribute": True}}
    return Markdown(extensions=list(SITE), extension_configs=settings, output_format="html")


def converted(text: str) -> str:
    return str(converter().reset().convert(text))


def strays(html: str) -> list[str]:
    return sorted({str(stray) for stray in strays_of_page(PAGE.format(html))})


def test_what_got_past_the_check_is_found_in_the_page() -> None:
    assert [text for text in ALIVE if not strays(converted(text))] == DEAD


IN_A_FORM = [
    ("<form class='dalil-form' action='//evil.example'></form>", ["action='//evil.example' on <form>"]),
    (
        "<div class='dalil-x'><input onfocus='alert(1)' autofocus></div>",
        ["autofocus='' on <input>", "onfocus='alert(1)' on <input>"],
    ),
    ("<div class='dalil-x'><script>alert(1)</script></div>", ["<script>"]),
    ("<div class='dalil-x'><script src='x.js'></script></div>", ["<script>"]),
    ("<div class='dalil-x' style='position:fixed'></div>", ["style='position:fixed' on <div>"]),
    ("<div class='dalil-x'><iframe src='//evil.example'></iframe></div>", ["src='//evil.example' on <iframe>"]),
    ("<div class='dalil-x'><iframe srcdoc='x'></iframe></div>", ["srcdoc='x' on <iframe>"]),
    ("<div class='dalil-x'><a href='jav&#97;script:alert(1)'>x</a></div>", ["href='javascript:alert(1)' on <a>"]),
    ("<div class='dalil-x'><a href='\tjavascript:alert(1)'>x</a></div>", ["href='\\tjavascript:alert(1)' on <a>"]),
    (
        "<template data-row><tr><td onclick='alert(1)'>x</td></tr></template>",
        ["<template>", "onclick='alert(1)' on <td>"],
    ),
    ("<table><tr onclick='alert(1)'></tr></table>", ["onclick='alert(1)' on <tr>"]),
    ("<div class='dalil-x'><tr onclick='alert(1)'></tr></div>", []),  # No browser makes a row of it.
    ("<div class='dalil-x'><img src='a.png'></div>", ["<img>"]),
    ("<div class='dalil-x'><svg><use href='#a'></use></svg></div>", ["<use>"]),
    ("<div class='dalil-x'><math><mtext></mtext></math></div>", ["<math>", "<mtext>"]),
    ("<div class='dalil-x'><object data='x'></object></div>", ["<object>"]),
    ("<p title='>' onclick='alert(1)'>x</p>", ["onclick='alert(1)' on <p>", "title='>' on <p>"]),
    ("<p title='<' onclick='alert(1)'>x</p>", ["onclick='alert(1)' on <p>", "title='<' on <p>"]),
    ("<p>x<!-- y --></p>", ["<!-->"]),
    ("</article></main></body><!-- y -->", ["<!-->"]),
    ("</article></main></body></html><p onclick='alert(1)'>x</p>", ["onclick='alert(1)' on <p>"]),
    ("<body onload='alert(1)'>", ["onload='alert(1)' on <body>"]),
    ("<html hidden>", ["hidden='' on <html>"]),
    ("<body data-x='y'>", ["data-x='y' on <body>"]),
    ("<?x y?>", ["<?x>"]),
    ("<table><IMAGE onerror='alert(1)'></table>", ["<image>"]),
    ("<p ONCLICK=alert(1)>x</p>", ["onclick='alert(1)' on <p>"]),
    ("<p/onclick=alert(1)>x</p>", ["onclick='alert(1)' on <p>"]),
    ("<button type='button'>x</button>", ["<button>"]),
    ("<div class='dalil-x'></div><input name='number'>", ["<input>"]),
    ("<div class='dalil-x'><p>x</div><style>*{}</style>", ["<style>"]),
]
"""What no list allows, a form's own elements and the words beside them each by their list."""


@pytest.mark.parametrize(("html", "found"), IN_A_FORM)
def test_elements_of_our_own_hold_nothing_that_runs_either(html: str, found: list[str]) -> None:
    assert strays(html) == found


IN_A_DRAWING = [
    ("<svg viewBox='0 0 9 9'><title>x</title><path d='M0 0'/></svg>", []),
    ("<svg><foreignObject><p>x</p></foreignObject></svg>", ["<foreignObject>"]),
    ("<svg><title><img src='x'></title></svg>", ["<img>"]),
    ("<svg><![CDATA[<img src='x'>]]></svg>", []),
    ("<svg><a xlink:href='javascript:alert(1)'></a></svg>", ["xlink:href='javascript:alert(1)' on <a>"]),
    ("<svg><script type='application/json'><g onclick='alert(1)'></g></script></svg>", ["<script>"]),
    ("<svg><iframe><g onclick='alert(1)'></g></iframe></svg>", ["<iframe>"]),
    ("<svg><noscript><g></g></noscript></svg>", ["<noscript>"]),
]
"""In a drawing no element holds its text as it is: browsers see the tags in it."""


@pytest.mark.parametrize(("html", "found"), IN_A_DRAWING)
def test_a_drawing_holds_nothing_that_runs(html: str, found: list[str]) -> None:
    assert strays(f"<div class='dalil-x'>{html}</div>") == found


EVIL = "<img src=x onerror=alert(1)>"
WITHOUT_SCRIPTS = [
    f"<p title='</noscript>{EVIL}'>x</p>",
    f'<p title="</noscript>{EVIL}">x</p>',
    f"</p title='</noscript>{EVIL}'>",
    f'<p class="whole" class="</noscript>{EVIL}">x</p>',
    f"<textarea></noscript>{EVIL}</textarea>",
    f"<iframe></noscript>{EVIL}</iframe>",
    f"<title></noscript>{EVIL}</title>",
    f"<script type='application/json'></noscript>{EVIL}</script>",
    f"<svg><![CDATA[</noscript>{EVIL}]]></svg>",
    f"<!-- </noscript>{EVIL} -->",
    "</div></article></noscript><noscript><p>x</p>",
    "<textarea>",
    '<p onclick="alert(1)">x</p>',
    '<p onclick="alert(1)" onclick="">x</p>',
    "<p>x",
    "<!--",
    "<",
]
"""What a browser with scripts and one without could take for different things."""


def unscripted(html: str) -> list[str]:
    return strays(f"<div class='dalil-x'><noscript>{html}</noscript></div>")


@pytest.mark.parametrize("html", WITHOUT_SCRIPTS)
def test_what_is_for_browsers_without_scripts_is_the_same_for_those_with_them(html: str) -> None:
    assert unscripted(html)


def test_plain_words_for_browsers_without_scripts_pass() -> None:
    assert unscripted('<p class="whole">A &amp; <bdi>B</bdi></p>') == []


@pytest.mark.parametrize("tag", ["<b>", "<div>", "<select>", "<svg>", "<table><td>", "<template>", "<ul><li>"])
def test_a_page_may_be_deep(tag: str) -> None:
    assert "<object>" in strays(tag * 5_000 + "<object>")


def test_honest_text_passes() -> None:
    found = {text: strays(converted(text)) for text in attacks.HONEST}
    # The build puts other addresses in place of these before Markdown is read.
    ours = ("href='guide:", "href='page:", "href='data:")
    assert {text: one for text, one in found.items() if [stray for stray in one if not stray.startswith(ours)]} == {}


def test_a_long_value_is_told_in_short() -> None:
    assert len(str(Stray("a", "href", "x" * 500))) < 120


def test_the_build_stops_at_a_page_with_what_nothing_allows_and_leaves_the_site_as_it_was(
    root: Path, tmp_path: Path
) -> None:
    head = '---\ntitle: "A"\ndescription: "B"\nsource_path: docs/en/index.md\nkind: page\n---\n\n# A\n\n'
    pages = {"en": {"index.md": f"{head}**x**{{: onclick=alert(1) }}\n\n<iframe src='//evil.example'></iframe>\n"}}
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "before").touch()
    with pytest.raises(DataError) as stopped:
        build_site(pages, root, tmp_path / "site", tmp_path / "stage")
    told = [(problem.path, problem.message.partition(", ")[0]) for problem in stopped.value.problems]
    assert told == [
        ("en/index.html", "The page holds <iframe>"),
        ("en/index.html", "The page holds onclick='alert(1)' on <strong>"),
    ]
    assert [file.name for file in (tmp_path / "site").iterdir()] == ["before"]


def test_a_folder_of_pages_without_any_is_let_pass(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(PAGE.format("<p>Words</p>"), encoding="utf-8")
    gate_pages(tmp_path)


@pytest.mark.parametrize("odd", [b"\r\n", b"\r", b"\xff", "\u00e9".encode()])
def test_a_page_is_read_as_browsers_read_its_bytes(tmp_path: Path, odd: bytes) -> None:
    page = PAGE.format("<p>Words?</p>\n<p>?<IMAGE></p>").encode().replace(b"?", odd)
    (tmp_path / "a.html").write_bytes(page)
    with pytest.raises(DataError) as stopped:
        gate_pages(tmp_path)
    told = {problem.message.partition(", ")[0] for problem in stopped.value.problems}
    assert told == {"The page holds <image>", "The page holds <img>"}
