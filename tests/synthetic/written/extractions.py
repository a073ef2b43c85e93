"""Tables as the extraction of text from pages and PDF files leaves them."""

from collections.abc import Callable, Iterable, Iterator
from random import Random

from tests.synthetic.written.model import Paper, Sheet, grid, placed, width

Extraction = Callable[[Random, Paper], str]
Row = list[str]
_ON_A_PAGE = 9


def _value(cell: str) -> bool:
    return cell.strip("-/—0123456789.,") == ""


def _labels(row: Row) -> Row:
    return [cell for cell in row if not _value(cell)]


def _values(row: Row) -> Row:
    return [cell for cell in row if _value(cell)]


def _filled(sheet: Sheet) -> list[Row]:
    """The cells of each row that are not blank."""
    return [cells for row in grid(sheet) if (cells := [cell for cell in row if cell])]


def _written(table: Callable[[Sheet], Iterable[str]]) -> Extraction:
    """A report whose tables are written so."""

    def write(_: Random, paper: Paper) -> str:
        lines: list[str] = []
        for part in paper:
            if isinstance(part, Sheet):
                lines.extend(table(part))
            else:
                lines.append(part.text)
        return "\n".join(lines) + "\n"

    return write


def _rows(line: Callable[[Row], str]) -> Extraction:
    return _written(lambda sheet: map(line, _filled(sheet)))


def _wrapped(length: int, beside: Callable[[int], int]) -> Extraction:
    """Labels over lines of so many characters, with the values behind one of these."""

    def lines(sheet: Sheet) -> Iterator[str]:
        for row in _filled(sheet):
            label = "".join(_labels(row))
            pieces = [label[at : at + length] for at in range(0, len(label), length)] or [""]
            place = beside(len(pieces))
            for number, piece in enumerate(pieces):
                yield " ".join([piece, *_values(row)]) if number == place else piece

    return _written(lines)


def _with_unit(row: Row) -> Row:
    return [cell + "件" if cell.isdigit() else cell for cell in row]


def _zeros(mark: str, between: str) -> Extraction:
    return _rows(lambda row: between.join(mark if cell == "0" else cell for cell in row))


def _thousands(mark: str, between: str) -> Extraction:
    def number(cell: str) -> str:
        return cell[:-3] + mark + cell[-3:] if cell.isdigit() and len(cell) > 3 else cell

    return _rows(lambda row: between.join(map(number, row)))


def _numbered(between: str) -> Extraction:
    """With the number of each row before it."""

    def lines(sheet: Sheet) -> Iterator[str]:
        for number, row in enumerate(_filled(sheet), 1):
            yield between.join([str(number), *row] if _values(row) else row)

    return _written(lines)


def _paged(between: str, foot: str, header: bool) -> Extraction:
    """A page ends after some rows, with its number; the next one may begin with the header."""

    def lines(sheet: Sheet) -> Iterator[str]:
        rows = _filled(sheet)
        head = rows[: next(number for number, row in enumerate(rows) if _values(row))]
        for number, row in enumerate(rows):
            if number > len(head) and number % _ON_A_PAGE == 0:
                yield foot.format(number // _ON_A_PAGE)
                if header:
                    yield from map(between.join, head)
            yield between.join(row)

    return _written(lines)


def _merged(between: str) -> Extraction:
    """What a merged cell holds, in each place that it covers."""

    def lines(sheet: Sheet) -> Iterator[str]:
        texts = [[""] * width(sheet) for _ in sheet.rows]
        for row, column, box in placed(sheet):
            for down in range(box.rows):
                texts[row + down][column : column + box.columns] = [box.text] * box.columns
        return map(between.join, texts)

    return _written(lines)


def _upright(sheet: Sheet) -> Iterator[str]:
    """Labels beside several rows with one character a line."""
    for row in _filled(sheet):
        *groups, label = _labels(row) or [""]
        if _values(row):
            for group in groups:
                yield from group
            yield " ".join([label, *_values(row)])
        else:
            yield " ".join(row)


EXTRACTIONS: dict[str, Extraction] = {
    "labels over lines of 9, values behind the last": _wrapped(9, lambda count: count - 1),
    "labels over lines of 12, values behind the first": _wrapped(12, lambda _: 0),
    "labels over lines of 12, values behind the last": _wrapped(12, lambda count: count - 1),
    "values before labels": _rows(lambda row: " ".join([*_values(row), *_labels(row)])),
    "values before labels, tabs": _rows(lambda row: "\t".join([*_values(row), *_labels(row)])),
    "units in cells, bars": _rows(lambda row: " | ".join(_with_unit(row))),
    "full-width spaces": _rows("\u3000".join),
    "two full-width spaces": _rows("\u3000\u3000".join),
    "〇, bars": _zeros("〇", " | "),
    "〇, spaces": _zeros("〇", " "),
    "〇, cells": _zeros("〇", "\n"),
    "零, bars": _zeros("零", " | "),
    "无, bars": _zeros("无", " | "),
    "无, spaces": _zeros("无", " "),
    "空, bars": _zeros("空", " | "),
    "—, spaces": _zeros("—", " "),
    "full-width 0": _zeros("０", " "),
    "1 234, bars": _thousands(" ", " | "),
    "1 234, runs of spaces": _thousands(" ", "  "),
    "1,234": _thousands(",", " "),
    "1，234": _thousands("，", " "),
    "row numbers, bars": _numbered(" | "),
    "row numbers, tabs": _numbered("\t"),
    "row numbers, spaces": _numbered(" "),
    "row numbers, cells": _numbered("\n"),
    "pages with header": _paged(" ", "— {} —", header=True),
    "pages with header, bars": _paged(" | ", "第{}页", header=True),
    "pages with header, cells": _paged("\n", "- {} -", header=True),
    "pages without header": _paged("\t", "第 {} 页 共 9 页", header=False),
    "merged cells repeated, bars": _merged(" | "),
    "merged cells repeated, tabs": _merged("\t"),
    "labels written downwards": _written(_upright),
    "colons": _rows(lambda row: "".join(_labels(row)) + "：" * bool(_values(row)) + " ".join(_values(row))),
    "blank lines": _written(lambda sheet: (line for row in _filled(sheet) for line in (" ".join(row), ""))),
    "labels, then values": _written(
        lambda sheet: [
            *(" ".join(_labels(row)) for row in _filled(sheet)),
            *(" ".join(_values(row)) for row in _filled(sheet)),
        ]
    ),
}
"""By what is odd about them."""
