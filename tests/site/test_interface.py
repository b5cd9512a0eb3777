import re
from pathlib import Path
from string import Formatter

import pytest
import yaml

FOLDER = Path(__file__).parents[2] / "guides" / "interface"
LANGUAGES = ("en", "fr", "ar")
FORMS = {
    "en": {"one", "other"},
    "fr": {"one", "other"},
    "ar": {"zero", "one", "two", "few", "many", "other"},
}
ERRORS = {
    "required",
    "required_unknown",
    "not-a-date",
    "no-such-date",
    "future-date",
    "too-early",
    "too-late",
    "not-a-number",
    "not-whole",
    "too-small",
    "too-large",
    "too-long",
    "unknown-option",
    "unknown-not-allowed",
}


def read(language):
    return yaml.safe_load((FOLDER / f"{language}.yaml").read_text(encoding="utf-8"))


def is_plural(value):
    return isinstance(value, dict) and "other" in value


def leaves(value, trail=()):
    """Every word with the keys that lead to it; a plural is one word of several forms."""
    if isinstance(value, dict) and not is_plural(value):
        for key, part in value.items():
            yield from leaves(part, (*trail, key))
    else:
        yield ".".join(trail), value


def texts(value):
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else [value]


def slots(value):
    """What is filled in; a count may stand alone or with its noun, as a language likes it: {most}, {most_questions}."""
    names = {name for text in texts(value) for _, name, _, _ in Formatter().parse(text) if name is not None}
    return {name.removesuffix("_questions") for name in names}


WORDS = {language: dict(leaves(read(language))) for language in LANGUAGES}
KEYS = sorted(WORDS["en"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_keys_in_the_same_order(language):
    assert list(WORDS[language]) == list(WORDS["en"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_has_the_same_slots(language):
    expected = {key: slots(WORDS["en"][key]) for key in KEYS}
    assert {key: slots(WORDS[language][key]) for key in KEYS} == expected


@pytest.mark.parametrize("language", LANGUAGES)
def test_plurals_have_the_forms_of_their_language(language):
    found = {key: set(value) for key, value in WORDS[language].items() if is_plural(value)}
    assert found
    assert found == dict.fromkeys(found, FORMS[language])
    assert set(found) == {key for key, value in WORDS["en"].items() if is_plural(value)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_is_empty_or_holds_markup(language):
    wrong = [
        key for key, value in WORDS[language].items() for text in texts(value) if not text or re.search("[<>&]", text)
    ]
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_invisible_sign_is_typed(language):
    source = (FOLDER / f"{language}.yaml").read_text(encoding="utf-8")
    assert re.findall("[\u00a0\u00ad\u061c\u200b-\u200f\u202a-\u202f\u2060-\u206f\ufeff]", source) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_digits_are_latin(language):
    source = (FOLDER / f"{language}.yaml").read_text(encoding="utf-8")
    assert [sign for sign in source if sign.isdigit() and sign not in "0123456789"] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_dates_have_twelve_months(language):
    assert len(set(WORDS[language]["format.months"])) == 12


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_error_of_the_engine_has_words(language):
    found = {key.removeprefix("widget.errors.") for key in WORDS[language] if key.startswith("widget.errors.")}
    assert found == ERRORS
