"""In: the Markdown of every page in every language. Out: the whole site in one folder, the same bytes each time.

Stages build/<lang>/docs, runs MkDocs once a language, and joins what comes out with one copy of everything shared.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import jinja2
import yaml
from markupsafe import Markup

from builder.app import write_app
from builder.finish import finish_pages
from builder.fonts import PACKAGE, write_fonts
from builder.gate import gate_pages
from builder.hosting import write_hosting
from builder.isolate import isolate_html
from builder.meta import read_meta
from builder.policy import page_policies
from builder.problem import DataError, Problem
from builder.read import read_yaml
from builder.runtime import build_runtime
from builder.said import read_said
from builder.scripts import join_scripts, join_styles, lighten_styles
from builder.search import read_minisearch, write_search
from builder.theme import DIRECTIONS, join_assets, theme_licences, write_config
from widgets.said import say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

ROOT_PAGES = {"index.html": "language.html.j2", "404.html": "notfound.html.j2"}
ROOT_ORDER = ("fr", "ar", "en")

_WARNING = re.compile(r"^(?:WARNING|ERROR) +- +(.+)$", re.MULTILINE)
_DOC_FILE = re.compile(r"'([^']+\.md)'")

type Words = Mapping[str, Mapping[str, str]]


def build_site(
    pages: Mapping[str, Mapping[str, str]],
    root: Path,
    out: Path,
    stage: Path | None = None,
    live: bool = False,
    beside: Mapping[str, bytes] | None = None,
    tell: Callable[[str], object] = str,
) -> None:
    """Build the site of the project at `root` into `out`, in place of what is there; `live` where pages are edited.

    `pages` holds Markdown with front matter (title, description, source_path, kind, lang), by language and path, and
    what ships as it is, not called .md; `beside` whole files that are no pages, by path below `out`.
    `tell` hears the name of each step as it begins.
    Raises DataError with what MkDocs found wrong, and leaves `out` as it was.
    """
    stage = stage or root / "build"
    settings = yaml.safe_load((root / "mkdocs.yml").read_text(encoding="utf-8"))
    words = {lang: read_words(root, lang) for lang in pages}
    glossary = read_glossary(root)
    joined = stage / "joined"
    shutil.rmtree(joined, ignore_errors=True)
    tell("assets")
    folders = copy_assets(root, pages, words, joined / "assets", stage)
    for lang in pages:
        stage_language(lang, pages[lang], words, settings, folders, root, stage)
    tell("mkdocs")
    with ThreadPoolExecutor() as pool:
        found = pool.map(lambda lang: run_mkdocs(lang, pages[lang], stage), pages)
    if problems := [problem for language in found for problem in language]:
        raise DataError(problems)
    tell("finish")
    join_assets([stage / lang / "site" for lang in pages], joined / "assets")
    for lang in pages:
        shutil.move(stage / lang / "site", joined / lang)
        finish_pages(joined / lang, lang, words[lang]["code"], glossary)
    tell("search")
    write_search(joined, words, glossary, joined / "assets" / folders["ours"], read_said(root))
    tell("rest")
    write_root_pages(words, settings, folders, joined)
    write_beside(beside or {}, joined)
    tell("gate")
    gate_pages(joined)
    tell("app")
    write_app(root, words, folders["ours"], joined, live)
    write_hosting(joined, settings["site_url"], words)
    shutil.rmtree(out, ignore_errors=True)
    out.parent.mkdir(parents=True, exist_ok=True)
    shutil.move(joined, out)


def read_words(root: Path, lang: str) -> dict[str, str]:
    """The words round every page of a language, from docs/words/; raises DataError where they can't be read."""
    document = read_yaml(root / "docs" / "words" / f"{lang}.yaml", root)
    if document.problems:
        raise DataError(document.problems)
    return {key: str(value) for key, value in document.data.items()}


def read_glossary(root: Path) -> list[dict[str, Any]]:
    """The terms that guides link and the search knows under several names, from guides/glossary.yaml."""
    file = root / "guides" / "glossary.yaml"
    return read_yaml(file, root).data or [] if file.is_file() else []


def copy_assets(
    root: Path, pages: Mapping[str, Mapping[str, str]], words: Words, assets: Path, stage: Path
) -> dict[str, str]:
    """Write all that is shared but the theme's, and tell the folders' names: called after what is in them."""
    ours = stage / "ours"
    shutil.rmtree(ours, ignore_errors=True)
    ours.mkdir(parents=True)
    for folder in (root / "docs" / "assets", root / "docs" / "assets" / "icons", root / "widgets" / "web"):
        for file in sorted(folder.glob("*.*")):
            # The worker lies beside the files that it loads: see builder/runtime.py.
            if file.suffix in {".css", ".js", ".png", ".svg"} and file.name != "worker.js":
                shutil.copy(file, ours)
    join_scripts(ours)
    join_styles(root, ours)
    lighten_styles(ours)
    texts = [*pages.get("ar", {}).values(), *(word for own in words.values() for word in own.values())]
    write_fonts(root, texts, ours / "fonts")
    search, search_licence = read_minisearch(root)
    (ours / "minisearch.js").write_text(search, encoding="utf-8")
    folders = {"ours": f"dalil-{_digest(ours)}"}
    shutil.copytree(ours, assets / folders["ours"])
    if any("dalil-widget" in text for texts in pages.values() for text in texts.values()):
        runtime = build_runtime(root, assets)
        folders |= {"runtime": runtime.folder, "megabytes": f"{runtime.fetched / 1e6:.1f}"}
    licences = assets / "licences"
    licences.mkdir()
    own = {"arabic-font.txt": (root / PACKAGE / "LICENSE").read_bytes(), "minisearch.txt": search_licence}
    for name, text in (theme_licences() | own).items():
        (licences / name).write_bytes(text)
    shutil.copy(root / "docs" / "assets" / "licences.txt", licences / "index.txt")
    return folders


def _digest(folder: Path) -> str:
    digest = hashlib.sha256()
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        digest.update(f"{file.relative_to(folder)}\0{file.stat().st_size}\0".encode() + file.read_bytes())
    return digest.hexdigest()[:12]


def stage_language(
    lang: str,
    pages: Mapping[str, str],
    words: Words,
    settings: Mapping[str, Any],
    folders: Mapping[str, str],
    root: Path,
    stage: Path,
) -> None:
    """Write build/<lang>/docs and the build/<lang>/mkdocs.yml that inherits the site's."""
    folder = stage / lang
    shutil.rmtree(folder, ignore_errors=True)
    for below in {path.rpartition("/")[0] for path in pages}:
        (folder / "docs" / below).mkdir(parents=True, exist_ok=True)
    for path, text in pages.items():
        (folder / "docs" / path).write_bytes(text.encode())
    meta = {path: read_meta(text) for path, text in pages.items() if path.endswith(".md")}
    config = write_config(settings, lang, words, meta, folders, [path for path in pages if path not in meta])
    config["INHERIT"] = os.path.relpath(root / "mkdocs.yml", folder)
    config["theme"]["custom_dir"] = os.path.relpath(root / settings["theme"]["custom_dir"], folder)
    text = yaml.dump(config, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False)
    (folder / "mkdocs.yml").write_text(text, encoding="utf-8")


def run_mkdocs(lang: str, pages: Mapping[str, str], stage: Path) -> list[Problem]:
    """Build one language; every warning of MkDocs is a problem of the page it names."""
    config = stage / lang / "mkdocs.yml"
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--config-file", str(config)]
    # Whoever packs the site may set the day; a day of our own keeps two builds the same.
    environment = {"SOURCE_DATE_EPOCH": "0"} | os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    if done.returncode == 0:
        return []
    problems = list(problems_told(lang, pages, _WARNING.findall(done.stderr)))
    last = done.stderr.strip().rpartition("\n")[2]
    return problems or [Problem(f"build/{lang}/mkdocs.yml", 1, say("mkdocs-stopped", last=last))]


def problems_told(lang: str, pages: Mapping[str, str], messages: Iterable[str]) -> Iterator[Problem]:
    """MkDocs's warnings, each a problem of the page it names."""
    for message in messages:
        named = _DOC_FILE.search(message)
        path = named[1] if named and named[1] in pages else None
        source = read_meta(pages[path]).get("source_path") if path else None
        yield Problem(
            source or f"build/{lang}/{f'docs/{path}' if path else 'mkdocs.yml'}", 1, say("mkdocs-says", message=message)
        )


def write_beside(files: Mapping[str, bytes], out: Path) -> None:
    """Files as they are."""
    for path, data in files.items():
        file = out / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)


def write_root_pages(words: Words, settings: Mapping[str, Any], folders: Mapping[str, str], out: Path) -> None:
    """The page at / on which a language is chosen, and the 404, whose links hold wherever a host shows it."""
    loader = jinja2.FileSystemLoader(Path(__file__).with_name("templates"))
    environment = jinja2.Environment(
        loader=loader, autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    languages: list[dict[str, Any]] = [
        {"code": lang, "dir": DIRECTIONS[lang], "words": words[lang]} for lang in ROOT_ORDER if lang in words
    ]
    base = urlsplit(settings["site_url"]).path or "/"
    policies = {sort: Markup(policy) for sort, policy in page_policies().items()}
    for name, template in ROOT_PAGES.items():
        html = environment.get_template(template).render(
            languages=languages,
            ours=f"assets/{folders['ours']}",
            base=base,
            site_url=settings["site_url"],
            policies=policies,
        )
        (out / name).write_text(isolate_html(html, languages[0]["code"]), encoding="utf-8")
