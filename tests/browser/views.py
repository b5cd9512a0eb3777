"""In: a browser and the address of the site. Out: pictures of key pages, as a phone and a desktop show them."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from PIL import Image
from playwright.sync_api import Browser, BrowserType, Page

from builder.library import Library
from tests.browser.letters import bring_letters
from tests.browser.reader import COUNT, Form, cases
from tests.browsers import find
from tests.conftest import TODAY

KEPT = Path(__file__).parent.parent / "golden" / "pictures"
COLOURS = 48
"""Of a picture that is kept: a few inks, with what lies between them."""
DRAWING = ["--no-sandbox", "--font-render-hinting=none", "--disable-lcd-text", "--force-color-profile=srgb"]
"""Letters without hinting, in greys, so that they have one shape and place in every build of the browser."""
SCREENS = {"phone": {"width": 360, "height": 1100}, "desktop": {"width": 1280, "height": 900}}
GUIDE = "registration-number"
"""The guide whose form, card and letter are shown."""
TABLE = "contributions"
"""The guide whose table is."""

SETTLED = """async () => {
  await Promise.allSettled([...document.fonts].map((one) => one.load()));
  await document.fonts.ready;
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
}"""
TO_THE_TOP = "(one) => scrollTo(0, one.getBoundingClientRect().top + scrollY - 80)"

type Shot = tuple[str, Literal["phone", "desktop"], Literal["light", "dark"]]
"""A language, a screen and its colours."""
LANGUAGES = ("ar", "fr")
PHONES: tuple[Shot, ...] = (("ar", "phone", "light"), ("fr", "phone", "light"))
DESKTOPS: tuple[Shot, ...] = (("ar", "desktop", "light"), ("fr", "desktop", "light"))


@dataclass(frozen=True)
class View:
    """What a reader sees of a page."""

    name: str
    page: str
    """Below the folder of a language."""
    at: str = "body"
    """What stands at the top."""
    form: str = ""
    """The form that is answered before."""
    shots: tuple[Shot, ...] = PHONES

    def file(self, shot: Shot) -> str:
        """The name under which a picture of it is kept."""
        return ".".join([self.name, *shot, "png"])


def views(library: Library) -> list[View]:
    """Every view that is kept."""
    procedure = library.guides[GUIDE].procedure
    form, letter = procedure.widgets[0].id, procedure.letters[0].id
    guide, result = f"guides/{GUIDE}.html", f"#{form}--widget .dalil-result"
    return [
        View("home", "index.html", shots=(*PHONES, *DESKTOPS, ("fr", "desktop", "dark"))),
        View("guides", "guides.html"),
        View("form", guide, f"#{form}"),
        View("answer", guide, result, form, (*PHONES, ("ar", "phone", "dark"))),
        View("table", f"guides/{TABLE}.html", "table.dalil-cells", shots=(*PHONES, *DESKTOPS)),
        View("card", f"guides/{GUIDE}-card.html"),
        View("letter", f"guides/{GUIDE}-{letter}.html"),
        View("disagreements", "disagreements.html"),
    ]


@contextmanager
def drawing(browser: BrowserType) -> Iterator[Browser]:
    """A browser that draws letters alike everywhere."""
    started = browser.launch(executable_path=find("chromium"), args=DRAWING)
    yield started
    started.close()


def pictures(visit: Callable[..., Any], library: Library, language: str) -> Iterator[tuple[str, Image.Image]]:
    """Each picture in a language with its name; `visit` makes a visitor."""
    page = visitor(visit)
    for view in views(library):
        for shot in view.shots:
            if shot[0] == language:
                go(page, view, shot, library)
                yield view.file(shot), shoot(page, view, shot)


def visitor(visit: Callable[..., Any]) -> Page:
    """A new page, on the day of the built site, with the same letters as everywhere."""
    context = visit(reduced_motion="reduce", timezone_id="UTC")
    bring_letters(context)
    page: Page = context.new_page()
    page.clock.set_fixed_time(f"{TODAY.isoformat()}T10:00:00Z")
    return page


def go(page: Page, view: View, shot: Shot, library: Library) -> None:
    """Open the page of a view, if another is open, and answer its form."""
    page.set_viewport_size(SCREENS[shot[1]])  # type: ignore[arg-type]
    page.emulate_media(color_scheme=shot[2])
    if not page.url.endswith(address := f"/{shot[0]}/{view.page}"):
        page.goto(address)
    if view.form and page.locator(view.at).is_hidden():
        page.evaluate(COUNT)
        form = Form(page, view.form)
        form.fill_in(example(library, view.form))
        form.submit()


def example(library: Library, form: str) -> Mapping[str, Any]:
    """The answers of the first worked example of the day on which the site is built."""
    day = TODAY.isoformat()
    found = next(case for case in cases(library.guides[GUIDE], form) if str(case["today"]) == day)
    return dict(found["answers"])


def shoot(page: Page, view: View, shot: Shot) -> Image.Image:
    """What is to be seen of the page now."""
    page.set_viewport_size(SCREENS[shot[1]])  # type: ignore[arg-type]
    page.emulate_media(color_scheme=shot[2])
    page.locator(f"body[data-md-color-scheme={'slate' if shot[2] == 'dark' else 'default'}]").wait_for()
    page.locator(view.at).first.evaluate(TO_THE_TOP)
    page.evaluate(SETTLED)
    return Image.open(io.BytesIO(page.screenshot(animations="disabled", caret="hide", scale="css"))).convert("RGB")


def keep(image: Image.Image, name: str) -> None:
    """Write a picture where it is kept, small."""
    few = image.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    few.save(KEPT / name, optimize=True)


def kept(name: str) -> Image.Image:
    """The picture that was kept."""
    return Image.open(KEPT / name).convert("RGB")
