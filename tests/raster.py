"""In: a sheet of a PDF, or a PNG. Out: how dark it is where, to compare one picture with another."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from pathlib import Path

import pypdfium2

CELL = 6  # pixels to a side of what is compared: more than smoothing moves, less than a letter
INK = 0.4  # darkness that is no more smoothing


@dataclass(frozen=True)
class Raster:
    """Rows of darkness, from 0 (white) to 1."""

    rows: tuple[tuple[float, ...], ...]

    @classmethod
    def of_pdf(cls, file: Path, scale: float) -> Raster:
        """The first sheet, with `scale` pixels to a point."""
        with pypdfium2.PdfDocument(file) as document:
            bitmap = document[0].render(scale=scale, grayscale=True)
            data, width, stride = bytes(bitmap.buffer), bitmap.width, bitmap.stride
            return cls(tuple(_dark(data[at : at + width]) for at in range(0, bitmap.height * stride, stride)))

    @classmethod
    def of_png(cls, data: bytes) -> Raster:
        """A picture of eight bits a colour, not interlaced, as Chromium makes it."""
        width, height, _, colours = struct.unpack(">IIBB", data[16:26])
        size = {2: 3, 6: 4}[colours]
        chunks, at = b"", 8
        while at < len(data):
            (length,), kind = struct.unpack(">I", data[at : at + 4]), data[at + 4 : at + 8]
            chunks += data[at + 8 : at + 8 + length] if kind == b"IDAT" else b""
            at += length + 12
        raw, line, rows = zlib.decompress(chunks), bytearray(width * size), []
        for row in range(height):
            start = row * (width * size + 1)
            line = _unfilter(raw[start], raw[start + 1 : start + 1 + width * size], line, size)
            rows.append(_dark(bytes(line[1::size])))
        return cls(tuple(rows))

    @property
    def mean(self) -> float:
        """The share of ink."""
        return sum(map(sum, self.rows)) / (len(self.rows) * len(self.rows[0]))

    def trimmed(self) -> Raster:
        """Without the white around it."""
        tall = [n for n, row in enumerate(self.rows) if max(row) > INK]
        wide = [n for n in range(len(self.rows[0])) if any(row[n] > INK for row in self.rows)]
        return Raster(tuple(row[wide[0] : wide[-1] + 1] for row in self.rows[tall[0] : tall[-1] + 1]))

    def cells(self) -> dict[tuple[int, int], float]:
        """Darkness by square, where there is any."""
        found: dict[tuple[int, int], float] = {}
        for y, row in enumerate(self.rows):
            for x, dark in enumerate(row):
                if dark:
                    place = (x // CELL, y // CELL)
                    found[place] = found.get(place, 0) + dark
        return found


def likeness(one: Raster, other: Raster) -> float:
    """The cosine between the darkness of two pictures: 1 where they are the same."""
    first, second = one.cells(), other.cells()
    product = sum(dark * second.get(place, 0) for place, dark in first.items())
    length = sum(dark**2 for dark in first.values()) * sum(dark**2 for dark in second.values())
    return float(product / length**0.5)


def _dark(grey: bytes) -> tuple[float, ...]:
    return tuple(1 - value / 255 for value in grey)


def _unfilter(kind: int, line: bytes, above: bytearray, size: int) -> bytearray:
    """Undo one line's filter (PNG, section 9)."""
    out = bytearray(line)
    for n in range(len(out)):
        left = out[n - size] if n >= size else 0
        up, corner = above[n], above[n - size] if n >= size else 0
        near = left + up - corner
        paeth = min((left, up, corner), key=lambda value: abs(near - value))
        out[n] = (out[n] + (0, left, up, (left + up) // 2, paeth)[kind]) & 255
    return out
