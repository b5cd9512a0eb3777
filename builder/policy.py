"""In: what sort of page it is. Out: its content policy: all that a browser may run, load and send there, and no more.

The one source of every policy: the `<meta>` of each page, and the headers that builder/hosting.py writes for hosts. A
`<meta>` holds wherever a page is opened, from a disk as well; a header also holds for what is no page, a worker first.
"""

from __future__ import annotations

import base64
import hashlib

type Directives = dict[str, tuple[str, ...]]

THEME = (
    "'sha256-exqRXrW/0laiImCrTE8a70vxyyY10FJVIppytLf/dbY='",
    "'sha256-DrEMJJ29sL7vIloQzly+VUGMxKcBTMII+OfW7Y8AkG4='",
    "'sha256-/8wPdzX9q0NNJXyA5lzsLojXFpkeaXVxhbfkUOQaWy8='",
)
"""The theme's inline scripts, the only ones that run: where it stores, which colours were chosen, which tab is open.

Written down, not worked out of the pages: whatever else gets into a page stays without effect.
"""

_NONE = ("'none'",)
_SELF = ("'self'",)

# Nothing runs, nothing is asked for, no form is sent anywhere.
_STILL: Directives = {
    "default-src": _NONE,
    "style-src": _SELF,
    "img-src": ("'self'", "data:"),  # the theme draws its signs from its style sheet
    "font-src": _SELF,
    "base-uri": _NONE,
    "form-action": _NONE,
}

_EMBED: Directives = _STILL | {
    "script-src": ("'self'", "'wasm-unsafe-eval'"),  # Python is WebAssembly
    "connect-src": _SELF,
    "worker-src": ("'self'", "blob:"),  # from a disk, the worker is made of what the page holds
    "base-uri": _SELF,  # its links lead from where its guide is
}

_PAGE: Directives = _EMBED | {
    "script-src": ("'self'", "'wasm-unsafe-eval'", *THEME),
    "manifest-src": _SELF,
    "base-uri": _NONE,
}

_PREVIEW: Directives = _PAGE | {"frame-src": _SELF}

POLICIES: dict[str, Directives] = {
    "page": _PAGE,
    "preview": _PREVIEW,
    "embed": _EMBED,
    "root": _STILL,
    "start": _STILL | {"script-src": _SELF},
}
"""By sort of page: any page, the one with an example in a frame, a form alone, the site's root, the package's start."""


def write_policy(directives: Directives) -> str:
    """A policy as browsers read it."""
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in directives.items())


def page_policies() -> dict[str, str]:
    """The policy of each sort of page, for its `<meta>`."""
    return {sort: write_policy(directives) for sort, directives in POLICIES.items()}


def host_policy() -> Directives:
    """What every page of the site may do, and so what a host may send with any file; each page's own allows less."""
    return _PREVIEW | {"base-uri": _SELF}


def single_policy(style: str) -> str:
    """The policy of a guide in one file, whose only `<style>` holds this text: it runs and asks for nothing."""
    sources = {"style-src": (hashed(style),), "img-src": ("data:",), "font-src": ("data:",)}
    return write_policy(_STILL | sources)


def hashed(text: str) -> str:
    """A script or style by what is in it: CSP 3, section 2.3.1, hash-source."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
