"""A PDF file as a Document."""

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from statistics import median
from typing import NamedTuple

from gikaudit.document import Block, Cell, Document, Table, blank, normalise
from gikaudit.readers.pdf.columns import with_tables
from gikaudit.readers.pdf.lines import Line, lines_of
from gikaudit.readers.pdf.margins import without_margins
from gikaudit.readers.pdf.pages import Box, Glyph, Page, read_pages
from gikaudit.readers.pdf.rulings import grids
from gikaudit.readers.pdf.tables import Filled, Row, continues, rows_of
from gikaudit.readers.text import Line as TextLine
from gikaudit.readers.text import blocks_of, text_of
from gikaudit.source import Origin, Source, SourceError

_A_SCAN = 0.6
"""The part of a page that a picture covers where the page is a scan."""
_FEWEST_GLYPHS = 8
_UNREADABLE = 0.2
_APART = 1.7
"""Lines farther apart than this, measured in the usual distance of lines, belong to different paragraphs."""
_OTHER_SIZE = 1.15
_NO_STEP = 0.15
_MOST_BLANK_LINES = 20
_WIDE_ENOUGH = 0.6
"""The part of the width of a page to which a full line goes, at least."""
_MARGINS_DIFFER = 2.5
"""In em, at most."""


def read_pdf(path: str, data: bytes) -> Document:
    """Read a PDF file. Raises SourceError for a scan without text and for a file that cannot be read."""
    pages = [_visible(page) for page in read_pages(data)]
    _check_text(pages)
    lines: list[list[Line]] = []
    tables: list[list[Filled]] = []
    for page in pages:
        outside, filled = _tables(page)
        lines.append(lines_of(outside, page.number))
        tables.append(filled)
    kept = without_margins(lines, [page.height for page in pages])
    report = [line for page_lines in kept for line in page_lines]
    return _Assembly(pages, report).document(path, len(data), lines, kept, tables)


def _visible(page: Page) -> Page:
    """A page with what one sees on it: hidden text only where it is the reading of a scan."""
    hidden = sum(glyph.hidden for glyph in page.glyphs)
    if hidden and not _recognised(page):
        return page._replace(glyphs=tuple(glyph for glyph in page.glyphs if not glyph.hidden))
    return page


def _recognised(page: Page) -> bool:
    """Whether the text of a page is what OCR made of its picture."""
    hidden = sum(glyph.hidden for glyph in page.glyphs)
    return page.pictures >= _A_SCAN and hidden * 2 > len(page.glyphs)


def _check_text(pages: list[Page]) -> None:
    glyphs = sum(len(page.glyphs) for page in pages)
    if not glyphs:
        raise SourceError(
            "PDF中没有文字，应为扫描件或图片，请改用Word原文件，或先做文字识别（OCR）后再检查。",
            "there is no text in the PDF file: it seems to be a scan; use the Word file it was made from, or run OCR"
            " on it and try again.",
        )
    scans = [page.number for page in pages if page.pictures >= _A_SCAN and len(page.glyphs) < _FEWEST_GLYPHS]
    inner = [number for number in scans if 1 < number < len(pages)]
    if inner:  # a cover may be a picture, what stands inside must be read
        raise SourceError(
            f"PDF第{'、'.join(map(str, inner))}页是扫描图片，没有文字，无法完整检查，"
            "请改用Word原文件，或先做文字识别（OCR）后再检查。",
            f"page {', '.join(map(str, inner))} of the PDF file is a scan without text; use the Word file it was made"
            " from, or run OCR on it and try again.",
        )
    unknown = sum(glyph.text == "\ufffd" for page in pages for glyph in page.glyphs)
    if unknown > glyphs * _UNREADABLE:
        raise SourceError(
            "PDF中的字体没有文字编码，文字无法取出，请改用Word原文件，或先做文字识别（OCR）后再检查。",
            "the fonts of the PDF file do not say which characters they show; use the Word file it was made from, or"
            " run OCR on it and try again.",
        )


def _tables(page: Page) -> tuple[list[Glyph], list[Filled]]:
    """The characters outside of grids, and the grids with theirs. Of grids one in the other the inner one counts."""
    found = grids(page)
    contents: list[list[Glyph]] = [[] for _ in found]
    by_size = sorted(range(len(found)), key=lambda index: _area(found[index].box))
    outside = []
    for glyph in page.glyphs:
        x, y = glyph.box.middle
        for index in by_size:
            box = found[index].box
            if box.left - 1 <= x <= box.right + 1 and box.top - 1 <= y <= box.bottom + 1:
                contents[index].append(glyph)
                break
        else:
            outside.append(glyph)
    filled = []
    for grid, glyphs in zip(found, contents, strict=True):
        if glyphs:
            filled.append(Filled(grid, tuple(glyphs)))
    return outside, filled


def _area(box: Box) -> float:
    return (box.right - box.left) * (box.bottom - box.top)


class _Assembly:
    """Puts the lines and tables of all pages in order and makes the text with its places of them."""

    def __init__(self, pages: list[Page], report: list[Line]) -> None:
        self.recognised = {page.number for page in pages if _recognised(page)}
        self.width = median(page.width for page in pages)
        self.em = median(line.em for line in report) if report else 10.5
        self.pitch = _pitch(report)
        self.left = _left_margin(report)
        self.pieces: list[str] = []
        self.length = 0
        self.origins: list[Origin] = []
        self.blocks: list[Block] = []
        self.waiting: list[TextLine] = []
        self.last: Line | None = None

    def document(
        self, path: str, size: int, lines: list[list[Line]], kept: list[list[Line]], tables: list[list[Filled]]
    ) -> Document:
        """The Document; ``kept`` are those of the lines that belong to the report."""
        full = self._full([line for page in kept for line in page])
        for thing in _in_order(lines, kept, tables):
            if isinstance(thing, Line):
                self._line(thing)
            elif isinstance(thing, _Margin):
                self._write(thing.line.text + "\n", thing.line.page, thing.line.box)
            else:
                self._end_lines(full)
                self._table(thing.rows)
        self._end_lines(full)
        source = Source(path, "".join(self.pieces), "pdf", size, tuple(self.origins), keeps_lines=True)
        return Document(source, tuple(self.blocks))

    def _line(self, line: Line) -> None:
        if self.last is not None and self._apart(self.last, line):
            self.waiting.append(TextLine("", self.length))
        if self.last is not None:
            self._write("\n" * self._blank_lines(self.last, line))
        indent = " " * max(round((line.box.left - self.left) / self.em * 2), 0)
        indent = indent if len(indent) > 1 else ""
        self.waiting.append(TextLine(normalise(indent + line.text), self.length, self._columns(line)))
        self._write(indent + line.text + "\n", line.page, line.box)
        self.last = line

    def _apart(self, above: Line, below: Line) -> bool:
        if max(above.em, below.em) > min(above.em, below.em) * _OTHER_SIZE:
            return True
        pitch = self.pitch * max(below.em / self.em, 1.0)  # the lines of a title are farther apart
        return above.page == below.page and below.box.bottom - above.box.bottom > pitch * _APART

    def _blank_lines(self, above: Line, below: Line) -> int:
        """How many lines are left out between two, where their distance is that of so many."""
        steps = (below.box.bottom - above.box.bottom) / self.pitch
        if above.page != below.page or abs(steps - round(steps)) > _NO_STEP:
            return 0
        return min(max(round(steps) - 1, 0), _MOST_BLANK_LINES)

    def _columns(self, line: Line) -> int:
        return max(round((line.box.right - self.left) / self.em * 2), 1)

    def _full(self, lines: list[Line]) -> int:
        """The width of a full line: as far as several lines go, or one that leaves a margin as wide as the left one."""
        rights = sorted((line.box.right for line in lines), reverse=True)
        for number, right in enumerate(rights):
            if right < self.width * _WIDE_ENOUGH:
                break
            alone = number + 1 == len(rights) or rights[number + 1] < right - self.em
            if not alone or abs(self.width - self.left - right) < _MARGINS_DIFFER * self.em:
                return round((right - self.left) / self.em * 2)
        return 0

    def _end_lines(self, full: int) -> None:
        self.blocks.extend(blocks_of(self.waiting, full))
        self.waiting, self.last = [], None

    def _table(self, rows: list[Row]) -> None:
        table = []
        for row in rows:
            cells = []
            for column, cell in enumerate(row):
                if column:
                    self._write(" | ")
                text = None
                if cell is not None:
                    text = text_of([(normalise(cell.text), self.length)])
                cells.append(Cell(text or blank(self.length)))
                if cell is not None:
                    self._write(cell.text, cell.page, cell.box)
            self._write("\n")
            table.append(tuple(cells))
        self.blocks.append(Table(tuple(table), grid=True))

    def _write(self, text: str, page: int = 0, box: Box | None = None) -> None:
        if page:
            zh, en = ("（扫描件的识别文字）", " (text recognised in a scan)") if page in self.recognised else ("", "")
            self.origins.append(Origin(self.length, f"第{page}页{zh}", f"page {page}{en}", page, box))
        self.pieces.append(text)
        self.length += len(text)


class _Margin(NamedTuple):
    """A line that is no part of the report."""

    line: Line


class _Rows(NamedTuple):
    """The rows of a table."""

    rows: list[Row]


def _in_order(
    lines: list[list[Line]], kept: list[list[Line]], tables: list[list[Filled]]
) -> Iterator[Line | _Margin | _Rows]:
    """Lines and tables in reading order; parts of one table on following pages together.

    Page numbers and the like between the parts of a table come before it.
    """
    parts: list[Filled] = []
    waiting: list[Line | _Margin] = []
    for on_page, report, filled in zip(lines, kept, tables, strict=True):
        text = {id(line) for line in report}
        first = True
        things: list[Line | Filled] = [*on_page, *filled]
        for thing in sorted(things, key=_top):
            if isinstance(thing, Line) and id(thing) not in text:
                waiting.append(_Margin(thing))
                continue
            if parts and not (first and isinstance(thing, Filled) and continues(parts[-1], thing)):
                margins = [one for one in waiting if isinstance(one, _Margin)]
                yield from margins
                waiting = []
                yield from _ruled(parts)
                parts = []
            first = False
            if isinstance(thing, Line):
                waiting.append(thing)
            else:
                yield from _unruled(waiting)
                waiting = []
                parts.append(thing)
    if parts:
        yield from (one for one in waiting if isinstance(one, _Margin))
        yield from _ruled(parts)
    else:
        yield from _unruled(waiting)


def _ruled(parts: list[Filled]) -> Iterator[Line | _Rows]:
    """A table; text with a frame around it is none."""
    rows = rows_of(parts) if parts else []
    if sum(cell is not None for row in rows for cell in row) > 1:
        yield _Rows(rows)
    else:
        for part in parts:
            yield from lines_of(part.glyphs, part.grid.page)


def _unruled(stretch: Sequence[Line | _Margin]) -> Iterator[Line | _Margin | _Rows]:
    """Lines, with the tables among them; page numbers in the middle of a table come before it."""
    lines = [one for one in stretch if isinstance(one, Line)]
    margins = iter(stretch)
    for thing, count in with_tables(lines):
        passed = 0
        while passed < count:
            one = next(margins)
            if isinstance(one, Line):
                passed += 1
            else:
                yield one
        yield thing if isinstance(thing, Line) else _Rows(thing)
    yield from (one for one in margins if isinstance(one, _Margin))


def _top(thing: Line | Filled) -> float:
    return thing.box.middle[1] if isinstance(thing, Line) else thing.grid.rows[0]


def _pitch(lines: list[Line]) -> float:
    """The usual distance between lines, or a large one where there are few."""
    steps = [b.box.bottom - a.box.bottom for a, b in itertools.pairwise(lines) if a.page == b.page]
    return median(steps) if len(steps) > 4 else 1000.0


def _left_margin(lines: list[Line]) -> float:
    """Where most lines begin: indented ones begin farther right, so it is the leftmost of the frequent places."""
    count = Counter(round(line.box.left / 3) * 3 for line in lines if len(line.text) > 1)
    if not count:
        return 0.0
    frequent = [place for place, number in count.items() if number * 5 >= max(count.values())]
    return float(min(frequent))
