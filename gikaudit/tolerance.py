"""Tolerances that a user may set for a rule that compares a stated, rounded number with a computed one."""

from collections.abc import Iterable, Iterator

from gikaudit.interval import Interval
from gikaudit.relation import Comparison, Operand, Relation
from gikaudit.rule import Option, Rule, Words

TOLERANCES = (
    Option(
        "last-digit",
        0,
        Words(
            "写明的数可与算得的数相差末位几个单位（在四舍五入之外）",
            "by how many units of its last digit the stated number may differ, besides rounding",
        ),
        9,
    ),
    Option(
        "truncation",
        False,
        Words("写明的数也可以是截去尾数而得", "whether the stated number may be cut off instead of rounded"),
    ),
)


def tolerant(relations: Iterable[Relation], rule: Rule) -> Iterator[Relation]:
    """Relations with the readings that the options of their rule admit besides."""
    digits, truncation = rule.option("last-digit"), rule.option("truncation")
    if not digits and not truncation:
        yield from relations
        return
    for relation in relations:
        further = [
            Comparison(wider, reading.op, reading.right)
            for reading in relation.readings
            if isinstance(reading, Comparison) and isinstance(reading.left, Operand)
            for wider in _wider(reading.left, int(digits), bool(truncation))
        ]
        yield relation._replace(readings=(*relation.readings, *further)) if further else relation


def _wider(stated: Operand, digits: int, truncation: bool) -> Iterator[Operand]:
    """A rounded number as it may be meant besides. Only a rounded number has a last digit to differ in."""
    interval, cut, step = stated.interval, stated.cut, stated.step
    if cut is None or step is None or cut == interval or interval.low is None or interval.high is None:
        return
    if truncation:
        yield stated._replace(interval=cut)
    if digits:
        wider = Interval(interval.low - digits * step, interval.high + digits * step, high_open=True)
        yield stated._replace(interval=wider, cut=wider)
