"""A plug-in, or a rule of one's own, cannot be used."""

from collections.abc import Iterator

from gikaudit.relation import Level, Relation
from gikaudit.report import Report
from gikaudit.rule import Rule, Words


class RulesUnusable(Rule):
    code = "GIK005"
    name = "rules-unusable"
    title = Words("插件或自编规则无法使用", "A plug-in or a rule of one's own cannot be used")
    level = Level.ERROR
    message = Words(
        "“{origin}”的规则无法使用：{reason}；其内容未核对。",
        "Rules of “{origin}” cannot be used: {reason_en}; what they check was not checked.",
    )

    def relations(self, report: Report) -> Iterator[Relation]:
        """The engine reports these itself."""
        yield from ()
