"""In: one of the runners beside this file, and one of the page's scripts. Out: a way to ask it."""

import json
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent


@contextmanager
def asking(runner: str, script: Path) -> Iterator[Callable[[Any], Any]]:
    """Ask a script that runs in Node, as often as one likes; it stops at its first error."""
    command = ["node", str(FOLDER / runner), str(script)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        given, taken = process.stdin, process.stdout

        def ask(thing: Any) -> Any:
            given.write(json.dumps(thing) + "\n")
            given.flush()
            return json.loads(taken.readline())

        yield ask
        given.close()
