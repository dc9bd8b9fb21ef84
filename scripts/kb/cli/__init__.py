"""The command line: the only place that prints, reads arguments or exits."""

from kb.cli import building, editing
from kb.cli.group import main

__all__ = ["building", "editing", "main"]
