"""In: a command line. Out: the site, its problems, or one answer. The one command behind the Makefile."""

from __future__ import annotations

import sys

from builder.commands import main

if __name__ == "__main__":
    sys.exit(main())
