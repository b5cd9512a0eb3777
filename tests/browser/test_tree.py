"""What the accessibility tree tells of everything that can be used: a role, a name, the group that it belongs to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, CDPSession, Page

from tests.browser.test_pages import pages
from tests.browser.test_zoom import sample

NO_ROLE = {"", "generic", "none", "paragraph", "StaticText", "InlineTextBox"}
GROUPS = {"radiogroup", "group"}


def _text(node: dict[str, Any], key: str) -> str:
    return str(node.get(key, {}).get("value", "")).strip()


def strays(nodes: list[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], str]]:
    """What can have the focus and doesn't say what it is, or of which choice it is one."""
    known = {node["nodeId"]: node for node in nodes}
    for node in nodes:
        properties = {each["name"]: each["value"].get("value") for each in node.get("properties", ())}
        role, name = _text(node, "role"), _text(node, "name")
        if node["ignored"] or not properties.get("focusable") or role == "RootWebArea":
            continue
        if role in NO_ROLE or not name:
            yield node, f"{role} {name!r}"
        if role == "radio":
            above = node
            while (above := known.get(above.get("parentId", ""), {})) and _text(above, "role") not in GROUPS:
                pass
            if not _text(above, "name"):
                yield node, f"radio {name!r} of no group"


def led_to(tree: CDPSession, node: dict[str, Any]) -> bool:
    """Whether a script alone leads there, as to a line that was just said."""
    found = tree.send("DOM.describeNode", {"backendNodeId": node["backendDOMNodeId"]})["node"]["attributes"]
    return ("tabindex", "-1") in zip(found[::2], found[1::2], strict=True)


def looked_at(page: Page, path: str) -> tuple[int, list[str]]:
    """How many nodes a page's tree has, and what is wrong with it."""
    page.goto(f"/{path}")
    tree = page.context.new_cdp_session(page)
    nodes = tree.send("Accessibility.getFullAXTree")["nodes"]
    wrong = [told for node, told in strays(nodes) if not led_to(tree, node)]
    tree.detach()
    return len(nodes), wrong


@pytest.mark.parametrize("whole", [False, pytest.param(True, marks=pytest.mark.audit)], ids=["some", "all"])
def test_everything_that_can_be_used_has_a_role_and_a_name(
    visit: Callable[..., BrowserContext], site: Path, whole: bool
) -> None:
    page = visit(reduced_motion="reduce").new_page()
    looked = {path: looked_at(page, path) for path in (pages(site) if whole else sample(site))}
    assert {path: wrong for path, (_, wrong) in looked.items() if wrong} == {}
    assert min(count for count, _ in looked.values()) > 20
