"""The Diagnostic Format of reviewdog."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from gikaudit.audit import Audit, audit
from gikaudit.settings import Settings
from tests.audits import HOSTILE, SHARE, WRONG, output, right, saying, unread, warned, wrong

EXAMPLE = Path(__file__).parent.parent / "docs" / "examples" / "errors.txt"
SCHEMA = json.loads((Path(__file__).parent / "schemas" / "rdjson.schema.json").read_text(encoding="utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER)


def result(text: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(text)
    VALIDATOR.validate(found)
    return found


def diagnostics(*audits: Audit) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = result(output("rdjson", audits))["diagnostics"]
    return found


def at(text: str, place: dict[str, Any]) -> str:
    """What stands at a range, found as reviewdog finds it: columns are bytes of UTF-8."""
    start, end = place["start"], place["end"]
    assert start["line"] == end["line"]
    line = text.splitlines()[start["line"] - 1].encode()
    return str(line[start["column"] - 1 : end["column"] - 1], "utf-8")


def test_the_schema_refuses_what_is_wrong() -> None:
    (diagnostic,) = diagnostics(wrong())
    assert not VALIDATOR.is_valid({"diagnostics": [diagnostic | {"severity": "error"}]})
    assert not VALIDATOR.is_valid({"diagnostics": [diagnostic | {"range": {}}]})
    assert not VALIDATOR.is_valid({"diagnostics": [{"message": "x"}]})


def test_severities() -> None:
    found = diagnostics(right(), wrong(), warned(), unread())
    assert [(one["code"]["value"], one["severity"]) for one in found] == [
        ("GIK201", "ERROR"),
        ("GIK202", "WARNING"),
        ("GIK001", "ERROR"),
    ]
    assert found[2]["location"] == {"path": "gone.txt"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_ranges_count_bytes_of_utf8(encoding: str) -> None:
    (found,) = diagnostics(audit("a.txt", WRONG.encode(encoding), Settings()))
    places = [found["location"], *(related["location"] for related in found["relatedLocations"])]
    assert [at(WRONG, place["range"]) for place in places] == ["40", "10", "20", "11"]
    (found,) = diagnostics(audit("a.txt", SHARE.encode(encoding), Settings()))
    assert at(SHARE, found["location"]["range"]) == "66.6"  # behind a character outside the BMP


def test_suggestions_put_in_their_places_make_the_findings_go() -> None:
    content = EXAMPLE.read_bytes()
    found = diagnostics(audit("a.txt", content, Settings()))
    suggested = [one for one in found if "suggestions" in one]
    assert len(suggested) > 1
    lines = content.split(b"\n")
    for one in suggested:
        (suggestion,) = one["suggestions"]
        start, end = suggestion["range"]["start"], suggestion["range"]["end"]
        assert start["line"] == end["line"]
        line = lines[start["line"] - 1]
        lines[start["line"] - 1] = line[: start["column"] - 1] + suggestion["text"].encode() + line[end["column"] - 1 :]
    left = {one["code"]["value"] for one in diagnostics(audit("a.txt", b"\n".join(lines), Settings()))}
    assert len(found) > len(left) > 0
    assert left.isdisjoint(one["code"]["value"] for one in suggested)


def test_nothing_found() -> None:
    assert diagnostics(right()) == diagnostics() == []


@pytest.mark.parametrize("words", HOSTILE)
def test_what_a_document_says_breaks_nothing(words: str) -> None:
    assert len(diagnostics(saying(words))) == 1
