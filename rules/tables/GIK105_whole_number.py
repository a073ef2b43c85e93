"""What is counted in 条, 件, 次 or 人 is a whole number, and nothing that is filled in is below 0."""

from collections.abc import Iterator

from gikaudit.relation import Level, Relation, Wording
from gikaudit.report import Report
from gikaudit.rule import Rule, Words

_WHOLE = {"right": "整数", "right_en": "a whole number"}
_NOT_NEGATIVE = {"right": "不小于0的数", "right_en": "0 or more"}


class WholeNumber(Rule):
    code = "GIK105"
    name = "table-count-not-whole"
    title = Words("统计表：件数、人数不是整数或小于0", "Table: a count is not a whole number, or below 0")
    level = Level.ERROR
    message = Words(
        "统计表“{label}”应填{right}，现为{found}。", "“{label}” in the table must be {right_en}; it is {found}."
    )

    def relations(self, report: Report) -> Iterator[Relation]:
        for table in report.tables:
            for id, operand in table.operands.items():
                if not operand.interval.bounded:
                    continue
                if operand.number.startswith("-") and not table.signed(id):
                    yield Relation((Wording(operand, operand.number, ""),), values=_NOT_NEGATIVE)
                elif operand.scale == 1 and (operand.unit or table.grid is None):
                    whole, _, fraction = operand.number.partition(".")
                    # 31.0 can only be 31; whether 2.5 is 2, 3 or 25 nobody knows
                    expected = "" if fraction.strip("0") else whole
                    yield Relation((Wording(operand, operand.number, expected),), values=_WHOLE)
