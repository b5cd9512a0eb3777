"""The package, unzipped, and three engines without network to open it in."""

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from builder.load import load_library
from builder.offline import write_package
from builder.site import read_words
from tests.browsers import BROWSERS, wanted
from tests.conftest import TODAY
from tests.offline.engines import Engine, chromium, firefox, webkit


@pytest.fixture(scope="session")
def archive(site: Path, root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package as it ships."""
    out = tmp_path_factory.mktemp("dist") / "dalil-offline.zip"
    library = load_library(root)
    words = {lang: read_words(root, lang) for lang in library.interface}
    write_package(site, out, library.interface, words, TODAY)
    return out


@pytest.fixture(scope="session")
def package(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that a reader has after unpacking; its name has what such names have."""
    folder = tmp_path_factory.mktemp("downloads") / "Téléchargements & دليل #1"
    with zipfile.ZipFile(archive) as packed:
        packed.extractall(folder)
    return folder


@pytest.fixture(scope="session", params=[browser.name for browser in BROWSERS])
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """A browser without network, one of each engine in turn."""
    name = request.param
    if name not in wanted():
        pytest.skip(f"ENGINES leaves {name} out")
    if name == "chromium":
        opened = chromium(request.getfixturevalue("chromium"))
    else:
        opened = firefox(tmp_path_factory.mktemp("profile")) if name == "firefox" else webkit()
    with opened as engine:
        yield engine
