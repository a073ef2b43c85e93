"""The statistics table in every layout: all values are read, and nothing is found unless a cell is wrong."""

from random import Random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from gikaudit.document import normalise
from gikaudit.finding import Finding
from gikaudit.parsing.form_table import FormTable
from tests.synthetic.audits import audited, codes, examples, places, randoms, report_of, serious
from tests.synthetic.layouts import LAYOUTS
from tests.synthetic.tables import consistent_values, rows, statistics_form

layouts = pytest.mark.parametrize("layout", LAYOUTS)
FORM = statistics_form()
TOTALS = {id: identity.left[0] for identity in FORM.identities if identity.op == "=" for id in identity.right}
"""The total of each part."""


def _table(text: str) -> FormTable:
    tables = report_of(text).tables
    assert len(tables) == 1
    return tables[0]


def _in_total(id: str, *, sums: bool) -> bool:
    """Whether the sums of the form determine a row. The Σ rows of the channels are often left out."""
    optional = {indicator.id for indicator in FORM.indicators if indicator.optional}
    total = TOTALS.get(id, id if id in TOTALS.values() else None)
    return total is not None and (sums or total not in optional)


@layouts
@examples(5)
@given(random=randoms, sums=st.booleans())
def test_every_value_is_read_and_nothing_found(layout: str, random: Random, sums: bool) -> None:
    values = consistent_values(random)
    text = LAYOUTS[layout](rows(values, sums=sums))
    table = _table(text)
    for indicator in FORM.indicators:
        if not indicator.heading and (sums or not indicator.optional):
            read = table.operands[indicator.id]
            assert read.number.replace(",", "") == values[indicator.id], indicator.label
            assert normalise(text[read.span.start : read.span.end]) == read.number
    assert serious(text) == []


@layouts
@examples(5)
@given(random=randoms, sums=st.booleans(), data=st.data())
def test_a_changed_part_or_total_is_found(layout: str, random: Random, sums: bool, data: st.DataObject) -> None:
    values = consistent_values(random)
    id = data.draw(st.sampled_from([i.id for i in FORM.indicators if _in_total(i.id, sums=sums)]))
    changed = data.draw(st.integers(0, 4000))
    assume(changed != int(values[id]))
    text = LAYOUTS[layout](rows(values | {id: str(changed)}, sums=sums))
    operands = _table(text).operands
    assert operands[id].number.replace(",", "") == str(changed)
    here = operands[id].span
    total = operands[TOTALS.get(id, id)].span
    assert any(
        finding.span in (here, total) and (here.start, here.end) in places(finding)
        for finding in audited(text).findings
    ), serious(text)


@layouts
@examples(5)
@given(random=randoms)
def test_more_items_than_channels_is_found(layout: str, random: Random) -> None:
    values = consistent_values(random)
    channels = sum(int(values[f"channel.{name}"]) for name in ("gazette", "website", "weibo", "wechat", "other"))
    values["disclosed"] = str(channels + 1)
    text = LAYOUTS[layout](rows(values))
    here = _table(text).operands["disclosed"].span
    found = [finding for finding in audited(text).findings if finding.code == "GIK103"]
    assert [finding.span for finding in found] == [here]


@pytest.mark.parametrize("part", ["responses.conference.lead", "responses.interview.lead"])
@examples(5)
@given(random=randoms)
def test_part_above_its_whole_is_found(part: str, random: Random) -> None:
    values = consistent_values(random)
    values[part] = str(int(values[part.removesuffix(".lead")]) + 1)
    text = LAYOUTS["tabs"](rows(values))
    here = _table(text).operands[part].span
    assert any(finding.code == "GIK102" and finding.span == here for finding in audited(text).findings)


@pytest.mark.parametrize("mark", ["/", "—", "-", "", "不适用"])
@pytest.mark.parametrize("layout", ["bars", "tabs", "markdown", "tags", "four spaces", "one cell a line, bars"])
@examples(5)
@given(random=randoms)
def test_rows_that_do_not_apply_have_no_value(layout: str, mark: str, random: Random) -> None:
    """A blank or struck out row means none where zero is right; it is never read as another row's value."""
    values = consistent_values(random)
    text = LAYOUTS[layout](rows({id: mark if value == "0" else value for id, value in values.items()}))
    table = _table(text)
    for id, value in values.items():
        if not FORM.by_id[id].optional:
            assert table.filled(id) == (value != "0"), id
            assert table.operands[id].number == ("" if value == "0" else value)
    assert serious(text) == []


@examples(40)
@given(random=randoms)
def test_a_blank_part_does_not_hide_a_sum_that_is_too_large(random: Random) -> None:
    values = consistent_values(random)
    values |= {"received.fax": "", "received": str(int(values["received"]) + 5)}
    values["received.letter"] = str(int(values["received"]) + 1)
    text = LAYOUTS["bars"](rows(values))
    assert "GIK101" in codes(text)


@examples(40)
@given(
    random=randoms,
    id=st.sampled_from([i.id for i in FORM.indicators if i.unit and i.unit != "万元" and not i.optional]),
)
def test_a_count_is_whole(random: Random, id: str) -> None:
    values = consistent_values(random)
    values[id] += ".5"
    text = LAYOUTS["markdown"](rows(values))
    here = _table(text).operands[id].span
    assert any((here.start, here.end) in places(finding) for finding in audited(text).findings)


@pytest.mark.parametrize(("value", "correction"), [("2.5", None), ("2.0", "2")])
def test_a_count_with_decimals_has_a_correction_only_if_it_is_certain(value: str, correction: str | None) -> None:
    values = consistent_values(Random(1)) | {"staff.full_time": value}
    (finding,) = _findings(LAYOUTS["bars"](rows(values)), "GIK105")
    assert (finding.correction.text if finding.correction else None) == correction


# ---- what stands around and between


def _findings(text: str, code: str) -> list[Finding]:
    return [finding for finding in audited(text).findings if finding.code == code]


@examples(40)
@given(random=randoms)
def test_the_narrative_around_a_table_stays_narrative(random: Random) -> None:
    values = consistent_values(random)
    before = "云栖县2016年政府信息公开工作年度报告\n一、概述\n全年主动公开政府信息%s条。\n附表:政府信息公开情况统计表\n"
    behind = "\n二、存在的问题\n目前还有3个单位更新不及时。\n"
    text = before % values["disclosed"] + LAYOUTS["tabs"](rows(values)) + behind
    report = report_of(text)
    assert report.tables[0].operands["disclosed"].number == values["disclosed"]
    said = [claim.quantity.number for claim in report.claims if claim.quantity is not None]
    assert said[0] == values["disclosed"] and said[-1] == "3"
    assert serious(text) == []


@examples(40)
@given(random=randoms, other=st.integers(1, 9999))
def test_the_narrative_is_compared_with_the_table(random: Random, other: int) -> None:
    values = consistent_values(random)
    assume(str(other) != values["received"])
    text = f"一、依申请公开\n2016年,全县共收到政府信息公开申请{other}件。\n" + LAYOUTS["bars"](rows(values))
    (finding,) = _findings(text, "GIK301")
    assert finding.span is not None and text[finding.span.start : finding.span.end] == str(other)


def test_a_table_that_cannot_be_read_is_reported() -> None:
    lines = "\n".join(f"本行指标{name} | 件 | {number}" for number, name in enumerate("甲乙丙丁戊己庚辛壬癸子丑"))
    text = f"云栖县2016年政府信息公开工作年度报告\n政府信息公开情况统计表\n{lines}\n"
    assert _findings(text, "GIK002")


def test_another_table_is_no_form() -> None:
    lines = "\n".join(
        f"{name}县 | {number} | {number * 7}" for number, name in enumerate("甲乙丙丁戊己庚辛壬癸子丑", 11)
    )
    text = f"各县信息报送情况\n单位 | 报送 | 采用\n{lines}\n"
    assert report_of(text).tables == ()
    assert serious(text) == []


# ---- values that are no numbers

_NO_NUMBERS = [
    "1,25",
    "1,2345",
    "1O5",
    "3l",
    "O",
    "1.25.5",
    "1..5",
    "12件3",
    "12-15",
    "3:5",
    "-5",
    "XX",
    "待统计",
]
_OF_OTHER_PROGRAMS = ["#REF!", "#DIV/0!", "####", "??"]
_NUMBERS_OR_NONE = [
    "/",
    "-",
    "—",
    "",
    "无",
    "不适用",
    "0",
    "12件",
    "约12",
    "12余件",
    "12(含涉密3件)",
    "1,250",
    "12 件",
    "12.",
]


@pytest.mark.parametrize(
    ("layout", "value"),
    [
        *((layout, value) for layout in ("bars", "tabs", "markdown", "one cell a line, bars") for value in _NO_NUMBERS),
        *(("bars", value) for value in _OF_OTHER_PROGRAMS),
    ],
)
def test_a_value_that_is_no_number_is_said(layout: str, value: str) -> None:
    values = consistent_values(Random(1)) | {"received.letter": value}
    text = LAYOUTS[layout](rows(values))
    (finding,) = _findings(text, "GIK106")
    assert finding.span is not None and text[finding.span.start : finding.span.end] == value
    assert not _table(text).filled("received.letter")


@pytest.mark.parametrize("value", _NUMBERS_OR_NONE)
@pytest.mark.parametrize("layout", ["bars", "tabs", "markdown", "one cell a line, bars"])
def test_numbers_with_a_unit_or_a_note_and_rows_without_a_value_are_fine(layout: str, value: str) -> None:
    values = consistent_values(Random(1)) | {"received.letter": value}
    assert _findings(LAYOUTS[layout](rows(values)), "GIK106") == []
