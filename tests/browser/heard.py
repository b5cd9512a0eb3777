"""In: a page in Chromium. Out: what its accessibility tree gives a screen reader: where the focus is, and what is said.

A screen reader words it in its own way; roles and states stand here as the tree has them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import CDPSession, Page

# What is said without being asked for. How Python is doing depends on the machine, and is left out.
LISTEN = """
  window.said = [];
  const before = new Map();
  const regions = "[role=status], [role=alert], [aria-live]";
  const idle = "[data-status=loading], [data-status=starting], [data-status=thinking], .md-search *";
  const region = ({ target }) => (target.closest ? target : target.parentElement)?.closest(regions);
  new MutationObserver((changes) => {
    for (const place of new Set(changes.map(region).filter(Boolean))) {
      const lines = [...place.querySelectorAll("p")].filter((line) => line.checkVisibility() && !line.matches(idle));
      const text = lines.map((line) => line.innerText).join(" ").replace(/[\\s\\u2066-\\u2069]+/g, " ").trim();
      if (text && text !== before.get(place)) window.said.push(text);
      before.set(place, text);
    }
  }).observe(document, { subtree: true, childList: true, characterData: true, attributeFilter: ["hidden"] });
"""

# Of what is around the focus, these are told when they are entered, and only with a name.
AROUND = {"radiogroup", "group", "region", "form", "navigation", "search", "table", "article", "list", "dialog"}
STATES = ("checked", "expanded", "invalid", "required", "readonly", "disabled", "pressed", "selected")
MARKS = dict.fromkeys(map(ord, "\u2066\u2067\u2068\u2069\u200e\u200f"))

# The language of the focus where it is another than the page's.
LANGUAGE = """() => {
  const { lang } = document.activeElement.closest("[lang]");
  return lang === document.documentElement.lang ? "" : lang;
}"""


@dataclass
class Reader:
    """Somebody who hears the page."""

    page: Page
    around: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.tree: CDPSession = self.page.context.new_cdp_session(self.page)
        self.tree.send("Accessibility.enable")

    def focus(self) -> str:
        """What is told of the focus: what was entered on the way to it, its role, name, value, states, description."""
        found = self.tree.send("Runtime.evaluate", {"expression": "document.activeElement"})["result"]["objectId"]
        asked = {"objectId": found, "fetchRelatives": True}
        nodes = self.tree.send("Accessibility.getPartialAXTree", asked)["nodes"]
        around = list(dict.fromkeys(_around(nodes)))
        entered = [place for place in around if place not in self.around]
        self.around = around
        language = self.page.evaluate(LANGUAGE)
        return " · ".join([*entered, *_told(nodes[0]), *([f"[{language}]"] if language else [])])

    def said(self) -> list[str]:
        """What has been said since the last time."""
        said: list[str] = self.page.evaluate("() => window.said.splice(0)")
        return said

    def press(self, key: str) -> str:
        """Press a key and hear where the focus is then."""
        self.page.keyboard.press(key)
        return self.focus()


def _around(nodes: list[dict[str, Any]]) -> list[str]:
    """The places around a node, the outermost first."""
    known = {node["nodeId"]: node for node in nodes}
    places = []
    node = known.get(nodes[0].get("parentId", ""))
    while node is not None:
        role, name = _value(node, "role"), _value(node, "name")
        if not node["ignored"] and role in AROUND and name:
            places.append(f'{role} "{name}"')
        node = known.get(node.get("parentId", ""))
    return places[::-1]


def _told(node: dict[str, Any]) -> list[str]:
    """A node's role, name, value, states and description."""
    properties = {each["name"]: each["value"].get("value") for each in node.get("properties", ())}
    states = [_state(name, properties[name]) for name in STATES if name in properties]
    value, description = _value(node, "value"), _value(node, "description")
    name = _value(node, "name")
    told = [f'{_value(node, "role")} "{name}"', f"= {value}" if value and value != name else "", *states]
    return [part for part in (*told, f"({description})" if description else "") if part]


def _state(name: str, value: Any) -> str:
    if value in (False, "false"):
        return f"not {name}" if name in ("checked", "expanded", "pressed", "selected") else ""
    return name


def _value(node: dict[str, Any], key: str) -> str:
    return " ".join(str(node.get(key, {}).get("value", "")).translate(MARKS).split())
