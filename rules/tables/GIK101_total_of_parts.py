"""The parts of a row or a column of an official form add up to its total."""

from collections.abc import Iterator

from gikaudit.relation import Level, Relation
from gikaudit.report import Report
from gikaudit.rule import Rule, Words


class TotalOfParts(Rule):
    code = "GIK101"
    name = "table-total-differs-from-parts"
    title = Words("统计表：总数与分项之和不符", "Table: a total differs from the sum of its parts")
    level = Level.ERROR
    message = Words(
        "统计表“{label}”填报{stated}，各分项合计{computed}，相差{difference}。",
        "The table gives {stated} for “{label}”, its parts add up to {computed}: {difference} apart.",
    )

    def relations(self, report: Report) -> Iterator[Relation]:
        for table in report.tables:
            for identity in table.identities:
                if identity.kind == "sum":
                    yield Relation(table.readings(identity), note=table.note)
