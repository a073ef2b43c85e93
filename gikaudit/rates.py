"""Rates whose counts only their wording and their arithmetic tell: 受理624件。其中咨询类…。办结615件,办结率98.6%."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from gikaudit.parsing.claims import Claim
from gikaudit.parsing.list_items import of_another_year
from gikaudit.parsing.sums import comparable
from gikaudit.relation import Comparison, Percent
from gikaudit.report import Report
from gikaudit.typing_errors import mistyped, slips

_LOOK_BACK = 12
_FARTHEST = 2
"""A rate stands at most so many clauses behind what was done."""
_NEAR = 6
_MOST_WHOLES = 4
_SMALLEST_TELLING = 20
_ALL = 100
_OTHER_WORDS = {
    "纠错": ("纠错", "纠正", "撤销", "确认违法"),
    "回收": ("回收", "收回"),
    "入库": ("入库",),
    "通畅": ("已通", "通畅", "通达"),
}
"""What the counts say of rates that are named otherwise."""


def likely_rate(rate: Claim, stem: str, report: Report) -> Iterator[Comparison]:
    """The readings of a rate that its counts do not name for certain, where one holds or is a typing error away: a
    digit of the rate replaced or exchanged with the next, or one of a part that is more than its whole."""
    quantity = rate.quantity
    if quantity is None or not quantity.exact or quantity.step > 1:
        return
    near = [c for c in report.counts_before(rate, _LOOK_BACK) if c.passage is rate.passage]
    near += [c for c in report.changes_before(rate, 2) if c.passage is rate.passage and c.before.endswith(stem)]
    agreed = any(
        _agrees(rate, part, whole) or _agrees_with_both(rate, part, whole)
        for part in near
        for whole in near
        if part.sentence == rate.sentence and whole.start < part.start and comparable(part, whole)
    )
    verbs = _OTHER_WORDS.get(stem[-2:], (stem[-2:],))
    for part in reversed(near):
        if part.sentence != rate.sentence or rate.clause - part.clause > _FARTHEST or not _names(part, verbs):
            continue
        beside = report.parts.get(part)
        wholes = [c for c in near if c.start < part.start and comparable(c, part) and not of_another_year(c)]
        wholes = [c for c in wholes if c not in report.parts or (c.sentence == part.sentence)]
        wholes = [c for c in wholes if beside is None or report.parts.get(c) is not beside]
        for whole in wholes[-_MOST_WHOLES:][::-1]:
            if _ALL < (_share(part, whole) or 0) < 2 * _ALL and (report.carried_over or quantity.value == _ALL):
                continue  # 收到41件,办结42件(含上年1件),办结率100%; no more came over than came in
            if _agrees(rate, part, whole) or (not agreed and _one_slip(rate, part, whole, nearest=whole is wholes[-1])):
                yield Comparison(rate.operand, "=", Percent(part.operand, whole.operand))


def _names(part: Claim, verbs: tuple[str, ...]) -> bool:
    words = part.before[-_NEAR - 2 :], part.after[:_NEAR], part.after[-2:]
    return any(verb in some for verb in verbs for some in words)


def _share(part: Claim, whole: Claim) -> Fraction | None:
    assert part.quantity is not None and whole.quantity is not None
    if not (part.quantity.exact and whole.quantity.exact and whole.quantity.value and part.quantity.value):
        return None
    return 100 * Fraction(part.quantity.value) / Fraction(whole.quantity.value)


def _agrees(rate: Claim, part: Claim, whole: Claim) -> bool:
    assert rate.quantity is not None
    share = _share(part, whole)
    # 100% is never cut off: 113 of 112 are more because of those carried over
    return share is not None and (share in rate.quantity.interval or (share < _ALL and share in rate.quantity.cut))


def _agrees_with_both(rate: Claim, part: Claim, whole: Claim) -> bool:
    """Whether a rate is that of a part in itself and what stands before it: 中标2134.6万元,节约186.4万元."""
    assert rate.quantity is not None and part.quantity is not None and whole.quantity is not None
    together = Fraction(part.quantity.value) + Fraction(whole.quantity.value)
    return together > 0 and _ALL * Fraction(part.quantity.value) / together in rate.quantity.interval


def _one_slip(rate: Claim, part: Claim, whole: Claim, *, nearest: bool) -> bool:
    assert rate.quantity is not None and part.quantity is not None and whole.quantity is not None
    share = _share(part, whole)
    if share is None:
        return False
    if share > 100:  # 收到237条,采纳882条,采纳率37.1%
        value, digits = part.quantity.value, part.quantity.number.replace(",", "")
        telling = rate.quantity.value < 100 and whole.quantity.value >= _SMALLEST_TELLING
        telling = telling and nearest and digits.isdigit() and value == int(digits)
        base = Fraction(whole.quantity.value)
        return telling and any(100 * (value + change) / base in rate.quantity.interval for change in slips(digits))
    step = Fraction(rate.quantity.step)
    printed, right = (str(int(number / step + Fraction(1, 2))) for number in (Fraction(rate.quantity.value), share))
    return mistyped(printed, right)
