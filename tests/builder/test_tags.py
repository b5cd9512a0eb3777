"""A page in pieces: each tag where a browser sees one, whatever stands around it; what was made of one is made once."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from builder.allowed import PAGE
from builder.finish import finish_page
from builder.gate import strays_of_page
from builder.isolate import isolate_html
from builder.memo import Memo
from builder.sections import read_sections
from builder.tags import RAW, split_tags
from builder.terms import Terms
from tests.builder.attacks import MARKDOWN

PIECES = {
    "no tag": ["no tag"],
    "a<b>c</b>d": ["a", "b>c", "/b>d"],
    "5 < 6 <b>c": ["5 < 6 ", "b>c"],
    "<b>5 < 6</b": ["", "b>5 < 6</b"],
    "<a title='<b>'>c<i>": ["", "a title='<b>'>c", "i>"],
    '<a title=">">c': ["", 'a title=">">c'],
    '<a title="<b>c': ["<a title=\"", "b>c"],
    "<!doctype html><p>": ["", "!doctype html>", "p>"],
    "<!-- <b> --><p>": ["", "!-- <b> -->", "p>"],
    "<!--><b>c--><p>": ["", "!--><b>c-->", "p>"],
    "<p><!-- <b>": ["", "p>", "!-- <b>"],
    "<script>1<<2;a<b>c</script>d": ["", "script>1<<2;a<b>c", "/script>d"],
    "<SCRIPT>a</b></Script >d": ["", "SCRIPT>a</b>", "/Script >d"],
    "<script x='<'>a<b></scripts><i>": ["", "script x='<'>a<b></scripts><i>"],
    "<textarea>a<b></textarea": ["", "textarea>a<b></textarea"],
    "<style>a</style 'b": ["", "style>a", "/style 'b"],
    "</ b><3<b<c>d": ["</ b><3", "b<c>d"],
}  # fmt: skip


@pytest.mark.parametrize("html", PIECES)
def test_a_page_is_cut_where_a_tag_begins(html: str) -> None:
    assert split_tags(html) == PIECES[html]


AWKWARD = st.sampled_from(
    [
        *(
            "<",
            ">",
            "'",
            '"',
            "/",
            "!",
            "?",
            "-",
            "--",
            "=",
            " ",
            "\n",
            "a",
            "5-6",
            "رقم 5",
            "&lt;",
            "<!--",
            "-->",
            "<!",
        ),
        *(
            "<b>",
            "</b>",
            "<p title='>'>",
            '<i title="a<b',
            "<br/>",
            "<bdi>",
            "</bdi>",
            '<p lang="fr" dir="ltr">',
            "</p>",
        ),
        *("<script>", "</script>", "</script ", "<STYLE>", "</style\n>", "<textarea", "</textarea>", "<xmp>", "</xmp>"),
        *("<title>", "</title>", "</title", "<svg>", "</svg>", "<option>", "<math/>", "<pre>", "<code>", "</code>"),
        *('<article class="md-content__inner">', "</article>", '<div class="dalil-x">', "</div>", "<body>", "<td>"),
        *('<a href="javascript:alert(1)">', "<x-script>", "<table>", "<template>", "<p onclick='a'>", "<plaintext>"),
        *MARKDOWN["html"],
    ]
)
PAGES = st.lists(AWKWARD | st.text(max_size=5), max_size=25).map("".join)

TOKEN = re.compile(r"<!--.*?(?:-->|\Z)|<[!?][^>]*(?:>|\Z)|</?[A-Za-z](?:\"[^\"]*\"|'[^']*'|[^'\">])*>", re.DOTALL)


def places_of_tags(html: str) -> list[int]:
    """Where tags begin, sought one after the other."""
    places, at = [], 0
    while tag := TOKEN.search(html, at):
        places.append(tag.start())
        at = tag.end()
        name = re.match(r"<([A-Za-z][^\s/>]*)", tag[0])
        if name and name[1].lower() in RAW:
            end = re.compile(rf"</{name[1]}(?=[\s/>])", re.IGNORECASE).search(html, at)
            at = end.start() if end else len(html)
    return places


@given(PAGES)
def test_any_page_is_cut_as_by_going_through_it(html: str) -> None:
    first, *pieces = split_tags(html)
    assert "<".join([first, *pieces]) == html
    starts = [len(first)]
    for piece in pieces:
        starts.append(starts[-1] + 1 + len(piece))
    # What begins as the end of a script, and is none, is a piece of its own.
    tags = [start for start in starts[:-1] if TOKEN.match(html, start)]
    assert tags == places_of_tags(html)


GLOSSARY = [{"id": "gl-card", "en": "Card", "fr": "Carte", "ar": "بطاقة"}, {"id": "gl-net", "en": "Net", "fr": "Net"}]


@given(PAGES, PAGES)
def test_what_is_made_of_a_page_does_not_hang_on_the_pages_before_it(page: str, other: str) -> None:
    languages = ("en", "fr", "ar")
    alone = {lang: isolate_html(page, lang) for lang in languages}
    for lang in languages:
        isolate_html(other, lang)
        read_sections(other, lang)
    assert {lang: isolate_html(page, lang) for lang in reversed(languages)} == dict(reversed(alone.items()))


def test_languages_do_not_mix() -> None:
    page = '<article class="md-content__inner"><h1 id="a">Net</h1><p>Net ! 321-1-06 <bdi>5</bdi></p></article>'
    link = '<a class="dalil-term-link" href="../glossary.html#gl-net">Net</a>'
    linked = {"en": f"{link} ! ", "fr": f"{link}\u00a0! ", "ar": "<bdi>Net</bdi> ! "}
    for _ in range(2):
        for lang, words in linked.items():
            made = finish_page(page, lang, "Code", Terms(GLOSSARY if lang != "ar" else [], lang))
            assert f'<p>{words}<bdi class="whole">321-1-06</bdi> <bdi>5</bdi></p>' in made
            assert read_sections(page, lang)[0].text.endswith("\u20665\u2069" if lang == "ar" else "5")


def test_a_term_is_linked_before_figures_are_isolated_as_one_after_the_other() -> None:
    html = '<article class="md-content__inner"><p>A card &amp; 5-6 cards</p><title>a <b> c</title></article>'
    made = finish_page(html, "en", "Code", Terms(GLOSSARY, "en"))
    link = '<a class="dalil-term-link" href="../glossary.html#gl-card">card</a>'
    assert made == html.replace("card ", f"{link} ", 1).replace("5-6", '<bdi class="whole">5-6</bdi>')


def test_a_term_is_linked_after_a_tag_that_holds_what_looks_like_another() -> None:
    html = '<article class="md-content__inner"><p><img alt=5-6</i>A card</article>'
    assert "<p><img alt=5-6</i>A <a" in finish_page(html, "en", "Code", Terms(GLOSSARY, "en"))


PLAIN = re.compile(r"[a-z0-9:-]*", re.IGNORECASE)


@given(PAGES)
def test_the_gate_finds_what_stands_in_the_tree(html: str) -> None:
    body = LexborHTMLParser(f"<body>{html}").body
    assert body
    found = {stray.element for stray in strays_of_page(f"<body>{html}")}
    made = [(node.tag or "", {*node.attributes}) for node in body.traverse()]  # What begins with <? has no tag.
    wrong = {tag for tag, names in made if tag not in PAGE or names & {"onclick", "onerror"}} - {"", "-comment"}
    # After an odd name nothing is surely read: it is enough that the page is refused.
    plain = all(PLAIN.fullmatch(name) for tag, names in made for name in (tag, *names))
    assert wrong <= found if plain else found


def test_a_thing_is_made_once_until_there_are_too_many() -> None:
    asked: list[int] = []
    memo = Memo(lambda key: asked.append(key) or -key, most=2)
    assert [memo[key] for key in (1, 2, 1, 2)] == [-1, -2, -1, -2]
    assert asked == [1, 2]
    assert (memo[3], memo[1], len(memo)) == (-3, -1, 2)
    assert asked == [1, 2, 3, 1]
