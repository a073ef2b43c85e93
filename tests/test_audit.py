"""What goes wrong while one file is audited is a finding for that file: the run goes on."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from gikaudit.audit import audit
from gikaudit.cli import app
from gikaudit.output.formats import FORMATS, renderer
from gikaudit.parsing.form_table import TableProblem
from gikaudit.read import read_report
from gikaudit.readers.read import read_document
from gikaudit.report import Report
from gikaudit.settings import Settings
from gikaudit.source import Span

REPORT = "全年收到申请40件,其中当面申请10件,网络申请20件,信函申请11件。"


def _crash(error: BaseException) -> Callable[..., Any]:
    def crash(*arguments: object, **options: object) -> None:
        raise error

    return crash


STEPS = ["gikaudit.audit.read_document", "gikaudit.audit.read_report"]
ERRORS = [
    (IndexError("list index out of range"), "IndexError: list index out of range, test_audit.py:"),
    (RecursionError("{deep}\n and deeper"), "RecursionError: {deep} and deeper, test_audit.py:"),
    (MemoryError(), "MemoryError, test_audit.py:"),
]


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize(("error", "words"), ERRORS)
def test_a_crash_while_reading(monkeypatch: pytest.MonkeyPatch, step: str, error: Exception, words: str) -> None:
    monkeypatch.setattr(step, _crash(error))
    result = audit("report.txt", REPORT.encode(), Settings())
    (finding,) = result.findings
    assert finding.code == "GIK004" and result.failed
    assert words in finding.message.zh and words in finding.message.en
    assert "文中数字均未核对" in finding.message.zh


def test_a_crash_of_the_diagnosis(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gikaudit.diagnose.diagnose", _crash(KeyError("cause")))
    result = audit("report.txt", REPORT.encode(), Settings())
    (finding,) = result.findings
    assert finding.code == "GIK004" and result.failed
    assert "不一致之处未能列出" in finding.message.zh
    assert result.coverage.broken == 1


def test_the_run_goes_on(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def crash_at_bad(path: str, data: bytes) -> Any:
        if path.endswith("bad.txt"):
            raise ValueError("bad")
        return read_document(path, data)

    monkeypatch.setattr("gikaudit.audit.read_document", crash_at_bad)
    for name in ("bad.txt", "good.txt"):
        (tmp_path / name).write_text(REPORT, encoding="utf-8")
    for output_format in FORMATS:
        result = CliRunner().invoke(app, [str(tmp_path), "--output-format", output_format])
        assert result.exit_code == 2
        assert "GIK004" in result.stdout and "GIK201" in result.stdout


@pytest.mark.parametrize("name", FORMATS)
def test_a_file_that_crashed_can_be_rendered(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr("gikaudit.audit.read_document", _crash(ValueError("bad")))
    assert "GIK004" in "".join(renderer(name)([audit("report.txt", REPORT.encode(), Settings())], Settings()))


def test_facts_of_a_file_that_crashes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("gikaudit.read.read_report", _crash(ValueError("bad")))
    path = tmp_path / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    result = CliRunner().invoke(app, ["facts", str(path)])
    assert result.exit_code == 2
    assert "reading crashed (ValueError: bad, test_audit.py:" in result.output


def test_an_interruption_is_not_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gikaudit.audit.read_report", _crash(KeyboardInterrupt()))
    with pytest.raises(KeyboardInterrupt):
        audit("report.txt", REPORT.encode(), Settings())


def test_failures_that_are_alike_have_fingerprints_of_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two tables under one title, say: a baseline must tell them apart."""
    text = "云栖县2016年政府信息公开工作年度报告\n" + REPORT

    def with_problems(*arguments: Any) -> Report:
        report = read_report(*arguments)
        return replace(report, problems=(TableProblem(report.form, Span(0, 3)),) * 2)

    monkeypatch.setattr("gikaudit.audit.read_report", with_problems)
    marks = [finding.fingerprint for finding in audit("report.txt", text.encode(), Settings()).findings]
    assert len(marks) == len(set(marks)) >= 3
