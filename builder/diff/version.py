"""In: a revision of the repository, or a folder with another copy of it. Out: the project as it was, in a folder.

Only what is read of it is taken out: the words, the rules, the facts, and the engine that answered then.
"""

from __future__ import annotations

import io
import subprocess
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from builder.before import knows
from builder.problem import DataError, Problem
from widgets.said import say

READ = ("guides", "docs", "widgets", "mkdocs.yml")


@contextmanager
def revision(root: Path, base: str, argument: str = "BASE") -> Iterator[Path]:
    """The project at a revision, for as long as it is looked at.

    Raises DataError, with the argument of the command line that named it, where git has no such one.
    """
    if base.startswith("-") or not knows(root, base):
        raise DataError([Problem(argument, 1, say("base-none-such", base=base))])
    with TemporaryDirectory() as folder:
        with tarfile.open(fileobj=io.BytesIO(_archive(root, base, argument))) as tree:
            tree.extractall(folder, filter="data")
        yield holds_guides(Path(folder), base, argument)


def holds_guides(folder: Path, name: str, argument: str) -> Path:
    """The same folder; raises DataError where there is nothing to compare with in it."""
    if not (folder / "guides").is_dir():
        raise DataError([Problem(argument, 1, say("base-no-guides", base=name))])
    return folder


def same_engine(before: Path, after: Path) -> bool:
    """Whether both versions answer with the same engine; one that was left out of a copy is taken to be the same."""
    old = _engine(before)
    return not old or old == _engine(after)


def _engine(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in sorted((folder / "widgets").glob("*.py"))}


def _archive(root: Path, base: str, argument: str) -> bytes:
    names = _git(root, argument, "ls-tree", "--name-only", "-z", base).decode().split("\0")
    return _git(root, argument, "archive", "--format=tar", base, "--", *(name for name in READ if name in names))


def _git(root: Path, argument: str, *words: str) -> bytes:
    done = subprocess.run(["git", "-C", str(root), *words], capture_output=True, check=False)
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().rpartition("\n")[2]
        raise DataError([Problem(argument, 1, say("base-unreadable", reason=said))])
    return done.stdout
