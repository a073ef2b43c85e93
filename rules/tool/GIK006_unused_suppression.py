"""Something that says which findings are known, and of which there are none."""

from collections.abc import Iterator

from gikaudit.relation import Level, Relation
from gikaudit.report import Report
from gikaudit.rule import Rule, Words


class UnusedSuppression(Rule):
    code = "GIK006"
    name = "unused-suppression"
    title = Words("忽略标记、基线或已核实问题清单中有一项没有用到", "A suppression is not used")
    level = Level.WARNING
    message = Words("{reason}", "{reason_en}")

    def relations(self, report: Report) -> Iterator[Relation]:
        """The engine reports these itself."""
        yield from ()
