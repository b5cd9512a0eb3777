"""In: widgets/*.py, pyproject.toml and LICENSE. Out: the engine's wheel, the same bytes each time.

flit-core makes it, from a folder that holds the engine alone: what a page loads beside it is no part of the package.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

FIRST_DAY = "315532800"
"""1 January 1980, in seconds: a zip file knows no day before it."""


def engine_texts(root: Path) -> dict[str, bytes]:
    """All that the wheel is made from, by path."""
    files = [root / "pyproject.toml", root / "LICENSE", *sorted((root / "widgets").glob("*.py"))]
    return {file.relative_to(root).as_posix(): file.read_bytes() for file in files}


def make_wheel(root: Path) -> tuple[str, bytes]:
    """The wheel's name and bytes; asks nothing of the network. Raises CalledProcessError where flit-core refuses."""
    with TemporaryDirectory() as folder:
        source = Path(folder) / "source"
        (source / "widgets").mkdir(parents=True)
        for path, text in engine_texts(root).items():
            (source / path).write_bytes(text)
        command = [sys.executable, "-m", "flit_core.wheel", "--outdir", folder, str(source)]
        settings = os.environ | {"SOURCE_DATE_EPOCH": FIRST_DAY}
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=settings)
        (wheel,) = Path(folder).glob("*.whl")
        return wheel.name, wheel.read_bytes()
