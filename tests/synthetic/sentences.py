"""Sentences of reports with their numbers: how the narrative states, splits, compares and repeats quantities.

``{name}`` is a number; ``{name!}`` is one that the rest of the report determines, so that any other number in its
place is a contradiction. Names with a table row's id take the value of that row.
"""

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from random import Random
from typing import NamedTuple

Values = dict[str, str]
Maker = Callable[[Random, Values], Values]


class Template(NamedTuple):
    """A sentence. ``values`` makes those of its numbers that are no rows of the table, ``fits`` says whether the
    values of a table allow it; ``table`` whether it only makes sense in a report with a table."""

    section: str
    text: str
    values: Maker = lambda _random, _table: {}
    fits: Callable[[Values], bool] = lambda _table: True
    table: bool = False


def percent(part: int, whole: int, digits: int) -> str:
    """A share as printed: rounded half up, with so many digits behind the point."""
    step = Decimal(1).scaleb(-digits)
    value = (Decimal(100) * part / whole).quantize(step, ROUND_HALF_UP)
    return f"{value:f}"


def parts(names: str, low: int = 11, high: int = 4999, total: str = "total") -> Maker:
    """Different parts and their total."""

    def make(random: Random, _table: Values) -> Values:
        keys = names.split()
        numbers = random.sample(range(low, high), len(keys))
        return {total: str(sum(numbers)), **{key: str(number) for key, number in zip(keys, numbers, strict=True)}}

    return make


def shares(names: str, digits: int, low: int = 40, high: int = 2999) -> Maker:
    """Parts with their total, and for each part its share: p_name."""

    def make(random: Random, table: Values) -> Values:
        values = parts(names, low, high)(random, table)
        total = int(values["total"])
        return values | {f"p_{key}": percent(int(values[key]), total, digits) for key in names.split()}

    return make


def some_shares(names: str, digits: int) -> Maker:
    """Some parts of a greater total, with their shares."""

    def make(random: Random, table: Values) -> Values:
        values = parts(names, 40, 1999)(random, table)
        total = int(values["total"]) + random.randint(500, 2999)
        shares = {f"p_{key}": percent(int(values[key]), total, digits) for key in names.split()}
        return values | shares | {"total": str(total)}

    return make


def growth(digits: int, *, up: bool = True, low: int = 150, high: int = 5000) -> Maker:
    """The figures of two years, their difference and the rate of change."""

    def make(random: Random, _table: Values) -> Values:
        old = random.randint(low, high)
        change = random.randint(old // 20 + 5, old // 2)
        new = old + change if up else old - change
        return {"old": str(old), "new": str(new), "change": str(change), "rate": percent(change, old, digits)}

    return make


def product(random: Random, _table: Values) -> Values:
    """A number, an amount each, and their product."""
    number, each = random.randint(6, 48), random.randint(12, 2400)
    return {"number": str(number), "each": str(each), "total": str(number * each)}


def rate(digits: int) -> Maker:
    """A whole, the part of it that is done, and the rate."""

    def make(random: Random, _table: Values) -> Values:
        whole = random.randint(120, 4000)
        done = whole - random.randint(3, whole // 5)
        return {"whole": str(whole), "done": str(done), "rate": percent(done, whole, digits)}

    return make


def _of_last_year(random: Random, table: Values) -> Values:
    now = int(table["received"])
    last = now - random.randint(1, now // 3) if now > 20 else now + random.randint(5, 20)
    return {"last": str(last), "rate": percent(now - last, last, 1)}


def _more_than_last_year(table: Values) -> bool:
    return int(table["received"]) > 40


def _share_of_received(_random: Random, table: Values) -> Values:
    return {"p": percent(int(table["received.online"]), int(table["received"]), 1)}


def _some(*ids: str) -> Callable[[Values], bool]:
    return lambda table: all(table[id] != "0" for id in ids)


def _none(*ids: str) -> Callable[[Values], bool]:
    return lambda table: all(table[id] == "0" for id in ids)


def _all_done(table: Values) -> bool:
    return table["received"] == table["closed"] == table["answered"] != "0"


def _numbers(**ranges: tuple[int, int]) -> Maker:
    return lambda random, _table: {name: str(random.randint(low, high)) for name, (low, high) in ranges.items()}


TEMPLATES = [
    # ---- what stands in the table too
    Template("主动公开", "2016年,全县主动公开政府信息{disclosed!}条。", table=True),
    Template(
        "主动公开",
        "全年共主动公开政府信息{disclosed!}条,主动公开规范性文件{normative.disclosed!}条,"
        "制发规范性文件{normative.issued!}件。",
        table=True,
    ),
    Template(
        "主动公开",
        "从公开渠道看,政府公报公开政府信息{channel.gazette!}条,政府网站公开政府信息{channel.website!}条,"
        "政务微博公开政府信息{channel.weibo!}条,政务微信公开政府信息{channel.wechat!}条,"
        "其他方式公开政府信息{channel.other!}条。",
        table=True,
    ),
    Template("主动公开", "通过政府网站公开政府信息{channel.website!}条,更新更加及时。", table=True),
    Template("回应解读", "全年回应公众关注热点或重大舆情{responded}次。", table=True),
    Template(
        "回应解读",
        "参加或举办新闻发布会{responses.conference!}次,开展政府网站在线访谈{responses.interview!}次,"
        "发布政策解读稿件{responses.articles!}篇。",
        table=True,
    ),
    Template(
        "依申请公开",
        "全年共收到政府信息公开申请{received!}件,其中当面申请{received.in_person!}件,传真申请{received.fax!}件,"
        "网络申请{received.online!}件,信函申请{received.letter!}件。",
        table=True,
    ),
    Template(
        "依申请公开",
        "2016年,全县各级行政机关共受理政府信息公开申请{received!}件。其中:当面申请{received.in_person!}件、"
        "传真申请{received.fax!}件、网络申请{received.online!}件、信函申请{received.letter!}件。",
        table=True,
    ),
    Template(
        "依申请公开",
        "一年来,我县共收到政府信息公开申请{received!}件,比上年的{last!}件增长{rate!}%。",
        _of_last_year,
        _more_than_last_year,
        table=True,
    ),
    Template(
        "依申请公开",
        "全县共收到政府信息公开申请{received!}件,其中网络申请{received.online!}件,占申请总数的{p!}%。",
        _share_of_received,
        _some("received", "received.online"),
        table=True,
    ),
    Template(
        "依申请公开",
        "全年办结政府信息公开申请{closed!}件,其中按时办结{closed.on_time!}件,延期办结{closed.extended!}件。",
        table=True,
    ),
    Template(
        "依申请公开",
        "申请答复数{answered!}件,其中属于已主动公开范围{answer.already_public!}件,同意公开答复{answer.granted!}件,"
        "同意部分公开答复{answer.partly_granted!}件,不同意公开答复{answer.refused!}件,"
        "不属于本行政机关公开{answer.not_held!}件,申请信息不存在{answer.nonexistent!}件,"
        "告知作出更改补充{answer.amend!}件,告知通过其他途径办理{answer.redirect!}件。",
        table=True,
    ),
    Template("依申请公开", "全年收到政府信息公开申请{received!}件,均已按期答复。", fits=_all_done, table=True),
    Template("依申请公开", "全年未收到传真申请。", fits=_none("received.fax"), table=True),
    Template("依申请公开", "全年未收取依申请公开费用。", fits=_none("fee"), table=True),
    Template(
        "复议诉讼",
        "全年因政府信息公开引发的行政复议{review!}件,其中维持具体行政行为{review.upheld!}件,"
        "被依法纠错{review.corrected!}件,其他情形{review.other!}件。",
        table=True,
    ),
    Template(
        "复议诉讼",
        "因政府信息公开引发的行政诉讼{lawsuit!}件。",
        fits=_some("lawsuit"),
        table=True,
    ),
    Template("复议诉讼", "2016年,没有发生因政府信息公开引起的行政复议案件。", fits=_none("review"), table=True),
    Template("复议诉讼", "全年未发生政府信息公开行政复议、行政诉讼。", fits=_none("review", "lawsuit"), table=True),
    Template("复议诉讼", "全年收到政府信息公开举报投诉{complaint!}件。", table=True),
    Template("复议诉讼", "全年无政府信息公开举报投诉。", fits=_none("complaint"), table=True),
    Template(
        "机构和培训",
        "全县从事政府信息公开工作人员{staff!}人,其中专职人员{staff.full_time!}人,兼职人员{staff.part_time!}人。",
        table=True,
    ),
    Template("机构和培训", "全县共设置政府信息公开查阅点{reading_points!}个。", table=True),
    Template("机构和培训", "政府信息公开专项经费{budget!}万元,列入财政预算。", table=True),
    Template(
        "机构和培训",
        "召开政府信息公开工作会议或专题会议{meetings!}次,举办各类培训班{trainings!}次,接受培训人员{trainees!}人次。",
        table=True,
    ),
    # ---- totals and their parts
    Template(
        "其他工作",
        "便民服务热线全年受理群众诉求{total!}件,其中咨询类{a!}件,求助类{b!}件,投诉类{c!}件,其他{d!}件。",
        parts("a b c d"),
    ),
    Template(
        "其他工作",
        "网站“县长信箱”共收到来信{total!}封,按内容分为建议类{a!}封、咨询类{b!}封、投诉类{c!}封。",
        parts("a b c"),
    ),
    Template(
        "其他工作",
        "全年共清理权力事项{total!}项(保留{a!}项、取消{b!}项、下放{c!}项、合并{d!}项)。",
        parts("a b c d", 11, 900),
    ),
    Template(
        "其他工作",
        "全县共发布重点领域信息{total!}条,其中县本级{a!}条,各乡镇{b!}条。",
        parts("a b", 200, 9000),
    ),
    Template(
        "其他工作",
        "网站新闻类栏目更新信息{total!}条,其中工作动态{a}条,通知公告{b}条,其它{c!}条。",
        parts("a b c"),
    ),
    Template(
        "其他工作",
        "抽查检查对象{total!}家。其中:工业企业{a!}家;商贸企业{b!}家;餐饮单位{c!}家;其他单位{d!}家。",
        parts("a b c d", 11, 400),
    ),
    Template(
        "其他工作",
        "办理人大代表建议和政协提案共{total}件,其中建议{a}件。",
        parts("a b", 20, 200),
    ),
    Template(
        "其他工作",
        "发布应急预警信息{total}条,其中气象类{a}条、地质灾害类{b}条。",
        lambda random, table: (v := parts("a b", 11, 90)(random, table)) | {"total": str(int(v["total"]) + 57)},
    ),
    # ---- shares
    Template(
        "主动公开",
        "县直部门报送各类信息{total}条,其中采用{a}条,占{p_a!}%。",
        some_shares("a", 1),
    ),
    Template(
        "其他工作",
        "政务热线接听来电{total!}个,其中咨询类{a!}个,占{p_a!}%;求助类{b!}个,占{p_b!}%;投诉类{c!}个,占{p_c!}%。",
        shares("a b c", 2),
    ),
    Template(
        "其他工作",
        "全年受理信访事项{total}件,其中来信{a}件,占总量的{p_a!}%,网上投诉{b}件,占{p_b!}%。",
        some_shares("a b", 1),
    ),
    Template(
        "其他工作",
        "实行承诺制的审批事项共{total}项,即办件{a}项,占比{p_a}%。",
        some_shares("a", 1),
    ),
    Template("其他工作", "公开征求意见{whole}条,采纳{done}条,采纳率{rate!}%。", rate(1)),
    Template("其他工作", "受理网民留言{whole}条,按期办结{done}条,按期办结率{rate!}%。", rate(2)),
    Template("其他工作", "督查事项{whole}项,已办结{done}项,办结率为{rate!}%。", rate(1)),
    Template("其他工作", "制作公文{whole}件,主动公开{done}件,主动公开率{rate!}%。", rate(1)),
    # ---- two years
    Template("主动公开", "网站全年发布图片新闻{new!}幅,较上年的{old!}幅增长{rate!}%。", growth(1)),
    Template("主动公开", "政务微信推送图文{new!}篇,比2015年的{old!}篇增加{change!}篇,增长{rate!}%。", growth(1)),
    Template("主动公开", "编发政务简报{new}期,同比增加{change}期,增长{rate!}%。", growth(1, low=60, high=400)),
    Template("主动公开", "网站留言由上年的{old!}条增加到{new!}条,增幅{rate!}%。", growth(2)),
    Template(
        "其他工作",
        "全县行政审批事项由{old!}项精简至{new!}项,减少{change!}项。",
        growth(1, up=False),
    ),
    Template("其他工作", "来信来访{new!}件次,比去年{old!}件次减少{change!}件次,下降{rate!}%。", growth(1, up=False)),
    Template("其他工作", "网上咨询量{new}件,同比下降{rate}%。", growth(1, up=False)),
    # ---- products and averages
    Template("主动公开", "全年编印政府公报{number!}期,每期印发{each!}份,共{total!}份。", product),
    Template("其他工作", "举办普法宣讲{number!}场,每场{each!}人,共计{total!}人次。", product),
    # ---- announced numbers
    Template("其他工作", "网站开设“重点项目”“民生实事”“作风建设”“脱贫攻坚”四个专栏。"),
    Template("其他工作", "政务公开栏设置“办事指南”、“收费标准”、“工作动态”三个板块。"),
    Template("其他工作", "重点抓了以下三个方面工作:一是健全制度,二是强化培训,三是严格考核。"),
    # ---- numbers that no other number of the report determines
    Template("概述", "县政府办公室印发《云栖县2016年政务公开工作要点》(云政办发〔2016〕{n}号)。", _numbers(n=(3, 99))),
    Template("概述", "全县{a}个乡镇、{b}个县直部门均明确了分管领导和具体工作人员。", _numbers(a=(8, 24), b=(25, 60))),
    Template(
        "概述",
        "根据《中华人民共和国政府信息公开条例》第三十一条规定编制本报告,电话:0000-{n}。",
        _numbers(n=(2000000, 8999999)),
    ),
    Template("主动公开", "门户网站访问量突破{n}万人次。", _numbers(n=(12, 980))),
    Template("主动公开", "自2008年以来,全县累计公开各类政府信息{n}条。", _numbers(n=(90000, 990000))),
    Template("主动公开", "县教育局公开招生入学信息{n}条。", _numbers(n=(1, 4))),
    Template("回应解读", "及时转载上级政策解读{n}余篇。", _numbers(n=(20, 90))),
    Template("其他工作", "“十三五”期间,计划新建便民服务点{n}个。", _numbers(n=(20, 90))),
    Template("问题和措施", "仍有{n}个单位信息更新不够及时,个别单位存在超期发布现象。", _numbers(n=(2, 9))),
    Template("问题和措施", "下一年度力争组织培训{n}次以上,实现村(社区)全覆盖。", _numbers(n=(60, 90))),
    Template("问题和措施", "将于2017年6月底前完成{n}个乡镇政务公开专区建设。", _numbers(n=(8, 24))),
]
