"""The terms of a glossary as they are found in a text, and as a page links them at their first use."""

from __future__ import annotations

from typing import Any

import pytest

from builder.link import link_terms
from builder.terms import Terms

GLOSSARY: list[dict[str, Any]] = [
    {"id": "fund", "en": "Library Fund", "fr": "Caisse des bibliothèques (CDB)", "ar": "صندوق المكتبات"},
    {"id": "card", "en": "Library card", "fr": "Carte de lecteur", "ar": "بطاقة القارئ"},
    {"id": "reader", "en": "Reader", "fr": "Lecteur", "ar": "القارئ (ج. القراء)"},
    {"id": "insured", "en": "Insured", "fr": "Assuré", "ar": "المؤمن له"},
    {"id": "copy", "en": "Copy", "fr": "Duplicata", "ar": "نسخة", "variants_to_avoid": {"en": ["carbon copy"]}},
    {"id": "bureau", "en": "Desk / counter", "fr": "Bureau", "ar": None},
    {"id": "plus", "en": "CDB Plus", "fr": "CDB Plus", "ar": None},
    {"id": "loan", "en": "Loan", "fr": "Prêt", "ar": "إعارة", "linked_in": ["fr"]},
]

FOUND = [
    ("en", "A reader has a library card; readers keep their cards.", ["reader:reader", "card:library card"]),
    ("en", "Copies are free, a carbon copy is not.", ["copy:Copies"]),
    ("en", "The non-reader, reader@library.example and library-card.example", []),
    ("en", "Come to the counter.", ["bureau:counter"]),
    ("en", "A loan is an everyday word.", []),
    ("en", "Readership is another word.", []),
    ("en", "CDB Plus is not the CDB.", ["plus:CDB Plus", "fund:CDB"]),
    ("en", "cdb is no acronym", []),
    ("fr", "Les cartes de lecteur, l’assuré et les prêts.", ["card:cartes de lecteur", "insured:assuré", "loan:prêts"]),
    ("fr", "Cela assure le lecteur.", ["reader:lecteur"]),
    ("fr", "Deux bureaux", ["bureau:bureaux"]),
    ("ar", "وبطاقة القارئ للقراء", ["card:وبطاقة القارئ", "reader:للقراء"]),
    ("ar", "قارئ واحد", []),
    ("ar", "نُسخة ثم بالنسخة", ["copy:نُسخة"]),
    ("ar", "صندوق المكتبات (CDB)", ["fund:صندوق المكتبات"]),
    ("ar", "لدى CDB، ولدى CDB Rabat", ["fund:CDB"]),
    ("ar", "لدى CDB Rabat", []),
]


@pytest.mark.parametrize(("language", "text", "expected"), FOUND, ids=[text for _, text, _ in FOUND])
def test_a_term_is_found_in_its_forms_and_in_no_other_word(language: str, text: str, expected: list[str]) -> None:
    firsts: dict[str, str] = {}
    for found in Terms(GLOSSARY, language).find(text):
        firsts.setdefault(found.term, text[found.start : found.end])
    assert [f"{term}:{words}" for term, words in firsts.items()] == expected


def link(term: str, words: str) -> str:
    return f'<a class="dalil-term-link" href="../glossary.html#{term}">{words}</a>'


READER = link("reader", "reader")

PAGES = [
    ("<p>A reader. A reader.</p>", f"<p>A {READER}. A reader.</p>"),
    ("<h2>Reader</h2><p>A reader.</p>", f"<h2>Reader</h2><p>A {READER}.</p>"),
    ('<p><a href="#x">A reader</a> is a reader.</p>', f'<p><a href="#x">A reader</a> is a {READER}.</p>'),
    (
        "<table><tr><th>Reader</th><td>reader</td></tr></table>",
        f"<table><tr><th>Reader</th><td>{READER}</td></tr></table>",
    ),
    (
        '<section class="dalil-widget"><p>reader</p></section><br><p>x &amp; reader</p>',
        f'<section class="dalil-widget"><p>reader</p></section><br><p>x &amp; {READER}</p>',
    ),
    ('<p><em>reader</em> <span lang="fr">reader</span> <b hidden>reader</b></p>',) * 2,
    ("<script>reader</script><!-- reader --><svg><title>reader</title></svg>",) * 2,
    ('<ol class="dalil-sources"><li><q>reader</q> reader</li></ol>',) * 2,
]


@pytest.mark.parametrize(("html", "expected"), PAGES, ids=[html for html, _ in PAGES])
def test_a_term_is_linked_once_and_only_in_prose(html: str, expected: str) -> None:
    page = '<html lang="en"><body><nav>reader</nav><article class="md-content__inner">{}</article>reader</body></html>'
    assert link_terms(page.format(html), Terms(GLOSSARY, "en"), "../glossary.html") == page.format(expected)
