"""A sheet of a workbook: what of it is visible, and which of its rows are titles and which are tables."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import NamedTuple

from gikaudit.document import Document
from gikaudit.patterns import compiled
from gikaudit.readers.extract import Extract, Named
from gikaudit.source import SourceError

MAX_CELLS = 100_000
"""Of all tables of a workbook, blank ones counted: the largest form has some 300."""
_MOST_STEPS = 2_000_000
UNCALCULATED = "#CALC!"
"""What stands for a formula whose value is not in the file."""

_NUMBER = compiled(r"[-+]?[\d.,]+%?")
_PROSE = compiled("[。；！？]")
_LONGEST_TITLE = 60


class Merged(NamedTuple):
    """A merged cell: its first and last row and column, from 0."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass
class Sheet:
    """The texts of a sheet by row and column, from 0, as they are shown, and what of it is merged and hidden.
    ``uncalculated`` are the places of formulas without a value."""

    name: str
    cells: dict[tuple[int, int], str] = field(default_factory=dict)
    merged: list[Merged] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    uncalculated: set[tuple[int, int]] = field(default_factory=set)
    shapes: list[str] = field(default_factory=list)
    """The paragraphs in its text boxes."""
    part: str = ""
    """Where in the file it stands."""


class Line(NamedTuple):
    """A row that is not blank: its number, its texts by column, the last column that they reach, merged cells
    counted. ``apart`` says that a blank row is above it, ``tabular`` that it is no title however few its texts."""

    row: int
    texts: Mapping[int, str]
    reach: int
    apart: bool = False
    tabular: bool = False


class Title(NamedTuple):
    """A row that is only a text."""

    line: Line


class Area(NamedTuple):
    """The rows of a table and the columns in which any of them has a text."""

    lines: Sequence[Line]
    columns: Sequence[int]


def too_large() -> SourceError:
    """The error for a workbook with more cells than any report has."""
    return SourceError(
        "表格过大，请确认是否为一份报告，或删去无关的工作表和行列后再检查。",
        "the tables are too large; check that this is a report, or delete sheets, rows and columns that are not part"
        " of it and try again.",
    )


def empty() -> SourceError:
    """The error for a workbook without any visible text."""
    return SourceError("文件为空，没有可检查的内容。", "the file is empty; there is nothing to audit.")


class Traced(NamedTuple):
    """A text with the place in the file that it was taken from: its offset, the part, and the row and the column
    from 0. What stands in a text box is placed in the first cell."""

    start: int
    part: str
    row: int
    column: int


def sheets_document(path: str, sheets: Iterable[Sheet], encoding: str, size: int) -> Document:
    """The Document of the visible sheets of a workbook. Raises SourceError where it is empty or too large."""
    return traced_document(path, sheets, encoding, size)[0]


def traced_document(path: str, sheets: Iterable[Sheet], encoding: str, size: int) -> tuple[Document, list[Traced]]:
    """The same, and where each text of it was taken from, in order."""
    extract = Extract()
    traces: list[Traced] = []
    cells = 0
    for sheet in sheets:
        for text in sheet.shapes:
            place = f"工作表“{sheet.name}”文本框", f'sheet "{sheet.name}", text box'
            traces.append(Traced(extract.paragraph(text, place), sheet.part, 0, 0))
        for part in parts(visible_lines(sheet)):
            if isinstance(part, Title):
                row = part.line.row
                for column, text in part.line.texts.items():
                    start = extract.paragraph(text, _place(sheet, row, column))
                    traces.append(Traced(start, sheet.part, row, column))
                continue
            cells += len(part.lines) * len(part.columns)
            if cells > MAX_CELLS:
                raise too_large()
            traces.extend(_add_table(extract, sheet, part))
    if not traces:
        raise empty()
    return extract.document(path, encoding, size), traces


def _add_table(extract: Extract, sheet: Sheet, area: Area) -> Iterator[Traced]:
    texts = [[line.texts.get(column, "") for column in area.columns] for line in area.lines]
    starts = extract.table(texts, lambda row, column: _place(sheet, area.lines[row].row, area.columns[column]))
    for line, row in zip(area.lines, starts, strict=True):
        for column, start in zip(area.columns, row, strict=True):
            yield Traced(start, sheet.part, line.row, column)


def _place(sheet: Sheet, row: int, column: int) -> Named:
    cell = f"{column_name(column)}{row + 1}"
    zh, en = f"工作表“{sheet.name}”{cell}", f'sheet "{sheet.name}", cell {cell}'
    if (row, column) in sheet.uncalculated:
        zh += "（公式未计算，请用Excel或WPS打开并保存）"
        en += " (the formula has no value; open the file in Excel or WPS and save it)"
    return zh, en


def column_name(column: int) -> str:
    """A column as spreadsheets name it: 0 is A, 26 is AA."""
    name = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        name = chr(65 + letter) + name
    return name


# ---- what is visible


def visible_lines(sheet: Sheet) -> list[Line]:
    """The rows with their visible texts. Raises SourceError for merged cells without end."""
    rows: dict[int, dict[int, str]] = {}
    for (row, column), text in sorted(sheet.cells.items()):
        if text.strip():
            rows.setdefault(row, {})[column] = text
    used = sorted(rows)
    reach, tall = _merge(sheet, rows, used)
    hidden_rows = sorted(sheet.hidden_rows)
    columns = {column for texts in rows.values() for column in texts}
    hidden = {column for column in columns if _within(sheet.hidden_columns, column)}
    lines: list[Line] = []
    last = -1
    for row in sorted(rows):
        if row in sheet.hidden_rows:
            continue
        texts = {column: text for column, text in sorted(rows[row].items()) if column not in hidden}
        if not texts:
            continue
        position = row - bisect_left(hidden_rows, row)
        right = max(reach.get((row, column), column) for column in texts)
        lines.append(Line(row, texts, right, position > last + 1 and last >= 0, row in tall))
        last = position
    return lines


def _merge(
    sheet: Sheet, rows: dict[int, dict[int, str]], used: list[int]
) -> tuple[dict[tuple[int, int], int], set[int]]:
    """Take out what merged cells cover and move texts out of hidden rows and columns to the first place that is
    seen. Returns the last columns of merged cells, and the rows in which a merged cell begins or goes on below."""
    reach: dict[tuple[int, int], int] = {}
    change = [0] * (len(used) + 1)
    steps = 0
    for merged in sheet.merged:
        low, high = bisect_left(used, merged.top), bisect_right(used, merged.bottom)
        if merged.bottom > merged.top:
            change[low] += 1
            change[high] -= 1
        text = rows.get(merged.top, {}).get(merged.left, "")
        for row in used[low:high]:
            steps += len(rows[row]) + 1
            if steps > _MOST_STEPS:
                raise too_large()
            for column in [column for column in rows[row] if merged.left <= column <= merged.right]:
                del rows[row][column]
        if not text:
            continue
        row, column = merged.top, merged.left
        while row in sheet.hidden_rows and row < merged.bottom:
            row, steps = row + 1, steps + 1
        while column < merged.right and _within(sheet.hidden_columns, column):
            column, steps = column + 1, steps + 1
        rows.setdefault(row, {})[column] = text
        reach[row, column] = merged.right
    depths = accumulate(change)
    return reach, {row for row, depth in zip(used, depths, strict=False) if depth}


def _within(ranges: Sequence[tuple[int, int]], number: int) -> bool:
    return any(first <= number <= last for first, last in ranges)


# ---- titles and tables


def parts(lines: Sequence[Line]) -> list[Title | Area]:
    """The titles and tables of a sheet in order.

    A row that is only a text, at the left edge or not merged, is a title; inside of a table it stays a row of it:
    一、主动公开情况 in a statistics table. A table ends at a sentence, at a blank row with a title below it, and at
    a title below which the rows are of another width.
    """
    left = min((column for line in lines for column in line.texts), default=0)
    found: list[Title | Area] = []
    table: list[Line] = []
    titles: list[Line] = []
    reaches = _reaches(lines, left)
    for number, line in enumerate(lines):
        if _is_title(line, left):
            titles.append(line)
            continue
        if table and not _goes_on(table, titles, line, reaches[number], left):
            found.append(_area(table))
            table = []
        if table:
            table += titles
        else:
            found.extend(map(Title, titles))
        table.append(line)
        titles = []
    if table:
        found.append(_area(table))
    found.extend(map(Title, titles))
    return found


def _is_title(line: Line, left: int) -> bool:
    if len(line.texts) > 1 or line.tabular:
        return False
    ((column, text),) = line.texts.items()
    return column in (left, line.reach) and not _NUMBER.fullmatch(text.strip())


def _reaches(lines: Sequence[Line], left: int) -> list[int]:
    """For each line the last column of it and those that follow, up to the next title."""
    reaches = [0] * (len(lines) + 1)
    for number in range(len(lines) - 1, -1, -1):
        line = lines[number]
        reaches[number] = 0 if _is_title(line, left) else max(line.reach, reaches[number + 1])
    return reaches


def _goes_on(table: list[Line], titles: list[Line], line: Line, reach: int, left: int) -> bool:
    """Whether a line belongs to the table above it, with the titles between the two. ``reach`` is the last column of
    the lines from it up to the next title."""
    if any(title.apart or is_prose(title) for title in titles):
        return False
    if not titles and not line.apart:
        return True
    if next(iter(line.texts.values())) == next(iter(table[0].texts.values())):
        return True  # the head of the table stands again
    return reach == max(row.reach for row in table if not _is_title(row, left))


def is_prose(line: Line) -> bool:
    """Whether a row is a sentence, or too long for a title."""
    return any(len(text) > _LONGEST_TITLE or _PROSE.search(text) for text in line.texts.values())


def _area(lines: Sequence[Line]) -> Area:
    return Area(lines, sorted({column for line in lines for column in line.texts}))
