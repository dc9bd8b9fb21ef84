"""Measures the search on the built site: what it finds, beside what a second judge finds right, how fast, the same in
two browsers, and beside the theme's own.

Run: make bench (after make site). Firefox is used if it is on the PATH. Figures are printed, nothing is kept.
"""

from __future__ import annotations

import functools
import http.server
import json
import shutil
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import material
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "tests")]
import judging  # noqa: E402
from judging import GRADED, QUERIES, index  # noqa: E402
from searching import CORE, search  # noqa: E402

TEXTS = [one["query"] for one in QUERIES]
SECTIONS = 2700
PAGE = """<!doctype html><meta charset="utf-8"><title>bench</title><script src="/core.js"></script>
<script src="/lo.js"></script><script>self.lo = self.kbIndex</script>
<script src="/en.js"></script><script>self.en = self.kbIndex</script><script src="/bench.js"></script>"""
LISTS = """
const ask = () => { const all = [new Index(self.lo), new Index(self.en)];
  return self.queries.map((query) => all.flatMap((index) => index.search(query).slice(0, 30).map((one) => one.section.url))); };
"""
POST = "fetch('/answer', { method: 'POST', body: JSON.stringify(ask()) });"
STOCK = """async ([config, docs, queries]) => {
  const worker = new Worker('/stock.js');
  const answer = (message, type) => new Promise((done, failed) => {
    worker.onerror = (error) => failed(new Error(error.message));
    setTimeout(() => failed(new Error("the theme's worker did not answer")), 60000);
    worker.onmessage = ({ data }) => { if (data.type === type) done(data.data); };
    worker.postMessage(message);
  });
  await answer({ type: 0, data: { config, docs, options: { suggest: false } } }, 1);
  const found = [];
  for (const query of queries) found.push((await answer({ type: 2, data: query }, 3)).items.flat().map((one) => one.location));
  return found;
}"""
TIME = """(strokes) => { const index = new Index(self.lo), best = strokes.map(() => Infinity);
  for (let pass = 0; pass < 3; pass++) strokes.forEach((typed, at) => {
    const start = performance.now(); index.answer(typed); best[at] = Math.min(best[at], performance.now() - start);
  });
  return best;
}"""
"""Milliseconds of each key stroke, the best of three passes: other work on the machine should not count."""


def sections(data):
    return sum(len(page[2]) for page in data["pages"])


def grown(data):
    """The index with copies of its pages until it has enough sections."""
    pages, copy = list(data["pages"]), 0
    while sections({"pages": pages}) < SECTIONS:
        copy += 1
        pages += [[f"{copy}/{page[0]}", *page[1:]] for page in data["pages"]]
    return {**data, "pages": pages}


def measures(found):
    """One line about lists of addresses, one for each query."""
    judged = [(one, judging.pages(urls)) for one, urls in zip(QUERIES, found, strict=True)]
    halves = [judging.measures([pair for pair in judged if judging.half(pair[0]) == half]).recall for half in (0, 1)]
    reached, none = judging.measures(judged), sum(not pages for _, pages in judged)
    gain = judging.gain({one["query"]: pages for one, pages in judged})
    return (f"R@5 {reached.recall:.3f} (halves {halves[0]:.3f} and {halves[1]:.3f})  MRR {reached.rank:.3f}  "
            f"any of 5 {reached.hit:.3f}  nDCG@5 {gain:.3f}  without a result {none} of {len(judged)}")


class Server(http.server.ThreadingHTTPServer):
    """Serves the bench's files from memory; keeps what a browser posts."""

    def __init__(self, files):
        super().__init__(("127.0.0.1", 0), functools.partial(Handler, files, self))
        self.answer, self.answered = None, threading.Event()
        threading.Thread(target=self.serve_forever, daemon=True).start()


class Handler(http.server.BaseHTTPRequestHandler):
    def __init__(self, files, server, *given):
        self.files, self.keeper = files, server
        super().__init__(*given)

    def do_GET(self):
        body = self.files.get(self.path, "").encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html" if self.path == "/" else "text/javascript")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self):
        self.keeper.answer = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.send_response(204)
        self.end_headers()
        self.keeper.answered.set()

    def log_message(self, *_):
        """Say nothing."""


def firefox(server):
    """The result lists as Firefox makes them, or nothing without Firefox."""
    program = shutil.which("firefox-esr") or shutil.which("firefox")
    if not program:
        return None
    with tempfile.TemporaryDirectory() as profile:
        url = f"http://127.0.0.1:{server.server_port}/"
        running = subprocess.Popen([program, "--headless", "--no-remote", "--profile", profile, url],
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        server.answered.wait(120)
        running.terminate()
        running.wait()
    return server.answer


def stock(tab):
    """What the theme's own worker finds on the same sections of both languages."""
    docs = []
    for lang in ("lo", "en"):
        for address, title, sections in index(lang)["pages"]:
            docs += [{"location": f"{address}#{anchor}" if anchor else address, "title": heading or title, "text": text}
                     for anchor, heading, text in sections]
    fields = {"title": {"boost": 1000.0}, "text": {"boost": 1.0}, "tags": {"boost": 1000000.0}}
    config = {"lang": ["en"], "separator": r"[\s\-]+", "pipeline": ["stopWordFilter"], "fields": fields}
    return tab.evaluate(STOCK, [config, docs, TEXTS])


def share(times, part):
    return sorted(times)[int((len(times) - 1) * part)]


def main():
    lo, en = index("lo"), index("en")
    ours = [[one["url"] for one in answer["results"]] for answer in search([lo, en], TEXTS)]
    print(f"{len(QUERIES)} judged queries on {sections(lo) + sections(en)} sections, asked on a Lao page")
    kappa, recall = judging.agreement()
    print(f"  a second judge's order of {len(GRADED)} of them: R@5 {recall:.3f}; kappa of the two judges {kappa:.2f}")
    print(f"  ours          {measures(ours)}")
    workers = Path(material.__file__).parent / "templates/assets/javascripts/workers"
    files = {
        "/": PAGE, "/core.js": CORE.read_text("utf-8"),
        "/stock.js": next(workers.glob("search.*.min.js")).read_text("utf-8"),
        "/lo.js": f"self.kbIndex={json.dumps(lo)};", "/en.js": f"self.kbIndex={json.dumps(en)};",
        "/bench.js": f"self.queries={json.dumps(TEXTS)};{LISTS}{POST}",
    }
    server = Server(files)
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        tab = browser.new_page()
        tab.goto(f"http://127.0.0.1:{server.server_port}/")
        server.answered.wait(60)
        chromium = server.answer
        print(f"  stock worker  {measures(stock(tab))}")
        print(f"the same lists in Node and Chromium: {chromium == ours}")
        server.answered.clear()
        found = firefox(server)
        print("the same lists in Firefox: " + ("not tried, it is not on the PATH" if found is None else str(found == ours)))
        strokes = [query[:at] for query in TEXTS for at in range(2, len(query) + 1) if len(query[:at].strip()) > 1]
        big = grown(lo)
        tab.evaluate("(data) => { self.lo = data; }", big)
        for rate in (1, 6):
            tab.context.new_cdp_session(tab).send("Emulation.setCPUThrottlingRate", {"rate": rate})
            times = tab.evaluate(TIME, strokes if rate == 1 else strokes[::7])
            print(f"a key stroke on {sections(big)} sections, processor slowed {rate} times: "
                  f"p50 {share(times, .5):.1f}  p95 {share(times, .95):.1f}  worst {max(times):.0f} ms")
        browser.close()


if __name__ == "__main__":
    main()
