"""Pages under `build_site.py serve`: live reload runs in them, under the policy that readers have."""

import socket
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser

from builder.policy import page_policies
from builder.serve import HOST, Server
from tests.offline.engines import answers, wait_for

PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}"><link rel="icon" href="data:,"><title>t</title></head>
<body><h1>{title}</h1></body></html>"""


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """Two pages, one that may run scripts and one that may not: where they are, and whoever serves them."""
    for sort in ("page", "root"):
        text = PAGE.format(policy=page_policies()[sort], title="before")
        (tmp_path / f"{sort}.html").write_text(text, encoding="utf-8")
    with socket.create_server((HOST, 0)) as free:
        port = free.getsockname()[1]
    server = Server(lambda: None, HOST, port, str(tmp_path), polling_interval=0.05)
    server.watch(str(tmp_path))
    Thread(target=server.serve, daemon=True).start()
    wait_for(lambda: answers(port))
    yield f"http://{HOST}:{port}", tmp_path
    server.shutdown(wait=True)


def test_a_page_follows_its_source_under_its_policy(chromium: Browser, served: tuple[str, Path]) -> None:
    at, folder = served
    page = chromium.new_context().new_page()
    with page.expect_console_message(lambda message: "live reload" in message.text):
        page.goto(f"{at}/page.html")
    file = folder / "page.html"
    file.write_text(file.read_text(encoding="utf-8").replace("before", "after"), encoding="utf-8")
    page.get_by_role("heading", name="after").wait_for(timeout=60_000)
    page.goto("about:blank")
    page.context.close()


def test_a_page_that_runs_nothing_gets_no_script(chromium: Browser, served: tuple[str, Path]) -> None:
    at, _ = served
    page = chromium.new_context().new_page()
    page.goto(f"{at}/root.html")
    assert page.locator("script").count() == 0
    page.context.close()
