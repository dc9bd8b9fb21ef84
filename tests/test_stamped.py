"""Assets under names after their content, and texts in their compressed forms."""

from __future__ import annotations

import gzip

import brotli
import pytest

from kb import compressed, stamped

FILES = {
    "assets/fonts/lao.woff2": "font",
    "assets/stylesheets/site.css": '@font-face { src: url("../fonts/lao.woff2") format("woff2"); }',
    "assets/javascripts/site.js": 'fetchScript("search.js");',
    "assets/javascripts/search.js": 'new Worker(at("assets/javascripts/search-worker.js"));',
    "assets/javascripts/search-worker.js": "postMessage(1);",
    "index.html": '<link href="assets/stylesheets/site.css"><script src="assets/javascripts/site.js"></script>'
                  "<p>The file site.js and my-site.css are named here.</p>",
    "en/law/index.html": '<link href="../../assets/stylesheets/site.css">',
}


@pytest.fixture
def built(tmp_path):
    def make(changes=()):
        folder = tmp_path / str(len(list(tmp_path.iterdir())))
        for name, text in {**FILES, **dict(changes)}.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, "utf-8")
        stamped.stamp(folder)
        return folder

    return make


def names(folder):
    return {stamped.STAMP.sub(".", file.name): file.name for file in (folder / "assets").rglob("*") if file.is_file()}


def test_pages_sheets_and_scripts_name_what_is_there(built):
    folder = built()
    name = names(folder)
    assert set(name) == {file.rsplit("/", 1)[1] for file in FILES if file.startswith("assets/")}
    assert all(stamped.STAMP.search(new) for new in name.values())
    home = (folder / "index.html").read_text("utf-8")
    assert f'href="assets/stylesheets/{name["site.css"]}"' in home
    assert f'src="assets/javascripts/{name["site.js"]}"' in home
    assert "<p>The file site.js and my-site.css are named here.</p>" in home, "prose stays"
    assert f'"../../assets/stylesheets/{name["site.css"]}"' in (folder / "en/law/index.html").read_text("utf-8")
    scripts = folder / "assets/javascripts"
    assert (scripts / name["site.js"]).read_text("utf-8") == f'fetchScript("{name["search.js"]}");'
    assert f'/{name["search-worker.js"]}"' in (scripts / name["search.js"]).read_text("utf-8")
    assert name["lao.woff2"] in (folder / "assets/stylesheets" / name["site.css"]).read_text("utf-8")


def test_a_change_renames_what_leads_to_it_and_nothing_else(built):
    before = names(built())
    after = names(built({"assets/javascripts/search-worker.js": "postMessage(2);"}))
    assert {name for name in before if before[name] != after[name]} == {"search-worker.js", "search.js", "site.js"}


def test_scripts_in_a_circle_are_refused(built):
    with pytest.raises(stamped.Circle, match=r"site\.js → search\.js → site\.js|search\.js → site\.js → search\.js"):
        built({"assets/javascripts/search.js": 'fetchScript("site.js");'})


def test_two_assets_of_one_name_are_refused(built):
    with pytest.raises(ValueError, match="the same file name"):
        built({"assets/more/site.css": ""})


def test_compressed_forms_say_the_same_and_small_files_have_none(tmp_path):
    long = "ການປົກປ້ອງສັງຄົມ " * 60
    (tmp_path / "index.html").write_text(long, "utf-8")
    (tmp_path / "robots.txt").write_text("short", "utf-8")
    (tmp_path / "brief.pdf").write_bytes(b"%PDF" * 400)
    compressed.compress(tmp_path)
    assert sorted(file.name for file in tmp_path.iterdir()) == [
        "brief.pdf", "index.html", "index.html.br", "index.html.gz", "robots.txt",
    ]
    assert brotli.decompress((tmp_path / "index.html.br").read_bytes()).decode() == long
    first = (tmp_path / "index.html.gz").read_bytes()
    assert gzip.decompress(first).decode() == long
    compressed.compress(tmp_path)
    assert (tmp_path / "index.html.gz").read_bytes() == first
