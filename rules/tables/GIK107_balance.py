"""In each column what came in is what was dealt with and what was left over."""

from collections.abc import Iterator

from gikaudit.relation import Level, Relation
from gikaudit.report import Report
from gikaudit.rule import Rule, Words


class Balance(Rule):
    code = "GIK107"
    name = "table-column-not-balanced"
    title = Words("统计表：列数据勾稽关系不成立", "Table: a column does not balance")
    level = Level.ERROR
    message = Words(
        "“{column}”列勾稽关系不成立：{left}之和应等于{right}之和，相差{difference}。",
        "The column “{column}” does not balance: {left} must come to as much as {right}: {difference} apart.",
    )

    def relations(self, report: Report) -> Iterator[Relation]:
        for table in report.tables:
            for identity in table.identities:
                if identity.kind == "balance":
                    values = {
                        "column": table.column(identity.left[0]),
                        "left": "、".join(map(table.row, identity.left)),
                        "right": "、".join(map(table.row, identity.right)),
                    }
                    yield Relation(table.readings(identity), values=values, note=table.note)
