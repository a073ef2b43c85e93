"""Reports as Word documents and workbooks."""

import io

import docx
import openpyxl
from docx.document import Document as WordDocument

from tests.synthetic.written.model import Heading, Paper, Prose, Sheet, placed, width


def write_docx(paper: Paper) -> bytes:
    """A Word document; merged cells by gridSpan and vMerge."""
    document = docx.Document()
    for part in paper:
        match part:
            case Heading(text, level):
                document.add_heading(text, level)
            case Prose(text):
                document.add_paragraph(text)
            case Sheet():
                _word_table(document, part)
    return _saved(document)


def _word_table(document: WordDocument, sheet: Sheet) -> None:
    table = document.add_table(rows=len(sheet.rows), cols=width(sheet), style="Table Grid")
    for row, column, box in placed(sheet):
        cell = table.cell(row, column)
        if box.rows > 1 or box.columns > 1:
            cell = cell.merge(table.cell(row + box.rows - 1, column + box.columns - 1))
        cell.text = box.text


def write_xlsx(paper: Paper) -> bytes:
    """A workbook with everything in one sheet: a heading or paragraph is a row of one cell. Numbers are numbers."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    top = 1
    for part in paper:
        if not isinstance(part, Sheet):
            sheet.cell(top, 1, part.text)
            top += 1
            continue
        for row, column, box in placed(part):
            sheet.cell(top + row, 1 + column, _number(box.text))
            if box.rows > 1 or box.columns > 1:
                first, last = top + row, 1 + column
                sheet.merge_cells(
                    start_row=first,
                    start_column=last,
                    end_row=first + box.rows - 1,
                    end_column=last + box.columns - 1,
                )
        top += len(part.rows)
    return _saved(workbook)


def _number(text: str) -> str | int | float:
    if text.isdecimal() and (text == "0" or not text.startswith("0")):
        return int(text)
    whole, point, decimals = text.partition(".")
    return float(text) if point and whole.isdecimal() and decimals.isdecimal() else text


def _saved(document: WordDocument | openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
