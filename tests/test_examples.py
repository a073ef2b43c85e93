"""The example reports: what is found in them, and that nothing else is wrong with them.

The data are the tables in docs/examples/README.md.
"""

import re
from pathlib import Path
from typing import NamedTuple

import pytest
from typer.testing import CliRunner

from gikaudit.audit import audit
from gikaudit.cli import app
from gikaudit.settings import Settings

FOLDER = Path(__file__).parent.parent / "docs" / "examples"


class Error(NamedTuple):
    """A row of the README: an error put into an example."""

    line: int
    code: str
    wrong: str
    right: str


def _errors() -> dict[str, list[Error]]:
    errors: dict[str, list[Error]] = {path.name: [] for path in sorted(FOLDER.glob("*.txt"))}
    for section in (FOLDER / "README.md").read_text(encoding="utf-8").split("\n## ")[1:]:
        name, rows = section.split("\n", 1)
        cells = re.findall(r"^\| (\d+) \| (GIK\d+) \| (.+?) \| (.+?) \|$", rows, re.MULTILINE)
        errors[name] = [Error(int(line), code, wrong, right) for line, code, wrong, right in cells]
    return errors


ERRORS = _errors()


def _found(text: str) -> list[tuple[int, str]]:
    result = audit("example.txt", text.encode(), Settings())
    assert result.source is not None
    return [
        (result.source.line_of(finding.span.start) if finding.span else 0, finding.code) for finding in result.findings
    ]


def _corrected(text: str, errors: list[Error]) -> str:
    lines = text.split("\n")
    for error in errors:
        line = lines[error.line - 1]
        assert line.count(error.wrong) == 1, error
        lines[error.line - 1] = line.replace(error.wrong, error.right)
    return "\n".join(lines)


@pytest.mark.parametrize("name", ERRORS)
def test_exactly_the_errors_listed_are_found(name: str) -> None:
    text = (FOLDER / name).read_text(encoding="utf-8")
    assert sorted(_found(text)) == sorted((error.line, error.code) for error in ERRORS[name])


@pytest.mark.parametrize("name", [name for name, errors in ERRORS.items() if errors])
def test_nothing_is_found_once_they_are_corrected(name: str) -> None:
    text = (FOLDER / name).read_text(encoding="utf-8")
    assert _found(_corrected(text, ERRORS[name])) == []


@pytest.mark.parametrize(
    ("name", "error"),
    [(name, error) for name, errors in ERRORS.items() for error in errors],
    ids=lambda value: value.code if isinstance(value, Error) else value,
)
def test_correcting_one_removes_its_finding_alone(name: str, error: Error) -> None:
    text = (FOLDER / name).read_text(encoding="utf-8")
    expected = [(other.line, other.code) for other in ERRORS[name] if other != error]
    assert sorted(_found(_corrected(text, [error]))) == sorted(expected)


@pytest.mark.parametrize(("name", "status"), [("clean.txt", 0), ("errors.txt", 1), ("narrative-only.txt", 1)])
def test_exit_status(name: str, status: int) -> None:
    assert CliRunner().invoke(app, [str(FOLDER / name)]).exit_code == status


def test_the_readme_lists_every_example() -> None:
    listed = re.findall(r"^\| .*?\(([^()\s]+\.txt)\)", (FOLDER / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(listed) == list(ERRORS)
