"""The content policy and the header files: one source, as strict as the pages bear, framing for forms alone."""

import base64
import hashlib
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest

from builder.hosting import CLOSED, HEADERS, OPEN, SNIPPETS, write_hosting
from builder.policy import POLICIES, THEME, page_policies, single_policy, write_policy

EVERY = {"default-src": ("'none'",), "form-action": ("'none'",)}
META = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
SITE_URL = "https://library.example/"


def directives(policy: str) -> dict[str, tuple[str, ...]]:
    return {name: tuple(sources) for name, *sources in (part.split() for part in policy.split(";"))}


@pytest.mark.parametrize("sort", POLICIES)
def test_a_policy_is_read_as_it_is_meant(sort: str) -> None:
    policy = directives(page_policies()[sort])
    assert policy == POLICIES[sort]
    assert policy.items() >= EVERY.items()


@pytest.mark.parametrize("policy", [*page_policies().values(), OPEN, CLOSED, single_policy("a{}")])
def test_no_policy_lets_texts_become_programs_or_another_host_in(policy: str) -> None:
    sources = {source for each in directives(policy).values() for source in each}
    hashes = {source for source in sources if source.startswith("'sha256-")}
    assert sources - hashes <= {"'none'", "'self'", "'wasm-unsafe-eval'", "data:", "blob:"}
    scripts = directives(policy).get("script-src", ())
    assert {"data:", "blob:"} & set(scripts) == set()


def test_a_host_allows_every_page_what_the_page_allows_itself() -> None:
    host = directives(OPEN)
    for sort, policy in POLICIES.items():
        for name, sources in policy.items():
            assert set(sources) - {"'none'"} <= set(host[name]), (sort, name)


def test_only_a_form_alone_may_stand_in_a_frame() -> None:
    assert "frame-ancestors" not in OPEN
    assert directives(CLOSED) == {**directives(OPEN), "frame-ancestors": ("'none'",)}
    assert [sort for sort, policy in page_policies().items() if "frame-ancestors" in policy] == []


def test_a_file_of_one_guide_has_the_style_that_it_holds_and_no_other() -> None:
    digest = base64.b64encode(hashlib.sha256(b"a { color: red }").digest()).decode()
    assert directives(single_policy("a { color: red }"))["style-src"] == (f"'sha256-{digest}'",)


# --- In the built site ---


def sort_of(path: str, text: str) -> str:
    if "/" not in path:
        return "root"
    return "embed" if "/embeds/" in path else "preview" if "dalil-preview" in text else "page"


def test_every_page_begins_with_its_policy(site: Path) -> None:
    for file in sorted(site.rglob("*.html")):
        path, text = file.relative_to(site).as_posix(), file.read_text(encoding="utf-8")
        found = META.search(text)
        assert found, path
        assert unescape(found[1]) == page_policies()[sort_of(path, text)], path
        before = text[: found.start()]
        assert re.findall(r"<(?:script|link|style|base)\b", before) == [], path


def test_the_theme_s_inline_scripts_are_those_that_the_policy_names(site: Path) -> None:
    for file in sorted(site.rglob("*.html")):
        scripts = re.findall(r"<script>(.*?)</script>", file.read_text(encoding="utf-8"), re.DOTALL)
        digests = [base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts]
        own = "" if "embeds" in file.parts or file.parent == site else THEME
        assert [f"'sha256-{digest}'" for digest in digests] == list(own), file


def test_the_files_of_guides_let_in_their_own_style_alone(singles: Path) -> None:
    for file in sorted(singles.glob("*.html")):
        text = file.read_text(encoding="utf-8")
        (style,) = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)
        found = META.search(text)
        assert found
        assert unescape(found[1]) == single_policy(style), file.name


# --- Header files ---


@pytest.fixture(scope="module")
def hosting(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("site")
    for language in ("en", "fr"):
        for folder in ("guides", "embeds", "search"):
            (out / language / folder).mkdir(parents=True)
    write_hosting(out, SITE_URL, ["en", "fr"])
    return out


def rules(text: str) -> Iterator[tuple[str, dict[str, str]]]:
    for block in re.split(r"\n(?=/)", text)[1:]:
        place, *lines = block.strip().split("\n")
        yield place, dict(line.strip().split(": ", 1) for line in lines)


def fits(place: str, path: str) -> bool:
    """As Netlify and Cloudflare read a place: a star is for all, a word after a colon for one part."""
    pattern = re.sub(r":\w+", "[^/]+", re.escape(place).replace(r"\*", ".*").replace(r"\:", ":"))
    return re.fullmatch(pattern, path) is not None


@pytest.mark.parametrize(
    ("path", "framed"),
    [
        ("/", False),
        ("/index.html", False),
        ("/en/", False),
        ("/fr/about.html", False),
        ("/en/guides/library-card.html", False),
        ("/en/embeds/library-card.what-now.html", True),
        ("/fr/embeds/library-card.what-now.html", True),
    ],
)
def test_netlify_and_cloudflare_send_the_policy_whether_they_join_values_or_choose(
    hosting: Path, path: str, framed: bool
) -> None:
    sent = [
        headers for place, headers in rules((hosting / "_headers").read_text(encoding="utf-8")) if fits(place, path)
    ]
    assert [headers["Content-Security-Policy"] for headers in sent] == ([OPEN] if framed else [OPEN, CLOSED])
    assert ["X-Frame-Options" in headers for headers in sent] == ([False] if framed else [False, True])
    assert sent[0].items() >= HEADERS.items()


def test_cloudflare_and_netlify_can_read_every_line(hosting: Path) -> None:
    lines = (hosting / "_headers").read_text(encoding="utf-8").splitlines()
    assert len(lines) - sum(line.startswith("  ") for line in lines) <= 100
    assert max(map(len, lines)) <= 2000
    assert [line for line in lines if line.count("*") > 1 and line.startswith("/")] == []


@pytest.mark.parametrize("name", [".htaccess", *(f"hosting/{name}" for name in SNIPPETS)])
def test_the_other_hosts_send_the_same(hosting: Path, name: str) -> None:
    text = (hosting / name).read_text(encoding="utf-8")
    assert re.findall(r'"(default-src[^"]*)"', text) in ([OPEN, CLOSED], [CLOSED, OPEN])
    assert all(f'{key} "{value}"' in text for key, value in HEADERS.items())
    assert text.count("/embeds/") in (1, 2)


def test_search_engines_find_the_sitemap_of_each_language(hosting: Path) -> None:
    assert f"Sitemap: {SITE_URL}sitemap.xml" in (hosting / "robots.txt").read_text(encoding="utf-8").splitlines()
    found = re.findall("<loc>(.*?)</loc>", (hosting / "sitemap.xml").read_text(encoding="utf-8"))
    assert found == [f"{SITE_URL}{language}/sitemap.xml" for language in ("en", "fr")]


def test_a_policy_is_one_line() -> None:
    assert write_policy({"a-src": ("'self'", "data:"), "b-src": ("'none'",)}) == "a-src 'self' data:; b-src 'none'"
