"""From a document to a report: the reading in all its steps."""

from __future__ import annotations

from dataclasses import replace

from gikaudit.document import Document
from gikaudit.forms import Form, forms, with_aliases
from gikaudit.parsing.claims import Passage, read_claims
from gikaudit.parsing.elements import read_elements
from gikaudit.parsing.enumerations import find_enumerations, find_repetitions, section_announcement
from gikaudit.parsing.form_table import FormTable
from gikaudit.parsing.lists import find_breakdowns
from gikaudit.parsing.meaning import find_meanings
from gikaudit.parsing.organ import find_organ, is_office
from gikaudit.parsing.outline import read_outline
from gikaudit.parsing.rows import find_announced, find_rows
from gikaudit.parsing.shares import attach_shares, stated_bases
from gikaudit.parsing.tables import read_tables
from gikaudit.parsing.years import YearMention, find_years
from gikaudit.report import Report
from gikaudit.usage import USUAL, Usage


def read_report(document: Document, usage: Usage = USUAL, known: tuple[Form, ...] | None = None) -> Report:
    """Read everything that a document says about itself. Its table is one of the known forms, else of gikaudit's."""
    known = known or forms()
    if usage.aliases:
        known = with_aliases(known, usage.aliases)
    report = _read(document, usage, known)
    if not any(table.ways for table in report.tables):
        return report
    again = read_tables(document, known, report.stated_of_cells)
    return replace(report, tables=again.tables, problems=again.problems)


def _read(document: Document, usage: Usage, known: tuple[Form, ...]) -> Report:
    reading = read_tables(document, known)
    passages = tuple(
        Passage(number, text, tuple(read_elements(text, usage))) for number, text in enumerate(reading.narrative)
    )
    by_passage = [read_claims(passage) for passage in passages]
    claims = tuple(claim for group in by_passage for claim in group)
    shares = {count: share for group in by_passage for count, share in attach_shares(group).items()}
    bases = {share: base for group in by_passage for share, base in stated_bases(group).items()}
    breakdowns = tuple(find_breakdowns(by_passage, shares))
    years = find_years(passages)
    form = _form(reading.tables, years, known)
    outline = read_outline(passages)
    organ = find_organ(passages)
    return Report(
        document,
        form,
        reading.tables,
        reading.problems,
        passages,
        claims,
        shares,
        bases,
        breakdowns,
        find_meanings(claims, breakdowns, outline, form, organ),
        outline,
        tuple(find_enumerations(claims, outline)),
        section_announcement(claims, outline),
        tuple(repetition for passage in passages for repetition in find_repetitions(passage)),
        years,
        organ,
        is_office(passages),
        tuple(row for each in zip(passages, by_passage, strict=True) for row in find_rows(*each)),
        tuple(found for each in zip(passages, by_passage, strict=True) for found in find_announced(*each)),
    )


def _form(tables: tuple[FormTable, ...], years: tuple[YearMention, ...], known: tuple[Form, ...]) -> Form:
    """The form of the report's table, else the one in use in its year, else the nearest."""
    if tables:
        return tables[0].form
    if not years:  # the form with rows for most of what narratives speak of
        return next((form for form in known if not form.grids), known[0])
    year = years[0].year
    return min(known, key=lambda form: max(form.years[0] - year, year - form.years[1], 0))
