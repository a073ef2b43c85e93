"""What the narrative says with the numbers of the tables of 2019 and 2021: found where it is another number, and
nothing where it is another quantity."""

import tomllib
from pathlib import Path

import pytest

from gikaudit.audit import audit
from gikaudit.settings import Settings

_DATA = tomllib.loads((Path(__file__).parent / "narrative" / "sentences.toml").read_text(encoding="utf-8"))

_TITLE = "{organ}{year}年政府信息公开工作年度报告\n一、总体情况\n"
_DOCUMENTS = {
    "2021": """
二、主动公开政府信息情况
第二十条第（一）项
信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数
规章 | 1 | 0 | 6
行政规范性文件 | 7 | 2 | 58
第二十条第（五）项
信息内容 | 本年处理决定数量
行政许可 | 15230
第二十条第（六）项
信息内容 | 本年处理决定数量
行政处罚 | 684
行政强制 | 12
第二十条第（八）项
信息内容 | 本年收费金额（单位：万元）
行政事业性收费 | 356.72
""",
    "2019": """
二、主动公开政府信息情况
第二十条第（一）项
信息内容 | 本年新制作数量 | 本年新公开数量 | 对外公开总数量
规章 | 1 | 1 | 6
规范性文件 | 7 | 6 | 58
第二十条第（五）项
信息内容 | 上一年项目数量 | 本年增/减 | 处理决定数量
行政许可 | 320 | 5 | 15230
其他对外管理服务事项 | 61 | 0 | 420
""",
}
_APPLICATIONS = """
三、收到和处理政府信息公开申请情况
申请人情况 | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计
一、本年新收政府信息公开申请数量 | 36 | 6 | 0 | 0 | 1 | 0 | 43
二、上年结转政府信息公开申请数量 | 2 | 1 | 0 | 0 | 0 | 0 | 3
三、本年度办理结果
（一）予以公开 | 12 | 2 | 0 | 0 | 0 | 0 | 14
（二）部分公开 | 4 | 0 | 0 | 0 | 1 | 0 | 5
（三）不予公开
1.属于国家秘密 | 0 | 0 | 0 | 0 | 0 | 0 | 0
2.其他法律行政法规禁止公开 | 1 | 0 | 0 | 0 | 0 | 0 | 1
3.危及“三安全一稳定” | 0 | 0 | 0 | 0 | 0 | 0 | 0
4.保护第三方合法权益 | 1 | 1 | 0 | 0 | 0 | 0 | 2
5.属于三类内部事务信息 | 1 | 0 | 0 | 0 | 0 | 0 | 1
6.属于四类过程性信息 | 1 | 1 | 0 | 0 | 0 | 0 | 2
7.属于行政执法案卷 | 0 | 0 | 0 | 0 | 0 | 0 | 0
8.属于行政查询事项 | 0 | 0 | 0 | 0 | 0 | 0 | 0
（四）无法提供
1.本机关不掌握相关政府信息 | 6 | 2 | 0 | 0 | 0 | 0 | 8
2.没有现成信息需要另行制作 | 1 | 0 | 0 | 0 | 0 | 0 | 1
3.补正后申请内容仍不明确 | 0 | 0 | 0 | 0 | 0 | 0 | 0
（五）不予处理
1.信访举报投诉类申请 | 3 | 0 | 0 | 0 | 0 | 0 | 3
2.重复申请 | 1 | 0 | 0 | 0 | 0 | 0 | 1
3.要求提供公开出版物 | 0 | 0 | 0 | 0 | 0 | 0 | 0
4.无正当理由大量反复申请 | 0 | 0 | 0 | 0 | 0 | 0 | 0
5.要求行政机关确认或重新出具已获取信息 | 0 | 0 | 0 | 0 | 0 | 0 | 0
{other}
（七）总计 | 34 | 6 | 0 | 0 | 1 | 0 | 41
四、结转下年度继续办理 | 4 | 1 | 0 | 0 | 0 | 0 | 5
"""
_OTHER = {
    "2021": """（六）其他处理
1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请 | 1 | 0 | 0 | 0 | 0 | 0 | 1
2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请 | 0 | 0 | 0 | 0 | 0 | 0 | 0
3.其他 | 2 | 0 | 0 | 0 | 0 | 0 | 2""",
    "2019": "（六）其他处理 | 3 | 0 | 0 | 0 | 0 | 0 | 3",
}
_DISPUTES = """
四、政府信息公开行政复议、行政诉讼情况
行政复议 | 行政诉讼
结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 未经复议直接起诉 | 复议后起诉
结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计
4 | 1 | 2 | 1 | 8 | 2 | 0 | 1 | 1 | 4 | 1 | 0 | 0 | 1 | 2

五、存在的主要问题及改进情况
无。
"""


def _findings(entry: dict[str, str], text: str) -> list[tuple[str, str]]:
    form = entry.get("form", "2021")
    year = "2020" if form == "2019" else "2023"
    title = _TITLE.format(organ=entry.get("organ", "汀岚县"), year=year)
    tables = _DOCUMENTS[form] + _APPLICATIONS.format(other=_OTHER[form]) + _DISPUTES
    result = audit("report.txt", (title + text + "\n" + tables).encode(), Settings())
    return [(finding.code, finding.message.zh) for finding in result.findings]


@pytest.mark.parametrize("entry", _DATA["sentence"], ids=lambda entry: entry["text"][:24])
def test_consistent(entry: dict[str, str]) -> None:
    assert _findings(entry, entry["text"]) == []


@pytest.mark.parametrize(
    ("entry", "before", "after", "code"),
    [(entry, *wrong) for entry in _DATA["sentence"] for wrong in entry["wrong"]],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_contradictory(entry: dict[str, str], before: str, after: str, code: str) -> None:
    assert entry["text"].count(before) == 1
    assert code in [found for found, _ in _findings(entry, entry["text"].replace(before, after))]


@pytest.mark.parametrize("entry", _DATA["quiet"], ids=lambda entry: entry["text"][:24])
def test_another_quantity(entry: dict[str, str]) -> None:
    assert _findings(entry, entry["text"]) == []
