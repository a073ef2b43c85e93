"""Exact intervals: what a printed number can mean.

A printed 85% is any value in [84.5, 85.5); 3700多 is above 3700 and below 3800; a plain count is
itself. Two statements contradict each other only if their intervals have no value in common.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Final

Number = int | Fraction
"""An exact number. Whole numbers stay ints: they are many, and Fractions are slow."""


class Interval:
    """The values from low to high; None is no bound. An open end does not belong to it.

    Written out instead of generated: thousands are made for a report, and none is ever changed.
    """

    __slots__ = ("high", "high_open", "low", "low_open")

    def __init__(
        self, low: Number | None, high: Number | None, low_open: bool = False, high_open: bool = False
    ) -> None:
        self.low: Final = low
        self.high: Final = high
        self.low_open: Final = low_open
        self.high_open: Final = high_open

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Interval)
            and self.low == other.low
            and self.high == other.high
            and self.low_open == other.low_open
            and self.high_open == other.high_open
        )

    def __hash__(self) -> int:
        return hash((self.low, self.high, self.low_open, self.high_open))

    def __repr__(self) -> str:
        left, right = "(" if self.low_open else "[", ")" if self.high_open else "]"
        return f"{left}{self.low}, {self.high}{right}"

    @property
    def exact(self) -> bool:
        """Whether it holds a single value."""
        return self.low is not None and self.low == self.high

    @property
    def bounded(self) -> bool:
        """Whether it has both bounds."""
        return self.low is not None and self.high is not None

    @property
    def empty(self) -> bool:
        """Whether no value satisfies it, as in 近10余: below 10 and above 10."""
        if self.low is None or self.high is None:
            return False
        return self.low > self.high or (self.low == self.high and (self.low_open or self.high_open))

    def __contains__(self, value: Number) -> bool:
        above = self.low is None or value > self.low or (value == self.low and not self.low_open)
        below = self.high is None or value < self.high or (value == self.high and not self.high_open)
        return above and below

    def __and__(self, other: Interval) -> Interval:
        """The values in both."""
        low, low_open = _tighter(self.low, self.low_open, other.low, other.low_open, upper=False)
        high, high_open = _tighter(self.high, self.high_open, other.high, other.high_open, upper=True)
        return Interval(low, high, low_open, high_open)

    def meets(self, other: Interval) -> bool:
        """Whether the two have a value in common."""
        return self.can_be_at_most(other) and other.can_be_at_most(self)

    def can_be_at_most(self, other: Interval) -> bool:
        """Whether some value of this one is at most some value of the other."""
        low, high = self.low, other.high
        if low is None or high is None:
            return True
        # whole numbers are compared faster than Fractions
        least, most = low.numerator * high.denominator, high.numerator * low.denominator
        return least < most or (least == most and not (self.low_open or other.high_open))

    def __add__(self, other: Interval) -> Interval:
        return sum_of((self, other))

    def __sub__(self, other: Interval) -> Interval:
        return self + Interval(
            None if other.high is None else -other.high,
            None if other.low is None else -other.low,
            other.high_open,
            other.low_open,
        )

    def __mul__(self, other: Interval) -> Interval:
        """The product of two intervals without negative values.

        Raises ValueError where a value could be negative: no count, share or average is.
        """
        if self.low is None or other.low is None or self.low < 0 or other.low < 0:
            raise ValueError("a product is only defined for values that are not negative")
        high = None if self.high is None or other.high is None else self.high * other.high
        return Interval(
            self.low * other.low,
            high,
            _product_open(self.low, self.low_open, other.low, other.low_open),
            _product_open(self.high, self.high_open, other.high, other.high_open),
        )

    def __truediv__(self, other: Interval) -> Interval:
        """The quotient by an interval without negative values; a divisor that can be 0 leaves it unbounded.

        Raises ValueError where the divisor could be negative.
        """
        if other.low is None or other.low < 0:
            raise ValueError("a quotient is only defined for divisors that are not negative")
        if self.low is not None and self.low == self.high and other.low == other.high and other.low:
            return exactly(ratio(self.low, other.low))
        low, low_open = _quotient(self.low, self.low_open, other, upper=False)
        high, high_open = _quotient(self.high, self.high_open, other, upper=True)
        return Interval(low, high, low_open, high_open)

    def scaled(self, factor: Number) -> Interval:
        """Every value times a positive factor."""
        return Interval(
            None if self.low is None else self.low * factor,
            None if self.high is None else self.high * factor,
            self.low_open,
            self.high_open,
        )


def sum_of(intervals: Iterable[Interval]) -> Interval:
    """The sum of intervals; 0 for none."""
    low: Number | None = 0
    high: Number | None = 0
    low_open = high_open = False
    for interval in intervals:
        low = None if low is None or interval.low is None else low + interval.low
        high = None if high is None or interval.high is None else high + interval.high
        low_open = low_open or interval.low_open
        high_open = high_open or interval.high_open
    return Interval(low, high, low_open, high_open)


def exactly(value: Number) -> Interval:
    """The interval of one value."""
    return Interval(value, value)


def rounded(value: Number, step: Number) -> Interval:
    """What a value rounded half up to a multiple of ``step`` can have been."""
    units, top, bottom = _units(value, step), step.numerator, 2 * step.denominator
    return Interval(Fraction((2 * units - 1) * top, bottom), Fraction((2 * units + 1) * top, bottom), high_open=True)


def truncated(value: Number, step: Number) -> Interval:
    """What a value cut off to a multiple of ``step`` can have been."""
    return Interval(value, Fraction((_units(value, step) + 1) * step.numerator, step.denominator), high_open=True)


def _units(value: Number, step: Number) -> int:
    """How many steps a value is; values are whole multiples of their step, and integers are added fast."""
    return value.numerator * step.denominator // (value.denominator * step.numerator)


def _product_open(one: Number | None, one_open: bool, other: Number | None, other_open: bool) -> bool:
    """Whether the end of a product is open. 0 times anything is 0: one closed end there is enough."""
    if one == 0 or other == 0:
        return not ((one == 0 and not one_open) or (other == 0 and not other_open))
    return one_open or other_open


def _quotient(value: Number | None, value_open: bool, divisor: Interval, *, upper: bool) -> tuple[Number | None, bool]:
    """One bound of a quotient, and whether it is open: none for a divisor of 0, towards 0 for one without bound."""
    if value is None:
        return None, value_open
    largest = upper if value < 0 else not upper
    end, end_open = (divisor.high, divisor.high_open) if largest else (divisor.low, divisor.low_open)
    is_open = value_open or (end_open and value != 0)  # 0 divided by anything is 0
    if end is None:
        return 0, is_open
    return (ratio(value, end) if end else None), is_open


def ratio(value: Number, divisor: Number) -> Fraction:
    """An exact quotient. Raises ZeroDivisionError."""
    return Fraction(value.numerator * divisor.denominator, value.denominator * divisor.numerator)


def _tighter(
    one: Number | None, one_open: bool, other: Number | None, other_open: bool, *, upper: bool
) -> tuple[Number | None, bool]:
    if one is None:
        return other, other_open
    if other is None:
        return one, one_open
    if one == other:
        return one, one_open or other_open
    one_wins = one < other if upper else one > other
    return (one, one_open) if one_wins else (other, other_open)
