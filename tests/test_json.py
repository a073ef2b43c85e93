"""The JSON output: its envelope, and that its places lead to the numbers."""

import json
from collections.abc import Iterable, Iterator
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from gikaudit import __version__
from gikaudit.audit import Audit, audit, unreadable
from gikaudit.output.formats import renderer
from gikaudit.output.json import FORMAT_VERSION, render
from gikaudit.settings import Settings
from gikaudit.source import SourceError
from tests.audits import HOSTILE, right, saying, unread, warned, wrong
from tests.audits import output as written

EXAMPLE = Path(__file__).parent.parent / "docs" / "examples" / "errors.txt"


def _text(audits: Iterable[Audit], settings: Settings) -> str:
    return "".join(render(audits, settings))


WRONG = "报告𠀀\r\n全年收到申请４０件,其中当面申请10件,网络申请20件,信函申请11件,占25%。\r\n"
PLACE = {"line", "column", "end_line", "end_column", "offset", "end_offset"}


def output(text: str, **options: Any) -> dict[str, Any]:
    settings = Settings(output_format="json", **options)
    found: dict[str, Any] = json.loads(_text(iter([audit("report.txt", text.encode(), settings)]), settings))
    return found


def test_envelope() -> None:
    found = output(WRONG)
    assert set(found) == {"version", "tool", "files"}
    assert found["version"] == FORMAT_VERSION == 1
    assert found["tool"] == {"name": "gikaudit", "version": __version__}
    (file,) = found["files"]
    assert set(file) == {"path", "encoding", "findings", "suppressed", "coverage"}
    assert (file["path"], file["encoding"]) == ("report.txt", "utf-8")
    assert set(file["coverage"]) == {"numbers", "used", "set_aside", "unchecked"} | {
        "relations",
        "holding",
        "broken",
        "open",
    }


def test_finding() -> None:
    finding = output(WRONG)["files"][0]["findings"][0]
    assert set(finding) == {
        "code",
        "level",
        "message",
        "place",
        "arithmetic",
        "note",
        "correction",
        "related",
        "folded",
        "fingerprint",
    }
    assert (finding["code"], finding["level"]) == ("GIK201", "error")
    assert set(finding["message"]) == {"zh", "en"}
    assert finding["arithmetic"].startswith("10 + 20 + 11 = 41")
    assert set(finding["place"]) == PLACE
    assert len(finding["related"]) == 3


def test_places_lead_to_the_numbers() -> None:
    finding = output(WRONG)["files"][0]["findings"][0]
    places = [finding["place"], *(related["place"] for related in finding["related"])]
    assert [WRONG[place["offset"] : place["end_offset"]] for place in places] == ["４０", "10", "20", "11"]
    lines = WRONG.split("\r\n")
    for place, number in zip(places, ["４０", "10", "20", "11"], strict=True):
        assert place["line"] == place["end_line"] == 2
        assert lines[1][place["column"] - 1 : place["end_column"] - 1] == number


def test_all_checks_hold_the_whole_ledger() -> None:
    file = output(WRONG, all_checks=True)["files"][0]
    assert len(file["checks"]) == file["coverage"]["relations"] > 0
    for check in file["checks"]:
        assert set(check) == {"code", "verdict", "reason", "arithmetic", "operands"}
        assert check["verdict"] in ("holds", "broken", "not assessable")
        assert (check["reason"] is None) == (check["verdict"] != "not assessable")
        assert all(set(operand) == {"text", "label", "place"} for operand in check["operands"])
    assert "checks" not in output(WRONG)["files"][0]


def test_a_file_that_cannot_be_read() -> None:
    settings = Settings()
    error = SourceError("无法读取。", "cannot be read.")
    (file,) = json.loads(_text(iter([unreadable("report.txt", error)]), settings))["files"]
    assert file["encoding"] is None
    assert file["findings"][0]["place"] is None
    assert file["findings"][0]["message"] == {"zh": "无法读取。", "en": "cannot be read."}
    assert file["coverage"]["numbers"] == 0


def test_no_files() -> None:
    assert json.loads(_text(iter([]), Settings()))["files"] == []


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_the_encoding_changes_no_place(encoding: str) -> None:
    settings = Settings()
    file = json.loads(_text(iter([audit("report.txt", WRONG.encode(encoding), settings)]), settings))["files"][0]
    assert file["findings"] == output(WRONG)["files"][0]["findings"]


@given(st.text(max_size=30), st.integers(0, 99), st.integers(0, 99))
def test_the_text_of_a_document_cannot_break_the_output(words: str, one: int, two: int) -> None:
    text = f"全年收到{words}申请{one}件,其中当面{words}申请{two}件,网络申请1件。"
    settings = Settings(all_checks=True)
    rendered = _text(iter([audit("report.txt", text.encode("utf-8", "surrogatepass"), settings)]), settings)
    assert set(json.loads(rendered)) == {"version", "tool", "files"}


# ---- the schema that is shipped with it


def _strict(schema: Any) -> Any:
    """The schema without leave for members that it does not describe."""
    if isinstance(schema, list):
        return [_strict(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    closed = {"unevaluatedProperties": False} if "properties" in schema and "if" not in schema else {}
    return {key: _strict(value) for key, value in schema.items()} | closed


SCHEMA = json.loads(resources.files("gikaudit.output").joinpath("json.schema.json").read_text(encoding="utf-8"))
AUDITED = [right(), wrong(), warned(), unread(), *map(saying, HOSTILE)]


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["properties"]["version"]["const"] == FORMAT_VERSION


@pytest.mark.parametrize("all_checks", [False, True])
def test_the_output_is_as_the_schema_says(all_checks: bool) -> None:
    example = audit("errors.txt", EXAMPLE.read_bytes(), Settings())
    found = json.loads(written("json", [*AUDITED, example], all_checks=all_checks))
    Draft202012Validator(SCHEMA).validate(found)
    Draft202012Validator(_strict(SCHEMA)).validate(found)
    Draft202012Validator(SCHEMA).validate(json.loads(written("json", [])))


def test_the_schema_refuses_what_is_wrong() -> None:
    validator = Draft202012Validator(SCHEMA)
    for finding in ({"level": "fatal"}, {"place": {"line": 0}}, {"message": "x"}):
        found = json.loads(written("json", [wrong()]))
        found["files"][0]["findings"][0] |= finding
        assert not validator.is_valid(found)


def test_each_line_of_jsonl_is_as_the_schema_says() -> None:
    validator = Draft202012Validator(
        {**SCHEMA, "$ref": "#/$defs/line", "type": "object", "required": [], "properties": {}}
    )
    lines = [json.loads(line) for line in written("jsonl", AUDITED, all_checks=True).splitlines()]
    for line in lines:
        validator.validate(line)
        assert not validator.is_valid({key: value for key, value in line.items() if key != "code"})
    findings = [line for line in lines if line["type"] == "finding"]
    assert [line["path"] for line in findings[:3]] == ["wrong.txt", "share.txt", "gone.txt"]
    assert len(findings) == sum(len(one.findings) for one in AUDITED)
    assert len(lines) - len(findings) == sum(len(one.ledger) for one in AUDITED) > 0


def test_jsonl_says_what_json_says() -> None:
    (line,) = written("jsonl", [wrong()]).splitlines()
    (file,) = json.loads(written("json", [wrong()]))["files"]
    assert json.loads(line) == {"version": 1, "type": "finding", "path": "wrong.txt", **file["findings"][0]}


@pytest.mark.parametrize(
    "output_format", ["json", "jsonl", "csv", "gitlab", "rdjson", "junit", "github", "concise", "full"]
)
def test_what_is_done_is_written(output_format: str) -> None:
    """A run over many files says what it has found before it comes to the next file."""

    def audits() -> Iterator[Audit]:
        yield wrong()
        assert "GIK201" in "".join(seen)
        yield right()

    seen: list[str] = []
    settings = Settings(output_format=output_format)
    for text in renderer(output_format)(audits(), settings):
        seen.append(text)  # noqa: PERF402 - the generator looks at it
    assert "GIK201" in "".join(seen)
