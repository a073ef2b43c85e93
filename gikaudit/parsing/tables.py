"""Official forms in a document: which tables are one, and which cell is which indicator.

A table in a text may be written in many ways, so its cells are read as one stream: labels are matched
to the rows of a form by their wording and order, and what follows a label up to the next one is its
unit and its value.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from heapq import heappop, heappush
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from gikaudit.document import Block, Document, Paragraph, Table, Text
from gikaudit.forms import Form, Indicator
from gikaudit.interval import Interval, exactly, rounded, truncated
from gikaudit.parsing.cells import CellText, NoNumber, Value, label_key, read_cell
from gikaudit.parsing.form_table import FormTable, Stated, TableProblem
from gikaudit.parsing.grid_marks import forms_with_marks
from gikaudit.parsing.serials import without_serials
from gikaudit.patterns import compiled
from gikaudit.relation import Operand
from gikaudit.source import Span

if TYPE_CHECKING:
    from gikaudit.parsing.grids import GridReading

_FEWEST_ROWS = 8
"""So many rows of a form in order are no coincidence."""
_CLOSE_ENOUGH = 0.7
"""Share of two-character sequences that a damaged label has in common with the true one."""
_SHORTEST_STEM = 3
_COUNTED = compiled(r"总?[件次条篇人]?数量?$")
"""收到申请件数 and 收到申请总数 are 收到申请数."""
_LONGEST_UNIT = 2
_SHORTEST_TABLE = 200
_UNKNOWN = Interval(0, None)
_NOTHING: Stated = {}
_TEN_THOUSANDS = "万"


class TableReading(NamedTuple):
    """The forms found in a document, the tables that could not be read, and the text that is in none."""

    tables: tuple[FormTable, ...]
    problems: tuple[TableProblem, ...]
    narrative: tuple[Text, ...]


class _Cell(NamedTuple):
    """A cell of the stream, and which row of all tables it stands in; -1 for text that runs on."""

    text: Text
    read: CellText
    row: int = -1


def read_tables(document: Document, forms: tuple[Form, ...], stated: Stated = _NOTHING) -> TableReading:
    """Find the official forms of a document. What the narrative states of cells can tell how to read them."""
    grids = _read_grids(document, forms, stated)
    if grids is None or any(table.grid is not None and table.grid.open for table in grids.tables):
        # rows such as 当面申请数 stand in several forms: the one that knows most of them is the form of the table
        plain = _read_rows(document.blocks, tuple(form for form in forms if not form.grids))
        if grids is None or _rows(plain.tables) > _rows(grids.tables):
            return plain
    blocks: list[Block] = [*map(Paragraph, grids.paragraphs), *grids.others]
    rest = _read_rows(blocks, ())
    return TableReading(grids.tables, grids.problems, rest.narrative)


def _read_grids(document: Document, forms: tuple[Form, ...], stated: Stated) -> "GridReading | None":
    if not forms_with_marks(document.source.text, forms):
        return None
    from gikaudit.parsing.grids import read_grids  # a dozen modules, which reports of 2018 and before do not need

    return read_grids(document, forms, stated)


def _rows(tables: Iterable[FormTable]) -> int:
    """How many rows of their form some tables have."""
    return sum(
        len({id if table.grid is None else id.rpartition(".")[0] for id in (*table.operands, *table.ways)})
        for table in tables
    )


def _read_rows(blocks: Iterable[Block], forms: tuple[Form, ...]) -> TableReading:
    """Find a form that has one value in each row."""
    narrative: list[Text] = []
    stream: list[_Cell] = []
    titles: list[Text] = []
    rows = 0
    for block in blocks:
        if isinstance(block, Table):
            for row in without_serials(block.rows):
                rows += 1
                stream.extend(_cell(cell.text, forms)._replace(row=rows) for cell in row if cell.text.text)
        else:
            before, cells = _flattened(block, forms)
            stream.extend(cells)
            if before is not None:
                narrative.append(before)
                titles.append(before)
    if not stream:
        return TableReading((), (), tuple(narrative))
    best = max((_match(form, stream) for form in forms), key=lambda match: match.rows, default=None)
    if best is None or best.rows < _FEWEST_ROWS:
        narrative.extend(cell.text for cell in stream if not cell.read.values or len(cell.text.text) > 12)
        problems = [TableProblem(form, text.span(0, len(text.text))) for form, text in _titled(titles, stream, forms)]
        narrative.sort(key=lambda text: text.offsets[0])
        return TableReading((), tuple(problems), tuple(narrative))
    table, used = _fill(best, stream)
    if _stand_before(best, stream):
        problem = TableProblem(best.form, table.span)
        return TableReading((), (problem,), tuple(narrative))
    first = min(used)
    narrative.extend(
        cell.text
        for number, cell in enumerate(stream)
        if number not in used and (_is_prose(cell.text.text) or (number < first and cell.read.row_number))
    )
    narrative.sort(key=lambda text: text.offsets[0])
    return TableReading((table,), (), tuple(narrative))


# ---- labels to rows


class _Match(NamedTuple):
    form: Form
    labels: dict[int, tuple[Indicator, int]]
    """For the position of a label in the stream: its indicator, and the position behind the label."""

    @property
    def rows(self) -> int:
        return sum(not indicator.heading for indicator, _ in self.labels.values())


class _Candidate(NamedTuple):
    """A label that can be a row: its position in the stream, the position behind it, the row, its weight."""

    position: int
    behind: int
    row: int
    weight: float


def _match(form: Form, stream: list[_Cell]) -> _Match:
    """The heaviest chain of labels that follows the order of the form."""
    names, stems = _names(form), _stems(form)
    candidates: list[_Candidate] = []
    for position, cell in enumerate(stream):
        for behind, key in _keys(stream, position):
            rows = names.get(key)
            if rows is not None:
                candidates.extend(_Candidate(position, behind, row, 1.0) for row in rows)
                break
        else:
            key = cell.read.label
            rows = names.get(_split_key(stream, position)) or stems.get(_COUNTED.sub("", key)) if key else None
            if rows is not None:
                candidates.extend(_Candidate(position, position + 1, row, 1.0) for row in rows)
            elif 4 <= len(key) <= 40:
                candidates.extend(
                    _Candidate(position, position + 1, row, weight) for row, weight in _similar(key, names)
                )
    return _Match(form, _heaviest_chain(candidates, form))


def _heaviest_chain(candidates: list[_Candidate], form: Form) -> dict[int, tuple[Indicator, int]]:
    """The candidates whose rows follow the order of the form and that weigh most together."""
    # the chains worth going on with: the rows at which they end, in order, and the last candidate of each; one that
    # ends further down weighs as much as those above it at least
    rows: list[int] = []
    last: list[int] = []
    before: list[int] = []
    weights: list[float] = []
    waiting: list[tuple[int, int]] = []
    for index, (position, behind, row, weight) in enumerate(candidates):
        while waiting and waiting[0][0] <= position:
            done = heappop(waiting)[1]
            place = bisect_right(rows, candidates[done].row)
            if place and weights[last[place - 1]] >= weights[done]:
                continue
            end = place
            while end < len(rows) and weights[last[end]] < weights[done]:
                end += 1
            rows[place:end], last[place:end] = [candidates[done].row], [done]
        above = bisect_left(rows, row)
        before.append(last[above - 1] if above else -1)
        weights.append(weight + (weights[last[above - 1]] if above else 0.0))
        heappush(waiting, (behind, index))
    labels: dict[int, tuple[Indicator, int]] = {}
    index = max(range(len(weights)), key=weights.__getitem__, default=-1)
    while index >= 0:
        candidate = candidates[index]
        labels[candidate.position] = (form.indicators[candidate.row], candidate.behind)
        index = before[index]
    return dict(sorted(labels.items()))


@cache
def _names(form: Form) -> dict[str, list[int]]:
    """The rows that each wording of a label can be."""
    names: dict[str, list[int]] = {}
    for row, indicator in enumerate(form.indicators):
        for name in {label_key(name) for name in (indicator.label, *indicator.aliases)}:
            names.setdefault(name, []).append(row)
    return names


@cache
def _stems(form: Form) -> dict[str, list[int]]:
    """The same for wordings without what says that something is counted."""
    stems: dict[str, list[int]] = {}
    for name, rows in _names(form).items():
        stem = _COUNTED.sub("", name)
        if len(stem) >= _SHORTEST_STEM:
            stems.setdefault(stem, []).extend(rows)
    return stems


def _keys(stream: list[_Cell], position: int) -> Iterator[tuple[int, str]]:
    """A label as it stands, and joined with the next cells in case it is wrapped."""
    cell = stream[position]
    key = cell.read.label
    if not key:
        return
    yield position + 1, key
    if len(cell.read.words) > 1:
        yield position + 1, label_key("".join(cell.read.words[:-1]))
    for behind in (position + 1, position + 2):
        if behind >= len(stream) or stream[behind].read.values or not stream[behind].read.label:
            return
        key += stream[behind].read.label
        yield behind + 1, key


def _split_key(stream: list[_Cell], position: int) -> str:
    """A label that goes on behind its own unit and value: 危及国家安全、公共安全、经 | 件 | 3 ⏎ 济安全和社会稳定."""
    valued = False
    for cell in stream[position + 1 : position + 4]:
        words = cell.read.label
        if not words or len(words) <= _LONGEST_UNIT:
            valued = valued or bool(cell.read.values)
        elif valued and not cell.read.values and not cell.read.row_number:
            return stream[position].read.label + words
        else:
            break
    return ""


def _similar(key: str, names: dict[str, list[int]]) -> Iterator[tuple[int, float]]:
    pairs = _pairs(key)
    for name, rows in names.items():
        if abs(len(name) - len(key)) * 3 > len(name):
            continue
        others = _pairs(name)
        likeness = 2 * len(pairs & others) / (len(pairs) + len(others) or 1)
        if likeness >= _CLOSE_ENOUGH:
            for row in rows:
                yield row, likeness / 2


def _pairs(key: str) -> frozenset[str]:
    return frozenset(key[start : start + 2] for start in range(len(key) - 1))


# ---- values to rows


def _fill(match: _Match, stream: list[_Cell]) -> tuple[FormTable, set[int]]:
    units = {indicator.unit for indicator in match.form.indicators if indicator.unit}
    header = {label_key(word) for word in match.form.header}
    operands: dict[str, Operand] = {}
    used: set[int] = set()
    positions = sorted(match.labels)
    for position, following in zip(positions, [*positions[1:], len(stream)], strict=True):
        indicator, behind = match.labels[position]
        used.update(range(position, behind))
        unit = ""
        values: list[tuple[_Cell, Value | NoNumber | None]] = []
        cell = stream[behind - 1]
        for word in cell.read.words[-1:]:
            unit = word if word in units and len(cell.read.words) > 1 else ""
        values.extend((cell, value) for value in cell.read.values)
        for number in range(behind, following):
            cell = stream[number]
            if cell.read.label and cell.read.label not in units and not cell.read.values:
                if cell.read.label in header or (not cell.read.row_number and _is_prose(cell.text.text)):
                    used.add(number)
                    continue
                break
            used.add(number)
            if values and cell.read.values and len(cell.read.label) > _LONGEST_UNIT:
                continue  # 第3页 共5页, 注:相同信息计1条: a stray line
            if cell.read.label in units:
                unit = cell.read.label
            values.extend((cell, value) for value in cell.read.values)
        if indicator.heading and not indicator.optional:
            continue
        operands[indicator.id] = _operand(indicator, unit or indicator.unit, values, stream[position])
    start, end = stream[positions[0]].text.offsets[0], max(_end(stream[number].text) for number in used)
    held = tuple(one for one in match.form.identities if all(id in operands for id in (*one.left, *one.right)))
    return FormTable(match.form, operands, Span(start, max(start, end)), held), used


def _end(text: Text) -> int:
    """The place in the source behind a text."""
    return max(text.offsets[0], text.offsets[-1] + len(text.text) - text.anchors[-1])


def _stand_before(match: _Match, stream: list[_Cell]) -> bool:
    """Whether most values stand before the labels: in the row of the next label, not in that of the one before."""
    before = filled = 0
    for position, following in pairwise(match.labels):
        rows = {cell.row for cell in stream[match.labels[position][1] : following] if cell.read.values} - {-1}
        filled += bool(rows)
        before += rows == {stream[following].row} != {stream[position].row}
    return before * 2 > filled


def _operand(
    indicator: Indicator, unit: str, values: list[tuple[_Cell, Value | NoNumber | None]], label: _Cell
) -> Operand:
    numbers = [(cell, value) for cell, value in values if value is not None]
    if len(numbers) != 1:
        span = label.text.span(0, len(label.text.text))
        return Operand(_UNKNOWN, "", "", indicator.label, span, unit=unit, origin="table")
    cell, value = numbers[0]
    if isinstance(value, NoNumber):
        shown, span = cell.text.text[value.start : value.end], cell.text.span(value.start, value.end)
        return Operand(_UNKNOWN, shown, "", indicator.label, span, unit=unit, origin="table")
    scale = 10**4 if unit.startswith(_TEN_THOUSANDS) else 1
    shown = cell.text.text[value.start : value.end]
    amount, step = value.value * scale, value.step * scale
    interval, cut = (exactly(amount),) * 2 if step == 1 else (rounded(amount, step), truncated(amount, step))
    span = cell.text.span(value.start, value.end)
    return Operand(interval, shown + unit, shown, indicator.label, span, cut, step, scale, unit, "table")


# ---- tables in running text


def _flattened(block: Paragraph, forms: tuple[Form, ...]) -> tuple[Text | None, list[_Cell]]:
    """A table whose cells run together in a paragraph: the text before it, and its cells."""
    text = block.text.text
    if len(text) < _SHORTEST_TABLE:
        return block.text, []
    for form in forms:
        start = max((text.rfind(title) + len(title) for title in form.titles if title in text), default=-1)
        fewest = _FEWEST_ROWS
        if start < 0:
            start, fewest = 0, len(form.indicators) // 2
            if sum(indicator.label in text for indicator in form.indicators[:fewest]) < _FEWEST_ROWS:
                continue
        places = list(_places(form, text, start))
        if len(places) < fewest:
            continue
        cells = []
        for number, (place, behind, _) in enumerate(places):
            cells.append(_cell(block.text.part(place, behind), forms))
            end = _end_of_value(text, behind, places[number + 1] if number + 1 < len(places) else None)
            if text[behind:end].strip():
                cells.append(_cell(block.text.part(behind, end), forms))
        before = block.text.part(0, places[0][0]) if places[0][0] > 0 else None
        return before, cells
    return block.text, []


def _end_of_value(text: str, start: int, following: tuple[int, int, Indicator] | None) -> int:
    """Where the value of a row ends: before the number of the next row, which runs into it (6871.当面申请数)."""
    if following is None:
        return len(text)
    end, _, indicator = following
    value = text[start:end].rstrip()
    if indicator.number and value.endswith(indicator.number):
        return start + len(value) - len(indicator.number)
    return end


def _places(form: Form, text: str, start: int) -> Iterator[tuple[int, int, Indicator]]:
    """Where the rows of a form stand in a text, in the form's order."""
    for indicator in form.indicators:
        found = min(
            ((place, name) for name in (indicator.label, *indicator.aliases) if (place := text.find(name, start)) >= 0),
            key=lambda pair: (pair[0], -len(pair[1])),
            default=None,
        )
        if found is not None:
            place, name = found
            yield place, place + len(name), indicator
            start = place + len(name)


def _cell(text: Text, forms: tuple[Form, ...]) -> _Cell:
    return _Cell(text, read_cell(text.text, forms))


def _is_prose(text: str) -> bool:
    return len(text) > 40 or "。" in text or ";" in text


def _titled(titles: Iterable[Text], stream: list[_Cell], forms: tuple[Form, ...]) -> Iterator[tuple[Form, Text]]:
    """Titles of forms above a table with numbers that was not recognised."""
    numbers = Counter(bool(cell.read.values) for cell in stream)[True]
    if numbers < _FEWEST_ROWS:
        return
    for form in forms:
        for text in titles:
            if len(text.text) <= 60 and any(title in text.text for title in form.titles):
                yield form, text
                break
