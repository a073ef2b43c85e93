"""Excel workbooks of the old kind (.xls, and .et of WPS), by xlrd."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from gikaudit.document import Document
from gikaudit.readers.extras import missing
from gikaudit.readers.number_formats import shown
from gikaudit.readers.sheet import MAX_CELLS, Merged, Sheet, sheets_document, too_large
from gikaudit.readers.xml import damaged
from gikaudit.source import SourceError

if TYPE_CHECKING:
    import xlrd

_MOST_BYTES = 8 * 1024 * 1024


def read_xls(path: str, data: bytes) -> Document:
    """Read an Excel workbook of the old kind. Raises SourceError."""
    try:
        import xlrd
        from xlrd.biffh import XLRDError
    except ImportError:
        raise missing("Excel表格（.xls）", "Excel workbooks (.xls)", "xlsx") from None
    if len(data) > _MOST_BYTES:
        raise too_large()
    try:
        book = xlrd.open_workbook(
            file_contents=data, formatting_info=True, ragged_rows=True, on_demand=True, logfile=io.StringIO()
        )
        sheets = []
        for number in range(book.nsheets):
            sheet = book.sheet_by_index(number)
            if sheet.visibility == 0:
                sheets.append(_sheet(book, sheet))
            book.unload_sheet(number)
    except XLRDError as error:
        if "encrypted" in str(error).lower():
            raise SourceError(
                "文件已加密，请取消密码后再检查。", "the file is encrypted; remove the password and try again."
            ) from error
        raise damaged() from error
    except SourceError:
        raise
    except Exception as error:
        # on a damaged file the library fails in many ways: AssertionError, IndexError, struct.error…
        raise damaged() from error
    return sheets_document(path, sheets, "xls", len(data))


def _sheet(book: xlrd.Book, sheet: xlrd.sheet.Sheet) -> Sheet:
    import xlrd

    found = Sheet(sheet.name)
    found.merged = [Merged(top, left, bottom - 1, right - 1) for top, bottom, left, right in sheet.merged_cells]
    found.hidden_rows = {row for row, info in sheet.rowinfo_map.items() if info.hidden}
    found.hidden_columns = [
        (column, column) for column, info in sheet.colinfo_map.items() if info.hidden or info.width == 0
    ]
    for row in range(sheet.nrows):
        for column in range(sheet.row_len(row)):
            kind = sheet.cell_type(row, column)
            if kind in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
                continue
            value = sheet.cell_value(row, column)
            match kind:
                case xlrd.XL_CELL_TEXT:
                    text = str(value)
                case xlrd.XL_CELL_BOOLEAN:
                    text = "TRUE" if value else "FALSE"
                case xlrd.XL_CELL_ERROR:
                    text = xlrd.error_text_from_code.get(int(value), "#VALUE!")
                case _:
                    text = shown(repr(value), _format(book, sheet, row, column), bool(book.datemode))
            if text.strip():
                found.cells[row, column] = text
                if len(found.cells) > MAX_CELLS:
                    raise too_large()
    return found


def _format(book: xlrd.Book, sheet: xlrd.sheet.Sheet, row: int, column: int) -> str:
    style = sheet.cell_xf_index(row, column)
    key = book.xf_list[style].format_key if style < len(book.xf_list) else 0
    return str(book.format_map[key].format_str) if key in book.format_map else ""
