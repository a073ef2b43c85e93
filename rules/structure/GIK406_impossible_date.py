"""Dates exist, and the period of statistics is a whole year."""

import re
from collections.abc import Iterator

from gikaudit.interval import exactly
from gikaudit.parsing.claims import Passage
from gikaudit.patterns import compiled
from gikaudit.relation import Level, Operand, Relation, Wording
from gikaudit.report import Report
from gikaudit.rule import Rule, Words

_DATE = compiled(r"((?:19|20)(?<!\d\d\d)\d\d) ?年 ?(\d{1,2}) ?月(?: ?(\d{1,2}) ?日)?")
_PERIOD = compiled(
    r"(?:统计|数据|期限|时限|周期|期间)[^。;\d]{0,24}(?:19|20)\d\d ?年 ?1 ?月 ?1 ?日[^。;\d]{0,6}"
    r"(?P<end>(?:(?:19|20)\d\d ?年 ?)?12 ?月 ?(?P<day>\d{1,2}) ?日)"
)
_LAST = 31
_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class ImpossibleDate(Rule):
    code = "GIK406"
    name = "impossible-date"
    title = Words("日期不存在或统计期限不满全年", "A date does not exist, or the period is not a whole year")
    level = Level.WARNING
    message = Words("“{found}”有误：{problem}。", "“{found}” is wrong: {problem_en}.")

    def relations(self, report: Report) -> Iterator[Relation]:
        for passage in report.passages:
            text = passage.text.text
            if "月" not in text:
                continue
            for found in _DATE.finditer(text):
                right = _exists(int(found[1]), int(found[2]), int(found[3] or 1))
                yield _relation(passage, found, 0, right, ("日期不存在", "there is no such date"))
            for found in _PERIOD.finditer(text):
                problem = ("统计期限应至12月31日", "the period should end on 31 December")
                yield _relation(passage, found, "end", int(found["day"]) == _LAST, problem)


def _exists(year: int, month: int, day: int) -> bool:
    # the module calendar takes longer to import than this rule takes for a report
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 1 <= month <= 12 and 1 <= day <= (29 if leap and month == 2 else _DAYS[month - 1])


def _relation(
    passage: Passage, found: re.Match[str], group: int | str, right: bool, problem: tuple[str, str]
) -> Relation:
    words = found[group]
    span = passage.text.span(found.start(group), found.end(group))
    place = Operand(exactly(0), words, words, words, span, origin="structure")
    values = {"found": words, "problem": problem[0], "problem_en": problem[1]}
    return Relation((Wording(place, words, words if right else ""),), values=values)
