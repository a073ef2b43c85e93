"""What was read from a report, for people and for programs: ``gikaudit facts``."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator

from gikaudit.output.spreadsheet import guarded
from gikaudit.report import Report

_COLUMNS = ("line", "column", "kind", "indicator", "who", "when", "value", "text", "words")
_SET_ASIDE = {"DATE", "TITLE_YEAR", "PERIOD", "TABLE_YEAR", "ASIDE", "TITLE", "QUOTED"}


def render(report: Report, output_format: str) -> str:
    """The facts of a report as a table, JSON or CSV, in the order of their places."""
    rows = sorted(_rows(report), key=lambda row: (int(row["line"]), int(row["column"])))
    if output_format == "json":
        return (
            json.dumps({"version": 1, "path": report.document.source.path, "facts": rows}, ensure_ascii=False, indent=2)
            + "\n"
        )
    if output_format == "csv":
        stream = io.StringIO()
        writer = csv.DictWriter(stream, _COLUMNS)
        writer.writeheader()
        writer.writerows({key: guarded(value) for key, value in row.items()} for row in rows)
        return stream.getvalue()
    return _table(rows)


def _rows(report: Report) -> Iterator[dict[str, str]]:
    source = report.document.source

    def place(offset: int) -> dict[str, str]:
        return {"line": str(source.line_of(offset)), "column": str(source.column(offset))}

    for table in report.tables:
        for id, operand in table.operands.items():
            value = "" if operand.interval.low is None or not operand.interval.bounded else operand.number
            yield place(operand.span.start) | _row("cell", id, "", "", value, operand.shown, operand.label)
    for claim in report.claims:
        meaning = report.meanings.get(claim)
        scope = report.scopes.get(claim)
        yield place(claim.span.start) | _row(
            claim.kind.value,
            " ".join(meaning.indicators) if meaning else "",
            scope.who.value if scope else "",
            scope.when.value if scope else "",
            claim.quantity.number if claim.quantity else "",
            claim.quantity.text if claim.quantity else "",
            claim.words,
        )
    for passage in report.passages:
        text = passage.text.text
        for element in passage.elements:
            words = text[element.start : element.end]
            if element.kind in _SET_ASIDE and any(char.isdigit() for char in words):
                yield place(passage.text.offset(element.start)) | _row("set aside", "", "", "", "", words, "")


def _row(kind: str, indicator: str, who: str, when: str, value: str, text: str, words: str) -> dict[str, str]:
    return {
        "kind": kind,
        "indicator": indicator,
        "who": who,
        "when": when,
        "value": value,
        "text": text,
        "words": words,
    }


def _table(rows: list[dict[str, str]]) -> str:
    from gikaudit.output.plain import printable, width

    limits = {"words": 36, "text": 24, "indicator": 30}
    shown = [{key: printable(row[key])[: limits.get(key, 40)] for key in _COLUMNS} for row in rows]
    widths = {key: max([width(row[key]) for row in shown] + [len(key)]) for key in _COLUMNS}
    header = {key: key for key in _COLUMNS}
    lines = [
        "  ".join(row[key] + " " * (widths[key] - width(row[key])) for key in _COLUMNS).rstrip()
        for row in (header, *shown)
    ]
    return "\n".join(lines) + "\n"
