"""The values of numerals: 1,234 and 94.3, 三十五 and 一千二百, 二〇一五."""

from __future__ import annotations

from fractions import Fraction

from gikaudit.interval import Number

_DIGITS = {
    char: value
    for value, chars in enumerate(("〇零", "一", "二两", "三", "四", "五", "六", "七", "八", "九"))
    for char in chars
}
_FEWEST_DIGITS = 4
_UNITS = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10**4, "亿": 10**8}


def arabic(text: str) -> tuple[Number, Number]:
    """The value of digits with separators, and one unit of the last printed digit: 94.30 is (94.3, 1/100)."""
    if text.isdecimal():
        return int(text), 1
    digits = text.replace(",", "").replace(" ", "")
    whole, _, decimals = digits.partition(".")
    if not decimals:
        return int(whole), 1
    parts = 10 ** len(decimals)
    return Fraction(int(whole + decimals), parts), Fraction(1, parts)


def chinese(text: str) -> Number | None:
    """The value of a Chinese numeral, or None where the characters make no number (十百, 万万)."""
    whole, _, decimals = text.partition("点")
    value = _whole(whole)
    if value is None or not decimals:
        return value
    return value + Fraction(int("".join(str(_DIGITS[char]) for char in decimals)), 10 ** len(decimals))


def _whole(text: str) -> int | None:
    if len(text) > 1 and all(char in _DIGITS for char in text):
        if len(text) < _FEWEST_DIGITS and not any(char in "〇零" for char in text):
            return None  # 两三次 is no number
        return int("".join(str(_DIGITS[char]) for char in text))
    total, section, digit = 0, 0, -1
    last_unit = 10**9
    for char in text:
        if char in _DIGITS:
            if digit > 0:
                return None
            digit = _DIGITS[char]
        elif char in _UNITS:
            unit = _UNITS[char]
            if unit >= last_unit or digit == 0:
                return None
            section += (1 if digit < 0 else digit) * unit
            last_unit, digit = unit, -1
        else:
            section += max(digit, 0)
            if section == 0 and total == 0 and digit < 0:
                section = 1
            if section == 0:
                return None
            total = (total + section) * _MYRIADS[char] if char == "亿" else total + section * _MYRIADS[char]
            section, digit, last_unit = 0, -1, 10**9
    return total + section + max(digit, 0)
