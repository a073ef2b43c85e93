"""The SARIF output, against the schema of SARIF 2.1.0."""

import json
import sys
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import jsonschema  # type: ignore[import-untyped]
import pytest

from gikaudit.audit import audit, unreadable
from gikaudit.failures import FAILURES
from gikaudit.registry import builtin_rules, family, page
from gikaudit.relation import Level
from gikaudit.settings import Settings
from gikaudit.source import SourceError
from tests.sarif_log import VALIDATOR, WRONG, log, printed, region, rendered, results

EXAMPLES = sorted((Path(__file__).parent.parent / "docs" / "examples").glob("*.txt"))


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
    assert run["newlineSequences"] == ["\r\n", "\n", "\r"]
    assert run["artifacts"] == [
        {
            "location": {"uri": "report.txt"},
            "roles": ["analysisTarget"],
            "encoding": "UTF-8",
            "length": len(WRONG.encode()),
        }
    ]


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8"),
        ("gb18030", "GB18030"),
        ("utf-16", "UTF-16LE" if sys.byteorder == "little" else "UTF-16BE"),
        ("utf-16-le", "UTF-16LE"),
        ("utf-16-be", "UTF-16BE"),
    ],
)
def test_the_encoding_is_named_as_at_iana_and_changes_no_place(encoding: str, name: str) -> None:
    data = WRONG.encode(encoding)
    found = rendered([audit("report.txt", data, Settings())], Settings())
    (artifact,) = found["runs"][0]["artifacts"]
    assert (artifact["encoding"], artifact["length"]) == (name, len(data))
    assert results(found)[0]["locations"] == results(log(("report.txt", WRONG)))[0]["locations"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_rule_is_described(language: Any) -> None:
    (run,) = log(("report.txt", WRONG), language=language)["runs"]
    driver = run["tool"]["driver"]
    assert run["language"] == driver["language"] == ("zh-CN" if language == "zh" else "en-US")
    assert [rule["id"] for rule in driver["rules"]] == [rule.code for rule in builtin_rules()]
    for described, rule in zip(driver["rules"], builtin_rules(), strict=True):
        assert described["name"].isalnum()
        assert described["shortDescription"]["text"][:-1] == rule.title.in_language(language)
        assert described["fullDescription"]["text"].startswith(page(rule).split("\n\n")[3][:10])
        assert len(described["fullDescription"]["text"]) <= 1024
        assert described["defaultConfiguration"]["level"] == rule.level
        assert described["properties"] == {
            "precision": rule.precision,
            "problem.severity": {"error": "error", "warning": "warning", "note": "recommendation"}[rule.level],
            "tags": [family(rule)],
        }
        assert "security-severity" not in json.dumps(described)


def test_help_says_which_examples_are_wrong() -> None:
    """The marks of the examples in the pages are not shown where Markdown is rendered."""
    rules = {rule.code: rule for rule in builtin_rules()}
    for described in log(("report.txt", WRONG))["runs"][0]["tool"]["driver"]["rules"]:
        text, markdown = described["help"]["text"], described["help"]["markdown"]
        assert markdown.startswith(f"# {described['id']} ") and text.startswith(f"{described['id']} ")
        assert "```" not in text and "\n#" not in text
        assert "```finding" not in markdown and "```ok" not in markdown
        own = page(rules[described["id"]])
        for said in (text, markdown):
            assert said.count("不符 Finding:") == own.count("```finding")
            assert said.count("相符 OK:") == own.count("```ok")


def test_what_is_set_for_rules_is_in_the_invocation() -> None:
    found = log(
        ("report.txt", WRONG),
        select=("GIK2",),
        ignore=("GIK205",),
        levels={"GIK201": Level.NOTE, "GIK203": None},
        options={"GIK202": {"last-digit": 1}},
    )
    rules = found["runs"][0]["tool"]["driver"]["rules"]
    described = {rule["id"]: rule["defaultConfiguration"] for rule in rules}
    assert described["GIK202"] == {"level": "error", "parameters": {"last-digit": 0, "truncation": False}}
    overrides = {}
    for override in found["runs"][0]["invocations"][0]["ruleConfigurationOverrides"]:
        assert rules[override["descriptor"]["index"]]["id"] == override["descriptor"]["id"]
        overrides[override["descriptor"]["id"]] = override["configuration"]
    assert overrides.pop("GIK201") == {"level": "note"}
    assert overrides.pop("GIK202") == {"parameters": {"last-digit": 1}}
    left_out = {rule for rule in described if not (rule in FAILURES or rule.startswith("GIK2"))} | {"GIK203", "GIK205"}
    assert overrides == {code: {"enabled": False} for code in left_out}
    assert [result["level"] for result in results(found)] == ["note"]


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
        ("./folder/../报告.txt", "%E6%8A%A5%E5%91%8A.txt"),
        ("../报告.txt", "../%E6%8A%A5%E5%91%8A.txt"),
        (str(Path.cwd() / "folder" / "报告.txt"), "folder/%E6%8A%A5%E5%91%8A.txt"),
        ("/tmp/报 告.txt", "file:///tmp/%E6%8A%A5%20%E5%91%8A.txt"),
        ("-", "-"),
    ],
)
def test_names_are_percent_encoded(path: str, uri: str) -> None:
    found = log((path, WRONG))
    assert found["runs"][0]["artifacts"][0]["location"]["uri"] == uri
    assert Path(unquote(uri).removeprefix("file://")).resolve() == Path(path).resolve()
    (result,) = results(found)
    for location in (result["locations"][0], *result["relatedLocations"]):
        artifact = location["physicalLocation"]["artifactLocation"]
        assert (artifact["uri"], artifact["index"]) == (uri, 0)


def test_several_files_keep_their_artifacts() -> None:
    found = log(("right.txt", WRONG.replace("４０", "41")), ("wrong.txt", WRONG), ("again.txt", WRONG))
    artifacts = [result["locations"][0]["physicalLocation"]["artifactLocation"] for result in results(found)]
    assert [(artifact["uri"], artifact["index"]) for artifact in artifacts] == [("wrong.txt", 1), ("again.txt", 2)]


def test_a_file_that_cannot_be_read() -> None:
    """A result, which GitHub shows at the file, and a notification, which says that the run is incomplete."""
    found = rendered([unreadable("report.txt", SourceError("无法读取。", "cannot be read."))], Settings())
    (result,) = results(found)
    assert (result["ruleId"], result["message"]["text"]) == ("GIK001", "无法读取。")
    assert set(region(result["locations"][0]).values()) == {1}
    (invocation,) = found["runs"][0]["invocations"]
    assert invocation["executionSuccessful"] is False
    (notification,) = invocation["toolExecutionNotifications"]
    assert notification["associatedRule"] == {"id": "GIK001", "index": result["ruleIndex"]}
    assert (notification["level"], notification["message"]) == (result["level"], result["message"])
    assert notification["locations"] == result["locations"]


def test_a_failure_where_its_rule_is_not_selected() -> None:
    found = log(("report.txt", ""), select=("GIK2",))
    (result,) = results(found)
    assert result["ruleId"] == "GIK001"
    assert found["runs"][0]["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == "GIK001"


def test_no_files() -> None:
    found = log()
    assert results(found) == []
    assert found["runs"][0]["artifacts"] == []
    assert found["runs"][0]["invocations"][0]["executionSuccessful"] is True


@pytest.mark.parametrize(
    ("language", "holds", "blank"), [("zh", "相符：", "无法核对"), ("en", "Holds: ", "Not assessable")]
)
def test_all_checks_are_pass_and_open_results(language: Any, holds: str, blank: str) -> None:
    reports = [(path.name, path.read_text(encoding="utf-8")) for path in EXAMPLES]
    found = log(*reports, all_checks=True, language=language)
    begin = {"pass": holds, "open": blank}
    assert {result["kind"] for result in results(found)} == {"pass", "open", "fail"}
    for result in results(found):
        assert (result["kind"] == "fail") == (result["level"] != "none")
        assert result["message"]["text"].startswith(begin.get(result["kind"], ""))
        assert len(result["locations"]) == 1
        assert set(region(result["locations"][0])) == {"startLine", "startColumn", "endLine", "endColumn"}


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
