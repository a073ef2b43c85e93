"""The words and the arithmetic of a verdict: what a message can say about a relation."""

from __future__ import annotations

from fractions import Fraction

from gikaudit.evaluate import Mode, Verdict, value_of
from gikaudit.interval import Interval, Number
from gikaudit.relation import (
    Comparison,
    Const,
    Difference,
    Operand,
    Percent,
    Product,
    Relation,
    Sum,
    Term,
    Wording,
    reading_operands,
    term_operands,
)

_MOST_DECIMALS = 4
_SIGNS = {("=", True): "=", ("=", False): "≠", ("<=", True): "≤", ("<=", False): ">"}


def fields(relation: Relation, verdict: Verdict) -> dict[str, str]:
    """The fields of a message: of a comparison

    stated       the stated side as printed; label: what it counts
    computed     the value of the other side, with the unit of the stated one
    difference   how far the two are apart
    arithmetic   both sides written out

    of a wording: found and expected; and the relation's own values.
    """
    reading = verdict.reading
    if isinstance(reading, Wording):
        own = {"found": reading.found, "expected": reading.expected, "label": reading.place.label}
        return own | dict(relation.values)
    stated = _stated(reading)
    assert verdict.left is not None and verdict.right is not None
    other = verdict.right if _is_left(reading, stated) else verdict.left
    mine = verdict.left if _is_left(reading, stated) else verdict.right
    own = {
        "stated": stated.shown,
        "label": stated.label,
        "computed": show(other, stated),
        "difference": show_difference(mine, other, stated),
        "arithmetic": arithmetic(verdict),
    }
    return own | dict(relation.values)


def arithmetic(verdict: Verdict) -> str:
    """Both sides of a judged comparison: ``86 + 336 = 422 ≠ 421``. A wording has none."""
    reading = verdict.reading
    if isinstance(reading, Wording):
        return ""
    stated = _stated(reading)
    assert verdict.left is not None and verdict.right is not None
    sign = _SIGNS[reading.op, verdict.status.value == "holds"]
    sides = []
    for term, value in ((reading.left, verdict.left), (reading.right, verdict.right)):
        text = _written(term)
        if not isinstance(term, Operand | Const):
            text += f" = {show(value, stated, unit=False)}"
        sides.append(text)
    if reading.op == "=" and isinstance(reading.left, Operand) and not isinstance(reading.right, Operand):
        return f"{sides[1]} {sign} {sides[0]}"
    return f"{sides[0]} {sign} {sides[1]}"


def show(value: Interval, like: Operand, *, unit: bool = True) -> str:
    """A value in the unit and the precision of an operand."""
    suffix = like.unit if unit else ""
    if value.low is None and value.high is None:
        return "—"
    if value.low is None or value.high is None:
        bound = value.high if value.low is None else value.low
        assert bound is not None
        return f"{'≤' if value.low is None else '≥'}{number(bound, like)}{suffix}"
    if value.exact or value.high - value.low <= (like.step or 0):
        middle = value.low if value.exact else Fraction(value.low + value.high) / 2
        return f"{number(middle, like)}{suffix}"
    return f"{number(value.low, like)}~{number(value.high, like)}{suffix}"


def show_difference(one: Interval, other: Interval, like: Operand) -> str:
    """How far two values are apart at least."""
    if one.low is None or one.high is None or other.low is None or other.high is None:
        return "—"
    gap = max(one.low - other.high, other.low - one.high, 0)
    if not (one.exact and other.exact):
        gap = abs(Fraction(one.low + one.high) / 2 - Fraction(other.low + other.high) / 2)
    return f"{number(gap, like)}{like.unit}"


def number(value: Number, like: Operand) -> str:
    """A value in the scale of an operand, with at most a few decimals and no zeros at the end."""
    scaled = Fraction(value) / like.scale
    if scaled.denominator == 1:
        return str(scaled.numerator)
    decimals = 0
    step = Fraction(like.step or 1) / like.scale
    while step < 1 and decimals < _MOST_DECIMALS:
        step, decimals = step * 10, decimals + 1
    decimals = min(decimals + 2, _MOST_DECIMALS)
    rounded = (abs(scaled) * 10**decimals + Fraction(1, 2)).__floor__()
    digits = str(rounded).rjust(decimals + 1, "0")
    text = f"{digits[:-decimals]}.{digits[-decimals:]}".rstrip("0").rstrip(".")
    return text if scaled >= 0 or text == "0" else f"-{text}"


def correction(verdict: Verdict, operand: Operand) -> str | None:
    """What an operand would have to be for its reading to hold, as printed; None where that is not unique."""
    reading = verdict.reading
    if isinstance(reading, Wording) or reading.op != "=":
        return None
    needed = _solve(reading.left, reading.right, operand)
    if needed is None:
        needed = _solve(reading.right, reading.left, operand)
    if needed is None or not needed.bounded or needed.low is None or needed.high is None:
        return None
    step = operand.step or 1
    middle = Fraction(needed.low + needed.high) / 2
    steps = (middle / step + Fraction(1, 2)).__floor__()
    value = steps * step
    if value < 0 or (needed.exact and value != needed.low and operand.interval.exact):
        return None
    return _printed(value, operand)


def _printed(value: Number, like: Operand) -> str:
    """A value with as many decimals as an operand has."""
    decimals = len(like.number.partition(".")[2])
    scaled = Fraction(value) / like.scale
    whole = (scaled * 10**decimals + Fraction(1, 2)).__floor__()
    digits = str(whole).rjust(decimals + 1, "0")
    return f"{digits[:-decimals]}.{digits[-decimals:]}" if decimals else digits


def _solve(side: Term, other: Term, operand: Operand) -> Interval | None:
    """The value of an operand that stands alone on one side, or is a term of a sum there."""
    if isinstance(side, Operand):
        return value_of(other) if side is operand else None
    if isinstance(side, Sum) and any(term is operand for term in side.terms):
        rest = Sum(tuple(term for term in side.terms if term is not operand))
        return value_of(other) - value_of(rest)
    return None


def _stated(reading: Comparison) -> Operand:
    """The operand that a message speaks of first."""
    if isinstance(reading.left, Operand):
        return reading.left
    if isinstance(reading.right, Operand):
        return reading.right
    return next(reading_operands(reading))


def _is_left(reading: Comparison, stated: Operand) -> bool:
    return any(operand is stated for operand in term_operands(reading.left))


def _written(term: Term) -> str:
    match term:
        case Operand():
            return term.number or "(空)"
        case Const(value):
            return str(value)
        case Sum(terms):
            return " + ".join(_written(part) for part in terms)
        case Difference(left, right):
            return f"{_written(left)} - {_bracketed(right)}"
        case Product(left, right):
            return f"{_bracketed(left)} × {_bracketed(right)}"
        case Percent(part, whole):
            return f"{_bracketed(part)} ÷ {_bracketed(whole)} × 100"


def _bracketed(term: Term) -> str:
    return f"({_written(term)})" if isinstance(term, Sum | Difference) else _written(term)


def mode_note(verdict: Verdict) -> tuple[str, str]:
    """What is to be said about how the two sides miss each other."""
    match verdict.mode:
        case Mode.CUT:
            return "系直接截去尾数,应四舍五入", "it was cut off instead of rounded"
        case Mode.LAST_DIGIT:
            return "末位相差1", "it is one unit of the last digit off"
        case _:
            return "", ""
