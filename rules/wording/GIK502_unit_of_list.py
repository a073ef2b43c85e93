"""The parts of a list are counted in the unit of the others: 35个 among counts in 条."""

from collections import Counter
from collections.abc import Iterator

from gikaudit.parsing.claims import Claim, Kind
from gikaudit.parsing.list_marks import Mark, alike
from gikaudit.parsing.sums import adds_up, telling
from gikaudit.relation import Level, Relation, Wording
from gikaudit.report import Report
from gikaudit.rule import Rule, Words

_FEWEST = 4


class UnitOfList(Rule):
    code = "GIK502"
    name = "unit-differs-in-list"
    title = Words("同一列举中计量单位不一致", "One part of a list has another unit")
    level = Level.WARNING
    message = Words(
        "“{found}”与同列其他各项的计量单位不一致，应为“{expected}”。",
        "“{found}” has another unit than the other parts of its list; it should be “{expected}”.",
    )

    def relations(self, report: Report) -> Iterator[Relation]:
        for breakdown in report.breakdowns:
            units = Counter(part.quantity.unit for part in breakdown.parts if part.quantity is not None)
            total = breakdown.totals[0].quantity
            if len(breakdown.parts) < _FEWEST or total is None:
                continue
            unit, count = units.most_common(1)[0]
            if unit != total.unit or count < len(breakdown.parts) - 1:
                continue
            for part in breakdown.parts:
                quantity = part.quantity
                if (
                    quantity is not None
                    and not part.before.endswith(_OF_THEIR_OWN)
                    and (quantity.unit == unit or quantity.group == "THING")
                    and quantity.scale == 1
                ):
                    yield Relation((Wording(part.operand, quantity.number + quantity.unit, quantity.number + unit),))
        yield from _missing_parts(report)


def _missing_parts(report: Report) -> Iterator[Relation]:
    """30件,其中当面申请12件,信函申请8人,网络申请10件: the count in another unit is what the sum wants."""
    claims = {claim: number for number, claim in enumerate(report.claims)}
    for breakdown in report.breakdowns:
        parts, total = breakdown.parts, breakdown.totals[0]
        if len(parts) < 2 or breakdown.mark is Mark.PARALLEL or adds_up(total, parts):
            continue
        stretch = report.claims[claims[parts[0]] : claims[parts[-1]] + 2]
        others = [claim for claim in stretch if claim not in parts and _beside(claim, parts[0])]
        if len(others) == 1 and others[0].quantity is not None and total.quantity is not None:
            other, quantity = others[0], others[0].quantity
            together = sorted((*parts, other), key=lambda claim: claim.start)
            if telling(total, together) and adds_up(total, together) and alike(together):
                unit = total.quantity.unit
                yield Relation((Wording(other.operand, quantity.number + quantity.unit, quantity.number + unit),))


def _beside(claim: Claim, part: Claim) -> bool:
    """Whether a count of other things stands where a part of a list can."""
    quantity = claim.quantity
    return (
        claim.kind is Kind.COUNT
        and quantity is not None
        and quantity.group in _THINGS
        and claim.passage is part.passage
        and claim.sentence == part.sentence
        and claim.depth == part.depth
        and bool(claim.before)
        and not claim.before.startswith(_OTHER_COUNTS)
        and not claim.before.endswith(_OF_THEIR_OWN)
    )


_OF_THEIR_OWN = ("视频", "音频", "动漫", "动画", "H5", "短片", "宣传片", "专题片", "长图", "海报", "漫画")
"""What has measure words of its own beside texts in 篇 and news in 条: 图解41篇、视频12个、文字35篇."""


_OTHER_COUNTS = ("参加", "参训", "参与", "涉及", "惠及", "受益", "接待", "发放", "投入", "历时", "耗时", "服务")
"""Verbs that tell that a count in another unit is one of something else: 参加培训8人."""


_THINGS = ("ITEM", "OCCASION", "PERSON", "PERSON_TIME", "BODY", "THING", "MONEY", "TIME", "YEAR_UNIT")
