"""Normalised text that knows where each of its characters stands in the source."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gikaudit.document import Text, join, normalise, visible_pieces

INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
report_like = st.text(
    st.sampled_from("0123456789０１２３４５６７８９，,．.：:（）()％%、。件条申请⻅⼾〇○一 　\t" + INVISIBLE)
    | st.characters(),
    max_size=60,
)


def visible(text: str, offset: int = 0) -> Text:
    return join(visible_pieces(normalise(text), offset))


@pytest.mark.parametrize(
    ("printed", "plain"),
    [
        ("０１２３４５６７８９", "0123456789"),
        ("ＡＢＣｘｙｚ", "ABCxyz"),
        ("（一）：；，！？％", "(一):;,!?%"),
        ("１２．５％", "12.5%"),
        ("３\u3000件\u00a05\u2009次", "3 件 5 次"),
        ("「五公开」『四张清单』", "“五公开”“四张清单”"),
        ("﹝2016﹞8号", "〔2016〕8号"),
        ("二○一五年", "二〇一五年"),
        ("⻅⻓⺠⻔⻚⻋⼾⾏", "见长民门页车户行"),
        ("⺁⺇⺼⺝⺩⻆⻗⻜⻣⻤⻨⻳", "厂几月月王角雨飞骨鬼麦龟"),
        ("︵一︶︹二︺﹁三﹂﹙四﹚﹐﹔", "(一)〔二〕“三”(四),;"),
        ("受理3件.办结2件.", "受理3件。办结2件。"),
        ("共计12.5万元", "共计12.5万元"),
        ("一.概述", "一.概述"),
        ("12件.", "12件。"),
    ],
)
def test_normalise(printed: str, plain: str) -> None:
    assert normalise(printed) == plain


@given(st.text(max_size=80) | report_like)
def test_normalising_keeps_each_character_in_its_place(text: str) -> None:
    assert len(normalise(text)) == len(text)


@given(st.text(max_size=80) | report_like)
def test_normalising_twice_changes_nothing_more(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@given(report_like)
def test_digits_keep_their_values(text: str) -> None:
    for printed, plain in zip(text, normalise(text), strict=True):
        assert unicodedata.decimal(printed, None) == unicodedata.decimal(plain, None)


@given(text=report_like, offset=st.integers(0, 1000))
def test_every_character_maps_back_to_the_one_it_came_from(text: str, offset: int) -> None:
    text = "甲" + text
    read = visible(text, offset)
    plain = normalise(text)
    for position, char in enumerate(read.text):
        assert plain[read.offset(position) - offset] == char
    assert not set(read.text) & set(INVISIBLE)


@given(text=report_like, data=st.data())
def test_every_span_holds_the_digits_it_is_read_with(text: str, data: st.DataObject) -> None:
    text = "4" + text + "1"
    read = visible(text)
    start = data.draw(st.integers(0, len(read.text)))
    end = data.draw(st.integers(start, len(read.text)))
    span = read.span(start, end)
    assert 0 <= span.start <= span.end <= len(text)
    assert digits(text[span.start : span.end]) == digits(read.text[start:end])


@given(text=report_like, data=st.data())
def test_a_part_stands_where_it_stood(text: str, data: st.DataObject) -> None:
    read = visible("4" + text + "1")
    start = data.draw(st.integers(0, len(read.text) - 1))
    end = data.draw(st.integers(start + 1, len(read.text)))
    part = read.part(start, end)
    assert part.text == read.text[start:end]
    assert [part.offset(at) for at in range(end - start)] == [read.offset(at) for at in range(start, end)]


@given(st.lists(st.tuples(st.text("件1", max_size=4), st.integers(0, 5)), min_size=1))
def test_joined_pieces_keep_their_places(pieces: list[tuple[str, int]]) -> None:
    """Wrapped lines: each piece begins some characters behind the end of the one before."""
    placed, offset = [], 0
    for piece, gap in pieces:
        offset += gap
        placed.append((piece, offset))
        offset += len(piece)
    expected = [place + index for piece, place in placed for index in range(len(piece))]
    if not expected:
        with pytest.raises(ValueError, match="no place"):
            join(placed)
        return
    read = join(placed)
    assert [read.offset(position) for position in range(len(read.text))] == expected
    assert read.offset(len(read.text)) == expected[-1] + 1


def test_a_number_broken_by_an_invisible_character_is_one_number() -> None:
    read = visible("收到41\u200b3件")
    assert read.text == "收到413件"
    assert read.span(2, 5) == (2, 6)


def test_a_span_ends_at_its_last_character_not_where_the_next_run_begins() -> None:
    read = join([("共41", 0), ("件", 10)])
    assert read.span(1, 3) == (1, 3)
    assert read.span(3, 4) == (10, 11)
    assert read.offset(3) == 10


def digits(text: str) -> list[int]:
    values = (unicodedata.decimal(char, None) for char in text)
    return [value for value in values if value is not None]
