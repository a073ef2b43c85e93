"""Numbers that run together: cut where the sums leave one way, else left alone."""

import time
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gikaudit.parsing.cut_search import Balance
from gikaudit.parsing.cut_table import CutTable, cut_table
from gikaudit.parsing.cuts import SumOf, TooManyWaysError, repaired, ways, with_blanks
from tests.synthetic.audits import examples, randoms
from tests.synthetic.written.matrix import APPLICANTS, random_matrix

TOTAL = (SumOf(6, (0, 1, 2, 3, 4, 5)),)
COLUMNS = (*APPLICANTS, "total")


def _table(random: Random) -> tuple[list[list[str]], list[Balance]]:
    """The numbers of a consistent matrix and what its columns balance."""
    matrix = random_matrix(random)
    rows = [[str(cells[column]) for column in COLUMNS] for cells in matrix.values()]
    results = tuple(range(2, len(rows) - 2))
    last = len(rows) - 1
    return rows, [Balance((0, 1), (last - 1, last)), Balance((last - 1,), results)]


def _glued(rows: list[list[str]]) -> list[list[str]]:
    return [["".join(row)] for row in rows]


def _agrees(found: CutTable, rows: list[list[str]]) -> bool:
    return all(
        cell is None or cell == real
        for cells, row in zip(found.rows, rows, strict=True)
        for cell, real in zip(cells, row, strict=True)
    )


@pytest.mark.parametrize(
    ("chunks", "row"),
    [
        (["0000000"], ("0", "0", "0", "0", "0", "0", "0")),
        (["200", "000121"], ("20", "0", "0", "0", "0", "1", "21")),
        (["17526300029260"], ("175", "26", "30", "0", "0", "29", "260")),
        (["4", "0", "0", "0", "0", "0", "4"], ("4", "0", "0", "0", "0", "0", "4")),
        (["3", "/", "/", "/", "/", "/", "3"], ("3", "/", "/", "/", "/", "/", "3")),
    ],
)
def test_the_total_of_a_row_leaves_one_way_to_cut_it(chunks: list[str], row: tuple[str, ...]) -> None:
    assert ways(chunks, 7, TOTAL) == [row]


def test_a_row_whose_total_fits_no_way_is_not_cut() -> None:
    assert ways(["2000000121"], 7, TOTAL) == []


def test_numbers_with_blank_cells_between() -> None:
    assert with_blanks(["3", "3"], 2, TOTAL) == []
    assert len(with_blanks(["3", "3"], 7, TOTAL)) == 6
    assert with_blanks(["3", "4"], 7, TOTAL) == []


def test_the_values_of_a_row_in_which_one_is_wrong() -> None:
    assert list(repaired(("2", "1", "0", "0", "0", "0", "5"), TOTAL)) == [
        (4, 1, 0, 0, 0, 0, 5),
        (2, 3, 0, 0, 0, 0, 5),
        (2, 1, 2, 0, 0, 0, 5),
        (2, 1, 0, 2, 0, 0, 5),
        (2, 1, 0, 0, 2, 0, 5),
        (2, 1, 0, 0, 0, 2, 5),
        (2, 1, 0, 0, 0, 0, 3),
    ]


def test_too_many_ways_are_said() -> None:
    with pytest.raises(TooManyWaysError):
        ways(["1" * 40], 7)


@given(randoms)
@examples(60)
def test_a_consistent_table_is_cut_as_it_is(random: Random) -> None:
    rows, balances = _table(random)
    found = cut_table(_glued(rows), 7, TOTAL, balances)
    assert found.readable
    assert _agrees(found, rows)


@given(randoms)
@examples(60)
def test_no_number_is_taken_for_another_where_one_is_wrong(random: Random) -> None:
    rows, balances = _table(random)
    row, column = random.randrange(len(rows)), random.randrange(7)
    rows[row][column] = str(random.choice([new for new in (0, 3, 17, 460) if str(new) != rows[row][column]]))
    found = cut_table(_glued(rows), 7, TOTAL, balances)
    assert not found.readable or _agrees(found, rows) or _consistent(found, balances)


def _consistent(found: CutTable, balances: list[Balance]) -> bool:
    """Whether the table can be cut so that nothing is wrong in it."""
    if any(cell is None for row in found.rows for cell in row):
        return False
    rows = [[int(cell or 0) for cell in row] for row in found.rows]
    return all(sum(row[:6]) == row[6] for row in rows) and all(
        sum(rows[row][column] for row in balance.left) == sum(rows[row][column] for row in balance.right)
        for balance in balances
        for column in range(7)
    )


@given(
    st.lists(st.lists(st.from_regex(r"[0-9]{1,30}", fullmatch=True), min_size=1, max_size=9), min_size=4, max_size=28)
)
@examples(80)
def test_any_digits_are_cut_in_bounded_time(rows: list[list[str]]) -> None:
    last = len(rows) - 1
    balances = [Balance((0, 1), (last - 1, last)), Balance((last - 1,), tuple(range(2, last - 1)))]
    start = time.process_time()
    found = cut_table(rows, 7, TOTAL, balances if len(rows) > 4 else [])
    assert time.process_time() - start < 2
    for cells, chunks in zip(found.rows, rows, strict=True):
        known = "".join(cell for cell in cells if cell is not None)
        assert len(known) <= len("".join(chunks))
