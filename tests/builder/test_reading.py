"""How long a page is for its reader: words alone count."""

import pytest

from builder.render.guide import count_words


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("Three plain words", 3),
        ("A number. [^card-number/desk] And more. [^card-number]", 4),
        ("| Age | Fee |\n|---|---|\n| 7 | free |", 4),
        ("> Ask first.\n\n- one\n- two", 4),
        ("See [the desk](https://library.example/a?b=c) or [here](#desk)", 5),
        ('!!! disagree "Which day"\n    Monday', 3),
        ("[[card-fee]] a year", 3),
        ("Est-ce tout ? Oui !", 3),
        ("الشباك: الاثنين", 2),
    ],
)
def test_words_alone_are_counted(text: str, count: int) -> None:
    assert count_words(text) == count
