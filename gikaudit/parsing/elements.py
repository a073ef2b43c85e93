"""The elements of a text: its numbers as quantities, and the markers and punctuation between them."""

from collections.abc import Iterator
from fractions import Fraction
from functools import reduce
from itertools import starmap
from operator import attrgetter
from typing import Literal, NamedTuple, cast

from gikaudit.document import Text
from gikaudit.interval import Interval, Number, exactly, rounded, truncated
from gikaudit.parser import Node, Token, Tree, parser
from gikaudit.parsing.numerals import arabic, chinese
from gikaudit.quantity import Quantity
from gikaudit.usage import USUAL, Usage

Lead = Literal["", "share", "rate", "increase", "decrease", "average"]

_QUANTITIES = {"count", "percentage", "points", "times", "numeral"}
_LEADS: dict[str, Lead] = {
    "SHARE_OF": "share",
    "RATE_OF": "rate",
    "INCREASE": "increase",
    "DECREASE": "decrease",
    "EACH": "average",
    "EACH_OF": "average",
}
_CHANGES = ("increase", "decrease")
_LONGEST_LINK = 4
"""增长 and its number are joined by 了, 约, 率为, 幅度达: no more."""
_BEFORE = {"ABOUT", "NEARLY", "OVER", "AT_LEAST", "AT_MOST"}
_NUMBERS = {"ARABIC", "COUNTED", "CHINESE"}
_APPROXIMATE = _BEFORE | {"MORE", "MANY", "AROUND", "AND_ABOVE", "AND_BELOW"}
_MAGNITUDES = {"万亿": 10**12, "亿": 10**8, "万": 10**4, "千": 10**3, "百": 10**2}
_SINCE = "来"
"""About so many only directly behind a number: 十来件, but 近3年来 and 8年多来."""
_SIGNS = {"PERCENT": "%", "POINTS": "个百分点", "TIMES": "倍"}
_SIGN_GROUPS = {"percentage": "PERCENT", "points": "POINTS", "times": "TIMES"}


class Element(NamedTuple):
    """One element of a text. ``kind`` is the name of its production or terminal in grammar/claims.lark;
    a number has a quantity, and ``lead`` says whether it is the value of a share, rate, change or average.
    start and end are positions in the normalised text."""

    kind: str
    start: int
    end: int
    quantity: Quantity | None = None
    lead: Lead = ""


def read_elements(text: Text, usage: Usage = USUAL) -> list[Element]:
    """All elements of a text in order."""
    claims = parser("claims", usage.words)
    elements: list[Element] = []
    for node in claims.parse(text.text).children:
        _add(node, "", text, elements, usage.about)
    elements.extend(starmap(Element, claims.lexer.marks))
    elements.sort(key=_START)
    return elements


def _add(
    node: Node,
    lead: Lead,
    text: Text,
    elements: list[Element],
    about: Fraction,
    before: tuple[str, ...] = (),
) -> None:
    if isinstance(node, Token):
        elements.append(Element(*node))
        return
    kind = node.data
    if kind in _QUANTITIES:
        tokens = list(_tokens(node))
        if tokens[0].type in _BEFORE:
            tokens = _joined(tokens)
        quantity = _quantity(kind, tokens, text, about, before)
        elements.append(Element(kind, tokens[0].start, tokens[-1].end, quantity, lead))
    elif kind != "approximation":
        children = list(node.children)
        marker = children.pop(0)
        while isinstance(marker, Token) and marker.type in _BEFORE:
            before = (*before, marker.type)  # 约占20%
            marker = children.pop(0)
        assert isinstance(marker, Token)
        lead = _LEADS[marker.type]
        for child in (marker, *children):
            near = lead not in _CHANGES or _start(child) - marker.end <= _LONGEST_LINK
            _add(child, lead if near else "", text, elements, about, before)


def _tokens(node: Tree) -> Iterator[Token]:
    for child in node.children:
        if isinstance(child, Token):
            yield child
        else:  # a number or a unit, which consist of tokens alone
            yield from cast("list[Token]", child.children)


def _joined(tokens: list[Token]) -> list[Token]:
    """The tokens of a number without words of approximation that stand apart from it: 约谈企业12家."""
    first = next(index for index, token in enumerate(tokens) if token.type not in _BEFORE)
    while first and tokens[first].start - tokens[first - 1].end <= 1:
        first -= 1
    return tokens[first:]


def _start(node: Node) -> int:
    """Where the first token of a node begins."""
    return (node if isinstance(node, Token) else next(_tokens(node))).start


def _quantity(kind: str, tokens: list[Token], text: Text, about: Fraction, before: tuple[str, ...]) -> Quantity | None:
    """The quantity of a number's tokens, with words of approximation that stand before its marker; None for
    numerals that make no number."""
    values: list[tuple[Number, Number]] = []
    numbers: list[Token] = []
    magnitude, magnitudes = 1, ""
    unit, group = "", _SIGN_GROUPS.get(kind, "")
    words: list[str] = []
    for index, token in enumerate(tokens):
        word = text.text[token.start : token.end]
        if token.type in _NUMBERS:
            found = _value(token.type, word)
            if found is None:
                return None
            values.append(found)
            numbers.append(token)
        elif token.type == "MAGNITUDE":
            magnitude *= _MAGNITUDES[word]
            magnitudes += word
        elif token.type in _UNIT_GROUPS:
            unit, group = word, group or token.type
        elif token.type in _APPROXIMATE and not (word == _SINCE and tokens[index - 1].type not in _NUMBERS):
            words.append("MORE" if token.type == "MANY" else token.type)
    if not values:
        return None
    value, step = values[0][0] * magnitude, values[0][1] * magnitude
    approximate = (*before, *words)
    if len(values) > 1:
        upper = values[1][0] * magnitude
        interval = cut = Interval(min(value, upper), max(value, upper))
        approximate = (*approximate, "RANGE")
    else:
        interval, cut = _meant(value, step, group, approximate, about)
    start, end = tokens[0].start, tokens[-1].end
    first, last = numbers[0].start, numbers[-1].end
    span = text.span(start, end)
    return Quantity(
        value,
        interval,
        cut,
        step,
        magnitude,
        magnitudes + (unit or _SIGNS.get(group, "")),
        group,
        approximate,
        text.text[start:end],
        text.text[first:last],
        span,
        span if (first, last) == (start, end) else text.span(first, last),
    )


def _value(kind: str, number: str) -> tuple[Number, Number] | None:
    """The value of a number, and one unit of its last digit; None for a numeral that makes no number."""
    if kind != "CHINESE":
        return arabic(number)
    value = chinese(number)
    return None if value is None else (value, Fraction(1, 10 ** len(number.partition("点")[2])))


_START = attrgetter("start")
_UNIT_GROUPS = {
    "ITEM",
    "OCCASION",
    "PERSON_TIME",
    "PERSON",
    "THING",
    "BODY",
    "KIND",
    "MONEY",
    "TIME",
    "YEAR_UNIT",
    "SIZE",
}


def _meant(
    value: Number, step: Number, group: str, approximate: tuple[str, ...], about: Fraction
) -> tuple[Interval, Interval]:
    """What a number can mean, and what it can mean if it was cut off instead of rounded."""
    if approximate:
        interval = reduce(Interval.__and__, (_meaning(word, value, step, about) for word in approximate))
        return interval, interval
    if group in _SIGNS or step != 1:
        return rounded(value, step), truncated(value, step)
    interval = exactly(value)
    return interval, interval


def _meaning(word: str, value: Number, step: Number, about: Fraction) -> Interval:
    """What a number with one approximation word can be. 余 and 多 stay below the next round number; 约 says
    nothing about how far, so that it is a part of the number that is taken as admissible."""
    place = _place(value, step)
    match word:
        case "NEARLY":
            return Interval(max(0, value - place), value, high_open=True)
        case "OVER":  # 超过95% can be 99%, 超过3000 not 4200
            return Interval(value, value + max(place, Fraction(value) / 10), low_open=True, high_open=True)
        case "MORE":
            return Interval(value, value + place, low_open=True, high_open=True)
        case "AT_LEAST" | "AND_ABOVE":
            return Interval(value, None)
        case "AT_MOST" | "AND_BELOW":
            return Interval(0, value)
        case _:
            # 约占13.7% is a rounded number, 约占14% a rough one
            reach = Fraction(step) if step < 1 else max(Fraction(place) / 2, value * about)
            return Interval(max(Fraction(0), value - reach), value + reach)


def _place(value: Number, step: Number) -> Number:
    """One unit of the last digit that is not zero: 100 for 3700, 1 for 586."""
    if value == 0:
        return step
    place = step
    while value % (place * 10) == 0:
        place *= 10
    return place
