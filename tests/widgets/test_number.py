"""Numbers in a sheet that compares offers: the page's own script reads what the engine reads."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.widgets.node import asking
from widgets.typed import TypedError, read_number

FOLDER = Path(__file__).parent
SCRIPT = FOLDER.parents[1] / "widgets" / "web" / "number.js"

NEARLY = st.lists(
    st.sampled_from(
        [*"0123456789٠١٩۰۹", ".", ",", " ", "\u00a0", "\u202f", "'", "٬", "٫", "-", "−", "DH", "درهم", "\u200f"]
    ),
    max_size=14,
).map("".join)
WRITTEN = st.builds(
    lambda whole, decimals, group, point: f"{whole:,}".replace(",", group) + (f"{point}{decimals:02}" if point else ""),
    st.integers(0, 10**12),
    st.integers(0, 99),
    st.sampled_from([" ", "\u00a0", ".", ""]),
    st.sampled_from([",", "٫", ""]),
)


@pytest.fixture(scope="module")
def ask() -> Iterator[Callable[[str], dict[str, str]]]:
    """Asks the script."""
    with asking("number.mjs", SCRIPT) as ask:
        yield ask


def expected(text: str) -> dict[str, str]:
    """What the engine reads, in the script's form."""
    try:
        number = read_number(text)
    except TypedError as error:
        return {"error": str(error)}
    value = f"{number:f}".rstrip("0").rstrip(".") if "." in f"{number:f}" else f"{number:f}"
    return {"value": value}


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("1 500,50", {"value": "1500.5"}),
        ("1.500,50 DH", {"value": "1500.5"}),
        ("1,500.50", {"value": "1500.5"}),
        ("1.500", {"value": "1500"}),
        ("٦٠٠٠٫٥٠", {"value": "6000.5"}),
        ("۶۰۰۰ درهم", {"value": "6000"}),
        ("\u200f12\u200e", {"value": "12"}),
        ("007", {"value": "7"}),
        ("0,10", {"value": "0.1"}),
        ("-3", {"value": "-3"}),
        ("-0", {"value": "0"}),
        ("12 mois", {"error": "not-a-number"}),
        ("1.50.0", {"error": "not-a-number"}),
        ("", {"error": "not-a-number"}),
        ("1" * 16, {"error": "too-large"}),
        ("-" + "1" * 16, {"error": "too-small"}),
    ],
)
def test_numbers_as_they_are_written(text: str, read: dict[str, str], ask: Callable[[str], dict[str, str]]) -> None:
    assert ask(text) == read


@given(NEARLY | WRITTEN)
def test_the_script_reads_what_the_engine_reads(ask: Callable[[str], dict[str, str]], text: str) -> None:
    assert ask(text) == expected(text)
