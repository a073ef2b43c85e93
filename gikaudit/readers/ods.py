"""OpenDocument spreadsheets (.ods): their visible sheets, from content.xml."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from gikaudit.document import Document
from gikaudit.readers.archive import checked_archive
from gikaudit.readers.sheet import MAX_CELLS, UNCALCULATED, Merged, Sheet, sheets_document, too_large
from gikaudit.readers.xml import Budget, Event, damaged, events

_HIDDEN = ("collapse", "filter")
_UNSEEN = ("annotation", "tracked-changes", "dde-links")
_LAST_ROW = 1 << 24
_MOST_SPACES = 1000


def read_ods(path: str, data: bytes) -> Document:
    """Read an OpenDocument spreadsheet. Raises SourceError."""
    archive = checked_archive(data)
    if "content.xml" not in archive.namelist():
        raise damaged()
    content = archive.read("content.xml")
    return sheets_document(path, _Reading().sheets(events(content, Budget(), too_large())), "ods", len(data))


@dataclass
class _Cell:
    """A cell while it is read: its attributes, and the paragraphs in it."""

    told: dict[str, str]
    paragraphs: list[str] = field(default_factory=list)


class _Reading:
    """Where in the file the reading is."""

    def __init__(self) -> None:
        self._hidden_styles: set[str] = set()
        self._style = ""
        self._sheet: Sheet | None = None
        self._row = self._column = self._columns = 0
        self._rows_repeated = 1
        self._in_row: list[tuple[int, int, str, bool]] = []
        self._cell: _Cell | None = None
        self._text: list[str] | None = None
        self._unseen = 0
        self._cells = 0
        self._nested = 0

    def sheets(self, stream: Iterator[Event]) -> Iterator[Sheet]:
        """The visible sheets in their order."""
        for event in stream:
            if event.name in _UNSEEN and event.kind != "text":
                self._unseen += 1 if event.kind == "start" else -1
            elif self._unseen:
                continue
            elif event.kind == "text":
                if self._text is not None:
                    self._text.append(event.name)
            elif event.kind == "start":
                self._start(event.name, dict(event.attributes))
            elif event.name == "table":
                self._nested -= 1
                if self._nested == 0 and self._sheet is not None:
                    yield self._sheet
                    self._sheet = None
            else:
                self._end(event.name)

    def _start(self, name: str, told: dict[str, str]) -> None:
        match name:
            case "style":
                self._style = told.get("name", "") if told.get("family") == "table" else ""
            case "table-properties" if told.get("display") == "false":
                self._hidden_styles.add(self._style)
            case "table":
                self._nested += 1
                if self._nested == 1:
                    hidden = told.get("style-name") in self._hidden_styles
                    self._sheet = None if hidden else Sheet(told.get("name", ""))
                    self._row = self._columns = 0
            case _ if self._sheet is not None:
                self._start_text(name, told)
                if self._nested == 1:
                    self._start_part(self._sheet, name, told)

    def _start_part(self, sheet: Sheet, name: str, told: dict[str, str]) -> None:
        """Take in the start of a column, row or cell."""
        match name:
            case "table-column":
                last = self._columns + _count(told.get("number-columns-repeated"))
                if told.get("visibility") in _HIDDEN:
                    sheet.hidden_columns.append((self._columns, last - 1))
                self._columns = last
            case "table-row":
                self._column = 0
                self._rows_repeated = _count(told.get("number-rows-repeated"))
                self._in_row = []
                if told.get("visibility") in _HIDDEN:
                    self._hide(sheet)
            case "table-cell" | "covered-table-cell":
                self._cell = _Cell(told)

    def _start_text(self, name: str, told: dict[str, str]) -> None:
        """Take in the start of a paragraph, and what stands for spaces in it."""
        if name in ("p", "h"):
            self._text = []
        elif self._text is not None and name == "s":
            self._text.append(" " * min(_count(told.get("c")), _MOST_SPACES))
        elif self._text is not None and name in ("tab", "line-break"):
            self._text.append(" ")

    def _end(self, name: str) -> None:
        if name in ("p", "h") and self._text is not None and self._sheet is not None:
            text = "".join(self._text)
            self._text = None
            if self._cell is not None:
                self._cell.paragraphs.append(text)
            elif text.strip():
                self._sheet.shapes.append(text)
        elif name in ("table-cell", "covered-table-cell") and self._nested == 1 and self._cell is not None:
            self._enter(self._cell, covered=name != "table-cell")
            self._cell = None
        elif name == "table-row" and self._sheet is not None and self._nested == 1:
            self._finish_row(self._sheet)

    def _enter(self, cell: _Cell, covered: bool) -> None:
        """Take a cell into its row, as often as it is repeated."""
        told = cell.told
        text = " ".join(cell.paragraphs) or told.get("value", "") or told.get("string-value", "")
        uncalculated = "formula" in told and not cell.paragraphs and not told.keys() & {"value", "string-value"}
        uncalculated = uncalculated and "value-type" not in told
        repeated = _count(told.get("number-columns-repeated"))
        if uncalculated:
            text = UNCALCULATED
        if text.strip() and not covered:
            if len(self._in_row) + repeated > MAX_CELLS:
                raise too_large()
            self._in_row += [(self._row, self._column + number, text, uncalculated) for number in range(repeated)]
        rows, columns = _count(told.get("number-rows-spanned")), _count(told.get("number-columns-spanned"))
        if (rows > 1 or columns > 1) and self._sheet is not None:
            last = (min(self._row + rows, _LAST_ROW) - 1, self._column + columns - 1)
            self._sheet.merged.append(Merged(self._row, self._column, *last))
        self._column += repeated

    def _finish_row(self, sheet: Sheet) -> None:
        """Enter the cells of a row, as often as it is repeated."""
        self._cells += len(self._in_row) * self._rows_repeated
        if self._cells > MAX_CELLS:
            raise too_large()
        for row, column, text, uncalculated in self._in_row:
            for number in range(self._rows_repeated):
                sheet.cells[row + number, column] = text
                if uncalculated:
                    sheet.uncalculated.add((row + number, column))
        self._row = min(self._row + self._rows_repeated, _LAST_ROW)

    def _hide(self, sheet: Sheet) -> None:
        # rows far below the last one with a text are often hidden, all of them in one element
        sheet.hidden_rows.update(range(self._row, self._row + min(self._rows_repeated, MAX_CELLS)))
        if len(sheet.hidden_rows) > MAX_CELLS * 2:
            raise too_large()


def _count(text: str | None) -> int:
    """How often something is repeated: at least once, and no more than any program allows."""
    return min(max(int(text), 1), _LAST_ROW) if text and text.isdecimal() and len(text) < 16 else 1
