"""Totals and their parts in running text."""

from typing import NamedTuple

import pytest

from gikaudit.evaluate import Status
from tests.synthetic.audits import audited, checked, serious, touching
from tests.synthetic.spots import with_misprint


class Case(NamedTuple):
    """A sentence with a total and its parts, all numbers different."""

    text: str
    total: str
    parts: str

    @property
    def numbers(self) -> list[str]:
        return [self.total, *self.parts.split()]


COMPLETE = [
    Case(
        "全年共收到政府信息公开申请318件,其中当面申请47件,传真申请6件,网络申请196件,信函申请69件。",
        "318",
        "47 6 196 69",
    ),
    Case(
        "2016年,全县受理依申请公开318件。其中:当面申请47件、传真申请6件、网络申请196件、信函申请69件。",
        "318",
        "47 6 196 69",
    ),
    Case("培训人员862人次,其中领导干部325人次,一般干部537人次,合计862人次。", "862", "325 537"),
    Case("全年办结申请284件,其中按时办结251件,延期办结33件。", "284", "251 33"),
    Case("网站全年更新信息4385条,分为政务动态2716条、公示公告1042条、政策文件627条。", "4385", "2716 1042 627"),
    Case("本年度共印发文件236件,按公开属性划分为主动公开149件、依申请公开58件、不予公开29件。", "236", "149 58 29"),
    Case(
        "发布政务信息1874条,其中财政预决算类213条,行政许可类486条,征地拆迁类97条,其他1078条。",
        "1874",
        "213 486 97 1078",
    ),
    Case(
        "热线全年受理群众诉求9426件,其中咨询类5183件,求助类2614件,投诉类1207件,其它422件。",
        "9426",
        "5183 2614 1207 422",
    ),
    Case(
        "从内容看,全年公开的7319条信息中,其中机构职能类315条,政策法规类884条,业务工作类4907条,其余1213条为动态信息。",
        "7319",
        "315 884 4907 1213",
    ),
    Case("全市共公开政府信息56214条,其中市本级18392条,各县区37822条。", "56214", "18392 37822"),
    Case("全年全市组织培训126次,其中市级39次,各县(市、区)87次。", "126", "39 87"),
    Case("云栖镇公开村务信息2745条(其中党务类613条、财务类1128条、事务类1004条)。", "2745", "613 1128 1004"),
    Case("全年受理各类申请372件(网上提交215件、窗口递交96件、信函邮寄61件),均在法定期限内办理。", "372", "215 96 61"),
    Case(
        "一季度公开1835条,二季度公开2164条,三季度公开1978条,四季度公开2547条,全年合计8524条。",
        "8524",
        "1835 2164 1978 2547",
    ),
    Case("政务公开队伍由143人组成,其中专职人员52人,兼职人员91人。", "143", "52 91"),
    Case("全县现有从事政府信息公开工作人员143名,其中,专职52名,兼职91名。", "143", "52 91"),
    Case(
        "全年受理申请437件。其中:(1)当面申请128件;(2)传真申请15件;(3)网络申请203件;(4)信函申请91件。",
        "437",
        "128 15 203 91",
    ),
    Case(
        "网站设有三个板块，共发布信息6238条，其中：“新闻中心”3516条，“信息公开”1874条，“互动交流”848条。",
        "6238",
        "3516 1874 848",
    ),
    Case(
        "县政府网站公开信息8163条,其中“工作动态”栏目4512条、“通知公告”栏目2086条、“政策文件”栏目1565条.",
        "8163",
        "4512 2086 1565",
    ),
    Case(
        "全年公开信息5720条,其中概况信息286条,占5%;法规文件858条,占15%;工作动态4576条,占80%。", "5720", "286 858 4576"
    ),
    Case(
        "全年答复申请523件,其中同意公开312件,占59.7%;同意部分公开74件,占14.1%;不同意公开137件,占26.2%。",
        "523",
        "312 74 137",
    ),
    Case("全年公开信息3860条,其中一季度912条、二季度1034条、三季度876条、四季度1038条。", "3860", "912 1034 876 1038"),
    Case("参训人员共计318人次(县直单位142人次,乡镇176人次)。", "318", "142 176"),
    Case("全年收到申请63件,其中公民申请51件,法人和其他组织申请12件。", "63", "51 12"),
    Case("全县设立信息公开查阅点67个,分别为档案馆14个、图书馆18个、便民服务中心35个。", "67", "14 18 35"),
    Case("政务微博共发布信息3164条:便民提示1297条,政策解读846条,工作动态1021条。", "3164", "1297 846 1021"),
    Case("全县主动公开信息3164条,由便民提示1297条、政策解读846条、工作动态1021条组成。", "3164", "1297 846 1021"),
    Case("全县公开目录共收录信息3164条,由文件类1297条和动态类1867条构成。", "3164", "1297 1867"),
    Case("各乡镇报送信息2417条,县直部门报送信息5308条,共7725条。", "7725", "2417 5308"),
    Case("2017年共办理建议提案265件。其中,人大代表建议148件,政协委员提案117件。", "265", "148 117"),
    Case("全年拟制公文736件，标注主动公开218件、依申请公开365件、不予公开153件。", "736", "218 365 153"),
    Case("年内审核网站稿件842篇，退回修改37篇，刊登发布805篇。", "842", "37 805"),
    Case("集约化后保留账号153个，关停注销41个，整合前共有194个。", "194", "153 41"),
    Case("全年收到申请152件，比上年增加27件。自然人提出129件、法人或其他组织提出23件。", "152", "129 23"),
    Case("受理行政复议案件53件，结果维持31件、纠正4件、其他结果12件、尚未审结6件。", "53", "31 4 12 6"),
    Case("编辑部审查拟发布稿件863篇，退稿41篇，实际发布822篇。", "863", "41 822"),
    Case("专班由5名分管领导和14名业务骨干共19人组成。", "19", "5 14"),
    Case("检查机关25个科室、4个分中心和7个下属单位共36个单位。", "36", "25 4 7"),
    Case("举办培训班2期，第一期128人、第二期91人，共培训219人次。", "219", "128 91"),
    Case("全县运行政府网站27个（门户网站1个、乡镇网站15个、部门网站11个）。", "27", "1 15 11"),
    Case("全年举办培训3期、培训429人次，其中春季培训104人次，夏季培训153人次，秋季培训172人次。", "429", "104 153 172"),
    Case("公开预算信息263条、工程信息341条、采购信息418条，三类合计 1022 条。", "1022", "263 341 418"),
    Case("全年新收申请327件。按承办单位分，规划科71件、利用科93件、登记科112件、执法科51件。", "327", "71 93 112 51"),
    Case("办理人大代表建议23件、政协提案41件，合计64件，其中主办25件、会办39件。", "64", "25 39"),
    Case(
        "全系统共受理申请1583件，其中省直机构164件、设区市476件、县一级943件。",
        "1583",
        "164 476 943",
    ),
]
"""Lists of which the text says or shows that no part is missing."""

SILENT = [
    Case("共清理规范性文件614件,其中:继续有效的385件;需要修改的72件;宣布废止和失效的157件。", "614", "385 72 157"),
    Case("通过网站公开12846条,通过公开栏公开3975条,合计16821条。", "16821", "12846 3975"),
    Case(
        "全年共主动公开信息15893条。县政府办公室公开6471条,各局公开7214条,各乡镇公开2208条。", "15893", "6471 7214 2208"
    ),
    Case("全年收到各类申请594件。按申请方式分,其中网上申请317件,当面申请186件,信函申请91件。", "594", "317 186 91"),
    Case("问卷回收482份,其中非常满意311份、满意148份、一般23份。", "482", "311 148 23"),
]
"""Lists that only their arithmetic shows to be complete: if it is off, they may as well leave something out."""

PARTIAL = [
    Case("全年公开政务信息5316条,其中财政资金类214条,重大项目类327条。", "5316", "214 327"),
    Case("全县举办政务公开培训28期,其中面向乡镇9期。", "28", "9"),
    Case("2015年,全市受理申请712件,其中涉及征地补偿的156件、涉及房屋登记的83件。", "712", "156 83"),
    Case("网站访问量达86430人次,其中移动端访问31752人次。", "86430", "31752"),
    Case("发布便民信息2604条,包括停水停电通知318条、天气预警146条等。", "2604", "318 146"),
    Case("全年共发布微信946篇(其中原创127篇)。", "946", "127"),
    Case("政务公开领导小组共有成员37人,其中办公室工作人员5人。", "37", "5"),
    Case("全年召开新闻发布会46场,其中主要负责同志出席8场。", "46", "8"),
    Case("累计编印宣传册9000份,其中发放到社区3500份、企业1200份。", "9000", "3500 1200"),
    Case("受理投诉举报523件,其中食品安全类146件,环境保护类98件,办结率较高。", "523", "146 98"),
]


def _ids(case: Case) -> str:
    return case.text[:16]


@pytest.mark.parametrize("case", [*COMPLETE, *SILENT], ids=_ids)
def test_a_complete_list_is_checked_as_a_sum(case: Case) -> None:
    relations = [relation for relation in checked(case.text, "GIK2") if set(relation.numbers) == set(case.numbers)]
    assert Status.HOLDS in [relation.status for relation in relations]
    assert serious(case.text) == []


@pytest.mark.parametrize("case", COMPLETE, ids=_ids)
def test_a_misprint_in_a_complete_list_is_found(case: Case) -> None:
    for number in case.numbers:
        text, place = with_misprint(case.text, number)
        assert touching(text, place), (number, text)


@pytest.mark.parametrize("case", PARTIAL, ids=_ids)
def test_a_list_that_names_some_parts_need_not_add_up(case: Case) -> None:
    relations = [relation for relation in checked(case.text, "GIK2") if set(relation.numbers) <= set(case.numbers)]
    assert {relation.status for relation in relations} == {Status.HOLDS}
    assert serious(case.text) == []
    for number in case.numbers:
        assert serious(with_misprint(case.text, number)[0]) == []


@pytest.mark.parametrize("case", PARTIAL, ids=_ids)
def test_parts_that_exceed_their_total_are_found(case: Case) -> None:
    first = case.parts.split()[0]
    text = case.text.replace(f"{first}", f"{int(case.total) + 3}", 1)
    assert touching(text, text.index(f"{int(case.total) + 3}"))


def test_a_total_that_stands_twice_is_no_part() -> None:
    findings = audited("收到申请32件,年内办结20件、结转下年13件,共计32件。").findings
    assert [finding.message.zh for finding in findings] == ["“共计”为32件，所列各项合计33件，相差1件。"]
