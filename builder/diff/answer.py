"""In: requests, one a line, on standard input. Out: an engine's answers, one a line.

Run apart, with the folder of another version's `widgets` on the path: see told.py.
"""

from __future__ import annotations

import sys

from widgets.api import handle

if __name__ == "__main__":
    for request in sys.stdin:
        print(handle(request))
