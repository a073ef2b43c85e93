"""Things are not counted in years: 办结7250年."""

from collections.abc import Iterator

from gikaudit.parsing.claims import Claim, Kind
from gikaudit.parsing.meaning import little_else
from gikaudit.parsing.naming import fit, name_of
from gikaudit.patterns import compiled
from gikaudit.relation import Level, Relation, Wording
from gikaudit.report import Report
from gikaudit.rule import Rule, Words

_KINDS = (Kind.COUNT, Kind.INCREASE, Kind.DECREASE)
_COMPARED = compiled(r"(?:比|较)(?:\d{4}年|上年|去年|上一年)")
_IMPLAUSIBLE = 300
_TOO_LONG = 100
"""Years for which no office receives letters."""
_CASES = r"(?:咨询|申请|信件|来信|来函|来电|诉求|投诉|举报|信访|留言|建议|提案|工单)"
_VERBS = r"(?:收到|接到|受理|办理|办结|处理|答复|回复|转办)"
_CASES_HANDLED = compiled(_VERBS + r"[^,;。:]{0,10}?" + _CASES + r"(?:数|总数|共|共计)?$")
_HANDLED = compiled(_VERBS + r"(?:了|各类)?$")
_CASES_BEHIND = compiled(r"[^,;。:\d]{0,6}?" + _CASES)
_OF_THE_YEAR = compiled(r"全年|本年|年内|今年|共")
_THINGS = ("ITEM", "OCCASION", "PERSON", "PERSON_TIME", "BODY", "THING")


class TimeForThings(Rule):
    code = "GIK501"
    name = "time-unit-for-things"
    title = Words("计量单位误写为时间单位", "A unit of time where things are counted")
    level = Level.ERROR
    message = Words(
        "“{found}”的计量单位有误，按上下文应为“{expected}”。",
        "“{found}” has the wrong unit; by the context it is “{expected}”.",
    )

    def relations(self, report: Report) -> Iterator[Relation]:
        for number, claim in enumerate(report.claims):
            if claim.quantity is None or claim.kind not in _KINDS or claim.quantity.group != "YEAR_UNIT":
                continue
            if not claim.quantity.exact or not claim.quantity.number[:1].isdecimal():
                continue  # 万年 is the name of a place
            unit = (_unit_of_row(report, claim) or _unit_of_cases(claim)) if claim.kind is Kind.COUNT else ""
            compared = claim.kind is not Kind.COUNT and _COMPARED.search(claim.before + claim.lead_in[-2:]) is not None
            if not unit and (compared or claim.quantity.value >= _IMPLAUSIBLE):
                unit = _unit_nearby(report, number)
            if unit:
                yield Relation((Wording(claim.operand, claim.quantity.text, claim.quantity.number + unit),))


def _unit_of_row(report: Report, claim: Claim) -> str:
    """The unit of the row of the form that the words before the number name, and nothing but it."""
    name = name_of(claim)
    if name is None or claim.after:
        return ""
    units = {
        row.unit
        for row in report.form.indicators
        for phrase in row.claims
        if row.unit and fit(phrase, name) and little_else(row, phrase, name, report.form, report.organ)
    }
    return units.pop() if len(units) == 1 else ""


def _unit_of_cases(claim: Claim) -> str:
    """件 where letters, applications and the like are counted that an office receives or handles."""
    assert claim.quantity is not None
    if claim.quantity.value < _TOO_LONG and not _OF_THE_YEAR.search(claim.before):
        return ""
    if claim.after:
        handled = _HANDLED.search(claim.before) is not None and _CASES_BEHIND.match(claim.after) is not None
    else:
        handled = _CASES_HANDLED.search(claim.before) is not None
    return "件" if handled else ""


def _unit_nearby(report: Report, number: int) -> str:
    """The unit of the nearest things counted in the same sentence."""
    claim = report.claims[number]
    near: list[Claim] = sorted(
        report.claims[max(0, number - 4) : number + 5], key=lambda other: abs(other.start - claim.start)
    )
    for other in near:
        if other.passage is not claim.passage or other.sentence != claim.sentence or other.quantity is None:
            continue
        if other.kind is Kind.COUNT and other.quantity.group in _THINGS:
            return other.quantity.unit
    return ""
