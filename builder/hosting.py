"""In: the folder of the built site and its address. Out: in it, what its host reads: headers, sitemap, robots.txt.

The headers stand ready for Netlify and Cloudflare (_headers), Apache (.htaccess), nginx and Caddy (hosting/). They say
what a `<meta>` cannot: who may put a page into a frame, and what holds for files that are no pages.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from builder.policy import host_policy, write_policy
from builder.render.embed import FOLDER as EMBEDS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

FOLDER = "hosting"
SNIPPETS = ("nginx.conf", "Caddyfile")
FILES = frozenset({"_headers", ".htaccess", "robots.txt"})
"""At the root, for the host and for search engines: no reader's device keeps them, no package holds them."""

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
"""With every file."""

POLICY = "Content-Security-Policy"
OPEN = write_policy(host_policy())
"""With a form that stands alone: anybody may frame it."""
CLOSED = write_policy(host_policy() | {"frame-ancestors": ("'none'",)})
"""With everything else."""
UNFRAMED = {POLICY: CLOSED, "X-Frame-Options": "DENY"}

_NGINX = """\
# Dalil's headers for nginx. In the server block that serves the site: include /path/to/hosting/nginx.conf;
# A location with an add_header of its own takes none of these: include the file there as well.
set $dalil_policy "{closed}";
set $dalil_frame DENY;
if ($uri ~ /{embeds}/) {{
    set $dalil_policy "{open}";
    set $dalil_frame "";
}}
add_header Content-Security-Policy $dalil_policy always;
add_header X-Frame-Options $dalil_frame always;
{headers}"""

_APACHE = """\
# Dalil's headers for Apache 2.4 with mod_headers; the site's folder needs AllowOverride FileInfo.
<IfModule mod_headers.c>
{headers}  <If "%{{REQUEST_URI}} =~ m#/{embeds}/#">
    Header always set Content-Security-Policy "{open}"
  </If>
  <Else>
    Header always set Content-Security-Policy "{closed}"
    Header always set X-Frame-Options "DENY"
  </Else>
</IfModule>
"""

_CADDY = """\
# Dalil's headers for Caddy 2. At the top of the Caddyfile: import /path/to/hosting/Caddyfile
# and in the block of the site: import dalil
(dalil) {{
	header {{
{headers}	}}
	@dalil_framed path */{embeds}/*
	header @dalil_framed Content-Security-Policy "{open}"
	@dalil_alone not path */{embeds}/*
	header @dalil_alone {{
		Content-Security-Policy "{closed}"
		X-Frame-Options "DENY"
	}}
}}
"""


def write_hosting(out: Path, site_url: str, languages: Iterable[str]) -> None:
    """Write all that a host reads into `out`."""
    languages = list(languages)
    values = {"embeds": EMBEDS, "open": OPEN, "closed": CLOSED}
    (out / FOLDER).mkdir()
    for name, text in {
        "_headers": write_headers(out, languages),
        ".htaccess": _APACHE.format(headers=_lines('  Header always set {} "{}"'), **values),
        f"{FOLDER}/nginx.conf": _NGINX.format(headers=_lines('add_header {} "{}" always;'), **values),
        f"{FOLDER}/Caddyfile": _CADDY.format(headers=_lines('\t\t{} "{}"'), **values),
        "robots.txt": f"User-agent: *\nAllow: /\nSitemap: {site_url}sitemap.xml\n",
        "sitemap.xml": write_sitemaps(site_url, languages),
    }.items():
        (out / name).write_text(text, encoding="utf-8")


def write_headers(out: Path, languages: Iterable[str]) -> str:
    """Netlify's and Cloudflare's file: a rule names what it is for, and none can except a folder.

    Where two rules fit, one host joins their values and the other takes the nearer: either way all of it holds.
    """
    places = ["/", "/:page"]
    for language in languages:
        places += [f"/{language}/", f"/{language}/:page"]
        folders = sorted(path.name for path in (out / language).iterdir() if path.is_dir() and path.name != EMBEDS)
        places += [f"/{language}/{name}/*" for name in folders]
    rules = [("/*", {POLICY: OPEN} | HEADERS), *((place, UNFRAMED) for place in places)]
    texts = ["\n".join([place, *(f"  {key}: {value}" for key, value in headers.items())]) for place, headers in rules]
    return "# Dalil's headers for Netlify and Cloudflare.\n" + "\n".join(texts) + "\n"


def write_sitemaps(site_url: str, languages: Iterable[str]) -> str:
    """The sitemap at the root: where each language has its own."""
    entries = "".join(
        f"  <sitemap><loc>{escape(f'{site_url}{language}/sitemap.xml')}</loc></sitemap>\n" for language in languages
    )
    head = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    )
    return f"{head}{entries}</sitemapindex>\n"


def _lines(form: str) -> str:
    return "".join(f"{form.format(name, value)}\n" for name, value in HEADERS.items())
