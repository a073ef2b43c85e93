"""A row that is part of another row of the statistics table does not exceed it."""

from collections.abc import Iterator

from gikaudit.relation import Level, Relation
from gikaudit.report import Report
from gikaudit.rule import Rule, Words


class PartWithinWhole(Rule):
    code = "GIK102"
    name = "table-part-exceeds-whole"
    title = Words("统计表：分项大于总项", "Table: a part exceeds its whole")
    level = Level.WARNING
    message = Words(
        "统计表“{label}”填报{stated}，大于“{whole}”的{computed}，多{difference}。",
        "The table gives {stated} for “{label}”, more than the {computed} of “{whole}”: {difference} too many.",
    )

    def relations(self, report: Report) -> Iterator[Relation]:
        for table in report.tables:
            for identity in table.identities:
                if identity.kind == "part":
                    whole = table.operands[identity.right[0]]
                    yield Relation(
                        table.readings(identity),
                        level=None if identity.evidence == "soft" else Level.ERROR,
                        values={"whole": whole.label},
                        note=table.note,
                    )
