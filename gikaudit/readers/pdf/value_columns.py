"""Values that stand below each other in columns, as they do in tables without lines."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from gikaudit.document import normalise
from gikaudit.patterns import compiled
from gikaudit.readers.pdf.lines import Line, Word, surrounding

_VALUE = compiled(r"[-+]?\d+(?:[,.]\d+)*(?:%|[^\W\d_]{1,2})?|[-/\u2014\u2013]+|不适用|无|〇|零")
"""What stands in a cell of values, also with its unit."""
_DIGITS, _THREE_DIGITS = compiled(r"\d{1,3}(?:[ ,]?\d{3})*"), compiled(r"\d{3}")
_UNIT = compiled(r"[^\W\d_]{1,2}")
_THIN = 0.45
"""Distance in em up to which 1 234 is one number."""
_TOUCH = 0.5
"""In points: what overlaps no more than this stands beside each other."""
_APART = 1.0
"""Distance in em of columns that can be told apart even if no row has a value in both."""
_MOST_UNITS = 3
_MOST_COLUMNS = 40
_MOST_WORDS = 150
_SENTENCE_ENDS = ("。", "；", "！", "？")


class Columns(NamedTuple):
    """A stretch of lines with values in columns; the lines between them are labels, to the left of the values.

    ``columns`` are the left and right ends of each column, ``values`` for each line with values these by their
    column. ``units`` says whether the first column has the units of the others.
    """

    start: int
    end: int
    columns: tuple[tuple[float, float], ...]
    values: dict[int, dict[int, Word]]
    units: bool = False

    @property
    def left(self) -> float:
        """Where the first column begins."""
        return self.columns[0][0]

    @property
    def values_left(self) -> float:
        """Where the first column of values begins."""
        return self.columns[self.units][0]

    def with_blank(self, further: Sequence[tuple[float, float]]) -> "Columns":
        """The same with further columns in which there are no values."""
        if not further:
            return self
        columns = sorted([*self.columns, *further])
        places = [columns.index(column) for column in self.columns]
        values = {number: {places[column]: word for column, word in row.items()} for number, row in self.values.items()}
        return self._replace(columns=tuple(columns), values=values)


def value_columns(lines: Sequence[Line]) -> Iterator[Columns]:
    """The stretches of lines with values in columns, where it is sure in which column each stands."""
    for start, end, values in _runs(lines):
        found = _sure(lines, start, end, values)
        if found is not None:
            yield found


class _Column(NamedTuple):
    """A column that was found so far, and whether a value stands in it or only units do."""

    left: float
    right: float
    values: bool


class _Run:
    """The lines that were found to be of one table so far."""

    def __init__(self, number: int, words: list[Word]) -> None:
        self.start = self.end = number
        self.columns: list[_Column] = []
        self.values: dict[int, list[Word]] = {}
        self.add(number, words)

    def beside(self, line: Line) -> bool:
        """Whether a line stands to the left of the values; units may be wrapped."""
        first = self.columns[not self.columns[0].values and len(self.columns) > 1]
        if crowded(line) or line.text.endswith(_SENTENCE_ENDS):
            return False
        return line.box.right <= first.left + _TOUCH

    def add(self, number: int, words: list[Word]) -> bool:
        """Take a line with values; False where they stand in other columns."""
        columns = list(self.columns)
        for word in words:
            column = _Column(word.box.left, word.box.right, _is_value(word))
            meets = [one for one in columns if column.left < one.right - _TOUCH and column.right > one.left + _TOUCH]
            if len(meets) > 1:
                return False
            for one in meets:
                columns.remove(one)
                column = _Column(min(column.left, one.left), max(column.right, one.right), column.values or one.values)
            columns.append(column)
        if len(columns) > _MOST_COLUMNS:
            return False
        self.columns = sorted(columns)
        self.values[number] = words
        self.end = number + 1
        return True


def _runs(lines: Sequence[Line]) -> Iterator[tuple[int, int, dict[int, list[Word]]]]:
    run: _Run | None = None
    for number, line in enumerate(lines):
        words = values_of(line)
        if words:
            if run is not None and not run.add(number, words):
                yield run.start, run.end, run.values
                run = None
            if run is None:
                run = _Run(number, words)
        elif run is not None and not run.beside(line):
            yield run.start, run.end, run.values
            run = None
    if run is not None:
        yield run.start, run.end, run.values


def crowded(line: Line) -> bool:
    """Whether a line has more words than a row of a table."""
    return len(line.words) > _MOST_WORDS


def values_of(line: Line) -> list[Word]:
    """The values, and units beside them, at the end of a line."""
    found: list[Word] = []
    if crowded(line):
        return found
    for word in reversed(line.words):
        if not (_is_value(word) or _UNIT.fullmatch(normalise(word.text))):
            break
        found.append(word)
    if len(found) > _MOST_COLUMNS or not any(map(_is_value, found)):
        return []
    whole: list[Word] = []
    for word in reversed(found):
        if whole and _one_number(whole[-1], word, line.em):
            joined = f"{whole[-1].text} {word.text}"
            whole[-1] = Word(joined, surrounding([whole[-1].box, word.box]))
        else:
            whole.append(word)
    return whole


def _one_number(before: Word, after: Word, em: float) -> bool:
    """Whether two words are a number with a space between its thousands."""
    near = after.box.left - before.box.right < _THIN * em
    return near and bool(_DIGITS.fullmatch(before.text) and _THREE_DIGITS.fullmatch(after.text))


def _sure(lines: Sequence[Line], start: int, end: int, words: dict[int, list[Word]]) -> Columns | None:
    """The values by their columns. Short words before the values are labels unless they are units."""
    run = _columns(words)
    if run is None:
        return None
    columns, values = run
    leading = [row[0] for row in values.values() if 0 in row]
    if all(_UNIT.fullmatch(normalise(word.text)) and not _is_value(word) for word in leading):
        if len(columns) > 1 and _are_units(leading, len(values)):
            return _checked(lines, Columns(start, end, columns, values, units=True))
        words = {number: [word for word in row if word not in leading] for number, row in words.items()}
        words = {number: row for number, row in words.items() if row}
        run = _columns(words) if words else None
        if run is None:
            return None
        columns, values = run
    return _checked(lines, Columns(min(values), max(values) + 1, columns, values))


def _is_value(word: Word) -> bool:
    return _VALUE.fullmatch(normalise(word.text)) is not None


def _are_units(words: Sequence[Word], rows: int) -> bool:
    kinds = len({word.text for word in words})
    return len(words) * 2 > rows and kinds <= max(_MOST_UNITS, len(words) // 4)


def _columns(
    words: dict[int, list[Word]],
) -> tuple[tuple[tuple[float, float], ...], dict[int, dict[int, Word]]] | None:
    edges: list[tuple[float, float]] = []
    for word in sorted((word for row in words.values() for word in row), key=lambda word: word.box.left):
        low, high = word.box.left, word.box.right
        if edges and low < edges[-1][1] - _TOUCH:
            edges[-1] = (edges[-1][0], max(edges[-1][1], high))
        else:
            edges.append((low, high))
    values: dict[int, dict[int, Word]] = {}
    for number, row in words.items():
        placed: dict[int, Word] = {}
        for word in row:
            middle = word.box.middle[0]
            column = next(index for index, (low, high) in enumerate(edges) if low <= middle <= high)
            if column in placed:
                return None
            placed[column] = word
        values[number] = placed
    return tuple(edges), values


def _checked(lines: Sequence[Line], found: Columns) -> Columns | None:
    """The columns where no two of them can be one: near each other, and no row has a value in both."""
    em = lines[found.start].em
    for (number, before), (_, after) in pairwise(enumerate(found.columns)):
        both = any(number in row and number + 1 in row for row in found.values.values())
        if not both and after[0] - before[1] < _APART * em:
            return None
    for number in range(found.units, len(found.columns)):
        words = [row[number] for row in found.values.values() if number in row]
        if not any(map(_is_value, words)) and not _are_units(words, len(found.values)):
            return None
    return found
