"""In: addresses of sources. Out: which are gone, which gave no answer; and whether there was a network at all."""

from __future__ import annotations

import urllib.error
import urllib.request
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import urlsplit

PATIENCE = 20
"""Seconds for one answer."""
HOSTS = 8
"""Asked at the same time; each host is asked for one page after the other."""
GONE = (404, 410)
"""RFC 9110, sections 15.5.5 and 15.5.11: not there, and gone for good."""
_ASKING = {"User-Agent": "Mozilla/5.0 (compatible; dalil-upkeep)", "Accept": "*/*"}


@dataclass(frozen=True)
class Reached:
    """What came of one address."""

    url: str
    status: int | None
    """What the host answered; None where nothing came."""
    told: str = ""
    """Why nothing came."""

    @property
    def gone(self) -> bool:
        """Whether the host says that there is no such page."""
        return self.status in GONE

    @property
    def doubtful(self) -> bool:
        """Whether a person has to look: many hosts refuse programs, and are there for readers."""
        return not self.gone and (self.status is None or self.status >= 400)


def reach(urls: Iterable[str], patience: float = PATIENCE) -> list[Reached]:
    """Ask for every address once, in the order of their text."""
    by_host = [list(group) for _, group in groupby(sorted(set(urls), key=_host_first), key=_host)]
    with ThreadPoolExecutor(HOSTS) as pool:
        found = pool.map(lambda group: [_ask(url, patience) for url in group], by_host)
        return sorted((one for group in found for one in group), key=lambda one: one.url)


def is_offline(found: Iterable[Reached]) -> bool:
    """Whether no host at all answered: then nothing was learnt of any address."""
    return all(one.status is None for one in found)


def _ask(url: str, patience: float) -> Reached:
    try:
        with urllib.request.urlopen(urllib.request.Request(url, headers=_ASKING), timeout=patience) as answer:
            return Reached(url, answer.status)
    except urllib.error.HTTPError as error:
        error.close()
        return Reached(url, error.code)
    except (OSError, ValueError) as error:
        return Reached(url, None, str(getattr(error, "reason", error)))
    except Exception as error:
        return Reached(url, None, type(error).__name__)


def _host(url: str) -> str:
    return urlsplit(url).netloc


def _host_first(url: str) -> tuple[str, str]:
    return _host(url), url
