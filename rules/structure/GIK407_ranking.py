"""The values of a ranking do not increase: 前三位的是甲局、乙局、丙局,分别为18件、7件、10件."""

from collections.abc import Iterator
from itertools import pairwise

from gikaudit.relation import Comparison, Level, Relation
from gikaudit.report import Report
from gikaudit.rule import Rule, Words


class Ranking(Rule):
    code = "GIK407"
    name = "ranking-out-of-order"
    title = Words("名次与数值的大小顺序不符", "A ranking and its values are in different order")
    level = Level.WARNING
    message = Words(
        "按“{order}”的次序，排在后面的{later}大于排在前面的{earlier}。",
        "In the ranking (“{order}”) {later} stands behind {earlier}, though it is more.",
    )

    def relations(self, report: Report) -> Iterator[Relation]:
        for row in report.rows:
            if not row.order or not row.fewest <= len(row.values) <= row.most:
                continue
            for earlier, later in pairwise(row.values[: row.place.value if row.place else None]):
                yield Relation(
                    (Comparison(later.operand, "<=", earlier.operand),),
                    primary=later.operand,
                    values={
                        "order": row.order,
                        "later": later.operand.shown,
                        "earlier": earlier.operand.shown,
                    },
                )
