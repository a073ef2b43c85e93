"""Interval arithmetic against a brute-force model: a value inside the operands is inside the result."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gikaudit.interval import Interval, Number, exactly, rounded, sum_of, truncated

numbers = st.integers(-40, 40) | st.fractions(-40, 40, max_denominator=20)
counts = st.integers(0, 40) | st.fractions(0, 40, max_denominator=20)
GRID = [Fraction(number, 4) for number in range(-60, 61)]


@st.composite
def intervals(draw: st.DrawFn, values: st.SearchStrategy[Number] = numbers, bounded: bool = False) -> Interval:
    low, high = sorted((draw(values), draw(values)))
    if low == high:
        return exactly(low)
    ends = st.just(False) if bounded else st.sampled_from([False, False, False, True])
    return Interval(
        None if draw(ends) and low >= 0 and values is numbers else low,
        None if draw(ends) else high,
        draw(st.booleans()),
        draw(st.booleans()),
    )


def member(data: st.DataObject, interval: Interval) -> Number:
    """Some value of an interval, near its ends as often as not."""
    low = interval.low if interval.low is not None else (interval.high or 0) - 1000
    high = interval.high if interval.high is not None else low + 1000
    share = data.draw(st.sampled_from([Fraction(0), Fraction(1), Fraction(1, 10**6)]) | st.fractions(0, 1))
    value = low + (high - low) * share
    if value not in interval:
        value = low + Fraction(high - low) / 3
    assert value in interval
    return value


@given(intervals(), intervals(), st.data())
def test_sums_and_differences(one: Interval, other: Interval, data: st.DataObject) -> None:
    a, b = member(data, one), member(data, other)
    assert a + b in one + other
    assert a - b in one - other


@given(st.lists(intervals(), max_size=5), st.data())
def test_sum_of_many(terms: list[Interval], data: st.DataObject) -> None:
    assert sum(member(data, term) for term in terms) in sum_of(terms)


@given(intervals(counts), intervals(counts), st.data())
def test_products(one: Interval, other: Interval, data: st.DataObject) -> None:
    a, b = member(data, one), member(data, other)
    assert a * b in one * other


@given(intervals(), intervals(counts), st.data())
def test_quotients(one: Interval, other: Interval, data: st.DataObject) -> None:
    a, b = member(data, one), member(data, other)
    if b:
        assert Fraction(a) / b in one / other


@pytest.mark.parametrize("other", [Interval(1, 2, low_open=True), Interval(1, 2, high_open=True)])
@pytest.mark.parametrize("one", [exactly(0), Interval(0, 5)])
def test_nothing_times_something_is_nothing(one: Interval, other: Interval) -> None:
    assert 0 in one * other
    assert 0 in one / other


def test_quotients_of_negative_values() -> None:
    assert -1 in exactly(-1) / Interval(1, 2, high_open=True)
    assert Fraction(-1, 2) in exactly(-1) / Interval(1, 2, low_open=True)
    assert -1 not in exactly(-1) / Interval(1, 2, low_open=True)
    assert Fraction(-1, 2) not in exactly(-1) / Interval(1, 2, high_open=True)


def test_products_and_quotients_that_come_near_nothing_and_do_not_reach_it() -> None:
    assert 0 not in Interval(0, 5, low_open=True) * Interval(1, 2)
    assert 0 not in Interval(0, 5, low_open=True) * Interval(0, 2, low_open=True)
    assert 0 not in Interval(0, 5, low_open=True) / Interval(1, 2)


@given(intervals(), st.fractions(Fraction(1, 10), 100), st.data())
def test_scaling(one: Interval, factor: Fraction, data: st.DataObject) -> None:
    assert member(data, one) * factor in one.scaled(factor)


@given(intervals(bounded=True), intervals(bounded=True))
def test_sums_are_no_wider_than_they_must_be(one: Interval, other: Interval) -> None:
    total = one + other
    assert one.low is not None and one.high is not None and other.low is not None and other.high is not None
    assert total.low is not None and total.high is not None
    assert (total.low, total.high) == (one.low + other.low, one.high + other.high)
    assert (total.low in total) == (one.low in one and other.low in other)
    assert (total.high in total) == (one.high in one and other.high in other)


@given(intervals(), intervals())
def test_meets_is_having_a_value_in_common(one: Interval, other: Interval) -> None:
    both = one & other
    assert one.meets(other) == other.meets(one) == (not both.empty)
    for value in GRID:
        assert (value in both) == (value in one and value in other)


@given(intervals(), intervals(), st.data())
def test_can_be_at_most(one: Interval, other: Interval, data: st.DataObject) -> None:
    a, b = member(data, one), member(data, other)
    if a <= b:
        assert one.can_be_at_most(other)
    if not one.can_be_at_most(other):
        assert a > b
        assert other.can_be_at_most(one)


@given(numbers, numbers, st.booleans(), st.booleans())
def test_empty_intervals_have_no_values(low: Number, high: Number, low_open: bool, high_open: bool) -> None:
    interval = Interval(low, high, low_open, high_open)
    middle = (Fraction(low) + high) / 2
    assert interval.empty == (middle not in interval)


# ---- rounding


@st.composite
def printed(draw: st.DrawFn) -> tuple[Fraction, Fraction]:
    """A value and a step to print it in."""
    step = draw(st.sampled_from([Fraction(1), Fraction(1, 10), Fraction(1, 100), Fraction(1000), Fraction(10000)]))
    return draw(st.fractions(0, 10**6, max_denominator=10**4)), step


@given(printed())
def test_half_up(value_and_step: tuple[Fraction, Fraction]) -> None:
    value, step = value_and_step
    units = (value / step + Fraction(1, 2)).__floor__()
    assert value in rounded(units * step, step)
    assert value not in rounded((units + 1) * step, step)
    assert value not in rounded((units - 1) * step, step)


@given(printed())
def test_cut_off(value_and_step: tuple[Fraction, Fraction]) -> None:
    value, step = value_and_step
    units = (value / step).__floor__()
    assert value in truncated(units * step, step)
    assert value not in truncated((units + 1) * step, step)
    assert value not in truncated((units - 1) * step, step)


@pytest.mark.parametrize(
    ("share", "value", "inside"),
    [
        (85, Fraction(169, 2), True),  # 84.5 is 85, half up
        (85, Fraction(171, 2), False),  # 85.5 is 86
        (85, Fraction(8549, 100), True),
        (0, Fraction(-1, 2), True),
        (100, Fraction(995, 10), True),
    ],
)
def test_a_printed_percentage(share: int, value: Fraction, inside: bool) -> None:
    assert (value in rounded(share, 1)) is inside


# ---- the ends of the definition


def test_a_product_of_negative_values_is_refused() -> None:
    with pytest.raises(ValueError, match="not negative"):
        Interval(-1, 1) * exactly(2)
    with pytest.raises(ValueError, match="not negative"):
        exactly(2) * Interval(None, 1)


def test_a_quotient_by_negative_values_is_refused() -> None:
    with pytest.raises(ValueError, match="not negative"):
        exactly(2) / Interval(-1, 1)


def test_a_quotient_by_what_can_be_zero_has_no_upper_bound() -> None:
    assert exactly(5) / Interval(0, 2) == Interval(Fraction(5, 2), None)


def test_quotients_of_exact_numbers_are_exact() -> None:
    assert (exactly(1) / exactly(3)).low == Fraction(1, 3)
    assert (exactly(1) / exactly(3)).exact


def test_equality_and_hash() -> None:
    assert Interval(1, 2) == Interval(Fraction(1), 2)
    assert hash(Interval(1, 2)) == hash(Interval(Fraction(1), 2))
    assert Interval(1, 2) != Interval(1, 2, high_open=True)
    assert repr(Interval(1, 2, high_open=True)) == "[1, 2)"
    assert exactly(1) != 1
