"""Findings as SARIF 2.1.0 (OASIS Standard, 27 March 2020), as GitHub's code scanning takes it in.

The log is written while the audits come in: what is kept of each file is its name, encoding and length.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from gikaudit import __version__
from gikaudit.audit import Audit
from gikaudit.output.sarif_results import SarifFile, check, finding_result, notification
from gikaudit.output.sarif_rules import overrides, rule_object
from gikaudit.registry import ruleset
from gikaudit.settings import Settings

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
HOME = "https://pypi.org/project/gikaudit/"

MOST_RESULTS = 25_000
"""GitHub takes no more of one run."""
MOST_CHECKS = 20_000
"""Relations that hold or cannot be assessed leave room for findings that come later."""
_MOST_NOTIFICATIONS = 1_000

_ENCODINGS = {"utf-8": "UTF-8", "utf-16-le": "UTF-16LE", "utf-16-be": "UTF-16BE", "gb18030": "GB18030"}
"""The names that encodings have at IANA."""


def render(audits: Iterable[Audit], settings: Settings) -> Iterator[str]:
    """The audits as a SARIF log with one run. With all checks the ledger is in it as pass and open results."""
    log = _Log(settings)
    yield log.head()
    separator = "\n"
    for audit in audits:
        for result in log.results(audit):
            yield separator + _text(result)
            separator = ",\n"
    yield log.tail()


class _Log:
    """The parts of a log, and what the end of it needs to know of the results before."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.rules = ruleset(settings.rules_dir).rules
        self.index = {rule.code: number for number, rule in enumerate(self.rules)}
        self.language = "en-US" if settings.language == "en" else "zh-CN"
        self.artifacts: list[str] = []
        self.notifications: list[dict[str, Any]] = []
        self.failed = False
        self.written = 0
        self.checks = 0
        self.left_out = 0

    def head(self) -> str:
        """The log up to its results."""
        driver = {
            "name": "gikaudit",
            "semanticVersion": __version__,
            "informationUri": HOME,
            "language": self.language,
            "rules": [rule_object(rule, self.settings.language) for rule in self.rules],
        }
        run = {
            "tool": {"driver": driver},
            "language": self.language,
            "columnKind": "utf16CodeUnits",
            "newlineSequences": ["\r\n", "\n", "\r"],
            "results": [],
        }
        log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
        return json.dumps(log, ensure_ascii=False, indent=1).rpartition("[]")[0] + "["

    def results(self, audit: Audit) -> Iterator[dict[str, Any]]:
        """The results of one file, as far as there is room for them."""
        file = SarifFile(audit, len(self.artifacts), self.index, self.settings.language)
        self._note(file)
        for finding in (*audit.findings, *audit.suppressed):
            if self.written < MOST_RESULTS:
                self.written += 1
                yield finding_result(finding, file)
            else:
                self.left_out += 1
        for entry in audit.ledger if self.settings.all_checks else ():
            result = check(entry, file)
            if result is None:
                continue
            if self.checks < MOST_CHECKS and self.written < MOST_RESULTS:
                self.checks += 1
                self.written += 1
                yield result
            else:
                self.left_out += 1

    def tail(self) -> str:
        """The log behind its results."""
        if self.left_out:
            self.notifications.append({"level": "warning", "message": {"text": self._left_out()}})
        invocation = {
            "executionSuccessful": not self.failed,
            "ruleConfigurationOverrides": overrides(self.rules, self.settings),
            "toolExecutionNotifications": self.notifications,
        }
        artifacts = ",\n".join(self.artifacts)
        return f'\n],\n"artifacts": [\n{artifacts}\n],\n"invocations": [\n{_text(invocation)}\n]\n}}\n]\n}}\n'

    def _note(self, file: SarifFile) -> None:
        """Keep what the end of the log says of a file."""
        audit = file.audit
        artifact: dict[str, Any] = {"location": {"uri": file.artifact["uri"]}, "roles": ["analysisTarget"]}
        if audit.source is not None:
            artifact |= {
                "encoding": _ENCODINGS.get(audit.source.encoding, audit.source.encoding.upper()),
                "length": audit.source.size,
            }
        self.artifacts.append(_text(artifact))
        self.failed = self.failed or audit.failed
        if audit.failed and len(self.notifications) < _MOST_NOTIFICATIONS:
            self.notifications.extend(notification(finding, file) for finding in file.failures())

    def _left_out(self) -> str:
        if self.settings.language == "en":
            return f"{self.left_out} more results are not in this log: there is room for {MOST_RESULTS}."
        return f"结果过多，另有{self.left_out}条未写入（上限{MOST_RESULTS}条）。"


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
