"""The text of a file that is not text itself, put together piece by piece with its places."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from gikaudit.document import Block, Cell, Document, Paragraph, Table, Text, blank, join, normalise, visible_pieces
from gikaudit.readers.text import Line, blocks_of
from gikaudit.source import MAX_BYTES, Origin, Source, SourceError

Named = tuple[str, str]
"""A place in the file in Chinese and English: 第12段, paragraph 12."""
_BETWEEN_CELLS = " | "


class Extract:
    """Collects paragraphs and tables in reading order; ``document`` makes a Document of them.

    The text taken out has a line for each paragraph and for each row of a table, whose cells are set apart by
    `` | ``. Raises SourceError where it grows too large.
    """

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._origins: list[Origin] = []
        self._contents: list[_Line | list[list[_Line]]] = []

    def paragraph(self, text: str, place: Named, page: int = 0) -> int:
        """Add a paragraph or a heading. Returns its offset in the text taken out."""
        line = self._add(text, place, page)
        self._write("\n")
        self._contents.append(line)
        return line[0]

    def blank_line(self) -> None:
        """Add a blank line to the text taken out, as people leave them for blank cells."""
        self._write("\n")

    def table(
        self, rows: Sequence[Sequence[str]], place: Callable[[int, int], Named], page: int = 0
    ) -> list[list[int]]:
        """Add a table, in each row a text for each column. ``place`` names a cell by its row and column, from 0.
        Returns the offsets of the cells."""
        table: list[list[_Line]] = []
        for row, texts in enumerate(rows):
            cells = []
            for column, text in enumerate(texts):
                if column:
                    self._write(_BETWEEN_CELLS)
                cells.append(self._add(text, place(row, column), page))
            self._write("\n")
            table.append(cells)
        self._contents.append(table)
        return [[offset for offset, _ in cells] for cells in table]

    def document(self, path: str, encoding: str, size: int, *, typed: bool = False) -> Document:
        """What was collected. ``size`` is the size of the file in bytes.

        Where the paragraphs were ``typed`` by people, as in Word, they can hold what a plain text does: tables made
        of tabs or of a number a line, lines broken by hand. They are then read as the lines of such a text.
        """
        whole, origins = "".join(self._pieces), tuple(self._origins)
        source = Source(path, whole, encoding, size, origins, keeps_lines=typed)
        if typed:
            return Document(source, tuple(_as_typed(self._contents)))
        blocks: list[Block] = []
        for content in self._contents:
            if isinstance(content, list):
                blocks.append(_grid(content))
            else:
                text = _text(content)
                if text is not None:
                    blocks.append(Paragraph(text))
        return Document(source, tuple(blocks))

    def _add(self, text: str, place: Named, page: int) -> "_Line":
        text = " ".join(text.split("\n")).replace("\r", " ")
        start = self._length
        self._origins.append(Origin(start, *place, page=page))
        self._write(text)
        return start, text

    def _write(self, text: str) -> None:
        self._length += len(text)
        if self._length > MAX_BYTES:
            raise SourceError(
                "文件中的文字过多，请确认是否为一份报告，或拆分后再检查。",
                "there is too much text in the file; check that it is one report, or split it and try again.",
            )
        self._pieces.append(text)


_Line = tuple[int, str]


def _as_typed(contents: Iterable[_Line | list[list[_Line]]]) -> Iterator[Block]:
    """The blocks, those between two tables read from lines of text."""
    lines: list[Line] = []
    for content in contents:
        if isinstance(content, list):
            yield from blocks_of(lines)
            lines = []
            yield _grid(content)
        else:
            lines.append(Line(normalise(content[1]), content[0]))
    yield from blocks_of(lines)


def _grid(rows: list[list[_Line]]) -> Table:
    return Table(tuple(tuple(Cell(_text(line) or blank(line[0])) for line in row) for row in rows), grid=True)


def _text(line: _Line) -> Text | None:
    """A line as a normalised text without the spaces around it; None for a blank one."""
    offset, text = line
    normalised = normalise(text).replace("\t", " ")
    stripped = normalised.strip()
    if not stripped:
        return None
    start = offset + len(normalised) - len(normalised.lstrip())
    visible = [piece for piece in visible_pieces(stripped, start) if piece[0]]
    return join(visible) if visible else None
