"""Addresses outside the site, asked on demand: the only module that uses the network.

A dead link is the editor's to mend and never stops a build; ``data/links.yml`` excuses addresses, each with a reason.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import requests
from requests.adapters import HTTPAdapter
from urllib3.util.retry import Retry

from kb.library import Library
from kb.problem import Problem, problem

GLOSSARY = "data/glossary.yml"
GONE, MOVED, BLOCKED, SLOW = "U08", "U09", "U10", "U11"
REFUSALS = {401, 403, 405, 406, 407, 429, 451}
"""HTTP: the server is there and answers people, perhaps, but not this program."""


@dataclass(frozen=True)
class Patience:
    """How long to wait for other people's servers. Seconds."""

    timeout: float = 15
    retries: int = 2
    pause: float = 1
    at_once: int = 8


@dataclass(frozen=True)
class Answer:
    """What became of an address: nothing to tell, or the code of the problem and what the server said."""

    code: str = ""
    told: str = ""


def ask(library: Library, patience: Patience | None = None) -> list[Problem]:
    """Ask every address that readers are led to. Excused ones (data/links.yml) are not asked."""
    patience = patience or Patience()
    excused = {entry.url for entry in library.excused}
    asked = [(file, line, url) for file, line, url in _outside(library) if url not in excused]
    retry = Retry(
        total=patience.retries, backoff_factor=patience.pause, status_forcelist=(429, 500, 502, 503, 504),
        respect_retry_after_header=False, raise_on_status=False,
    )
    with requests.Session() as session, ThreadPoolExecutor(patience.at_once) as threads:
        for scheme in ("http://", "https://"):
            session.mount(scheme, HTTPAdapter(max_retries=retry, pool_maxsize=patience.at_once))
        urls = sorted({url for _, _, url in asked})
        answers = dict(zip(urls, threads.map(lambda url: _ask(session, url, patience), urls), strict=True))
    return [
        problem(file, line, answers[url].code, url=url, answer=answers[url].told)
        for file, line, url in asked if answers[url].code
    ]


def _outside(library: Library) -> Iterator[tuple[str, int, str]]:
    for source in library.sources.values():
        lines = library.lines["sources", source.id]
        own = source.url if source.link and not source.gone else None
        for field, url in (("url", own), ("archived", source.archived)):
            if url:
                yield f"data/sources/{source.id}.yml", lines[field,], url
    for index, term in enumerate(library.terms):
        if term.seen:
            yield GLOSSARY, library.lines["file", GLOSSARY][index, "seen"], term.seen


def _ask(session: requests.Session, url: str, patience: Patience) -> Answer:
    try:
        with session.get(url, timeout=patience.timeout, stream=True) as answer:
            moved = any(step.status_code in (301, 308) for step in answer.history)
            return _of_status(answer.status_code, answer.url if moved and answer.url != url else "")
    except requests.Timeout:
        return Answer(SLOW, f"timeout, {patience.timeout:g} s")
    except requests.RequestException as error:
        timed_out = "timed out" in str(error)
        return Answer(SLOW, f"timeout, {patience.timeout:g} s" if timed_out else type(error).__name__)


def _of_status(status: int, moved_to: str) -> Answer:
    told = f"HTTP {status}"
    if status in REFUSALS:
        return Answer(BLOCKED, told)
    if status >= 500:  # noqa: PLR2004 — HTTP: the server's own trouble, which passes or not
        return Answer(SLOW, told)
    if status >= 400:  # noqa: PLR2004 — HTTP: there is nothing for this address
        return Answer(GONE, told)
    return Answer(MOVED, moved_to) if moved_to else Answer()
