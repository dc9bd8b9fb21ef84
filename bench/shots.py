"""Pictures of the built site to look at: ten kinds of page, both languages, phone and desk, light and dark.

Run: make shots (after make site). The pictures and one page that shows them all go to .cache/shots/, which git ignores.
Words after the command narrow it: `python bench/shots.py home law` takes those two kinds only.
"""

from __future__ import annotations

import functools
import http.server
import shutil
import sys
import threading
from itertools import product
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / ".cache/shots"
KINDS = {
    "home": "", "law": "law/amendment/", "pillar": "strategy/social-security/", "lessons": "lessons/",
    "lesson": "lessons/one-card-one-number/", "events": "events/", "event": "events/2025-12-12-second-national-symposium/",
    "figures": "figures/", "briefs": "briefs/", "brief": "briefs/informal-rural-workers/",
}
LANGUAGES = {"lo": "", "en": "en/"}
WIDTHS = {"phone": (360, 740), "desk": (1280, 900)}
SCHEMES = ("light", "dark")
IMAGES = "Promise.all([...document.images].map((one) => { one.loading = 'eager'; return one.decode(); }))"
SHEET = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Shots</title><style>
body {{ font: 14px sans-serif; margin: 1rem; background: #ddd; }} section {{ display: flex; flex-wrap: wrap; gap: .6rem; }}
figure {{ margin: 0; }} img {{ height: 26rem; object-fit: cover; object-position: top; border: 1px solid #888; }}
.phone {{ width: 13rem; }} .desk {{ width: 37rem; }}</style>{kinds}</html>"""
FIGURE = '<figure><a href="{name}.png"><img class="{width}" src="{name}.png" alt=""></a><figcaption>{name}</figcaption></figure>'


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


def take(browser, base, width, scheme, kinds):
    """One browser context for each width and scheme; yields what it has taken."""
    wide, high = WIDTHS[width]
    context = browser.new_context(viewport={"width": wide, "height": high}, color_scheme=scheme)
    page = context.new_page()
    for kind, lang in product(kinds, LANGUAGES):
        page.goto(base + LANGUAGES[lang] + KINDS[kind])
        page.wait_for_selector("html[data-ready]", state="attached")
        page.evaluate("document.fonts.ready")
        page.evaluate(IMAGES)
        name = f"{kind}-{lang}-{width}-{scheme}"
        page.screenshot(path=TARGET / f"{name}.png", full_page=True, animations="disabled")
        yield name
    context.close()


def sheet(kinds):
    """The page that shows all pictures, the top of each; a click shows the whole."""
    shown = ""
    for kind in kinds:
        names = [(f"{kind}-{lang}-{width}-{scheme}", width)
                 for lang, width, scheme in product(LANGUAGES, WIDTHS, SCHEMES)]
        figures = "".join(FIGURE.format(name=name, width=width) for name, width in names)
        shown += f"<h2>{kind}</h2><section>{figures}</section>"
    return SHEET.format(kinds=shown)


def main():
    kinds = sys.argv[1:] or list(KINDS)
    chromium = next(found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name)))
    TARGET.mkdir(parents=True, exist_ok=True)
    handler = functools.partial(Quiet, directory=str(ROOT / "site"))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server, sync_playwright() as playwright:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        base = f"http://127.0.0.1:{server.server_address[1]}/"
        taken = [name for width, scheme in product(WIDTHS, SCHEMES) for name in take(browser, base, width, scheme, kinds)]
        browser.close()
        server.shutdown()
    (TARGET / "sheet.html").write_text(sheet(kinds), "utf-8")
    print(f"{len(taken)} pictures: open {TARGET.relative_to(ROOT)}/sheet.html")


if __name__ == "__main__":
    main()
