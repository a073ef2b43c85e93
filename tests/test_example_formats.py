"""The example report that is there in every format is the one that its program writes, with the same findings."""

from pathlib import Path

import pytest

from gikaudit.audit import audit
from gikaudit.settings import Settings
from tests.synthetic.written.example import FOLDER, NAME, example
from tests.synthetic.written.formats import WRITERS

FILES = sorted(path for path in FOLDER.glob(f"{NAME}.*") if path.suffix != ".txt")


def _found(name: str, data: bytes) -> list[tuple[str, str, str]]:
    findings = audit(name, data, Settings()).findings
    return [(finding.code, finding.message.zh, finding.arithmetic) for finding in findings]


def test_it_is_there_in_many_formats() -> None:
    assert {path.suffix for path in FILES} >= {".docx", ".html", ".md", ".pdf", ".xlsx"}


@pytest.mark.parametrize("suffix", [".txt", ".md", ".html"])
def test_the_files_are_as_they_are_written(suffix: str) -> None:
    """``python -m tests.synthetic.written.example`` renews them."""
    assert (FOLDER / f"{NAME}{suffix}").read_bytes() == WRITERS[suffix](example())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.suffix)
def test_the_findings_are_those_of_the_text(path: Path) -> None:
    expected = _found("example.txt", (FOLDER / f"{NAME}.txt").read_bytes())
    assert len(expected) > 3
    assert _found(path.name, path.read_bytes()) == expected
