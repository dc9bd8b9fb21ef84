"""deploy/ on the real servers, asked over the loopback: headers, codes, compression, languages, parts of a PDF."""

from __future__ import annotations

import gzip

import brotli
import pytest
from conftest import PROJECT

pytestmark = pytest.mark.site
SITE = PROJECT / "site"
SAFE = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "strict-origin-when-cross-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
    "cross-origin-opener-policy": "same-origin",
    "strict-transport-security": "max-age=31536000",
}
UNPACK = {"br": brotli.decompress, "gzip": gzip.decompress}


def asset(pattern):
    (found,) = (SITE / "assets").rglob(pattern)
    return "/" + found.relative_to(SITE).as_posix()


@pytest.mark.parametrize("path", ["/", "/en/law/amendment/", "/briefs/amendment/", "/nowhere/"])
def test_every_answer_is_as_safe_as_the_pages(server, path):
    _, _, headers, _ = server.get(path)
    assert {name: headers.get(name) for name in SAFE} == SAFE
    assert headers["content-security-policy"].startswith("default-src 'none'; script-src 'self'; style-src 'self';")
    assert headers["content-security-policy"].endswith("frame-ancestors 'none'")
    assert headers.get("server", "nginx") == "nginx", "no version is told"


@pytest.mark.parametrize("coding", ["br", "gzip"])
@pytest.mark.parametrize("path", ["/", "/en/law/amendment/", "/search/lo.js"])
def test_texts_are_sent_compressed(server, path, coding):
    file = SITE / path.strip("/")
    file = file / "index.html" if file.is_dir() else file
    status, _, headers, body = server.get(path, "--header", f"Accept-Encoding: {coding}")
    assert (status, headers.get("content-encoding")) == (200, coding)
    assert "accept-encoding" in headers["vary"].lower()
    assert body == file.with_name(f"{file.name}.{'br' if coding == 'br' else 'gz'}").read_bytes()
    assert UNPACK[coding](body) == file.read_bytes()


def test_whoever_cannot_unpack_gets_the_page_itself(server):
    status, _, headers, body = server.get("/", "--header", "Accept-Encoding: identity")
    assert (status, "content-encoding" in headers) == (200, False)
    assert body == (SITE / "index.html").read_bytes()


@pytest.mark.parametrize("pattern", ["site.*.css", "site.*.js", "noto-sans-lao.*.woff2"])
def test_assets_are_kept_for_ever(server, pattern):
    status, _, headers, _ = server.get(asset(pattern), "--header", "Accept-Encoding: identity")
    assert (status, headers["cache-control"]) == (200, "public, max-age=31536000, immutable")


@pytest.mark.parametrize("path", ["/", "/en/", "/assets/images/favicon.svg", "/search/lo.js"])
def test_everything_else_is_asked_for_again_soon(server, path):
    status, _, headers, _ = server.get(path, "--header", "Accept-Encoding: identity")
    assert (status, headers["cache-control"]) == (200, "public, max-age=600")


@pytest.mark.parametrize(("path", "lang"), [("/nowhere/", "lo"), ("/law/nowhere", "lo"), ("/en/nowhere/", "en")])
def test_a_wrong_address_is_answered_in_its_language(server, path, lang):
    status, _, headers, body = server.get(path, "--header", "Accept-Encoding: identity")
    assert status == 404
    assert f'<html lang="{lang}"'.encode() in body
    assert "immutable" not in headers["cache-control"]


@pytest.mark.parametrize("path", ["/../mkdocs.yml", "/%2e%2e/mkdocs.yml", "/.git/config", "/assets/"])
def test_nothing_but_the_site_is_served(server, path):
    status, _, _, body = server.get(path)
    assert status in (400, 403, 404)
    assert b"site_name" not in body


def test_a_part_of_a_pdf_can_be_fetched(server):
    pdf = next((SITE / "briefs").rglob("*.pdf"))
    status, _, headers, body = server.get("/" + pdf.relative_to(SITE).as_posix(), "--range", "100-199")
    assert (status, headers["content-type"]) == (206, "application/pdf")
    assert headers["content-range"] == f"bytes 100-199/{pdf.stat().st_size}"
    assert body == pdf.read_bytes()[100:200]


def test_http_2_and_the_way_from_http(server):
    assert server.get("/", "--http2")[1] == "HTTP/2"
    status, _, headers, _ = server.get(server.plain + "/en/law/")
    assert status in (301, 308)
    assert headers["location"].startswith("https://127.0.0.1")
    assert headers["location"].endswith("/en/law/")
