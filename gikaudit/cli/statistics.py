"""``--statistics``: how many findings there are of each rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gikaudit.audit import Audit
    from gikaudit.settings import Settings


class Statistics:
    """Counts, added up while the audits of a run pass through."""

    def __init__(self) -> None:
        self.findings: Counter[str] = Counter()
        self.files: Counter[str] = Counter()

    def counted(self, audits: Iterable[Audit]) -> Iterator[Audit]:
        """The audits as they are, each counted when it passes."""
        for audit in audits:
            codes = [finding.code for finding in audit.findings]
            self.findings.update(codes)
            self.files.update(set(codes))
            yield audit

    def lines(self, settings: Settings) -> Iterator[str]:
        """A line for each rule that found something, the most frequent first."""
        from gikaudit.registry import ruleset

        language = settings.language
        titles = {rule.code: rule.title.in_language(language) for rule in ruleset(settings.rules_dir).rules}
        width = len(str(max(self.findings.values(), default=0)))
        for code, count in sorted(self.findings.items(), key=lambda counted: (-counted[1], counted[0])):
            files = self.files[code]
            among = f"({files} report{'' if files == 1 else 's'})" if language == "en" else f"（报告{files}份）"
            yield f"{count:>{width}}  {code}  {titles.get(code, '')} {among}"
