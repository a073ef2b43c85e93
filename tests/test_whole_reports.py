"""Whole reports from random values: nothing is found where everything agrees, and every broken number is."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.synthetic.audits import examples, randoms, serious, touching
from tests.synthetic.layouts import LAYOUTS
from tests.synthetic.reports import Spot, Written, join, misprint, report, sentence
from tests.synthetic.sentences import TEMPLATES, Template
from tests.synthetic.tables import consistent_values, rows

NUMERALS = "一二三四五六七八九十"
TITLE = "云栖县2016年政府信息公开工作年度报告\n一、工作情况\n"
MOST_TABLES = 500
"""After so many tables one fits the condition of each template."""

templates = pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.text[:20])


def _short_report(template: Template, random: Random) -> Written:
    """A report of one sentence, with the table where it speaks of it."""
    values = next(values for values in (consistent_values(random) for _ in range(MOST_TABLES)) if template.fits(values))
    table = f"\n附表:政府信息公开情况统计表\n{LAYOUTS['tabs'](rows(values))}\n" if template.table else "\n"
    return join([Written(TITLE, ()), sentence(template, random, values), Written(table, ())])


def _other(spot: Spot, random: Random) -> str:
    if spot.text in NUMERALS:
        return NUMERALS[NUMERALS.index(spot.text) + 1]
    return misprint(spot.text, random)


@templates
@given(random=randoms)
@examples(2)
def test_a_sentence_whose_numbers_agree(template: Template, random: Random) -> None:
    written = _short_report(template, random)
    assert serious(written.text) == []


@templates
@given(random=randoms)
@examples(2)
def test_a_sentence_with_a_wrong_number(template: Template, random: Random) -> None:
    written = _short_report(template, random)
    for spot in written.determined:
        other = _other(spot, random)
        assert touching(written.broken(spot, other), spot.start), (spot.text, other, written.text[len(TITLE) :])


@given(random=randoms, table=st.booleans())
@examples(75)
def test_a_report_whose_numbers_agree(random: Random, table: bool) -> None:
    assert serious(report(random, table=table).text) == []


@given(random=randoms, table=st.booleans())
@examples(75)
def test_a_report_with_one_wrong_number(random: Random, table: bool) -> None:
    written = report(random, table=table)
    spot = random.choice(written.determined)
    other = _other(spot, random)
    text = written.broken(spot, other)
    assert touching(text, spot.start), (spot.text, other, text[max(0, spot.start - 60) : spot.start + 60])


@given(random=randoms)
@examples(30)
def test_two_copies_of_one_number_disagree_at_either(random: Random) -> None:
    """The same table row stated in two sentences: whichever is misprinted, the misprint is pointed at."""
    values = consistent_values(random)
    template = "一、工作情况\n全年主动公开政府信息{0}条。\n二、小结\n2016年,全县共主动公开政府信息{1}条。\n"
    right = values["disclosed"]
    wrong = misprint(right, random)
    for said in ((wrong, right), (right, wrong)):
        text = "云栖县2016年政府信息公开工作年度报告\n" + template.format(*said) + LAYOUTS["bars"](rows(values))
        assert touching(text, text.index(f"政府信息{wrong}条") + 4)
