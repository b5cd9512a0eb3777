"""Out: the paths of the browsers for the tests, and of Java. Run as a script, it gets what is missing where it can.

The variable ENGINES names the engines to test in, where not all of them can be had: ENGINES="chromium firefox".
"""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

MINI_BROWSERS = ("usr/lib/*/webkit2gtk-4.*/MiniBrowser", "usr/libexec/webkit2gtk-4.*/MiniBrowser")


@dataclass(frozen=True)
class Program:
    """A browser that the tests need, or Java."""

    name: str
    variable: str
    """Names a browser of one's own."""
    programs: tuple[str, ...]
    """Names on PATH, and paths where it may lie."""
    packages: tuple[str, ...]
    """Of Debian."""
    elsewhere: str
    """How others get it."""

    def find(self) -> str | None:
        """The first that is there: the variable's, then the programs in order."""
        paths = [os.environ.get(self.variable), *map(shutil.which, self.programs), *self.programs]
        return next((path for path in paths if path and Path(path).is_file()), None)


BROWSERS = (
    Program(
        "chromium",
        "CHROMIUM",
        (
            "chromium",
            "chromium-browser",
            "google-chrome",
            "google-chrome-stable",
            "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
            "/Applications/Chromium.app/Contents/MacOS/Chromium",
        ),
        ("chromium",),
        "macOS: brew install --cask chromium",
    ),
    Program(
        "firefox",
        "FIREFOX",
        ("firefox-esr", "firefox", "/Applications/Firefox.app/Contents/MacOS/firefox"),
        ("firefox-esr",),
        "macOS: brew install --cask firefox",
    ),
    Program(
        "webkit",
        "WEBKIT_DRIVER",
        ("WebKitWebDriver",),
        ("webkit2gtk-driver", "xvfb", "xauth"),
        "elsewhere there is none",
    ),
)


JAVA = Program(
    "Java",
    "JAVA",
    ("java",),
    ("default-jre-headless",),
    "macOS: brew install openjdk, and name its bin/java in JAVA",
)
"""Runs the Nu HTML checker, which needs Java 17 or later."""


def wanted() -> tuple[str, ...]:
    """The engines to test in."""
    return tuple(os.environ.get("ENGINES", "").split()) or tuple(browser.name for browser in BROWSERS)


def find(name: str) -> str:
    """The path of an engine's browser, or of Java; raises LookupError that says how to get one."""
    program = next(program for program in (*BROWSERS, JAVA) if program.name == name)
    found = program.find()
    if found is None:
        raise LookupError(_missing(program))
    return found


def find_chromium() -> str | None:
    """The path of a Chromium, if there is one."""
    return BROWSERS[0].find()


def find_mini_browser() -> str | None:
    """WebKitGTK's own small browser, which its driver starts."""
    return next((str(path) for pattern in MINI_BROWSERS for path in sorted(Path("/").glob(pattern))), None)


def get(missing: list[Program]) -> None:
    """Install Debian's packages of what is missing, where that may be done."""
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        packages = [package for program in missing for package in program.packages]
        print(f"Installing {', '.join(packages)} for the tests", flush=True)
        settings = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        for command in (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", *packages]):
            subprocess.run(command, check=False, env=settings, stdout=subprocess.DEVNULL)


def _missing(program: Program) -> str:
    without = " or leave it out with ENGINES," if program in BROWSERS else ""
    return (
        f"The tests in {program.name} need it: install it (Debian and Ubuntu: sudo apt-get install"
        f" {' '.join(program.packages)}; {program.elsewhere}), or name one in the variable {program.variable},"
        f"{without} and run `make test` again."
    )


def _lacking() -> list[Program]:
    needed = [*(browser for browser in BROWSERS if browser.name in wanted()), JAVA]
    return [program for program in needed if program.find() is None]


if __name__ == "__main__":
    if lacking := _lacking():
        get(lacking)
    sys.exit("\n".join(_missing(program) for program in _lacking()) or None)
