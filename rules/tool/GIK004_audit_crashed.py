"""The audit of a file crashed."""

from collections.abc import Iterator

from gikaudit.relation import Level, Relation
from gikaudit.report import Report
from gikaudit.rule import Rule, Words


class AuditCrashed(Rule):
    code = "GIK004"
    name = "audit-crashed"
    title = Words("核对过程出错", "The audit of a file crashed")
    level = Level.ERROR
    message = Words(
        "核对本文件时程序出错（{error}），{missing}。", "The audit of this file crashed ({error}); {missing_en}."
    )

    def relations(self, report: Report) -> Iterator[Relation]:
        """The engine reports these itself."""
        yield from ()
