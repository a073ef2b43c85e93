"""The report's own text, line by line, with its numbers marked."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby, pairwise

from gikaudit.audit import Audit
from gikaudit.document import Document, Table, Text
from gikaudit.finding import Finding
from gikaudit.output.html.cards import Cards
from gikaudit.output.html.marks import Marks
from gikaudit.output.html.markup import Html, joined, tag
from gikaudit.source import Source, Span

_BETWEEN_CELLS = " \t|│┃¦｜\u3000\u00a0\r\n"
_RULES = _BETWEEN_CELLS + "+:=-—─━├┤┼┬┴┌┐└┘"
_LONGEST_VALUE = 12
_FEWEST_COLUMNS = 2

Cells = tuple[Span, ...]


class ReportText:
    """The text of one report. ``ids`` are the marks written so far: what a link can lead to."""

    def __init__(self, audit: Audit, marks: Marks, cards: Cards, excerpts: bool) -> None:
        assert audit.source is not None
        self.source: Source = audit.source
        self.marks = marks
        self.cards = cards
        self.ids: set[int] = set()
        self.document = audit.report.document if audit.report is not None and self.source.markup else None
        self.rows = {} if self.document is not None else dict(_rows(audit))
        self.lines = self._lines(audit) if excerpts else range(1, len(self.source.line_starts) + 1)

    def render(self) -> Iterator[Html]:
        """The lines as paragraphs, and runs of table rows as tables; of markup its paragraphs and tables."""
        if self.document is not None:
            yield from self._blocks(self.document)
            return
        before = 0
        filled = [line for line in self.lines if self.source.line_text(line).strip()]
        for tabular, lines in groupby(filled, key=lambda line: line in self.rows):
            run = list(lines)
            if before and any(self._gap(low, high) for low, high in pairwise([before, run[0]])):
                yield tag("p", "⋯", class_="gap")
            before = run[-1]
            if tabular:
                yield from self._table(run)
                continue
            for line in run:
                yield self._paragraph(line)

    def _blocks(self, document: Document) -> Iterator[Html]:
        shown = set(self.lines)
        for block in document.blocks:
            if isinstance(block, Table):
                rows = [
                    tag("tr", *(tag("td", self._text(cell.text)) for cell in row), data_n=line)
                    for row in block.rows
                    if row and (line := self.source.line_of(row[0].text.offsets[0])) in shown
                ]
                if rows:
                    yield tag("div", tag("table", tag("tbody", *rows)), class_="grid")
            elif (line := self.source.line_of(block.text.offsets[0])) in shown:
                yield tag("p", self._text(block.text), data_n=line)

    def _text(self, text: Text) -> Html:
        """A text with its marks: what it says, where its characters stand in the source."""
        pieces = []
        for number, start in enumerate(text.anchors):
            end = text.anchors[number + 1] if number + 1 < len(text.anchors) else len(text.text)
            offset, position = text.offsets[number], start
            for mark, piece in self.marks.pieces(offset, offset + end - start):
                pieces.append(self._piece(mark, text.text[position : position + len(piece)]))
                position += len(piece)
        return joined(pieces)

    def _lines(self, audit: Audit) -> list[int]:
        """The lines of findings."""
        return sorted({self.source.line_of(span.start) for finding in audit.findings for span in places(finding)})

    def _gap(self, low: int, high: int) -> bool:
        return any(self.source.line_text(line).strip() for line in range(low + 1, high))

    def _paragraph(self, line: int) -> Html:
        start = self.source.line_starts[line - 1]
        text = self.source.line_text(line)
        left = len(text) - len(text.lstrip())
        return tag("p", self._marked(start + left, start + len(text.rstrip())), data_n=line)

    def _table(self, lines: list[int]) -> Iterator[Html]:
        columns = max(len(self.rows[line]) for line in lines)
        rows = [tag("tr", *self._row(self.rows[line], columns), data_n=line) for line in lines if self.rows[line]]
        yield tag("div", tag("table", tag("tbody", *rows)), class_="grid")

    def _row(self, cells: Cells, columns: int) -> Iterator[Html]:
        for number, (start, end) in enumerate(cells, start=1):
            value = number > 1 and end - start <= _LONGEST_VALUE and _is_number(self.source.text[start:end])
            span = columns - number + 1 if number == len(cells) == 1 < columns else None
            yield tag("td", self._marked(start, end), class_="value" if value else None, colspan=span)

    def _marked(self, start: int, end: int) -> Html:
        return joined(self._piece(number, piece) for number, piece in self.marks.pieces(start, end))

    def _piece(self, number: int, piece: str) -> str:
        if number < 0:
            return piece
        mark = self.marks.marks[number]
        if number in self.ids or not piece.strip():
            return self.cards.continued(mark, piece)
        if self.cards.has_card(mark):
            self.ids.add(number)
        return self.cards.marked(number, mark, piece)


def places(finding: Finding) -> list[Span]:
    """Every place of a finding, the first one first."""
    if finding.span is None:
        return []
    changed = [finding.correction.span] if finding.correction else []
    return list(dict.fromkeys([finding.span, *changed, *(place.span for place in finding.related)]))


def _rows(audit: Audit) -> Iterator[tuple[int, Cells]]:
    """The lines that are one row of a table with columns, by their number, with the places of their cells.

    Nothing but blanks and separators may stand between the cells: what is not shown must say nothing."""
    source = audit.source
    if source is None or audit.report is None:
        return
    for block in audit.report.document.blocks:
        if not isinstance(block, Table) or max(map(len, block.rows)) < _FEWEST_COLUMNS:
            continue
        rows: dict[int, list[Cells]] = {}
        for row in block.rows:
            cells = tuple(cell.text.span(0, len(cell.text.text)) for cell in row)
            rows.setdefault(source.line_of(cells[0][0]), []).append(cells)
        for line in range(min(rows), max(rows) + 1):
            start, text = source.line_starts[line - 1], source.line_text(line)
            if line in rows:
                (cells, *others) = rows[line]
                ends = [start, *(end for cell in cells for end in cell), start + len(text)]
                between = (source.text[low:high] for low, high in zip(ends[::2], ends[1::2], strict=True))
                if not others and not any(gap.strip(_BETWEEN_CELLS) for gap in between):
                    yield line, cells
            elif not text.strip(_RULES):
                yield line, ()


def _is_number(text: str) -> bool:
    return any(char.isdigit() for char in text) and not any(char.isalpha() for char in text)
