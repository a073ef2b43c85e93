"""The numbers of 表三 and 表四: from free counts to a matrix in which every relation of the form holds."""

from collections.abc import Mapping, Sequence
from random import Random
from typing import NamedTuple

APPLICANTS = ("person", "business", "research", "charity", "legal", "other")
"""The kinds of applicants: the columns of 表三 but for the total."""
ENTERPRISES = APPLICANTS[1:]
"""法人或其他组织."""
REFUSED = ("secret", "law", "stability", "third_party", "internal", "process", "enforcement", "query")
UNAVAILABLE = ("not_held", "not_made", "unclear")
UNPROCESSED = ("petition", "repeated", "publication", "excessive", "confirmation")
OTHERWISE = ("overdue", "unpaid", "rest")
RESULTS_2021 = (
    "granted",
    "partly",
    *(f"refused.{name}" for name in REFUSED),
    *(f"unavailable.{name}" for name in UNAVAILABLE),
    *(f"unprocessed.{name}" for name in UNPROCESSED),
    *(f"otherwise.{name}" for name in OTHERWISE),
)
"""The rows of 本年度办理结果 whose numbers are free; the form of 2019 has one row of 其他处理."""
RESULTS_2019 = (*(name for name in RESULTS_2021 if not name.startswith("otherwise.")), "otherwise")


class Column(NamedTuple):
    """What is free in a column: the results, and the applications carried into the year and out of it."""

    results: Mapping[str, int]
    carried_in: int
    carried_out: int


Matrix = dict[str, dict[str, int]]
"""By row (``new``, ``carried_in``, the results, ``results``, ``carried_out``) and column (APPLICANTS, ``subtotal`` of
法人或其他组织, ``total``)."""


def matrix(columns: Mapping[str, Column]) -> Matrix:
    """The matrix of some columns, by applicant; those that are missing have no applications. Where more was carried
    in than was dealt with, so much more is carried out: no cell is below zero."""
    nothing = Column({}, 0, 0)
    results = next((tuple(column.results) for column in columns.values()), RESULTS_2021)
    rows = ("new", "carried_in", *results, "results", "carried_out")
    found: Matrix = {row: {} for row in rows}
    for name in APPLICANTS:
        column = columns.get(name, nothing)
        done = sum(column.results.values())
        out = max(column.carried_out, column.carried_in - done)
        own = {"new": done + out - column.carried_in, "carried_in": column.carried_in, "results": done}
        own |= {result: column.results.get(result, 0) for result in results} | {"carried_out": out}
        for row in rows:
            found[row][name] = own[row]
    for cells in found.values():
        cells["subtotal"] = sum(cells[name] for name in ENTERPRISES)
        cells["total"] = cells["person"] + cells["subtotal"]
    return found


def random_matrix(random: Random, results: Sequence[str] = RESULTS_2021, largest: int = 60) -> Matrix:
    """A consistent matrix as reports have them: most cells are 0, some columns empty."""

    def some(most: int) -> int:
        return random.choice((0, 0, 0, random.randint(0, most)))

    def column(most: int) -> Column:
        return Column({result: some(most) for result in results}, some(most), some(most))

    largest = max(largest, 4)
    columns = {name: column(random.choice((0, largest // 4))) for name in ENTERPRISES}
    return matrix(columns | {"person": column(largest)})


OUTCOMES = ("upheld", "corrected", "other", "pending")
PROCEEDINGS = ("review", "direct", "after_review")
"""行政复议, 未经复议直接起诉, 复议后起诉: the three groups of 表四."""


def proceedings(counts: Mapping[str, Sequence[int]]) -> dict[str, dict[str, int]]:
    """表四 from its four outcomes of each group."""
    found = {}
    for name in PROCEEDINGS:
        own = dict(zip(OUTCOMES, counts[name], strict=True))
        found[name] = own | {"total": sum(own.values())}
    return found


def random_proceedings(random: Random, largest: int = 12) -> dict[str, dict[str, int]]:
    """A consistent 表四."""
    return proceedings(
        {name: [random.choice((0, random.randint(0, largest))) for _ in OUTCOMES] for name in PROCEEDINGS}
    )
