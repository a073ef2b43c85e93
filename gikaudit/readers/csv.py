"""Tables as text with separators (.csv, .tsv): the text is that of the file, and cells know their place in it."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gikaudit.document import Block, Cell, Document, Paragraph, Table, Text, blank, join, normalise, visible_pieces
from gikaudit.patterns import compiled
from gikaudit.readers.sheet import MAX_CELLS, Line, Title, parts, too_large
from gikaudit.readers.text import read_text
from gikaudit.source import read_source

_SEPARATORS = ",\t;"
_DECLARED = compiled(r"sep=([,;|\t])(?:\r\n|\r|\n)")
_ENDS = {separator: compiled(f"[{separator}\r\n]") for separator in ",;|\t"}
_QUOTED = compiled(r'"(?:[^"]|"")*+"')
_SAMPLE = 1 << 16


class _Field(NamedTuple):
    """A cell: the pieces of its text and their places."""

    start: int
    pieces: tuple[tuple[str, int], ...]


def read_csv(path: str, data: bytes) -> Document:
    """Read a table with separators; without any it is a plain text. Raises SourceError."""
    source = read_source(path, data)
    declared = _DECLARED.match(source.text)
    separator = declared[1] if declared else _separator(source.text)
    if not separator:
        return read_text(source)
    start = declared.end() if declared else 0
    rows = [[_text(field) for field in fields] for fields in _rows(source.text, start, separator)]
    return Document(source, tuple(_blocks(rows)))


def _separator(text: str) -> str:
    """The separator that most lines have, outside of quotation marks; nothing where none has any."""
    lines = _QUOTED.sub("", text[:_SAMPLE]).splitlines()
    count = {separator: sum(separator in line for line in lines) for separator in _SEPARATORS}
    best = max(_SEPARATORS, key=lambda separator: count[separator])
    return best if count[best] else ""


def _rows(text: str, start: int, separator: str) -> Iterator[list[_Field]]:
    """The rows of a text. A quotation mark that is never closed is one of the text. Raises SourceError for too many."""
    ends = _ENDS[separator]
    row: list[_Field] = []
    position, closed, cells = start, True, 0
    while position < len(text):
        pieces: list[tuple[str, int]] = []
        begin = position
        quoted = _QUOTED.match(text, position) if closed and text[position] == '"' else None
        if quoted is not None:
            inner = position + 1
            for part in quoted[0][1:-1].split('""'):
                # of two quotation marks the first is part of the text
                mark = '"' if inner + len(part) < quoted.end() - 1 else ""
                pieces.append((part + mark, inner))
                inner += len(part) + 2
            position = quoted.end()
        elif text[position] == '"':
            closed = False
        found = ends.search(text, position)
        end = found.start() if found else len(text)
        if end > position:
            pieces.append((text[position:end], position))
        row.append(_Field(begin, tuple(pieces)))
        cells += 1
        if cells > MAX_CELLS:
            raise too_large()
        position = end + 1
        if found is None or found[0] != separator:
            if found is not None and found[0] == "\r" and text[end + 1 : end + 2] == "\n":
                position += 1
            yield row
            row = []
    if row:
        yield row


def _text(field: _Field) -> Text:
    """The normalised text of a cell without the spaces around it."""
    if not field.pieces:
        return blank(field.start)
    visible: list[tuple[str, int]] = []
    for piece, offset in field.pieces:
        plain = normalise(piece).replace("\r", " ").replace("\n", " ").replace("\t", " ")
        visible += [shown for shown in visible_pieces(plain, offset) if shown[0]]
    whole = "".join(piece for piece, _ in visible)
    if not whole.strip():
        return blank(field.start)
    text = join(visible)
    low, high = len(whole) - len(whole.lstrip()), len(whole.rstrip())
    return text if high - low == len(whole) else text.part(low, high)


def _blocks(rows: list[list[Text]]) -> Iterator[Block]:
    lines: list[Line] = []
    last = -1
    for number, row in enumerate(rows):
        texts = {column: text.text for column, text in enumerate(row) if text.text}
        if texts:
            lines.append(Line(number, texts, max(texts), number > last + 1 and last >= 0))
            last = number
    for part in parts(lines):
        if isinstance(part, Title):
            yield from (Paragraph(text) for text in rows[part.line.row] if text.text)
            continue
        yield Table(tuple(_row(rows[line.row], part.columns) for line in part.lines), grid=True)


def _row(row: list[Text], columns: Sequence[int]) -> tuple[Cell, ...]:
    """The cells of a row in some columns; a row that ends early has blank ones at its end."""
    end = row[-1].span(0, len(row[-1].text)).end
    return tuple(Cell(row[column] if column < len(row) else blank(end)) for column in columns)
