"""In: the settings of mkdocs.yml, a language, its words and pages. Out: the configuration of its MkDocs build.

All that we know of the inside of Material for MkDocs is here and in docs/overrides/: a successor changes these two.
"""

from __future__ import annotations

import shutil
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

from builder.policy import page_policies

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

VERSION = "9.8.1"
"""The version of which docs/overrides/ holds changed copies."""

DIRECTIONS = {"en": "ltr", "fr": "ltr", "ar": "rtl"}

FALLBACK = "fr"
"""Who reads none of our languages is led here, by search engines: the first language of the page at the root."""

PAGES = ("index.md", "guides.md", "list.md", "contacts.md", "about.md", "privacy.md")
"""The menu begins with these, in this order; guides are not in it, or build time grows faster than their number."""

UNLISTED = {"accessibility.md", "data.md", "embed.md", "handbook.md", "rules.md"}
"""Pages for few: the foot of every page, or another page, leads there, not the menu."""

ABOUT_FACTS = ("sources.md", "disagreements.md", "changes.md", "glossary.md")
"""What rests on what, by the same order in the menu's second part and at the foot of every page."""

OFF_MENU = ("guide", "card", "letter", "embed", "rules")
"""Kinds of pages that the menu does not hold."""

# What the theme copies and no page asks for: maps for its developers, and its own search.
_UNUSED = ("**/*.map", "javascripts/lunr", "javascripts/workers", "images/favicon.png")


def write_config(
    settings: Mapping[str, Any],
    lang: str,
    words: Mapping[str, Mapping[str, str]],
    pages: Mapping[str, Mapping[str, Any]],
    folders: Mapping[str, str],
    feeds: Sequence[str] = (),
) -> dict[str, Any]:
    """What a language adds to mkdocs.yml. `pages` holds their front matter, `folders` the names below assets/."""
    own = words[lang]
    ours = f"../assets/{folders['ours']}"
    return {
        "site_name": own["site_name"],
        "site_url": f"{settings['site_url']}{lang}/",
        "docs_dir": "docs",
        "site_dir": "site",
        "nav": write_nav(own, pages),
        "theme": {
            "language": lang,
            "favicon": f"{ours}/favicon.svg",
            "palette": [_named(option, own) for option in settings["theme"]["palette"]],
        },
        "markdown_extensions": {"toc": {"permalink_title": own["permalink"]}},
        "extra": {
            "words": dict(own),
            "root": settings["site_url"],
            "fallback": f"{settings['site_url']}{FALLBACK if FALLBACK in words else lang}/",
            "policies": page_policies(),
            "alternate": [_alternate(settings, code, words[code]) for code in words],
            "ours": ours,
            "runtime": f"../assets/{folders.get('runtime', '')}",
            "megabytes": folders.get("megabytes", ""),
            "feeds": list(feeds),
        },
    }


def write_nav(words: Mapping[str, str], pages: Mapping[str, Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The menu: the pages that are not guides, by their short name in docs/words/ (`menu.about`), else their title.

    Those about the facts stand together at its end.
    """
    elsewhere = {*ABOUT_FACTS, *UNLISTED}
    listed = [path for path, meta in pages.items() if meta.get("kind") not in OFF_MENU and path not in elsewhere]
    listed.sort(key=lambda path: PAGES.index(path) if path in PAGES else len(PAGES))
    menu: list[dict[str, Any]] = [{_short(path, words, pages): path} for path in listed]
    facts = [{_short(path, words, pages): path} for path in ABOUT_FACTS if path in pages]
    return [*menu, {words["menu.facts"]: facts}] if facts else menu


def _short(path: str, words: Mapping[str, str], pages: Mapping[str, Mapping[str, Any]]) -> str:
    return words.get(f"menu.{path.removesuffix('.md')}", str(pages[path]["title"]))


def _named(option: Mapping[str, Any], words: Mapping[str, str]) -> dict[str, Any]:
    toggle = option["toggle"]
    return {**option, "toggle": {**toggle, "name": words[toggle["name"]]}}


def _alternate(settings: Mapping[str, Any], code: str, words: Mapping[str, str]) -> dict[str, str]:
    return {
        "code": code,
        "name": words["language.name"],
        "short": words["language.short"],
        "dir": DIRECTIONS[code],
        "site_url": f"{settings['site_url']}{code}/",
    }


def join_assets(built: Sequence[Path], out: Path) -> None:
    """Move the theme's assets, the same in every language, from the first of the `built` sites to `out`."""
    for number, site in enumerate(built):
        source = site / "assets"
        if number == 0:
            for pattern in _UNUSED:
                for found in source.glob(pattern):
                    if found.is_dir():
                        shutil.rmtree(found)
                    else:
                        found.unlink()
            shutil.copytree(source, out, dirs_exist_ok=True)
        shutil.rmtree(source)
        (site / "sitemap.xml.gz").unlink(missing_ok=True)


def theme_licences() -> dict[str, bytes]:
    """The licences of the theme and of the icons that it draws into pages, by the name of the file to write."""
    package = metadata.distribution("mkdocs-material")
    icons = Path(str(package.locate_file("material/templates/.icons/material/LICENSE")))
    return {
        "material-for-mkdocs.txt": (package.read_text("licenses/LICENSE") or "").encode(),
        "material-design-icons.txt": icons.read_bytes(),
    }
