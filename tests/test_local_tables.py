"""Indicator tables of the years 2008 to 2013: read in every layout, nothing found unless a cell is wrong."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gikaudit.parsing.form_table import FormTable
from tests.synthetic.audits import audited, codes, examples, places, randoms, report_of, serious
from tests.synthetic.layouts import LAYOUTS as STATISTICS_LAYOUTS
from tests.synthetic.local import LAYOUTS, LocalRow, glued, local_rows, report
from tests.synthetic.tables import consistent_values, rows

layouts = pytest.mark.parametrize("layout", LAYOUTS)


def _table(text: str) -> FormTable:
    tables = report_of(text).tables
    assert [table.form.id for table in tables] == ["local-2008"]
    return tables[0]


def _read(text: str) -> dict[str, int]:
    return {id: int(operand.number) for id, operand in _table(text).operands.items() if operand.number}


def _numbers(table: list[LocalRow], *, both: bool) -> dict[str, int]:
    numbers = {f"{row.id}.year": row.year for row in table}
    return numbers | ({f"{row.id}.cumulative": row.cumulative for row in table} if both else {})


@layouts
@examples(5)
@given(random=randoms, both=st.booleans())
def test_every_value_is_read_and_nothing_found(layout: str, random: Random, both: bool) -> None:
    table = local_rows(random)
    text = report(LAYOUTS[layout](table, both))
    assert _read(text) == _numbers(table, both=both)
    assert serious(text) == []


@layouts
@examples(5)
@given(random=randoms, both=st.booleans(), data=st.data())
def test_a_changed_part_or_total_is_found(layout: str, random: Random, both: bool, data: st.DataObject) -> None:
    table = local_rows(random)
    where = data.draw(
        st.sampled_from([n for n, row in enumerate(table) if row.id.startswith(("received", "answered"))])
    )
    wrong = table[where].year + data.draw(st.integers(1, 900))
    changed = [*table[:where], table[where]._replace(year=wrong), *table[where + 1 :]]
    text = report(LAYOUTS[layout](changed, both))
    operands = _table(text).operands
    spots = {
        (operands[id].span.start, operands[id].span.end)
        for row in table
        if row.id.startswith(table[where].id.partition(".")[0])
        for id in (f"{row.id}.year", f"{row.id}.cumulative")
        if id in operands
    }
    assert any(finding.span and places(finding) & spots for finding in audited(text).findings), serious(text)


@layouts
@examples(3)
@given(random=randoms)
def test_more_in_the_year_than_in_all_years_is_found(layout: str, random: Random) -> None:
    table = local_rows(random)
    changed = [row._replace(year=row.cumulative + 3) if row.id == "waived" else row for row in table]
    assert codes(report(LAYOUTS[layout](changed, True))) == {"GIK102"}


@layouts
def test_a_channel_with_more_than_all_is_found(layout: str) -> None:
    assert codes(report(LAYOUTS[layout](_changed("disclosed.website", 613), False))) == {"GIK102"}


EXAMPLE = [
    LocalRow("disclosed", "", "主动公开文件数", "条", 612, 5480),
    LocalRow("disclosed.website", "其中：1、", "政府网站公开数", "条", 598, 5231),
    LocalRow("disclosed.gazette", "2、", "政府公报公开数", "条", 0, 36),
    LocalRow("received", "", "受理依申请公开信息总数", "条", 14, 73),
    LocalRow("received.in_person", "其中：1、", "当面申请数", "条", 5, 31),
    LocalRow("received.online", "2、", "网上申请数", "条", 7, 24),
    LocalRow("received.letter_fax", "3、", "信函、传真申请数", "条", 2, 18),
    LocalRow("answered", "", "对申请的答复总数", "条", 14, 73),
    LocalRow("answered.granted", "其中：1、", "同意公开答复数", "条", 11, 60),
    LocalRow("answered.partly_granted", "2、", "同意部分公开答复数", "条", 2, 8),
    LocalRow("answered.refused", "3、", "不予公开答复数", "条", 1, 5),
    LocalRow("review", "", "行政复议数", "件", 0, 2),
    LocalRow("lawsuit", "", "行政诉讼数", "件", 0, 0),
]


def _changed(id: str, year: int) -> list[LocalRow]:
    return [row._replace(year=year) if row.id == id else row for row in EXAMPLE]


def _with(row: LocalRow, behind: str) -> list[LocalRow]:
    place = next(number for number, other in enumerate(EXAMPLE) if other.id == behind)
    return [*EXAMPLE[: place + 1], row, *EXAMPLE[place + 1 :]]


@layouts
@pytest.mark.parametrize("both", [True, False])
def test_an_unknown_row_among_the_parts_leaves_the_total_alone(layout: str, both: bool) -> None:
    table = [row._replace(year=15, cumulative=74) if row.id == "received" else row for row in EXAMPLE]
    assert codes(report(LAYOUTS[layout](table, both))) == {"GIK101"}
    further = LocalRow("", "4、", "委托他人提出数", "条", 1, 1)
    place = next(number for number, row in enumerate(table) if row.id == "received.letter_fax")
    assert codes(report(LAYOUTS[layout]([*table[: place + 1], further, *table[place + 1 :]], both))) == set()


@layouts
def test_a_part_that_is_left_out_of_the_numbering_leaves_the_total_alone(layout: str) -> None:
    table = [row for row in EXAMPLE if row.id != "answered.partly_granted"]
    assert codes(report(LAYOUTS[layout](table, True))) == set()


@layouts
def test_a_row_of_another_name_is_another_row(layout: str) -> None:
    further = LocalRow("", "", "本年度新增的主动公开文件数", "条", 9999, 9999)
    text = report(LAYOUTS[layout](_with(further, "disclosed.gazette"), True))
    assert _read(text)["disclosed.year"] == 612
    assert codes(text) == set()


@layouts
def test_parts_below_a_part_are_not_parts_of_the_total(layout: str) -> None:
    below = LocalRow("answered.nonexistent", "其中：", "信息不存在数", "条", 1, 4)
    assert codes(report(LAYOUTS[layout](_with(below, "answered.refused"), True))) == set()


def test_rows_of_review_and_lawsuit_have_the_same_names() -> None:
    table = list(EXAMPLE)
    for id in ("lawsuit", "review"):
        for number, (part, label) in enumerate(
            (("other", "其他情形数"), ("corrected", "被依法纠错数"), ("upheld", "维持具体行政行为数"))
        ):
            place = next(n for n, row in enumerate(table) if row.id == id)
            table.insert(place + 1, LocalRow(f"{id}.{part}", f"{3 - number}、", label, "件", 0, 0))
    assert _read(report(LAYOUTS["bars"](table, True))) == _numbers(table, both=True)
    wrong = [row._replace(cumulative=1) if row.id == "review.upheld" else row for row in table]
    assert codes(report(LAYOUTS["bars"](wrong, True))) == {"GIK101"}


def test_the_cumulative_column_may_come_first() -> None:
    lines = LAYOUTS["bars"](EXAMPLE, True).splitlines()
    turned = [" | ".join([*line.split(" | ")[:2], *reversed(line.split(" | ")[2:])]) for line in lines]
    assert _read(report("\n".join(turned))) == _numbers(EXAMPLE, both=True)


def test_columns_of_other_years_are_not_read() -> None:
    text = report(LAYOUTS["bars"](EXAMPLE, True).replace("2011年度", "2011年").replace("历年累计", "2010年"))
    assert all(table.form.id != "local-2008" for table in report_of(text).tables)
    assert codes(text) == set()


def test_what_is_counted_up_to_the_end_of_the_year_is_the_years_figure() -> None:
    """本年累计 beside 历年累计; beside 本期 it leaves no column for the years before, and 本期 is not the year."""
    text = LAYOUTS["bars"](EXAMPLE, True)
    assert _read(report(text.replace("2011年度", "本年累计"))) == _numbers(EXAMPLE, both=True)
    split = text.replace("2011年度", "本年").replace("历年累计", "累计")
    assert _read(report(split)) == _numbers(EXAMPLE, both=True)
    period = report(text.replace("2011年度", "本期").replace("历年累计", "本年累计"))
    assert all(table.form.id != "local-2008" for table in report_of(period).tables)


def test_a_blank_cell_says_nothing_of_a_number_that_can_be_another_one() -> None:
    """网络申请 can be what came online alone, which is blank, or with e-mails."""
    rows = ["指标 | 单位 | 本年度", "收到申请数 | 件 | 61", "1.当面申请数 | 件 | 35", "2.传真申请数 | 件 | 20"]
    rows += ["3.电子邮件申请数 | 件 | 6", "4.网上申请数 | 件 | -", "5.信函申请数 | 件 | -"]
    assert codes("\n".join(["2011年，全县收到网络申请0件。", *rows])) == set()
    assert codes(
        "\n".join(["2011年，全县收到网络申请4件。", *rows]).replace("网上申请数 | 件 | -", "网上申请数 | 件 | 0")
    )


# ---- the narrative


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("2011年，全县主动公开政府信息612条。", []),
        ("2011年，全县主动公开政府信息621条。", ["GIK301"]),
        ("2011年，全县主动公开政府信息5480条。", ["GIK301"]),
        ("2008年以来，全县累计主动公开政府信息5480条。", []),
        ("2008年以来，全县累计主动公开政府信息5840条。", ["GIK301"]),
        ("2011年，全县共收到政府信息公开申请14件。", []),
        ("2011年，全县共收到政府信息公开申请41件。", ["GIK301"]),
        ("2011年，全县未收到政府信息公开申请。", ["GIK304"]),
        ("2011年，全县未发生因政府信息公开引起的行政复议。", []),
    ],
)
@layouts
def test_narrative_against_the_column_of_its_time(layout: str, sentence: str, found: list[str]) -> None:
    assert codes(report(LAYOUTS[layout](EXAMPLE, True), sentence)) == set(found)


# ---- cells that run together


@examples(40)
@given(random=randoms)
def test_what_is_cut_apart_is_right_and_nothing_found(random: Random) -> None:
    table = local_rows(random)
    text = report(glued(table))
    right = _numbers(table, both=True)
    assert {id: right[id] for id in _read(text)} == _read(text)
    assert serious(text) == []


def test_cells_that_only_the_narrative_tells_apart() -> None:
    table = [row._replace(year=2317, cumulative=48105) if row.id == "disclosed" else row for row in EXAMPLE]
    table = [row._replace(year=2317, cumulative=48105) if row.id == "disclosed.website" else row for row in table]
    assert "disclosed.year" not in _read(report(glued(table)))
    said = report(glued(table), "2011年，全县主动公开政府信息2317条。")
    assert _read(said)["disclosed.cumulative"] == 48105
    assert _read(said)["disclosed.website.year"] == 2317
    assert "正文" in _table(said).note[0]
    assert codes(said) == set()


def test_a_number_of_the_narrative_that_no_way_to_cut_has_is_found() -> None:
    table = [row._replace(year=2317, cumulative=48105) if row.id == "disclosed" else row for row in EXAMPLE]
    text = report(glued(table), "2011年，全县主动公开政府信息2371条。")
    assert "disclosed.year" not in _read(text)
    assert codes(text) == {"GIK301"}


def test_cells_of_a_total_that_no_way_to_cut_adds_up_to() -> None:
    table = [row._replace(year=9, cumulative=9) if row.id == "received" else row for row in EXAMPLE]
    assert codes(report(glued(table))) == {"GIK101", "GIK104"}


# ---- which form it is


@pytest.mark.parametrize("layout", STATISTICS_LAYOUTS)
@examples(2)
@given(random=randoms)
def test_the_form_of_2014_is_not_taken_for_an_indicator_table(layout: str, random: Random) -> None:
    text = STATISTICS_LAYOUTS[layout](rows(consistent_values(random)))
    assert [table.form.id for table in report_of(text).tables] == ["statistics-2014"]


def test_sentences_with_the_words_of_the_rows_are_no_table() -> None:
    text = report(
        "",
        "2011年，受理依申请公开信息总数14条，其中当面申请数5条，网上申请数7条，信函、传真申请数2条；"
        "对申请的答复总数14条，其中同意公开答复数11条，不予公开答复数3条。行政复议数0件，行政诉讼数0件。",
    )
    assert report_of(text).tables == ()
