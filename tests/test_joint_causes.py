"""Numbers of a table that are wrong together are one finding: what repeats it is folded into it."""

from random import Random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from gikaudit.evaluate import Status
from tests.synthetic.audits import audited, examples, places, randoms
from tests.synthetic.written.flat import bars
from tests.synthetic.written.model import Paper, changed, numbers
from tests.synthetic.written.papers import PAPERS

FORMS = ("report-2019", "report-2021")
COLUMNS = ("person", "business", "research", "charity", "legal", "other", "total")
TOTALS = ("new", "carried_in", "results", "carried_out")
"""The rows of the balance; all others are parts of ``results``."""


def _row(paper: Paper, row: str) -> list[int]:
    return [int(numbers(paper)[f"{row}/{column}"]) for column in COLUMNS]


def _with(paper: Paper, row: str, values: list[int]) -> Paper:
    return changed(paper, {f"{row}/{column}": str(value) for column, value in zip(COLUMNS, values, strict=True)})


def _parts(paper: Paper) -> list[str]:
    rows = [name.removesuffix("/person") for name in numbers(paper) if name.endswith("/person")]
    return [row for row in rows if row not in TOTALS]


def _text(paper: Paper) -> str:
    return bars(Random(0), paper)


def _broken(paper: Paper) -> int:
    return sum(entry.verdict.status is Status.BROKEN for entry in audited(_text(paper)).ledger)


@pytest.mark.parametrize("form", FORMS)
@given(random=randoms, more=st.integers(1, 4000), column=st.integers(0, 5))
@examples(25)
def test_a_number_and_the_total_of_its_row(form: str, random: Random, more: int, column: int) -> None:
    """The row adds up, as where a program works out its total; the columns do not."""
    paper = PAPERS[form](random)
    row = random.choice([*TOTALS, *_parts(paper)])
    values = _row(paper, row)
    values[column] += more
    values[-1] += more
    paper = _with(paper, row, values)
    assert _broken(paper) > 1
    text = _text(paper)
    (finding,) = audited(text).findings
    assert finding.folded
    assert str(values[column]) in {text[start:end] for start, end in places(finding)}


@pytest.mark.parametrize("form", FORMS)
@given(random=randoms)
@examples(40)
def test_two_rows_exchanged(form: str, random: Random) -> None:
    paper = PAPERS[form](random)
    one, other = random.choice(TOTALS), random.choice(_parts(paper))
    values = _row(paper, one), _row(paper, other)
    differing = sum(first != second for first, second in zip(*values, strict=True))
    assume(differing > 3)  # three columns and that of totals: fewer can be mended otherwise, too
    paper = _with(_with(paper, one, values[1]), other, values[0])
    assert _broken(paper) > 3
    (finding,) = audited(_text(paper)).findings
    assert "对调后各项即可相符，请核对是否填错行" in finding.note.zh
    assert finding.correction is None


@given(random=randoms)
@examples(25)
def test_two_wrong_numbers_are_two_findings(random: Random) -> None:
    """In different rows and columns: neither follows from the other."""
    paper = PAPERS["report-2021"](random)
    rows, columns = random.sample(_parts(paper), 2), random.sample(COLUMNS[:-1], 2)
    cells = [f"{row}/{column}" for row, column in zip(rows, columns, strict=True)]
    paper = changed(paper, {cell: str(int(numbers(paper)[cell]) + 1000 + at) for at, cell in enumerate(cells)})
    assert len(audited(_text(paper)).findings) == 2


def test_what_is_said_of_a_number_and_its_total() -> None:
    paper = PAPERS["report-2021"](Random(3))
    values = _row(paper, "results")
    wrong = [values[0] + 700, *values[1:-1], values[-1] + 700]
    (finding,) = audited(_text(_with(paper, "results", wrong))).findings
    (one, right), (total, sum_of_row) = (wrong[0], values[0]), (wrong[-1], values[-1])
    assert finding.note.zh == (
        f"“（七）总计（自然人）”的{one}改为{right}、“（七）总计（总计）”的{total}改为{sum_of_row}，各项即可相符，请核对"
    )
    assert finding.note.en == (
        f"with {right} instead of {one} for “（七）总计（自然人）” and {sum_of_row} instead of {total} "
        "for “（七）总计（总计）” everything agrees: check these two"
    )
