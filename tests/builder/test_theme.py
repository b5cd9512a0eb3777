"""What we hold of Material's inside is known line by line: a new version of the theme fails here, not on the page."""

import hashlib
import re
from importlib import metadata
from pathlib import Path

import pytest

from builder.theme import VERSION, write_config, write_nav

OVERRIDES = Path(__file__).parents[2] / "docs" / "overrides"
THEME = Path(str(metadata.distribution("mkdocs-material").locate_file("material/templates")))

BASE = [
    (
        "the direction stands on <html> too: the scroll bar and the browser's own messages follow it",
        ["""<html lang="{{ lang.t('language') }}" class="no-js">"""],
        [
            """<html lang="{{ lang.t('language') }}" dir="{{ config.theme.direction or lang.t('direction') }}" """
            """class="no-js">"""
        ],
    ),
    (
        "the content policy comes before all that it is about",
        ["""<meta charset="utf-8">"""],
        [
            """<meta charset="utf-8">""",
            """<meta http-equiv="Content-Security-Policy" """
            """content="{{ config.extra.policies['preview' if 'dalil-preview' in page.content else 'page'] }}">""",
        ],
    ),
    (
        "alternates name this page, not the home page; the space keeps the theme's script from asking their hosts "
        "for sitemaps (it looks for exactly rel=alternate)",
        [
            "{% if config.extra.alternate is iterable %}",
            "{% for alt in config.extra.alternate %}",
            """<link rel="alternate" href="{{ alt.link | url }}" hreflang="{{ alt.lang | d(lang.t('language')) }}">""",
            "{% endfor %}",
            "{% endif %}",
        ],
        [
            "{% for alt in config.extra.alternate %}",
            """<link rel="alternate " href="{{ alt.site_url }}{{ page.url }}" hreflang="{{ alt.code }}">""",
            "{% endfor %}",
            """<link rel="alternate " href="{{ config.extra.root if page.is_homepage else """
            """config.extra.fallback ~ page.url }}" hreflang="x-default">""",
        ],
    ),
    (
        "one copy of the assets for the three languages",
        ["""<link rel="stylesheet" href="{{ 'assets/stylesheets/main.57a0d79d.min.css' | url }}">"""],
        ["""<link rel="stylesheet" href="{{ '../assets/stylesheets/main.57a0d79d.min.css' | url }}">"""],
    ),
    (
        "one copy of the assets for the three languages",
        ["""<link rel="stylesheet" href="{{ 'assets/stylesheets/palette.fb2fffe2.min.css' | url }}">"""],
        ["""<link rel="stylesheet" href="{{ '../assets/stylesheets/palette.fb2fffe2.min.css' | url }}">"""],
    ),
    (
        "a check box has no autocomplete in HTML; without scripts, the one of the menu is reached and needs a name",
        [
            '<input class="md-toggle" data-md-toggle="drawer" type="checkbox" id="__drawer" autocomplete="off">',
            '<input class="md-toggle" data-md-toggle="search" type="checkbox" id="__search" autocomplete="off">',
        ],
        [
            '<input class="md-toggle" data-md-toggle="drawer" type="checkbox" id="__drawer" '
            """aria-label="{{ lang.t('nav') }}">""",
            '<input class="md-toggle" data-md-toggle="search" type="checkbox" id="__search">',
        ],
    ),
    (
        "the search behind the theme's box is ours",
        ['"search": "assets/javascripts/workers/search.a7633da7.min.js" | url,'],
        ['"search": (config.extra.ours ~ "/search.js") | url,'],
    ),
    (
        "one copy of the assets for the three languages",
        ["<script src=\"{{ 'assets/javascripts/bundle.a5f9d56c.min.js' | url }}\"></script>"],
        ["<script src=\"{{ '../assets/javascripts/bundle.a5f9d56c.min.js' | url }}\"></script>"],
    ),
]
"""Each change of base.html: why, the lines that go, the lines that come."""

HEADER = [
    (
        "with scripts a button opens the menu: no keyboard reaches the label",
        [
            '<label class="md-header__button md-icon" for="__drawer">',
            '{% set icon = config.theme.icon.menu or "material/menu" %}',
        ],
        [
            '{% set icon = config.theme.icon.menu or "material/menu" %}',
            '<button type="button" class="md-header__button md-icon dalil-toggle" data-box="__drawer" '
            """aria-label="{{ lang.t('nav') }}" aria-expanded="false">""",
            '{% include ".icons/" ~ icon ~ ".svg" %}',
            "</button>",
            '<label class="md-header__button md-icon" for="__drawer">',
        ],
    ),
    (
        "the search is ours, whatever the plugins; a button opens it: without scripts there is none",
        [
            '{% if "material/search" in config.plugins %}',
            '{% set search = config.plugins["material/search"] | attr("config") %}',
            "{% if search.enabled %}",
            '<label class="md-header__button md-icon" for="__search">',
            '{% set icon = config.theme.icon.search or "material/magnify" %}',
            '{% include ".icons/" ~ icon ~ ".svg" %}',
            "</label>",
            '{% include "partials/search.html" %}',
            "{% endif %}",
            "{% endif %}",
        ],
        [
            '{% set icon = config.theme.icon.search or "material/magnify" %}',
            '<button type="button" class="md-header__button md-icon dalil-toggle" data-box="__search" '
            """aria-label="{{ lang.t('search') }}" aria-expanded="false">""",
            '{% include ".icons/" ~ icon ~ ".svg" %}',
            "</button>",
            '{% include "partials/search.html" %}',
        ],
    ),
    (
        "the theme's box about the repository asks another host; the page's foot names its source",
        [
            "{% if config.repo_url %}",
            '<div class="md-header__source">',
            '{% include "partials/source.html" %}',
            "</div>",
            "{% endif %}",
            "</nav>",
        ],
        ["</nav>"],
    ),
]

SEARCH = [
    (
        "on a wide screen it is no dialog; on a small one switch.js puts the rest of the page out of reach",
        ['<div class="md-search" data-md-component="search" role="dialog">'],
        ['<div class="md-search" data-md-component="search">'],
    ),
    (
        "on a small screen a button closes it: no keyboard reaches the label",
        ["</label>", """<nav class="md-search__options" aria-label="{{ lang.t('search') }}">"""],
        [
            "</label>",
            """<button type="button" class="md-search__icon md-icon dalil-close" """
            """aria-label="{{ lang.t('search.close') }}">""",
            '{% set icon = config.theme.icon.previous or "material/arrow-left" %}',
            '{% include ".icons/" ~ icon ~ ".svg" %}',
            "</button>",
            '<div class="md-search__options">',
        ],
    ),
    (
        "the button that empties the field is reached by keyboard; it is no landmark",
        [
            """aria-label="{{ lang.t('search.reset') }}" tabindex="-1">""",
            '{% set icon = config.theme.icon.close or "material/close" %}',
            '{% include ".icons/" ~ icon ~ ".svg" %}',
            "</button>",
            "</nav>",
        ],
        [
            """aria-label="{{ lang.t('search.reset') }}">""",
            '{% set icon = config.theme.icon.close or "material/close" %}',
            '{% include ".icons/" ~ icon ~ ".svg" %}',
            "</button>",
            "</div>",
        ],
    ),
    (
        "the results are stops themselves",
        ['<div class="md-search__scrollwrap" tabindex="0" data-md-scrollfix>'],
        ['<div class="md-search__scrollwrap" data-md-scrollfix>'],
    ),
    (
        "how many there are is said",
        ['<div class="md-search-result__meta">'],
        ['<div class="md-search-result__meta" role="status">'],
    ),
]

PALETTE = [
    (
        "the three colours are one choice, which has a name",
        ['<form class="md-header__option" data-md-component="palette">'],
        [
            '<form class="md-header__option" data-md-component="palette">',
            """<div class="dalil-colours" role="radiogroup" aria-label="{{ lang.t('palette') }}">""",
        ],
    ),
    ("and ends as it began", ["{% endfor %}", "</form>"], ["{% endfor %}", "</div>", "</form>"]),
]

TOC = [
    (
        "a label belongs to a box, and there is none: the menu has no contents in it",
        ['<label class="md-nav__title" for="__toc">'],
        ['<span class="md-nav__title">'],
    ),
    ("and ends as it began", ["</label>"], ["</span>"]),
]

REWRITTEN = {
    "partials/alternate.html": "572b1d4dae61",
    "partials/content.html": "ce33929c85af",
    "partials/copyright.html": "bc86bca3bf75",
    "partials/language.html": "3a44516f3050",
    "partials/logo.html": "e0925ef6c190",
    "partials/nav.html": "af33f6e032f6",
    "main.html": "9948b55a7bc9",
    "404.html": "80c93494b543",
}
"""Files written anew, with the beginning of the SHA-256 of the theme's: look again when it has changed."""


def lines(file: Path) -> str:
    """A template without its indentation."""
    return "\n".join(line.strip() for line in file.read_text(encoding="utf-8").splitlines())


def test_the_pinned_version_is_the_one_that_was_copied() -> None:
    assert metadata.version("mkdocs-material") == VERSION


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("base.html", BASE),
        ("partials/header.html", HEADER),
        ("partials/palette.html", PALETTE),
        ("partials/search.html", SEARCH),
        ("partials/toc.html", TOC),
    ],
)
def test_every_change_of_a_copy_is_listed_with_its_reason(
    name: str, expected: list[tuple[str, list[str], list[str]]]
) -> None:
    text = lines(THEME / name)
    for reason, gone, come in expected:
        assert text.count("\n".join(gone)) == 1, reason
        text = text.replace("\n".join(gone), "\n".join(come))
    assert lines(OVERRIDES / name) == text


def test_what_was_rewritten_is_still_what_the_theme_had() -> None:
    digests = {name: hashlib.sha256((THEME / name).read_bytes()).hexdigest()[:12] for name in REWRITTEN}
    assert digests == REWRITTEN


def test_every_override_is_known_here() -> None:
    files = {path.relative_to(OVERRIDES).as_posix() for path in OVERRIDES.rglob("*.html")}
    assert files == {
        "base.html",
        "embed.html",
        "partials/header.html",
        "partials/palette.html",
        "partials/search.html",
        "partials/toc.html",
        "partials/wrong.html",
        *REWRITTEN,
    }


def test_a_form_alone_has_the_styles_of_every_page() -> None:
    base, embed = (
        set(re.findall(r"stylesheets/[^']+", lines(OVERRIDES / name))) for name in ("base.html", "embed.html")
    )
    assert embed == base


def test_the_menu_holds_pages_and_no_guide() -> None:
    pages = {
        "about.md": {"kind": "page", "title": "About this site"},
        "guides.md": {"kind": "page", "title": "All guides"},
        "embeds/library-card.what-now.md": {"kind": "embed", "title": "A card"},
        "guides/library-card.md": {"kind": "guide", "title": "A card"},
        "index.md": {"kind": "page", "title": "Welcome"},
    }
    expected = [{"Home": "index.md"}, {"All guides": "guides.md"}, {"About": "about.md"}]
    assert write_nav({"menu.index": "Home", "menu.about": "About"}, pages) == expected


def test_the_pages_about_the_facts_stand_together_at_the_end_of_the_menu() -> None:
    pages = {
        path: {"kind": "page", "title": path}
        for path in ("glossary.md", "data.md", "embed.md", "about.md", "other.md", "sources.md")
    }
    assert write_nav({"menu.facts": "Facts"}, pages) == [
        {"about.md": "about.md"},
        {"other.md": "other.md"},
        {"Facts": [{"sources.md": "sources.md"}, {"glossary.md": "glossary.md"}]},
    ]


def test_a_language_adds_its_words_and_addresses() -> None:
    words = {
        "ar": {"site_name": "س", "permalink": "ر", "palette.light": "ف", "language.name": "ع", "language.short": "ع"},
    }
    settings = {
        "site_url": "https://site.example/",
        "theme": {"palette": [{"scheme": "default", "toggle": {"icon": "x", "name": "palette.light"}}]},
    }
    config = write_config(settings, "ar", words, {}, {"ours": "dalil-1"})
    assert config["theme"]["language"] == "ar"
    assert config["theme"]["palette"][0]["toggle"] == {"icon": "x", "name": "ف"}
    assert config["site_url"] == "https://site.example/ar/"
    assert (config["extra"]["root"], config["extra"]["fallback"]) == (
        "https://site.example/",
        "https://site.example/ar/",
    )
    assert [(alt["code"], alt["dir"], alt["site_url"]) for alt in config["extra"]["alternate"]] == [
        ("ar", "rtl", "https://site.example/ar/")
    ]
