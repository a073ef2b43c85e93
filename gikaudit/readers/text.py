"""Plain text to a Document: paragraphs with their wrapped lines joined, and tables of cells.

A table in plain text is a run of lines that hold separators (``|``, tabs, runs of spaces, HTML-like
tags) or nothing but a number or a unit. Whether it is an official form is decided later.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from gikaudit.document import Block, Cell, Document, Paragraph, Table, Text, join, normalise, visible_pieces
from gikaudit.patterns import compiled
from gikaudit.readers.comments import WIDTHLESS, only_comment, without_comments
from gikaudit.source import Source

# all of these look at normalised lines
_SEPARATOR = compiled(r"\||\t|</?t[rdh]\b[^<>]{0,200}>| (?<=\S ) +(?=\S)")
"""Each branch begins with a character, so that the next one is found fast."""
_RULES = " \t|+:=-\u2014\u2500\u2501\u2502\u2503\u250c\u2510\u2514\u2518\u251c\u2524\u252c\u2534\u253c"
_MARKED_TABLES = ("</table", "</TABLE", "-|", "- |", ":|", ": |")
"""Where a text has none of these, it holds no tables of HTML or Markdown."""
_TABLE_TAGS = ("<td", "<tr", "<th", "</t")
_PAGE_NUMBER = compiled(r"\s*[-\u2013\u2014]\s*\d{1,3}\s*[-\u2013\u2014]\s*")
_VALUES_AT_END = compiled(
    r"\s(?:\d[\d,.]*|[-/\u2014\u2013]{1,2}|[〇零无空])\s*$|^[^,]+,[^,\d]{0,4},\s*\d[\d.]*\s*$|(?:[:_]|[.·\u2026]{2})\s*\d[\d,.]*\s*[^\W\d]{0,2}\s*$"
)
"""12 / 收到申请数,件,12 / 收到申请数:12件 / 收到申请数……12件"""
_YEAR_LINE = compiled(r"\d{4} ?年度?\)?\s*$")
_SPACES = compiled(r"&(?:nbsp|ensp|emsp|#160|#xa0|#12288);", re.IGNORECASE)
_MARKDOWN = compiled(r"^\s*(?:#{1,6}(?=\s)|>(?=\s)|[*+•·◆●■▪-](?= ))")
_EMPHASIS = compiled(r"\*\*|__(?=[^_\s|])|(?<=[^_\s|])__")
"""Marks of Markdown: headings, quotations, bullets, bold. What takes no width is left out of the text."""
_ROW_TAG = compiled(r"(?=<tr\b)", re.IGNORECASE)
_NUMBER = compiled(r"\d[\d,. ]*")
NEW_START = compiled(
    r" {2,}| *(?:[一二三四五六七八九十]{1,3} *[、.]|\((?:[一二三四五六七八九十]{1,3}|\d{1,2})\)|\d{1,2} *[、.](?!\d))"
)
_NO_VALUE = ("/", "-", "\u2014", "\u2013")
_LONGEST_UNIT = 2
_SENTENCE_END = compiled("[。！？;!?]")
_OPEN_ENDS = tuple("、,(“‘《:")
_CLOSED_ENDS = tuple("。！？!?")
_CLOSING = "'”’)"

_LONGEST_CELL = 80
_LONGEST_ROW = 400
_LONGEST_PAGE_NUMBER = 12
_LARGEST_GAP = 3
_FEWEST_TABLE_LINES = 4
_FEWEST_WRAPPED_LINES = 6
_RAGGED = 0.8
_NARROWEST_PAGE, _WIDEST_PAGE = 24, 200


class Line(NamedTuple):
    """A normalised line, character for character, and its offset in the source.

    ``measured`` is its width in columns where that is known from the page, else 0. ``places`` is the same text where
    its characters do not stand in one stretch of the source.
    """

    text: str
    start: int
    measured: int = 0
    places: Text | None = None

    @property
    def blank(self) -> bool:
        """Whether it has no visible characters."""
        return not self.text.strip()

    @property
    def width(self) -> int:
        """The width in columns of what is visible."""
        return self.measured or _width(self.text)

    def pieces(self, start: int, text: str) -> list[tuple[str, int]]:
        """A text that stands at a position of the line, in pieces with their offsets in the source."""
        if self.places is None:
            return [(text, self.start + start)]
        cuts = [start, *(cut for cut in self.places.anchors if start < cut < start + len(text)), start + len(text)]
        return [(text[low - start : high - start], self.places.offset(low)) for low, high in pairwise(cuts)]


def read_text(source: Source) -> Document:
    """Read plain text. Every line is in exactly one block, blank lines, rules and page numbers excepted."""
    lines = printed_lines(_lines(source))
    if not any(mark in source.text for mark in _MARKED_TABLES):
        return Document(source, tuple(blocks_of(lines)))
    from gikaudit.readers.markdown import split

    blocks: list[Block] = []
    for part in split(source, lines):
        blocks.extend(blocks_of(part) if isinstance(part, list) else [part])
    return Document(source, tuple(blocks))


def printed_lines(lines: Iterable[Line]) -> list[Line]:
    """Lines without page numbers."""
    return [line for line in lines if len(line.text) > _LONGEST_PAGE_NUMBER or not _PAGE_NUMBER.fullmatch(line.text)]


def blocks_of(lines: list[Line], full: int | None = None) -> Iterator[Block]:
    """The paragraphs and tables that lines make. ``full`` is the width of a full line where it is known, 0 where the
    lines are not wrapped."""
    position = 0
    for start, end in _table_runs(lines):
        yield from _paragraphs(lines[position:start], full)
        table = _table(lines[start:end])
        if table is not None:
            yield table
        position = end
    yield from _paragraphs(lines[position:], full)


def _lines(source: Source) -> Iterator[Line]:
    """The lines of a source. Spaces written as entities are spaces, and each row of an HTML table is a line."""
    starts, normalised = source.line_starts, normalise(without_comments(source))
    # what the whole text has none of is not looked for in each line
    hidden, emphasis = WIDTHLESS in normalised, "**" in normalised or "__" in normalised
    entities, rows = "&" in normalised, "<tr" in normalised
    for start, end in zip(starts, [*starts[1:], len(normalised)], strict=True):
        text = normalised[start:end].rstrip("\r\n")
        if hidden and only_comment(text):
            continue
        mark = _MARKDOWN.match(text)
        if mark is not None and not _PAGE_NUMBER.fullmatch(text):
            text = " " * mark.end() + text[mark.end() :]
        if emphasis:
            text = _EMPHASIS.sub("\u200b\u200b", text)
        if entities:
            text = _SPACES.sub(lambda entity: " " * len(entity.group()), text)
        if not rows or "<tr" not in text:
            yield Line(text, start)
            continue
        starts_of_rows = [found.start() for found in _ROW_TAG.finditer(text) if found.start()]
        for low, high in pairwise([0, *starts_of_rows, len(text)]):
            yield Line(text[low:high], start + low)


# ---- tables


def _table_runs(lines: list[Line]) -> Iterator[tuple[int, int]]:
    """Runs of lines that are rows or cells: few lines between two of them are none."""
    start, last, count, gap = -1, -1, 0, 0
    for number, line in enumerate(lines):
        if not line.text.strip(_RULES):
            if start >= 0 and "|" in line.text:
                last = number
            continue
        gap += 1
        if _tabular(line.text):
            if start < 0:
                start = _label_before(lines, number)
                count = 0
            last, count, gap = number, count + 1, 0
        elif start >= 0 and (_prose(line.text) or gap > _LARGEST_GAP):
            if count >= _FEWEST_TABLE_LINES:
                yield start, last + 1
            start = -1
    if start >= 0 and count >= _FEWEST_TABLE_LINES:
        yield start, last + 1


def _label_before(lines: list[Line], number: int) -> int:
    """A table of one cell a line may begin with a label, which no separator shows to be a cell."""
    if number and not _marked_up(lines[number].text):
        label = number - 1 if lines[number - 1].text.strip() or number < 2 else number - 2
        before = lines[label].text
        if before.strip() and not _prose(before) and not _YEAR_LINE.search(before):
            return label
    return number


def _marked_up(text: str) -> bool:
    return "|" in text or "\t" in text or _tagged(text)


def _tagged(text: str) -> bool:
    return "<" in text and any(tag in text for tag in _TABLE_TAGS)


def _tabular(text: str) -> bool:
    stripped = text.strip()
    if len(stripped) > _LONGEST_ROW:
        return False
    if _marked_up(text):
        return not _prose(text) or text.count("|") >= 2 or _tagged(text)
    if stripped in _NO_VALUE or _NUMBER.fullmatch(stripped) or (len(stripped) <= _LONGEST_UNIT and stripped.isalpha()):
        return True
    return not _prose(text) and ("  " in stripped or _VALUES_AT_END.search(text) is not None)


def _prose(text: str) -> bool:
    return len(text.strip()) > _LONGEST_CELL or _SENTENCE_END.search(text) is not None


def _table(lines: list[Line]) -> Table | None:
    rows = []
    for line in lines:
        if line.blank:
            continue
        cells = tuple(_cells(line))
        if cells:
            rows.append(cells)
    return Table(tuple(rows)) if rows else None


def _cells(line: Line) -> Iterator[Cell]:
    position = 0
    for found in [*_SEPARATOR.finditer(line.text), None]:
        end = found.start() if found is not None else len(line.text)
        raw = line.text[position:end]
        if "<" in raw:
            raw = re.sub(r"</?[A-Za-z][^<>]{0,200}>", lambda tag: " " * len(tag.group()), raw)
        words = raw.strip()
        text = text_of(line.pieces(position + raw.find(words), words)) if words else None
        if text is not None:
            yield Cell(text)
        if found is not None:
            position = found.end()


# ---- paragraphs


def _paragraphs(lines: list[Line], full: int | None) -> Iterator[Paragraph]:
    if full is None:
        full = wrap_width(lines)
    pieces: list[tuple[str, int]] = []
    for number, line in enumerate(lines):
        words = line.text.strip()
        if not words:
            continue
        pieces.extend(line.pieces(line.text.find(words), words))
        following = lines[number + 1] if number + 1 < len(lines) else None
        if following is not None and _continues(line, following.text, full):
            continue
        text = text_of(pieces)
        if text is not None:
            yield Paragraph(text)
        pieces = []


def _continues(line: Line, following: str, full: int) -> bool:
    """Whether a paragraph goes on in the next line. ``full`` is the width of a full line, or 0."""
    if not following.strip() or NEW_START.match(following):
        return False
    text = line.text.rstrip()
    if text.endswith(_OPEN_ENDS):
        return True
    if not full or line.width < full * _RAGGED:
        return False
    return line.width >= full - 1 or not text.rstrip(_CLOSING).endswith(_CLOSED_ENDS)


def wrap_width(lines: list[Line]) -> int:
    """The width of a full line where the text is wrapped at a fixed width, else 0."""
    widths = sorted(line.width for line in lines if not line.blank)
    if len(widths) < _FEWEST_WRAPPED_LINES:
        return 0
    for number in range(len(widths) - 1, -1, -1):
        widest = widths[number]
        near = number + 1 - bisect_left(widths, widest * _RAGGED)
        if near * 3 >= len(widths):
            return widest if _NARROWEST_PAGE <= widest <= _WIDEST_PAGE else 0
    return 0


def _width(line: str) -> int:
    """The width in columns: CJK characters and the punctuation around them take two, as they do in GBK."""
    return len(line.strip().encode("gbk", "replace"))


def text_of(pieces: Iterable[tuple[str, int]]) -> Text | None:
    """The visible characters of normalised pieces with their offsets; None where there are none."""
    visible = [
        piece for text, offset in pieces for piece in visible_pieces(text.replace("\t", " "), offset) if piece[0]
    ]
    return join(visible) if visible else None
