"""In: guides/said.yaml. Out: what readers type for words of our texts, in the form of the search's glossary."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.load import SAID
from builder.read import read_yaml

if TYPE_CHECKING:
    from pathlib import Path


def read_said(root: Path) -> list[tuple[str, tuple[str, ...]]]:
    """Words of our texts in any language, each with what readers type for them; raises nothing where there are none."""
    file = root / "guides" / "said.yaml"
    listed = SAID.validate_python(read_yaml(file, root).data or {}) if file.is_file() else {}
    return [(ours, theirs) for said in listed.values() for ours, theirs in said.items()]
