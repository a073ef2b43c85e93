"""A printed number: its value as an interval, its unit, its approximation words and its place."""

from typing import NamedTuple

from gikaudit.interval import Interval, Number
from gikaudit.source import Span


class Quantity(NamedTuple):
    """One number as printed.

    value         the number itself with its magnitude: 1.8万 is 18000, 百分之八十 is 80
    interval      what it can mean, in single units, yuan, or percent
    cut           what it can mean if it was cut off instead of rounded; equal to interval where exact
    step          one unit of its last printed digit: 1/10 for 94.3
    scale         what its magnitude stands for: 10000 for 万, 1 without
    unit          the unit as printed, with its magnitude: 万元
    group         the group of the unit in grammar/units.lark: ITEM, OCCASION, …; "" without unit
    approximate   the approximation words, in the order printed
    text          all that was printed: 近10余件
    number        the digits alone
    span, digits  the places of text and of number in the source
    """

    value: Number
    interval: Interval
    cut: Interval
    step: Number
    scale: Number
    unit: str
    group: str
    approximate: tuple[str, ...]
    text: str
    number: str
    span: Span
    digits: Span

    @property
    def exact(self) -> bool:
        """Whether it is printed as an exact number."""
        return not self.approximate
