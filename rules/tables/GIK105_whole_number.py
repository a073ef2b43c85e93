"""What is counted in 条, 件, 次 or 人 is a whole number."""

from collections.abc import Iterator

from gikaudit.relation import Level, Relation, Wording
from gikaudit.report import Report
from gikaudit.rule import Rule, Words


class WholeNumber(Rule):
    code = "GIK105"
    name = "table-count-not-whole"
    title = Words("统计表：件数、人数不是整数", "Table: a count is not a whole number")
    level = Level.ERROR
    message = Words(
        "统计表“{label}”应填整数，现为{found}。", "“{label}” in the table must be a whole number; it is {found}."
    )

    def relations(self, report: Report) -> Iterator[Relation]:
        for table in report.tables:
            for operand in table.operands.values():
                counted = operand.unit or table.grid is None
                if operand.interval.bounded and operand.scale == 1 and counted:
                    whole, _, fraction = operand.number.partition(".")
                    # 31.0 can only be 31; whether 2.5 is 2, 3 or 25 nobody knows
                    expected = "" if fraction.strip("0") else whole
                    yield Relation((Wording(operand, operand.number, expected),))
