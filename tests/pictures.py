"""In: the site, built for it. Out: tests/golden/pictures/, the pictures of key pages that tests compare.

A picture that nobody would tell from the one that is kept stays as it is.
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

from builder.load import load_library
from tests.apart import difference
from tests.browser.conftest import visiting
from tests.browser.serving import serving
from tests.browser.views import KEPT, LANGUAGES, drawing, keep, kept, pictures
from tests.conftest import ROOT, build_whole


def main() -> None:
    """Take each picture, keep those that changed, and say which."""
    library = load_library(ROOT)
    KEPT.mkdir(parents=True, exist_ok=True)
    with (
        TemporaryDirectory() as folder,
        serving(build_whole(library, Path(folder))) as address,
        sync_playwright() as playwright,
        drawing(playwright.chromium) as browser,
        visiting(browser, address) as visit,
    ):
        taken = {name: seen for language in LANGUAGES for name, seen in pictures(visit, library, language)}
    changed = [name for name in taken if not (KEPT / name).exists() or difference(kept(name), taken[name]).counts]
    for name in changed:
        keep(taken[name], name)
    for old in {file.name for file in KEPT.iterdir()} - taken.keys():
        (KEPT / old).unlink()
    print("\n".join(changed) or "No picture has changed.")


if __name__ == "__main__":
    sys.exit(main())
