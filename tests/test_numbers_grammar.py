"""Numbers as reports print them: what each surface form means, and what is no quantity.

The expected values are what a careful reader would say.
"""

from fractions import Fraction
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gikaudit.document import Text, join, normalise, visible_pieces
from gikaudit.interval import Interval, Number
from gikaudit.parsing.elements import Element, read_elements
from gikaudit.quantity import Quantity

# text | printed number | digits | what it can mean | unit | group | approximation | kind, lead
QUANTITIES = """
收到申请41件 | 41件 | 41 | 41 | 件 | ITEM |  | count
收到申请４１件 | 41件 | 41 | 41 | 件 | ITEM |  | count
公开信息113419条 | 113419条 | 113419 | 113419 | 条 | ITEM |  | count
公开信息1,234条 | 1,234条 | 1,234 | 1234 | 条 | ITEM |  | count
公开信息1，234条 | 1,234条 | 1,234 | 1234 | 条 | ITEM |  | count
公开信息１，２３４条 | 1,234条 | 1,234 | 1234 | 条 | ITEM |  | count
访问12,345,678次 | 12,345,678次 | 12,345,678 | 12345678 | 次 | OCCASION |  | count
公开信息1 234条 | 1 234条 | 1 234 | 1234 | 条 | ITEM |  | count
访问1 234 567次 | 1 234 567次 | 1 234 567 | 1234567 | 次 | OCCASION |  | count
共12 项 | 12 项 | 12 | 12 | 项 | ITEM |  | count
收到0件 | 0件 | 0 | 0 | 件 | ITEM |  | count
编发简报12期 | 12期 | 12 | 12 | 期 | OCCASION |  | count
召开发布会8场 | 8场 | 8 | 8 | 场 | OCCASION |  | count
培训1144人次 | 1144人次 | 1144 | 1144 | 人次 | PERSON_TIME |  | count
培训3000人（次） | 3000人(次) | 3000 | 3000 | 人(次) | PERSON_TIME |  | count
工作人员86人 | 86人 | 86 | 86 | 人 | PERSON |  | count
配备专职人员3名 | 3名 | 3 | 3 | 名 | PERSON |  | count
设查阅点24个 | 24个 | 24 | 24 | 个 | THING |  | count
涉及企业8家 | 8家 | 8 | 8 | 家 | BODY |  | count
走访农户126户 | 126户 | 126 | 126 | 户 | BODY |  | count
印发手册6245份 | 6245份 | 6245 | 6245 | 份 | ITEM |  | count
发布解读稿件18篇 | 18篇 | 18 | 18 | 篇 | ITEM |  | count
受理复议9起 | 9起 | 9 | 9 | 起 | ITEM |  | count
办结复议7宗 | 7宗 | 7 | 7 | 宗 | ITEM |  | count
公开25件（次） | 25件(次) | 25 | 25 | 件(次) | ITEM |  | count
信息分为12类 | 12类 | 12 | 12 | 类 | KIND |  | count
收费420元 | 420元 | 420 | 420 | 元 | MONEY |  | count
办理时间16个工作日 | 16个工作日 | 16 | 16 | 个工作日 | TIME |  | count
值班24小时 | 24小时 | 24 | 24 | 小时 | TIME |  | count
制作展板36平方米 | 36平方米 | 36 | 36 | 平方米 | SIZE |  | count
召开会议两次 | 两次 | 两 | 2 | 次 | OCCASION |  | numeral
召开会议三十五次 | 三十五次 | 三十五 | 35 | 次 | OCCASION |  | numeral
受理一百零三件 | 一百零三件 | 一百零三 | 103 | 件 | ITEM |  | numeral
受理二千一百件 | 二千一百件 | 二千一百 | 2100 | 件 | ITEM |  | numeral
受理一千〇五件 | 一千〇五件 | 一千〇五 | 1005 | 件 | ITEM |  | numeral
受理两百三十件 | 两百三十件 | 两百三十 | 230 | 件 | ITEM |  | numeral
建立制度十三项 | 十三项 | 十三 | 13 | 项 | ITEM |  | numeral
收到〇件 | 〇件 | 〇 | 0 | 件 | ITEM |  | numeral
公开一万二千三百四十五条 | 一万二千三百四十五条 | 一万二千三百四十五 | 12345 | 条 | ITEM |  | numeral
公开一万零五条 | 一万零五条 | 一万零五 | 10005 | 条 | ITEM |  | numeral
受理两千一百余件 | 两千一百余件 | 两千一百 | (2100, 2200) | 件 | ITEM | MORE | numeral
组织活动二十余次 | 二十余次 | 二十 | (20, 30) | 次 | OCCASION | MORE | numeral
举办讲座三十多场 | 三十多场 | 三十 | (30, 40) | 场 | OCCASION | MORE | numeral
召开会议十几次 | 十几次 | 十 | (10, 20) | 次 | OCCASION | MORE | numeral
接待百余人次 | 百余人次 | 百 | (100, 200) | 人次 | PERSON_TIME | MORE | numeral
发放千余份 | 千余份 | 千 | (1000, 2000) | 份 | ITEM | MORE | numeral
浏览一百多万次 | 一百多万次 | 一百 | (1000000, 2000000) | 万次 | OCCASION | MORE | numeral
公开十万余条 | 十万余条 | 十万 | (100000, 200000) | 条 | ITEM | MORE | numeral
发布1.2万条 | 1.2万条 | 1.2 | [11500, 12500) | 万条 | ITEM |  | count
发布65万条 | 65万条 | 65 | [645000, 655000) | 万条 | ITEM |  | count
发布 65 万条 | 65 万条 | 65 | [645000, 655000) | 万条 | ITEM |  | count
浏览2.5亿次 | 2.5亿次 | 2.5 | [245000000, 255000000) | 亿次 | OCCASION |  | count
投入2.287亿元 | 2.287亿元 | 2.287 | [228650000, 228750000) | 亿元 | MONEY |  | count
投入3500万元 | 3500万元 | 3500 | [34995000, 35005000) | 万元 | MONEY |  | count
投入12.5万元 | 12.5万元 | 12.5 | [124500, 125500) | 万元 | MONEY |  | count
投入１２．５万元 | 12.5万元 | 12.5 | [124500, 125500) | 万元 | MONEY |  | count
投入1,234.56万元 | 1,234.56万元 | 1,234.56 | [12345550, 12345650) | 万元 | MONEY |  | count
投入496.50万元 | 496.50万元 | 496.50 | [4964950, 4965050) | 万元 | MONEY |  | count
投入1.2亿余元 | 1.2亿余元 | 1.2 | (120000000, 130000000) | 亿元 | MONEY | MORE | count
发布1.2万余条 | 1.2万余条 | 1.2 | (12000, 13000) | 万条 | ITEM | MORE | count
培训1万余人次 | 1万余人次 | 1 | (10000, 20000) | 万人次 | PERSON_TIME | MORE | count
发布3万多条 | 3万多条 | 3 | (30000, 40000) | 万条 | ITEM | MORE | count
访问200余万次 | 200余万次 | 200 | (2000000, 3000000) | 万次 | OCCASION | MORE | count
公开37500余条 | 37500余条 | 37500 | (37500, 37600) | 条 | ITEM | MORE | count
公开3700多条 | 3700多条 | 3700 | (3700, 3800) | 条 | ITEM | MORE | count
接待20几人 | 20几人 | 20 | (20, 30) | 人 | PERSON | MORE | count
接待3000余人（次） | 3000余人(次) | 3000 | (3000, 4000) | 人(次) | PERSON_TIME | MORE | count
公开80多万多人次 | 80多万多人次 | 80 | (800000, 900000) | 万人次 | PERSON_TIME | MORE MORE | count
接待5000人次以上 | 5000人次以上 | 5000 | [5000, ) | 人次 | PERSON_TIME | AND_ABOVE | count
涉及200人以下 | 200人以下 | 200 | [0, 200] | 人 | PERSON | AND_BELOW | count
公开不少于30件 | 不少于30件 | 30 | [30, ) | 件 | ITEM | AT_LEAST | count
至少4次 | 至少4次 | 4 | [4, ) | 次 | OCCASION | AT_LEAST | count
不超过10件 | 不超过10件 | 10 | [0, 10] | 件 | ITEM | AT_MOST | count
不超过15个工作日 | 不超过15个工作日 | 15 | [0, 15] | 个工作日 | TIME | AT_MOST | count
每年至多2次 | 至多2次 | 2 | [0, 2] | 次 | OCCASION | AT_MOST | count
答复时间15～20天 | 15~20天 | 15~20 | [15, 20] | 天 | TIME | RANGE | count
答复时间15-20天 | 15-20天 | 15-20 | [15, 20] | 天 | TIME | RANGE | count
答复时间15—20个工作日 | 15—20个工作日 | 15—20 | [15, 20] | 个工作日 | TIME | RANGE | count
每月更新1至3次 | 1至3次 | 1至3 | [1, 3] | 次 | OCCASION | RANGE | count
平均每期6245份 | 6245份 | 6245 | 6245 | 份 | ITEM |  | count average
每期发行6245份 | 6245份 | 6245 | 6245 | 份 | ITEM |  | count average
办结率94.3% | 94.3% | 94.3 | [94.25, 94.35) | % | PERCENT |  | percentage rate
办结率94.3 % | 94.3 % | 94.3 | [94.25, 94.35) | % | PERCENT |  | percentage rate
办结率９４．３％ | 94.3% | 94.3 | [94.25, 94.35) | % | PERCENT |  | percentage rate
办结率94.30% | 94.30% | 94.30 | [94.295, 94.305) | % | PERCENT |  | percentage rate
办结率达到100% | 100% | 100 | [99.5, 100.5) | % | PERCENT |  | percentage rate
按期答复率百分之八十 | 百分之八十 | 八十 | [79.5, 80.5) | % | PERCENT |  | percentage rate
占比例为百分之35 | 百分之35 | 35 | [34.5, 35.5) | % | PERCENT |  | percentage share
占20% | 20% | 20 | [19.5, 20.5) | % | PERCENT |  | percentage share
占全市总数的70.5% | 70.5% | 70.5 | [70.45, 70.55) | % | PERCENT |  | percentage share
所占比重为12% | 12% | 12 | [11.5, 12.5) | % | PERCENT |  | percentage share
占０．５％ | 0.5% | 0.5 | [0.45, 0.55) | % | PERCENT |  | percentage share
满意的有98.6% | 98.6% | 98.6 | [98.55, 98.65) | % | PERCENT |  | percentage
占85%以上 | 85%以上 | 85 | [85, ) | % | PERCENT | AND_ABOVE | percentage share
办结率不低于90% | 不低于90% | 90 | [90, ) | % | PERCENT | AT_LEAST | percentage rate
办结率百分之八十以上 | 百分之八十以上 | 八十 | [80, ) | % | PERCENT | AND_ABOVE | percentage rate
占比5%以下 | 5%以下 | 5 | [0, 5] | % | PERCENT | AND_BELOW | percentage share
同比增长29.4% | 29.4% | 29.4 | [29.35, 29.45) | % | PERCENT |  | percentage increase
同比下降7% | 7% | 7 | [6.5, 7.5) | % | PERCENT |  | percentage decrease
同比增加20件 | 20件 | 20 | 20 | 件 | ITEM |  | count increase
较上年减少3件 | 3件 | 3 | 3 | 件 | ITEM |  | count decrease
上升2.5个百分点 | 2.5个百分点 | 2.5 | [2.45, 2.55) | 个百分点 | POINTS |  | points increase
下降3个百分点 | 3个百分点 | 3 | [2.5, 3.5) | 个百分点 | POINTS |  | points decrease
提高0.8百分点 | 0.8百分点 | 0.8 | [0.75, 0.85) | 个百分点 | POINTS |  | points increase
增长1.5倍 | 1.5倍 | 1.5 | [1.45, 1.55) | 倍 | TIMES |  | times increase
是上年的2倍 | 2倍 | 2 | [1.5, 2.5) | 倍 | TIMES |  | times
"""

# text | the same number | values it admits | values it rules out
APPROXIMATE = """
访问近15万次 | 149999 148000 | 150000 150001 100000 15
访问将近200条 | 199 180 | 200 250 20
访问接近90% | 89 88.5 | 90 91 9
收到不足100件 | 99 95 | 100 101
收到不到20件 | 19 | 20 21
工作人员约586人 | 586 580 590 | 58 5860 700
大约300条 | 300 310 290 | 30 3000 400
占约4.5% | 4.5 4.4 4.6 | 45 0.45 6
约1.5万条 | 15000 14800 15200 | 1500 150000 20000
访问5000次左右 | 5000 4900 5100 | 500 50000 7000
满意度80%左右 | 80 79 81 | 8 95
接待100来人 | 100 105 | 10 1000
培训逾3000人次 | 3001 3100 | 3000 2999 300
培训超过3000人次 | 3001 3100 | 3000 2999 300
访问超3万次 | 30001 31000 | 30000 3
访问突破100万次 | 1000001 1010000 | 1000000 999999 100
覆盖率超过95% | 95.1 95.9 | 95 94
"""

# text | what is set aside
NO_QUANTITIES = """
2015年12月31日印发 | 2015年12月31日
自2015年3月起 | 2015年3月
2015 年 3 月 1 日 | 2015 年 3 月 1 日
2015年全年 | 2015年
２０１５年全年 | 2015年
2015.12.31 | 2015.12.31
2015-12-31 | 2015-12-31
2015/12/31 | 2015/12/31
二〇一五年十二月三十一日 | 二〇一五年十二月三十一日
二○一五年度 | 二〇一五年度
截至3月15日 | 3月15日
十二月份 | 十二月份
2014-2018年 | 2014-2018年
2014—2018年 | 2014—2018年
2015至2016年 | 2015至2016年
上午9:30开会 | 9:30
国办发〔2014〕32号 | 〔2014〕32号
国办发[2014]32号 | [2014]32号
国办发（2014）32号 | (2014)32号
岚政办〔2016〕8号 | 〔2016〕8号
国令第711号 | 第711号
国务院令第492号 | 第492号
2016年第8号 | 2016年 第8号
第二十条第（一）项 | 第二十条
第20条第3款 | 第20条 第3款
《信息公开条例》第十四条 | 第十四条
《2015年工作要点》 | 《2015年工作要点》
一、概述 | 一、
（一）主动公开 | (一)
1.政府网站 | 1.
2、政务微博 | 2、
(3)政务微信 | (3)
①政务微信 | ①
一是加强领导 | 一是
电话：0371-66123456 | 电话:0371-66123456
联系电话（0371）66123456 | 电话(0371)66123456
邮编450001 | 邮编450001
邮政编码：450001 | 邮政编码:450001
手机13800138000 | 手机13800138000
拨打12345热线 | 12345
“12345”平台 | “12345”
- 4 - | 4
详见第3页 | 第3
http://www.abc.gov.cn/2015/12.html | http://www.abc.gov.cn/2015/12.html
网址www.abc.gov.cn/2016 | www.abc.gov.cn/2016
邮箱abc123@126.com | abc123@126.com
“十三五”规划 | “十三五”
“五公开”工作 | “五公开”
“三安全一稳定” | “三安全一稳定”
“双随机、一公开” | “双随机、一公开”
“1+6+17”体系 | “1+6+17”
“12·4”宪法日 | “12·4”
党的十九大 | 十九大
十八届三中全会 | 十八届 三中全会
5G网络 | 5G
7×24服务 | 7×24
人民路128号 | 128号
沧屏路6号2楼 | 6号 2楼
第一季度 | 第一季度
第12期 | 第12期
出席率1/3 | 1/3
"""

NOTHING_TO_READ = ["统一领导", "进一步加强", "千家万户", "一律公开", "万一发生", "文件、条例、人员、个人", "一次性告知"]
"""Numerals and units inside words."""


class Row(NamedTuple):
    """A row of the table of quantities."""

    text: str
    printed: str
    number: str
    meaning: Interval
    unit: str
    group: str
    words: tuple[str, ...]
    kind: str
    lead: str


def interval(text: str) -> Interval:
    if text[0].isdigit():
        return Interval(Fraction(text), Fraction(text))
    low, high = text[1:-1].split(",")
    top = Fraction(high.strip()) if high.strip() else None
    return Interval(Fraction(low), top, text[0] == "(", top is not None and text[-1] == ")")


def row(cells: list[str]) -> Row:
    text, printed, number, meaning, unit, group, words, kinds = (cell.strip() for cell in cells)
    kind, _, lead = kinds.partition(" ")
    return Row(text, printed, number, interval(meaning), unit, group, tuple(words.split()), kind, lead)


def cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.split("|")]


def elements(text: str) -> tuple[Text, list[Element]]:
    read = join(visible_pieces(normalise(text), 0))
    return read, read_elements(read)


def only_quantity(text: str) -> tuple[Element, Quantity]:
    found = [element for element in elements(text)[1] if element.quantity is not None]
    assert len(found) == 1, [element.quantity for element in found]
    quantity = found[0].quantity
    assert quantity is not None
    return found[0], quantity


@pytest.mark.parametrize("row", [row(cells(line)) for line in QUANTITIES.strip().splitlines()], ids=lambda r: r.text)
def test_quantity(row: Row) -> None:
    element, quantity = only_quantity(row.text)
    assert quantity.text == row.printed
    assert quantity.number == row.number
    assert quantity.interval == row.meaning
    assert (quantity.unit, quantity.group) == (row.unit, row.group)
    assert quantity.approximate == row.words
    assert (element.kind, element.lead) == (row.kind, row.lead)
    assert quantity.exact is (not row.words)
    assert normalise(row.text[quantity.digits.start : quantity.digits.end]) == row.number
    assert normalise(row.text[quantity.span.start : quantity.span.end]) == row.printed


@pytest.mark.parametrize(
    ("text", "inside", "outside"), [cells(line) for line in APPROXIMATE.strip().splitlines()], ids=lambda cell: cell
)
def test_approximation(text: str, inside: str, outside: str) -> None:
    _, quantity = only_quantity(text)
    assert not quantity.exact
    for value in inside.split():
        assert Fraction(value) in quantity.interval, value
    for value in outside.split():
        assert Fraction(value) not in quantity.interval, value


def test_contradictory_words_leave_no_value() -> None:
    _, quantity = only_quantity("办理近10余件")
    assert quantity.approximate == ("NEARLY", "MORE")
    assert quantity.interval.empty


@pytest.mark.parametrize(
    ("text", "set_aside"), [cells(line) for line in NO_QUANTITIES.strip().splitlines()], ids=lambda cell: cell
)
def test_no_quantity(text: str, set_aside: str) -> None:
    read, found = elements(text)
    assert [element.quantity for element in found if element.quantity is not None] == []
    aside = [
        read.text[element.start : element.end]
        for element in found
        if any(char.isdigit() or char in "〇一二三四五六七八九十①" for char in read.text[element.start : element.end])
    ]
    assert "".join(aside).replace(" ", "") == set_aside.replace(" ", "")


@pytest.mark.parametrize("text", NOTHING_TO_READ)
def test_nothing_to_read(text: str) -> None:
    assert [element for element in elements(text)[1] if element.quantity is not None] == []


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("2015年全市公开信息120条", ["120条"]),
        ("根据〔2014〕32号文件,收到申请5件", ["5件"]),
        ("1.收到申请12件,办结11件", ["12件", "11件"]),
        ("培训19次,培训1144人次", ["19次", "1144人次"]),
        ("公开41条,3件,5次", ["41条", "3件", "5次"]),
        ("12期,每期6245份,共74940份", ["12期", "6245份", "74940份"]),
        ("当面18件、网络10件、信函7件", ["18件", "10件", "7件"]),
        ("占12.2%和5.8%", ["12.2%", "5.8%"]),
        ("约谈企业12家", ["12家"]),
        ("维持2件(其中上年1件)", ["2件", "1件"]),
        ("第三批共5项", ["5项"]),
        ("《条例》第十七条规定的15个工作日", ["15个工作日"]),
        ("2015年12345热线受理12345件", ["12345件"]),
        ("走访农户120户", ["120户"]),
        ("投入119亿元", ["119亿元"]),
        ("当面12件,传真350件", ["12件", "350件"]),
        ("当面:12件、传真:350件", ["12件", "350件"]),
        ("接听电话:1200人次", ["1200人次"]),
    ],
)
def test_several_numbers(text: str, printed: list[str]) -> None:
    assert [element.quantity.text for element in elements(text)[1] if element.quantity is not None] == printed


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("办结诉求52341件平台转办", ["52341件"]),
    ],
)
def test_counts_beside_words_of_telephones(text: str, printed: list[str]) -> None:
    assert [element.quantity.text for element in elements(text)[1] if element.quantity is not None] == printed


def test_decimals_in_chinese() -> None:
    _, quantity = only_quantity("按期答复率百分之九十九点五")
    assert quantity.interval == interval("[99.45, 99.55)")


# ---- properties


@given(st.integers(0, 10**9), st.sampled_from(["件", "条", "次", "人次", "个", "份"]), st.booleans(), st.booleans())
def test_every_writing_of_a_count_has_its_value(number: int, unit: str, grouped: bool, wide: bool) -> None:
    printed = f"{number:,}" if grouped else str(number)
    if wide:
        printed = printed.translate({ord(char): ord(char) + 0xFEE0 for char in "0123456789,"})
    text = f"全年收到{printed}{unit}。"
    _, quantity = only_quantity(text)
    assert quantity.interval == Interval(number, number)
    assert quantity.unit == unit
    assert text[quantity.digits.start : quantity.digits.end] == printed


@given(st.integers(1, 99999), st.integers(0, 3), st.sampled_from([("万", 10**4), ("亿", 10**8)]))
def test_what_was_rounded_is_in_the_printed_number(number: int, decimals: int, magnitude: tuple[str, int]) -> None:
    name, factor = magnitude
    value: Number = Fraction(number * factor, 10**decimals)
    printed = f"{number // 10**decimals}" + (f".{number % 10**decimals:0{decimals}}" if decimals else "")
    _, quantity = only_quantity(f"投入{printed}{name}元")
    assert quantity.value == value
    assert value in quantity.interval
    assert value in quantity.cut
    step = Fraction(factor, 10**decimals)
    assert value + step * Fraction(49, 100) in quantity.interval
    assert value + step * Fraction(99, 100) in quantity.cut
    assert value + step * Fraction(51, 100) not in quantity.interval


FRAGMENTS = """约 近 超过 共 其中 占 每 率 增长 第 百分之 三十五 两 41 １２ 1,234 94.3 0 万 亿 余 多 左右 以上
件 条 人次 个百分点 % 倍 年 月 号 〔2016〕 “ ” 《 》 , 。 、 ; ( ) - 至 / : 申请 公开"""
fragments = st.sampled_from([*FRAGMENTS.split(), "\n", " "])


@given(st.lists(fragments, min_size=1, max_size=25).map("".join))
def test_quantities_stand_in_order_where_they_say(text: str) -> None:
    read, found = elements("文" + text)
    quantities = [element.quantity for element in found if element.quantity is not None]
    ends = 0
    for quantity in quantities:
        assert ends <= quantity.span.start <= quantity.digits.start < quantity.digits.end <= quantity.span.end
        assert quantity.text in read.text
        assert normalise("文" + text)[quantity.digits.start : quantity.digits.end] == quantity.number
        ends = quantity.span.end


@given(st.lists(fragments, min_size=1, max_size=25).map("".join))
def test_every_digit_is_read_once_or_not_at_all(text: str) -> None:
    text = text.replace("百分之", "")  # which may reach over something set aside to the next number
    read, found = elements("文" + text)
    owners = [0] * len(read.text)
    for element in found:
        if element.quantity is not None or element.kind in ("ASIDE", "DATE", "TITLE", "QUOTED"):
            for position in range(element.start, element.end):
                owners[position] += 1
    assert max(owners) <= 1
