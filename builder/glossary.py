"""In: the mappings of guides/glossary.yaml. Out: `Term`, frozen: one thing, and its one name in each language."""

from __future__ import annotations

from typing import Literal

from pydantic import ConfigDict

from builder.facts import Status, Strict

Language = Literal["ar", "en", "fr"]


class Term(Strict):
    """One thing, and its one name in each language."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)

    id: str
    """Begins with gl-; part of the address of its place on the page of terms."""
    en: str
    """Its name in English."""
    fr: str
    """Its name in French."""
    ar: str | None
    """Its name in Arabic; null where no page read shows one."""
    status: Status
    """How firm it is that this is the name, as of a fact."""
    sources: tuple[str, ...]
    """Ids of guides/facts/sources.yaml: the pages that use the name."""
    unreviewed: bool = False
    """Whether a native speaker still has to check it."""
    linked_in: tuple[Language, ...] | None = None
    """The languages in which guides link it at its first use; all without it.  An everyday word may mean something
    else there."""
    quoted_in: tuple[str, ...] = ()
    """Guides that tell what others call it: there the variants are allowed."""
    variants_to_avoid: dict[Language, tuple[str, ...]] | None = None
    """Words for it that were seen, or are easily confused, by language.  The check finds them in every text."""
    also_said: dict[Language, tuple[str, ...]] | None = None
    """Plain words for it in our texts, by language.  The search finds it by them."""
    note: str | None = None
    """A remark for editors."""
