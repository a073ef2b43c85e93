"""No more applications are closed or answered than came in."""

from collections.abc import Iterator

from gikaudit.relation import Level, Relation
from gikaudit.report import Report
from gikaudit.rule import Rule, Words


class RequestsInOrder(Rule):
    code = "GIK104"
    name = "table-more-answered-than-received"
    title = Words("统计表：办结或答复数大于收到数", "Table: more applications closed or answered than received")
    level = Level.WARNING
    precision = "medium"
    message = Words(
        "统计表“{label}”填报{stated}，大于“{whole}”的{computed}，多{difference}；如含上年结转件，请在报告中说明。",
        "The table gives {stated} for “{label}”, more than the {computed} of “{whole}”: {difference} too many."
        " If applications carried over from last year are included, the report should say so.",
    )

    def relations(self, report: Report) -> Iterator[Relation]:
        if report.carried_over:
            return
        for table in report.tables:
            for identity in table.identities:
                if identity.kind == "flow":
                    whole = table.operands[identity.right[0]]
                    yield Relation(table.readings(identity), values={"whole": whole.label}, note=table.note)
