"""Tables that a text marks as such: pipe tables of Markdown with the row below their head, and tables in HTML."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from gikaudit.document import Block, Cell, Table, Text, blank
from gikaudit.patterns import compiled
from gikaudit.readers.text import Line, text_of
from gikaudit.source import Source, Span

_RULE = compiled(r" *\|?(?: *:?-+:? *\|)+(?: *:?-+:? *)? *")
_BAR = compiled(r"(?<!\\)\|")
_FEWEST_COLUMNS = 2


def split(source: Source, lines: Sequence[Line]) -> Iterator[list[Line] | Block]:
    """The lines of a text, and in the place of each table that is marked as such the table."""
    rest = list(lines)
    if "</table" in source.text or "</TABLE" in source.text:
        from gikaudit.readers.html.embedded import embedded

        for span, blocks in embedded(source.text):
            before, rest = _cut(rest, span)
            yield from _pipes(before)
            yield from blocks
    yield from _pipes(rest)


def _cut(lines: list[Line], span: Span) -> tuple[list[Line], list[Line]]:
    """The lines before a stretch of the source, and those behind it."""
    before: list[Line] = []
    for number, line in enumerate(lines):
        end = line.start + len(line.text)
        if line.start < span.start:
            before.append(Line(line.text[: span.start - line.start], line.start))
        if end > span.end:
            start = max(line.start, span.end)
            return before, [Line(line.text[start - line.start :], start), *lines[number + 1 :]]
    return before, []


def _pipes(lines: list[Line]) -> Iterator[list[Line] | Block]:
    position = 0
    for number, line in enumerate(lines):
        if number <= position or "-|" not in line.text.replace(" ", "").replace(":", ""):
            continue
        columns = len(_cells(line))
        if columns < _FEWEST_COLUMNS or not _RULE.fullmatch(line.text) or len(_cells(lines[number - 1])) != columns:
            continue
        end = number + 1
        while end < len(lines) and "|" in lines[end].text:
            end += 1
        yield lines[position : number - 1]
        yield _table([lines[number - 1], *lines[number + 1 : end]])
        position = end
    yield lines[position:]


def _table(lines: list[Line]) -> Table:
    rows = [_cells(line) for line in lines]
    columns = max(map(len, rows))
    return Table(
        tuple(
            (*map(Cell, row), *(Cell(blank(line.start + len(line.text))),) * (columns - len(row)))
            for line, row in zip(lines, rows, strict=True)
        ),
        grid=True,
    )


def _cells(line: Line) -> list[Text]:
    """The cells of a row, blank ones too."""
    text = line.text.rstrip()
    start = len(text) - len(text.lstrip())
    start += text.startswith("|", start)
    bars = [found.start() for found in _BAR.finditer(text, start)]
    if not bars or bars[-1] < len(text) - 1:
        bars.append(len(text))
    cells = []
    for low, high in pairwise([start - 1, *bars]):
        written = text[low + 1 : high]
        left = low + 1 + len(written) - len(written.lstrip())
        found = text_of(line.pieces(left, written.strip().replace("\\|", "\u200b|")))
        cells.append(found or blank(line.start + high))
    return cells
