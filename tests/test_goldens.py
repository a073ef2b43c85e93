"""What is read and checked in small reports, against golden files; tests/reports/README.md says how to renew them."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from gikaudit.audit import audit
from gikaudit.explain import arithmetic
from gikaudit.output.facts import render
from gikaudit.settings import Settings

REPORTS = sorted((Path(__file__).parent / "reports").glob("*.txt"))
UPDATE = os.environ.get("GIKAUDIT_UPDATE_GOLDENS") == "1"
RIGHT = {"county", "bureau", "city"}


def _read(path: Path) -> dict[str, Any]:
    result = audit(path.name, path.read_bytes(), Settings())
    assert result.report is not None and result.source is not None
    source = result.source
    return {
        "facts": json.loads(render(result.report, "json"))["facts"],
        "relations": [
            {
                "code": entry.rule.code,
                "verdict": entry.verdict.status.value,
                "numbers": [f"{o.shown} {source.line_of(o.span.start)}" for o in entry.relation.operands()],
                "arithmetic": arithmetic(entry.verdict),
            }
            for entry in result.ledger
        ],
        "findings": [
            {
                "code": finding.code,
                "level": finding.level.value,
                "line": source.line_of(finding.span.start) if finding.span else None,
                "message": finding.message.zh,
                "correction": finding.correction.text if finding.correction else None,
                "folded": list(finding.folded),
            }
            for finding in result.findings
        ],
    }


def _lines(found: dict[str, list[dict[str, Any]]]) -> str:
    """JSON with a line for each fact, relation and finding, so that differences can be read."""
    parts = [
        f"{json.dumps(name)}: [\n" + ",\n".join(json.dumps(entry, ensure_ascii=False) for entry in entries) + "\n]"
        for name, entries in found.items()
    ]
    return "{\n" + ",\n".join(parts) + "\n}\n"


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_what_is_read_and_checked(path: Path) -> None:
    golden = path.with_suffix(".json")
    found = _read(path)
    if UPDATE:
        golden.write_text(_lines(found), encoding="utf-8")
    assert found == json.loads(golden.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_only_the_wrong_reports_have_findings(path: Path) -> None:
    assert bool(_read(path)["findings"]) is (path.stem not in RIGHT)
