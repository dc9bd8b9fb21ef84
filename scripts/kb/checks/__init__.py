"""Every rule about records and prose. A check reads the Library and yields Problems; it neither prints nor repairs.

Adding a rule is adding a function to a family, a sentence to ``problems.yml`` and a world to ``tests/cases``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kb.checks import briefs, citations, evidence, files, hostile, lao, pages, parity, records, terms, translations
from kb.checks.causes import told_once
from kb.library import Library
from kb.problem import Problem, in_order

Check = Callable[[Library], Iterator[Problem]]

CHECKS: tuple[Check, ...] = (
    records.references_exist,
    records.charts_compare_like_with_like,
    records.event_named_by_its_date,
    records.record_has_a_page,
    records.changes_name_pages,
    records.source_is_cited,
    pages.is_filled_in,
    pages.only_known_folders,
    pages.named_plainly,
    pages.has_text,
    pages.headings_have_ids,
    pages.headings_have_a_space,
    pages.tables_are_whole,
    pages.directives_are_known,
    pages.in_the_navigation,
    files.of_a_known_kind,
    files.not_too_large,
    files.named_plainly,
    files.what_they_say_they_are,
    files.pictures_are_only_pictures,
    hostile.only_what_is_listed,
    hostile.nothing_is_taken_in,
    hostile.no_footnotes,
    briefs.has_every_part,
    briefs.fits_its_band,
    briefs.versions_are_in_order,
    citations.marks_are_well_formed,
    citations.sources_exist,
    citations.figures_exist,
    evidence.claims_are_cited,
    evidence.figures_are_marked,
    evidence.research_is_dated,
    evidence.nobody_is_exposed,
    translations.has_a_twin,
    translations.one_original,
    translations.is_fresh,
    translations.same_headings,
    translations.same_citations,
    translations.same_directives,
    translations.same_links,
    translations.same_tables,
    translations.original_owns_the_facts,
    parity.same_quantities,
    parity.same_names,
    parity.records_say_the_same_quantities,
    terms.used_on_both_sides,
    lao.is_typed_right,
    lao.is_not_english,
    lao.uses_the_right_form,
)


def check(library: Library) -> list[Problem]:
    """Everything that is wrong, what reading found included, each cause once, sorted by file and line."""
    return in_order(told_once([*library.problems, *(one for rule in CHECKS for one in rule(library))]))
