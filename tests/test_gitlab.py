"""Code Quality reports of GitLab."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from tests.audits import HOSTILE, output, right, saying, unread, warned, wrong

SCHEMA = json.loads((Path(__file__).parent / "schemas" / "gitlab-code-quality.schema.json").read_text(encoding="utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)


def issues(text: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(text)
    VALIDATOR.validate(found)
    return found


def test_the_schema_refuses_what_is_wrong() -> None:
    (issue,) = issues(output("gitlab", [wrong()]))
    for name in ("description", "check_name", "fingerprint", "location", "severity"):
        assert not VALIDATOR.is_valid([{key: value for key, value in issue.items() if key != name}])
    assert not VALIDATOR.is_valid([issue | {"severity": "error"}])
    assert not VALIDATOR.is_valid([issue | {"location": {"path": "x", "lines": {"begin": 0}}}])


def test_findings() -> None:
    found = issues(output("gitlab", [right(), wrong("./报告/a b.txt"), warned(), unread()]))
    assert [(issue["check_name"], issue["severity"]) for issue in found] == [
        ("GIK201", "major"),
        ("GIK202", "minor"),
        ("GIK001", "critical"),
    ]
    assert found[0]["location"] == {"path": "报告/a b.txt", "lines": {"begin": 2, "end": 2}}
    assert found[0]["description"].endswith(" 10 + 20 + 11 = 41 > 40"), found[0]["description"]
    assert found[2]["location"] == {"path": "gone.txt", "lines": {"begin": 1, "end": 1}}


def test_a_path_in_the_working_folder_is_relative() -> None:
    (issue,) = issues(output("gitlab", [wrong(str(Path.cwd() / "below" / "a.txt"))]))
    assert issue["location"]["path"] == "below/a.txt"


def test_a_path_elsewhere_stays(tmp_path: Path) -> None:
    (issue,) = issues(output("gitlab", [wrong(str(tmp_path / "a.txt"))]))
    assert issue["location"]["path"] == (tmp_path / "a.txt").as_posix()


def test_fingerprints_are_unique_and_stay() -> None:
    twice = wrong("twice.txt")
    twice = replace(twice, findings=twice.findings * 2)
    audits = [wrong("a.txt"), wrong("b.txt"), twice]
    marks = [issue["fingerprint"] for issue in issues(output("gitlab", audits))]
    assert len(set(marks)) == len(marks) == 4
    assert [issue["fingerprint"] for issue in issues(output("gitlab", audits))] == marks
    assert issues(output("gitlab", [wrong("b.txt")]))[0]["fingerprint"] == marks[1]


def test_nothing_found_is_an_empty_list() -> None:
    assert issues(output("gitlab", [right()])) == issues(output("gitlab", [])) == []


@pytest.mark.parametrize("words", HOSTILE)
def test_what_a_document_says_breaks_nothing(words: str) -> None:
    assert len(issues(output("gitlab", [saying(words)]))) == 1
