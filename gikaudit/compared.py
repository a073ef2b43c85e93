"""What a change is compared with: 比上年的31件, 2015年为31件, 2016年比2015年."""

from __future__ import annotations

from collections.abc import Iterator

from gikaudit.parsing.claims import Claim, Kind
from gikaudit.parsing.sums import comparable
from gikaudit.patterns import compiled
from gikaudit.relation import Operand
from gikaudit.report import Report

BASE = compiled(
    r"(?:同比|环比)(?=\d|去年|上年)[^,]{0,16}$|(?<![相对占同环])(?:比(?![例重率较])|(?<!比)较(?![大多少好快高低为]))[^,]{0,16}$|^[也均则且又]?(?:与|同)(?!比|期|时)"
)
_CHANGES = (Kind.INCREASE, Kind.DECREASE)
_YEAR = compiled(r"((?:19|20)\d\d)年")
_NEAR = 6
_LOOK_BACK = 16
_LONGEST_BASE = 20


def is_base(claim: Claim) -> bool:
    """Whether a number is what is compared with: 比2015年的281件, 较清理前的263项, 去年80件, 比2016年(151870条)."""
    if BASE.search(claim.before) is not None or "LAST_YEAR" in claim.marks:
        return True
    text = claim.passage.text.text
    return (
        text.startswith("(", claim.low - 1)
        and BASE.search(text[max(0, claim.low - _LONGEST_BASE) : claim.low - 1]) is not None
    )


_TWO_YEARS = compiled(
    r"^((?:19|20)\d\d)年度?(?:比|较|与|同)((?:19|20)\d\d)年(?:度|同期|相比)*(?:同比)?(?:增长|增加|上升|下降|减少|降低)"
)


def of_two_years(run: list[Claim], report: Report) -> tuple[Claim | None, tuple[Claim, ...]] | None:
    """2016年公开90条;2015年公开60条。2016年比2015年增长50%: the figures that the paragraph gives for the earlier year
    and the later; None where the change names no two years."""
    years = _TWO_YEARS.search(run[0].before)
    if years is None:
        return None
    counts = [c for c in report.counts_before(run[0], _LOOK_BACK) if c.passage is run[0].passage and c.depth == 0]
    by_year = {int(named[-1]): c for c in counts if (named := _YEAR.findall(c.before)) and c not in report.parts}
    new, old = by_year.get(int(years[1])), by_year.get(int(years[2]))
    alike = len({c.quantity.group for c in by_year.values() if c.quantity is not None}) == 1
    return (old, (new,)) if new and old and alike and comparable(new, old) else (None, ())


def year_before(old: Claim, report: Report, amounts: list[Claim], percents: list[Claim]) -> Claim | None:
    """The figure of this year where that of the year before stands behind it: 收到38件,2016年为31件,同比增加7件. It may
    stand in the sentence before. Not where the figure before the change is the one that has changed."""
    years = _YEAR.match(old.before)
    if years is None or BASE.search(old.before) or _grown(old, amounts, percents):
        return None
    named = old.before[years.end() :].strip("度全年同期的共为是达")
    for claim in reversed(report.counts_before(old, _NEAR)):
        if claim.passage is not old.passage or claim.depth != old.depth or not comparable(claim, old):
            continue
        if claim in report.parts:
            continue
        if claim.sentence < old.sentence - 1 or is_base(claim) or claim.marks & {"CUMULATIVE", "EVER", "PLANNED"}:
            continue
        own = _YEAR.findall(f"{claim.lead_in[-_LONGEST_BASE * 2 :]}{claim.before}")[-1:]
        year = int(own[0]) if own else report.year
        alike = not named or any(named[i : i + 2] in claim.before for i in range(len(named) - 1))
        if year == int(years[1]) + 1 and alike and (own or claim.sentence == old.sentence):
            own_change = _changes_between(claim, old, report)
            return None if own_change else claim  # 增长10.7%;2016年为31件,同比增长10.2%: of 2015
    return None


def _changes_between(one: Claim, other: Claim, report: Report) -> bool:
    return any(claim.kind in _CHANGES and one.position < claim.position < other.position for claim in report.claims)


def _grown(new: Claim, amounts: list[Claim], percents: list[Claim]) -> bool:
    """Whether a figure, its change and the percentage agree: 2016年收到31件,同比增加7件,增长29.2%."""
    value = new.operand.interval
    for amount, percent in pairs(new, amounts, percents):
        old = value - amount.interval if percent.kind is Kind.INCREASE else value + amount.interval
        if old.low is not None and old.low > 0 and percent.operand.interval.meets((amount.interval / old).scaled(100)):
            return True
    return False


def pairs(figure: Claim, amounts: list[Claim], percents: list[Claim]) -> Iterator[tuple[Operand, Claim]]:
    """The first amount of change in the unit of a figure, with the first percentage."""
    same = [amount for amount in amounts if comparable(amount, figure)]
    if same and percents:
        yield same[0].operand, percents[0]
