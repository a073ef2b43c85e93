"""Tables without lines, put together from the columns of their values and the labels beside and above these."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby

from gikaudit.document import normalise
from gikaudit.readers.pdf.labels import Label, Part, distance, divided, heights, labels_of, parts_of
from gikaudit.readers.pdf.lines import Line, Word
from gikaudit.readers.pdf.tables import Printed, Row
from gikaudit.readers.pdf.value_columns import Columns, crowded, value_columns, values_of
from gikaudit.readers.text import NEW_START

_FEWEST_ROWS = 3
_HEADER_LINES = 14
_HEADER_APART = 3.0
_TOUCH = 0.5
_BESIDE = 0.3
"""How far, in em, a label may begin below, or end above, the values of its row."""
_SAME_ROW = 1.0
_SENTENCE_ENDS = ("。", "；", "！", "？")

Head = tuple[Label, tuple[int, int]]
"""What stands above columns, with the first of these and the one behind the last."""


def unruled_tables(lines: Sequence[Line]) -> Iterator[tuple[int, int, list[Row]]]:
    """The tables in some lines: which lines each takes, and its rows."""
    moved = heights(lines)
    behind = 0
    for columns in value_columns(lines):
        if columns.start < behind:
            continue
        found = _Table(lines, moved, columns, behind).read()
        if found is not None:
            yield found
            behind = found[1]


class _Table:
    """A table that is being put together."""

    def __init__(self, lines: Sequence[Line], moved: Sequence[float], columns: Columns, behind: int) -> None:
        self.lines, self.moved, self.columns = lines, moved, columns
        self.em = lines[columns.start].em
        self.border = self._border()
        self.header = self._header_start(behind)
        self.columns = columns.with_blank(self._blank_columns())
        self.end = self._end()

    def read(self) -> tuple[int, int, list[Row]] | None:
        """The lines that the table takes and its rows; None where it is not sure which label belongs to what."""
        labels: list[Part] = []
        units: list[Part] = []
        for part in sorted(self._label_parts(), key=lambda part: part.high):
            (units if part.box.left >= self.columns.left - _TOUCH else labels).append(part)
        heads = self._head_parts()
        far = distance([labels, *heads.values()], self.em)
        head_labels = [(label, span) for span, parts in heads.items() for label in labels_of(parts, far)]
        if not self._is_table(head_labels):
            return None
        rows = self._rows(labels_of(labels, far), labels_of(units, far))
        if rows is None:
            return None
        below, above = rows
        return self.header, self.end, [*self._header_rows(head_labels, above), *below]

    def _border(self) -> float:
        """Between the labels and what stands above the values: heads may be wider than these."""
        ends = [
            word.box.right
            for number in self.columns.values
            for word in self.lines[number].words
            if word.box.right <= self.columns.left + _TOUCH
        ]
        return (max(ends) + self.columns.left) / 2 if ends else 0.0

    def _is_table(self, heads: Sequence[Head]) -> bool:
        """Whether there are enough rows, or a head above each column of a table of one or two."""
        count = len(self.columns.values)
        single = {span[0] for _, span in heads if span[1] - span[0] == 1}
        headed = single.issuperset(range(self.columns.units, len(self.columns.columns)))
        return count >= _FEWEST_ROWS or headed

    # ---- header

    def _header_start(self, behind: int) -> int:
        """The first line of the header: lines above the values whose words stand above columns."""
        start = self.columns.start
        for number in range(start - 1, max(behind, start - _HEADER_LINES) - 1, -1):
            line, below = self.lines[number], self.lines[number + 1]
            near = line.page != below.page or below.box.middle[1] - line.box.middle[1] < _HEADER_APART * line.em
            above = line.words[-1].box.middle[0] > self.border
            heading = above and len(line.words) == 1 and NEW_START.match(normalise(line.text)) is not None
            if not near or heading or crowded(line) or values_of(line) or line.text.endswith(_SENTENCE_ENDS):
                break
            if any(map(self._across, line.words)):
                break
            if above:
                start = number
        return start

    def _across(self, word: Word) -> bool:
        """Whether a word begins left of the values and goes on above them, as lines of text do."""
        return word.box.left < self.columns.left - self.em * 2 and word.box.right > self.columns.left + self.em * 2

    def _blank_columns(self) -> list[tuple[float, float]]:
        """The columns that have a head and no values: the lowest heads that stand above no other column."""
        known = list(self.columns.columns)
        for number in range(self.columns.start - 1, self.header - 1, -1):
            for word in self.lines[number].words:
                low, high = word.box.left, word.box.right
                if word.box.middle[0] <= self.border:
                    continue
                below = [place for place, (left, right) in enumerate(known) if low < right and high > left]
                if not below:
                    known.append((low, high))
                elif len(below) == 1:  # the column is as wide as its head
                    left, right = known[below[0]]
                    known[below[0]] = (min(low, left), max(high, right))
        return known[len(self.columns.columns) :]

    def _head_parts(self) -> dict[tuple[int, int], list[Part]]:
        """The heads above columns, by the columns that they stand above."""
        by_span: dict[tuple[int, int], list[Part]] = {}
        for number in range(self.header, self.columns.start):
            line = self.lines[number]
            words = [word for word in line.words if word.box.middle[0] > self.border]
            for span, near in groupby(words, self._span):
                by_span.setdefault(span, []).extend(parts_of(line, near, self.moved[number]))
        return by_span

    def _span(self, word: Word) -> tuple[int, int]:
        low, high = word.box.left, word.box.right
        above = [n for n, (left, right) in enumerate(self.columns.columns) if low < right and high > left]
        if not above:
            distances = [max(left - high, low - right) for left, right in self.columns.columns]
            above = [distances.index(min(distances))]
        return above[0], above[-1] + 1

    def _header_rows(self, heads: Sequence[Head], above: Sequence[Label]) -> list[Row]:
        """The rows of the header: the last one has what stands nearest above each column."""
        lowest = _lowest(heads)
        last = max((label.bottom for label in lowest.values()), default=0.0)
        beside = [label for label in above if lowest and abs(label.bottom - last) < _SAME_ROW * self.em][:1]
        below = [label for label in above if label not in beside and label.top > last]
        placed = [(label.middle, start + 1, label) for label, (start, _) in heads if lowest.get(start) is not label]
        placed += [(label.middle, 0, label) for label in above if label not in (*beside, *below)]
        rows: list[Row] = []
        high = 0.0
        for middle, column, label in sorted(placed, key=lambda one: one[:2]):
            if not rows or middle - high > _SAME_ROW * self.em or rows[-1][column] is not None:
                rows.append(self._blank_row())
            rows[-1][column] = _printed(label)
            high = middle
        bottom = self._blank_row()
        for label in beside:
            bottom[0] = _printed(label)
        for column, label in lowest.items():
            bottom[column + 1] = _printed(label)
        rows += [bottom] if any(bottom) else []
        return rows + [self._alone(label) for label in below]

    def _blank_row(self) -> Row:
        return [None] * (1 + len(self.columns.columns))

    # ---- rows

    def _end(self) -> int:
        """The line behind the last one: the label of the last row may go on below its values."""
        end = self.columns.end
        while end < len(self.lines):
            line, above = self.lines[end], self.lines[end - 1]
            near = line.page == above.page and line.box.middle[1] - above.box.middle[1] < 1.8 * line.em
            if not near or line.box.right > self.columns.left + _TOUCH or len(line.words) > 1:
                break
            part = next(parts_of(line, line.words, 0.0))
            if part.starts or line.text.endswith(_SENTENCE_ENDS):
                break
            end += 1
        return end

    def _label_parts(self) -> Iterator[Part]:
        for number in range(self.header, self.end):
            line = self.lines[number]
            values = self.columns.values.get(number, {}).values()
            if number < self.columns.start:
                words = [word for word in line.words if word.box.middle[0] <= self.border]
            else:
                left = self.columns.values_left + _TOUCH
                words = [word for word in line.words if word.box.right <= left and word not in values]
            yield from parts_of(line, words, self.moved[number])

    def _rows(self, labels: list[Label], units: list[Label]) -> tuple[list[Row], list[Label]] | None:
        """The rows with values, with the labels beside and between them, and the labels above."""
        highs = {
            number: sum(word.box.middle[1] for word in row.values()) / len(row) + self.moved[number]
            for number, row in self.columns.values.items()
        }
        beside = self._beside(list(highs.values()), labels)
        if beside is None:
            return None
        own, others = beside
        rows: list[Row] = []
        above: list[Label] = []
        waiting = sorted(others, key=lambda label: label.top)
        for place, (number, high) in enumerate(highs.items()):
            label = own[place]
            while waiting and waiting[0].top <= high + _BESIDE * self.em:
                other = waiting.pop(0)
                if place == 0 and other.bottom < min(high, label.top if label else high):
                    above.append(other)
                else:
                    rows.append(self._alone(other, units))
            cells = self.columns.values[number]
            printed = [
                _value(cells[column], self.lines[number].page) if column in cells else None
                for column in range(len(self.columns.columns))
            ]
            while units and units[0].bottom < high - _BESIDE * self.em:
                units.pop(0)
            if units and self.columns.units and 0 not in cells and units[0].top < high + _BESIDE * self.em:
                printed[0] = _printed(units.pop(0))
            rows.append([_printed(label) if label else None, *printed])
        rows.extend(self._alone(label, units) for label in waiting)
        return rows, above

    def _alone(self, label: Label, units: Sequence[Label] = ()) -> Row:
        """A row without values."""
        row = self._blank_row()
        row[0] = _printed(label)
        if units and label.top - _BESIDE * self.em <= units[0].middle <= label.bottom + _BESIDE * self.em:
            row[1] = _printed(units[0])
        return row

    def _beside(self, highs: Sequence[float], labels: Sequence[Label]) -> tuple[list[Label | None], list[Label]] | None:
        """For each row the label nearest to its values, and the other labels."""
        own: list[Label | None] = [None] * len(highs)
        nearest: dict[int, int] = {}
        reach = _BESIDE * self.em
        for number, label in enumerate(labels):
            for row in range(bisect_left(highs, label.top - reach), bisect_right(highs, label.bottom + reach)):
                if row not in nearest or labels[nearest[row]].left < label.left:
                    nearest[row] = number
        taken: dict[int, list[int]] = {}
        for row in sorted(nearest):
            taken.setdefault(nearest[row], []).append(row)
        for number, rows in taken.items():
            parts: list[Label] | None = [labels[number]]
            if len(rows) > 1:
                parts = divided(labels[number], [highs[row] for row in rows])
            if parts is None:
                return None
            for row, part in zip(rows, parts, strict=True):
                own[row] = part
        if not all(own) and (any(own) or len(own) > 1):
            return None
        return own, [label for number, label in enumerate(labels) if number not in taken]


def _lowest(heads: Sequence[Head]) -> dict[int, Label]:
    """For each column the head that is nearest above it and stands above no other one."""
    lowest: dict[int, Label] = {}
    for label, (start, end) in heads:
        if end - start == 1 and (start not in lowest or lowest[start].bottom < label.bottom):
            lowest[start] = label
    return lowest


def _printed(label: Label) -> Printed:
    page, box = label.place
    return Printed(label.text, page, box, (0, 1), 1)


def _value(word: Word, page: int) -> Printed:
    return Printed(word.text, page, word.box, (0, 1), 1)
