"""Numbers as spreadsheets show them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gikaudit.readers.number_formats import BUILTIN, shown


@pytest.mark.parametrize(
    ("stored", "code", "expected"),
    [
        ("12", "General", "12"),
        ("12.0", "", "12"),
        ("7730.2799999999997", "General", "7730.28"),
        ("0.30000000000000004", "G/通用格式", "0.3"),
        ("1E-3", "General", "0.001"),
        ("12345678901234", "General", "12345678901234"),
        ("12.4", "0", "12"),
        ("12.5", "0", "13"),
        ("2.5", "0_ ", "3"),
        ("1.005", "0.00", "1.01"),
        ("-12.5", "0", "-13"),
        ("-0.4", "0", "0"),
        ("12345.6", "#,##0", "12,346"),
        ("1234567", "#,##0.00", "1,234,567.00"),
        ("0.943", "0%", "94%"),
        ("0.943", "0.00%", "94.30%"),
        ("12000", "0,", "12"),
        ("0", "#", ""),
        ("7", "000", "007"),
        ("3.5", "0.##", "3.5"),
        ("3", "0.##", "3"),
        ("12", '0"件"', "12件"),
        ("12", "0\\件", "12件"),
        ("12", "[Red]0", "12"),
        ("12", "[$¥-804]#,##0.00", "¥12.00"),
        ("-12", "0;(0)", "(12)"),
        ("-12", "0_);[Red]\\-0", "-12"),
        ("0", "0;-0;-", "-"),
        ("0", "0;-0;;@", ""),
        ("0", ";;;", ""),
        ("5", "[>=10]0;[<10]0.0", "5.0"),
        ("12", "@", "12"),
        ("45000", "yyyy/m/d", "2023/3/15"),
        ("45000", 'yyyy"年"m"月"d"日"', "2023年3月15日"),
        ("45000.75", "yyyy-mm-dd hh:mm", "2023-03-15 18:00"),
        ("45000.75", "h:mm AM/PM", "6:00 PM"),
        ("45000.75", "上午/下午h:mm", "下午6:00"),
        ("1.5", "[h]:mm", "36:00"),
        ("45000", "aaaa", "星期三"),
        ("1", "yyyy/m/d", "1900/1/1"),
        ("-1", "yyyy/m/d", "########"),
        ("1e12", "yyyy/m/d", "########"),
        ("1e300", "0", "1e300"),
        ("nan", "0", "nan"),
        ("abc", "0", "abc"),
        ("0.5", "# ?/?", "0.5"),
        ("12345", "0.00E+00", "12345"),
    ],
)
def test_a_number_is_shown_by_its_format(stored: str, code: str, expected: str) -> None:
    assert shown(stored, code) == expected


def test_dates_of_old_macs_begin_in_1904() -> None:
    assert shown("43538", "yyyy/m/d", date1904=True) == "2023/3/15"


@given(st.integers(-(10**14), 10**14))
def test_whole_numbers_stay_what_they_are(number: int) -> None:
    assert shown(str(number), "General") == str(number)
    assert shown(str(number), "0") == str(number)
    assert shown(str(number), "#,##0").replace(",", "") == str(number)


@given(
    st.text(max_size=40) | st.text('0#?.,;%[]"\\_*@EGhmsyd-+/ ', max_size=40), st.floats() | st.sampled_from([0, 0.5])
)
def test_no_format_breaks_the_reading(code: str, value: float) -> None:
    assert isinstance(shown(repr(value), code), str)


def test_all_formats_that_have_a_number_can_be_used() -> None:
    for code in BUILTIN.values():
        assert shown("12", code)
