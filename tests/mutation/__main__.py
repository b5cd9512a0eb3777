"""In: names of modules of the engine, or none for all. Out: what mutmut finds in each, and the page about all of them.

The modules that are not named keep what was found of them last, if that is still in build/.  The page in docs/ is
written where nothing is lacking; else there is one in build/mutation/.
"""

import argparse
from importlib.metadata import version

from tests.mutation.report import find_mutants, write_down
from tests.mutation.trial import TESTS, try_again, try_module


def main() -> None:
    """Try the modules one after another; the page is written after each, so that a run may be stopped."""
    parser = argparse.ArgumentParser(prog="make mutate", description=__doc__)
    parser.add_argument("modules", nargs="*", metavar="module", help=f"of {', '.join(TESTS)}; default: all")
    parser.add_argument("--again", action="store_true", help="run only what survived, and what changed since")
    parser.add_argument("--report", action="store_true", help="try nothing, write the page in docs/")
    asked = parser.parse_args()
    if asked.report and not any(find_mutants()):
        parser.error("nothing was tried yet: name modules, or none for all")
    if unknown := set(asked.modules) - TESTS.keys():
        parser.error(f"no module of the engine: {', '.join(sorted(unknown))}")
    for module in () if asked.report else asked.modules or TESTS:
        print(f"widgets/{module}.py", flush=True)
        (try_again if asked.again else try_module)(module)
        print(write_down(version("mutmut")))
    if asked.report:
        print(write_down(version("mutmut"), whole=True))


if __name__ == "__main__":
    main()
