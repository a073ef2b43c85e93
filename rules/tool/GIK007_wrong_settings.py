"""A configuration file, a baseline or a list of accepted findings is wrong."""

from collections.abc import Iterator

from gikaudit.relation import Level, Relation
from gikaudit.report import Report
from gikaudit.rule import Rule, Words


class WrongSettings(Rule):
    code = "GIK007"
    name = "wrong-settings"
    title = Words(
        "配置文件、基线或已核实问题清单有误", "A configuration file, a baseline or a list of accepted findings is wrong"
    )
    level = Level.ERROR
    message = Words("{reason}所涉报告均未核对。", "{reason_en} The reports it counts for were not audited.")

    def relations(self, report: Report) -> Iterator[Relation]:
        """The engine reports these itself."""
        yield from ()
