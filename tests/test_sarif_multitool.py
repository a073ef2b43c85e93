"""SARIF logs before Microsoft's SARIF Multitool, with its rules for GitHub: no error and no warning.

SARIF_MULTITOOL names its binary, which is in the npm package @microsoft/sarif-multitool-linux, -darwin or -win32;
.ci/run installs it. It exits with 0 whatever it finds: what it says stands in a log of its own.
"""

import json
import os
import subprocess
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from gikaudit.audit import Audit, audit, unreadable
from gikaudit.finding import Suppression
from gikaudit.output.sarif import render
from gikaudit.relation import Level
from gikaudit.settings import Settings
from gikaudit.source import SourceError
from tests.sarif_log import WRONG

MULTITOOL = os.environ.get("SARIF_MULTITOOL", "")
EXAMPLES = sorted((Path(__file__).parent.parent / "docs" / "examples").glob("*.txt"))
SIGNS = WRONG.replace("当面申请", "[当面]{0}\\[申请](1)")

pytestmark = pytest.mark.skipif(
    not MULTITOOL, reason="SARIF_MULTITOOL is not set: .ci/run shows how to install the SARIF Multitool"
)


def complaints(folder: Path) -> list[tuple[str, str, str, list[str]]]:
    """The errors and warnings about the logs of a folder: level, log, rule, and what it is about."""
    said = folder.parent / "said.sarif"
    subprocess.run(
        [MULTITOOL, "validate", folder / "*.sarif", "--rule-kind", "Sarif;Ghas", "--output", said],
        env=os.environ | {"DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"},
        check=True,
        capture_output=True,
        timeout=300,
    )
    (run,) = json.loads(said.read_text(encoding="utf-8-sig"))["runs"]
    (invocation,) = run["invocations"]
    assert invocation["executionSuccessful"], invocation
    return [
        (
            result.get("level", "warning"),
            Path(result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]).name,
            result["ruleId"],
            result["message"]["arguments"],
        )
        for result in run["results"]
        if result.get("level", "warning") in ("error", "warning")
    ]


def audits(texts: dict[str, str], wanted: Settings) -> Iterator[Audit]:
    return (audit(name, text.encode(), wanted) for name, text in texts.items())


def suppressed(text: str) -> Audit:
    audited = audit("report.txt", text.encode(), Settings())
    kept = (finding._replace(suppression=Suppression("external", "已核实")) for finding in audited.findings)
    return replace(audited, findings=(), suppressed=tuple(kept))


def test_no_error_and_no_warning(tmp_path: Path) -> None:
    texts = {path.name: path.read_text(encoding="utf-8") for path in EXAMPLES}
    unread = unreadable("没有/这份 报告.txt", SourceError("无法读取。", "cannot be read."))
    chosen = Settings(select=("GIK2",), levels={"GIK201": Level.NOTE}, options={"GIK202": {"last-digit": 1}})
    english = Settings(language="en", all_checks=True)
    names = {"年度 报告#1.txt": WRONG, "a:b?.txt": WRONG, "50%/../[1].txt": WRONG, "/tmp/报 告/../报告.txt": WRONG}
    logs: dict[str, tuple[Iterable[Audit], Settings]] = {
        "examples": (audits(texts, Settings()), Settings()),
        "english": (audits(texts, english), english),
        "configured": (audits({**texts, "empty.txt": ""}, chosen), chosen),
        "nothing": ([], Settings()),
        "names": ([*audits({**names, "signs.txt": SIGNS}, Settings()), suppressed(WRONG), unread], Settings()),
    }
    folder = tmp_path / "logs"
    folder.mkdir()
    for name, (given, wanted) in logs.items():
        (folder / f"{name}.sarif").write_text("".join(render(given, wanted)), encoding="utf-8")
    assert complaints(folder) == []


def _without_locations(run: dict[str, Any]) -> None:
    del run["results"][0]["locations"]


def _wrong_rule(run: dict[str, Any]) -> None:
    run["results"][0]["ruleIndex"] = 999


def _raw_name(run: dict[str, Any]) -> None:
    run["artifacts"][0]["location"]["uri"] = "年度 报告.txt"


def _without_region(run: dict[str, Any]) -> None:
    del run["results"][0]["locations"][0]["physicalLocation"]["region"]


SPOILED: dict[str, tuple[Callable[[dict[str, Any]], None], str, str]] = {
    "location.sarif": (_without_locations, "error", "GH1015"),
    "rule.sarif": (_wrong_rule, "error", "SARIF1009"),
    "name.sarif": (_raw_name, "error", "SARIF1002"),
    "region.sarif": (_without_region, "warning", "SARIF2017"),
}


def test_spoiled_logs_are_noticed(tmp_path: Path) -> None:
    """Otherwise the test above could not fail."""
    folder = tmp_path / "logs"
    folder.mkdir()
    for name, (spoil, _, _) in SPOILED.items():
        log = json.loads("".join(render(audits({"report.txt": WRONG}, Settings()), Settings())))
        spoil(log["runs"][0])
        (folder / name).write_text(json.dumps(log), encoding="utf-8")
    said = {(name, level, rule) for level, name, rule, _ in complaints(folder)}
    assert {(name, level, rule) for name, (_, level, rule) in SPOILED.items()} <= said
