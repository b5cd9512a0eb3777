"""In: the built site, `site` or the folder named. Out: docs/pictures/site.png, the README's picture.

It shows an answer on a phone, in three languages.
"""

import sys
from datetime import date
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from builder.load import load_library
from tests.browser.serving import serving
from tests.browsers import find_chromium

ROOT = Path(__file__).parent.parent
OUT = ROOT / "docs" / "pictures" / "site.png"
GUIDE = "registration-number"
"""The guide of the picture: its first form gives reasons, and steps with their days."""

PHONE = {"width": 390, "height": 1200}
SHEET = """
<!doctype html><meta charset="utf-8"><style>
body { margin: 0; padding: 24px; display: flex; gap: 24px; background: #dfe5e1; width: max-content }
img { border-radius: 18px; box-shadow: 0 6px 24px #0004; display: block; width: 390px }
</style>
"""


def picture(page: Page, address: str, language: str, scheme: str) -> Path:
    """Fill in the form of the worked example with most steps, dated if it can be, and take what a reader then sees."""
    guide = load_library(ROOT).guides[GUIDE]
    plain = [case for case in guide.cases.data if "outcome" in case and not {"errors", "on"} & case.keys()]  # type: ignore[union-attr]
    steps = [case.get("steps", {}) for case in plain]
    best = max(range(len(plain)), key=lambda at: (len(steps[at]), sum(day is not None for day in steps[at].values())))
    case = plain[best]
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
    page.clock.set_fixed_time(date.fromisoformat(case["today"]).isoformat() + "T10:00:00")
    for _ in range(2):  # letters that come late are shown on the next page
        page.goto(f"{address}/{language}/guides/{guide.id}.html", wait_until="networkidle")
    form = page.locator(f"[data-widget={case['widget']}]")
    for question, answer in case["answers"].items():
        field = form.locator(f"[data-question={question}]")
        field.wait_for(timeout=60_000)
        choice = field.locator(f"input[value='{answer}']")
        if choice.count():
            choice.check()
        else:
            field.locator("input[type=text]").fill(str(answer))
            field.locator("input[type=text]").blur()
    result = form.locator("[data-outcome]:not([hidden])")
    result.wait_for(timeout=60_000)
    result.evaluate("card => window.scrollTo(0, card.getBoundingClientRect().top + window.scrollY - 130)")
    page.wait_for_timeout(300)
    file = OUT.with_name(f"{language}.png")
    page.screenshot(path=file)
    return file


def main() -> None:
    """Take the three pictures and lay them side by side."""
    OUT.parent.mkdir(exist_ok=True)
    site = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "site"
    with serving(site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=["--no-sandbox"])
        page = browser.new_context(viewport=PHONE).new_page()  # type: ignore[arg-type]
        files = [picture(page, address, *view) for view in (("fr", "light"), ("ar", "light"), ("en", "dark"))]
        sheet = OUT.with_suffix(".html")
        sheet.write_text(SHEET + "".join(f'<img src="{file.name}" alt="">' for file in files), encoding="utf-8")
        page.set_viewport_size({"width": 1266, "height": 1248})
        page.goto(sheet.as_uri())
        page.screenshot(path=OUT)
        browser.close()
    for file in (*files, sheet):
        file.unlink()


if __name__ == "__main__":
    sys.exit(main())
