"""Statistics tables: values that satisfy every relation of the form, and the layouts they occur in."""

from collections.abc import Callable
from random import Random
from typing import NamedTuple

from gikaudit.forms import Form, forms


class Row(NamedTuple):
    """A row of a table: None is a heading or a row without value."""

    number: str
    label: str
    note: str
    unit: str
    value: str | None


NOTES = {
    "disclosed": "(不同渠道和方式公开相同信息计1条)",
    "responded": "(不同方式回应同一热点或舆情计1次)",
    "staff.full_time": "(不包括政府公报及政府网站工作人员数)",
    "budget": "(不包括用于政府公报编辑管理及政府网站建设维护等方面的经费)",
}


def statistics_form() -> Form:
    """The form of 2014."""
    return next(form for form in forms() if form.id == "statistics-2014")


def consistent_values(random: Random, largest: int = 3000) -> dict[str, str]:
    """A value for each row, such that every relation of the form holds."""

    def some(most: int) -> int:
        return random.choice((0, random.randint(0, max(most, 0)), random.randint(0, max(most, 0))))

    values: dict[str, float] = {}
    values["disclosed"] = random.randint(5, largest)
    values["normative.issued"] = some(min(60, int(values["disclosed"])))
    values["normative.disclosed"] = some(int(values["normative.issued"]))
    for channel in ("gazette", "weibo", "wechat", "other"):
        values[f"channel.{channel}"] = some(int(values["disclosed"]))
    values["channel.website"] = values["disclosed"] - some(int(values["channel.other"]))
    values["channel"] = sum(values[f"channel.{c}"] for c in ("gazette", "website", "weibo", "wechat", "other"))
    for kind in ("conference", "interview", "articles", "social", "other"):
        values[f"responses.{kind}"] = some(400)
    values["responses"] = sum(
        values[f"responses.{k}"] for k in ("conference", "interview", "articles", "social", "other")
    )
    values["responses.conference.lead"] = some(int(values["responses.conference"]))
    values["responses.interview.lead"] = some(int(values["responses.interview"]))
    values["responded"] = some(int(values["responses"]))
    answers = ("already_public", "granted", "partly_granted", "refused", "not_held", "nonexistent", "amend", "redirect")
    for answer in answers:
        values[f"answer.{answer}"] = some(90)
    reasons = ("state_secret", "trade_secret", "privacy", "security", "not_information", "other")
    for reason in reasons:
        values[f"answer.refused.{reason}"] = some(12)
    values["answer.refused"] = sum(values[f"answer.refused.{reason}"] for reason in reasons)
    values["answered"] = sum(values[f"answer.{answer}"] for answer in answers)
    values["closed"] = values["answered"] + some(9)
    values["closed.extended"] = some(int(values["closed"]))
    values["closed.on_time"] = values["closed"] - values["closed.extended"]
    values["received"] = values["closed"] + some(9)
    rest = int(values["received"])
    for channel in ("in_person", "fax", "online"):
        values[f"received.{channel}"] = some(rest)
        rest -= int(values[f"received.{channel}"])
    values["received.letter"] = rest
    for case in ("review", "lawsuit"):
        for result in ("upheld", "corrected", "other"):
            values[f"{case}.{result}"] = some(40)
        values[case] = sum(values[f"{case}.{result}"] for result in ("upheld", "corrected", "other"))
    values["complaint"] = some(30)
    values["fee"] = random.choice((0, 0, 0.35))
    values["agencies"] = some(90)
    values["reading_points"] = some(90)
    values["staff.full_time"] = some(60)
    values["staff.part_time"] = some(300)
    values["staff"] = values["staff.full_time"] + values["staff.part_time"]
    values["budget"] = random.choice((0, 5, 12.5, 125.34))
    for id in ("meetings", "trainings"):
        values[id] = some(50)
    values["trainees"] = some(4000)
    return {id: f"{value:g}" if isinstance(value, float) else str(value) for id, value in values.items()}


def rows(values: dict[str, str], *, notes: bool = True, sums: bool = False) -> list[Row]:
    """The rows of the form with values filled in; the Σ rows of the channels only if ``sums``."""
    found = []
    for indicator in statistics_form().indicators:
        value = None if indicator.heading else values[indicator.id]
        if indicator.optional and not sums:
            value = None
        note = NOTES.get(indicator.id, "") if notes else ""
        unit = "" if indicator.heading or (indicator.optional and not sums) else indicator.unit
        found.append(Row(indicator.number, indicator.label, note, unit, value))
    return found


def _cell_a_line(rows: list[Row]) -> str:
    lines = ["统计指标 |", "单位 |", "统计数 |"]
    for row in rows:
        lines += [f"{row.number}{row.label}{row.note} |", f"{row.unit or '/'} |", f"{row.value or ''} |"]
    return "\n".join(lines)


def _plain_cell_a_line(rows: list[Row]) -> str:
    lines = ["统计指标", "单位", "统计数"]
    for row in rows:
        lines += [
            f"{row.number}{row.label}{row.note}",
            *([row.unit] if row.unit else []),
            *([row.value] if row.value else []),
        ]
    return "\n".join(lines)


def _separated(separator: str) -> Callable[[list[Row]], str]:
    def write(rows: list[Row]) -> str:
        lines = [separator.join(("统计指标", "单位", "统计数"))]
        lines += [separator.join((f"{row.number}{row.label}{row.note}", row.unit, row.value or "")) for row in rows]
        return "\n".join(lines)

    return write


def _markdown(rows: list[Row]) -> str:
    lines = ["| 统计指标 | 单位 | 统计数 |", "|---|:---:|---:|"]
    return "\n".join(
        lines + [f"| {row.number}{row.label}{row.note} | {row.unit} | {row.value or ''} |" for row in rows]
    )


def _tags(rows: list[Row]) -> str:
    cells = [
        f"<tr><td>{row.number}{row.label}{row.note}</td><td>{row.unit}</td><td align='right'>{row.value or ''}</td>"
        "</tr>"
        for row in rows
    ]
    return "\n".join(["<table>", "<tr><td>统计指标</td><td>单位</td><td>统计数</td></tr>", *cells, "</table>"])


def _tag_a_line(rows: list[Row]) -> str:
    lines = ["<table>"]
    for row in rows:
        lines += [
            "<tr>",
            f"<td>{row.number}{row.label}</td>",
            f"<td>{row.unit}</td>",
            f"<td>{row.value or ''}</td>",
            "</tr>",
        ]
    return "\n".join([*lines, "</table>"])


def _spaces(rows: list[Row]) -> str:
    return "\n".join(f"{row.number}{row.label}{row.note}    {row.unit}    {row.value or ''}".rstrip() for row in rows)


def _single_space(rows: list[Row]) -> str:
    return "\n".join(" ".join(filter(None, (row.number + row.label, row.unit, row.value))) for row in rows)


def _damaged(rows: list[Row]) -> str:
    lines = []
    for row in rows:
        number = row.number.replace("(一)", "(-)").replace("1.", "I.")
        lines += [
            f"{number}{row.label[:-1] if len(row.label) > 6 else row.label}{row.note} |",
            f"{row.unit} |",
            f"{row.value or ''} |",
        ]
    return "\n".join(lines)


def _full_width(rows: list[Row]) -> str:
    wide = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
    return "\n".join(
        f"{(row.number + row.label + row.note).translate(wide)}｜{row.unit}｜{(row.value or '').translate(wide)}"
        for row in rows
    )


def _stray_lines(rows: list[Row]) -> str:
    lines = []
    for place, row in enumerate(rows):
        lines.append(f"{row.number}{row.label} | {row.unit} | {row.value or ''}")
        if place % 9 == 4:
            lines += ["", "- 12 -", "统计指标 | 单位 | 统计数"]
        if place % 13 == 6:
            lines.append("(注:本项由各单位填报)")
    return "\n".join(lines)


def _wrapped_labels(rows: list[Row]) -> str:
    lines = []
    for row in rows:
        label = row.number + row.label
        cut = 14 if len(label) > 18 else len(label)
        lines += [
            f"{label[:cut]} |",
            *([f"{label[cut:]} |"] if cut < len(label) else []),
            f"{row.unit} |",
            f"{row.value or ''} |",
        ]
    return "\n".join(lines)


def _run_together(rows: list[Row]) -> str:
    return "政府信息公开情况统计表" + "".join(f"{row.number}{row.label}{row.unit}{row.value or ''}" for row in rows)


LAYOUTS: dict[str, Callable[[list[Row]], str]] = {
    "one cell a line, bars": _cell_a_line,
    "one cell a line, plain": _plain_cell_a_line,
    "bars": _separated(" | "),
    "tabs": _separated("\t"),
    "markdown": _markdown,
    "tags, a row a line": _tags,
    "tags, a cell a line": _tag_a_line,
    "runs of spaces": _spaces,
    "single spaces": _single_space,
    "damaged numbers and labels": _damaged,
    "full-width": _full_width,
    "stray lines": _stray_lines,
    "wrapped labels": _wrapped_labels,
    "run together": _run_together,
}
