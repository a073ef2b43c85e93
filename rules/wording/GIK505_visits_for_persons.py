"""人次 counts visits; staff and followers are persons."""

from collections.abc import Iterator

from gikaudit.parsing.claims import Kind
from gikaudit.relation import Level, Relation, Wording
from gikaudit.report import Report
from gikaudit.rule import Rule, Words

_PERSONS = ("粉丝", "专职人员", "兼职人员", "在职人员", "在编人员", "关注人数", "关注用户", "注册用户")
_VISITS = ("培训", "参加", "接待", "访问", "查阅", "咨询", "浏览", "阅读", "参与", "服务")


class VisitsForPersons(Rule):
    code = "GIK505"
    name = "visits-for-persons"
    title = Words("人数误用“人次”", "人次 where persons are counted")
    level = Level.WARNING
    message = Words(
        "“{label}”是人数，“{found}”应写为“{expected}”。", "“{label}” are persons: “{found}” should read “{expected}”."
    )

    def relations(self, report: Report) -> Iterator[Relation]:
        for claim in report.claims:
            quantity = claim.quantity
            if claim.kind is not Kind.COUNT or quantity is None or quantity.group not in ("PERSON", "PERSON_TIME"):
                continue
            words = claim.before[-12:]
            if any(word in words for word in _PERSONS) and not any(word in words for word in _VISITS):
                expected = quantity.text.replace("人次", "人")
                yield Relation((Wording(claim.operand, quantity.text, expected),))
