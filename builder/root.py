"""Out: the folder of the project, in which guides/, docs/ and widgets/ stand."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parent.parent
