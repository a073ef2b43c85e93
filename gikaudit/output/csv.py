"""Findings as a table for spreadsheets, one a row."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from gikaudit.audit import Audit
from gikaudit.explain import arithmetic
from gikaudit.finding import Finding
from gikaudit.ledger import Entry
from gikaudit.output.plain import printable
from gikaudit.output.spreadsheet import guarded
from gikaudit.settings import Settings
from gikaudit.source import Span

BYTE_ORDER_MARK = "\ufeff"
"""Without it Excel in Chinese takes a CSV file for GBK and shows it garbled. Programs that read the table
open it as utf-8-sig, or ask for jsonl."""

COLUMNS = (
    "path",
    "line",
    "column",
    "end_line",
    "end_column",
    "code",
    "level",
    "message",
    "arithmetic",
    "note",
    "correction",
    "fingerprint",
    "in_file",
)


def render(audits: Iterable[Audit], settings: Settings) -> Iterator[str]:
    """A row for each finding, under a row with the names of the columns. With all checks a row for each relation."""
    yield BYTE_ORDER_MARK + _row(COLUMNS)
    for audit in audits:
        for finding in audit.findings:
            yield _row(_cells(audit, finding, settings.language))
        if settings.all_checks:
            for entry in audit.ledger:
                yield _row(_checked(audit, entry, settings.language))


def _cells(audit: Audit, finding: Finding, language: str) -> Iterator[str]:
    yield audit.path
    yield from _place(audit, finding.span)
    yield from (finding.code, finding.level.value, finding.message.in_language(language), finding.arithmetic)
    yield finding.note.in_language(language)
    yield finding.correction.words.in_language(language) if finding.correction else ""
    yield finding.fingerprint
    yield _in_file(audit, finding.span, language)


def _checked(audit: Audit, entry: Entry, language: str) -> Iterator[str]:
    """A relation of the ledger: its verdict stands in the place of the level."""
    yield audit.path
    yield from _place(audit, entry.main.span)
    yield from (entry.rule.code, entry.verdict.status.value, entry.main.label, arithmetic(entry.verdict), "", "", "")
    yield _in_file(audit, entry.main.span, language)


def _place(audit: Audit, span: Span | None) -> Iterator[str]:
    if audit.source is None or span is None:
        yield from ("", "", "", "")
        return
    for offset in span:
        yield from (str(audit.source.line_of(offset)), str(audit.source.column(offset)))


def _in_file(audit: Audit, span: Span | None, language: str) -> str:
    """Where people find a place in a file that is no text: 第12段."""
    origin = audit.source.origin(span.start) if audit.source is not None and span is not None else None
    return "" if origin is None else origin.en if language == "en" else origin.zh


def _row(cells: Iterable[str]) -> str:
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\r\n").writerow(guarded(printable(cell)) for cell in cells)
    return stream.getvalue()
