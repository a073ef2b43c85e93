"""How automatic numbers are written: the number formats of Word."""

from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = {1000: "M", 900: "CM", 500: "D", 400: "CD", 100: "C", 90: "XC", 50: "L", 40: "XL"}
_ROMAN |= {10: "X", 9: "IX", 5: "V", 4: "IV", 1: "I"}
_LARGEST = 3999
"""Larger numbers are written in digits, whatever the format."""


def written(value: int, number_format: str) -> str:
    """A number in a format of Word, such as chineseCounting. In an unknown one, and where a format ends before the
    number, it is written in digits."""
    if number_format in ("none", "bullet"):
        return ""
    write = _FORMATS.get(number_format)
    shown = write(value) if write is not None and 0 <= value <= _LARGEST else ""
    return shown or str(value)


def _counting(value: int, digits: str = _DIGITS, places: str = "十百千", bare_ten: bool = True) -> str:
    """二十一, 一百零五: with names of the places. ``bare_ten``: 十二, not 一十二."""
    if value == 0:
        return digits[0]
    text, gap = "", False
    for place in (3, 2, 1, 0):
        digit = value // 10**place % 10
        if digit == 0:
            gap = bool(text)
            continue
        text += ("零" if gap else "") + digits[digit] + (places[place - 1] if place else "")
        gap = False
    return text[1:] if bare_ten and text.startswith(digits[1] + places[0]) else text


def _digital(value: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(value))


def _legal(value: int) -> str:
    return _counting(value, _LEGAL, "拾佰仟", bare_ten=False)


def _roman(value: int) -> str:
    text = ""
    for worth, letters in _ROMAN.items():
        text += letters * (value // worth)
        value %= worth
    return text


def _letters(value: int) -> str:
    """A … Z, AA, BB …: the same letter repeated."""
    return chr(ord("A") + (value - 1) % 26) * ((value - 1) // 26 + 1) if 0 < value <= 780 else ""


def _cycle(names: str) -> Callable[[int], str]:
    return lambda value: names[(value - 1) % len(names)] if value else ""


def _enclosed(first: str, count: int) -> Callable[[int], str]:
    return lambda value: chr(ord(first) + value - 1) if 0 < value <= count else ""


def _circled(value: int) -> str:
    """① … ⑳, ㉑ … ㉟, ㊱ … ㊿"""
    for low, first, count in ((1, "①", 20), (21, "㉑", 15), (36, "㊱", 15)):
        if low <= value < low + count:
            return chr(ord(first) + value - low)
    return ""


def _ordinal(value: int) -> str:
    ending = "th" if value % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    return f"{value}{ending}"


def _full_width(value: int) -> str:
    return "".join(chr(ord(digit) + 0xFEE0) for digit in str(value))


_FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalZero": lambda value: f"{value:02}",
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedParen": _enclosed("⑴", 20),
    "decimalEnclosedFullstop": _enclosed("⒈", 20),
    "ideographEnclosedCircle": _enclosed("㊀", 10),
    "ordinal": _ordinal,
    "upperRoman": _roman,
    "lowerRoman": lambda value: _roman(value).lower(),
    "upperLetter": _letters,
    "lowerLetter": lambda value: _letters(value).lower(),
    "chineseCounting": _counting,
    "chineseCountingThousand": _counting,
    "japaneseCounting": _counting,
    "koreanCounting": _counting,
    "taiwaneseCounting": _counting,
    "taiwaneseCountingThousand": _counting,
    "japaneseDigitalTenThousand": _digital,
    "taiwaneseDigital": _digital,
    "ideographDigital": _digital,
    "chineseLegalSimplified": _legal,
    "ideographLegalTraditional": _legal,
    "ideographTraditional": _cycle(_STEMS),
    "ideographZodiac": _cycle(_BRANCHES),
}
