"""Out: the path of a Chromium for the tests in a browser. Run as a script, it gets one where that can be done."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ELSEWHERE = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)


def find_chromium() -> str | None:
    """The first of: $CHROMIUM, a Chromium on PATH, a Chromium where macOS keeps it."""
    paths = [os.environ.get("CHROMIUM"), *map(shutil.which, NAMES), *ELSEWHERE]
    return next((path for path in paths if path and Path(path).exists()), None)


def get_chromium() -> str | None:
    """The Chromium that is there, else Debian's where it may be installed, else none."""
    found = find_chromium()
    if found is None and shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        print("Installing Chromium for the tests in a browser", flush=True)
        settings = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        for command in (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "chromium"]):
            subprocess.run(command, check=False, env=settings, stdout=subprocess.DEVNULL)
        found = find_chromium()
    return found


if __name__ == "__main__" and get_chromium() is None:
    sys.exit(
        "The tests in a browser need Chromium or Chrome: install it"
        " (Debian and Ubuntu: sudo apt-get install chromium; macOS: brew install --cask chromium),"
        " or name one in the variable CHROMIUM, and run `make test` again."
    )
