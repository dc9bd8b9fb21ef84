"""The picture that a network or a message shows of a link to the site: one for each language, 1200 × 630.

Run: make cards. The pictures are committed, docs/assets/images/card-lo.png and card-en.png; draw them again when the
name of the site or its colours change.
"""

from __future__ import annotations

import base64
import io
from pathlib import Path

import yaml
from PIL import Image
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "docs/assets/images"
SIZE = {"width": 1200, "height": 630}
COLOURS = 24
PAGE = """<!doctype html><html lang="{lang}"><meta charset="utf-8"><style>
@font-face {{ font-family: Lao; src: url(data:font/woff2;base64,{font}); font-weight: 400 700; unicode-range: U+0E81-0EDF; }}
* {{ box-sizing: border-box; margin: 0; }}
body {{ width: 1200px; height: 630px; padding: 70px 80px; background: #14385c; color: #fff; position: relative;
  font-family: Lao, "DejaVu Sans", sans-serif; }}
svg {{ width: 104px; height: 104px; }}
h1 {{ margin-top: 34px; font-size: 68px; line-height: 1.42; font-weight: 700; text-wrap: balance; }}
p {{ margin-top: 26px; font-size: 32px; line-height: 1.5; color: #cfe0f0; }}
i {{ position: absolute; left: 0; right: 0; bottom: 0; height: 40px;
  background: url("data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='48' height='24'%3E%3Cpath fill='%23d9a520' d='M0 0h48v4L24 24 0 4z'/%3E%3C/svg%3E") 0 0 / 48px 24px repeat-x; }}
</style><body>{logo}<h1>{name}</h1><p lang="{other}">{second}</p><i></i></html>"""


def names():
    """The name of the site in each language, as mkdocs.yml has it."""
    read = yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))
    languages = next(one["i18n"]["languages"] for one in read["plugins"] if "i18n" in one)
    return {one["locale"]: one.get("site_name", read["site_name"]) for one in languages}


def main():
    font = base64.b64encode((ROOT / "docs/assets/fonts/noto-sans-lao.woff2").read_bytes()).decode()
    logo = (ROOT / "overrides/partials/logo.svg").read_text("utf-8")
    called = names()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_page(viewport=SIZE)
        for lang, other in (("lo", "en"), ("en", "lo")):
            page.set_content(PAGE.format(
                lang=lang, other=other, font=font, logo=logo, name=called[lang], second=called[other],
            ))
            page.evaluate("document.fonts.ready")
            drawn = Image.open(io.BytesIO(page.screenshot()))
            drawn.convert("RGB").quantize(COLOURS).save(TARGET / f"card-{lang}.png", optimize=True)
        browser.close()


if __name__ == "__main__":
    main()
