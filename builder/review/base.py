"""In: a repository and a revision of it. Out: the `Library` as it was there, to compare its statements."""

from __future__ import annotations

import io
import subprocess
import tarfile
from pathlib import Path
from tempfile import TemporaryDirectory

from builder.load import Library, load_library
from builder.problem import DataError, Problem
from widgets.said import say


def library_at(root: Path, revision: str) -> Library:
    """The guides and facts at a revision; raises DataError where there is no such one."""
    command = ["git", "-C", str(root), "archive", "--format=tar", revision, "guides"]
    done = subprocess.run(command, capture_output=True, check=False)
    if done.returncode:
        raise DataError([Problem("--base", 1, say("revision-none", revision=revision))])
    with TemporaryDirectory() as folder, tarfile.open(fileobj=io.BytesIO(done.stdout)) as archive:
        archive.extractall(folder, filter="data")
        return load_library(Path(folder))
