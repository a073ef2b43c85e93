"""Indicator tables of the years 2008 to 2013, as provinces printed them: consistent, and in every layout."""

from collections.abc import Callable
from random import Random
from typing import NamedTuple


class LocalRow(NamedTuple):
    """A row: its id in the form ("" for one that gikaudit does not know), what stands before its label, its label, its
    unit, and its numbers for the year and for all years."""

    id: str
    before: str
    label: str
    unit: str
    year: int
    cumulative: int


Layout = Callable[[list[LocalRow], bool], str]

_WAYS = (
    ("received.in_person", "当面申请数"),
    ("received.online", "网上申请数"),
    ("received.letter_fax", "信函、传真申请数"),
    ("received.telephone", "电话申请数"),
)
_KINDS = (
    ("answered.granted", "同意公开答复数"),
    ("answered.partly_granted", "同意部分公开答复数"),
    ("answered.refused", "不予公开答复数"),
    ("answered.not_information_or_nonexistent", "非政府信息、信息不存在答复数"),
    ("answered.other", "其他类型答复数"),
)


def local_rows(random: Random) -> list[LocalRow]:
    """A table whose numbers agree."""
    rows: list[LocalRow] = []

    def add(id: str, before: str, label: str, unit: str, numbers: tuple[int, int]) -> None:
        rows.append(LocalRow(id, before, label, unit, *numbers))

    def pair(most: int) -> tuple[int, int]:
        year = random.randint(0, most)
        return year, year + random.randint(0, 9 * most)

    disclosed = pair(9000)
    add("disclosed", "", random.choice(["主动公开文件数", "主动公开信息数", "主动公开政府信息数"]), "条", disclosed)
    for number, (id, label) in enumerate((("website", "政府网站公开数"), ("gazette", "政府公报公开数")), 1):
        part = random.randint(0, disclosed[0])
        numbers = part, part + random.randint(0, disclosed[1] - disclosed[0])
        add(f"disclosed.{id}", _number(number), label, "条", numbers)
    received = _list(random, rows, "received", "受理依申请公开信息总数", _WAYS, pair(60))
    answered = received if random.random() < 0.5 else tuple(random.randint(0, number) for number in received)
    _list(random, rows, "answered", "对申请的答复总数", _KINDS, (min(answered), max(answered)))
    add("waived", "", "政府信息公开收费减免金额", "元", pair(400))
    add("complaint", "", "举报投诉数", "件", pair(9))
    add("review", "", "行政复议数", "件", pair(9))
    add("lawsuit", "", "行政诉讼数", "件", pair(9))
    return rows


def _number(number: int) -> str:
    return f"其中：{number}、" if number == 1 else f"{number}、"


def _list(
    random: Random,
    rows: list[LocalRow],
    id: str,
    label: str,
    parts: tuple[tuple[str, str], ...],
    total: tuple[int, int],
) -> tuple[int, int]:
    """A total and parts of it that make it up in both columns."""
    rows.append(LocalRow(id, "", label, "条", *total))
    chosen = [part for part in parts if random.random() < 0.8]
    chosen = chosen if len(chosen) > 2 else list(parts[:3])
    years = _shared(random, total[0], len(chosen))
    before = _shared(random, total[1] - total[0], len(chosen))
    for number, ((part, name), year, earlier) in enumerate(zip(chosen, years, before, strict=True), 1):
        rows.append(LocalRow(part, _number(number), name, "条", year, year + earlier))
    return total


def _shared(random: Random, total: int, count: int) -> list[int]:
    cuts = sorted(random.randint(0, total) for _ in range(count - 1))
    return [after - before for before, after in zip([0, *cuts], [*cuts, total], strict=True)]


# ---- layouts


def _values(row: LocalRow, both: bool) -> list[str]:
    return [str(row.year), *([str(row.cumulative)] if both else [])]


def _header(both: bool) -> list[str]:
    return ["指标名称", "计量单位", *(["2011年度", "历年累计"] if both else ["统计数"])]


def _separated(separator: str) -> Layout:
    def layout(rows: list[LocalRow], both: bool) -> str:
        lines = [_header(both), *([row.before + row.label, row.unit, *_values(row, both)] for row in rows)]
        return "\n".join(separator.join(cells) for cells in lines)

    return layout


def _markdown(rows: list[LocalRow], both: bool) -> str:
    lines = [_header(both), *([row.before + row.label, row.unit, *_values(row, both)] for row in rows)]
    written = [f"| {' | '.join(cells)} |" for cells in lines]
    return "\n".join([written[0], "|" + "---|" * len(lines[0]), *written[1:]])


def _cell_a_line(end: str) -> Layout:
    def layout(rows: list[LocalRow], both: bool) -> str:
        cells = [*_header(both)]
        for row in rows:
            cells += [row.before + row.label, row.unit, *_values(row, both)]
        return "\n".join(cell + end for cell in cells)

    return layout


def _coded(rows: list[LocalRow], both: bool) -> str:
    header = _header(both)
    lines = [[header[0], "代码", *header[1:]]]
    lines += [
        [row.before + row.label, f"{number:02}", row.unit, *_values(row, both)] for number, row in enumerate(rows, 1)
    ]
    return "\n".join(" | ".join(cells) for cells in lines)


def _nested_codes(rows: list[LocalRow], both: bool) -> str:
    """Codes of rows with those of the rows under them: 01, 0101, 0102, 02."""
    header = _header(both)
    lines = [[header[0], "代码", *header[1:]]]
    top = below = 0
    for row in rows:
        below = below + 1 if "." in row.id else 0
        top += below == 0
        code = f"{top:02}{below:02}" if below else f"{top:02}"
        lines.append([row.before + row.label, code, row.unit, *_values(row, both)])
    return "\n".join("\t".join(cells) for cells in lines)


def _counted(rows: list[LocalRow], both: bool) -> str:
    lines = [["序号", *_header(both)]]
    lines += [
        [str(number), row.before + row.label, row.unit, *_values(row, both)] for number, row in enumerate(rows, 1)
    ]
    return "\n".join("\t".join(cells) for cells in lines)


LAYOUTS: dict[str, Layout] = {
    "bars": _separated(" | "),
    "tabs": _separated("\t"),
    "spaces": _separated("    "),
    "markdown": _markdown,
    "a cell a line": _cell_a_line(""),
    "a cell a line with bars": _cell_a_line(" |"),
    "codes behind the label": _coded,
    "nested codes": _nested_codes,
    "numbers before the label": _counted,
}


def glued(rows: list[LocalRow]) -> str:
    """All cells without anything between them, as text copied from a page is."""
    cells = "".join(f"{row.before}{row.label}{row.unit}{row.year}{row.cumulative}" for row in rows)
    return f"指标名称计量单位2011年度历年累计{cells}"


def report(table: str, narrative: str = "") -> str:
    """A report with a table."""
    return f"""云栖县2011年政府信息公开工作年度报告
一、概述
2011年，全县政府信息公开工作平稳有序。
{narrative}
二、附表
云栖县政府信息公开情况统计表
{table}
"""
