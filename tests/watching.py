"""In: a browser. Out: the same, of whose pages every line about a content policy is kept: what a policy stops, too.

A page's own listener is there before the page's first script, in every frame; what a worker is refused, the browser
itself tells in the console.
"""

from typing import Any

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage

REFUSED: list[str] = []
"""What was told since the last test ended."""

SIGNS = ("policy refused", "Content Security Policy", "Content-Security-Policy")

LISTEN = """document.addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI, sourceFile }) =>
  console.error(`policy refused: ${effectiveDirective} ${blockedURI} ${sourceFile} in ${location.href}`));"""


def watch(browser: Browser) -> Browser:
    """Have every context that is opened from now on watched."""
    new_context, new_page = browser.new_context, browser.new_page

    def context(**options: Any) -> BrowserContext:
        return watched(new_context(**options))

    def page(**options: Any) -> Any:
        opened = new_page(**options)
        watched(opened.context)
        return opened

    browser.new_context, browser.new_page = context, page  # type: ignore[method-assign]
    return browser


def watched(context: BrowserContext) -> BrowserContext:
    """The same context, listened to."""
    context.add_init_script(LISTEN)
    context.on("console", keep)
    return context


def keep(message: ConsoleMessage) -> None:
    """Remember a line of the console that tells of a policy."""
    if any(sign in message.text for sign in SIGNS):
        REFUSED.append(message.text)


def told() -> list[str]:
    """What was told, once."""
    lines = REFUSED.copy()
    REFUSED.clear()
    return lines
