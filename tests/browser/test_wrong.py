""" "Something is wrong on this page": on every page, light, without an account, an address or a script."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import brotli
import pytest
from playwright.sync_api import Browser, BrowserContext

from builder.figures import format_date
from builder.library import LANGUAGES
from builder.load import load_library
from tests.conftest import ROOT, TODAY

PART = re.compile(r'<details class="dalil-wrong".*?</details>', re.DOTALL)
MOST = 400
"""Bytes of it in a page, as brotli packs them."""


def pages(site: Path) -> dict[str, str]:
    """Every page of a language but the forms that stand alone in somebody else's page."""
    files = {
        path.relative_to(site).as_posix(): path for language in LANGUAGES for path in (site / language).rglob("*.html")
    }
    return {name: path.read_text(encoding="utf-8") for name, path in files.items() if "/embeds/" not in name}


def test_it_stands_on_every_page_with_its_address_and_is_light(site: Path) -> None:
    found = pages(site)
    assert len(found) > 30
    for name, text in found.items():
        (part,) = PART.findall(text)
        assert f"\nhttps://dalil.example/{name}\n" in part
        assert "<a " not in part  # no repository and no address are set
    for name in [f"{language}/contacts.html" for language in LANGUAGES]:
        without = PART.sub("", found[name])
        assert len(brotli.compress(found[name].encode())) - len(brotli.compress(without.encode())) < MOST


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_holds_the_day_of_the_copy_and_hands_the_text_over(
    visit: Callable[..., BrowserContext], language: str
) -> None:
    context = visit(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"/{language}/contacts.html")
    box = page.locator(".dalil-wrong")
    box.locator("summary").click()
    text = box.locator("textarea")
    assert format_date(TODAY.isoformat(), load_library(ROOT).interface[language]) in text.input_value()
    text.fill("The third number is not in service")
    send, copy = box.locator("button").all()
    assert [send.is_visible(), copy.is_visible()] == [False, True]
    said = copy.inner_text()
    copy.click()
    assert page.evaluate("() => navigator.clipboard.readText()") == "The third number is not in service"
    assert copy.inner_text() not in ("", said)


def test_where_the_device_can_send_it_is_asked_to(visit: Callable[..., BrowserContext]) -> None:
    context = visit()
    context.add_init_script(
        "navigator.share = (given) => { window.given = given; return Promise.reject(new Error()); };"
    )
    page = context.new_page()
    page.goto("/fr/contacts.html")
    box = page.locator(".dalil-wrong")
    box.locator("summary").click()
    send, _ = box.locator("button").all()
    send.click()
    assert page.evaluate("() => window.given") == {"text": box.locator("textarea").input_value()}


@pytest.mark.parametrize("scripts", [True, False])
def test_from_a_disk_it_is_there_and_without_a_script_it_can_be_copied_by_hand(
    chromium: Browser, site: Path, scripts: bool
) -> None:
    context = chromium.new_context(java_script_enabled=scripts)
    page = context.new_page()
    page.goto((site / "ar" / "contacts.html").as_uri())
    box = page.locator(".dalil-wrong")
    box.locator("summary").click()
    assert "https://dalil.example/ar/contacts.html" in box.locator("textarea").input_value()
    assert [button.is_visible() for button in box.locator("button").all()] == [False, scripts]
    context.close()
