"""In: the mappings of a guide's cases.yaml. Out: `Example`: what is answered, and what must come out."""

from __future__ import annotations

from typing import Any

from builder.facts import Day, Strict

type Told = int | str | None
"""A number, a day or nothing, as the engine writes it."""


class Example(Strict):
    """A worked example.  Of what comes out it says all or some."""

    name: str
    """One sentence that says who it is and what comes out."""
    widget: str
    """Id of the form that is filled in."""
    today: Day
    """What counts as today."""
    answers: dict[str, Any]
    """For each question its answer, as a reader would type it."""
    on: str | None = None
    """The day whose law and figures count, as a reader would type it; today without it."""
    outcome: str | None = None
    """Id of the outcome; null where none is reached."""
    steps: dict[str, Told] | None = None
    """All the steps listed, each with its last day, or null where it has none."""
    evidence: list[str] | None = None
    """All the things to bring."""
    values: dict[str, Any] | None = None
    """All the values shown."""
    figures: dict[str, Any] | None = None
    """Some of the figures used, with their values that day."""
    no_value: list[str] | None = None
    """All the figures that had no value that day."""
    next: str | None = None
    """The question that is asked next."""
    open: list[str] | None = None
    """All that is left open."""
    errors: dict[str, str] | None = None
    """For each answer that can't be read, what is wrong with it."""
    letters: list[str] | None = None
    """All the letters offered."""
    lines: dict[str, dict[str, Any]] | None = None
    """Some of the lines worked out: line, column, amount; the totals in a line called total."""
    marked: list[str] | None = None
    """The conditions told beside the lines that are met."""
    differs: dict[str, Any] | None = None
    """For each line compared, what is printed minus what is worked out, where that is not zero."""


NEEDED = tuple(name for name, field in Example.model_fields.items() if field.is_required())
KEYS = tuple(Example.model_fields)
EXPECTED = tuple(key for key in KEYS if key not in (*NEEDED, "on"))
"""What an example may say of the answer, all of it or some."""
