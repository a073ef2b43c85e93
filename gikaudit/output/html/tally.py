"""What was found in one report or in several, and whether it is fit to publish."""

from __future__ import annotations

from gikaudit.audit import Audit
from gikaudit.failures import FAILURES
from gikaudit.output.html.words import Say
from gikaudit.relation import Level
from gikaudit.rule import Words


class Tally:
    """Counts of findings and of numbers. ``levels`` leaves the failures of the tool itself out."""

    def __init__(self) -> None:
        self.levels = dict.fromkeys(Level, 0)
        self.reports = self.failed = self.suppressed = 0
        self.used = self.set_aside = self.unchecked = 0
        self.holding = self.broken = self.open = 0

    def add(self, audit: Audit) -> None:
        """Count a report in."""
        for finding in audit.findings:
            self.levels[finding.level] += finding.code not in FAILURES
        self.reports += 1
        self.failed += audit.failed
        self.suppressed += len(audit.suppressed)
        for name in ("used", "set_aside", "unchecked", "holding", "broken", "open"):
            setattr(self, name, getattr(self, name) + getattr(audit.coverage, name))

    @property
    def verdict(self) -> str:
        """The name of the verdict in VERDICTS: whether this is fit to publish."""
        if self.levels[Level.ERROR]:
            return "error"
        if self.failed or not self.reports:
            return "failed"
        if self.levels[Level.WARNING]:
            return "warning"
        if self.suppressed and not self.levels[Level.NOTE]:
            return "accepted"
        return "clean" if self.used else "nothing"

    def sentences(self, say: Say) -> list[str]:
        """What stands under the verdict."""
        found = sum(self.levels.values())
        said = [
            (found, Words("发现{}处问题，逐处列在下面。", "Findings, listed below: {}.")),
            (self.failed, self._unread()),
            (self.suppressed, Words("有{}处问题已认可，不计在内。", "Accepted and not counted: {}.")),
        ]
        sentences = [say.words(words).format(number) for number, words in said if number]
        if not self.reports:
            return [say("none")]
        if self.verdict == "clean":
            sentences.insert(0, say("agree"))
            if self.unchecked:
                sentences.append(say("by yourself", self.unchecked))
        return sentences

    def _unread(self) -> Words:
        if self.reports == 1:
            return Words("有内容未能读取或核对，结果不完整。", "Something could not be read or checked.")
        return Words(
            "{}份报告有内容未能读取或核对，结果不完整。",
            "Reports of which something could not be read or checked: {}.",
        )
