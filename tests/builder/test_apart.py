"""The comparison of pictures: it passes over smoothing, and sees whatever has moved, turned or gone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageOps

from tests.apart import difference

WHITE, INK = (253, 252, 248), (22, 40, 43)


def drawn(mark: Callable[[ImageDraw.ImageDraw], object] = lambda _: None) -> Image.Image:
    """Some lines of strokes as thin as letters, an arrow, and what else is drawn."""
    image = Image.new("RGB", (360, 400), WHITE)
    pen = ImageDraw.Draw(image)
    for y in range(20, 300, 24):
        for x in range(20, 340 - y % 90, 7):
            pen.line((x, y, x + x % 3, y + 10), fill=INK, width=2)
    pen.line([(330, 330), (322, 338), (330, 346)], fill=INK, width=2)
    mark(pen)
    return image


SAME = {
    "itself": lambda image: image,
    "few colours": lambda image: image.quantize(32, dither=Image.Dither.NONE).convert("RGB"),
    "softer edges": lambda image: image.filter(ImageFilter.GaussianBlur(0.6)),
    "thinner letters": lambda image: Image.blend(image, image.filter(ImageFilter.MaxFilter(3)), 0.15),
    "half a pixel lower": lambda image: Image.blend(image, ImageChops.offset(image, 0, 1), 0.5),
    "a little lighter": lambda image: Image.blend(image, Image.new("RGB", image.size, WHITE), 0.1),
}


@pytest.mark.parametrize("change", SAME)
def test_another_way_to_smooth_is_the_same_picture(change: str) -> None:
    assert not difference(drawn(), SAME[change](drawn())).counts


OTHER = {
    "mirrored": ImageOps.mirror,
    "moved by a line": lambda image: ImageChops.offset(image, 0, 12),
    "moved aside": lambda image: ImageChops.offset(image, 5, 0),
    "empty": lambda image: Image.new("RGB", image.size, WHITE),
    "dark": ImageOps.invert,
    "an arrow turned": lambda _: drawn(lambda pen: _arrow(pen, (322, 330), (330, 338), (322, 346))),
    "an arrow gone": lambda _: drawn(lambda pen: _arrow(pen)),
    "a word gone": lambda _: drawn(lambda pen: pen.rectangle((20, 20, 60, 32), fill=WHITE)),
    "a line of another colour": lambda _: drawn(lambda pen: pen.rectangle((0, 390, 360, 393), fill=(166, 70, 26))),
    "longer": lambda image: image.resize((360, 401)),
}


def _arrow(pen: ImageDraw.ImageDraw, *points: tuple[int, int]) -> None:
    pen.rectangle((315, 325, 335, 350), fill=WHITE)
    if points:
        pen.line(list(points), fill=INK, width=2)


@pytest.mark.parametrize("change", OTHER)
def test_what_a_reader_would_see_is_another_picture(change: str) -> None:
    assert difference(drawn(), OTHER[change](drawn())).counts


def test_it_says_where() -> None:
    found = difference(drawn(), OTHER["an arrow turned"](drawn()))
    assert abs(found.x + 16 - 326) <= 16
    assert abs(found.y + 16 - 338) <= 16
