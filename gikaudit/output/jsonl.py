"""Findings as JSON lines: each line an object of its own, written as soon as its file is audited."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from gikaudit.audit import Audit
from gikaudit.output.json import FORMAT_VERSION, check_object, finding_object
from gikaudit.settings import Settings


def render(audits: Iterable[Audit], settings: Settings) -> Iterator[str]:
    """One finding a line. With all checks each relation is one line more, known by its ``type``."""
    for audit in audits:
        for finding in audit.findings:
            yield _line("finding", audit, finding_object(finding, audit.source))
        if settings.all_checks:
            for entry in audit.ledger:
                yield _line("check", audit, check_object(entry, audit.source))


def _line(kind: str, audit: Audit, members: dict[str, Any]) -> str:
    line = {"version": FORMAT_VERSION, "type": kind, "path": audit.path, **members}
    return json.dumps(line, ensure_ascii=False) + "\n"
