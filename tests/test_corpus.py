"""Real reports with hand-made labels, where they stand beside the checkout; see README.md there."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from gikaudit.audit import audit
from gikaudit.relation import Level
from gikaudit.settings import Settings

CORPUS = Path(__file__).parents[2] / "shared" / "corpus"
TEXTS = sorted(CORPUS.glob("*.txt"))
LABELS = CORPUS / "labels.jsonl"
ALMOST_WITHOUT_ERROR = ["xinxiang-2015.txt", "daan-2017.txt"]

pytestmark = pytest.mark.skipif(
    not TEXTS, reason="needs ../shared/corpus beside the checkout, which is no part of the project"
)


@pytest.mark.parametrize("path", TEXTS or [Path("none")], ids=lambda path: path.name)
def test_a_real_report_is_read_to_its_end(path: Path) -> None:
    result = audit(path.name, path.read_bytes(), Settings())
    assert result.source is not None
    assert not [finding for finding in result.findings if finding.code in ("GIK001", "GIK003")]
    assert result.coverage.numbers > 0


def _spans(label: dict[str, Any], text: str) -> list[tuple[int, int]]:
    starts = [0]
    for line in text.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    spans = []
    for number, quote in enumerate(label["quotes"]):
        line = label["lines"][min(number, len(label["lines"]) - 1)]
        place = text.find(quote, starts[line - 1])
        place = place if place >= 0 else text.find(quote)
        assert place >= 0, quote
        spans.append((place, place + len(quote)))
    return spans


@pytest.mark.parametrize("name", ALMOST_WITHOUT_ERROR)
def test_no_finding_that_the_labels_do_not_have(name: str) -> None:
    data = (CORPUS / name).read_bytes()
    result = audit(name, data, Settings())
    assert result.source is not None
    labels = [json.loads(line) for line in LABELS.read_text(encoding="utf-8").splitlines() if line.strip()]
    questioned = [
        span
        for label in labels
        if label["file"] == name and label["verdict"] != "consistent"
        for span in _spans(label, result.source.text)
    ]
    for finding in result.findings:
        if finding.level is Level.NOTE:
            continue
        assert finding.span is not None
        places = [finding.span, *(place.span for place in finding.related)]
        assert any(place.start < end and start < place.end for place in places for start, end in questioned), (
            finding.message.zh
        )


def test_the_labels_are_met() -> None:
    """Every labelled error is found, nine tenths of errors and warnings, with few false alarms, and changed numbers
    are seen."""
    done = subprocess.run(
        [
            *(sys.executable, str(CORPUS / "score.py"), "--labels", str(LABELS), "--texts", str(CORPUS)),
            *("--command", f"{sys.executable} -m gikaudit"),
            *("--min-detection-errors", "1", "--min-detection", "0.9"),
            *("--min-precision", "0.92", "--min-sensitivity", "0.85"),
        ],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
