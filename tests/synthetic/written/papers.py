"""One report for each form of table, written for these tests: the places are invented, and everything agrees."""

from collections.abc import Callable, Mapping
from random import Random

from tests.synthetic.tables import consistent_values
from tests.synthetic.written.matrix import (
    RESULTS_2019,
    Matrix,
    random_matrix,
    random_proceedings,
)
from tests.synthetic.written.model import Heading, Paper, Prose
from tests.synthetic.written.tables import (
    coded_table,
    disclosure_table_2019,
    disclosure_table_2021,
    proceedings_table,
    requests_table,
    statistics_table,
)

Cases = Mapping[str, Mapping[str, int]]


def statistics_2014(random: Random) -> Paper:
    """A report of 2016 with the statistics table."""
    values = consistent_values(random)
    return (
        Heading("汀岚县2016年政府信息公开工作年度报告", 0),
        Prose(
            "按照条例要求，汀岚县人民政府办公室对全县各乡镇、各部门的有关情况进行汇总，"
            "编成本报告。所列数据的统计期限为2016年1月1日至2016年12月31日。"
        ),
        Heading("一、主动公开情况"),
        Prose(f"全县主动公开政府信息{values['disclosed']}条，县政府网站开设专栏并及时更新维护。"),
        Heading("二、依申请公开情况"),
        Prose(
            f"全县共收到政府信息公开申请{values['received']}件，其中当面申请{values['received.in_person']}件，"
            f"传真申请{values['received.fax']}件，网络申请{values['received.online']}件，"
            f"信函申请{values['received.letter']}件。"
        ),
        Heading("三、行政复议和行政诉讼情况"),
        Prose(f"因政府信息公开引发的行政复议{values['review']}件，行政诉讼{values['lawsuit']}件。"),
        Heading("四、下一步打算"),
        Prose("继续完善公开制度，加强对乡镇的业务指导，把各项要求落到实处。"),
        Prose("附表：政府信息公开情况统计表"),
        statistics_table(values),
    )


def report_2019(random: Random) -> Paper:
    """A report of 2020 in six sections."""
    matrix, cases = random_matrix(random, RESULTS_2019), random_proceedings(random)
    count = random.randint
    values = {
        name: str(count(0, 40))
        for name in (
            *("rules.made", "rules.disclosed", "normative.made", "normative.disclosed"),
            *("permits.before", "services.before", "penalties.before", "coercion.before", "fees.before"),
            *("permits.change", "services.change", "penalties.change", "coercion.change", "fees.change"),
            *("permits", "services", "penalties", "coercion", "purchases"),
        )
    }
    values |= {name: str(count(40, 90)) for name in ("rules.all", "normative.all")}
    values["purchases.amount"] = f"{count(1000, 9000000) / 100}"
    return (
        Heading("澜坞县2020年政府信息公开工作年度报告", 0),
        Heading("一、总体情况"),
        Prose("澜坞县人民政府办公室统筹推进政务公开，县政府网站各栏目由专人每周巡查一遍，发现空白立即补齐。"),
        *_applications(matrix),
        Heading("二、主动公开政府信息情况"),
        disclosure_table_2019(values),
        *_tables(matrix, cases),
        Heading("五、存在的主要问题及改进情况"),
        Prose("个别乡镇对公开属性的认定还不够准确，已安排业务骨干到乡镇讲解，逐份核对新制作的文件。"),
        Heading("六、其他需要报告的事项"),
        Prose("没有其他需要报告的事项。"),
    )


def report_2021(random: Random) -> Paper:
    """A report of 2023 in six sections."""
    matrix, cases = random_matrix(random), random_proceedings(random)
    count = random.randint
    values = {
        name: str(count(0, 40))
        for name in (
            *("rules.made", "rules.repealed", "normative.made", "normative.repealed"),
            *("permits", "penalties", "coercion"),
        )
    }
    values |= {name: str(count(40, 90)) for name in ("rules.valid", "normative.valid")}
    values["fees"] = f"{count(0, 90000) / 100}"
    return (
        Heading("砚湖区2023年政府信息公开工作年度报告", 0),
        Heading("一、总体情况"),
        Prose("砚湖区人民政府办公室坚持以公开为常态，把公文公开属性的审核嵌入办文流程，做到起草时就明确。"),
        Prose(
            f"全区制发行政规范性文件{values['normative.made']}件，废止{values['normative.repealed']}件，"
            f"现行有效{values['normative.valid']}件。"
        ),
        *_applications(matrix),
        Heading("二、主动公开政府信息情况"),
        disclosure_table_2021(values),
        *_tables(matrix, cases),
        Heading("五、存在的主要问题及改进情况"),
        Prose("部分街道解读材料形式单一，已会同融媒体中心制作图解和短片，逐步改变照搬原文的做法。"),
        Heading("六、其他需要报告的事项"),
        Prose("全区各单位均未收取信息处理费。"),
    )


def _applications(matrix: Matrix) -> Paper:
    total = {row: cells["total"] for row, cells in matrix.items()}
    return (
        Prose(
            f"本年新收政府信息公开申请{total['new']}件，上年结转{total['carried_in']}件；"
            f"办理完毕{total['results']}件，其中予以公开{total['granted']}件，部分公开{total['partly']}件；"
            f"结转下年度继续办理{total['carried_out']}件。"
        ),
    )


def _tables(matrix: Matrix, cases: Cases) -> Paper:
    return (
        Heading("三、收到和处理政府信息公开申请情况"),
        requests_table(matrix),
        Heading("四、政府信息公开行政复议、行政诉讼情况"),
        proceedings_table(cases),
    )


CODED_ROWS = (
    ("disclosed", "主动公开信息数", "条"),
    ("disclosed.electronic", "其中：全文电子化的主动公开信息数", "条"),
    ("received", "收到申请数", "件"),
    ("received.in_person", "其中：1.当面申请数", "件"),
    ("received.fax", "2.传真申请数", "件"),
    ("received.email", "3.电子邮件申请数", "件"),
    ("received.online", "4.网上申请数", "件"),
    ("received.letter", "5.信函申请数", "件"),
    ("received.other", "6.其他形式申请数", "件"),
    ("answered", "对申请的答复总数", "件"),
    ("answer.granted", "其中：1.同意公开答复数", "件"),
    ("answer.partly_granted", "2.同意部分公开答复数", "件"),
    ("answer.refused", "3.不予公开答复数", "件"),
    ("answer.not_held", "4.非本机关政府信息答复数", "件"),
    ("answer.nonexistent", "5.信息不存在答复数", "件"),
    ("answer.unclear", "6.申请内容不明确答复数", "件"),
    ("review", "行政复议数", "件"),
    ("lawsuit", "行政诉讼数", "件"),
    ("complaint", "行政申诉数", "件"),
)
"""The rows of a table of the years 2008 to 2013, as id, label and unit."""


def local_2008(random: Random) -> Paper:
    """A report of 2011 with coded indicators of the year and since 2008."""
    values: dict[str, tuple[str, str]] = {}
    counts: dict[str, tuple[int, int]] = {}
    for id, _, _ in CODED_ROWS:
        year = random.choice((0, random.randint(0, 40)))
        counts[id] = (year, year + random.randint(0, 90))
    for total, parts in (("received", "received."), ("answered", "answer.")):
        own = [counts[id] for id in counts if id.startswith(parts)]
        counts[total] = (sum(year for year, _ in own), sum(since for _, since in own))
    # no more is answered than was asked for
    missing = [max(0, counts["answered"][column] - counts["received"][column]) for column in range(2)]
    for id in ("received", "received.letter"):
        year, since = counts[id]
        counts[id] = (year + missing[0], since + max(missing))
    year, since = counts["disclosed.electronic"]
    counts["disclosed"] = (year + random.randint(100, 900), since + random.randint(1000, 9000))
    values = {id: (str(year), str(since)) for id, (year, since) in counts.items()}
    received = {id: year for id, (year, _) in counts.items()}
    return (
        Heading("秋浔县2011年政府信息公开工作年度报告", 0),
        Heading("一、概述"),
        Prose("秋浔县人民政府办公室负责全县政府信息公开的日常事务，二十个乡镇都设有查阅场所。"),
        Heading("二、依申请公开情况"),
        Prose(
            f"全年收到申请{received['received']}件，其中当面申请{received['received.in_person']}件，"
            f"传真申请{received['received.fax']}件，电子邮件申请{received['received.email']}件，"
            f"网上申请{received['received.online']}件，信函申请{received['received.letter']}件，"
            f"其他形式申请{received['received.other']}件。"
        ),
        Heading("三、下一步打算"),
        Prose("编好目录，做好查阅场所的日常管理，方便群众就近查询。"),
        Heading("附表：政府信息公开情况统计表"),
        coded_table(CODED_ROWS, values),
    )


PAPERS: dict[str, Callable[[Random], Paper]] = {
    "statistics-2014": statistics_2014,
    "report-2019": report_2019,
    "report-2021": report_2021,
    "local-2008": local_2008,
}
"""By the id of the form of its tables: a report in which everything agrees, from a source of random values."""
