"""The places of a number in the file as given, and what it is as the operand of a relation."""

import pytest

from gikaudit.document import normalise
from gikaudit.quantity import Quantity
from gikaudit.read import read_report
from gikaudit.readers.text import read_text
from gikaudit.source import Source


def quantities(text: str) -> list[Quantity]:
    report = read_report(read_text(Source("report.txt", text)))
    return [claim.quantity for claim in report.claims if claim.quantity is not None]


@pytest.mark.parametrize(
    "printed",
    ["41件", "４１件", "１，２３４件", "近10余件", "1.2万余条", "94.3 %", "百分之八十", "三十五次", "15～20天"],
)
@pytest.mark.parametrize("before", ["", "\ufeff\u200b", "𠀀😀", "报告\r\n\r\n", "　　"])
def test_span_and_digits_are_places_in_the_source(printed: str, before: str) -> None:
    text = f"{before}全年受理{printed}。\r\n"
    (quantity,) = quantities(text)
    assert text[quantity.span.start : quantity.span.end] == printed
    digits = text[quantity.digits.start : quantity.digits.end]
    assert normalise(digits) == quantity.number
    assert digits in printed


def test_a_number_over_a_line_break_keeps_both_ends() -> None:
    text = "\n".join(["文" * 30] * 6 + ["文" * 24 + "全年收到41", "3件。"])
    (quantity,) = quantities(text)
    assert quantity.value == 413
    assert text[quantity.span.start : quantity.span.end] == "41\n3件"


def test_an_invisible_character_in_a_number() -> None:
    text = "全年收到4\u200b13件。"
    (quantity,) = quantities(text)
    assert (quantity.value, quantity.text) == (413, "413件")
    assert text[quantity.span.start : quantity.span.end] == "4\u200b13件"


def test_scale_and_step_of_a_number_with_magnitude() -> None:
    (quantity,) = quantities("全年投入12.5万元。")
    assert (quantity.value, quantity.scale, quantity.step) == (125000, 10000, 1000)
    assert quantity.exact


def test_cut_is_the_interval_of_a_number_that_is_exact() -> None:
    (quantity,) = quantities("全年收到申请41件。")
    assert quantity.cut == quantity.interval
