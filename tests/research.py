"""In: `from_research` of every fact. Out: the table of docs/decisions/0008, which says where each record went."""

import re
from pathlib import Path

from builder.library import Library
from builder.load import load_library

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "decisions" / "0008-register-of-facts.md"
RECORDS = ROOT / "tests" / "data" / "records.txt"
"""The id of every record of the research, one a line, in order."""
HEAD = "| research record | {} |\n|---|---|\n"
_ROWS = r"((?:\|.*\n)*)"
_ROW = re.compile(r"\| `([^`]+)` \| (.+) \|")


def find_records(library: Library) -> dict[str, list[str]]:
    """For each record of the research, the facts that came from it."""
    found: dict[str, list[str]] = {}
    for fact in library.facts.values():
        for record in fact.from_research:
            found.setdefault(record, []).append(fact.id)
    return {record: sorted(found[record]) for record in sorted(found)}


def read_table(page: str, column: str) -> list[tuple[str, str]]:
    """The rows of the table with this second column."""
    head = HEAD.format(column)
    assert page.count(head) == 1, f"The page has no single table with the column '{column}'."
    return _ROW.findall(page.split(head)[1].split("\n\n")[0])


def write_table(page: str, records: dict[str, list[str]]) -> str:
    """The page with its table made again."""
    head = HEAD.format("facts")
    rows = "".join(f"| `{id}` | {', '.join(f'`{fact}`' for fact in facts)} |\n" for id, facts in records.items())
    return re.sub(re.escape(head) + _ROWS, lambda _: head + rows, page)


if __name__ == "__main__":
    records = find_records(load_library(ROOT))
    PAGE.write_text(write_table(PAGE.read_text(encoding="utf-8"), records), encoding="utf-8")
    print(f"{PAGE.relative_to(ROOT)}: {len(records)} records")
