"""Numbers as spreadsheets show them: number formats applied to stored values."""

import re
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache
from typing import NamedTuple

from gikaudit.patterns import compiled

BUILTIN = {
    0: "General",
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    14: "yyyy/m/d",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "yyyy/m/d h:mm",
    27: 'yyyy"年"m"月"',
    28: 'm"月"d"日"',
    29: 'm"月"d"日"',
    30: "m-d-yy",
    31: 'yyyy"年"m"月"d"日"',
    32: 'h"时"mm"分"',
    33: 'h"时"mm"分"ss"秒"',
    36: 'yyyy"年"m"月"',
    37: "#,##0;-#,##0",
    38: "#,##0;-#,##0",
    39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;-#,##0.00",
    41: "#,##0;-#,##0;-",
    42: "#,##0;-#,##0;-",
    43: "#,##0.00;-#,##0.00;-",
    44: "#,##0.00;-#,##0.00;-",
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss.0",
    48: "##0.0E+0",
    50: 'yyyy"年"m"月"',
    51: 'm"月"d"日"',
    52: 'yyyy"年"m"月"',
    53: 'm"月"d"日"',
    54: 'm"月"d"日"',
    57: 'yyyy"年"m"月"',
    58: 'm"月"d"日"',
}
"""The formats that files name by number, as programs in Chinese show them. Others are shown as they are stored."""

_PART = compiled(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|_(?P<space>.)|\*(?P<fill>.)|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<noon>AM/PM|A/P|上午/下午)|(?P<general>General|G/通用格式)|(?P<exponent>[Ee][+-])"
    r"|(?P<date>[yYmMdDhHsS]+|[aA]{3,4})|(?P<digits>[0#?]+)|(?P<other>.)",
    re.DOTALL,
)
_CONDITION = compiled(r"(<=|>=|<>|<|>|=)(-?\d+(?:\.\d+)?)")
_ELAPSED = compiled(r"[hHmMsS]+")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WEEKDAYS = "一二三四五六日"
_LONGEST_CODE = 255
_MOST_DIGITS = 15
_UNSHOWN = "########"
"""What stands in the cell of a date that is none."""


class _Token(NamedTuple):
    """A piece of a format: a text as it stands, a run of digits, a part of a date…"""

    kind: str
    text: str


class _Section(NamedTuple):
    """One of the formats between semicolons."""

    tokens: tuple[_Token, ...]
    condition: tuple[str, float] | None

    def has(self, kind: str) -> bool:
        return any(token.kind == kind for token in self.tokens)


@lru_cache(maxsize=4096)
def shown(stored: str, code: str, date1904: bool = False) -> str:
    """A stored number as a cell with a number format shows it; one that is no number as it stands."""
    try:
        value = float(stored)
    except ValueError:
        return stored
    if not abs(value) < 10**_MOST_DIGITS:
        return stored.strip()
    section, magnitude = _chosen(_sections(code[:_LONGEST_CODE]), value)
    if section is None:
        return _general(value)
    if section.has("date") or section.has("elapsed"):
        return _date(section, value, date1904)
    return _formatted(section, magnitude)


def _general(value: float) -> str:
    """A number without a format: whole ones in full, others with ten digits."""
    if value == int(value):
        return str(int(value))
    text = f"{value:.10g}"
    return format(Decimal(text), "f") if "e" in text and abs(value) >= 1e-9 else text


@lru_cache(maxsize=512)
def _sections(code: str) -> tuple[_Section, ...]:
    sections: list[_Section] = []
    tokens: list[_Token] = []
    condition = None
    for found in _PART.finditer(code):
        limit = _CONDITION.fullmatch(found["bracket"] or "")
        if found["other"] == ";":
            sections.append(_Section(tuple(tokens), condition))
            tokens, condition = [], None
        elif limit:
            condition = (limit[1], float(limit[2]))
        else:
            tokens.append(_token(found))
    sections.append(_Section(tuple(tokens), condition))
    return tuple(sections)


def _token(found: re.Match[str]) -> _Token:
    kind, text = found.lastgroup or "other", found[found.lastgroup or 0]
    match kind:
        case "space":
            return _Token("literal", " ")
        case "fill":
            return _Token("literal", "")
        case "bracket" if _ELAPSED.fullmatch(text):
            return _Token("elapsed", text.lower())
        case "bracket":
            # [$¥-804] shows the sign of a currency, [Red] nothing
            return _Token("literal", text[1:].partition("-")[0] if text.startswith("$") else "")
        case "other":
            return _Token(text if text in tuple(".,%@") else "literal", text)
        case "quoted" | "escaped":
            return _Token("literal", text)
        case "date":
            return _Token(kind, text.lower())
    return _Token(kind, text)


def _chosen(sections: tuple[_Section, ...], value: float) -> tuple[_Section | None, float]:
    """The section for a value and the value that it shows: without its sign where the section is for negative
    numbers. None where the number is shown without a format."""
    numeric = [section for section in sections[:3] if not section.has("@")]
    if not numeric or (len(numeric) == 1 and not numeric[0].tokens):
        return None, value
    if any(section.condition for section in numeric):
        for section in numeric:
            if section.condition is None or _holds(value, *section.condition):
                return section, value
        return None, value
    if value < 0 and len(numeric) > 1:
        return numeric[1], -value
    if value == 0 and len(numeric) > 2:
        return numeric[2], value
    return numeric[0], value


def _holds(value: float, sign: str, limit: float) -> bool:
    equal, less = value == limit, value < limit
    return {"<=": less or equal, ">=": not less, "<>": not equal, "<": less, ">": not less and not equal}.get(
        sign, equal
    )


def _formatted(section: _Section, value: float) -> str:
    """A number by the digits, points and commas of a section."""
    tokens = section.tokens
    places = [number for number, token in enumerate(tokens) if token.kind == "digits"]
    slash = any(token.kind == "literal" and token.text == "/" for token in tokens)
    if section.has("general") or section.has("exponent") or (slash and len(places) > 1):
        number = _general(value)
        if not section.has("general"):
            return number
        return "".join(number if token.kind == "general" else _literal(token) for token in tokens).strip()
    if not places:
        return "".join(map(_literal, tokens)).strip()
    first, last = places[0], places[-1]
    inner = tokens[first : last + 1]
    point = next((number for number, token in enumerate(inner) if token.kind == "."), len(inner))
    before = "".join(token.text for token in inner[:point] if token.kind == "digits")
    after = "".join(token.text for token in inner[point:] if token.kind == "digits")
    if first and tokens[first - 1].kind == ".":
        before, after, first = "", before, first - 1
    grouped = any(token.kind == "," for token in inner[:point])
    end = last + 1
    scale = Decimal(1)
    while end < len(tokens) and tokens[end].kind == ",":
        scale, end = scale / 1000, end + 1
    scale *= Decimal(100) ** sum(token.kind == "%" for token in tokens)
    number = _digits(value, scale, before, after, grouped)
    negative = "-" if number.startswith("-") else ""
    prefix = "".join(map(_literal, tokens[:first]))
    inside = "".join(_literal(token) for token in inner if token.kind == "literal")
    suffix = "".join(map(_literal, tokens[end:]))
    return f"{negative}{prefix}{number[len(negative) :]}{inside}{suffix}".strip()


def _digits(value: float, scale: Decimal, before: str, after: str, grouped: bool) -> str:
    """A number rounded to the places of a format, half up."""
    try:
        # what programs count as the stored number has 15 digits
        exact = Decimal(f"{value:.15g}") * scale
        rounded = exact.quantize(Decimal(1).scaleb(-len(after)), ROUND_HALF_UP)
    except InvalidOperation:
        return _general(value)
    whole, _, decimals = format(abs(rounded), "f").partition(".")
    fewest = after.rfind("0") + 1
    while len(decimals) > fewest and decimals.endswith("0"):
        decimals = decimals[:-1]
    whole = whole.lstrip("0").rjust(before.count("0"), "0")
    if grouped and whole:
        whole = f"{int(whole):,}".rjust(len(whole), "0") if whole.startswith("0") else f"{int(whole):,}"
    point = "." if decimals else ""
    return f"{'-' if rounded < 0 else ''}{whole}{point}{decimals}"


def _literal(token: _Token) -> str:
    return token.text if token.kind in ("literal", "%", ".") else ""


def _date(section: _Section, value: float, date1904: bool) -> str:
    try:
        start = datetime(1904, 1, 1) if date1904 else datetime(1899, 12, 30 if value >= 60 else 31)
        moment = start + timedelta(seconds=round(value * 86400))
    except OverflowError:
        return _UNSHOWN
    if value < 0:
        return _UNSHOWN
    noon = section.has("noon")
    text = ""
    clock = ""
    tokens = section.tokens
    for number, token in enumerate(tokens):
        if token.kind == "date":
            following = next((later.text for later in tokens[number + 1 :] if later.kind == "date"), "")
            minutes = token.text[0] == "m" and (clock[:1] == "h" or following[:1] == "s")
            text += _of_date(moment, "n" * len(token.text) if minutes else token.text, noon)
            clock = token.text
        elif token.kind == "elapsed":
            seconds = round(value * 86400)
            text += str(seconds // {"h": 3600, "m": 60, "s": 1}[token.text[0]]).rjust(len(token.text), "0")
            clock = token.text
        elif token.kind == "noon":
            text += ("下午" if moment.hour >= 12 else "上午") if "午" in token.text else f"{moment:%p}"
        elif token.kind in ("literal", ",", "."):
            text += token.text
    return text.strip()


def _of_date(moment: datetime, token: str, noon: bool) -> str:
    two = len(token) > 1
    match token[0]:
        case "y":
            return f"{moment.year:04d}" if len(token) > 2 else f"{moment.year % 100:02d}"
        case "m" if len(token) > 2:
            return _MONTHS[moment.month - 1]
        case "a":
            return ("星期" if len(token) > 3 else "") + _WEEKDAYS[moment.weekday()]
        case "d" if len(token) > 2:
            return f"星期{_WEEKDAYS[moment.weekday()]}"
        case "h":
            number = (moment.hour + 11) % 12 + 1 if noon else moment.hour
        case other:
            number = {"m": moment.month, "d": moment.day, "n": moment.minute, "s": moment.second}[other]
    return f"{number:02d}" if two else str(number)
