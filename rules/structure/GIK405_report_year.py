"""Title, period and table of a report are of the same year."""

from collections.abc import Iterator

from gikaudit.interval import exactly
from gikaudit.parsing.years import YearMention
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


def _operand(mention: YearMention) -> Operand:
    return Operand(
        exactly(mention.year),
        str(mention.year),
        str(mention.year),
        _LABELS[mention.kind],
        mention.span,
        origin="structure",
    )
