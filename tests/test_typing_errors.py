"""Which numbers are one typing error apart, against a model that tries all of them."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gikaudit.typing_errors import chance_of_slip, slips


def one_error_apart(one: str, other: str) -> bool:
    """Whether one digit is replaced, left out or added, or two neighbours are swapped."""
    if len(one) == len(other):
        differ = [place for place in range(len(one)) if one[place] != other[place]]
        if len(differ) == 1:
            return True
        return (
            len(differ) == 2
            and differ[1] == differ[0] + 1
            and one[differ[0]] == other[differ[1]]
            and one[differ[1]] == other[differ[0]]
        )
    short, long = sorted((one, other), key=len)
    return len(long) == len(short) + 1 and any(long[:place] + long[place + 1 :] == short for place in range(len(long)))


@given(st.integers(0, 99999))
def test_slips_are_exactly_the_numbers_one_error_apart(number: int) -> None:
    digits = str(number)
    reached = set()
    for size in (len(digits) - 1, len(digits), len(digits) + 1):
        candidates = (f"{value:0{size}}" for value in range(10**size)) if 0 < size <= 3 else ()
        reached |= {int(other) - number for other in candidates if one_error_apart(digits, other)}
    if len(digits) <= 2:
        assert slips(digits) == reached - {0}
    for change in slips(digits):
        assert any(
            one_error_apart(digits, f"{number + change:0{size}}")
            for size in range(max(1, len(digits) - 1), len(digits) + 2)
            if number + change < 10**size
        )


@pytest.mark.parametrize(
    ("digits", "changes"),
    [
        ("51198", {51189 - 51198, 5198 - 51198, 61198 - 51198, 511980 - 51198}),
        ("7", {0 - 7, 77 - 7, 70 - 7, 17 - 7}),
        ("0", {1, 5, 10, 90}),
    ],
)
def test_some_slips(digits: str, changes: set[int]) -> None:
    assert changes <= slips(digits)
    assert 0 not in slips(digits)


def test_two_errors_are_not_one() -> None:
    assert 200 + 30 - 100 - 20 not in slips("120")  # 230
    assert 1000 - 12 not in slips("12")


def test_a_sum_that_no_single_error_explains_has_no_chance() -> None:
    assert chance_of_slip(1000, [123, 456]) is None


@given(st.lists(st.integers(10, 99999), min_size=2, max_size=5), st.data())
def test_a_slip_in_one_part_is_explained(parts: list[int], data: st.DataObject) -> None:
    total = sum(parts)
    place = data.draw(st.integers(0, len(parts) - 1))
    change = data.draw(st.sampled_from(sorted(slips(str(parts[place])))))
    printed = [*parts[:place], parts[place] + change, *parts[place + 1 :]]
    # what leads back is a slip too, zeros at the front excepted: they are not printed
    if -change in slips(str(printed[place])):
        chance = chance_of_slip(total, printed)
        assert chance is not None
        assert 0 < chance <= 1


def test_large_numbers_are_seldom_close_by_chance() -> None:
    many = chance_of_slip(220_000, [51198, 62221, 43210, 33371, 30100])
    few = chance_of_slip(50, [12, 21, 16])
    assert many is not None and few is not None
    assert many < Fraction(1, 100) < few
