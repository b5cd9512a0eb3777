"""One mistake gives one message, at the line and the column where it was made."""

from __future__ import annotations

# ruff: noqa: E501  (a mistake stands on one line, as a row of a table)
import re
from pathlib import Path

import pytest

from builder.check import check_library
from builder.load import load_library
from tests.builder.cards import add_twin, copy_library, edit

GUIDE = "guides/procedures/library-card"
RULES, CASES, FRENCH, ENGLISH, ARABIC = (
    f"{GUIDE}/{name}" for name in ("procedure.yaml", "cases.yaml", "fr.md", "en.md", "ar.md")
)
FACTS, SOURCES, GLOSSARY, CHANGES = (
    f"guides/{name}.yaml" for name in ("facts/library", "facts/sources", "glossary", "changes")
)
SHARED, SHARED_WORDS, PAGE = "guides/common/questions.yaml", "guides/common/questions/fr.md", "docs/fr/index.md"

type Mistake = tuple[str, str, str, str]
"""A file; what stands there; what is written instead, with ¦ where the problem is told; the code of the problem."""

MISTAKES: dict[str, Mistake] = {
    # how a file is written
    "a tab": (RULES, "  - reader\n", "¦\t- reader\n", "yaml-start"),
    "a second colon": (CASES, "name: An adult who lost", "name: An adult¦: who lost", "yaml-colon"),
    "a bracket left open": (RULES, "shows: [renew-by, days-left]}", "shows: ¦[renew-by, days-left}", "yaml-bracket"),
    "a quotation left open": (FACTS, 'checked: {on: 2026-11-01, seen: "article 3"}', 'checked: ¦{on: 2026-11-01, seen: "article 3}', "yaml-bracket"),
    "an anchor": (RULES, "origin: fr", "origin: ¦&here fr", "yaml-anchor"),
    "a key twice": (RULES, "origin: fr\n", "origin: fr\n¦origin: en\n", "yaml-key-twice"),
    "an unknown key": (RULES, "card: lost}, then: replace}", "card: lost}, ¦than: replace}", "key-unknown"),
    "an unknown key at the top": (RULES, "steps:\n", "¦stpes:\n", "key-unknown"),
    "a key left out": (FACTS, "- id: reminder-before\n  unit: days\n  values: [{from: unknown, seen: 2026-11-01, value: 7}]\n  status: single\n", "- ¦id: reminder-before\n  unit: days\n  values: [{from: unknown, seen: 2026-11-01, value: 7}]\n", "key-missing"),
    "a word for a number": (FACTS, "every: 6", "every: ¦six", "key-whole"),
    "too many months": (FACTS, "every: 6", "every: ¦600", "key-too-large"),
    "a word for a list": (RULES, "shows: [renew-by, days-left]", "shows: ¦renew-by", "key-list"),
    "an unknown status": (FACTS, "status: single\n  sources: [notice-board]\n  checked", "status: ¦singel\n  sources: [notice-board]\n  checked", "key-one-of"),
    "an unknown kind of source": (SOURCES, "kind: official", "kind: ¦oficial", "key-one-of"),
    "no such day": (FACTS, "from: 2027-01-01", "from: ¦2027-02-30", "day-ill-formed"),
    "a day written otherwise": (CHANGES, "on: 2026-11-20", "on: ¦20/11/2026", "day-ill-formed"),
    "no end of front matter": (FRENCH, "translation: origin\n---\n", "translation: origin\n", "front-matter-no-end"),
    "no end of front matter, and a line across the page": (FRENCH, "translation: origin\n---\nUne carte vaut [[card-validity]]. [^card-validity]\n", "translation: origin\nUne carte vaut [[card-validity]]. [^card-validity]\n\n---\n", "front-matter-no-end"),
    "no end of front matter, and a line below a heading": (FRENCH, "translation: origin\n---\nUne carte vaut [[card-validity]]. [^card-validity]\n\n## L'essentiel { #key-facts }\n", "translation: origin\nUne carte vaut [[card-validity]]. [^card-validity]\n## L'essentiel { #key-facts }\n---\n", "front-matter-no-end"),
    "a line of front matter that is none": (FRENCH, "summary: Perdue, périmée ou", "summary: Perdue, périmée\n¦ou", "front-matter-line"),
    "no front matter": (FRENCH, "---\ntitle: La carte de bibliothèque\nsummary: Perdue, périmée ou encore bonne : que faire de votre carte.\ntranslation: origin\n---\n", "¦", "front-matter-missing"),
    "a misspelt key of front matter": (FRENCH, "summary: Perdue", "¦sumary: Perdue", "front-matter-key"),
    "a heading without id": (FRENCH, "## Si la carte est périmée { #renew }", "## ¦Si la carte est périmée", "heading-no-id"),
    "an id that is none": (FRENCH, "{ #key-facts }", "{ #¦Key_Facts }", "id-no-id"),
    "an id on two headings": (FRENCH, "{ #enjoy }", "{ #¦renew }", "heading-id-twice"),
    # rules
    "an unknown option": (RULES, "{when: {card: lost}, then", "{when: {card: ¦lots}, then", "option-none-such"),
    "an unknown question": (RULES, "{all: [{card: have}", "{all: [{¦crad: have}", "question-or-table-none-such"),
    "an unknown condition": (RULES, "when: overdue", "when: ¦overdu", "condition-none-such"),
    "an unknown figure": (RULES, "months: card-validity", "months: ¦card-validty", "operand-none-such"),
    "an unknown table": (RULES, "goal: route", "goal: ¦rout", "widget-no-table"),
    "an unknown shared question": (RULES, "  - reader\n", "  - ¦raeder\n", "none-such"),
    "a value of another sort": (RULES, "{renew-by: {before: today}}", "{renew-by: {¦less_than: today}}", "test-date-operator"),
    "an operation that is none": (RULES, "{plus: [joined", "{¦add: [joined", "value-no-operation"),
    "a wrong type of question": (RULES, "id: card, type: choice", "id: card, type: ¦choise", "question-no-type"),
    "a day that is none": (RULES, "due: renew-by", "due: ¦renew", "due-none-such"),
    "a misspelt option": (RULES, "options: [have, lost, never]", "options: [have, ¦lsot, never]", "id-misnamed"),
    "a misspelt question": (RULES, "id: joined-on", "id: ¦joind-on", "id-misnamed"),
    "a misspelt outcome": (RULES, "then: replace", "then: ¦replce", "id-misnamed"),
    "a misspelt step": (RULES, "id: read-on", "id: ¦raed-on", "id-misnamed"),
    "a word of the rules": (RULES, "conditions:\n", "conditions:\n  ¦before: {card: never}\n", "id-reserved"),
    "otherwise in the middle": (RULES, "    - {when: {card: lost}, then: replace}\n    - {when: overdue, then: renew}\n    - {otherwise: enjoy}\n", "    - {when: {card: lost}, then: replace}\n    - ¦{otherwise: enjoy}\n    - {when: overdue, then: renew}\n", "row-otherwise-last"),
    "a row without outcome": (RULES, "{when: overdue, then: renew}", "¦{when: overdue}", "row-incomplete"),
    "an unknown category": (RULES, "category: papers", "category: ¦paper", "none-such"),
    "an unknown language": (RULES, "origin: fr", "origin: ¦de", "origin-no-language"),
    "no such recipient": (RULES, "to: office", "to: ¦desk", "letter-no-recipient"),
    "rows that clash": (RULES, "    - {when: {card: lost}, then: replace}\n    - {when: overdue", "    - {when: {card: [lost, have]}, then: replace}\n    - ¦{when: overdue", "table-rows-clash"),
    "something nothing uses": (RULES, "conditions:\n", "conditions:\n  ¦unused: {card: never}\n", "id-unused"),
    # examples
    "an example that comes out otherwise": (CASES, "answers: {reader: child, card: lost}\n  outcome: replace", "answers: {reader: child, card: lost}\n  outcome: ¦renew", "case-comes-out-otherwise"),
    "an unknown key of an example": (CASES, "  errors: {joined-on: no-such-date}", "  ¦error: {joined-on: no-such-date}", "none-such"),
    "an unknown form in an example": (CASES, "brings the guardian's consent too\n  widget: what-now", "brings the guardian's consent too\n  widget: ¦what-nwo", "none-such"),
    # words
    "a misspelt item": (ENGLISH, "- `lost` I lost it", "- `¦lsot` I lost it", "none-such"),
    "a misspelt item of the guide's own language": (FRENCH, "`guardian-consent` L'accord", "`¦gardian-consent` L'accord", "none-such"),
    "a misspelt heading": (ENGLISH, "{ #renew }", "{ #¦rnew }", "none-such"),
    "a misspelt heading of the guide's own language": (FRENCH, "{ #replace }", "{ #¦replce }", "heading-misnamed"),
    "an option without words": (ARABIC, "{ #card }", "{ #¦card }", "item-words-missing"),
    "an unknown fact": (FRENCH, "au guichet. [^card-remade-free]\n\n!!!", "au guichet. ¦[^card-remade]\n\n!!!", "none-such"),
    "an unknown figure in a text": (ENGLISH, "- Tell us [[reminder-before]]", "- Tell us ¦[[reminder-befor]]", "none-such"),
    "a typed figure": (ENGLISH, "The card is yours alone.", "The card is yours for ¦12 months.", "figure-typed"),
    "a mark in a heading": (ENGLISH, "## In short {", "¦## In short [[card-validity]] {", "heading-with-mark"),
    "HTML": (ENGLISH, "The card is yours", "The card is ¦<b>yours", "markup-html"),
    "a sign that nobody sees": (ENGLISH, "The card is yours", "The card¦\u200b is yours", "sign-unseen"),
    "another alphabet": (ENGLISH, "The card is yours", "The ¦c\u0430rd is yours", "word-two-alphabets"),
    "a wrong state of translation": (ENGLISH, "translation: unreviewed", "translation: ¦revewed", "translation-state"),
    "a review that nobody wrote": (ENGLISH, "translation: unreviewed", "translation: ¦reviewed", "review-none"),
    "words of a shared question misspelt": (SHARED_WORDS, "`adult`", "`¦adlt`", "none-such"),
    # facts
    "an unknown source": (FACTS, 'sources: [house-rules]\n  checked: {on: 2026-11-01, seen: "article 3"}', 'sources: [¦house-rule]\n  checked: {on: 2026-11-01, seen: "article 3"}', "none-such"),
    "a misspelt fact": (FACTS, "- id: card-validity", "- id: ¦card-validty", "id-misnamed"),
    "a misspelt source": (SOURCES, "id: house-rules", "id: ¦house-rulse", "id-misnamed"),
    "no unit": (FACTS, "  unit: months\n  values: [", "  ¦values: [", "figure-no-unit"),
    "no value": (FACTS, "- id: card-validity\n  unit: months\n  values: [{from: 2020-01-01, value: 12}, {from: 2027-01-01, value: 24}]\n", "- ¦id: card-validity\n  unit: months\n", "figure-no-value"),
    "days out of order": (FACTS, "[{from: 2020-01-01, value: 12}, {from: 2027-01-01, value: 24}]", "[{from: 2027-01-01, value: 24}, ¦{from: 2020-01-01, value: 12}]", "value-order"),
    "a value that does not fit": (FACTS, "seen: 2026-11-01, value: 7", "seen: 2026-11-01, value: ¦seven", "value-unit"),
    "a word for the number of a figure": (FACTS, "from: 2020-01-01, value: 12}", "from: 2020-01-01, value: ¦twelve}", "value-unit"),
    "a claim that says it is worked out": (FACTS, "free of charge.\n  status: official", "free of charge.\n  status: ¦derived", "claim-derived"),
    "two sides followed": (FACTS, "  positions:\n    - {id: free, says: It is free., status: official, sources: [house-rules], follow: true}\n    - {id: small-fee, says: There is a small fee., status: single, sources: [notice-board]}", "  ¦positions:\n    - {id: free, says: It is free., status: official, sources: [house-rules], follow: true}\n    - {id: small-fee, says: There is a small fee., status: single, sources: [notice-board], follow: true}", "position-followed"),
    "an unknown fact of the changelog": (CHANGES, "facts: [card-validity]", "facts: [¦card-validty]", "none-such"),
    "an unknown status of a term": (GLOSSARY, "status: single", "status: ¦singel", "key-one-of"),
    "a term without name": (GLOSSARY, "  en: 'Loan'", "  en: ¦''", "key-missing"),
    "a term without French name": (GLOSSARY, "  fr: 'Prêt'", "  fr: ¦''", "key-missing"),
    "a term with an empty Arabic name": (GLOSSARY, "  fr: 'Prêt'\n  ar: null", "  fr: 'Prêt'\n  ar: ¦''", "term-no-arabic"),
    "a term without source": (GLOSSARY, "status: single\n  sources: [notice-board]", "status: single\n  ¦sources: []", "key-missing"),
    "a term without status": (GLOSSARY, "- id: gl-loan\n  en: 'Loan'\n  fr: 'Prêt'\n  ar: null\n  status: single\n", "- ¦id: gl-loan\n  en: 'Loan'\n  fr: 'Prêt'\n  ar: null\n", "key-missing"),
}  # fmt: skip


@pytest.mark.parametrize("name", MISTAKES)
def test_one_mistake_is_told_once_where_it_was_made(name: str, tmp_path: Path) -> None:
    folder = copy_library(tmp_path)
    file, old, new, code = MISTAKES[name]
    if name == "an option without words":
        arabic = folder / ARABIC
        arabic.write_text(re.sub(r"- `lost`.*\n", "", arabic.read_text(encoding="utf-8"), count=1), encoding="utf-8")
    edit(folder / file, old, new)
    text = (folder / file).read_text(encoding="utf-8")
    before = text[: text.find("¦")] if "¦" in text else ""
    (folder / file).write_text(text.replace("¦", ""), encoding="utf-8")
    found = [
        (one.path, one.line, one.column, one.said.code) for one in check_library(load_library(folder), release=True)
    ]
    assert found == [(file, before.count("\n") + 1, len(before) - before.rfind("\n"), code)]


@pytest.mark.parametrize(
    ("written", "shown"), [("true", "true"), ("null", "null"), ("12", "12"), ("1.50", "1.50"), ("[a]", '["a"]')]
)
def test_a_value_that_is_no_text_is_told_as_it_is_written(written: str, shown: str, tmp_path: Path) -> None:
    folder = copy_library(tmp_path)
    edit(folder / GLOSSARY, "status: single", f"status: {written}")
    (problem,) = check_library(load_library(folder), release=True)
    assert (problem.said.code, dict(problem.said.values)["value"]) == ("key-one-of", shown)


def misspell(folder: Path, guide: str) -> None:
    """Write another id in every mark of a figure."""
    for name in ("fr.md", "en.md", "ar.md"):
        file = folder / "guides/procedures" / guide / name
        text, count = re.subn(r"(?<=\[[\[^])card-validity", "card-validty", file.read_text(encoding="utf-8"))
        assert count > 1
        file.write_text(text, encoding="utf-8")


def test_a_figure_that_the_rules_use_is_not_misnamed_where_texts_misspell_it(tmp_path: Path) -> None:
    folder = copy_library(tmp_path)
    misspell(folder, "library-card")
    found = check_library(load_library(folder), release=True)
    assert {(one.path, one.said.code) for one in found} == {(name, "none-such") for name in (FRENCH, ENGLISH, ARABIC)}


def test_rules_that_cannot_be_read_use_a_figure_too(tmp_path: Path) -> None:
    folder = copy_library(tmp_path)
    add_twin(folder, "", "")
    edit(folder / "guides/procedures/twin/procedure.yaml", "tables:\n", "talbes:\n")
    misspell(folder, "twin")
    edit(folder / RULES, "months: card-validity", "months: 12")
    misspell(folder, "library-card")
    codes = {one.said.code for one in check_library(load_library(folder), release=True)}
    assert codes >= {"key-unknown", "none-such"}
    assert "id-misnamed" not in codes


def test_a_folder_without_a_guide_is_told_as_files_that_are_missing(tmp_path: Path) -> None:
    folder = copy_library(tmp_path)
    (folder / "guides/procedures/stray").mkdir()
    found = [(one.path, one.said.code) for one in check_library(load_library(folder), release=True)]
    assert found == [(f"guides/procedures/stray/{name}.yaml", "file-missing") for name in ("cases", "procedure")]
