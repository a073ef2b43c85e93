"""Judging one relation: exact arithmetic on intervals, with a verdict and its reason."""

from enum import StrEnum
from typing import NamedTuple

from gikaudit.interval import Interval, Number, exactly, sum_of
from gikaudit.relation import (
    Comparison,
    Const,
    Difference,
    Operand,
    Percent,
    Product,
    Quotient,
    Relation,
    Sum,
    Term,
    Wording,
    term_operands,
)


class Status(StrEnum):
    """The three verdicts."""

    HOLDS = "holds"
    BROKEN = "broken"
    OPEN = "not assessable"


class Mode(StrEnum):
    """How the two sides agree, or by how little they miss each other."""

    EXACT = "exact"
    ROUNDED = "rounded"
    CUT = "cut"
    """They agree only if a number was cut off instead of rounded."""
    LAST_DIGIT = "last digit"
    """A rounded number is one unit of its last digit away."""
    APART = "apart"


class Reason(StrEnum):
    """Why a relation cannot be assessed."""

    BLANK = "blank"
    """A cell that it needs is blank, not applicable or unreadable."""
    ZERO = "zero"
    """It would divide by zero."""


class Verdict(NamedTuple):
    """The judgement of a relation: of the reading that holds, else of the preferred one.

    left and right are the values of the two sides; None for a wording.
    """

    status: Status
    reading: Comparison | Wording
    mode: Mode = Mode.EXACT
    left: Interval | None = None
    right: Interval | None = None
    reason: Reason | None = None


def judge(relation: Relation) -> Verdict:
    """The verdict on a relation: it holds if an admissible reading does, and is broken if all are."""
    verdicts = []
    for reading in relation.readings:
        verdict = _judge(reading)
        if verdict.status is Status.HOLDS:
            return verdict
        verdicts.append(verdict)
    for status, modes in (
        (Status.OPEN, None),
        (Status.BROKEN, (Mode.CUT,)),
        (Status.BROKEN, (Mode.LAST_DIGIT,)),
    ):
        for verdict in verdicts:
            if verdict.status is status and (modes is None or verdict.mode in modes):
                return verdict
    return verdicts[0]


def _judge(reading: Comparison | Wording) -> Verdict:
    if isinstance(reading, Wording):
        same = reading.found == reading.expected
        return Verdict(Status.HOLDS if same else Status.BROKEN, reading, Mode.EXACT if same else Mode.APART)
    try:
        left, right = value_of(reading.left), value_of(reading.right)
    except ZeroDivisionError:
        return Verdict(Status.OPEN, reading, reason=Reason.ZERO)
    if reading.op == "<=":
        fits = left.can_be_at_most(right)
        blank = fits and (left.high is None or right.high is None)
        if blank:
            return Verdict(Status.OPEN, reading, left=left, right=right, reason=Reason.BLANK)
        mode = Mode.EXACT if fits else Mode.APART
        return Verdict(Status.HOLDS if fits else Status.BROKEN, reading, mode, left, right)
    if left.meets(right):
        if not left.bounded or not right.bounded:
            status = Status.HOLDS if _holds_with_blanks_as_zero(reading) else Status.OPEN
            reason = None if status is Status.HOLDS else Reason.BLANK
            return Verdict(status, reading, Mode.EXACT, left, right, reason)
        mode = Mode.EXACT if left.exact and right.exact else Mode.ROUNDED
        return Verdict(Status.HOLDS, reading, mode, left, right)
    if _cut(reading.left).meets(right) or left.meets(_cut(reading.right)):
        return Verdict(Status.BROKEN, reading, Mode.CUT, left, right)
    step = _step(reading.left)
    if step is not None and Interval(_shift(left.low, -step), _shift(left.high, step)).meets(right):
        return Verdict(Status.BROKEN, reading, Mode.LAST_DIGIT, left, right)
    return Verdict(Status.BROKEN, reading, Mode.APART, left, right)


def value_of(term: Term) -> Interval:
    """The values a term can have. Raises ZeroDivisionError for a share of nothing."""
    if isinstance(term, Operand):
        return term.interval
    match term:
        case Const(value):
            return exactly(value)
        case Sum(terms):
            return sum_of([value_of(part) for part in terms])
        case Difference(left, right):
            return value_of(left) - value_of(right)
        case Product(left, right):
            return _not_negative(value_of(left)) * _not_negative(value_of(right))
        case Quotient(left, right):
            return _divided(value_of(left), value_of(right))
        case Percent(part, whole):
            return _divided(value_of(part).scaled(100), value_of(whole))


def _divided(part: Interval, base: Interval) -> Interval:
    if base.high is not None and base.high <= 0:
        raise ZeroDivisionError
    return part / _not_negative(base)


def _not_negative(interval: Interval) -> Interval:
    """An interval without its negative values: no count is below 0, however it was rounded or taken away."""
    if interval.low is not None and interval.low >= 0:
        return interval
    high = None if interval.high is None else max(interval.high, 0)
    return Interval(0, high, False, interval.high_open)


def _cut(term: Term) -> Interval:
    """The value of a stated number if it was cut off; sums and quotients are as they are."""
    if isinstance(term, Operand) and term.cut is not None:
        return term.cut
    return value_of(term)


def _step(term: Term) -> Number | None:
    """One unit of the last digit of a rounded number; a number that is meant exactly, or an approximate one
    such as 3700多, has none. Only of a rounded number is it a question whether it was cut off."""
    return term.step if isinstance(term, Operand) and term.cut not in (None, term.interval) else None


def _shift(bound: Number | None, step: Number) -> Number | None:
    return None if bound is None else bound + step


def _holds_with_blanks_as_zero(reading: Comparison) -> bool:
    """A blank cell means none where that makes the sum right; otherwise nothing is said about it."""

    def known(term: Term) -> Interval:
        return sum_of(operand.interval for operand in term_operands(term) if operand.interval.bounded)

    stated = [side for side in (reading.left, reading.right) if isinstance(side, Operand)]
    if any(not side.interval.bounded for side in stated):
        return False
    sums = all(isinstance(side, Operand | Sum) for side in (reading.left, reading.right))
    return sums and known(reading.left).meets(known(reading.right))
