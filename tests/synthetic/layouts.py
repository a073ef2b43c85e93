"""The layouts in which statistics tables occur in text files."""

from collections.abc import Callable

from tests.synthetic.tables import Row

Layout = Callable[[list[Row]], str]

_HEADER = ("统计指标", "单位", "统计数")


def _name(row: Row) -> str:
    return f"{row.number}{row.label}{row.note}"


def _cells(row: Row) -> tuple[str, str, str]:
    return _name(row), row.unit, row.value or ""


def _lines(line: Callable[[Row], str]) -> Layout:
    """A row a line."""
    return lambda rows: "\n".join(line(row).rstrip() for row in rows)


# ---- one cell a line


def _cell_a_line(rows: list[Row]) -> str:
    lines = [f"{cell} |" for cell in _HEADER]
    for row in rows:
        lines += [f"{_name(row)} |", f"{row.unit or '/'} |", f"{row.value or ''} |"]
    return "\n".join(lines)


def _plain_cell_a_line(rows: list[Row]) -> str:
    return "\n".join([*_HEADER, *(cell for row in rows for cell in _cells(row) if cell)])


def _tag_a_line(rows: list[Row]) -> str:
    lines = ["<table>"]
    for row in rows:
        cells = (row.number + row.label, row.unit, row.value or "")
        lines += ["<tr>", *(f"<td>{cell}</td>" for cell in cells), "</tr>"]
    return "\n".join([*lines, "</table>"])


def _paragraph_in_cell(rows: list[Row]) -> str:
    lines = []
    for row in rows:
        lines += ["<tr>", *(f"<td><p>{cell}</p></td>" for cell in _cells(row)), "</tr>"]
    return "\n".join(lines)


def _damaged(rows: list[Row]) -> str:
    lines = []
    for row in rows:
        number = row.number.replace("(一)", "(-)").replace("1.", "I.")
        label = row.label[:-1] if len(row.label) > 6 else row.label
        lines += [f"{number}{label}{row.note} |", f"{row.unit} |", f"{row.value or ''} |"]
    return "\n".join(lines)


def _wrapped_labels(rows: list[Row]) -> str:
    lines = []
    for row in rows:
        label = row.number + row.label
        cut = 14 if len(label) > 18 else len(label)
        lines += [f"{part} |" for part in (label[:cut], label[cut:]) if part]
        lines += [f"{row.unit} |", f"{row.value or ''} |"]
    return "\n".join(lines)


# ---- a row a line


def _separated(separator: str) -> Layout:
    return lambda rows: "\n".join(separator.join(cells) for cells in (_HEADER, *map(_cells, rows)))


def _markdown(rows: list[Row]) -> str:
    return "\n".join(
        ["| 统计指标 | 单位 | 统计数 |", "|---|:---:|---:|", *(f"| {' | '.join(_cells(row))} |" for row in rows)]
    )


def _tags(rows: list[Row]) -> str:
    header = "<tr><td>统计指标</td><td>单位</td><td>统计数</td></tr>"
    lines = [
        f"<tr><td>{name}</td><td>{unit}</td><td align='right'>{value}</td></tr>"
        for name, unit, value in map(_cells, rows)
    ]
    return "\n".join(["<table>", header, *lines, "</table>"])


def _full_width(rows: list[Row]) -> str:
    wide = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
    return "\n".join(
        "｜".join((name.translate(wide), unit, value.translate(wide))) for name, unit, value in map(_cells, rows)
    )


def _stray_lines(rows: list[Row]) -> str:
    lines = []
    for place, row in enumerate(rows):
        lines.append(f"{row.number}{row.label} | {row.unit} | {row.value or ''}")
        if row.note:
            lines.append(row.note)
        if place % 9 == 4:
            lines += ["", "- 12 -", "统计指标 | 单位 | 统计数"]
        if place % 13 == 6:
            lines.append("(注:本项由各单位填报)")
    return "\n".join(lines)


def _thousands(row: Row) -> str:
    value = row.value or ""
    return f"{_name(row)} | {row.unit} | {int(value):,}" if value.isdigit() else " | ".join(_cells(row))


def _depth(row: Row) -> int:
    return 2 if row.number[:1].isdigit() else int(not row.number.endswith("、"))


def _ruled(vertical: str, rule: str) -> Layout:
    def write(rows: list[Row]) -> str:
        lines = [rule]
        for row in rows:
            lines += [f"{vertical} {f' {vertical} '.join(_cells(row))} {vertical}", rule]
        return "\n".join(lines)

    return write


def _unit_in_label(row: Row) -> str:
    return f"{row.number}{row.label}({row.unit}) | {row.value or ''}" if row.unit else row.number + row.label


def _whole_page(rows: list[Row]) -> str:
    return "\n".join(
        [
            "政府信息公开情况统计表",
            "(2016年度)",
            "填报单位(盖章):云栖县人民政府办公室",
            _separated("\t")(rows),
            "单位负责人:陈某    审核人:林某    填报人:周某",
            "联系电话:0000-1234567    填报日期:2017年2月10日",
        ]
    )


def _run_together(rows: list[Row]) -> str:
    return "政府信息公开情况统计表" + "".join("".join(_cells(row)) for row in rows)


LAYOUTS: dict[str, Layout] = {
    "one cell a line, bars": _cell_a_line,
    "one cell a line, plain": _plain_cell_a_line,
    "one cell a line, tags": _tag_a_line,
    "one cell a line, paragraphs in tags": _paragraph_in_cell,
    "one cell a line, damaged numbers and labels": _damaged,
    "one cell a line, wrapped labels": _wrapped_labels,
    "one cell a line, CRLF": lambda rows: _cell_a_line(rows).replace("\n", "\r\n"),
    "bars": _separated(" | "),
    "bars, CRLF": lambda rows: _separated(" | ")(rows).replace("\n", "\r\n"),
    "bars, full-width": _full_width,
    "bars, blank lines": lambda rows: _separated(" | ")(rows).replace("\n", "\n\n"),
    "bars, stray lines": _stray_lines,
    "bars, indented": _lines(lambda row: "  " * _depth(row) + " | ".join(_cells(row))),
    "bars, thousands": _lines(_thousands),
    "bars, no units": _lines(lambda row: f"{_name(row)} | {row.value or ''}"),
    "bars, no row numbers": _lines(lambda row: f"{row.label} | {row.unit} | {row.value or ''}"),
    "bars, row numbers apart": _lines(lambda row: f"{row.number} | {row.label} | {row.unit} | {row.value or ''}"),
    "bars, unit in brackets": _lines(_unit_in_label),
    "bars, unit behind the value": _lines(lambda row: f"{_name(row)} | {row.value or ''} | {row.unit}"),
    "bars, unit stuck to the value": _lines(lambda row: f"{_name(row)} | {row.value or ''}{row.unit} |"),
    "bars, spaced labels": _lines(lambda row: f"{' '.join(row.number + row.label)} | {row.unit} | {row.value or ''}"),
    "tabs": _separated("\t"),
    "tabs, no units": _lines(lambda row: f"{_name(row)}\t{row.value or ''}"),
    "tabs, title and signatures": _whole_page,
    "markdown": _markdown,
    "tags": _tags,
    "heavy box": _ruled("┃", "┣━━━━╋━━╋━━┫"),
    "light box": _ruled("│", "├────┼──┼──┤"),
    "plain box": _ruled("|", "+------+---+----+"),
    "four spaces": _lines(lambda row: "    ".join(_cells(row))),
    "two spaces": _lines(lambda row: "  ".join(_cells(row))),
    "two spaces, indented": _lines(lambda row: "　" * _depth(row) + "  ".join(_cells(row))),
    "no-break spaces": _lines(lambda row: "\xa0\xa0".join(_cells(row))),
    "ideographic spaces": _lines(lambda row: "　".join(_cells(row)).rstrip("　")),
    "spaces, unit stuck to the value": _lines(lambda row: f"{_name(row)}    {row.value or ''}{row.unit}"),
    "spaces, no units": _lines(lambda row: f"{_name(row)}   {row.value or ''}"),
    "single spaces": _lines(lambda row: " ".join(filter(None, (row.number + row.label, row.unit, row.value)))),
    "run together": _run_together,
}
