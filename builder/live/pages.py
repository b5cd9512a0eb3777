"""In: the stage of a language, as the last whole build left it. Out: single pages of it, as a whole build makes them.

MkDocs reads its configuration, the list of files and the menu once; a page is then read and filled in by the same
functions as in `mkdocs build`. All that is known of MkDocs's inside for that is here.
"""

from __future__ import annotations

import logging
import os
import threading
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.commands.build import _build_page, _populate_page
from mkdocs.config import load_config
from mkdocs.structure.files import InclusionLevel, get_files, set_exclusions
from mkdocs.structure.nav import get_navigation
from mkdocs.structure.pages import Page

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


EPOCH = "SOURCE_DATE_EPOCH"
"""From it MkDocs takes the day of a page, and whoever is asked for today's after it."""


@contextmanager
def without_clock() -> Iterator[None]:
    """No day of the clock gets into a page; a day that was set stays, and nothing is set afterwards that was not."""
    before = os.environ.get(EPOCH)
    os.environ[EPOCH] = before or "0"
    try:
        yield
    finally:
        if before is None:
            del os.environ[EPOCH]
        else:
            os.environ[EPOCH] = before


class Told(logging.Handler):
    """What MkDocs says while a page is made; what its server says meanwhile, in other threads, is of no page."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []
        self._thread = threading.get_ident()

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a warning."""
        if record.thread == self._thread:
            self.messages.append(record.getMessage())


class Pages:
    """The pages of one language."""

    def __init__(self, folder: Path) -> None:
        """Begin with the stage of a language."""
        self._folder = folder
        with without_clock():
            self._config = load_config(config_file=str(folder / "mkdocs.yml"))
            self._env = self._config.theme.get_env()
            self._files = get_files(self._config)
            self._files.add_files_from_theme(self._env, self._config)
            set_exclusions(self._files, self._config)
            self._nav = get_navigation(self._files, self._config)

    def make(self, texts: dict[str, str]) -> tuple[dict[str, str], Sequence[str]]:
        """The HTML of pages, by the path of their file; and what MkDocs warns of."""
        told, log = Told(), logging.getLogger("mkdocs")
        log.addHandler(told)
        try:
            with without_clock():
                return {path: self._make(path, text) for path, text in texts.items()}, told.messages
        finally:
            log.removeHandler(told)

    def _make(self, path: str, text: str) -> str:
        (self._folder / "docs" / path).write_text(text, encoding="utf-8")
        file = self._files.get_file_from_path(path)
        assert file is not None
        page = file.page or Page(None, file, self._config)
        _populate_page(page, self._config, self._files)
        listed = self._files.documentation_pages(inclusion=InclusionLevel.is_included)
        _build_page(page, self._config, listed, self._nav, self._env)
        made = Path(file.abs_dest_path)
        html = made.read_text(encoding="utf-8")
        made.unlink()
        return html
