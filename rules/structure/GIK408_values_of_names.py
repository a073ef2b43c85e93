"""Each name has one value: 甲局、乙局分别为3件、4件, not three values for two names."""

from collections.abc import Iterator

from gikaudit.relation import Comparison, Level, Relation, counted
from gikaudit.report import Report
from gikaudit.rule import Rule, Words


class ValuesOfNames(Rule):
    code = "GIK408"
    name = "values-differ-from-names"
    title = Words("名称与数值个数不对应", "Not as many values as names")
    level = Level.WARNING
    message = Words(
        "所列名称为{names}个，其后的数值为{values}个，不能一一对应。",
        "{names} things are named and {values} values follow; they do not pair.",
    )

    def relations(self, report: Report) -> Iterator[Relation]:
        for row in report.rows:
            number = len(row.values)
            if not number or (row.place is not None and not row.fewest <= row.place.value <= row.most):
                continue
            if row.names.end > row.values[0].span.start:
                continue  # each name with its value behind it
            values = counted(number, "数值", row.values[0].span)
            yield Relation(
                tuple(Comparison(values, "=", counted(n, "名称", row.names)) for n in range(row.fewest, row.most + 1)),
                primary=values,
                context=tuple(value.operand for value in row.values),
                values={"names": str(row.fewest if number < row.fewest else row.most), "values": str(number)},
            )
