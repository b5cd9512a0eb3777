"""In: a language and a whole number. Out: the name of the plural form the language uses for it.

The rules are those of Unicode CLDR for cardinal numbers; the page asks `Intl.PluralRules`, which has the same.
"""

FORMS: dict[str, tuple[str, ...]] = {
    "en": ("one", "other"),
    "fr": ("one", "many", "other"),
    "ar": ("zero", "one", "two", "few", "many", "other"),
}
"""The forms each language tells apart, in CLDR's order."""


def plural_form(language: str, count: int) -> str:
    """The CLDR form for `count` (taken without its sign); raises KeyError for a language without rules here."""
    number = abs(count)
    if language == "ar":
        if number < 3:
            return ("zero", "one", "two")[number]
        rest = number % 100
        return "few" if 3 <= rest <= 10 else "many" if rest >= 11 else "other"
    if language == "fr":
        return "one" if number < 2 else "many" if number % 1_000_000 == 0 else "other"
    if language == "en":
        return "one" if number == 1 else "other"
    raise KeyError(language)
