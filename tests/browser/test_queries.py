"""What readers type leads where it should, in the search as it ships: in its worker over http, and from a file."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.browser.serving import leaving
from tests.queries import FOUND, LANGUAGES, Items, missed, read_queries, tell

WORKER = """async queries => {
  const { base, search } = JSON.parse(document.getElementById("__config").textContent);
  const worker = new Worker(search);
  const ask = (message) => new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => resolve(data.data);
    worker.onerror = reject;
    worker.postMessage(message);
  });
  const index = await fetch(new URL(`${base}/search/search_index.json`, location));
  await ask({ type: 0, data: await index.json() });
  const answers = [];
  for (const query of queries) {
    answers.push((await ask({ type: 2, data: query })).items);
  }
  return answers;
}"""
# There the page has the other end of the theme's box; nobody else speaks with it meanwhile.
PAGE = """async queries => {
  const port = window.Dalil.searchPort;
  const ask = (data) => new Promise((resolve, reject) => {
    port.postMessage = (message) => resolve(message.data);
    port.onmessage({ data }).catch(reject);
  });
  await ask({ type: 0, data: window.__index });
  const answers = [];
  for (const query of queries) {
    answers.push((await ask({ type: 2, data: query })).items);
  }
  return answers;
}"""


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_readers_type_leads_where_it_should(visit: Callable[..., BrowserContext], lang: str) -> None:
    queries = read_queries(lang)
    missing = missed(queries, served(visit(), lang, [query.query for query in queries]))
    told = tell(lang, queries, missing)
    print(told)
    assert len(missing) <= (1 - FOUND) * len(queries), told


@pytest.mark.parametrize("every", [8, pytest.param(1, marks=pytest.mark.audit)], ids=["some", "all"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_from_a_file_the_same_is_answered(
    chromium: Browser, visit: Callable[..., BrowserContext], site: Path, lang: str, every: int
) -> None:
    typed = [query.query for query in read_queries(lang)[::every]]
    context = chromium.new_context()
    elsewhere = leaving(context, site.as_uri())
    page = context.new_page()
    page.goto((site / lang / "guides.html").as_uri())
    page.locator(".md-search__input").click()
    page.wait_for_function("() => window.Dalil?.searchPort?.onmessage && window.__index")
    answers: list[Items] = page.evaluate(PAGE, typed)
    context.close()
    assert elsewhere == []
    assert answers == served(visit(), lang, typed)


def served(context: BrowserContext, lang: str, typed: list[str]) -> list[Items]:
    """What the worker answers over http."""
    page = context.new_page()
    page.goto(f"/{lang}/guides.html")
    answers: list[Items] = page.evaluate(WORKER, typed)
    return answers
