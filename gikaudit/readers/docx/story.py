"""The paragraphs and tables of a Word file in reading order, with the element that each stretch of text stands in."""

from collections.abc import Sequence
from typing import NamedTuple

from gikaudit.readers.docx.grid import GridCell, columns, read_grid
from gikaudit.readers.docx.numbering import Numbering
from gikaudit.readers.docx.runs import Content, Note, Piece, Runs
from gikaudit.readers.docx.styles import Styles
from gikaudit.readers.docx.xml import Element, child, chosen, local, value
from gikaudit.readers.extract import Extract, Named
from gikaudit.source import SourceError

_MOST_CELLS = 100_000
_LONGEST_CELL = 400
"""In characters. A table with a longer cell is there for the layout: its cells are read one after the other."""
_NOT_READ = frozenset({"del", "moveFrom", "sectPr", "pPr", "tcPr", "sdtPr", "sdtEndPr", "tblPr", "tblGrid"})
_EMBEDDED = ("altChunk", "subDoc")


class Trace(NamedTuple):
    """Where the text from start to end stands in the main part. ``exact``: in that element and nowhere else in it;
    otherwise it belongs to a text box or a note that the element refers to, or is a number that stands nowhere."""

    start: int
    end: int
    element: Element
    exact: bool


class Story:
    """Reads the blocks of a document into an extract. ``notes`` are the parts with foot- and endnotes."""

    def __init__(self, extract: Extract, styles: Styles, numbering: Numbering, notes: dict[str, Element]) -> None:
        self.traces: list[Trace] = []
        self._extract = extract
        self._styles = styles
        self._numbering = numbering
        self._notes = {
            (kind, note_id): note
            for kind, tree in notes.items()
            for note in tree
            if (note_id := _note_id(note)) is not None
        }
        self._paragraphs = 0
        self._tables = 0
        self._shown_notes = 0
        self._cells = 0
        self._carried: list[Piece] = []
        self._place: Named | None = None
        """What is read beside the text: a text box or a note; None in the text itself."""
        self._anchor: Element | None = None
        """The element of the main part that refers to it."""

    def read(self, story: Element) -> None:
        """Read the text of a document, a text box or a note."""
        self._blocks(story, Runs(story, self._styles))

    def _blocks(self, element: Element, runs: Runs) -> None:
        for part in element:
            name = local(part)
            if name == "p":
                content = self._paragraph(part, runs)
                if content is not None:
                    self._write(content)
            elif name == "tbl":
                self._table(part, runs)
            elif name == "AlternateContent":
                self._blocks(next(chosen(part), ()), runs)
            elif name in _EMBEDDED:
                raise _embedded()
            elif name not in _NOT_READ:
                self._blocks(part, runs)

    # ---- paragraphs

    def _paragraph(self, paragraph: Element, runs: Runs) -> Content | None:
        """A paragraph with its number. None where the end of it is deleted: it goes on in the next one."""
        content = runs.read(paragraph)
        properties = child(paragraph, "pPr")
        mark = child(properties, "rPr")
        if child(mark, "del") is not None or child(mark, "moveFrom") is not None:
            self._carried.extend(content.pieces)
            content.pieces.clear()
            self._beside(content)
            return None
        content.pieces[:0] = self._carried
        self._carried = []
        number = self._numbering.mark(properties)
        if number:
            text = content.text.lstrip()
            gap = " " if number[-1].isalnum() or text[:1].isdigit() else ""
            content.pieces.insert(0, Piece(number + gap, paragraph))
        return content

    def _write(self, content: Content) -> None:
        if content.text.strip():
            if self._place is None:
                self._paragraphs += 1
            place = self._place or (f"第{self._paragraphs}段", f"paragraph {self._paragraphs}")
            for line in _lines(content.pieces):
                start = self._extract.paragraph("".join(piece.text for piece in line), place)
                self._trace(line, start)
        else:
            self._extract.blank_line()
        self._beside(content)

    def _trace(self, pieces: Sequence[Piece], start: int) -> None:
        for piece in pieces:
            end = start + len(piece.text)
            if self._anchor is not None:
                self.traces.append(Trace(start, end, self._anchor, False))
            elif piece.element is not None:
                self.traces.append(Trace(start, end, piece.element, local(piece.element) != "p"))
            start = end

    def _beside(self, *contents: Content) -> None:
        """Read the text boxes and notes of paragraphs, each once."""
        around = self._place, self._anchor
        for content in contents:
            for beside in content.beside:
                if isinstance(beside, Note):
                    note = self._notes.pop((beside.kind, beside.id), None)
                    if note is None:
                        continue
                    self._shown_notes += 1
                    story, anchor = note, beside.element
                    place = f"注释{self._shown_notes}", f"note {self._shown_notes}"
                else:
                    story, anchor = beside
                    place = f"第{self._paragraphs}段旁的文本框", f"text box at paragraph {self._paragraphs}"
                carried, self._carried = self._carried, []
                self._place = around[0] or place
                self._anchor = anchor if around[1] is None else around[1]
                self.read(story)
                self._place, self._anchor = around
                self._carried = carried

    # ---- tables

    def _table(self, table: Element, runs: Runs) -> None:
        rows = read_grid(table)
        if all(len(row) == 1 for row in rows) or any(
            _length(cell.element) > _LONGEST_CELL for row in rows for cell in row
        ):
            for row in rows:
                for cell in row:
                    if not cell.blank:
                        self._blocks(cell.element, runs)
            return
        beside: list[Content] = []
        tables: list[Element] = []
        for row in rows:
            for cell in row:
                if not cell.blank:
                    cell.pieces = self._cell(cell.element, runs, beside, tables)
        self._grid(rows)
        self._beside(*beside)
        for inner in tables:
            self._table(inner, runs)

    def _cell(self, element: Element, runs: Runs, beside: list[Content], tables: list[Element]) -> list[Piece]:
        """The text of a cell. What stands beside it and the tables in it are left for later."""
        pieces: list[Piece] = []
        for part in element:
            name = local(part)
            own: list[Piece] = []
            if name == "p":
                content = self._paragraph(part, runs)
                if content is not None:
                    beside.append(content)
                    own = content.pieces
            elif name == "tbl":
                tables.append(part)
            elif name == "AlternateContent":
                own = self._cell(next(chosen(part), ()), runs, beside, tables)
            elif name in _EMBEDDED:
                raise _embedded()
            elif name not in _NOT_READ:
                own = self._cell(part, runs, beside, tables)
            if pieces and own and _apart(pieces[-1].text, own[0].text):
                pieces.append(Piece(" ", None))
            pieces.extend(own)
        return pieces

    def _grid(self, rows: Sequence[Sequence[GridCell]]) -> None:
        places = columns(rows)
        self._cells += len(rows) * len(places)
        if self._cells > _MOST_CELLS:
            raise SourceError(
                "表格过大，请确认是否为一份报告，或拆分后再检查。",
                "the tables are too large; check that it is one report, or split it and try again.",
            )
        self._tables += 1
        number = self._tables

        def place(row: int, column: int) -> Named:
            zh = f"表{number}第{row + 1}行第{column + 1}列"
            return self._place or (zh, f"table {number}, row {row + 1}, column {column + 1}")

        texts = []
        for row in rows:
            line = [""] * len(places)
            for cell in row:
                line[places[cell.column]] = "".join(piece.text for piece in cell.pieces)
            texts.append(line)
        for row, starts in zip(rows, self._extract.table(texts, place), strict=True):
            for cell in row:
                self._trace(cell.pieces, starts[places[cell.column]])


def _lines(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """A paragraph cut where a line is broken by hand: people end a paragraph that way, too."""
    lines: list[list[Piece]] = [[]]
    for piece in pieces:
        if piece.text == "\n":
            lines.append([])
        else:
            lines[-1].append(piece)
    return [line for line in lines if any(piece.text.strip() for piece in line)]


def _apart(before: str, after: str) -> bool:
    """Whether two paragraphs of a cell must not run together: a label goes on in the next line, a number does not."""
    return (before[-1:].isascii() and before[-1:].isalnum()) or (after[:1].isascii() and after[:1].isalnum())


def _is_layout(rows: Sequence[Sequence[GridCell]]) -> bool:
    """Whether a table only places text on the page: it has one column, or a cell with a long text."""
    if all(len(row) == 1 for row in rows):
        return True
    return any(_length(cell.element) > _LONGEST_CELL for row in rows for cell in row if not cell.blank)


def _length(element: Element) -> int:
    """How much text is in a cell, about."""
    return sum(len(text.text or "") for text in element.iter("{*}t"))


def _note_id(note: Element) -> str | None:
    return value(note, "id") if value(note, "type") in (None, "normal") else None


def _embedded() -> SourceError:
    return SourceError(
        "文件中嵌有其他文档，其内容无法读取，请用Word打开后另存一份再检查。",
        "other documents are embedded in the file and cannot be read; open it in Word, save it again and try again.",
    )
