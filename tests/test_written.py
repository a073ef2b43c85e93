"""The reports that tests write in every format: whole tables, and numbers that agree."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.synthetic.audits import examples, randoms
from tests.synthetic.written.formats import WRITERS
from tests.synthetic.written.matrix import APPLICANTS, ENTERPRISES, RESULTS_2019, RESULTS_2021, Column, matrix
from tests.synthetic.written.model import Box, Sheet, changed, grid, numbers, placed, width
from tests.synthetic.written.papers import PAPERS
from tests.synthetic.written.tables import requests_table

_counts = st.integers(0, 99999)
columns = st.dictionaries(
    st.sampled_from(APPLICANTS),
    st.builds(Column, st.fixed_dictionaries(dict.fromkeys(RESULTS_2021, _counts)), _counts, _counts),
)


@given(columns)
@examples(30)
def test_a_matrix_is_consistent(given: dict[str, Column]) -> None:
    made = matrix(given)
    for row, cells in made.items():
        assert min(cells.values()) >= 0, row
        assert cells["subtotal"] == sum(cells[name] for name in ENTERPRISES)
        assert cells["total"] == cells["person"] + cells["subtotal"]
    for column in (*APPLICANTS, "subtotal", "total"):
        cells = {row: made[row][column] for row in made}
        assert cells["new"] + cells["carried_in"] == cells["results"] + cells["carried_out"]
        assert cells["results"] == sum(cells[row] for row in RESULTS_2021)


@pytest.mark.parametrize(("results", "rows"), [(RESULTS_2021, 28), (RESULTS_2019, 26)])
@pytest.mark.parametrize("subtotal", [False, True])
def test_the_table_of_requests_has_the_rows_and_columns_of_the_form(
    results: tuple[str, ...], rows: int, subtotal: bool
) -> None:
    sheet = requests_table(matrix({"person": Column(dict.fromkeys(results, 1), 0, 0)}), subtotal=subtotal)
    texts = grid(sheet)
    assert len(texts) == rows
    assert width(sheet) == 10 + subtotal
    assert texts[-1][:4] == ["四、结转下年度继续办理", "", "", "0"]
    assert [row[3] for row in texts if row[0].startswith("一")] == [str(len(results))]


def test_cells_that_overlap_or_leave_gaps_are_no_table() -> None:
    with pytest.raises(ValueError, match="fill"):
        placed(Sheet(((Box("a"), Box("b")), (Box("c"),))))
    with pytest.raises(ValueError, match="fill"):
        placed(Sheet(((Box("a", rows=2),),)))
    with pytest.raises(ValueError, match="overlap"):
        placed(Sheet(((Box("a"), Box("b", rows=2)), (Box("c", columns=2),))))


@pytest.mark.parametrize("suffix", WRITERS)
@pytest.mark.parametrize("form", PAPERS)
def test_every_format_can_be_written(form: str, suffix: str) -> None:
    assert WRITERS[suffix](PAPERS[form](Random(3)))


@given(randoms)
@examples(20)
def test_a_number_can_be_changed(random: Random) -> None:
    paper = PAPERS["report-2021"](random)
    name = random.choice(sorted(numbers(paper)))
    other = changed(paper, {name: "777"})
    assert numbers(other) == {**numbers(paper), name: "777"}
    with pytest.raises(KeyError):
        changed(paper, {"gone": "1"})
