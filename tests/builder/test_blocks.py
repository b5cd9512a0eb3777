"""Blocks of code are stops of the keyboard with a name; Arabic in another language says that it is Arabic."""

from pathlib import Path

import pytest

from builder.blocks import frame_blocks
from builder.finish import finish_pages
from builder.isolate import isolate_html

CODE = '<pre><code class="language-sh">ls &lt;folder&gt;\n</code></pre>'


def test_a_block_that_people_wrote_is_framed_and_others_are_left() -> None:
    html = f'<p>a</p>{CODE}<pre dir="ltr"><code>made</code></pre>'
    framed = frame_blocks(html, "Code ({language})")
    opening = '<div class="dalil-block" role="group" tabindex="0" dir="ltr" aria-label="Code (sh)">'
    assert framed == html.replace(CODE, f"{opening}{CODE}</div>")


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>Demande / طلب التسجيل</p>", '<p>Demande / <bdi lang="ar" dir="rtl">طلب التسجيل</bdi></p>'),
        ('<p lang="ar">طلب</p>', '<p lang="ar">طلب</p>'),
        ("<code>طلب</code>", "<code>طلب</code>"),
        ("<title>طلب</title>", "<title>طلب</title>"),
        ("<option>طلب</option>", "<option>طلب</option>"),
        ("<p>ب</p>", "<p>ب</p>"),
    ],
)
def test_arabic_says_that_it_is_arabic(html: str, expected: str) -> None:
    marked = isolate_html(html, "fr")
    assert marked == expected
    assert isolate_html(marked, "fr") == marked


def test_a_page_is_read_with_lines_that_end_alike(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_bytes("<p>é\r\nb\rc\n</p>".encode())
    finish_pages(tmp_path, "en", "Code", [])
    assert (tmp_path / "page.html").read_bytes() == "<p>é\nb\nc\n</p>".encode()
