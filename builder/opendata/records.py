"""In: the facts and sources of a `Library`. Out: facts.json and sources.json.

The keys of facts.json are those of a request to the engine: its `facts` are the figures, and can be handed over whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from builder.facts import Fact
from builder.library import Library
from builder.opendata.text import write_json

UNPUBLISHED = {"id", "from_research"}
"""The id is the key; the notes from which the register was made are published nowhere."""


def write_facts(library: Library) -> bytes:
    """Figures under `facts`, claims under `claims`, each by id."""
    facts = [library.facts[id] for id in sorted(library.facts)]
    return write_json(
        {
            "facts": {fact.id: record(fact) for fact in facts if fact.is_figure},
            "claims": {fact.id: record(fact) for fact in facts if not fact.is_figure},
        }
    )


def record(fact: Fact) -> dict[str, Any]:
    """A fact as its editor wrote it, without what is left at its default, and the word that a reader sees."""
    return {**fact.model_dump(by_alias=True, exclude=UNPUBLISHED, exclude_defaults=True), "shown": fact.word}


def write_sources(library: Library) -> bytes:
    """Each source, with the facts that rest on it."""
    resting = rests(library)
    sources = {
        id: {**library.sources[id].model_dump(exclude={"id"}, exclude_defaults=True), "facts": resting.get(id, [])}
        for id in sorted(library.sources)
    }
    return write_json({"sources": sources})


def rests(library: Library) -> dict[str, list[str]]:
    """For each source, the ids of the facts that name it, for themselves or for a position."""
    found: dict[str, list[str]] = {}
    for id in sorted(library.facts):
        for source in dict.fromkeys(named(library.facts[id])):
            found.setdefault(source, []).append(id)
    return found


def named(fact: Fact) -> Iterator[str]:
    """The sources of a fact and of its positions."""
    yield from fact.sources
    for position in fact.positions:
        yield from position.sources
