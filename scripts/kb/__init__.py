"""The knowledge base behind the site: records, pages, pairs, marks, problems and views.

Six nouns, one home each: a Record (``model``) is a fact with an id; a Page is prose in one language and a Pair its two
languages (``library``); a Mark is what an editor writes inside prose (``markup``); a Problem is a line for the editor
(``problem``); a View is how a record looks (``views`` and ``overrides/records``).

Modules stand in layers and import only from layers below; ``tests/test_architecture.py`` holds the list.
Nothing here knows MkDocs: ``scripts/hooks.py`` does.
"""
