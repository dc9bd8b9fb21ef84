"""The only module that knows MkDocs: each event hands over to the package ``kb``.

static-i18n builds the languages one after the other in one process and fires every event once for each, so nothing is
kept here but the Library, read once for a build in ``config.extra``. Work on the whole site (link check, pruning) is
not a hook: the first language ends before the second exists. See ``kb.build``.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from kb import addresses, citing, library, search, structured, views
from kb.expand import expand
from kb.explain import explain
from kb.page import Page

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page as MkDocsPage


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    if "kb_library" not in config.extra:
        config.extra["kb_library"] = library.load(Path(config.config_file_path).parent)
    return config


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:  # noqa: ARG001
    """MkDocs escapes nothing: a title with a tag in it would come alive. In our templates everything is escaped.

    A line that only holds a statement leaves nothing behind, as in the views of records.
    """
    env.autoescape = True
    env.trim_blocks = env.lstrip_blocks = True
    return env


def on_page_markdown(markdown: str, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG001
    ours = _ours(page, config)
    if ours is None:
        return markdown
    expanded = expand(config.extra["kb_library"], ours)
    page.meta = {"title": ours.meta.title, "description": ours.meta.summary, "kb_expanded": expanded}
    return expanded.markdown


def on_page_content(html: str, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG001
    ours, expanded = _ours(page, config), page.meta.get("kb_expanded")
    if ours is None or expanded is None:
        return html
    return str(expanded.fill(explain(html, config.extra["kb_library"], ours)))


def on_page_context(
    context: dict[str, Any], page: MkDocsPage, config: MkDocsConfig, nav: Navigation,  # noqa: ARG001
) -> dict[str, Any]:
    ours = _ours(page, config)
    if ours is not None:
        context["kb"] = views.PageView(config.extra["kb_library"], ours)
        context["twin_lang"] = addresses.other(ours.lang)
        made = citing.citation(
            config.extra["kb_library"], ours, page.content or "", config.site_name, config.site_url or "",
        )
        citing.write(made, Path(page.file.abs_dest_path).parent)
        context["citation"], context["formats"] = made, citing.FORMATS
        context["structured"] = Markup(structured.text(  # noqa: S704 — escaped there, for a script and not for HTML
            config.extra["kb_library"], ours, structured.Site(config.site_name, config.site_url or ""), _trail(page),
        ))
        context["addresses"] = {lang: addresses.address(lang, ours.path) for lang in addresses.LANGUAGES}
    return context


def on_template_context(context: dict[str, Any], template_name: str, config: MkDocsConfig) -> dict[str, Any]:
    if template_name == "404.html":
        context["strings"] = config.extra["kb_library"].strings
    return context


def on_post_build(config: MkDocsConfig) -> None:
    """The search index of the language that was just built: it needs the pages of no other."""
    search.write(config.extra["kb_library"], Path(config.site_dir), config.theme["language"])


def _trail(page: MkDocsPage) -> list[tuple[str, str]]:
    """The way to a page as the head of the page shows it: names, and addresses from the root of the site."""
    sections: list[Any] = list(page.ancestors)[::-1]
    parents = [one for one in sections if one.children[0] is not page]
    return [*((parent.title, parent.children[0].url) for parent in parents), (str(page.title), page.url)]


def _ours(page: MkDocsPage, config: MkDocsConfig) -> Page | None:
    """The page as the Library knows it: docs/lo/law/index.md is ("lo", "law/index.md")."""
    lang, _, path = page.file.src_uri.partition("/")
    pages: dict[tuple[str, str], Page] = config.extra["kb_library"].pages
    return pages.get((lang, path))
