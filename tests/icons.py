"""In: docs/assets/favicon.svg. Out: docs/assets/icons/, the same drawing as PNG for systems that install the app."""

import os
import re
import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parent.parent
DRAWING = ROOT / "docs" / "assets" / "favicon.svg"
OUT = ROOT / "docs" / "assets" / "icons"

ICONS = {"icon-192.png": (192, 1.0), "icon-512.png": (512, 1.0), "icon-whole-512.png": (512, 0.8)}
"""Name: pixels, and how much of the side the drawing takes: a system may cut a fifth off what is drawn to the edge."""


def main() -> None:
    """Draw each icon in a browser."""
    OUT.mkdir(exist_ok=True)
    drawing = DRAWING.read_text(encoding="utf-8")
    ground = re.search(r'fill="(#\w+)"', drawing)
    with sync_playwright() as playwright:
        path = os.environ.get("CHROMIUM") or shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        for name, (pixels, part) in ICONS.items():
            page = browser.new_page(viewport={"width": pixels, "height": pixels})
            side, colour = pixels * part, ground[1] if ground and part < 1 else "transparent"
            page.set_content(
                f"<style>body {{ margin: 0; height: 100vh; display: grid; place-items: center; background: {colour} }}"
                f"svg {{ width: {side}px; height: {side}px }}</style>{drawing}"
            )
            page.screenshot(path=OUT / name, omit_background=True)
        browser.close()


if __name__ == "__main__":
    sys.exit(main())
