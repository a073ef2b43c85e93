"""Whose number it is and for what time: the same words in another scope are another quantity."""

import pytest

from gikaudit.parsing.scope import When, Who
from tests.synthetic.audits import codes, report_of, serious, touching

BEFORE = (
    "云栖县2016年政府信息公开工作年度报告\n一、依申请公开情况\n2016年,全县共收到政府信息公开申请237件。\n二、小结\n"
)

SAME = [
    "本年度全县受理政府信息公开申请{}件。",
    "全年共收到政府信息公开申请{}件,均按规定办理。",
    "一年来,全县各级行政机关共受理政府信息公开申请{}件。",
    "2016年收到政府信息公开申请{}件。",
    "我县全年收到政府信息公开申请{}件。",
    "据统计,全年共收到政府信息公开申请{}件。",
    "2016年1月1日至12月31日,全县收到政府信息公开申请{}件。",
    "全年全县共收到政府信息公开申请{}件,比上年有所增加。",
]
"""Sentences about the applications of the whole county in the report year."""

LESS = [
    "2015年,全县共收到政府信息公开申请{}件。",
    "去年共收到政府信息公开申请{}件。",
    "上年度全县收到政府信息公开申请{}件。",
    "前三季度共收到政府信息公开申请{}件。",
    "县本级收到政府信息公开申请{}件。",
    "县政府办公室收到政府信息公开申请{}件。",
    "其中县国土资源局收到政府信息公开申请{}件。",
    "县发改局受理政府信息公开申请{}件。",
    "各乡镇共收到政府信息公开申请{}件。",
    "县直各部门受理政府信息公开申请{}件。",
    "收到网络政府信息公开申请{}件。",
    "以县政府名义答复政府信息公开申请61件,其中收到网络申请{}件。",
    "\n3.县本级。收到政府信息公开申请{}件。",
    "其中涉及征地的政府信息公开申请{}件。",
]
"""Sentences about fewer of them: of a part of the county, of a kind, or of another time."""

MORE = [
    "自《条例》施行以来,全县累计收到政府信息公开申请{}件。",
    "截至2016年底,全县累计受理政府信息公开申请{}件。",
    "2008年以来,全县共收到政府信息公开申请{}件。",
    "下一年度,力争将政府信息公开申请控制在{}件以内。",
    "2013年全县共收到政府信息公开申请{}件。",
    "2017年,预计收到政府信息公开申请{}件。",
]
"""Sentences about more of them: over the years, in another year, or planned."""


@pytest.mark.parametrize("sentence", SAME)
def test_the_same_scope(sentence: str) -> None:
    assert serious(BEFORE + sentence.format(237)) == []
    text = BEFORE + sentence.format(244)
    assert touching(text, text.rindex("244"))


@pytest.mark.parametrize("sentence", LESS)
def test_a_part(sentence: str) -> None:
    assert serious(BEFORE + sentence.format(52)) == []


@pytest.mark.parametrize("sentence", MORE)
def test_another_time(sentence: str) -> None:
    assert serious(BEFORE + sentence.format(1893)) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "县政府办公室收到政府信息公开申请{}件。",
        "各乡镇共收到政府信息公开申请{}件。",
    ],
)
def test_a_part_greater_than_the_whole(sentence: str) -> None:
    assert "GIK305" in codes(BEFORE + sentence.format(300))


def test_the_year_within_what_is_cumulative() -> None:
    text = "2016年全县收到政府信息公开申请237件。截至2016年底,全县累计收到政府信息公开申请{}件。"
    title = "云栖县2016年政府信息公开工作年度报告\n"
    assert serious(title + text.format(1893)) == []
    assert "GIK306" in codes(title + text.format(193))


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("全县收到政府信息公开申请52件。", Who.WHOLE),
        ("我县收到政府信息公开申请52件。", Who.WHOLE),
        ("全县各部门收到政府信息公开申请52件。", Who.WHOLE),
        ("收到政府信息公开申请52件。", Who.OPEN),
        ("县本级收到政府信息公开申请52件。", Who.PART),
        ("县直部门收到政府信息公开申请52件。", Who.PART),
        ("各乡镇收到政府信息公开申请52件。", Who.PART),
    ],
)
def test_whose(sentence: str, who: Who) -> None:
    report = report_of("云栖县2016年政府信息公开工作年度报告\n" + sentence)
    (scope,) = report.scopes.values()
    assert scope.who is who


@pytest.mark.parametrize(
    ("sentence", "when"),
    [
        ("2016年收到政府信息公开申请52件。", When.YEAR),
        ("今年收到政府信息公开申请52件。", When.YEAR),
        ("收到政府信息公开申请52件。", When.YEAR),
        ("2015年收到政府信息公开申请52件。", When.OTHER),
        ("去年收到政府信息公开申请52件。", When.OTHER),
        ("截至2016年底,累计收到政府信息公开申请52件。", When.SINCE),
    ],
)
def test_when(sentence: str, when: When) -> None:
    report = report_of("云栖县2016年政府信息公开工作年度报告\n" + sentence)
    (scope,) = report.scopes.values()
    assert scope.when is when


def test_a_year_named_in_a_section_of_problems() -> None:
    before = BEFORE.replace("二、小结", "二、存在的问题")
    assert codes(before + "2016年,全县收到政府信息公开申请273件,工作量明显加大。") == {"GIK302"}
    assert serious(before + "全县收到政府信息公开申请273件时,工作量明显加大。") == []


@pytest.mark.parametrize("heading", ["一、行政复议情况", "一、复议、诉讼情况", "(一)行政复议数量"])
def test_a_heading_says_what_a_section_is_about(heading: str) -> None:
    text = f"云栖县2016年政府信息公开工作年度报告\n{heading}\n2016年,行政复议数量为0件。\n全年发生行政复议案件3件。"
    assert codes(text) == {"GIK302"}
    assert codes(text.replace("3件", "0件")) == set()
