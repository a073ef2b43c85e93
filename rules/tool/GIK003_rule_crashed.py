"""A rule crashed."""

from collections.abc import Iterator

from gikaudit.relation import Level, Relation
from gikaudit.report import Report
from gikaudit.rule import Rule, Words


class RuleCrashed(Rule):
    code = "GIK003"
    name = "rule-crashed"
    title = Words("规则运行出错", "A rule crashed")
    level = Level.ERROR
    message = Words(
        "规则{rule}运行出错（{error}），该项未核对。",
        "The rule {rule_en} crashed ({error}); what it checks was not checked.",
    )

    def relations(self, report: Report) -> Iterator[Relation]:
        """The engine reports these itself."""
        yield from ()
