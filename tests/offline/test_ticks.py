"""From the unzipped package, in three engines without network: boxes are ticked, nothing is kept, the page says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.offline.engines import Engine
from tests.offline.test_engines import STORED, address

TICK = """
const box = document.querySelector("[data-tick]");
const seen = (one) => getComputedStyle(one).display !== "none";
box.click();
return {
  ticked: box.checked,
  says: [...document.querySelectorAll("[data-ticks-on]")].filter(seen).map((one) => one.dataset.ticksOn),
};
"""


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_from_a_disk_nothing_is_kept(engine: Engine, package: Path, language: str) -> None:
    engine.open(address(package, f"{language}/list.html"))
    assert engine.run(TICK) == {"ticked": True, "says": ["disk"]}
    stored = engine.run(STORED)
    assert [key for key in stored["keys"] if not key.endswith(".__palette")] == []
    assert (stored["cookie"], stored["databases"]) == ("", 0)
