"""Visits are not counted in yuan, nor money in cases: 访问量12.5万元, 投入专项经费23件."""

from collections.abc import Iterator

from gikaudit.parsing.claims import Claim, Kind
from gikaudit.patterns import compiled
from gikaudit.relation import Level, Relation, Wording
from gikaudit.report import Report
from gikaudit.rule import Rule, Words

_SAID = r"(?:总量|总数|数|累计|总计|合计|达到?|突破|超过?|共|约|为|近|逾|有|过|了)*$"
_VISITS = compiled(r"(?:访问|点击|浏览|阅读|下载|转发|粉丝|关注)(?:量|人数|次数|数)" + _SAID)
_MONEY = compiled(r"(?:投入|安排|落实|拨付|支出|列支|下达)[^,;:。、()\d]{0,12}(?:经费|资金)" + _SAID)
_THINGS = ("ITEM", "PERSON", "PERSON_TIME", "THING")


class MoneyAndVisits(Rule):
    code = "GIK506"
    name = "money-and-visits"
    title = Words("金额与次数的计量单位误用", "Visits in yuan, or money in cases")
    level = Level.WARNING
    message = Words("“{found}”的计量单位与所计事项不符。", "“{found}” has a unit that what is counted cannot have.")

    def relations(self, report: Report) -> Iterator[Relation]:
        for claim in report.claims:
            if claim.kind is Kind.COUNT and (_visits_in_yuan(claim) or _money_in_things(claim, report)):
                assert claim.quantity is not None
                yield Relation((Wording(claim.operand, claim.quantity.text, ""),))


def _visits_in_yuan(claim: Claim) -> bool:
    return claim.quantity is not None and claim.quantity.group == "MONEY" and _VISITS.search(claim.before) is not None


def _money_in_things(claim: Claim, report: Report) -> bool:
    """Whether money is counted in things; one with a noun of its own (3件申请), or in a list, counts things."""
    if claim.quantity is None or claim.quantity.group not in _THINGS or claim.after or claim in report.parts:
        return False
    return _MONEY.search(claim.before) is not None
