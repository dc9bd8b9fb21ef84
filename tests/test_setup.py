"""The dev container and the hooks before a commit: they parse, and what they call exists."""

from __future__ import annotations

import json
import re
import tomllib

import yaml
from conftest import PROJECT

SETTINGS = yaml.safe_load((PROJECT / ".pre-commit-config.yaml").read_text("utf-8"))
HOOKS = [hook for repo in SETTINGS["repos"] for hook in repo["hooks"]]


def container():
    text = (PROJECT / ".devcontainer/devcontainer.json").read_text("utf-8")
    return json.loads(re.sub(r"^\s*//.*$", "", text, flags=re.MULTILINE))


def test_the_container_has_our_python_and_a_target_of_the_makefile():
    made = container()
    version = re.search(r'requires-python = ">=(3\.\d+)', (PROJECT / "pyproject.toml").read_text("utf-8"))[1]
    assert made["image"] == f"mcr.microsoft.com/devcontainers/python:{version}-bookworm"
    assert re.fullmatch(r"make \S+", made["postCreateCommand"])
    target = made["postCreateCommand"].removeprefix("make ").replace(".venv", "$(VENV)")
    assert f"\n{target}:" in (PROJECT / "Makefile").read_text("utf-8")


def test_the_container_shows_the_site_and_has_the_extensions_of_the_settings():
    made = container()
    assert made["forwardPorts"] == [8000]
    assert "127.0.0.1:8000" in (PROJECT / "scripts/kb/cli/building.py").read_text("utf-8")
    wanted = json.loads((PROJECT / ".vscode/extensions.json").read_text("utf-8"))["recommendations"]
    assert made["customizations"]["vscode"]["extensions"] == wanted


def test_hooks_run_only_what_the_set_up_installs():
    assert {repo["repo"] for repo in SETTINGS["repos"]} == {"local"}  # nothing is fetched
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))
    ours = {*project["project"]["scripts"], *project["dependency-groups"]["test"]}
    assert {hook["id"] for hook in HOOKS} == {"content", "lint", "types"}
    for hook in HOOKS:
        assert hook["language"] == "system"
        assert re.fullmatch(r"\.venv/bin/(\w+)(?: check)?", hook["entry"])[1] in ours


def test_the_hook_for_content_sees_what_editors_write():
    content = next(hook for hook in HOOKS if hook["id"] == "content")
    for file in ("data/sources/x.yml", "docs/lo/index.md", "mkdocs.yml"):
        assert re.search(content["files"], file)
    assert not re.search(content["files"], "scripts/kb/new.py")
