"""The same report gives the same findings in every format, and the same relations with the same verdicts."""

from collections import Counter
from functools import lru_cache
from random import Random

import pytest

from gikaudit.audit import Audit, audit
from gikaudit.evaluate import Status
from gikaudit.relation import Level
from gikaudit.settings import Settings
from tests.synthetic.spots import misprinted
from tests.synthetic.written.formats import WRITERS
from tests.synthetic.written.model import Paper, changed, numbers
from tests.synthetic.written.papers import PAPERS

FORMATS = (".md", ".html", ".docx", ".xlsx", ".csv", ".pdf")
"""Those that are read; each is compared with .txt."""
FORMS = ("statistics-2014", "report-2019", "report-2021", "local-2008")
"""Those whose tables are read."""
SEEDS = range(4)
WRONG = [(form, seed) for form in FORMS for seed in SEEDS if form != "local-2008"]
"""Most numbers of the form left out are in no equation: three wrong ones often contradict nothing."""

Checked = tuple[str, tuple[tuple[str, str], ...], Status]


def _audit(paper: Paper, suffix: str) -> Audit:
    return audit(f"report{suffix}", WRITERS[suffix](paper), Settings())


@lru_cache(maxsize=2)
def _of_text(paper: Paper) -> Audit:
    return _audit(paper, ".txt")


def _ledger(done: Audit) -> Counter[Checked]:
    """The relations by their numbers as printed, with the verdicts."""
    return Counter(
        (
            entry.rule.code,
            tuple((operand.label, operand.shown) for operand in entry.relation.operands()),
            entry.verdict.status,
        )
        for entry in done.ledger
    )


def _findings(done: Audit) -> list[tuple[str, Level, str, str]]:
    return [(finding.code, finding.level, finding.message.zh, finding.arithmetic) for finding in done.findings]


def _wrong(paper: Paper, random: Random) -> Paper:
    """The report with errors in some numbers of its tables."""
    named = {name: text for name, text in numbers(paper).items() if text.isdecimal()}
    return changed(paper, {name: misprinted(named[name]) for name in random.sample(sorted(named), 3)})


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("form", FORMS)
def test_a_report_that_agrees(form: str, seed: int, suffix: str) -> None:
    paper = PAPERS[form](Random(seed))
    assert _findings(_of_text(paper)) == []
    done = _audit(paper, suffix)
    assert _findings(done) == []
    assert _ledger(done) == _ledger(_of_text(paper))
    assert done.coverage.used == _of_text(paper).coverage.used


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize(("form", "seed"), WRONG)
def test_a_report_with_errors(form: str, seed: int, suffix: str) -> None:
    paper = _wrong(PAPERS[form](Random(seed)), Random(seed))
    expected = _findings(_of_text(paper))
    assert expected
    done = _audit(paper, suffix)
    assert _findings(done) == expected
    assert _ledger(done) == _ledger(_of_text(paper))
