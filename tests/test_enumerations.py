"""Announced numbers and the things named: 四个栏目, 以下三个方面, 两次…分别为."""

import pytest

from tests.synthetic.audits import audited, serious, touching

CASES = [
    ("全年举办了“政务开放日”“局长接访日”“媒体见面会”三项活动。", "三项", 0),
    ("网站设置“要闻动态”、“政策法规”、“公示公告”、“互动交流”四个栏目。", "四个", 0),
    ("县政府网站开设“脱贫攻坚”“放管服改革”“环保督察”“扫黑除恶”“春耕生产”五个专栏。", "五个", 0),
    ("公开栏分为“机构设置”、“办事流程”、“收费依据”三个板块。", "三个", 0),
    ("建立了“主动公开”和“依申请公开”两个栏目。", "两个", 0),
    ("新增“政策图解”、“数说云栖”2个子栏目。", "2个", 0),
    ("主要做了以下三个方面的工作:一是完善制度;二是强化培训;三是严格考核。", "三个", 0),
    ("存在以下两方面问题:一是公开不够及时;二是解读形式单一。", "两方面", 0),
    ("下一步将从五个方面着力:一是抓培训;二是抓更新;三是抓解读;四是抓考核;五是抓监督。", "五个", 0),
    ("重点抓好以下四项工作:一是理顺机制,二是充实队伍,三是规范流程,四是加大宣传。", "四项", 0),
    ("全年工作呈现以下三个方面特点:(一)制度更全;(二)范围更广;(三)渠道更多。", "三个", 0),
    ("全年参加在线访谈两次,分别为县教育局、县民政局。", "两次", 0),
    ("本年度报告由概述、主动公开情况、依申请公开情况、存在的问题及改进措施四个部分组成。", "四个", 1),
    ("本报告共分为六个部分:概述,主动公开情况,依申请公开情况,收费及减免情况,复议诉讼情况,问题和措施。", "六个", 2),
    ("报告由工作概况,主动公开情况,依申请公开情况,存在问题,改进措施五部分组成。", "五部分", 0),
    ("重点公开财政资金、重大项目、公共资源、社会救助四个方面信息。", "四个", 0),
    ("着力推进决策公开、执行公开、管理公开、服务公开、结果公开五个方面公开。", "五个", 0),
    ("加强领导、完善制度、拓宽渠道、强化监督四项措施协同推进。", "四项", 0),
    ("申请量居前3位的是县国土局、县住建局和县人社局,分别为18件、10件、7件。", "3位", 0),
    ("申请量排名前三的分别是县国土局(18件)、县住建局(10件)、县人社局(7件)。", "三的", 0),
    ("公开量列前四名的依次为甲镇64条、乙镇51条、丙镇43条和丁镇43条,其余乡镇均在40条以下。", "四名", 0),
    ("四个乡镇公开数量由多到少依次为柳溪镇64条、石桥镇51条、大营镇43条、青坡镇12条。", "四个", 0),
    ("三个专栏分别发布信息386条、214条和527条。", "三个", 0),
    ("存在以下三个问题:1.更新不够及时;2.解读不够深入;3.队伍不够稳定。", "三个", 0),
]
"""Texts with an announced number that is right, that number, and by how many more names it could be read
(存在的问题及改进措施 may be one part or two)."""

OPEN = [
    "设有“政府信息公开指南”、“政府信息公开目录”、“依申请公开”等6个一级栏目。",
    "开设“脱贫攻坚”“环境保护”等8个专题。",
    "重点推进财政预决算、重大项目、公共资源配置、社会公益事业四个领域的信息公开。",
    "全县18个乡镇中,城关镇、河口镇、东坪镇3个镇试点公开专区。",
    "县发改局、县财政局、县教育局等12个部门公开了权责清单。",
    "先后到市政府办、邻县等4个单位学习。",
    "印发《工作要点》、《考核办法》等5个文件。",
    "从三个方面入手加强管理,效果明显。",
    "2016年10月,组织两次检查。",
    "一是制度更全,二是渠道更多,共公开12项内容。",
    "申请量居前3位的是国土、住建、人社等部门,分别为18件、10件、7件。",
    "日前三个部门的负责人是张某、李某、王某、赵某。",
    "前三季度受理申请的单位是县国土局、县住建局、县人社局、县民政局。",
    "收到信访3件,分别为1件和2件。",
    "两个网站日访问量和月访问量分别为3万人次、9万人次、12万人次。",
    "三家单位分别奖励5万元、3万元不等。",
    "伤37人,直接损失203.5万元,同比分别下降12.8%、11.1%、7.8%。",
]
"""Texts in which the announced number is not that of the things named, or more of them are not named."""

NUMERALS = "一二三四五六七八九十"


def _more(number: str, by: int) -> str:
    digit = number[0]
    if digit.isascii():
        return str(int(digit) + by) + number[1:]
    return NUMERALS[NUMERALS.index(digit.replace("两", "二")) + by] + number[1:]


@pytest.mark.parametrize(("text", "number", "_slack"), CASES)
def test_as_many_as_announced(text: str, number: str, _slack: int) -> None:
    judged = [entry for entry in audited(text).ledger if entry.rule.code == "GIK402"]
    place = text.index(number)
    assert any(operand.span.start == place for entry in judged for operand in entry.relation.operands())
    assert serious(text) == []


@pytest.mark.parametrize(("text", "number", "slack"), CASES)
def test_more_announced_than_named(text: str, number: str, slack: int) -> None:
    wrong = text.replace(number, _more(number, slack + 1))
    assert touching(wrong, text.index(number)), wrong


@pytest.mark.parametrize(("text", "number", "_slack"), [case for case in CASES if case[1][0] not in "两2二"])
def test_fewer_announced_than_named(text: str, number: str, _slack: int) -> None:
    wrong = text.replace(number, _more(number, -1))
    assert touching(wrong, text.index(number)), wrong


@pytest.mark.parametrize("text", OPEN)
def test_not_all_are_named(text: str) -> None:
    assert serious(text) == []


PAIRED = [
    "申请量居前3位的是县国土局、县住建局和县人社局,分别为#件、#件、#件。",
    "申请量居前3位的是县国土局、县住建局和县人社局,分别为#、#和#件。",
    "申请量排名前三的分别是县国土局(#件)、县住建局(#件)、县人社局(#件)。",
    "公开量列前三名的单位依次为:县国土局#件,县住建局#件,县人社局#件。",
    "申请量排在前三位的是县国土局#件,占30%,县住建局#件,占25%,县人社局#件,占21%。",
    "各部门收到的申请由多到少依次为县国土局#件、县住建局#件、县人社局#件。",
]


def _filled(text: str, *numbers: int) -> str:
    for number in numbers:
        text = text.replace("#", str(number), 1)
    return text


@pytest.mark.parametrize("text", PAIRED)
def test_a_ranking_in_order(text: str) -> None:
    judged = [entry for entry in audited(_filled(text, 18, 15, 13)).ledger if entry.rule.code == "GIK407"]
    assert len(judged) == 2
    assert serious(_filled(text, 18, 15, 13)) == []
    assert serious(_filled(text, 18, 15, 15)) == []


@pytest.mark.parametrize("text", PAIRED)
def test_a_ranking_out_of_order(text: str) -> None:
    wrong = _filled(text, 18, 13, 15)
    assert "GIK407" in {finding.code for finding in touching(wrong, wrong.index("15"))}


VALUES = [
    ("县国土局、县住建局分别收到申请3件、4件。", "县国土局、县住建局分别收到申请3件、4件、5件。"),
    ("门户网站和政务微博分别发布3条、4条。", "门户网站和政务微博分别发布3条、4条和5条。"),
    ("县国土局、县住建局和县人社局分别为3、4、5件。", "县国土局、县住建局和县人社局分别为3、4件。"),
]
"""Texts with as many values as names, and with another number of them."""


@pytest.mark.parametrize(("right", "wrong"), VALUES)
def test_as_many_values_as_names(right: str, wrong: str) -> None:
    assert serious(right) == []
    assert "GIK408" in {finding.code for finding in audited(wrong).findings}


@pytest.mark.parametrize(
    "names", ["甲方案、乙方案、丙方案、甲方案", "土地征收、城乡规划、环境保护、土地征收、食品安全"]
)
def test_a_name_that_stands_twice(names: str) -> None:
    text = f"重点公开了{names}等信息。".replace("重点公开了", "重点公开:")
    assert "GIK404" in {finding.code for finding in audited(text).findings}
