"""Identities that are declared in a data file: what they find, and what is said about a wrong file."""

from pathlib import Path

import pytest

from gikaudit.audit import audit
from gikaudit.forms import FormError, forms
from gikaudit.identities import load_identities
from gikaudit.registry import ruleset
from gikaudit.relation import Level
from gikaudit.settings import Settings

GOOD = """
form = "statistics-2014"

[[identity]]
code = "OWN101"
expression = "meetings <= trainings"
level = "error"
message = "“{label}”{stated}，多于培训{computed}：{arithmetic}，多{difference}。"
"""
TABLE = """
三、依申请公开情况 |  |
(一)收到申请数 | 件 | 10
1.当面申请数 | 件 | 4
2.传真申请数 | 件 | 0
3.网络申请数 | 件 | 6
4.信函申请数 | 件 | 0
九、政府信息公开会议和培训情况 |  |
(一)召开政府信息公开工作会议或专题会议数 | 次 | {}
(二)举办各类培训班数 | 次 | {}
(三)接受培训人员数 | 人次 | 300
"""


def put(folder: Path, text: str) -> Path:
    path = folder / "identities" / "own.toml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def found(folder: Path, text: str) -> list[str]:
    result = audit("report.txt", text.encode(), Settings(select=("OWN",), rules_dir=str(folder)))
    assert all(finding.code == "OWN101" for finding in result.findings)
    return [finding.message.zh for finding in result.findings]


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        (TABLE.format(5, 3), ["“召开政府信息公开工作会议或专题会议数”5次，多于培训3次：5 > 3，多2次。"]),
        (TABLE.format(3, 3), []),
        (TABLE.format(3, ""), []),
        (
            "召开政府信息公开工作会议5次。举办政府信息公开培训班3次。",
            ["“召开政府信息公开工作会议”5次，多于培训3次：5 > 3，多2次。"],
        ),
        ("召开政府信息公开工作会议3次。举办政府信息公开培训班3次。", []),
        ("召开政府信息公开工作会议5次。", []),
        ("召开政府信息公开工作会议5次。" + TABLE.format(3, 3), []),
    ],
)
def test_it_is_checked_in_the_table_else_in_the_narrative(tmp_path: Path, text: str, messages: list[str]) -> None:
    put(tmp_path, GOOD)
    assert found(tmp_path, text) == messages


def test_sums_on_both_sides(tmp_path: Path) -> None:
    put(
        tmp_path,
        GOOD.replace("meetings <= trainings", "received.in_person + received.online = meetings + trainings")
        .replace("{stated}", "")
        .replace("{computed}", ""),
    )
    assert found(tmp_path, TABLE.format(5, 5)) == []
    assert len(found(tmp_path, TABLE.format(5, 4))) == 1


def test_what_is_left_out_has_a_default(tmp_path: Path) -> None:
    (rule,) = load_identities(put(tmp_path, GOOD.replace('level = "error"\n', "")), forms())
    assert rule.level is Level.WARNING
    assert rule.title.zh == "召开政府信息公开工作会议或专题会议数 ≤ 举办各类培训班数"
    assert rule.message.en == rule.message.zh


@pytest.mark.parametrize(
    ("old", "new", "zh", "en"),
    [
        ("statistics-2014", "no-such-form", "没有统计表no-such-form，可用的有：", "there is no form no-such-form"),
        ('code = "OWN101"\n', "", "缺少'code'", "the key 'code' is missing"),
        (
            "message = ",
            "massage = ",
            "不认识的键massage，是否应为message",
            "unknown key massage; did you mean message?",
        ),
        ("<= trainings", "<= training", "没有指标training，是否应为trainings", "did you mean trainings?"),
        ("<= trainings", "< trainings", "有误，见“< trainings”处", "is wrong at '< trainings'"),
        ("<= trainings", "", "关系式“meetings ”有误", "is wrong at"),
        ('"error"', '"fatal"', "level应为error, warning, note之一", "'fatal' is none of"),
        ("{computed}", "{comptued}", "提示语中没有{comptued}", "a message has no {comptued}"),
        ("{computed}", "{computed", "花括号", "the braces"),
        ("{computed}", "computed}", "花括号", "the braces"),
        ("[[identity]]", "[identity]", "双层方括号", "with double brackets"),
        ('"OWN101"', "101", "code应为带引号的文字", "code must be a text"),
        ("[[identity]]", "[[identity]", "内容有误", ""),
    ],
)
def test_a_wrong_file_is_named_with_what_to_change(tmp_path: Path, old: str, new: str, zh: str, en: str) -> None:
    assert old in GOOD
    path = put(tmp_path, GOOD.replace(old, new))
    with pytest.raises(FormError) as caught:
        load_identities(path, forms())
    assert str(path) in str(caught.value)
    assert zh in caught.value.zh
    assert en in caught.value.en


@pytest.mark.parametrize(
    ("code", "said"),
    [("own101", "own101不是规则代码"), ("OWN1", "OWN1不是规则代码"), ("GIK299", "GIK开头的代码由gikaudit自用")],
)
def test_a_code_that_cannot_be(tmp_path: Path, code: str, said: str) -> None:
    put(tmp_path, GOOD.replace("OWN101", code))
    (problem,) = ruleset(str(tmp_path)).problems
    assert said in problem.reason.zh
    assert problem.path.endswith("own.toml")


ROWS = ["渔业", "航运", "堤防", "码头", "水质", "巡查", "湿地", "候鸟", "12345"]
FORM = """
id = "lake"
years = [2030, 2031]
titles = ["湖区公开事项登记表"]
header = ["事项", "数量"]
""" + "".join(
    f'[[indicator]]\nid = "row{number}"\nlabel = "{name}事项登记数"\nunit = "件"\n' for number, name in enumerate(ROWS)
)


def test_a_form_of_ones_own_and_an_identity_of_it(tmp_path: Path) -> None:
    (tmp_path / "forms").mkdir()
    (tmp_path / "forms" / "lake.toml").write_text(FORM, encoding="utf-8")
    put(
        tmp_path,
        GOOD.replace("statistics-2014", "lake").replace("meetings", "row0").replace("trainings", "row1 + row8"),
    )
    table = "湖区公开事项登记表\n" + "\n".join(f"{name}事项登记数 | 件 | {{}}" for name in ROWS)
    assert found(tmp_path, table.format(7, 3, 1, 1, 1, 1, 1, 1, 4)) == []
    (message,) = found(tmp_path, table.format(7, 3, 1, 1, 1, 1, 1, 1, 3))
    assert "“渔业事项登记数”7件" in message


def test_a_form_with_the_id_of_another(tmp_path: Path) -> None:
    (tmp_path / "forms").mkdir()
    (tmp_path / "forms" / "again.toml").write_text(FORM.replace("lake", "statistics-2014"), encoding="utf-8")
    (problem,) = ruleset(str(tmp_path)).problems
    assert problem.reason == ("统计表statistics-2014已有", "there is a form statistics-2014 already")
