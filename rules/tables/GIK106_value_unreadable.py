"""A row of the table is filled in with a number: 1,25 and 1O5 are none."""

from collections.abc import Iterator

from gikaudit.relation import Level, Relation, Wording
from gikaudit.report import Report
from gikaudit.rule import Rule, Words


class ValueUnreadable(Rule):
    code = "GIK106"
    name = "table-value-unreadable"
    title = Words("统计表：填报的不是有效数值", "Table: what is filled in is no number")
    level = Level.WARNING
    message = Words(
        "统计表“{label}”填报的“{found}”不是有效的数值，该行未能核对。",
        "“{found}” in the row “{label}” of the table is no number; the row was not checked.",
    )

    def relations(self, report: Report) -> Iterator[Relation]:
        for table in report.tables:
            for operand in table.operands.values():
                if operand.shown and not operand.interval.bounded:
                    yield Relation((Wording(operand, operand.shown, ""),))
