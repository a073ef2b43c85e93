"""JUnit, against the schema of Jenkins."""

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import xmlschema
from hypothesis import given
from hypothesis import strategies as st

from gikaudit.output.plain import printable
from gikaudit.relation import Level
from tests.audits import HOSTILE, output, right, saying, unread, warned, wrong

SCHEMA = xmlschema.XMLSchema(str(Path(__file__).parent / "schemas" / "junit-10.xsd"))


def suites(text: str) -> list[ET.Element]:
    root = ET.fromstring(text.encode())
    SCHEMA.validate(root)
    found = root.findall("testsuite")
    for suite in found:  # what is counted is what is there
        cases = suite.findall("testcase")
        assert int(suite.get("tests", "")) == len(cases) > 0
        for count, element in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
            assert int(suite.get(count, "")) == sum(case.find(element) is not None for case in cases)
        names = [(case.get("classname"), case.get("name")) for case in cases]
        assert len(set(names)) == len(names)
    return found


def test_the_schema_refuses_what_is_wrong() -> None:
    with pytest.raises(xmlschema.XMLSchemaValidationError):
        SCHEMA.validate("<testsuites><testsuite name='a' tests='1'/></testsuites>")


def test_a_suite_for_each_file() -> None:
    found = suites(output("junit", [right(), wrong("报告/2015.年.txt"), unread()]))
    assert [suite.get("name") for suite in found] == ["right.txt", "报告/2015.年.txt", "gone.txt"]
    assert [(suite.get("failures"), suite.get("errors")) for suite in found] == [("0", "0"), ("1", "0"), ("0", "1")]
    case = found[1].find("testcase")
    assert case is not None and case.get("classname") == "报告/2015_年_txt"
    failure = case.find("failure")
    assert failure is not None and failure.text is not None
    assert failure.text.startswith("报告/2015.年.txt:2:7: GIK201 错误 ")
    assert "10 + 20 + 11 = 41 > 40" in failure.text


def test_a_run_that_finds_nothing_has_a_passing_case() -> None:
    for text in (output("junit", [right()]), output("junit", [])):
        (suite,) = suites(text)
        (case,) = suite
        assert (case.get("name"), len(case)) == ("未发现不一致", 0)


@pytest.mark.parametrize(("fail_on", "failures"), [(Level.ERROR, "0"), (Level.WARNING, "1"), (Level.NOTE, "1")])
def test_a_finding_fails_from_the_level_of_fail_on(fail_on: Level, failures: str) -> None:
    (suite,) = suites(output("junit", [warned()], fail_on=fail_on))
    assert suite.get("failures") == failures
    said = suite.find("testcase/system-out" if failures == "0" else "testcase/failure")
    assert said is not None and said.text is not None and "GIK202" in said.text


def test_the_name_of_a_case_has_no_line_in_it() -> None:
    (first,), (second,) = (suites(output("junit", [found])) for found in (wrong(), wrong()))
    assert [case.get("name") for case in first] == [case.get("name") for case in second]
    (case,) = first
    assert ":2:" not in case.get("name", "")


def test_all_checks_are_cases() -> None:
    found = right()
    (suite,) = suites(output("junit", [found], all_checks=True))
    assert len(suite) == found.coverage.relations


@pytest.mark.parametrize("words", HOSTILE)
def test_what_a_document_says_breaks_nothing(words: str) -> None:
    (suite,) = suites(output("junit", [saying(words, words)]))
    failure = suite.find("testcase/failure")
    assert failure is not None
    assert failure.get("message") == printable(words).replace("\ufffe", "·")


@given(st.text(min_size=1, max_size=20))
def test_no_text_makes_it_invalid(words: str) -> None:
    suites(output("junit", [saying(words, words)]))
