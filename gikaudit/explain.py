"""The words and the arithmetic of a verdict: what a message can say about a relation."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from gikaudit.evaluate import Mode, Status, Verdict, value_of
from gikaudit.interval import Interval, Number, ratio
from gikaudit.patterns import compiled
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
    reading_operands,
    term_operands,
)
from gikaudit.rule import Words

_MOST_DECIMALS = 5
_SIGNS = {("=", True): "=", ("=", False): "≠", ("<=", True): "≤", ("<=", False): ">"}
_PERCENT = ("%", "百分点", "个百分点")
_NUMERALS = " 一二三四五六七八九"
_QUOTED = compiled(r"“\{(\w+)\}”")
_CLAUSE_OF_DIFFERENCE = compiled(r"，[^，；：。]*\{difference\}|: \{difference\}[^.;]*")


class _Phrases(NamedTuple):
    """What is said of values in one language."""

    at_least: str
    at_most: str
    points: str
    or_more: str


_ZH = _Phrases("至少{}", "至多{}", "个百分点", "{}以上")
_EN = _Phrases("at least {}", "at most {}", " percentage points", "at least {}")


def message(words: Words, relation: Relation, verdict: Verdict) -> Words:
    """The message of a rule about a relation: its two texts with their fields filled in.

    A clause on the difference is left out where the difference is not known.
    """
    zh, en = _fields(relation, verdict)
    if "{arithmetic}" in words.zh or "{arithmetic}" in words.en:
        written = {"arithmetic": arithmetic(verdict)}
        zh, en = written | zh, written | en
    return Words(_say(words.zh, zh, "该项"), _say(words.en, en, "this"))


def _say(template: str, values: dict[str, str], unnamed: str) -> str:
    if values.get("difference") == "":
        template = _CLAUSE_OF_DIFFERENCE.sub("", template)
    for name in _QUOTED.findall(template):
        values[name] = quoted(values[name], unnamed)
    return _QUOTED.sub(r"{\1}", template).format(**values)


def quoted(text: str, unnamed: str) -> str:
    """A text of the document in quotation marks, with those in it made single; ``unnamed`` where there is none."""
    text = text.lstrip("、,;:。.!?)”’ ").rstrip("、,;:。. ")
    if text.count("“") != text.count("”"):
        text = text.replace("“", "").replace("”", "")
    text = text.replace("“", "‘").replace("”", "’")
    return f"“{text}”" if text else unnamed


def _fields(relation: Relation, verdict: Verdict) -> tuple[dict[str, str], dict[str, str]]:
    """The fields of a message in Chinese and English: of a comparison

    stated       the stated side as printed; label: what it counts
    computed     the other side: as printed, or its value with the unit of the stated one
    difference   how far the two are apart; "" where that is not known
    and, in messages that speak of it, arithmetic: both sides written out;

    of a wording: found and expected; and the relation's own values.
    """
    reading = verdict.reading
    if isinstance(reading, Wording):
        own = {"found": reading.found, "expected": reading.expected, "label": reading.place.label}
        return own | dict(relation.values), own | dict(relation.values)
    stated = _stated(reading)
    assert verdict.left is not None and verdict.right is not None
    sides = (reading.left, verdict.left), (reading.right, verdict.right)
    mine, other = sides if _is_left(reading, stated) else sides[::-1]
    own = {"stated": stated.shown, "label": stated.label}
    computed, difference = _computed(*other, stated), _difference(mine, other, stated)
    zh, en = (
        own | {"computed": computed[language], "difference": difference[language]} | dict(relation.values)
        for language in (0, 1)
    )
    return zh, en


def _computed(term: Term, value: Interval, like: Operand) -> Words:
    if isinstance(term, Operand) and term.shown:
        return Words(term.shown, term.shown)
    exact = _nominal(term)
    if exact is not None:
        text = number(exact, like) + like.unit
        return Words(text, text)
    if value.low is not None and value.high is not None:
        text = f"{number(value.low, like)}~{number(value.high, like)}{like.unit}"
        return Words(text, text)
    bound = value.high if value.low is None else value.low
    if bound is None:
        return Words("—", "—")
    text = number(bound, like) + like.unit
    return Words(*((say.at_most if value.low is None else say.at_least).format(text) for say in (_ZH, _EN)))


def _difference(mine: tuple[Term, Interval], other: tuple[Term, Interval], like: Operand) -> Words:
    """How far two sides are apart, of numbers that are not exact at least; "" if nothing can be said."""
    units = [say.points if like.unit in _PERCENT else like.unit for say in (_ZH, _EN)]
    one, two = _nominal(mine[0]), _nominal(other[0])
    if one is not None and two is not None:
        text = number(max(one - two, two - one), like)
        return Words(*(text + unit for unit in units))
    pairs = (mine[1].low, other[1].high), (other[1].low, mine[1].high)
    gaps = [low - high for low, high in pairs if low is not None and high is not None]
    gap = max(gaps, default=0)
    if gap <= 0:
        return Words("", "")
    text = number(gap, like)
    return Words(*(say.or_more.format(text + unit) for say, unit in zip((_ZH, _EN), units, strict=True)))


def _nominal(term: Term) -> Number | None:
    """The value of a term with its numbers as they are printed; None if one is approximate or blank."""
    match term:
        case Operand(interval=interval, cut=cut):
            if interval.low is None or interval.high is None:
                return None
            if interval.exact:
                return interval.low
            return None if cut in (None, interval) else ratio(interval.low + interval.high, 2)
        case Const(value):
            return value
        case Sum(terms):
            total: Number = 0
            for part in terms:
                one = _nominal(part)
                if one is None:
                    return None
                total += one
            return total
        case Difference(left, right) | Product(left, right) | Quotient(left, right) | Percent(left, right):
            one, two = _nominal(left), _nominal(right)
            return None if one is None or two is None else _combined(term, one, two)


def _combined(term: Difference | Product | Quotient | Percent, one: Number, two: Number) -> Number | None:
    match term:
        case Difference():
            return one - two
        case Product():
            return one * two
        case Quotient():
            return ratio(one, two) if two else None
        case Percent():
            return ratio(one * 100, two) if two else None


def arithmetic(verdict: Verdict) -> str:
    """Both sides of a judged comparison: ``86 + 336 = 422 ≠ 421``. A wording has none.

    Where the comparison could not be assessed, nothing is said of the two: ``86 + (空) ≥ 86 ? 421``.
    """
    reading = verdict.reading
    if isinstance(reading, Wording):
        return ""
    stated = _stated(reading)
    is_open = verdict.status is Status.OPEN
    sign = "?" if is_open else _SIGNS[reading.op, verdict.status is Status.HOLDS]
    mixed = len({operand.scale for operand in reading_operands(reading) if operand.unit not in _PERCENT}) > 1
    sides = [
        _side(term, value, stated, mixed) if value is not None else _written(term, mixed)
        for term, value in ((reading.left, verdict.left), (reading.right, verdict.right))
    ]
    if reading.op == "=" and isinstance(reading.left, Operand) and not isinstance(reading.right, Operand):
        sides.reverse()
        if verdict.right is not None and verdict.right.high is None and sign == "≠":
            sign = ">"  # parts of which one is blank can be more than those that are there, not less
    return f"{sides[0]} {sign} {sides[1]}"


def _side(term: Term, value: Interval, like: Operand, mixed: bool) -> str:
    """One side of a comparison, with its value where there is something to calculate."""
    text = _written(term, mixed)
    if isinstance(term, Operand | Const):
        return text
    unit = like.unit if mixed else ""
    exact = _nominal(term)
    if exact is not None:
        return f"{text} = {number(exact, like)}{unit}"
    if value.low is not None and value.high is not None:
        return f"{text} = {number(value.low, like)}~{number(value.high, like)}{unit}"
    bound, sign = (value.high, "≤") if value.low is None else (value.low, "≥")
    return text if not bound else f"{text} {sign} {number(bound, like)}{unit}"


def number(value: Number, like: Operand) -> str:
    """A value in the scale of an operand, with one decimal more than that is printed with.

    More decimals are given only where the value would otherwise seem to be rounded to another number: 34.449
    is not 34.45 beside 34.5.
    """
    if isinstance(value, int) and like.scale == 1:
        return str(value)
    scaled = ratio(value, like.scale)
    printed = len(like.number.partition(".")[2])
    decimals = printed + 1
    while decimals < _MOST_DECIMALS and _units(_round(scaled, decimals), printed) != _units(scaled, printed):
        decimals += 1
    digits = str(abs(_units(scaled, decimals))).rjust(decimals + 1, "0")
    text = f"{digits[:-decimals]}.{digits[-decimals:]}".rstrip("0").rstrip(".")
    return text if scaled >= 0 or text == "0" else f"-{text}"


def _units(value: Number, decimals: int) -> int:
    """How many units of a decimal place a value is, rounded half up, away from 0."""
    half = value.denominator
    units: int = (2 * abs(value.numerator) * 10**decimals + half) // (2 * half)
    return units if value.numerator >= 0 else -units


def _round(value: Number, decimals: int) -> Fraction:
    return Fraction(_units(value, decimals), 10**decimals)


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
    steps = ratio(needed.low + needed.high + step, 2 * step)
    value = steps.numerator // steps.denominator * step
    if value < 0 or (needed.exact and value != needed.low and operand.interval.exact):
        return None
    return _printed(value, operand)


def _printed(value: Number, like: Operand) -> str:
    """A value with as many decimals as an operand has; a count of a table (2.5件) without any."""
    decimals = len(like.number.partition(".")[2])
    if like.origin == "table" and like.scale == 1 and value.denominator == 1:
        decimals = 0
    digits = str(_units(ratio(value, like.scale), decimals)).rjust(decimals + 1, "0")
    return f"{digits[:-decimals]}.{digits[-decimals:]}" if decimals else digits


def like_printed(digits: str, printed: str) -> str:
    """A small number in Chinese numerals where one is to be replaced: 七 for 六."""
    if printed.isascii() or not digits.isdigit() or not 0 < int(digits) < 100:
        return digits
    tens, ones = divmod(int(digits), 10)
    return ((_NUMERALS[tens] if tens > 1 else "") + ("十" if tens else "") + _NUMERALS[ones]).strip()


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
    return reading_operands(reading)[0]


def _is_left(reading: Comparison, stated: Operand) -> bool:
    return any(operand is stated for operand in term_operands(reading.left))


def _written(term: Term, mixed: bool) -> str:
    """A term as a person would write it; with units where some numbers are in ten thousands and others not."""

    def write(part: Term) -> str:
        text = _written(part, mixed)
        return f"({text})" if isinstance(part, Sum | Difference) else text

    match term:
        case Operand():
            return _printed_number(term, mixed)
        case Const(value):
            return str(value)
        case Sum(terms):
            return " + ".join(_written(part, mixed) for part in terms)
        case Difference(left, right):
            return f"{_written(left, mixed)} - {write(right)}"
        case Product(left, right):
            return f"{write(left)} × {write(right)}"
        case Quotient(left, right):
            return f"{write(left)} ÷ {write(right)}"
        case Percent(part, whole):
            return f"{write(part)} ÷ {write(whole)} × 100"


def _printed_number(operand: Operand, mixed: bool) -> str:
    if not operand.number:
        return operand.shown or "(空)"
    exact = _nominal(operand)
    if exact is None or mixed:
        return operand.shown or operand.number
    if not operand.number.isascii():
        return number(exact, operand)  # 六 as 6: what is calculated with is written in figures
    return operand.number


def mode_note(verdict: Verdict) -> tuple[str, str]:
    """What is to be said about how the two sides miss each other."""
    match verdict.mode:
        case Mode.CUT:
            return "系直接截去尾数，应四舍五入", "it was cut off instead of rounded"
        case Mode.LAST_DIGIT:
            return "末位相差1", "it is one unit of the last digit off"
        case _:
            return "", ""
