"""The elements of a page to lines and tables in reading order."""

from collections.abc import Iterable, Iterator, Sequence

from gikaudit.document import Block, Cell, Table, Text, blank, join
from gikaudit.patterns import compiled
from gikaudit.readers.html.grid import Parts, grid, parts
from gikaudit.readers.html.lines import joined, line, lines, runs_of
from gikaudit.readers.html.marks import mark
from gikaudit.readers.html.sheets import parted
from gikaudit.readers.html.tree import HEADINGS, Break, Element, Run, Tree
from gikaudit.readers.text import Line, blocks_of, printed_lines
from gikaudit.source import SourceError

MAX_TEXT = 250_000
"""Characters that a page may show."""
MAX_PIECES = 20_000
MAX_ENTITIES = 200_000
_LONGEST_CELL = 120
_LONG_CELL = 400
_MANY_LINES = 8
_FEWEST_ROWS = 4
"""So many rows of short cells are a table, even where one of its cells holds a whole text."""
_NUMBERED = compiled(r"[(]?(?:\d|[一二三四五六七八九十]{1,3}[、.)])")


class Piece:
    """A line or a table. Lines of one ``group`` stand in one paragraph, set apart by ``br``.

    ``links`` and ``linked`` count the links in it and their characters.
    """

    __slots__ = ("content", "group", "heading", "linked", "links", "size")

    def __init__(self, content: Text | Table, group: int, heading: bool = False) -> None:
        self.content = content
        self.group = group
        self.heading = heading
        self.links = self.linked = 0
        self.size = 0
        if isinstance(content, Text):
            self.size = len(content.text)
        else:
            self.size = sum(len(cell.text.text) for row in content.rows for cell in row)


def pieces_of(source: str, tree: Tree) -> list[Piece]:
    """All that a page shows. Sets for every element which of the pieces are in it: ``first`` up to ``last``."""
    return pieces_of_element(source, tree.root)


def pieces_of_element(source: str, element: Element) -> list[Piece]:
    """All that an element shows, as above."""
    emitter = _Emitter(source)
    emitter.emit(element)
    return emitter.pieces


def to_blocks(pieces: Iterable[Piece]) -> Iterator[Block]:
    """Lines and tables to paragraphs and tables; lines may be the rows of a table, as in any text."""
    waiting: list[Line] = []
    group = 0
    for piece in pieces:
        if isinstance(piece.content, Table):
            yield from blocks_of(printed_lines(waiting))
            yield piece.content
            waiting = []
            continue
        text = piece.content
        if waiting and piece.group != group:
            waiting.append(Line("", text.offsets[0]))
        waiting.append(Line(text.text, text.offsets[0], 0, text if len(text.anchors) > 1 else None))
        group = piece.group
    yield from blocks_of(printed_lines(waiting))


class _Emitter:
    def __init__(self, source: str) -> None:
        self.pieces: list[Piece] = []
        self._source = source
        self._runs: list[Run] = []
        self._group = 0
        self._size = self._entities = 0
        self._mark: tuple[str, int] | None = None

    def emit(self, element: Element) -> None:
        """Add what an element shows."""
        element.first = element.last = len(self.pieces)
        if element.hidden and element.removed:
            return
        if element.tag == "table":
            self._table(element)
        else:
            self._content(element, element.content)
        element.last = len(self.pieces)

    def _content(self, element: Element, content: Sequence[Element | Run | Break]) -> None:
        count = 0
        for item in content:
            if isinstance(item, Run):
                self._runs.append(item)
                continue
            self._end_line(element)
            if isinstance(item, Element):
                self._group += 1
                if item.tag == "li":
                    count += 1
                    self._mark = mark(element, item, count)
                self.emit(item)
                self._mark = None
                self._group += 1
            elif item.paragraph:
                self._group += 1
        self._end_line(element)

    def _end_line(self, element: Element) -> None:
        if not self._runs:
            return
        runs, self._runs = self._runs, []
        spans = [(run.start, run.end) for run in runs]
        self._entities += sum(self._source.count("&", start, end) for start, end in spans)
        if self._entities > MAX_ENTITIES:
            raise _too_much()
        if element.pre:
            for text in lines(spans, self._source):
                self._add(text, element)
            return
        shown = line(spans, self._source)
        if shown is None:
            return
        self._add(shown, element)
        if any(run.link for run in runs):
            linked = line([(run.start, run.end) for run in runs if run.link], self._source)
            self.pieces[-1].links = sum(run.link == 2 for run in runs)
            self.pieces[-1].linked = len(linked.text) if linked else 0

    def _add(self, text: Text, element: Element) -> None:
        text, self._mark = _marked(text, self._mark), None
        self._size += len(text.text)
        if self._size > MAX_TEXT or len(self.pieces) > MAX_PIECES:
            raise _too_much()
        self.pieces.append(Piece(text, self._group, element.tag in HEADINGS))

    # ---- tables

    def _table(self, table: Element) -> None:
        found = parts(table)
        self._content(table, found.outside)
        self._group += 1
        start = len(self.pieces)
        cells = [cell for rows in found.sections for row in rows for cell in row]
        for cell in cells:
            self.emit(cell)
            self._group += 1
        if self._is_data(found):
            self._as_table(found, cells, start)
            table.inside = []
        else:
            table.inside = [*(item for item in found.outside if isinstance(item, Element)), *cells]
        self._group += 1

    def _is_data(self, found: Parts) -> bool:
        """Whether a table holds data; else it only arranges the page, and its cells hold paragraphs."""
        filled, large = 0, 0
        for rows in found.sections:
            for row in rows:
                small = 0
                for cell in row:
                    held = self.pieces[cell.first : cell.last]
                    size = sum(piece.size for piece in held)
                    nested = any(isinstance(piece.content, Table) for piece in held)
                    if nested or size > _LONG_CELL or len(held) >= _MANY_LINES:
                        large += 1
                    elif held and size <= _LONGEST_CELL and sum(piece.linked for piece in held) * 2 < size:
                        small += 1
                filled += small > 1
        return filled >= _FEWEST_ROWS if large else filled > 0

    def _as_table(self, found: Parts, cells: list[Element], start: int) -> None:
        """Put one table in the place of what its cells hold, or what a whole sheet holds. What is too long for a cell
        follows the table."""
        texts: dict[int, Text] = {}
        spilled: list[Piece] = []
        held = self.pieces[start:]
        for cell in cells:
            inside = held[cell.first - start : cell.last - start]
            if len(inside) >= _MANY_LINES and sum(piece.size for piece in inside) > _LONG_CELL:
                spilled.extend(inside[1:])
                inside = inside[:1]
            spilled.extend(piece for piece in inside if isinstance(piece.content, Table))
            text = joined(piece.content for piece in inside if isinstance(piece.content, Text))
            texts[id(cell)] = text or blank(cell.start)
        places = grid(found.sections)
        apart: list[Text | Table] | None = None
        if places is None:
            rows = tuple(tuple(Cell(texts[id(cell)]) for cell in row) for part in found.sections for row in part if row)
        else:
            placed = [row for row in places if row]
            rows = tuple(tuple(_cell(texts, *place, row[0][0].start) for place in row) for row in placed)
            apart = parted(rows, placed)
        pieces = [Piece(content, self._group + number) for number, content in enumerate(apart or ())] or [
            Piece(Table(rows, grid=places is not None), self._group)
        ]
        self._group += len(pieces)
        piece = pieces[0]
        piece.links = sum(one.links for one in held) - sum(one.links for one in spilled)
        piece.linked = sum(one.linked for one in held) - sum(one.linked for one in spilled)
        self.pieces[start:] = [*pieces, *spilled]


def _cell(texts: dict[int, Text], cell: Element, begins: bool, row: int) -> Cell:
    if begins:
        return Cell(texts[id(cell)])
    return Cell(blank(cell.start if cell.start >= 0 else max(row, 0)))


def _too_much() -> SourceError:
    return SourceError(
        "网页中的文字过多，请确认是否为一份报告，或拆分后再检查。",
        "there is too much text in the page; check that it is one report, or split it and try again.",
    )


def _marked(text: Text, printed: tuple[str, int] | None) -> Text:
    """The first line of a list item with the number that the page shows before it."""
    if printed is None or _NUMBERED.match(text.text):
        return text
    return join([printed, *runs_of(text)])
