"""The data files of the official forms."""

import re
from itertools import pairwise
from pathlib import Path

import pytest

from gikaudit.forms import Form, FormError, forms, load_form
from gikaudit.parsing.cells import label_key
from gikaudit.resources import resource
from tests.synthetic.tables import statistics_form

FILES = sorted((resource("rules") / "forms").glob("*.toml"))
all_forms = pytest.mark.parametrize("form", forms(), ids=lambda form: form.id)

ROWS = """
一、主动公开情况
主动公开政府信息数 条
主动公开规范性文件数 条
制发规范性文件总数 件
通过不同渠道和方式公开政府信息的情况
政府公报公开政府信息数 条
政府网站公开政府信息数 条
政务微博公开政府信息数 条
政务微信公开政府信息数 条
其他方式公开政府信息数 条
二、回应解读情况
回应公众关注热点或重大舆情数 次
通过不同渠道和方式回应解读的情况
参加或举办新闻发布会总次数 次
主要负责同志参加新闻发布会次数 次
政府网站在线访谈次数 次
主要负责同志参加政府网站在线访谈次数 次
政策解读稿件发布数 篇
微博微信回应事件数 次
其他方式回应事件数 次
三、依申请公开情况
收到申请数 件
当面申请数 件
传真申请数 件
网络申请数 件
信函申请数 件
申请办结数 件
按时办结数 件
延期办结数 件
申请答复数 件
属于已主动公开范围数 件
同意公开答复数 件
同意部分公开答复数 件
不同意公开答复数 件
涉及国家秘密 件
涉及商业秘密 件
涉及个人隐私 件
危及国家安全、公共安全、经济安全和社会稳定 件
不是《条例》所指政府信息 件
法律法规规定的其他情形 件
不属于本行政机关公开数 件
申请信息不存在数 件
告知作出更改补充数 件
告知通过其他途径办理数 件
四、行政复议数量 件
维持具体行政行为数 件
被依法纠错数 件
其他情形数 件
五、行政诉讼数量 件
维持具体行政行为或者驳回原告诉讼请求数 件
被依法纠错数 件
其他情形数 件
六、举报投诉数量 件
七、依申请公开信息收取的费用 万元
八、机构建设和保障经费情况
政府信息公开工作专门机构数 个
设置政府信息公开查阅点数 个
从事政府信息公开工作人员数 人
专职人员数 人
兼职人员数 人
政府信息公开专项经费 万元
九、政府信息公开会议和培训情况
召开政府信息公开工作会议或专题会议数 次
举办各类培训班数 次
接受培训人员数 人次
"""
"""The rows of the form of 2014 in order, with their units."""


def test_every_file_is_loaded() -> None:
    assert len(forms()) == len(FILES) > 0


def test_the_statistics_form_has_the_official_rows() -> None:
    expected = []
    for line in ROWS.strip().splitlines():
        label, _, unit = line.partition(" ")
        expected.append((re.sub(r"^[一二三四五六七八九]、", "", label), unit))
    indicators = statistics_form().indicators
    assert [indicator.label for indicator in indicators] == [label for label, _ in expected]
    for indicator, (label, unit) in zip(indicators, expected, strict=True):
        if not indicator.heading and not indicator.optional:
            assert indicator.unit == unit, label


def test_the_statistics_form_numbers_its_sections() -> None:
    sections = [i.number for i in statistics_form().indicators if i.number.endswith("、")]
    assert sections == [f"{number}、" for number in "一二三四五六七八九"]


def test_the_statistics_form_was_in_use_from_2014_to_2018() -> None:
    assert statistics_form().years == (2014, 2018)


@all_forms
def test_every_row_is_countable(form: Form) -> None:
    for indicator in form.indicators:
        assert indicator.heading or indicator.unit, indicator.id
        assert indicator.heading or indicator.optional or indicator.measures, indicator.id


@all_forms
def test_no_name_is_that_of_two_neighbouring_rows(form: Form) -> None:
    """Equal labels in different sections are told apart by their order; in one section nothing tells them apart."""
    for one, other in pairwise(form.indicators):
        names = [{label_key(name) for name in (row.label, *row.aliases)} for row in (one, other)]
        assert not names[0] & names[1], (one.id, other.id)


@all_forms
def test_every_identity_is_about_rows_of_the_form(form: Form) -> None:
    for identity in form.identities:
        for id in (*identity.left, *identity.right):
            indicator = form.by_id[id]
            assert not indicator.heading, identity.expression


@all_forms
def test_identities_do_not_add_things_and_people(form: Form) -> None:
    """条, 件, 篇 and 次 are added where the form says so; 人 or 万元 are never added to them."""
    for identity in form.identities:
        units = {form.by_id[id].unit for id in (*identity.left, *identity.right)}
        assert units <= {"条", "件", "篇", "次"} or len(units) == 1, identity.expression


GOOD = """
id = "small"
years = [2001, 2002]
titles = ["小表"]
header = ["指标"]
[[indicator]]
id = "all"
label = "总数"
unit = "件"
[[indicator]]
id = "all.some"
label = "部分"
unit = "件"
[[identity]]
expression = "all = all.some"
kind = "sum"
evidence = "structure"
"""


def _load(tmp_path: Path, text: str) -> Form:
    path = tmp_path / "small.toml"
    path.write_text(text, encoding="utf-8")
    return load_form(path)


def test_a_small_form(tmp_path: Path) -> None:
    form = _load(tmp_path, GOOD)
    assert [indicator.id for indicator in form.indicators] == ["all", "all.some"]
    (identity,) = form.identities
    assert (identity.left, identity.op, identity.right) == (("all",), "=", ("all.some",))
    assert form.totals == {"all": (("all.some",),)}


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('id = "small"', "", "id"),
        ("years = [2001, 2002]", "", "years"),
        ("years = [2001, 2002]", "years = [2001]", ""),
        ('titles = ["小表"]', "", "titles"),
        ('label = "总数"', "", "label"),
        ('id = "all.some"', 'id = "all"', "all stands twice"),
        ("all = all.some", "all = all.other", "all.other"),
        ('kind = "sum"', "", "kind"),
        ('evidence = "structure"', "", "evidence"),
        ("[[identity]]", "[[identity]", ""),
    ],
)
def test_an_error_names_the_file_and_what_is_wrong(tmp_path: Path, old: str, new: str, told: str) -> None:
    assert old in GOOD
    with pytest.raises(FormError) as raised:
        _load(tmp_path, GOOD.replace(old, new))
    assert "small.toml" in str(raised.value)
    assert told in str(raised.value)
