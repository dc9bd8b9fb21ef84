"""A hostile pull request: the preview takes its words and nothing else, and no workflow gives a stranger anything.

The step of the workflow that takes files from the pull request is run as it stands, on a repository made here.
"""

from __future__ import annotations

import os
import subprocess

import pytest
import yaml
from conftest import PROJECT

from kb import checks, library

WORKFLOWS = PROJECT / ".github/workflows"
EVIL = "taken"
OURS = {
    "mkdocs.yml": f"INHERIT: ../../x.yml\nhooks: [docs/evil.py]\nsite_name: !!python/object/apply:os.system [{EVIL}]\n",
    "scripts/hooks.py": f"{EVIL} = True\n",
    "scripts/kb/build.py": f"{EVIL} = True\n",
    "overrides/main.html": f"<script>{EVIL}</script>\n",
    "Makefile": f"all:\n\techo {EVIL}\n",
    "requirements.lock": f"{EVIL}==1\n",
    "docs/assets/javascripts/site.js": f"{EVIL}()\n",
    "docs/assets/stylesheets/site.css": f"{EVIL} {{}}\n",
    "docs/assets/fonts/font.woff2": EVIL,
}
ADDED = {
    "docs/assets/javascripts/more.js": f"{EVIL}()\n",
    ".git-blame-ignore-revs": EVIL,
    "scripts/kb/site.py": EVIL,
    "sitecustomize.py": f"{EVIL} = True\n",
    "conftest.py": f"{EVIL} = True\n",
}


def step(workflow, name):
    jobs = yaml.safe_load((WORKFLOWS / workflow).read_text("utf-8"))["jobs"]
    (found,) = [one["run"] for job in jobs.values() for one in job["steps"] if one.get("name") == name]
    return found


TAKE = step("preview.yml", "Go back to the base branch and take only docs/ and data/ from the pull request")


def git(root, *arguments):
    person = {f"GIT_{who}_{what}": "x@x.example" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    subprocess.run(
        ["git", "-c", "init.defaultBranch=main", "-c", "commit.gpgsign=false", *arguments], cwd=root, check=True,
        capture_output=True, env={**os.environ, **person, "GIT_CONFIG_GLOBAL": os.devnull},
    )


def put(root, files, text=None):
    for name, content in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text or content, "utf-8")


@pytest.fixture
def merged(world):
    """The good world as base branch; a pull request changes it; what GitHub hands to the workflow is checked out."""

    def make(change):
        root = world()
        settings = (root / "mkdocs.yml").read_text("utf-8")
        put(root, OURS, "ours\n")
        (root / "mkdocs.yml").write_text(settings, "utf-8")
        git(root, "init")
        git(root, "add", "-A")
        git(root, "commit", "-m", "base")
        git(root, "switch", "-c", "stranger")
        change(root)
        git(root, "add", "-A", "--force")
        git(root, "commit", "-m", "hostile")
        git(root, "switch", "main")
        git(root, "merge", "--no-ff", "-m", "merged", "stranger")
        return root, settings

    return make


def take(root):
    return subprocess.run(["bash", "-e", "-c", TAKE], cwd=root, capture_output=True, text=True, check=False)


def test_only_words_come_from_the_pull_request(merged):
    def change(root):
        put(root, {**OURS, **ADDED})
        page = root / "docs/lo/index.md"
        page.write_text(page.read_text("utf-8") + "\nຂໍ້ຄວາມໃໝ່ <script>take()</script>\n", "utf-8")
        (root / "data/figures/members.yml").unlink()

    root, settings = merged(change)
    assert EVIL in (root / "mkdocs.yml").read_text("utf-8"), "the checkout holds what the stranger wrote"
    done = take(root)
    assert done.returncode == 0, done.stderr
    files = [file for file in root.rglob("*") if file.is_file() and ".git" not in file.relative_to(root).parts]
    assert [file for file in files if EVIL in file.read_text("utf-8", "replace")] == []
    assert not {str(file.relative_to(root)) for file in files} & set(ADDED)
    assert (root / "mkdocs.yml").read_text("utf-8") == settings
    assert {(root / name).read_text("utf-8") for name in OURS if name != "mkdocs.yml"} == {"ours\n"}
    assert "ຂໍ້ຄວາມໃໝ່" in (root / "docs/lo/index.md").read_text("utf-8")
    assert not (root / "data/figures/members.yml").exists()
    codes = {one.code for one in checks.check(library.load(root)) if one.path == "docs/lo/index.md"}
    assert "H01" in codes, "and what it brings is checked by the code of the base branch"


@pytest.mark.parametrize(("name", "leads"), [
    ("docs/lo/secret.md", "/etc/passwd"), ("docs/assets/javascripts", "../../scripts"), ("data/more", ".."),
    ("docs/assets", "/"),
])
def test_a_link_stops_the_preview(merged, name, leads):
    def change(root):
        if (root / name).exists():
            subprocess.run(["rm", "-r", str(root / name)], check=True)
        (root / name).symlink_to(leads)

    done = take(merged(change)[0])
    assert done.returncode == 1
    assert "may not hold symbolic links" in done.stdout


@pytest.mark.parametrize("file", sorted(WORKFLOWS.glob("*.yml")), ids=lambda file: file.name)
def test_no_workflow_gives_a_stranger_anything(file):
    """What runs for a pull request may only read and has no secret; nothing runs a stranger's code with a right."""
    text = file.read_text("utf-8")
    workflow = yaml.safe_load(text)
    assert workflow["permissions"] == {}
    starts = workflow[True]  # YAML 1.1 reads «on» as yes
    assert "pull_request_target" not in starts
    assert "workflow_run" not in starts
    assert "secrets." not in text
    for job in workflow["jobs"].values():
        if "pull_request" in starts:
            assert job["permissions"] == {"contents": "read"}
            assert "github.token" not in str(job)
        for one in job["steps"]:
            assert "${{" not in one.get("run", ""), "words of strangers must not become part of a command"
            if "actions/checkout@" in one.get("uses", ""):
                assert one["with"]["persist-credentials"] is False
