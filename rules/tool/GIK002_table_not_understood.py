"""A table looks like an official form and cannot be read."""

from collections.abc import Iterator

from gikaudit.relation import Level, Relation
from gikaudit.report import Report
from gikaudit.rule import Rule, Words


class TableNotUnderstood(Rule):
    code = "GIK002"
    name = "table-not-understood"
    title = Words("统计表无法识别", "A table looks like an official form and cannot be read")
    level = Level.ERROR
    message = Words(
        "“{title}”下的表格未能识别，表内数字均未核对。",
        "The table under “{title}” was not understood; none of its numbers were checked.",
    )

    def relations(self, report: Report) -> Iterator[Relation]:
        """The engine reports these itself."""
        yield from ()
