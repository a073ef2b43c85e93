"""The numbering of headings and items, and the number of parts that a report announces."""

import re

import pytest

from tests.synthetic.audits import audited, codes, report_of, serious, touching

NUMERALS = "一二三四五六七八九十"
TITLE = "云栖县2016年政府信息公开工作年度报告\n"
NAMES = ["概述", "主动公开情况", "依申请公开情况", "收费及减免情况", "复议诉讼情况", "问题和措施"]


def _headings(numbers: str) -> str:
    return "".join(f"{number}、{name}\n工作平稳有序。\n" for number, name in zip(numbers, NAMES, strict=False))


TEXT = (("概述", "平稳"), ("主动公开", "及时"), ("依申请公开", "规范"), ("复议诉讼", "较少"), ("措施", "有力"))


def _form(mark: str, end: str, *, lead: str = "") -> str:
    """Five headings or items with a slot for each number."""
    lines = (mark.replace("#", f"{{{place}}}") + name + end + text for place, (name, text) in enumerate(TEXT))
    return lead + "。\n".join(lines) + "。\n"


FORMS = {
    "headings": _form("#、", "\n"),
    "headings in brackets": _form("(#)", "\n", lead="一、情况\n"),
    "headings with a full stop": _form("#.", "\n"),
    "headings that run into their text": _form("#、", "。"),
    "items a paragraph each": _form("#是抓", ",", lead="一、措施\n"),
    "items in one paragraph": _form("#是抓", ",", lead="一、措施\n").replace("。\n{", "。{"),
}
ARABIC = {
    "figures": _form("#.", "\n"),
    "figures with a pause": _form("#、", "\n"),
    "figures in brackets": _form("(#)", "\n"),
}
CASES = [(text, list("一二三四五")) for text in FORMS.values()] + [(text, list("12345")) for text in ARABIC.values()]


@pytest.mark.parametrize(("form", "numbers"), CASES, ids=[*FORMS, *ARABIC])
def test_numbers_in_order(form: str, numbers: list[str]) -> None:
    text = TITLE + form.format(*numbers)
    assert serious(text) == []
    sequences = [[number.value for number in sequence] for sequence in report_of(text).outline.sequences]
    assert [1, 2, 3, 4, 5] in sequences


@pytest.mark.parametrize("skipped", [1, 2, 3])
@pytest.mark.parametrize(("form", "numbers"), CASES, ids=[*FORMS, *ARABIC])
def test_a_number_that_is_skipped(form: str, numbers: list[str], skipped: int) -> None:
    following = "六" if numbers[0] == "一" else "6"
    printed = [*numbers[:skipped], *numbers[skipped + 1 :], following]
    text = TITLE + form.format(*printed)
    assert "GIK403" in codes(text)


@pytest.mark.parametrize("repeated", [1, 2, 3])
@pytest.mark.parametrize(("form", "numbers"), CASES, ids=[*FORMS, *ARABIC])
def test_a_number_that_stands_twice(form: str, numbers: list[str], repeated: int) -> None:
    printed = [*numbers[: repeated + 1], numbers[repeated], *numbers[repeated + 1 :]][:5]
    text = TITLE + form.format(*printed)
    assert "GIK403" in codes(text)


def test_the_wrong_number_itself_is_pointed_at() -> None:
    text = TITLE + _headings("一二四四五六")
    assert touching(text, text.index("四、"))


@pytest.mark.parametrize(
    "text",
    [
        # numbers begin again under each heading, and levels may mix
        "一、甲\n(一)一\n(二)二\n(三)三\n二、乙\n(一)一\n(二)二\n三、丙\n(一)一\n(二)二\n(三)三\n",
        "一、甲\n1.一\n2.二\n3.三\n二、乙\n1.一\n2.二\n三、丙\n1.一\n2.二\n",
        "一、甲\n(一)一\n1.其一\n2.其二\n3.其三\n(二)二\n1.其一\n2.其二\n(三)三\n二、乙\n三、丙\n",
        "一、甲\n一是好。二是快。三是省。\n二、乙\n一是多。二是广。三是深。\n三、丙\n",
        # numbers that are no numbering
        "一、甲\n全年公开信息12.5万条。\n二、乙\n共办结3.6万件。\n三、丙\n满意率98.6%。\n",
        "一、甲\n依据第一条、第三条、第七条办理。\n二、乙\n三、丙\n",
        "一、甲\n一季度平稳,三季度上升。\n二、乙\n三、丙\n",
        "一、甲\n排名第一、第三、第五的单位受到表彰。\n二、乙\n三、丙\n",
        "一、甲\n二、乙\n三、丙\n附件:1.统计表\n2.说明\n",
        "一、甲\n这是一是一、二是二的作风。\n二、乙\n三、丙\n",
        # one heading is no numbering
        "一、甲\n平稳。\n",
        "",
    ],
)
def test_numbers_that_are_right(text: str) -> None:
    assert serious(TITLE + text) == []


ANNOUNCEMENTS = [
    "本报告由{0}个部分组成。",
    "本报告共分{0}部分。",
    "本年度报告包括{0}个部分。",
    "全文共{0}个部分。",
    "报告分为{0}大部分。",
]


@pytest.mark.parametrize("announcement", ANNOUNCEMENTS)
def test_as_many_headings_as_announced(announcement: str) -> None:
    text = TITLE + announcement.format("六") + "\n" + _headings("一二三四五六")
    assert serious(text) == []
    assert any(entry.rule.code == "GIK401" for entry in audited(text).ledger)


@pytest.mark.parametrize("announced", list("四五七八"))
@pytest.mark.parametrize("announcement", ANNOUNCEMENTS)
def test_another_number_of_headings_than_announced(announcement: str, announced: str) -> None:
    text = TITLE + announcement.format(announced) + "\n" + _headings("一二三四五六")
    found = [finding for finding in audited(text).findings if finding.code == "GIK401"]
    place = text.index(announced)
    assert any(finding.span and finding.span.start <= place < finding.span.end for finding in found)


def test_an_annex_may_or_may_not_count() -> None:
    for announced in "六七":
        headings = _headings("一二三四五六") + "七、附表\n"
        assert serious(TITLE + f"本报告由{announced}个部分组成。\n" + headings) == []


@pytest.mark.parametrize(
    ("period", "agrees"),
    [
        ("数据统计期限从2016年1月1日算到2016年12月31日", True),
        ("所列数据的统计期限为2016年1月1日至12月31日", True),
        ("数据统计期限从2015年1月1日算到2015年12月31日", False),
        ("数据统计期限从2016年1月1日算到2015年12月31日", False),
        ("所列数据的统计期限为2017年1月1日至12月31日", False),
    ],
)
def test_the_period_is_the_year_of_the_title(period: str, agrees: bool) -> None:
    text = f"{TITLE}根据条例编制本报告,{period}。\n" + _headings("一二三四五六")
    assert ("GIK405" in codes(text)) is not agrees


def test_headings_are_kept_as_printed() -> None:
    outline = report_of(TITLE + _headings("一二三四五六")).outline
    assert [section.title for section in outline.sections] == NAMES
    assert [re.sub(r"\W", "", section.text) for section in outline.sections] == list(NUMERALS[:6])


def test_a_period_that_ends_before_it_begins() -> None:
    finding = next(f for f in audited("数据统计期限为2016年1月1日至2015年12月31日。").findings if f.code == "GIK405")
    assert finding.message.zh == "统计期限为2015年，与前文的2016年不一致。"
