"""Title, period and table of a report are of the same year."""

from collections.abc import Iterator

from gikaudit.interval import exactly
from gikaudit.parsing.years import YearMention
from gikaudit.patterns import compiled
from gikaudit.relation import Comparison, Level, Operand, Relation
from gikaudit.report import Report
from gikaudit.rule import Rule, Words

_LABELS = {"title": "标题年度", "period": "统计期限", "table": "统计表年度"}


class ReportYear(Rule):
    code = "GIK405"
    name = "report-year-differs"
    title = Words("标题、统计期限与统计表的年度不一致", "Title, period and table are of different years")
    level = Level.ERROR
    message = Words(
        "{label}为{stated}年，与{other}的{computed}年不一致。", "{label}: {stated}, but {other}: {computed}."
    )

    def relations(self, report: Report) -> Iterator[Relation]:
        if not report.years:
            return
        first = report.years[0]
        for mention in report.years[1:]:
            other = "前文" if mention.kind == first.kind else _LABELS[first.kind]
            yield Relation((Comparison(_operand(mention), "=", _operand(first)),), values={"other": other})
        periods = [mention for mention in report.years if mention.kind == "period"]
        if periods and all(mention.year == first.year for mention in report.years):
            yield from _ends_before(report, periods[0])


def _ends_before(report: Report, period: YearMention) -> Iterator[Relation]:
    """截至2015年12月31日 in a report whose period is 2016: left over from the report before."""
    for passage in report.passages:
        for found in _END_OF_YEAR.finditer(passage.text.text):
            ahead = passage.text.text[max(0, found.start() - _NEAR) : found.start()]
            if int(found["year"]) == period.year - 1 and not _OF_LAST_YEAR.search(ahead):
                mention = YearMention(int(found["year"]), "period", passage.text.span(*found.span("year")))
                left = _operand(mention)._replace(label="截止日期")
                yield Relation(
                    (Comparison(left, "=", _operand(period)),), Level.WARNING, values={"other": _LABELS["period"]}
                )


_END_OF_YEAR = compiled(r"(?:^|[。;])[\s一-龥]{0,6}截[至止](?P<year>20\d\d) ?年 ?12 ?月(?: ?31 ?日|底)(?=,)")
_OF_LAST_YEAR = compiled(r"上年|去年|上一年|其中|累计|以来|历年|20\d\d年[^。]*$")
_NEAR = 40


def _operand(mention: YearMention) -> Operand:
    return Operand(
        exactly(mention.year),
        str(mention.year),
        str(mention.year),
        _LABELS[mention.kind],
        mention.span,
        origin="structure",
    )
