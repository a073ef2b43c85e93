"""How the tables of a report are filled in and laid out in other ways than the form has them."""

from collections.abc import Callable
from random import Random

from tests.synthetic.written.matrix import REFUSED, UNAVAILABLE, UNPROCESSED
from tests.synthetic.written.model import Box, Paper, Sheet, numbers
from tests.synthetic.written.tables import requests_table

Variant = Callable[[Random, Paper], Paper]

SHORTENED = {
    "一、本年新收政府信息公开申请数量": "一、本年新收申请数量",
    "二、上年结转政府信息公开申请数量": "二、上年结转申请数量",
    "（二）部分公开（区分处理的，只计这一情形，不计其他情形）": "（二）部分公开",
    "2.其他法律行政法规禁止公开": "2.其他法律、行政法规禁止公开",
    "3.危及“三安全一稳定”": "3.危及三安全一稳定",
    "5.属于三类内部事务信息": "5.三类内部事务信息",
    "7.属于行政执法案卷": "7.行政执法案卷",
    "2.没有现成信息需要另行制作": "2.没有现成信息",
    "5.要求行政机关确认或重新出具已获取信息": "5.要求确认或重新出具已获取信息",
    "四、结转下年度继续办理": "四、结转下年度",
}
DAMAGED = {
    "2.其他法律行政法规禁止公开": "2.其他法律行政止公开",
    "4.保护第三方合法权益": "4.保护第三方合法权",
    "8.属于行政查询事项": "8.属行政查询事项",
    "1.本机关不掌握相关政府信息": "1.本机关不掌握相关信息",
    "1.信访举报投诉类申请": "1.信访举报投拆类申请",
    "3.要求提供公开出版物": "3.要求提供公开出板物",
}


def _texts(paper: Paper, change: Callable[[Box], Box]) -> Paper:
    return tuple(
        Sheet(tuple(tuple(map(change, row)) for row in part.rows)) if isinstance(part, Sheet) else part
        for part in paper
    )


def as_given(_: Random, paper: Paper) -> Paper:
    """As it is."""
    return paper


def zeros_as(mark: str) -> Variant:
    """What stands in a cell instead of 0."""

    def variant(_: Random, paper: Paper) -> Paper:
        return _texts(paper, lambda box: box._replace(text=mark) if box.name and box.text == "0" else box)

    return variant


def shortened(_: Random, paper: Paper) -> Paper:
    """Labels in fewer words."""
    return _texts(paper, lambda box: box._replace(text=SHORTENED.get(box.text, box.text)))


def damaged(_: Random, paper: Paper) -> Paper:
    """Labels that lost or changed characters."""
    return _texts(paper, lambda box: box._replace(text=DAMAGED.get(box.text, box.text)))


def item_marks(mark: str) -> Variant:
    """Rows numbered （1） or 1、 for 1."""

    def change(box: Box) -> Box:
        number, point, words = box.text.partition(".")
        return box._replace(text=mark.format(number) + words) if point and number.isdecimal() and words else box

    return lambda _, paper: _texts(paper, lambda box: box if box.name else change(box))


def with_subtotal_column(_: Random, paper: Paper) -> Paper:
    """小计 of 法人或其他组织 before the total."""
    matrix: dict[str, dict[str, int]] = {}
    for name, text in numbers(paper).items():
        row, slash, column = name.partition("/")
        if slash and row not in ("review", "direct", "after_review"):
            matrix.setdefault(row, {})[column] = int(text)
    for cells in matrix.values():
        cells["subtotal"] = cells["total"] - cells["person"]
    table = requests_table(matrix, subtotal=True)
    return tuple(table if isinstance(part, Sheet) and _is_requests(part) else part for part in paper)


def with_subtotal_rows(filled: bool) -> Variant:
    """（三）不予公开 as a row of its own above its items, with their sum or without."""
    groups = {"refused": REFUSED, "unavailable": UNAVAILABLE, "unprocessed": UNPROCESSED}

    def variant(_: Random, paper: Paper) -> Paper:
        found = numbers(paper)
        return tuple(
            _with_sums(part, found) if isinstance(part, Sheet) and _is_requests(part) else part for part in paper
        )

    def _with_sums(sheet: Sheet, found: dict[str, str]) -> Sheet:
        rows: list[tuple[Box, ...]] = []
        added = 0
        for row in sheet.rows:
            first = next((box.name for box in row if box.name), "")
            head, _, leaf = first.partition("/")[0].partition(".")
            if head in groups and leaf == groups[head][0]:
                number = next(number for number, box in enumerate(row) if box.text.startswith("（"))
                values = []
                for box in row:
                    if box.name:
                        column = box.name.partition("/")[2]
                        total = sum(int(found[f"{head}.{name}/{column}"]) for name in groups[head])
                        values.append(Box(str(total) if filled else "", name=f"{head}/{column}" if filled else ""))
                rows.append((*row[:number], Box(row[number].text, columns=2), *values))
                rows.append((Box("", rows=len(groups[head])), *row[number + 1 :]))
                added += 1
            else:
                rows.append(row)
        at = next(number for number, row in enumerate(rows) if row[0].text.startswith("三、"))
        rows[at] = (rows[at][0]._replace(rows=rows[at][0].rows + added), *rows[at][1:])
        return Sheet(tuple(rows))

    return variant


def _is_requests(sheet: Sheet) -> bool:
    return any(box.name == "new/person" for row in sheet.rows for box in row)


VARIANTS: dict[str, Variant] = {
    "as given": as_given,
    "blank for 0": zeros_as(""),
    "/ for 0": zeros_as("/"),
    "- for 0": zeros_as("-"),
    "— for 0": zeros_as("—"),
    "不适用 for 0": zeros_as("不适用"),
    "shortened": shortened,
    "damaged": damaged,
    "1、": item_marks("{}、"),
    "（1）": item_marks("（{}）"),
    "小计": with_subtotal_column,
    "sums": with_subtotal_rows(filled=True),
    "blank sums": with_subtotal_rows(filled=False),
}
