"""The tables of the forms as they are printed, merged cells and all."""

from collections.abc import Mapping, Sequence

from tests.synthetic import tables as statistics
from tests.synthetic.written.matrix import APPLICANTS, OUTCOMES, PROCEEDINGS, Matrix
from tests.synthetic.written.model import Box, Sheet

_HEADS = {
    "person": "自然人",
    "business": "商业企业",
    "research": "科研机构",
    "charity": "社会公益组织",
    "legal": "法律服务机构",
    "other": "其他",
}
_LABELS = {
    "granted": "（一）予以公开",
    "partly": "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
    "refused": "（三）不予公开",
    "refused.secret": "1.属于国家秘密",
    "refused.law": "2.其他法律行政法规禁止公开",
    "refused.stability": "3.危及“三安全一稳定”",
    "refused.third_party": "4.保护第三方合法权益",
    "refused.internal": "5.属于三类内部事务信息",
    "refused.process": "6.属于四类过程性信息",
    "refused.enforcement": "7.属于行政执法案卷",
    "refused.query": "8.属于行政查询事项",
    "unavailable": "（四）无法提供",
    "unavailable.not_held": "1.本机关不掌握相关政府信息",
    "unavailable.not_made": "2.没有现成信息需要另行制作",
    "unavailable.unclear": "3.补正后申请内容仍不明确",
    "unprocessed": "（五）不予处理",
    "unprocessed.petition": "1.信访举报投诉类申请",
    "unprocessed.repeated": "2.重复申请",
    "unprocessed.publication": "3.要求提供公开出版物",
    "unprocessed.excessive": "4.无正当理由大量反复申请",
    "unprocessed.confirmation": "5.要求行政机关确认或重新出具已获取信息",
    "otherwise": "（六）其他处理",
    "otherwise.overdue": "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
    "otherwise.unpaid": "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
    "otherwise.rest": "3.其他",
}
_OUTCOMES = {"upheld": "结果维持", "corrected": "结果纠正", "other": "其他结果", "pending": "尚未审结", "total": "总计"}
_BALANCE = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"

Row = tuple[Box, ...]


def requests_table(matrix: Matrix, *, subtotal: bool = False) -> Sheet:
    """表三 of 2019 or 2021, by the rows that the matrix has. Cells are named ``refused.law/person``."""
    columns = (*APPLICANTS, *(("subtotal",) if subtotal else ()), "total")
    organs = [*(_HEADS[name] for name in APPLICANTS[1:]), *(("小计",) if subtotal else ())]
    rows: list[Row] = [
        (Box(_BALANCE, columns=3, rows=3), Box("申请人情况", columns=len(columns))),
        (Box("自然人", rows=2), Box("法人或其他组织", columns=len(organs)), Box("总计", rows=2)),
        tuple(Box(text) for text in organs),
    ]

    def values(row: str) -> Row:
        return tuple(Box(str(matrix[row][column]), name=f"{row}/{column}") for column in columns)

    results = [row for row in matrix if row in _LABELS]
    rows.append((Box("一、本年新收政府信息公开申请数量", columns=3), *values("new")))
    rows.append((Box("二、上年结转政府信息公开申请数量", columns=3), *values("carried_in")))
    vertical: Row = (Box("三、本年度办理结果", rows=len(results) + 1),)
    group = ""
    for row in results:
        head, _, leaf = row.partition(".")
        label: Row = (Box(_LABELS[row], columns=1 if leaf else 2),)
        if leaf and head != group:
            label = (Box(_LABELS[head], rows=sum(other.startswith(f"{head}.") for other in results)), *label)
        group = head
        rows.append((*vertical, *label, *values(row)))
        vertical = ()
    rows.append((Box("（七）总计", columns=2), *values("results")))
    rows.append((Box("四、结转下年度继续办理", columns=3), *values("carried_out")))
    return Sheet(tuple(rows))


def proceedings_table(counts: Mapping[str, Mapping[str, int]]) -> Sheet:
    """表四: three rows of heads and one of 15 values. Cells are named ``review/upheld``."""
    outcomes = (*OUTCOMES, "total")
    return Sheet(
        (
            (Box("行政复议", columns=5), Box("行政诉讼", columns=10)),
            (
                *(Box(_OUTCOMES[name], rows=2) for name in outcomes),
                Box("未经复议直接起诉", columns=5),
                Box("复议后起诉", columns=5),
            ),
            tuple(Box(_OUTCOMES[name]) for _ in range(2) for name in outcomes),
            tuple(Box(str(counts[kind][name]), name=f"{kind}/{name}") for kind in PROCEEDINGS for name in outcomes),
        )
    )


def disclosure_table_2021(values: Mapping[str, str]) -> Sheet:
    """表二 of 2021. Cells are named as the values: ``rules.made``, ``permits``."""
    documents = ("本年制发件数", "本年废止件数", "现行有效件数")
    decided = (Box("信息内容"), Box("本年处理决定数量", columns=3))
    return Sheet(
        (
            _article("一"),
            (Box("信息内容"), *map(Box, documents)),
            _line("规章", values, "rules.made", "rules.repealed", "rules.valid"),
            _line("行政规范性文件", values, "normative.made", "normative.repealed", "normative.valid"),
            _article("五"),
            decided,
            _line("行政许可", values, "permits"),
            _article("六"),
            decided,
            _line("行政处罚", values, "penalties"),
            _line("行政强制", values, "coercion"),
            _article("八"),
            (Box("信息内容"), Box("本年收费金额（单位：万元）", columns=3)),
            _line("行政事业性收费", values, "fees"),
        )
    )


def disclosure_table_2019(values: Mapping[str, str]) -> Sheet:
    """表二 of 2019."""
    documents = ("本年新制作数量", "本年新公开数量", "对外公开总数量")
    items = ("上一年项目数量", "本年增/减", "处理决定数量")
    return Sheet(
        (
            _article("一"),
            (Box("信息内容"), *map(Box, documents)),
            _line("规章", values, "rules.made", "rules.disclosed", "rules.all"),
            _line("规范性文件", values, "normative.made", "normative.disclosed", "normative.all"),
            _article("五"),
            (Box("信息内容"), *map(Box, items)),
            _line("行政许可", values, "permits.before", "permits.change", "permits"),
            _line("其他对外管理服务事项", values, "services.before", "services.change", "services"),
            _article("六"),
            (Box("信息内容"), *map(Box, items)),
            _line("行政处罚", values, "penalties.before", "penalties.change", "penalties"),
            _line("行政强制", values, "coercion.before", "coercion.change", "coercion"),
            _article("八"),
            (Box("信息内容"), Box("上一年项目数量"), Box("本年增/减", columns=2)),
            _line("行政事业性收费", values, "fees.before", "fees.change"),
            _article("九"),
            (Box("信息内容"), Box("采购项目数量"), Box("采购总金额", columns=2)),
            _line("政府集中采购", values, "purchases", "purchases.amount"),
        )
    )


def _article(number: str) -> Row:
    return (Box(f"第二十条第（{number}）项", columns=4),)


def _line(label: str, values: Mapping[str, str], *names: str) -> Row:
    """A row of three columns of values; the last one fills what is left."""
    boxes = [Box(values[name], name=name) for name in names]
    boxes[-1] = boxes[-1]._replace(columns=4 - len(names))
    return (Box(label), *boxes)


def statistics_table(values: Mapping[str, str]) -> Sheet:
    """政府信息公开情况统计表 of 2014. Cells are named after the indicators."""
    rows = [
        (
            Box(row.number + row.label + row.note),
            Box(row.unit),
            Box(row.value or "", name=indicator.id if row.value is not None else ""),
        )
        for row, indicator in zip(statistics.rows(dict(values)), statistics.statistics_form().indicators, strict=True)
    ]
    return Sheet(((Box("统计指标"), Box("单位"), Box("统计数")), *rows))


def coded_table(rows: Sequence[tuple[str, str, str]], values: Mapping[str, tuple[str, str]]) -> Sheet:
    """A table of the years 2008 to 2013: label, code, unit, this year, since 2008. ``rows`` have id, label and unit;
    cells are named ``received/year`` and ``received/all``."""
    head = tuple(map(Box, ("指标名称", "代码", "计量单位", "本年度", "历年累计")))
    lines = [
        (
            Box(label),
            Box(f"{code:02d}"),
            Box(unit),
            Box(values[id][0], name=f"{id}/year"),
            Box(values[id][1], name=f"{id}/all"),
        )
        for code, (id, label, unit) in enumerate(rows, 1)
    ]
    return Sheet((head, *lines))
