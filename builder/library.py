"""In: what `builder/load.py` reads. Out: `Library` and `Guide`: all that people write, as every later step finds it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from builder.changes import Change
from builder.facts import WEAK, Fact, Source
from builder.form import ids_in
from builder.kept import NOTHING, Kept
from builder.problem import Problem
from builder.read import Document
from builder.review.record import Record
from builder.share import Shared
from builder.translation.lock import Locks
from builder.words import Words
from widgets.model import Procedure
from widgets.rules import Rules, read_rules

LANGUAGES = ("en", "fr", "ar")


@dataclass(frozen=True)
class Guide:
    """A procedure with its words and its worked examples."""

    procedure: Procedure
    document: Document
    words: dict[str, Words]
    cases: Document | None

    @property
    def id(self) -> str:
        """The name of its folder."""
        return self.procedure.id

    @cached_property
    def folder(self) -> str:
        """Its folder, relative to the root."""
        return self.document.path.rsplit("/", 1)[0]

    @cached_property
    def rules(self) -> Rules:
        """Its rules, decoded; raises ValueError where they can't be."""
        return read_rules(self.procedure)

    @cached_property
    def written(self) -> dict[str, Any]:
        """Its rules as they are written, with its id; nobody changes this."""
        return {**self.procedure.to_dict(), "id": self.id}

    @cached_property
    def named(self) -> frozenset[str]:
        """Every word of its rules that could be an id."""
        return frozenset(ids_in(self.written))

    @cached_property
    def outcomes(self) -> dict[str, tuple[str, bool]]:
        """Each outcome with its table, and whether any of its rows is unconfirmed."""
        found: dict[str, tuple[str, bool]] = {}
        for table, rows in self.procedure.tables.items():
            for row in rows:
                outcome = row.then or row.otherwise
                if outcome:
                    found[outcome] = (table, row.unconfirmed or found.get(outcome, ("", False))[1])
        return found


@dataclass(frozen=True)
class Listing[T]:
    """A file that is one mapping."""

    document: Document
    data: dict[str, T]


@dataclass
class Library:
    """All that people write, read and in order."""

    root: Path
    facts: dict[str, Fact] = field(default_factory=dict)
    fact_places: dict[str, tuple[Document, int]] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    source_places: dict[str, tuple[Document, int]] = field(default_factory=dict)
    guides: dict[str, Guide] = field(default_factory=dict)
    pages: dict[str, dict[str, Words]] = field(default_factory=dict)
    interface: dict[str, dict[str, Any]] = field(default_factory=dict)
    glossary: list[dict[str, Any]] = field(default_factory=list)
    glossary_document: Document = field(default_factory=lambda: Document(""))
    changes: list[Change] = field(default_factory=list)
    changes_document: Document = field(default_factory=lambda: Document(""))
    papers: Listing[tuple[str, ...]] = Listing(Document("guides/common/papers.yaml"), {})
    """Papers that are one and the same in several places, `guide/item`."""
    shared: Shared = field(default_factory=Shared)
    """Questions that several guides ask."""
    renamed: Listing[str | None] = Listing(Document("guides/renamed.yaml"), {})
    """What steps and papers were called, `guide/item`, and what they are called now; None where they are gone."""
    said: Listing[dict[str, tuple[str, ...]]] = Listing(Document("guides/said.yaml"), {})
    """What readers type for words of our texts, by language and words of ours."""
    reviews: list[Record] = field(default_factory=list)
    """What somebody who knows the matter said of the guides, the oldest first."""
    locks: Locks = field(default_factory=dict)
    """Of which original each part of each translation is."""
    site_url: str = ""
    """Where the site will be, with a slash at its end; from mkdocs.yml."""
    problems: list[Problem] = field(default_factory=list)
    lost: dict[str, set[str] | None] = field(default_factory=dict)
    """The ids of what stands in a file and cannot be read, by kind; None where nobody knows which they are."""
    documents: list[Document] = field(default_factory=list)
    """Every YAML file, as it was written."""
    written: list[Words] = field(default_factory=list)
    """Every Markdown file, as it was written."""
    kept: Kept = field(default=NOTHING, repr=False, compare=False)
    """What was read and found the last time, where files are read again after each change."""

    @cached_property
    def disputed(self) -> frozenset[str]:
        """The facts on which sources disagree."""
        return frozenset(fact.id for fact in self.facts.values() if fact.positions)

    @cached_property
    def weak(self) -> frozenset[str]:
        """The facts that are too weak to decide anything."""
        return frozenset(fact.id for fact in self.facts.values() if fact.status in WEAK)

    @cached_property
    def units(self) -> dict[str, str | None]:
        """The unit of each figure."""
        return {id: fact.unit for id, fact in self.facts.items() if fact.unit}
