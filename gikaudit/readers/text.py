"""Plain text to a Document: paragraphs with their wrapped lines joined, and tables of cells.

A table in plain text is a run of lines that hold separators (``|``, tabs, runs of spaces, HTML-like
tags) or nothing but a number or a unit. Whether it is an official form is decided later.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gikaudit.document import Block, Cell, Document, Paragraph, Table, Text, join, visible_pieces
from gikaudit.source import Source

_SEPARATOR = re.compile(r"\s*(?:\||│|┃|\t|</?t[rdh]\b[^<>\n]{0,200}>)\s*|(?<=\S)[ \u3000\u00a0]{2,}(?=\S)")
_MARKUP = re.compile(r"\||│|┃|\t|</?t[rdh]\b", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][^<>\n]{0,200}>")
_RULE_LINE = re.compile(r"[\s|+:=\-—─━┌┐└┘├┤┬┴┼]*")
_PAGE_NUMBER = re.compile(r"\s*[-—–－]\s*\d{1,3}\s*[-—–－]\s*|\s*第\s*\d{1,3}\s*页(?:\s*共\s*\d{1,3}\s*页)?\s*")
_VALUE = re.compile(r"[\d０-９][\d０-９,，.． ]*|[/／\-—–]|[一-鿿]{1,2}")
_VALUES_AT_END = re.compile(r"\s[\d０-９][\d０-９,，.．]*\s*$")
_SENTENCE = re.compile(r"[。！？；;!?]")
_OPEN_END = re.compile(r"[、,，(（“‘《:：]\s*$")
_CLOSED_END = re.compile(r"[。！？!?]['”’）)]?\s*$")
_NEW_START = re.compile(
    r"[\s\u3000]{2,}|[\s\u3000]*(?:[一二三四五六七八九十]{1,3}\s*[、.．]|[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}\s*[、.．](?!\d)|附件|附表)"
)

_LONGEST_CELL = 80
_LARGEST_GAP = 3
_FEWEST_TABLE_LINES = 4
_FEWEST_WRAPPED_LINES = 6
_RAGGED = 0.8
_NARROWEST_PAGE, _WIDEST_PAGE = 24, 200


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    start: int

    @property
    def blank(self) -> bool:
        return not self.text.strip()


def read_text(source: Source) -> Document:
    """Read plain text. Every line of the source is in exactly one block, blank lines and rules excepted."""
    lines = [
        _Line(source.line_text(number), start) for number, start in enumerate(source.line_starts, start=1)
    ]
    blocks: list[Block] = []
    position = 0
    for start, end in _table_runs(lines):
        blocks.extend(_paragraphs(lines[position:start]))
        table = _table(lines[start:end])
        if table is not None:
            blocks.append(table)
        position = end
    blocks.extend(_paragraphs(lines[position:]))
    return Document(source, tuple(blocks))


# ---- tables


def _table_runs(lines: list[_Line]) -> Iterator[tuple[int, int]]:
    """Runs of lines that are rows or cells: few lines between two of them are none."""
    start, last, count = -1, -1, 0
    for number, line in enumerate(lines):
        if line.blank or _RULE_LINE.fullmatch(line.text) and not line.text.strip("| \t"):
            if start >= 0 and "|" in line.text:
                last = number
            continue
        if _tabular(line.text):
            if start < 0:
                start = _label_before(lines, number)
                count = 0
            last, count = number, count + 1
        elif start >= 0 and (_prose(line.text) or number - last > _LARGEST_GAP):
            if count >= _FEWEST_TABLE_LINES:
                yield start, last + 1
            start = -1
    if start >= 0 and count >= _FEWEST_TABLE_LINES:
        yield start, last + 1


def _label_before(lines: list[_Line], number: int) -> int:
    """A table of one cell a line may begin with a label, which no separator shows to be a cell."""
    if number and not _MARKUP.search(lines[number].text):
        before = lines[number - 1].text
        if before.strip() and not _prose(before) and not _NEW_START.match(before):
            return number - 1
    return number


def _tabular(text: str) -> bool:
    stripped = text.strip()
    if _MARKUP.search(text):
        return not _prose(text) or text.count("|") >= 2 or bool(re.search(r"</?t[rdh]\b", text, re.IGNORECASE))
    if _VALUE.fullmatch(stripped):
        return True
    return not _prose(text) and bool(_SEPARATOR.search(stripped) or _VALUES_AT_END.search(text))


def _prose(text: str) -> bool:
    return len(text.strip()) > _LONGEST_CELL or bool(_SENTENCE.search(text))


def _table(lines: list[_Line]) -> Table | None:
    rows = []
    for line in lines:
        if line.blank:
            continue
        cells = tuple(_cells(line))
        if cells:
            rows.append(cells)
    return Table(tuple(rows)) if rows else None


def _cells(line: _Line) -> Iterator[Cell]:
    position = 0
    for found in [*_SEPARATOR.finditer(line.text), None]:
        end = found.start() if found is not None else len(line.text)
        raw = line.text[position:end]
        raw = _TAG.sub(lambda tag: " " * len(tag.group()), raw)
        left = len(raw) - len(raw.lstrip())
        text = _text([(raw.strip(), line.start + position + left)])
        if text is not None:
            yield Cell(text)
        if found is not None:
            position = found.end()


# ---- paragraphs


def _paragraphs(lines: list[_Line]) -> Iterator[Paragraph]:
    lines = [line for line in lines if not _PAGE_NUMBER.fullmatch(line.text)]
    full = _wrap_width(lines)
    pieces: list[tuple[str, int]] = []
    for number, line in enumerate(lines):
        if line.blank:
            continue
        left = len(line.text) - len(line.text.lstrip())
        pieces.append((line.text.strip(), line.start + left))
        following = lines[number + 1] if number + 1 < len(lines) else None
        if following is not None and _continues(line.text, following.text, full):
            continue
        text = _text(pieces)
        if text is not None:
            yield Paragraph(text)
        pieces = []


def _continues(line: str, following: str, full: int) -> bool:
    """Whether a paragraph goes on in the next line. ``full`` is the width of a full line, or 0."""
    if not following.strip() or _NEW_START.match(following):
        return False
    if _OPEN_END.search(line):
        return True
    return full > 0 and _width(line) >= full * _RAGGED and not (_CLOSED_END.search(line) and _width(line) < full - 1)


def _wrap_width(lines: list[_Line]) -> int:
    """The width of a full line where the text is wrapped at a fixed width, else 0."""
    widths = sorted(_width(line.text) for line in lines if not line.blank)
    if len(widths) < _FEWEST_WRAPPED_LINES:
        return 0
    for widest in reversed(widths):
        near = sum(widest * _RAGGED <= width <= widest for width in widths)
        if near * 3 >= len(widths):
            return widest if _NARROWEST_PAGE <= widest <= _WIDEST_PAGE else 0
    return 0


def _width(line: str) -> int:
    """The width in columns: CJK characters and the punctuation around them take two."""
    return sum(2 if char > "\u1100" or char in "“”‘’—…·" else 1 for char in line.strip())


def _text(pieces: list[tuple[str, int]]) -> Text | None:
    visible = [piece for raw, offset in pieces for piece in visible_pieces(raw, offset) if piece[0]]
    return join(visible) if visible else None
