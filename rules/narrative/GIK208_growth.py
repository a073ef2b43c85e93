"""Growth agrees with the figures of both years where both are stated."""

from collections.abc import Iterator

from gikaudit.parsing.claims import Claim, Kind
from gikaudit.parsing.sums import comparable
from gikaudit.relation import Comparison, Difference, Level, Operand, Percent, Relation, Sum
from gikaudit.report import Report
from gikaudit.rule import Rule, Words

_CHANGES = (Kind.INCREASE, Kind.DECREASE)


class Growth(Rule):
    code = "GIK208"
    name = "growth-differs-from-counts"
    title = Words("正文:增减幅度与两年数量不符", "Narrative: growth does not match the figures of both years")
    level = Level.ERROR
    precision = "medium"
    message = Words(
        "按文中两年数量计算应为{computed},文中写为{stated},相差{difference}。",
        "By the figures of both years it is {computed}; the text says {stated}: {difference} apart.",
    )

    def relations(self, report: Report) -> Iterator[Relation]:
        for index, change in enumerate(report.claims):
            if change.kind not in _CHANGES or change.quantity is None:
                continue
            sentence = [
                claim
                for claim in report.claims[max(0, index - 6) : index + 7]
                if claim.passage is change.passage and claim.sentence == change.sentence and claim.quantity is not None
            ]
            yield from _against_years(change, sentence)
            yield from _against_amount(change, sentence)


def _against_years(change: Claim, sentence: list[Claim]) -> Iterator[Relation]:
    """今年100件,去年80件,增长25% (or 增加20件)."""
    counts = [claim for claim in sentence if claim.kind is Kind.COUNT]
    last = [claim for claim in counts if "LAST_YEAR" in claim.marks]
    current = [claim for claim in counts if claim not in last and claim.start < change.start]
    if len(last) != 1 or not current:
        return
    now, then = current[-1], last[0]
    if not comparable(now, then) or abs(now.clause - then.clause) > 2:
        return
    new, old = now.operand, then.operand
    up = change.kind is Kind.INCREASE
    difference = Difference(new, old) if up else Difference(old, new)
    assert change.quantity is not None
    if change.quantity.group == "PERCENT" and old.interval.low and _ordered(new, old, up):
        yield Relation((Comparison(change.operand, "=", Percent(difference, old)),))
    elif comparable(change, now) and _ordered(new, old, up):
        yield Relation((Comparison(change.operand, "=", difference),))


def _against_amount(change: Claim, sentence: list[Claim]) -> Iterator[Relation]:
    """受理100件,比上年增加20件,增长25%."""
    assert change.quantity is not None
    if change.quantity.group != "PERCENT":
        return
    amounts = [c for c in sentence if c.kind is change.kind and c is not change and abs(c.clause - change.clause) <= 1]
    counts = [c for c in sentence if c.kind is Kind.COUNT and "LAST_YEAR" not in c.marks]
    for amount in amounts:
        before = [c for c in counts if c.start < min(amount.start, change.start) and comparable(c, amount)]
        if not before or amount.quantity is None or amount.quantity.group == "PERCENT":
            continue
        new, moved = before[-1].operand, amount.operand
        old: Difference | Sum = Difference(new, moved) if change.kind is Kind.INCREASE else Sum((new, moved))
        if new.interval.low is not None and moved.interval.high is not None and new.interval.low > moved.interval.high:
            yield Relation((Comparison(change.operand, "=", Percent(moved, old)),))


def _ordered(new: Operand, old: Operand, up: bool) -> bool:
    """Whether the change goes the way that is said; otherwise the wording is about something else."""
    small, large = (old, new) if up else (new, old)
    return small.interval.can_be_at_most(large.interval)
