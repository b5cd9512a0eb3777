"""Drawings of decisions: no line runs through a text or a box, no text leaves its place; the pages that show them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.draw import read_flow, show_drawing
from builder.draw.flow import Arrow, Box, Flow, Speaker
from builder.draw.layers import layer_of_boxes, ways_of
from builder.draw.measure import width, wrap
from builder.draw.shape import BOX, SIZE
from builder.library import LANGUAGES, Library
from builder.load import load_library
from builder.render import render_site
from builder.tree import Fork, Leaf, Way
from tests.builder.cards import add_fees, copy_library

DAY = date(2026, 11, 22)
WORDS = ("oui", "الجواب", "carte", "une-longue-réponse", "3 mois", "perdue", "بطاقة", "Immatriculation")

type Site = dict[str, dict[str, str]]
type Rect = tuple[float, float, float, float]
"""Left, top, right, bottom."""


@st.composite
def flows(draw: st.DrawFn) -> Flow:
    """Questions that lead to later boxes, and outcomes; all but the first are led to."""
    questions, outcomes = draw(st.integers(1, 8)), draw(st.integers(1, 5))
    texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=9).map(" ".join)
    count = questions + outcomes
    reached: dict[int, list[Arrow]] = {place: [] for place in range(questions)}
    for place in range(1, count):
        start = draw(st.integers(0, min(place, questions) - 1))
        reached[start].append(Arrow(place, (draw(texts),)))
    for start in range(questions):
        for _ in range(draw(st.integers(0 if reached[start] else 1, 3))):
            says = tuple(draw(st.lists(texts, min_size=1, max_size=3)))
            reached[start].append(Arrow(draw(st.integers(start + 1, count - 1)), says))
    asked = [Box((draw(texts),), place + 1, tuple(arrows)) for place, arrows in reached.items()]
    return (*asked, *(Box((draw(texts),), 0, (), f"end-{place}") for place in range(outcomes)))


def segments(shown: dict[str, Any]) -> list[tuple[tuple[float, float], tuple[float, float]]]:
    """Every straight piece of every line."""
    pieces = []
    for path in shown["lines"]:
        points = [(float(x), float(y)) for x, y in (pair.split(" ") for pair in path[1:].split("L"))]
        pieces += list(pairwise(points))
    return pieces


def boxes(shown: dict[str, Any]) -> list[Rect]:
    """Where each box stands."""
    sides = [[float(box[side]) for side in ("x", "y", "width", "height")] for box in shown["boxes"]]
    return [(x, y, x + wide, y + tall) for x, y, wide, tall in sides]


def texts(shown: dict[str, Any], part: str, rtl: bool) -> list[Rect]:
    """Where each line of text stands: letters rise above the line on which they stand, and fall a little below."""
    found = []
    for x, y, line, bold in _lines(shown, part):
        wide, start = SIZE * width(line, bold=bold), float(x)
        left, right = (start - wide, start) if rtl else (start, start + wide)
        found.append((left, float(y) - 12, right, float(y) + 4))
    return found


def _lines(shown: dict[str, Any], part: str) -> Iterator[tuple[str, str, str, bool]]:
    for box in shown["boxes"]:
        for text in [box[part]] if part == "text" else box[part]:
            yield from ((x, y, line, part == "text" and box["number"] > 0) for x, y, line in text)


def runs_through(piece: tuple[tuple[float, float], tuple[float, float]], rect: Rect) -> bool:
    """Whether a piece enters a place; one that ends at its edge does not."""
    (x1, y1), (x2, y2) = piece
    left, top, right, bottom = rect
    inside = 0.2
    across = max(x1, x2) > left + inside and min(x1, x2) < right - inside
    return across and max(y1, y2) > top + inside and min(y1, y2) < bottom - inside


def faults(shown: dict[str, Any], rtl: bool) -> list[str]:
    """What is wrong with a drawing."""
    placed, inner, labels = boxes(shown), texts(shown, "text", rtl), texts(shown, "lanes", rtl)
    wrong = []
    for rect in [*placed, *labels]:
        wrong += [f"{piece} runs through {rect}" for piece in segments(shown) if runs_through(piece, rect)]
    solid = [*placed, *labels]
    wrong += [f"{one} lies on {two}" for one, two in combinations(solid, 2) if overlap(one, two)]
    wrong += [f"{rect} leaves its box" for rect in inner if not any(holds(box, rect) for box in placed)]
    whole = (0.0, 0.0, float(shown["width"]), float(shown["height"]))
    return wrong + [f"{rect} leaves the drawing" for rect in solid if not holds(whole, rect)]


def overlap(one: Rect, two: Rect) -> bool:
    return one[0] < two[2] - 0.2 and two[0] < one[2] - 0.2 and one[1] < two[3] - 0.2 and two[1] < one[3] - 0.2


def holds(outer: Rect, inner: Rect) -> bool:
    return outer[0] <= inner[0] and outer[1] <= inner[1] and inner[2] <= outer[2] and inner[3] <= outer[3]


@given(flows(), st.booleans())
@settings(max_examples=40, deadline=None)
def test_no_line_runs_through_a_text_or_a_box(flow: Flow, rtl: bool) -> None:
    assert faults(show_drawing(flow, "ou", rtl=rtl), rtl) == []


@given(flows())
@settings(max_examples=30, deadline=None)
def test_a_drawing_is_the_same_each_time_and_turned_round_in_arabic(flow: Flow) -> None:
    one, two = show_drawing(flow, "ou", rtl=False), show_drawing(flow, "ou", rtl=True)
    assert show_drawing(flow, "ou", rtl=False) == one
    assert [one["width"], one["height"]] == [two["width"], two["height"]]
    whole = float(one["width"])
    turned = [(round(whole - right, 1), top, round(whole - left, 1), bottom) for left, top, right, bottom in boxes(two)]
    assert [(round(a, 1), b, round(c, 1), d) for a, b, c, d in boxes(one)] == turned


@given(flows())
@settings(max_examples=30, deadline=None)
def test_an_arrow_leads_to_a_later_layer(flow: Flow) -> None:
    layers = layer_of_boxes(ways_of(flow))
    assert all(layers[place] < layers[arrow.to] for place, box in enumerate(flow) for arrow in box.arrows)


def test_a_fault_is_found() -> None:
    flow = (Box(("Quoi ?",), 1, (Arrow(1, ("ceci",)), Arrow(2, ("cela",)))), Box(("a",), 0), Box(("b",), 0))
    shown = show_drawing(flow, "ou", rtl=False)
    assert faults(shown, False) == []
    shown["lines"].append("M0 0L" + f"{shown['width']} {shown['height']}")
    assert any("runs through" in fault for fault in faults(shown, False))


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("oui", ("oui",)),
        ("", ()),
        ("une question assez longue pour deux lignes", ("une question assez longue", "pour deux lignes")),
    ],
)
def test_texts_are_cut_between_words(text: str, lines: tuple[str, ...]) -> None:
    assert wrap(text, BOX) == lines


def test_equal_ends_of_a_decision_are_one_box_and_questions_are_numbered_in_their_order() -> None:
    last = Fork("b", (), (Way((("b=x",),), Leaf("one", False)), Way((("b=y",), ("b=z",)), Leaf("two", True))))
    tree = Fork("a", ("c",), (Way((("a=x", "c=met"),), last), Way((("a=y",),), Leaf("one", False))))
    speaker = Speaker(str.upper, str, "none", "(?)")
    assert read_flow(tree, speaker) == (
        Box(("C", "A"), 1, (Arrow(1, ("a=x c=met",)), Arrow(2, ("a=y",)))),
        Box(("B",), 2, (Arrow(2, ("b=x",)), Arrow(3, ("b=y", "b=z")))),
        Box(("ONE",), 0, (), "one", False),
        Box(("TWO", "(?)"), 0, (), "two", True),
    )


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """The tests' own guides."""
    return load_library(add_fees(copy_library(tmp_path_factory.mktemp("rules"))))


@pytest.fixture(scope="module")
def site(library: Library) -> Site:
    """Their pages."""
    return render_site(library, DAY)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_of_rules_has_each_table_condition_and_outcome(library: Library, site: Site, language: str) -> None:
    for guide in library.guides.values():
        page = site[language][f"rules/{guide.id}.md"]
        assert 'robots: "noindex"' in page
        assert re.findall(r'<caption id="table-([^"]+)"', page) == sorted(
            guide.procedure.tables, key=lambda id: [widget.goal for widget in guide.procedure.widgets].index(id)
        )
        for id, rows in guide.procedure.tables.items():
            table = page[page.index(f'id="table-{id}"') :].partition("</table>")[0]
            told = re.findall(r'<a href="\.\./guides/[^"#]+#([^"]+)"', table)
            assert told == [row.then or row.otherwise for row in rows]
        assert [*guide.procedure.conditions] == re.findall(r'<th scope="row"><code>([^<]+)</code>', page)


def test_a_drawing_says_all_in_a_list_too(site: Site) -> None:
    page = site["fr"]["rules/library-card.md"]
    drawing, listed = page.partition("<details")[::2]
    listed = listed.partition("</details>")[0]
    ends = set(re.findall(r'href="\.\./guides/library-card\.html#([^"]+)"', listed))
    assert ends == {"replace", "renew", "enjoy"}
    assert set(re.findall(r'id="(what-now--flow--\d+)"', listed)) >= set(
        re.findall(r'href="#(what-now--flow--\d+)"', listed)
    )
    drawn = {re.sub(r"\s+", " ", "".join(re.findall(r"<tspan[^>]*>([^<]*)", text))) for text in texts_of(drawing)}
    assert {"Je l&#39;ai perdue ", "Votre carte n&#39;est plus valable. "} <= drawn


def texts_of(svg: str) -> list[str]:
    return re.findall(r"<text[^>]*>(.*?)</text>", svg, re.DOTALL)


def test_the_list_of_rules_leads_to_every_guide(tmp_path: Path) -> None:
    folder = copy_library(tmp_path)
    for language in LANGUAGES:
        text = "---\ntitle: R\nsummary: S\n---\n\n## G { #guides }\n\n[[rules]]\n"
        (folder / "docs" / language / "rules.md").write_text(text, encoding="utf-8")
    page = render_site(load_library(folder), DAY)["ar"]["rules.md"]
    assert re.findall(r'href="(rules/[^"]+)"', page) == ["rules/library-card.html"]
    assert 'robots: "noindex"' in page
