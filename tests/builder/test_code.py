"""A QR code that a page can hold as it is: the address and no style, the same each time."""

import random
import re

import pytest
import segno

from builder.code import QUIET_ZONE, code_of, draw_code
from builder.mask import choose_mask, read_modules

ADDRESS = "https://library.example/ar/guides/library-card.html"


def modules(svg: str) -> set[tuple[int, int]]:
    """The dark squares that the picture shows, by row and column."""
    path = re.findall(r'<path fill="#000" d="([^"]*)"', svg)[0]
    found = set()
    for column, row, width in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\3z", path):
        found |= {(int(row), int(column) + step) for step in range(int(width))}
    assert re.fullmatch(r"(M\d+ \d+h\d+v1h-\d+z)+", path)
    return found


@pytest.mark.parametrize("address", [ADDRESS, f"{ADDRESS}?{'long' * 100}", "https://dalil.example/"])
def test_the_picture_is_the_code_of_the_address(address: str) -> None:
    svg = draw_code(address, "A label")
    code = segno.make(address, error="m", micro=False)
    dark = {(row, column) for row, line in enumerate(code.matrix) for column, module in enumerate(line) if module}
    assert modules(svg) == {(row + QUIET_ZONE, column + QUIET_ZONE) for row, column in dark}
    side = len(code.matrix) + 2 * QUIET_ZONE
    assert f'viewBox="0 0 {side} {side}"' in svg


def test_it_needs_no_style_and_says_what_it_is() -> None:
    svg = draw_code(ADDRESS, 'Code "QR" <b>')
    assert "style" not in svg
    assert "script" not in svg
    assert 'role="img" aria-label="Code &#34;QR&#34; &lt;b&gt;"' in svg


def test_it_is_the_same_each_time() -> None:
    assert draw_code(ADDRESS, "A label") == draw_code(ADDRESS, "A label")


@pytest.mark.parametrize("length", [20, 30, 44, 60, 120, 400])
def test_the_mask_is_the_one_that_segno_chooses(length: int) -> None:
    pick = random.Random(length)
    for _ in range(max(4, 600 // length)):
        address = "https://" + "".join(pick.choices("abcdefgh/-.0123456789?=#", k=length))
        code = segno.make(address, error="m", micro=False)
        rows = choose_mask(read_modules(segno.make(address, error="m", micro=False, mask=0)))
        assert ["".join(map(str, row)) for row in code.matrix] == rows


LIKE = {
    ADDRESS: ADDRESS.replace("/ar/", "/fr/"),
    "https://library.example/fr/a": "https://library.example/en/a",
    "HTTPS://LIBRARY.EXAMPLE/AR": "HTTPS://LIBRARY.EXAMPLE/FR",
    "https://library.example/بط": "https://library.example/كط",
    "1a": "2b",
    "a1": "a2",
    "https://library.example/ar": "https://library.example/fr/a",
    "https://library.example/guide-of-the-card": "https://library.example/guide-for-the-bard",
    **{
        f"https://{letters}/ar/{letters}": f"https://{letters}/fr/{letters}" for letters in ("b" * n for n in range(99))
    },
}


@pytest.mark.parametrize("address", LIKE)
def test_a_code_is_the_same_out_of_that_of_another_address(address: str) -> None:
    alone = read_modules(segno.make(address, error="m", micro=False, mask=0))
    assert code_of(address, LIKE[address]) == alone
    assert draw_code(address, "A label", LIKE[address]) == draw_code(address, "A label")


def test_a_page_in_another_language_needs_no_code_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("one", "two"):
        known, wanted = (f"https://library.example/{language}/{name}-guide.html" for language in ("en", "ar"))
        code_of(known)
        if name == "two":
            monkeypatch.setattr(segno, "make", None)
        assert code_of(wanted, known).side == code_of(known).side
