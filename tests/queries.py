"""In: tests/data/queries/ and what the search answers. Out: which queries lead where they should."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import yaml

DATA = Path(__file__).parent / "data" / "queries"
LANGUAGES = ("en", "fr", "ar")
KINDS = {
    *("word", "words", "question", "typo", "accents", "inflection", "prefix"),
    *("acronym", "foreign", "synonym", "number", "darija"),
}
FOUND = 0.95
"""The share of a language's queries that must lead where they say."""
SHOWN = 3
"""Of the sections that the box shows unfolded, among the first of which it has to be."""

type Items = list[list[dict[str, Any]]]
"""What the search answers to one query: for each page its sections, as the theme takes them."""


class Query(NamedTuple):
    """What a reader may type."""

    kind: str
    query: str
    finds: tuple[str, ...]
    """`page#section`, any of which will do; `page#` is any part of the page."""

    def led(self, shown: Iterable[str]) -> bool:
        """Whether one of the places shown is one of those wanted."""
        return any(
            place == want or (want.endswith("#") and f"{place}#".startswith(want))
            for want in self.finds
            for place in shown
        )


def read_queries(lang: str) -> list[Query]:
    """The queries of a language."""
    listed = yaml.safe_load((DATA / f"{lang}.yaml").read_text(encoding="utf-8"))
    return [Query(case["kind"], case["query"], tuple(case["finds"])) for case in listed]


def first(items: Items) -> list[str]:
    """The first sections that the box shows unfolded, as `page#section`."""
    unfolded = [entry["location"] for item in items for entry in item if entry["score"] >= item[0]["score"]]
    return [re.sub(r"^(?:guides/)?(.*)\.html", r"\1", location) for location in unfolded[:SHOWN]]


def missed(queries: Sequence[Query], answers: Sequence[Items]) -> list[tuple[Query, list[str]]]:
    """The queries that do not lead where they should, each with what is shown instead."""
    shown = [first(items) for items in answers]
    return [(query, places) for query, places in zip(queries, shown, strict=True) if not query.led(places)]


def tell(lang: str, queries: Sequence[Query], missing: Sequence[tuple[Query, list[str]]]) -> str:
    """The rate of a language as a whole and by kind, and what was missed."""
    asked = Counter(query.kind for query in queries)
    lost = Counter(query.kind for query, _ in missing)
    kinds = ", ".join(f"{kind} {number - lost[kind]}/{number}" for kind, number in sorted(asked.items()))
    whole = f"{lang}: {1 - len(missing) / len(queries):.1%} of {len(queries)} ({kinds})"
    return "\n".join([whole, *(f"  {query.kind}: {query.query}: {places}" for query, places in missing)])
