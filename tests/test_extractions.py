"""Tables as text extraction leaves them: what agrees gives no finding, and an error is found or the table refused."""

from random import Random

import pytest

from gikaudit.audit import audit
from gikaudit.settings import Settings
from tests.synthetic.spots import misprinted
from tests.synthetic.written.extractions import EXTRACTIONS
from tests.synthetic.written.model import Paper, changed, numbers
from tests.synthetic.written.papers import PAPERS

NOT_UNDERSTOOD = "GIK002"
TOTALS = {"statistics-2014": "received", "report-2019": "results/total", "report-2021": "results/person"}
"""A number for each form that several equations hold."""
UNREAD = {
    "values before labels",
    "row numbers, spaces",
    "row numbers, cells",
    "labels over lines of 9, values behind the last",
    "labels over lines of 12, values behind the first",
    "labels over lines of 12, values behind the last",
}
"""Where rows of the form of 2014 are not known as such: their numbers are not checked."""

CHECKED = [(form, one) for form in TOTALS for one in EXTRACTIONS if form != "statistics-2014" or one not in UNREAD]


def _codes(paper: Paper, extraction: str) -> set[str]:
    text = EXTRACTIONS[extraction](Random(1), paper)
    return {finding.code for finding in audit("report.txt", text.encode(), Settings()).findings}


@pytest.mark.parametrize("extraction", EXTRACTIONS)
@pytest.mark.parametrize("form", TOTALS)
def test_a_table_that_agrees_gives_no_finding(form: str, extraction: str) -> None:
    assert _codes(PAPERS[form](Random(10)), extraction) <= {NOT_UNDERSTOOD}


@pytest.mark.parametrize(("form", "extraction"), CHECKED)
def test_an_error_is_found_or_the_table_refused(form: str, extraction: str) -> None:
    paper = PAPERS[form](Random(10))
    name = TOTALS[form]
    assert _codes(changed(paper, {name: misprinted(numbers(paper)[name])}), extraction)
