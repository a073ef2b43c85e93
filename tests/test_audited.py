"""Whole reports, written for this project, with the errors that were put into them.

Each has a list of its errors: the places that contradict each other, why, and whether gikaudit finds them. A
finding anywhere else is a false alarm. A list that is empty is that of a report without errors.
"""

import json
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest

from gikaudit.audit import audit
from gikaudit.finding import Finding
from gikaudit.relation import Level
from gikaudit.rule import Rule
from gikaudit.settings import Settings

FOLDER = Path(__file__).parent / "audited"


class Mistake(NamedTuple):
    quotes: list[str]
    why: str
    found: bool


def _mistakes(report: str) -> list[Mistake]:
    entries = json.loads((FOLDER / f"{report}.json").read_text(encoding="utf-8"))
    return [Mistake(entry["quotes"], entry["why"], entry["found"]) for entry in entries]


def _touches(finding: Finding, mistake: Mistake, text: str) -> bool:
    spans = [span for span in (finding.span, *(place.span for place in finding.related)) if span is not None]
    places = [(start, start + len(quote)) for quote in mistake.quotes if (start := text.find(quote)) >= 0]
    return any(span.start < end and span.end > start for span in spans for start, end in places)


REPORTS = sorted(path.stem for path in FOLDER.glob("*.txt"))


@pytest.mark.parametrize("report", REPORTS)
def test_report(report: str) -> None:
    content = (FOLDER / f"{report}.txt").read_bytes()
    result = audit(report, content, Settings())
    assert result.source is not None
    text, mistakes = result.source.text, _mistakes(report)
    false = [f for f in result.findings if not any(_touches(f, mistake, text) for mistake in mistakes)]
    assert [(finding.code, finding.message.zh) for finding in false] == []
    for mistake in mistakes:
        found = any(_touches(finding, mistake, text) for finding in result.findings)
        assert found is mistake.found, mistake.why


def test_there_are_reports_with_and_without_errors() -> None:
    lists = [_mistakes(report) for report in REPORTS]
    assert sum(not mistakes for mistakes in lists) > 30
    assert sum(mistake.found for mistakes in lists for mistake in mistakes) > 90


def test_the_level_of_a_rule_is_that_of_most_of_its_relations() -> None:
    """It is what ``gikaudit rules`` shows; others say their level themselves."""
    levels: dict[Rule, Counter[Level]] = {}
    for report in REPORTS:
        for entry in audit(report, (FOLDER / f"{report}.txt").read_bytes(), Settings()).ledger:
            levels.setdefault(entry.rule, Counter())[entry.relation.level or entry.rule.level] += 1
    assert len(levels) > 20
    for rule, counted in levels.items():
        assert counted[rule.level] * 2 >= counted.total(), rule.code
