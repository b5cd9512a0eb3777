"""Figures and Latin names keep their order in right-to-left text; nothing else of a page changes."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.bidi import CLOSE, NBSP, OPEN, isolate_text
from builder.isolate import isolate_html

ISOLATED = [
    ("الاستمارة 321-1-06.", "الاستمارة [321-1-06]."),
    ("بين 5–10 أيام", "بين [5–10] أيام"),
    ("بين 5 – 10 أيام", "بين [5 – 10] أيام"),
    ("اتصل على 05 22 54 70 54، أو", "اتصل على [05~22~54~70~54]، أو"),
    ("اتصل على +212 5 22 54 70 54", "اتصل على [+212~5~22~54~70~54]"),
    ("080 200 7200 / 0802 00 72 00", "[080~200~7200] / [0802~00~72~00]"),
    ("المبلغ 6 000,50 درهم (17,92 %)", "المبلغ [6~000,50] درهم ([17,92~%])"),
    ("يوم 12/11/2026 أو 2026-11-22، 8:30", "يوم [12/11/2026] أو [2026-11-22]، [8:30]"),
    ("سنة 2026 12 شهرا", "سنة [2026] [12] شهرا"),
    ("7 و8 و 9", "[7] و[8] و [9]"),
    ("-5 و - 6", "[-5] و - [6]"),
    ("موقع macnss.ma.", "موقع [macnss.ma]."),
    ("موقع cnss.ma/fr. وبعد", "موقع [cnss.ma/fr]. وبعد"),
    ("https://www.cnss.ma/fr/a?b=1&amp;c=2، ثم", "[https://www.cnss.ma/fr/a?b=1&amp;c=2]، ثم"),
    ("info@cnss.ma!", "[info@cnss.ma]!"),
    ("عبر Mon e-ID، وCNSS والـAMO", "عبر [Mon e-ID]، و[CNSS] والـ[AMO]"),
    ("شهادة Attestation de salaire n° 17-99 هنا", "شهادة [Attestation de salaire n° 17-99] هنا"),
    ("R&amp;D و&nbsp;l&#39;AMO", "[R&amp;D] و&nbsp;[l&#39;AMO]"),
    ("٦٠٠٠٫٥٠ درهم", "[٦٠٠٠٫٥٠] درهم"),
    ("بلا شيء", "بلا شيء"),
]


@pytest.mark.parametrize(("text", "expected"), ISOLATED)
def test_runs_of_an_arabic_text(text: str, expected: str) -> None:
    spelt = expected.replace("[", "<bdi>").replace("]", "</bdi>").replace("~", NBSP)
    assert isolate_html(text, "ar").replace(' class="whole"', "") == spelt


@pytest.mark.parametrize(
    ("text", "lang", "whole"),
    [
        ("321-1-06", "ar", True),
        ("Mon e-ID", "ar", True),
        ("https://www.cnss.ma/fr/guides", "ar", False),
        ("15", "ar", False),
        ("321-1-06", "fr", True),
        ("5–10", "en", True),
        ("12/11/2026", "en", True),
        ("e-ID", "en", False),
        ("la carte est-elle valable", "fr", True),
        ("combien reste-t-il ?", "fr", True),
        ("demandez-le, elle-même", "fr", True),
        ("c&#39;est-à-dire", "fr", False),
        ("un sous-titre, un rendez-vous-type", "fr", False),
        ("la carte est-elle", "en", False),
        ("<code>321-1-06</code>", "en", False),
        ("https://cnss.ma/2026-11-22", "en", False),
    ],
)
def test_short_runs_with_a_dash_stay_on_one_line(text: str, lang: str, whole: bool) -> None:
    assert ('class="whole"' in isolate_html(text, lang)) == whole


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<title>رقم 5-10</title>", f"<title>رقم {OPEN}5-10{CLOSE}</title>"),
        ("<option value='5'>رقم 5</option>", f"<option value='5'>رقم {OPEN}5{CLOSE}</option>"),
        ('<a aria-label="رقم 5" data-n="5">5</a>', f'<a aria-label="رقم {OPEN}5{CLOSE}" data-n="5"><bdi>5</bdi></a>'),
        ('<meta name="description" content="ص 5">', f'<meta name="description" content="ص {OPEN}5{CLOSE}">'),
        ('<meta name="viewport" content="width=5">', '<meta name="viewport" content="width=5">'),
        ('<input type="submit" value="ص 5">', f'<input type="submit" value="ص {OPEN}5{CLOSE}">'),
        ('<input type="text" value="5">', '<input type="text" value="5">'),
        ("<svg><title>CNSS</title>5</svg>", f"<svg><title>{OPEN}CNSS{CLOSE}</title>{OPEN}5{CLOSE}</svg>"),
        ("<script>a < 5</script><style>b{c:5}</style>", "<script>a < 5</script><style>b{c:5}</style>"),
        ("<textarea>5</textarea><!-- 5 -->", "<textarea>5</textarea><!-- 5 -->"),
        ("<bdi>5 <b>6</b></bdi> 7", "<bdi>5 <b>6</b></bdi> <bdi>7</bdi>"),
        ('<p lang="fr" dir="ltr">Quoi ? 5</p>5', f'<p lang="fr" dir="ltr">Quoi{NBSP}? 5</p><bdi>5</bdi>'),
        (
            '<a lang="fr" dir="auto">Loi 5</a><a dir="auto">رقم 5</a>',
            '<a lang="fr" dir="auto">Loi 5</a><a dir="auto">رقم <bdi>5</bdi></a>',
        ),
        ("<img alt='x > 5'>5", f"<img alt='{OPEN}x{CLOSE} > {OPEN}5{CLOSE}'><bdi>5</bdi>"),
    ],
)
def test_places_in_an_arabic_page(page: str, expected: str) -> None:
    assert isolate_html(page, "ar") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Quoi ? « oui » : 50 % ; non !", "Quoi~? «~oui~»~: 50~%~; non~!"),
        ("05 22 54 70 54, 6 000,50", "05~22~54~70~54, 6~000,50"),
        ("<code>a : b</code> <a href='a : b'>a : b</a>", "<code>a : b</code> <a href='a : b'>a~: b</a>"),
        ('<p lang="ar" dir="rtl">رقم 5</p>', '<p lang="ar" dir="rtl">رقم <bdi>5</bdi></p>'),
        ("« بين 5 أيام، أو سنة », 5", '«~<bdi lang="ar" dir="rtl">بين <bdi>5</bdi> أيام، أو سنة</bdi>~», 5'),
        (
            "رقم 321-1-06، أو 6 000 درهم",
            '<bdi lang="ar" dir="rtl">رقم <bdi>321-1-06</bdi>، أو <bdi>6~000</bdi> درهم</bdi>',
        ),
        ("أجر, 5, رقم", '<bdi lang="ar" dir="rtl">أجر</bdi>, 5, <bdi lang="ar" dir="rtl">رقم</bdi>'),
    ],
)
def test_a_french_page(text: str, expected: str) -> None:
    assert isolate_html(text, "fr").replace(' class="whole"', "") == expected.replace("~", NBSP)


def test_an_english_page_keeps_its_spaces_but_not_inside_a_number() -> None:
    assert isolate_html("Who ? 05 22 54 70 54", "en") == f"Who ? 05{NBSP}22{NBSP}54{NBSP}70{NBSP}54"


def test_a_plain_text() -> None:
    assert isolate_text("الاستمارة 321-1-06", "ar") == f"الاستمارة {OPEN}321-1-06{CLOSE}"


class _Seen(HTMLParser):
    """All that a page holds, text and tags, without what the pass adds."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[str] = []
        self.tags: list[object] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag != "bdi":
            self.tags.append((tag, [(key, bare(value or "")) for key, value in attrs]))

    def handle_endtag(self, tag: str) -> None:
        if tag != "bdi":
            self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def bare(text: str) -> str:
    """A text without marks, whatever its spaces."""
    return text.replace(OPEN, "").replace(CLOSE, "").replace(NBSP, " ")


TELLING = st.sampled_from(" رقمهو،؛.:;!?-–/«»()%+5067CNSSéMon@&'")
ANY = st.characters(exclude_characters='<>&"\u2066\u2069', exclude_categories=["Cs"])
WORDS = st.text(TELLING | ANY, max_size=30).map(lambda text: text.replace("&", "&amp;"))


@st.composite
def pages(draw: st.DrawFn) -> str:
    """Nested elements with texts and labels."""
    inside = st.recursive(
        WORDS,
        lambda inner: st.builds(
            '<{0} title="{1}">{2}</{0}>'.format,
            st.sampled_from(["p", "b", "code", "bdi", "option", "svg", "label"]),
            WORDS,
            st.lists(inner, max_size=3).map("".join),
        ),
        max_leaves=8,
    )
    return draw(st.lists(inside, max_size=4).map("".join))


@given(pages(), st.sampled_from(["en", "fr", "ar"]))
def test_a_second_pass_changes_nothing(page: str, lang: str) -> None:
    once = isolate_html(page, lang)
    assert isolate_html(once, lang) == once


@given(pages(), st.sampled_from(["en", "fr", "ar"]))
def test_only_marks_are_added(page: str, lang: str) -> None:
    before, after = _Seen(page), _Seen(isolate_html(page, lang))
    assert bare("".join(after.texts)) == bare("".join(before.texts))
    assert after.tags == before.tags


@given(st.text())
def test_any_text_at_all_is_taken(text: str) -> None:
    for lang in ("en", "fr", "ar"):
        isolate_html(text, lang)
        isolate_text(text, lang)


def test_a_program_stays_as_it_is_in_a_page_from_right_to_left() -> None:
    html = '<p dir="rtl">من Python</p><pre><code>python3 -m venv engine\nprint("10 000 | 321-1-06")</code></pre>'
    start = html.index("<pre>")
    assert isolate_html(html, "ar")[-len(html) + start :].replace("\u00a0", " ") == html[start:]
