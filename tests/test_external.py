"""Addresses outside, asked of a server on this machine that behaves like the worst of them."""

from __future__ import annotations

import threading
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from kb import external, library

PATIENCE = external.Patience(timeout=0.5, retries=2, pause=0.01)


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self):
        self.asked = Counter()
        self.closing = threading.Event()
        super().__init__(("127.0.0.1", 0), Answers)


class Answers(BaseHTTPRequestHandler):
    """The path says how to answer: /200, /301, /404, /429, /500, /503-once, /never."""

    def do_GET(self):
        self.server.asked[self.path] += 1
        if self.path == "/never":
            self.server.closing.wait(20)
            return
        if self.path == "/503-once":
            status = 503 if self.server.asked[self.path] == 1 else 200
        else:
            status = int(self.path.strip("/"))
        self.send_response(status)
        if status == 301:
            self.send_header("Location", "/200")
        if status == 429:
            self.send_header("Retry-After", "3600")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


@pytest.fixture
def server():
    with Server() as running:
        thread = threading.Thread(target=running.serve_forever)
        thread.start()
        yield running
        running.closing.set()
        running.shutdown()
        thread.join()


def ask(world, server, path, files=None):
    url = f"http://127.0.0.1:{server.server_address[1]}{path}"
    edit = {
        "data/sources/report.yml": {"https://office.example/report": url},
        "data/glossary.yml": {"  seen: https://office.example/terms\n": ""},
    }
    files = {name: text.replace("{url}", url) for name, text in (files or {}).items()}
    found = external.ask(library.load(world(files=files, edit=edit)), PATIENCE)
    return [one.text().replace(url.removesuffix(path), "http://host") for one in found]


GONE = (
    "is gone: {}. Write its new address. If there is none, write a lasting copy under archived and today's date "
    "under gone, so that readers are led to the copy. [U08]"
)
BLOCKED = (
    "refuses this program ({}); a reader may still see the page. Open it in a browser. If it is there, excuse the "
    "address in data/links.yml with a reason and a date. [U10]"
)
SLOW = (
    "did not answer this time: {}. Wait for the next report. If it does not come back in some weeks, treat it as "
    "gone. [U11]"
)


@pytest.mark.parametrize(("path", "sentence", "answer"), [
    ("/404", GONE, "HTTP 404"),
    ("/410", GONE, "HTTP 410"),
    ("/403", BLOCKED, "HTTP 403"),
    ("/429", BLOCKED, "HTTP 429"),
    ("/500", SLOW, "HTTP 500"),
    ("/never", SLOW, "timeout, 0.5 s"),
])
def test_gone_blocked_and_slow_are_told_apart(world, server, path, sentence, answer):
    assert ask(world, server, path) == [f"data/sources/report.yml:6: http://host{path} {sentence.format(answer)}"]


def test_what_is_known_to_be_gone_is_not_asked_but_its_copy_is(world, server):
    url = f"http://127.0.0.1:{server.server_address[1]}"
    edit = {
        "data/sources/report.yml": {
            "url: https://office.example/report": f"url: {url}/404\narchived: {url}/200\ngone: 2026-12-01",
        },
        "data/glossary.yml": {"  seen: https://office.example/terms\n": ""},
    }
    assert external.ask(library.load(world(edit=edit)), PATIENCE) == []
    assert server.asked == {"/200": 1}


def test_a_good_address_is_asked_once(world, server):
    assert ask(world, server, "/200") == []
    assert server.asked == {"/200": 1}


def test_a_server_that_recovers_is_asked_again(world, server):
    assert ask(world, server, "/503-once") == []
    assert server.asked == {"/503-once": 2}


def test_a_lasting_move_is_worth_knowing_and_stops_nothing(world, server):
    assert ask(world, server, "/301") == [
        ("data/sources/report.yml:6: http://host/301 has moved to http://host/200. "
         "Write the new address into the record. [U09]"),
    ]


def test_an_excused_address_is_not_asked(world, server):
    excused = {"data/links.yml": "- url: {url}\n  reason: Asks for a password.\n  since: 2026-11\n"}
    assert ask(world, server, "/500", excused) == []
    assert server.asked == {}


def test_nobody_home(world):
    edit = {
        "data/sources/report.yml": {"https://office.example/report": "http://127.0.0.1:9/"},
        "data/glossary.yml": {"  seen: https://office.example/terms\n": ""},
    }
    found = external.ask(library.load(world(edit=edit)), PATIENCE)
    assert [(one.code, "ConnectionError" in one.text()) for one in found] == [("U11", True)]
