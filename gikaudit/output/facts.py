"""What was read from a report, for people and for programs: ``gikaudit facts``."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator

from gikaudit.grid import GridColumn
from gikaudit.output.spreadsheet import guarded
from gikaudit.parsing.form_table import FormTable
from gikaudit.report import Report
from gikaudit.source import Source

_COLUMNS = ("line", "column", "kind", "indicator", "who", "when", "value", "text", "words")
_SET_ASIDE = {"DATE", "TITLE_YEAR", "PERIOD", "TABLE_YEAR", "ASIDE", "TITLE", "QUOTED"}
_LONGEST_LABEL = 40


def render(report: Report, output_format: str) -> str:
    """The facts of a report as a table, JSON or CSV, in the order of their places. As a table those of a form with
    several columns stand before the others, in its rows and columns."""
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
    grids = [table for table in report.tables if len(_columns(table)) > 1]
    cells = {id for table in grids for id in table.operands}
    listed = [row for row in rows if row["kind"] != "cell" or row["indicator"] not in cells]
    return "\n".join([*(_grid(table, report.document.source) for table in grids), _table(listed)])


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


def _columns(table: FormTable) -> list[GridColumn]:
    """The columns that a table has; none for a form with one value in each row."""
    if table.grid is None:
        return []
    found = {id.rpartition(".")[2] for id in (*table.operands, *table.ways)}
    return [column for column in table.grid.columns if column.id in found]


def _grid(table: FormTable, source: Source) -> str:
    """A table as its rows and columns, blank cells blank, those that could not be told with a question mark; with
    the ids of columns and rows, of which those of the cells are made."""
    from gikaudit.output.plain import printable, width

    assert table.grid is not None
    columns = _columns(table)
    lines = [["", *(printable(column.label) for column in columns)], ["", *(column.id for column in columns)]]
    names = ["", ""]
    places = {id: operand.span.start for id, operand in table.operands.items()}
    places |= {id: can_be[0].span.start for id, can_be in table.ways.items()}
    for row in dict.fromkeys(id.rpartition(".")[0] for id in sorted(places, key=places.__getitem__)):
        ids = [f"{row}.{column.id}" for column in columns]
        known = next(one for one in table.grid.rows if one.id == row)
        names.append(row)
        label = "  " * row.count(".") + known.number + known.label
        lines.append([printable(label)[:_LONGEST_LABEL], *(printable(_cell(table, id)) for id in ids)])
    widths = [max(width(line[number]) for line in lines) for number in range(len(columns) + 1)]
    title = f"{table.grid.title} ({table.form.id}, {source.path}:{source.line_of(table.span.start)})"
    note = [f"  {table.note[0]} {table.note[1]}"] if table.note[0] else []
    shown = (f"{_aligned(line, widths)}  {name}".rstrip() for line, name in zip(lines, names, strict=True))
    return "\n".join([printable(title), *note, *shown, ""])


def _cell(table: FormTable, id: str) -> str:
    operand = table.operands.get(id)
    if operand is None:
        return "?"
    return operand.number if operand.interval.bounded else operand.shown


def _aligned(cells: list[str], widths: list[int]) -> str:
    """A line of a table: the label to the left, the values to the right of their columns."""
    from gikaudit.output.plain import width

    spaces = [" " * (most - width(cell)) for cell, most in zip(cells, widths, strict=True)]
    return "  ".join([cells[0] + spaces[0], *(map(str.__add__, spaces[1:], cells[1:]))])


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
