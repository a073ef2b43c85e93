"""The report has as many parts as it says."""

from collections.abc import Iterator

from gikaudit.relation import Comparison, Level, Relation, counted
from gikaudit.report import Report
from gikaudit.rule import Rule, Words

_ANNEX = ("附表", "附件", "附:")
_FEWEST = 3


class SectionsAnnounced(Rule):
    code = "GIK401"
    name = "sections-differ-from-announced"
    title = Words("所称部分数与标题数不符", "The number of parts announced differs from the headings")
    level = Level.WARNING
    message = Words(
        "文中称本报告由{stated}部分组成，实有一级标题{headings}个（{first}至{last}）。",
        "The text announces {stated} parts; there are {headings} headings of the first level ({first} to {last}).",
    )

    def relations(self, report: Report) -> Iterator[Relation]:
        announced, sections = report.sections, report.outline.sections
        if announced is None or announced.quantity is None or len(sections) < _FEWEST:
            return
        first, last = sections[0], sections[-1]
        # a heading that runs into the text before it is not found; the last number still says how many there are
        numbers = sorted({len(sections), last.value}, reverse=True)
        if last.title.startswith(_ANNEX):
            numbers += [number - 1 for number in numbers]
        stated = announced.operand
        headings = [counted(1, section.title, section.span) for section in sections]
        yield Relation(
            tuple(Comparison(stated, "=", counted(number, "一级标题", last.span)) for number in numbers),
            primary=stated,
            context=tuple(headings),
            values={"headings": str(numbers[0]), "first": first.text.strip("、. "), "last": last.text.strip("、. ")},
        )
