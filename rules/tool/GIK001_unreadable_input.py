"""The file cannot be read."""

from collections.abc import Iterator

from gikaudit.relation import Level, Relation
from gikaudit.report import Report
from gikaudit.rule import Rule, Words


class UnreadableInput(Rule):
    code = "GIK001"
    name = "unreadable-input"
    title = Words("文件无法读取", "The file cannot be read")
    level = Level.ERROR
    message = Words("{reason}", "{reason_en}")

    def relations(self, report: Report) -> Iterator[Relation]:
        """The engine reports these itself."""
        yield from ()
