"""The verdict on a relation, against a model that tries the values its numbers can have."""

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gikaudit.evaluate import Mode, Reason, Status, judge, value_of
from gikaudit.interval import Interval, Number, exactly, rounded, truncated
from gikaudit.relation import Comparison, Const, Difference, Operand, Percent, Product, Relation, Sum, Wording
from gikaudit.source import Span

BLANK = Interval(None, None)


def exact(value: Number) -> Operand:
    return of(exactly(value))


def of(interval: Interval, step: Number = 1) -> Operand:
    return Operand(interval, "", "", "", Span(0, 0), interval, step)


def percentage(value: Number, step: Number = 1) -> Operand:
    return Operand(rounded(value, step), "", "", "", Span(0, 0), truncated(value, step), step, unit="%")


def verdict(*readings: Comparison | Wording) -> tuple[Status, Mode, Reason | None]:
    found = judge(Relation(readings))
    return found.status, found.mode, found.reason


def total(stated: Operand, *parts: Operand) -> Comparison:
    return Comparison(stated, "=", Sum(parts))


def share(stated: Operand, part: Operand, whole: Operand) -> Comparison:
    return Comparison(stated, "=", Percent(part, whole))


HOLDS, OPEN, BROKEN = Status.HOLDS, Status.OPEN, Status.BROKEN


@pytest.mark.parametrize(
    ("reading", "expected"),
    [
        pytest.param(total(exact(41), exact(10), exact(31)), (HOLDS, Mode.EXACT, None), id="41 = 10 + 31"),
        pytest.param(total(exact(40), exact(10), exact(31)), (BROKEN, Mode.APART, None), id="40 = 10 + 31"),
        pytest.param(Comparison(exact(5), "<=", exact(5)), (HOLDS, Mode.EXACT, None), id="5 <= 5"),
        pytest.param(Comparison(exact(6), "<=", exact(5)), (BROKEN, Mode.APART, None), id="6 <= 5"),
        pytest.param(share(percentage(25), exact(1), exact(4)), (HOLDS, Mode.ROUNDED, None), id="25% = 1/4"),
        pytest.param(share(percentage(67), exact(2), exact(3)), (HOLDS, Mode.ROUNDED, None), id="67% = 2/3"),
        pytest.param(share(percentage(66), exact(2), exact(3)), (BROKEN, Mode.CUT, None), id="66% = 2/3 cut off"),
        pytest.param(share(percentage(68), exact(2), exact(3)), (BROKEN, Mode.LAST_DIGIT, None), id="68% = 2/3"),
        pytest.param(share(percentage(70), exact(2), exact(3)), (BROKEN, Mode.APART, None), id="70% = 2/3"),
        pytest.param(share(percentage(85), exact(169), exact(200)), (HOLDS, Mode.ROUNDED, None), id="84.5% is 85%"),
        pytest.param(share(percentage(84), exact(169), exact(200)), (BROKEN, Mode.CUT, None), id="84.5% cut off"),
        pytest.param(share(percentage(0), exact(0), exact(7)), (HOLDS, Mode.ROUNDED, None), id="0% of 7"),
        pytest.param(share(percentage(0), exact(0), exact(0)), (OPEN, Mode.EXACT, Reason.ZERO), id="a share of 0"),
        pytest.param(
            share(percentage(Fraction(2561, 100), Fraction(1, 100)), exact(256186), exact(10**6)),
            (BROKEN, Mode.CUT, None),
            id="25.6186% as 25.61%",
        ),
        pytest.param(
            total(of(Interval(3700, 3800, True, True)), exact(3000), exact(750)),
            (HOLDS, Mode.ROUNDED, None),
            id="3700多 = 3750",
        ),
        pytest.param(
            total(of(Interval(3700, 3800, True, True)), exact(3000), exact(650)),
            (BROKEN, Mode.APART, None),
            id="3700多 is not 3650",
        ),
        pytest.param(
            Comparison(of(Interval(3700, 3800, True, True)), "=", Sum((exact(3000), exact(700)))),
            (BROKEN, Mode.APART, None),
            id="3700多 is more than 3700, and was not rounded",
        ),
        pytest.param(
            Comparison(exact(3800), "<=", of(Interval(3700, 3800, True, True))),
            (BROKEN, Mode.APART, None),
            id="3800 is over 3700多",
        ),
        pytest.param(
            Comparison(exact(24), "=", Product(exact(4), exact(6))), (HOLDS, Mode.EXACT, None), id="24 = 4 x 6"
        ),
        pytest.param(
            Comparison(exact(5), "=", Difference(exact(9), exact(4))), (HOLDS, Mode.EXACT, None), id="5 = 9 - 4"
        ),
        pytest.param(Comparison(Sum((exact(60), exact(40))), "<=", Const(100)), (HOLDS, Mode.EXACT, None), id="100"),
        pytest.param(Wording(exact(1), "年", "件"), (BROKEN, Mode.APART, None), id="a wrong word"),
        pytest.param(Wording(exact(1), "件", "件"), (HOLDS, Mode.EXACT, None), id="the right word"),
    ],
)
def test_verdicts(reading: Comparison | Wording, expected: tuple[Status, Mode, Reason | None]) -> None:
    assert verdict(reading) == expected


# ---- cells without a value


@pytest.mark.parametrize(
    ("reading", "status"),
    [
        pytest.param(total(exact(41), exact(10), exact(31), of(BLANK)), HOLDS, id="blank counts as none if it fits"),
        pytest.param(total(exact(45), exact(10), exact(31), of(BLANK)), OPEN, id="otherwise nothing is said"),
        pytest.param(total(of(BLANK), exact(10), exact(31)), OPEN, id="no total"),
        pytest.param(total(of(BLANK), of(BLANK), of(BLANK)), OPEN, id="nothing at all"),
        pytest.param(Comparison(exact(6), "<=", of(BLANK)), OPEN, id="no upper bound"),
        pytest.param(Comparison(of(BLANK), "<=", exact(6)), OPEN, id="nothing that could be too large"),
        pytest.param(share(percentage(50), of(BLANK), exact(4)), OPEN, id="a share of a blank"),
        pytest.param(share(percentage(50), exact(2), of(BLANK)), OPEN, id="a share in a blank"),
    ],
)
def test_blank_cells(reading: Comparison, status: Status) -> None:
    found = judge(Relation((reading,)))
    assert found.status is status
    assert (found.reason is Reason.BLANK) is (status is OPEN)


# ---- several readings


def test_a_relation_holds_if_one_reading_does() -> None:
    wrong, right = total(exact(40), exact(41)), total(exact(40), exact(40))
    assert judge(Relation((wrong, right))).reading is right


def test_not_assessable_comes_before_broken() -> None:
    wrong, blank = total(exact(40), exact(41)), total(exact(40), of(BLANK))
    assert judge(Relation((wrong, blank))).status is OPEN


def test_the_nearest_reading_is_shown_where_all_are_broken() -> None:
    apart = share(percentage(66), exact(1), exact(10))
    cut = share(percentage(66), exact(2), exact(3))
    assert judge(Relation((apart, cut))).reading is cut
    assert judge(Relation((apart,))).reading is apart


def test_the_preferred_reading_is_shown_where_all_are_apart() -> None:
    first, second = total(exact(40), exact(50)), total(exact(40), exact(60))
    assert judge(Relation((first, second))).reading is first


# ---- against the model

small = st.integers(0, 12)


@st.composite
def operands(draw: st.DrawFn) -> tuple[Operand, list[int]]:
    """A number, and the whole numbers it can mean."""
    low = draw(small)
    high = low + draw(st.integers(0, 3))
    return of(Interval(low, high)), list(range(low, high + 1))


@given(operands(), st.lists(operands(), min_size=1, max_size=3))
def test_a_sum_is_broken_only_if_no_values_agree(
    stated: tuple[Operand, list[int]], parts: list[tuple[Operand, list[int]]]
) -> None:
    agree = any(value == sum(choice) for value in stated[1] for choice in product(*(values for _, values in parts)))
    status, _, _ = verdict(total(stated[0], *(part for part, _ in parts)))
    assert (status is HOLDS) is agree
    assert (status is BROKEN) is not agree


@given(operands(), st.lists(operands(), min_size=1, max_size=3))
def test_a_bound_is_broken_only_if_no_values_fit(
    whole: tuple[Operand, list[int]], parts: list[tuple[Operand, list[int]]]
) -> None:
    fits = sum(min(values) for _, values in parts) <= max(whole[1])
    status, _, _ = verdict(Comparison(Sum(tuple(part for part, _ in parts)), "<=", whole[0]))
    assert (status is HOLDS) is fits


@given(st.integers(0, 500), st.integers(1, 500), st.integers(0, 3))
def test_a_rounded_share_holds_and_a_cut_one_says_so(part: int, whole: int, decimals: int) -> None:
    step = Fraction(1, 10**decimals)
    true = Fraction(part * 100, whole)
    half_up = (true / step + Fraction(1, 2)).__floor__() * step
    cut_off = (true / step).__floor__() * step
    assert verdict(share(percentage(half_up, step), exact(part), exact(whole)))[:2] == (HOLDS, Mode.ROUNDED)
    if cut_off != half_up:
        assert verdict(share(percentage(cut_off, step), exact(part), exact(whole)))[:2] == (BROKEN, Mode.CUT)
    above = verdict(share(percentage(half_up + step, step), exact(part), exact(whole)))
    assert above[:2] == (BROKEN, Mode.LAST_DIGIT)
    far = verdict(share(percentage(half_up + 3 * step, step), exact(part), exact(whole)))
    assert far[:2] == (BROKEN, Mode.APART)


@given(operands(), operands(), operands())
def test_terms_hold_every_value_their_numbers_can_have(
    one: tuple[Operand, list[int]], two: tuple[Operand, list[int]], three: tuple[Operand, list[int]]
) -> None:
    difference = value_of(Difference(Sum((one[0], two[0])), three[0]))
    scaled = value_of(Product(one[0], two[0]))
    for a, b, c in product(one[1], two[1], three[1]):
        assert a + b - c in difference
        assert a * b in scaled
    if max(two[1]) > 0:
        quotient = value_of(Percent(one[0], two[0]))
        assert all(Fraction(100 * a, b) in quotient for a, b in product(one[1], two[1]) if b)


def test_no_term_is_negative_where_it_is_multiplied_or_divided() -> None:
    assert value_of(Product(of(Interval(-2, 3)), exact(4))) == Interval(0, 12)
    assert value_of(Percent(exact(1), of(Interval(-2, 4)))).low == 25
    with pytest.raises(ZeroDivisionError):
        value_of(Percent(exact(1), of(Interval(-2, 0))))
