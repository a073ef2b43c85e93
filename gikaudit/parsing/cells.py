"""One cell of a table: what its text says."""

from functools import cache, lru_cache
from typing import NamedTuple

from gikaudit.forms import Form
from gikaudit.interval import Number
from gikaudit.parser import Token, parser
from gikaudit.parsing.numerals import arabic


class Value(NamedTuple):
    """A number in a cell; start and end are positions in the cell's text."""

    value: Number
    step: Number
    start: int
    end: int


class NoNumber(NamedTuple):
    """What stands in a cell in the place of a number and is none: 1,25 or 1O5."""

    start: int
    end: int


class CellText(NamedTuple):
    """The parts of a cell's text. A cell with a value or a mark for none has them in order in ``values``,
    where None stands for "not applicable". ``label`` is the words without spaces and punctuation, as labels are
    compared."""

    row_number: str
    words: tuple[str, ...]
    values: tuple[Value | NoNumber | None, ...]
    label: str


@cache
def _rows_as_printed(forms: tuple[Form, ...]) -> dict[str, CellText]:
    """The rows of forms as they print them, and their units: most cells are one of these."""
    rows: dict[str, CellText] = {}
    for form in forms:
        for indicator in form.indicators:
            label, unit = indicator.label, indicator.unit
            rows[indicator.number + label] = CellText(indicator.number, (label,), (), label_key(label))
            if unit:
                rows[unit] = CellText("", (unit,), (), label_key(unit))
    return rows


_DROPPED = str.maketrans("", "", " \u3000、，,.。:：;；()（）《》〈〉“”\"'‘’·|")


def label_key(label: str) -> str:
    """A label without spaces, punctuation and brackets."""
    return label.translate(_DROPPED)


@lru_cache(maxsize=4096)
def read_cell(text: str, forms: tuple[Form, ...]) -> CellText:
    """Read the normalised text of a cell in a table that may be one of some forms."""
    known = _rows_as_printed(forms).get(text)
    if known is not None:
        return known
    stripped = text.strip()
    if stripped.isascii() and stripped.isdigit() and len(stripped) < 16:
        start = text.index(stripped)
        return CellText("", (), (Value(int(stripped), 1, start, start + len(stripped)),), "")
    row_number = ""
    words: list[str] = []
    values: list[Value | NoNumber | None] = []
    for token in parser("table").parse(text).children:
        assert isinstance(token, Token)
        printed = text[token.start : token.end]
        match token.type:
            case "ROW_NUMBER":
                row_number = row_number or printed
            case "WORD":
                words.append(printed)
            case "VALUE":
                value, step = arabic(printed)
                values.append(Value(value, step, token.start, token.end))
            case "NO_NUMBER":
                values.append(NoNumber(token.start, token.end))
            case "NOT_APPLICABLE":
                values.append(None)
    return CellText(row_number, tuple(words), tuple(values), label_key("".join(words)))
