"""The values of numerals."""

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from gikaudit.interval import Number
from gikaudit.parsing.numerals import arabic, chinese

DIGITS = "零一二三四五六七八九"


def written(number: int) -> str:
    """A number below 10¹² in Chinese, as it is taught: 10305 is 一万零三百零五."""
    if number == 0:
        return "零"
    text, sections = "", []
    while number:
        number, section = divmod(number, 10**4)
        sections.append(section)
    for place in range(len(sections) - 1, -1, -1):
        section = sections[place]
        if section:
            if text and section < 1000:
                text += "零"
            text += _section(section) + ("", "万", "亿")[place]
        elif text and not text.endswith("零") and any(sections[:place]):
            text += "零"
    text = text.replace("零零", "零")
    return text[1:] if text.startswith("一十") else text


def _section(number: int) -> str:
    text, gap = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit:
            text += ("零" if gap and text else "") + DIGITS[digit] + name
            gap = False
        else:
            gap = True
    return text


@given(st.integers(0, 10**12 - 1))
def test_every_number_as_it_is_taught(number: int) -> None:
    assert chinese(written(number)) == number


@given(st.integers(0, 10**12 - 1))
def test_the_other_characters_for_zero_and_two(number: int) -> None:
    text = written(number)
    assert chinese(text.replace("零", "〇")) == number
    assert chinese(text.replace("二千", "两千").replace("二百", "两百").replace("二万", "两万")) == number


@given(st.lists(st.integers(0, 9), min_size=2, max_size=8))
def test_digit_by_digit(digits: list[int]) -> None:
    assume(len(digits) > 3 or 0 in digits)  # 两三 is not 23
    assert chinese("".join("〇一二三四五六七八九"[digit] for digit in digits)) == int("".join(map(str, digits)))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("两", 2),
        ("十", 10),
        ("十五", 15),
        ("二十", 20),
        ("三十五", 35),
        ("百", 100),
        ("一百零三", 103),
        ("一百一十", 110),
        ("两千一百", 2100),
        ("二〇一五", 2015),
        ("一万二千三百四十五", 12345),
        ("一万零五", 10005),
        ("十万", 100000),
        ("一百二十万", 1200000),
        ("三千万", 30000000),
        ("一亿二千万", 120000000),
        ("九十九点五", Fraction(199, 2)),
        ("三点一四", Fraction(157, 50)),
        ("零点五", Fraction(1, 2)),
    ],
)
def test_numerals(text: str, value: Number) -> None:
    assert chinese(text) == value


@pytest.mark.parametrize("text", ["十百", "百千", "零十", "一二十", "十三五百", "零万"])
def test_characters_that_make_no_number(text: str) -> None:
    assert chinese(text) is None


@given(st.text(st.sampled_from("〇零一二两三九十百千万亿"), min_size=1, max_size=12))
def test_any_numeral_characters_make_a_number_or_none(text: str) -> None:
    value = chinese(text)
    assert value is None or value >= 0


@pytest.mark.parametrize(
    ("text", "value", "step"),
    [
        ("0", 0, 1),
        ("41", 41, 1),
        ("007", 7, 1),
        ("113,419", 113419, 1),
        ("1,234,567", 1234567, 1),
        ("1 234 567", 1234567, 1),
        ("94.3", Fraction(943, 10), Fraction(1, 10)),
        ("94.30", Fraction(943, 10), Fraction(1, 100)),
        ("1,234.56", Fraction(123456, 100), Fraction(1, 100)),
        ("0.05", Fraction(5, 100), Fraction(1, 100)),
    ],
)
def test_digits(text: str, value: Number, step: Number) -> None:
    assert arabic(text) == (value, step)


@given(st.integers(0, 10**15))
def test_thousands_separators_change_nothing(number: int) -> None:
    assert arabic(f"{number:,}") == arabic(str(number)) == (number, 1)
    assert arabic(f"{number:,}".replace(",", " ")) == (number, 1)


@given(st.decimals(0, 10**6, places=3))
def test_decimals_are_exact(number: object) -> None:
    assert arabic(str(number)) == (Fraction(str(number)), Fraction(1, 1000))
