"""Findings in files that are no text, in formats that know only lines: people are told the place in the file."""

import csv
import io
import json

import pytest

from gikaudit.audit import Audit, audit
from gikaudit.settings import Settings
from tests.audits import output, wrong
from tests.word import p, word


def _word() -> Audit:
    data = word(p("报告"), p("全年收到申请40件，其中当面申请10件，网络申请20件，信函申请11件。"))
    return audit("report.docx", data, Settings())


@pytest.mark.parametrize(("lang", "place"), [("zh", "第2段："), ("en", "paragraph 2: ")])
def test_the_message_begins_with_the_place_in_the_file(lang: str, place: str) -> None:
    assert f"::{place}" in output("github", [_word()], language=lang)
    issue = json.loads(output("gitlab", [_word()], language=lang))[0]
    assert issue["description"].startswith(f"{issue['check_name']}: {place}")
    diagnostic = json.loads(output("rdjson", [_word()], language=lang))["diagnostics"][0]
    assert diagnostic["message"].startswith(place)


def test_a_table_has_a_column_for_it() -> None:
    found = list(csv.DictReader(io.StringIO(output("csv", [_word(), wrong()]).removeprefix("\ufeff"))))
    assert [row["in_file"] for row in found] == ["第2段", ""]


def test_of_a_text_the_line_is_enough() -> None:
    message = json.loads(output("rdjson", [wrong()]))["diagnostics"][0]["message"]
    assert message.startswith(wrong().findings[0].message.zh)
