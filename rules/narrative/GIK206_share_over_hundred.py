"""A share or a rate of completion is at most 100%."""

from collections.abc import Iterator

from gikaudit.parsing.claims import Kind
from gikaudit.relation import Comparison, Const, Level, Relation
from gikaudit.report import Report
from gikaudit.rule import Rule, Words

_NEAR = 40
_CAN_EXCEED = (
    "开工",
    "到位",
    "入库",
    "任务",
    "预算",
    "完成",
    "增长",
    "增幅",
    "提高",
    "上升",
    "目标",
    "计划",
    "收益",
    "超额",
    "负债",
    "提升",
    "毛入",
)


class ShareOverHundred(Rule):
    code = "GIK206"
    name = "share-over-hundred"
    title = Words("正文：占比或比率超过100%", "Narrative: a share or rate exceeds 100%")
    level = Level.ERROR
    message = Words("占比或比率{stated}超过100%。", "A share or rate of {stated} exceeds 100%.")

    def relations(self, report: Report) -> Iterator[Relation]:
        for claim in report.claims:
            quantity = claim.quantity
            if claim.kind not in (Kind.SHARE, Kind.RATE) or quantity is None or quantity.group != "PERCENT":
                continue
            # 各项之和超过100% says itself that the parts overlap
            words = claim.lead_in[-_NEAR:] + claim.before
            if quantity.exact and not any(word in words for word in _CAN_EXCEED):
                yield Relation((Comparison(claim.operand, "<=", Const(100)),))
