"""A statement that must hold between quantities, as a value.

Rules propose relations and do not evaluate them; everything behind (evaluation, diagnosis, output)
knows relations only.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Literal, NamedTuple

from gikaudit.interval import Interval, Number, exactly
from gikaudit.source import Span


class Level(StrEnum):
    """How sure it is that a broken relation is a mistake."""

    ERROR = "error"
    """No admissible reading holds."""
    WARNING = "warning"
    """A likely slip, or a relation with legitimate exceptions."""
    NOTE = "note"
    """Worth knowing; no mistake."""


class Operand(NamedTuple):
    """A quantity in a relation.

    interval  what it can be; unbounded for a cell that is blank or cannot be read
    shown     how it is printed, with unit and approximation words
    number    its digits alone
    label     what it counts
    span      the place of its digits
    cut       what it can be if it was cut off instead of rounded
    step      one unit of its last digit
    scale     the printed number times the scale is its value: 10000 for 万元
    unit      its unit as printed
    """

    interval: Interval
    shown: str
    number: str
    label: str
    span: Span
    cut: Interval | None = None
    step: Number | None = None
    scale: Number = 1
    unit: str = ""
    origin: Literal["narrative", "table", "structure"] = "narrative"

    @property
    def key(self) -> tuple[int, int]:
        """Equal for operands that are the same printed number."""
        return self.span


class Const(NamedTuple):
    """A number that no text states: the 100 of 100%."""

    value: Number


class Sum(NamedTuple):
    """terms[0] + terms[1] + …"""

    terms: tuple["Term", ...]


class Difference(NamedTuple):
    """left - right"""

    left: "Term"
    right: "Term"


class Product(NamedTuple):
    """left × right"""

    left: "Term"
    right: "Term"


class Quotient(NamedTuple):
    """left ÷ right"""

    left: "Term"
    right: "Term"


class Percent(NamedTuple):
    """part ÷ whole × 100"""

    part: "Term"
    whole: "Term"


Term = Operand | Const | Sum | Difference | Product | Quotient | Percent


class Comparison(NamedTuple):
    """left = right, or left ≤ right. In ``=`` the stated side is ``left``, the computed one ``right``."""

    left: "Term"
    op: Literal["=", "<="]
    right: "Term"


class Wording(NamedTuple):
    """What is printed at one place should read otherwise: 7250年 for 件. ``found`` is compared with ``expected``."""

    place: Operand
    found: str
    expected: str


class Relation(NamedTuple):
    """One statement that must hold.

    readings   the admissible readings: the relation holds if one of them does; the first is preferred
    level      of the finding if it is broken; None is the level of its rule
    primary    the operand a finding points at first; None is the stated side of the first reading
    context    operands that take no part in the arithmetic but show what it refers to
    values     named texts for the message of the rule
    note       why the relation is proposed, in Chinese and English; shown with a finding
    """

    readings: tuple[Comparison | Wording, ...]
    level: Level | None = None
    primary: Operand | None = None
    context: tuple[Operand, ...] = ()
    values: Mapping[str, str] = MappingProxyType({})
    note: tuple[str, str] = ("", "")

    def operands(self) -> Iterable[Operand]:
        """Every operand of every reading, each printed number once."""
        first: dict[Span, Operand] = {}
        for reading in self.readings:
            for operand in reading_operands(reading):
                first.setdefault(operand.span, operand)
        return first.values()


def reading_operands(reading: Comparison | Wording) -> list[Operand]:
    """The operands of one reading, the stated side first."""
    if isinstance(reading, Wording):
        return [reading.place]
    operands: list[Operand] = []
    _collect(reading.left, operands)
    _collect(reading.right, operands)
    return operands


def term_operands(term: Term) -> list[Operand]:
    """The operands of a term from left to right."""
    operands: list[Operand] = []
    _collect(term, operands)
    return operands


def _collect(term: Term, operands: list[Operand]) -> None:
    if isinstance(term, Operand):
        operands.append(term)
    elif not isinstance(term, Const):
        for part in term.terms if isinstance(term, Sum) else term:  # the others are pairs of terms
            _collect(part, operands)


def counted(number: int, label: str, span: Span) -> Operand:
    """An operand for things that the audit counted itself, such as the headings of a report."""
    return Operand(exactly(number), str(number), str(number), label, span, origin="structure")
