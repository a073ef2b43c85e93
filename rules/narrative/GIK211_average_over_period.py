"""An average by month or quarter agrees with the number of the year: 全年1200条, 月均100条."""

from collections.abc import Iterator
from fractions import Fraction

from gikaudit.compared import is_base
from gikaudit.interval import Interval
from gikaudit.parsing.claims import Claim, Kind
from gikaudit.patterns import compiled
from gikaudit.relation import Comparison, Const, Level, Quotient, Relation, Term
from gikaudit.report import Report
from gikaudit.rule import Rule, Words

_NEAR = 6
"""So many claims before an average are looked at."""
_MONTH = compiled(r"月均|平均每个?月|每月平均")
_QUARTER = compiled(r"季均|平均每个?季度?")
_DAY = compiled(r"日均|平均每[天日]")
_MONTHS, _QUARTERS = 12, 4
_PART_OF_YEAR = compiled(
    r"\d ?月|季度|半年|上线|开通|开设|开播|启用|投用|运行|改版|成立|以来|截[至止]|累计|计划|年初|往年"
)
"""Words that say that what is counted did not run all year, or that the number is not the year's."""
_STATED_DAYS = compiled(r"\(?[按以]?(?P<number>[1-3]\d\d) ?个?(?:工作日|天)(?:计算?)?\)")
"""日均(按249个工作日计算)约1855件, 平均每天354个(230天)"""
_NOT_SUBJECT = compiled(r"[月季日]均|平均|每个?(?:月|季度?|天|日)|[约为达到近的共个]|公开|发布")
_WIDEST_IN_YEAR = 10
_WIDEST = 2
"""An average further off than this factor is probably one of something else."""


class AverageOverPeriod(Rule):
    code = "GIK211"
    name = "average-differs-from-year"
    title = Words(
        "正文：月均、季均等与全年数量不符", "Narrative: a monthly or quarterly average does not match the year"
    )
    level = Level.WARNING
    message = Words(
        "按文中数量计算，平均应为{computed}，文中写为{stated}。",
        "By the numbers of the sentence the average is {computed}; the text says {stated}.",
    )

    def relations(self, report: Report) -> Iterator[Relation]:
        for index, average in enumerate(report.claims):
            if average.kind is not Kind.AVERAGE or average.quantity is None:
                continue
            if _of_whole_year(average):
                yield from _per_day(average, report.claims[max(0, index - _NEAR) : index])
                continue
            parts = _number_of_parts(average)
            totals = _totals(average, report.claims[max(0, index - _NEAR) : index]) if parts else []
            if parts and any(_near(average, total, parts) for total in totals):
                readings = [_comparison(average, total, Const(parts)) for total in reversed(totals)]
                note = f"按{parts}个{_name(average)}计算", f"over {parts} {_name(average, english=True)}"
                yield Relation(tuple(readings), note=note)
        for claim in report.claims:
            yield from _regular(claim)


def _regular(claim: Claim) -> Iterator[Relation]:
    """每季度发布一次,全年4次"""
    if claim.kind is not Kind.COUNT or claim.quantity is None or not claim.quantity.exact:
        return
    found = _REGULAR.search(claim.passage.text.text, max(0, claim.start - _LONGEST_REGULAR), claim.start)
    if found is not None and found["unit"] == claim.quantity.unit:
        name, times = found["period"], _TIMES[found["period"]]
        note = (f"按每{name}一{found['unit']}计算", f"at one each {_ENGLISH[name]}")
        yield Relation((Comparison(claim.operand, "=", Const(times)),), note=note)


_LONGEST_REGULAR = 48
_TIMES = {"季度": 4, "季": 4, "月": 12, "个月": 12, "半年": 2}
_ENGLISH = {"季度": "quarter", "季": "quarter", "月": "month", "个月": "month", "半年": "half-year"}
_REGULAR = compiled(
    r"每(?P<period>季度|季|个月|月|半年)(?:定期)?[^,;。\d至少不超]{0,6}一(?P<unit>[次期批])[^,;。\d]{0,12},(?:全年|全年共|全年累计|共|一年共)[^,;。\d]{0,6}$"
)


def _of_whole_year(average: Claim) -> bool:
    """日均3.46万次, where nothing says over how many days."""
    text = average.passage.text.text
    return (
        _DAY.search(average.before) is not None
        and _number_of_parts(average) == 0
        and not _PART_OF_YEAR.search(average.lead_in + average.before)
        and "RESPECTIVELY" not in average.lead_marks[-2:]
        and not text.startswith(("以上", "余"), average.end)
    )


def _per_day(average: Claim, ahead: tuple[Claim, ...]) -> Iterator[Relation]:
    """全年浏览量1268万次,日均3.46万次: over the days of the year, or its working days."""
    totals = [total for total in _totals(average, ahead) if average.clause - total.clause <= 1 and not is_base(total)]
    if len(totals) != 1 or not _YEAR.search(totals[0].lead_in + totals[0].before):
        return
    total = totals[0]
    if not _near(average, total, _DAYS[0], _WIDEST_IN_YEAR) or average.quantity is None:
        return
    readings = tuple(_comparison(average, total, Const(days)) for days in _DAYS)
    yield Relation(readings, note=("按全年365天（闰年366天）或工作日计算", "over the days or working days of the year"))


_YEAR = compiled(r"全年|本年|年度|20\d\d年")
_DAYS = (365, 366, *range(245, 254))


def _number_of_parts(average: Claim) -> int:
    """How many months, quarters or days an average is taken over; 0 where the text does not say."""
    text = average.passage.text.text
    if _DAY.search(average.before):
        stated = _STATED_DAYS.match(text, average.end) or _STATED_DAYS.search(average.before)
        return int(stated["number"]) if stated else 0
    number = _MONTHS if _MONTH.search(average.before) else _QUARTERS if _QUARTER.search(average.before) else 0
    ahead = text[: average.low]
    return 0 if _PART_OF_YEAR.search(ahead) or "RESPECTIVELY" in average.lead_marks[-2:] else number


def _totals(average: Claim, ahead: tuple[Claim, ...]) -> list[Claim]:
    """The counts of the sentence that the average can be one of: those of its subject, where it names one."""
    subject = _NOT_SUBJECT.sub("", average.before)
    totals = [
        claim
        for claim in ahead
        if claim.passage is average.passage
        and claim.sentence == average.sentence
        and claim.kind in (Kind.COUNT, Kind.INCREASE)
        and claim.depth <= average.depth
        and _unit(claim) == _unit(average)
        and "LAST_YEAR" not in claim.marks
    ]
    named = [c for c in totals if any(subject[i : i + 2] in c.words for i in range(len(subject) - 1))]
    totals = named if subject else totals
    return totals if totals and average.clause - totals[-1].clause <= 1 else []


def _unit(claim: Claim) -> str:
    """The unit without its magnitude: 次 for 万次."""
    assert claim.quantity is not None
    return claim.quantity.unit.lstrip("百千万亿")


def _near(average: Claim, total: Claim, parts: int, widest: int = _WIDEST) -> bool:
    assert average.quantity is not None and total.quantity is not None
    whole, year = Fraction(total.quantity.value), Fraction(average.quantity.value) * parts
    return whole <= year * widest and year <= whole * widest


def _comparison(average: Claim, total: Claim, parts: Term) -> Comparison:
    """An average is rounded or cut off to its last digit."""
    amount, quantity = average.operand, average.quantity
    assert quantity is not None
    if quantity.exact:
        low, high = quantity.value - quantity.step, quantity.value + quantity.step
        amount = amount._replace(interval=Interval(max(low, 0), high, True, True))
    return Comparison(amount, "=", Quotient(total.operand, parts))


def _name(average: Claim, *, english: bool = False) -> str:
    if _DAY.search(average.before):
        return "days" if english else "(工作)日"
    if _MONTH.search(average.before):
        return "months" if english else "月"
    return "quarters" if english else "季度"
