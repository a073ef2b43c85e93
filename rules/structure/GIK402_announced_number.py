"""As many things are named as were announced: 六方面, 十个分栏, 两次…分别为."""

from collections.abc import Iterator

from gikaudit.relation import Comparison, Level, Relation, counted
from gikaudit.report import Report
from gikaudit.rule import Rule, Words


class AnnouncedNumber(Rule):
    code = "GIK402"
    name = "named-differ-from-announced"
    title = Words("所称个数与列举个数不符", "The number announced differs from what is named")
    level = Level.WARNING
    message = Words("文中称{stated}{noun},实际列出{named}个。", "The text announces {stated}{noun} and names {named}.")

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
