"""In: the files of guides/reviews/. Out: review records: who said when what of which statement of a guide.

A record is written by `build_site.py review-import` from what a reviewer sends back. Its comments are for editors.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import TypeAdapter, ValidationError

from builder.facts import Day, Strict
from builder.problem import Problem
from builder.read import Document, read_yaml
from widgets.said import say

FOLDER = "guides/reviews"
Role = Literal["files", "payroll", "advice", "law", "matter"]
ROLES: tuple[Role, ...] = ("files", "payroll", "advice", "law", "matter")
"""What a reviewer has to do with the matter; its words are in the interface."""
Word = Literal["right", "wrong", "unsure"]


class Verdict(Strict):
    """What was said of one statement."""

    id: str
    hash: str
    """Of the words and rules that were read."""
    verdict: Word
    comment: str | None = None


class By(Strict):
    """Who reviewed, as far as they wished to say."""

    role: Role | None = None
    name: str | None = None
    """Stays in the record; no page shows it."""


class Review(Strict):
    """One reading of a guide in one language."""

    guide: str
    language: Literal["en", "fr", "ar"]
    version: int
    """Of the guide."""
    on: Day
    content: str
    """The hash of all statements that were read."""
    statements: tuple[Verdict, ...]
    by: By = By()


@dataclass(frozen=True)
class Record:
    """A review with the file that it stands in."""

    document: Document
    review: Review


def load_reviews(root: Path) -> tuple[list[Record], list[Problem]]:
    """Every record, by guide and day, and what is wrong with their form."""
    records: list[Record] = []
    problems: list[Problem] = []
    kind = TypeAdapter(Review)
    for file in sorted((root / FOLDER).glob("*/*.yaml")):
        document = read_yaml(file, root)
        problems += document.problems
        if document.problems:
            continue
        try:
            records.append(Record(document, kind.validate_python(document.data)))
        except ValidationError as error:
            problems += _told(document, error)
    return sorted(records, key=lambda one: (one.review.guide, one.review.on, one.document.path)), problems


def _told(document: Document, error: ValidationError) -> Iterator[Problem]:
    for finding in error.errors():
        key = next((str(part) for part in reversed(finding["loc"]) if isinstance(part, str)), "record")
        yield document.problem(finding["loc"], say("review-record", key=key, reason=finding["msg"]))


def write_review(review: Review) -> str:
    """A record as it stands in its file."""
    by = {key: value for key, value in (("role", review.by.role), ("name", review.by.name)) if value}
    lines = [
        "# Written by build_site.py review-import. A record of what somebody read; nobody corrects it by hand.",
        f"guide: {review.guide}",
        f"language: {review.language}",
        f"version: {review.version}",
        f"on: {review.on}",
        *([f"by: {_plain(by)}"] if by else []),
        f"content: {_text(review.content)}",
        "statements:",
    ]
    for one in review.statements:
        comment = f", comment: {_text(one.comment)}" if one.comment else ""
        lines.append(f"  - {{id: {one.id}, hash: {_text(one.hash)}, verdict: {one.verdict}{comment}}}")
    return "\n".join(lines) + "\n"


def _plain(mapping: dict[str, str]) -> str:
    return "{" + ", ".join(f"{key}: {_text(value)}" for key, value in mapping.items()) + "}"


def _text(text: str) -> str:
    """A text in quotes, as JSON writes it, which is YAML."""
    return json.dumps(text, ensure_ascii=False)
