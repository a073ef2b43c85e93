"""As many things are named as were announced: 六方面, 十个分栏, 两次…分别为."""

from collections.abc import Iterator

from gikaudit.interval import exactly
from gikaudit.parsing.rows import Announced, Row
from gikaudit.parsing.tallies import find_tallies
from gikaudit.relation import Comparison, Level, Operand, Relation, counted
from gikaudit.report import Report
from gikaudit.rule import Rule, Words


class AnnouncedNumber(Rule):
    code = "GIK402"
    name = "named-differ-from-announced"
    title = Words("所称个数与列举个数不符", "The number announced differs from what is named")
    level = Level.WARNING
    message = Words("文中称{stated}{noun}，实际列出{named}个。", "The text announces {stated}{noun} and names {named}.")

    def relations(self, report: Report) -> Iterator[Relation]:
        for enumeration in report.enumerations:
            stated = enumeration.announced.operand
            named = [counted(n, "列举", enumeration.span) for n in range(enumeration.fewest, enumeration.most + 1)]
            if enumeration.open_ended:
                readings = tuple(Comparison(number, "<=", stated) for number in named)
            else:
                readings = tuple(Comparison(stated, "=", number) for number in named)
            yield Relation(
                readings,
                primary=stated,
                values={"named": named[0].shown, "stated": stated.shown, "noun": enumeration.announced.after[:6]},
            )
        for row in report.rows:
            if row.place is not None:
                yield _of_rank(row)
        for announced in report.announced:
            yield _of_values(announced)
        for tally in find_tallies(report.passages, report.claims, report.breakdowns, report.outline):
            yield Relation(
                (Comparison(tally.announced, "=", counted(tally.number, "列举", tally.span)),),
                primary=tally.announced,
                values={"named": str(tally.number), "stated": tally.announced.shown, "noun": tally.noun},
            )


def _of_rank(row: Row) -> Relation:
    """居前3位的是甲局、乙局和丙局: as many are named as stand in front."""
    assert row.place is not None
    stated = Operand(exactly(row.place.value), row.place.shown, row.place.number, "位次", row.place.span)
    return Relation(
        tuple(Comparison(stated, "=", counted(n, "列举", row.names)) for n in range(row.fewest, row.most + 1)),
        primary=stated,
        values={"named": str(row.fewest), "stated": row.place.shown, "noun": ""},
    )


def _of_values(announced: Announced) -> Relation:
    """三个专栏分别发布386条、214条和527条: as many values as things."""
    stated, values = announced.claim.operand, announced.values
    listed = counted(len(values), "数值", values[0].span)
    noun = announced.claim.after.partition("分别")[0][:6]
    named = {"named": f"{len(values)}", "stated": stated.shown, "noun": noun}
    context = tuple(value.operand for value in values)
    return Relation((Comparison(stated, "=", listed),), primary=stated, context=context, values=named)
