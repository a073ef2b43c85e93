"""What a run comes to: how many findings of each level, and how much was checked."""

from collections import Counter
from collections.abc import Iterable, Iterator

from gikaudit.audit import Audit
from gikaudit.relation import Level
from gikaudit.rule import Words

LEVELS = {
    Level.ERROR: Words("错误", "error"),
    Level.WARNING: Words("警告", "warning"),
    Level.NOTE: Words("提示", "note"),
}


class Summary:
    """Counts, added up while the audits of a run pass through."""

    def __init__(self) -> None:
        self.levels: Counter[Level] = Counter()
        self.coverage: Counter[str] = Counter()
        self.files = 0
        self.unreadable = 0
        self.suppressed = 0

    def counted(self, audits: Iterable[Audit]) -> Iterator[Audit]:
        """The audits as they are, each counted when it passes."""
        for audit in audits:
            self.files += audit.kind == "report"
            self.unreadable += audit.kind == "report" and audit.source is None
            self.suppressed += len(audit.suppressed)
            self.levels.update(finding.level for finding in audit.findings)
            self.coverage.update(audit.coverage._asdict())
            self.coverage["numbers"] += audit.coverage.numbers
            yield audit

    def findings(self, language: str) -> str:
        """How many findings there are of each level, in one line."""
        found = [level for level in Level if self.levels[level]]
        if language == "en":
            counted = ", ".join(_count(self.levels[level], level.value) for level in found) or "no findings"
            return counted + (f" ({self.suppressed} accepted ones not shown)" if self.suppressed else "")
        counted = "、".join(f"{LEVELS[level].zh}{self.levels[level]}处" for level in found) or "未发现不一致"
        return counted + (f"（另有已接受的{self.suppressed}处未列出）" if self.suppressed else "")

    def checked(self, language: str) -> str:
        """How much was read and checked, in one line."""
        count = self.coverage
        if language == "en":
            return (
                f"{_count(self.files, 'report')} ({self.unreadable} unreadable); "
                f"numbers: {count['numbers']} read, {count['used']} used, {count['set_aside']} set aside, "
                f"{count['unchecked']} not related; relations: {count['relations']} checked, "
                f"{count['holding']} hold, {count['broken']} broken, {count['open']} not assessable"
            )
        return (
            f"报告{self.files}份（无法读取{self.unreadable}份）；数字读取{count['numbers']}个，"
            f"参与核对{count['used']}个，略过{count['set_aside']}个（日期、文号、名称等），"
            f"未能核对{count['unchecked']}个；关系核对{count['relations']}项，成立{count['holding']}项，"
            f"不符{count['broken']}项，无法核对{count['open']}项"
        )


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
