"""Shares and rates: which count they belong to, and what they are taken from."""

import pytest

from gikaudit.evaluate import Status
from tests.synthetic.audits import checked, report_of, serious, touching
from tests.synthetic.spots import with_misprint

CASES = [
    ("全年受理申请640件,其中网上申请416件,占65%。", "65"),
    ("全年共收到申请857件,其中当面申请214件,占申请总数的24.97%。", "24.97"),
    ("2016年,全县公开信息9364条,其中网站公开7212条,占比77.02%。", "77.02"),
    ("全市公开信息54320条,其中工作动态类23168条,占公开总量的42.7%,政策法规类6193条,占11.4%。", "42.7 11.4"),
    ("在答复的756件申请中,同意公开的431件,占答复总数的57.01%,不予公开的87件,占11.51%。", "57.01"),
    ("全年制发公文384件,主动公开297件,公开率77.3%。", "77.3"),
    ("收到申请463件,按期办结451件,按期办结率97.4%。", "97.4"),
    ("受理群众诉求8245件,已办结8012件,办结率为97.17%。", "97.17"),
    ("热线接听电话36412个,接通35270个,接通率96.86%。", "96.86"),
    (
        "全县公开信息3825条。其中,财政类信息514条、教育类信息738条、卫生类信息402条,分别占总数的13.4%、19.3%和10.5%。",
        "13.4",
    ),
    (
        "全市各级行政机关公开政府信息38416条,其中市本级公开11294条,占29.4%;各县(市、区)公开27122条,占70.6%。",
        "29.4 70.6",
    ),
    ("全年信访总量2150件次,同比下降8%,其中来访734件次,占信访总量的34.1%。", "34.1"),
    ("全年共发布微博信息1864条,原创1127条,原创率60.5%。", "60.5"),
    ("全年公开信息6130条(其中图解类信息245条,占4%)。", "4"),
    ("办理人大建议157件,办结率100%,代表满意或基本满意的154件,满意率98.1%。", "98.1"),
    ("应公开的财政预算单位83家,已公开81家,公开比例97.6%。", "97.6"),
    ("抽检食品2460批次,不合格59批次,合格率97.6%。", "97.6"),
    ("2018年新受理行政复议案件246件,直接纠错31件,直接纠错率12.6%。", "12.6"),
    ("全年信息公开申请715件,同比增加83件,其中企业申请96件,约占13.4%。", "13.4"),
    ("开展督查12次,抽查网站145家,合格网站138家,合格率达95.2%。", "95.2"),
    ("全年收到留言1723条,回复1698条,回复率98.5%,平均办理时间3天。", "98.5"),
    ("县政府公报赠阅点从县城延伸到村,全年赠阅12600份,其中村级7434份,占59%。", "59"),
    ("受理各类投诉1386件,其中价格类624件,占45.0%;质量类437件,占31.5%;合同类325件,占23.4%。", "45.0 31.5 23.4"),
    ("全年共受理申请285件,个人申请247件,占86.7%,单位申请38件,占13.3%。", "86.7 13.3"),
    ("窗口全年办件46820件,提前办结41237件,提前办结率88.1%。", "88.1"),
    ("应编制公开目录的单位86家,已编制81家,编制率94.2%。", "94.2"),
    (
        "全年依申请公开答复315件,其中“同意公开”的184件,占58.4%;“不同意公开”的47件,占14.9%;“信息不存在”的84件,占26.7%。",
        "58.4 14.9 26.7",
    ),
]
"""Texts with shares that agree with their counts, and those shares."""

UNDETERMINED = [
    "受理网络申请的比例逐年提高,已占65%。",
    "超过九成的申请在10个工作日内答复,占比92.4%。",
    "全年公开信息4216条,财政资金支出占一般公共预算的81.3%。",
    "发布微信426篇,其中阅读量过万的占12%。",
    "全县林地面积占总面积的62.7%,年内新造林1.2万亩。",
    "办结率、满意率分别达99.2%和97.6%。",
    "抽样调查320人,对政务公开工作表示满意的占94%。",
    "政务服务事项1438项,其中可网上办理1295项,占百分之九十。",
    "公开率保持在95%以上,较好完成了全年任务。",
    "群众满意度达94.6%,比上年提高2.3个百分点。",
]
"""Shares of something that the text does not count, or not exactly."""


@pytest.mark.parametrize(("text", "shares"), CASES)
def test_a_share_that_agrees(text: str, shares: str) -> None:
    judged = [relation for relation in checked(text, "GIK202", "GIK205") if relation.numbers[0] in shares.split()]
    assert len(judged) == len(shares.split())
    assert {relation.status for relation in judged} == {Status.HOLDS}
    assert serious(text) == []


@pytest.mark.parametrize(("text", "shares"), CASES)
def test_a_share_that_does_not_agree(text: str, shares: str) -> None:
    for share in shares.split():
        wrong, place = with_misprint(text, share)
        assert touching(wrong, place), wrong


@pytest.mark.parametrize("text", UNDETERMINED)
def test_a_share_of_something_that_is_not_counted(text: str) -> None:
    assert serious(text) == []


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("当面申请199件,占29%。", {"199": "29"}),
        ("甲类6591条,乙类2902条,分别占5.8%和2.6%。", {"6591": "5.8", "2902": "2.6"}),
        ("甲类6591条、乙类2902条、丙类318条,分别占5.8%、2.6%和0.3%。", {"6591": "5.8", "2902": "2.6", "318": "0.3"}),
        ("网上申请416件,占65%;当面申请97件,占15.2%。", {"416": "65", "97": "15.2"}),
        ("同意公开的84件(占61.3%),不予公开的9件(占6.6%)。", {"84": "61.3", "9": "6.6"}),
        ("工作动态类23168条,占公开总量的42.7%,政策法规类6193条。", {"23168": "42.7"}),
        ("征地类142件,所占比重为45.2%。", {"142": "45.2"}),
        ("全年公开信息8214条。", {}),
    ],
)
def test_each_share_belongs_to_one_count(text: str, pairs: dict[str, str]) -> None:
    found = {count.operand.number: share.operand.number for count, share in report_of(text).shares.items()}
    assert found == pairs


@pytest.mark.parametrize(
    ("share", "found"),
    [
        ("66.67", False),
        ("66.7", False),
        ("67", False),
        ("66.66", True),
        ("66.6", True),
        ("66", True),
        ("66.68", True),
        ("76.67", True),
    ],
)
def test_rounding_is_half_up(share: str, found: bool) -> None:
    """2 of 3: a share that was cut off is worth a warning, one that was rounded is right."""
    text = f"全年答复申请300件,其中同意公开200件,占{share}%。"
    assert bool(touching(text, text.index(share))) is found


def test_a_share_above_hundred() -> None:
    text = "网上办理事项占总数的134%。"
    assert touching(text, text.index("134"))
