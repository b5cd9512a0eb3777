"""In: a picture and the one that was kept of the same view. Out: where they are apart, for more than letters' edges.

Browsers of the same letters and the same page smooth edges each in its own way, and may draw a line half a pixel
higher. So pictures are halved first, and a point is apart only where it is clearly darker or lighter than every point
around its place in the other picture. What has moved, turned or gone is then apart in many points close together: the
worst square of the picture counts, however large the picture is.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from itertools import product

from PIL import Image, ImageChops, ImageFilter

HALF = 2
CLEAR = 40
"""Steps of 255 between two colours."""
SQUARE = 16
"""Points to a side of a square, of the halved picture: 32 pixels, a line of text and a half."""
MOST = 0.02
"""The share of a square's points that may be apart."""


@dataclass(frozen=True)
class Difference:
    """The square in which two pictures differ most."""

    share: float
    """Of its points; above 1 where the pictures are not of one size."""
    x: int
    y: int

    @property
    def counts(self) -> bool:
        """Whether somebody would see it."""
        return self.share > MOST


def difference(kept: Image.Image, seen: Image.Image) -> Difference:
    """Compare two pictures of one view."""
    if kept.size != seen.size:
        return Difference(2, *seen.size)
    one, other = (image.convert("RGB").reduce(HALF) for image in (kept, seen))
    apart = ImageChops.lighter(_beyond(one, other), _beyond(other, one)).point(lambda step: 255 * (step > CLEAR))
    steps = (0, SQUARE // 2)  # squares overlap, so that none cuts in two what stands together
    return max((_worst(apart, x, y) for x, y in product(steps, steps)), key=lambda square: square.share)


def _beyond(image: Image.Image, around: Image.Image) -> Image.Image:
    """How much lighter or darker each point is than all points around its place in the other picture."""
    light = ImageChops.subtract(image, around.filter(ImageFilter.MaxFilter(3)))
    dark = ImageChops.subtract(around.filter(ImageFilter.MinFilter(3)), image)
    return reduce(ImageChops.lighter, ImageChops.lighter(light, dark).split())


def _worst(apart: Image.Image, x: int, y: int) -> Difference:
    """The square with most points, of those in rows and columns that begin at this one."""
    wide, high = ((side - start) // SQUARE for side, start in zip(apart.size, (x, y), strict=True))
    shares = apart.crop((x, y, x + wide * SQUARE, y + high * SQUARE)).reduce(SQUARE).get_flattened_data()
    at = max(range(len(shares)), key=lambda place: shares[place])
    return Difference(shares[at] / 255, (x + at % wide * SQUARE) * HALF, (y + at // wide * SQUARE) * HALF)
