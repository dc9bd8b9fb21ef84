"""The search of the site, run in the Node that Playwright brings: readers' browsers run the same file."""

from __future__ import annotations

import json
import subprocess

from conftest import HERE, PROJECT
from playwright._impl._driver import compute_driver_executable

CORE = PROJECT / "docs/assets/javascripts/search-core.js"


def search(indexes, queries):
    """The results of each query over the indexes, best first: {results: [{url, title, …}], nearest: [words]}."""
    return _node(indexes=indexes, queries=queries)


def fold(table, texts):
    """Each text as the browser folds it, with the places of its letters."""
    return _node(table=table, texts=texts)


def _node(**given):
    node, _ = compute_driver_executable()
    given["core"] = str(CORE)
    command = [node, str(HERE / "search.js")]
    done = subprocess.run(command, input=json.dumps(given), capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def words(pieces):
    return "".join(text for text, _ in pieces)


def marked(result):
    """What the result marks, in the spelling of the text."""
    return [text for field in ("title", "heading", "text") for text, hit in result[field] if hit]
