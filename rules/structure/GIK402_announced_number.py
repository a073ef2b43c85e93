"""As many things are named as were announced: 六方面, 十个分栏, 两次…分别为."""

import re
from collections.abc import Iterator

from gikaudit.interval import exactly
from gikaudit.relation import Comparison, Level, Operand, Relation, counted
from gikaudit.report import Report
from gikaudit.rule import Rule, Words

_RANKS = (
    r"前(?P<number>[一二三四五六七八九十]|\d{1,2})(?:位|名)的?[^,;:。、()\d]{0,8}?(?:依次|分别)?(?:是|为):?"
    r"(?P<names>[^,;:。()\d等]{4,200})(?=[,;。])"
)
_JOINTS = re.compile(r"[和及与]")
_NUMERALS = "零一二三四五六七八九十"


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
        yield from _ranks(report)


def _ranks(report: Report) -> Iterator[Relation]:
    """居前3位的是甲局、乙局和丙局: as many are named as stand in front."""
    for passage in report.passages:
        text = passage.text.text
        for found in re.finditer(_RANKS, text) if "位" in text and "前" in text else ():
            number = int(found["number"]) if found["number"].isdecimal() else _NUMERALS.index(found["number"])
            fewest = found["names"].count("、") + 1
            most = fewest + len(_JOINTS.findall(found["names"]))
            if most == 1:
                continue
            span = passage.text.span(found.start("number"), found.end("number"))
            stated = Operand(exactly(number), found["number"], found["number"], "位次", span)
            names = passage.text.span(found.start("names"), found.end("names"))
            yield Relation(
                tuple(Comparison(stated, "=", counted(n, "列举", names)) for n in range(fewest, most + 1)),
                primary=stated,
                values={"named": str(fewest), "stated": f"前{found['number']}", "noun": "位"},
            )
