"""From a ledger to findings: one root cause is reported once.

A number read or typed wrongly breaks every relation it stands in. For each number in a broken relation the
values that would mend it are tried: a value that mends more than one relation and breaks none is the cause
of them all, and a value that is the only one of its kind is the correction to suggest.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from gikaudit.evaluate import Mode, Status, Verdict, judge
from gikaudit.explain import arithmetic, correction, like_printed, message, mode_note, quoted
from gikaudit.finding import Correction, Finding, Place
from gikaudit.fingerprint import fingerprint
from gikaudit.implied import implied
from gikaudit.joint import joint_causes
from gikaudit.ledger import Entry
from gikaudit.relation import (
    Comparison,
    Level,
    Operand,
    Sum,
    Wording,
    reading_operands,
)
from gikaudit.rule import Words
from gikaudit.substitute import reworded, substituted
from gikaudit.typing_errors import slips

_Key = tuple[int, int]


class _Remedy(NamedTuple):
    """A value for one number: which broken relations it mends, and whether it is one typing error away."""

    operand: Operand
    text: str
    mends: tuple[Entry, ...]
    slip: bool


_NOTHING = Words("", "")
_MOST_RELATIONS = 60
"""A number that stands in more relations than any report has is not tried for a cause."""


def diagnose(ledger: Sequence[Entry]) -> list[Finding]:
    """The findings of a ledger, in the order of their places."""
    broken = [entry for entry in ledger if entry.verdict.status is Status.BROKEN]
    by_number: dict[_Key, list[Entry]] = {}
    for entry in ledger if broken else ():
        for operand in entry.relation.operands():
            by_number.setdefault(operand.key, []).append(entry)
    remedies = _remedies(broken, by_number)
    by_entry: dict[Entry, list[_Remedy]] = {}
    for remedy in remedies:
        for entry in remedy.mends:
            by_entry.setdefault(entry, []).append(remedy)
    reported: dict[_Key, list[Entry]] = {}
    findings, explained = _common_causes(remedies, by_entry, reported)
    for joint in joint_causes([entry for entry in broken if entry not in explained], by_number):
        main = min(joint.mends, key=_rank)
        others = [entry for entry in joint.mends if entry is not main]
        findings.append(_finding(main, None, others, joint.numbers, joint.note))
        explained.update(joint.mends)
        for entry in joint.mends:
            _report(entry, reported)
    left = sorted((entry for entry in broken if entry not in explained), key=_rank)
    repeats = implied(left, by_number)
    folded = _folded(repeats)
    for entry in left:
        if entry in repeats:
            continue
        keys = entry.keys | {operand.key for operand in entry.relation.context}
        if any(_follows(entry, other) for key in keys for other in reported.get(key, ())):
            continue
        _report(entry, reported)
        own = [remedy for remedy in by_entry.get(entry, ()) if len(remedy.mends) == 1]
        single = _single([remedy for remedy in own if remedy.slip]) or _single(
            [remedy for remedy in own if _computed(remedy, entry)]
        )
        others = folded.get(entry, [])
        findings.append(_finding(entry, single, others, [other.main for other in others]))
    return sorted(findings, key=lambda finding: (finding.span.start if finding.span else -1, finding.code))


def _folded(repeats: Mapping[Entry, Entry]) -> dict[Entry, list[Entry]]:
    """The relations that only repeat each of others, in order."""
    folded: dict[Entry, list[Entry]] = {}
    for repeat, entry in repeats.items():
        folded.setdefault(entry, []).append(repeat)
    return folded


def _common_causes(
    remedies: Iterable[_Remedy], by_entry: dict[Entry, list[_Remedy]], reported: dict[_Key, list[Entry]]
) -> tuple[list[Finding], set[Entry]]:
    """The findings for numbers that are the cause of several broken relations, and those relations."""
    findings: list[Finding] = []
    explained: set[Entry] = set()
    for remedy in sorted(remedies, key=lambda remedy: (-len(remedy.mends), not remedy.slip, remedy.operand.key)):
        mends = [entry for entry in remedy.mends if entry not in explained]
        if len(mends) < 2 or _rivals(remedy, mends, by_entry[mends[0]]):
            continue
        main = min(mends, key=_rank)
        findings.append(_finding(main, remedy, [entry for entry in mends if entry is not main]))
        explained.update(mends)
        for entry in mends:
            _report(entry, reported)
    return findings, explained


def _report(entry: Entry, reported: dict[_Key, list[Entry]]) -> None:
    for key in entry.keys:
        known = reported.setdefault(key, [])
        if len(known) < _MOST_RELATIONS:
            known.append(entry)


# ---- causes


def _remedies(broken: Iterable[Entry], by_number: dict[_Key, list[Entry]]) -> list[_Remedy]:
    remedies: dict[tuple[_Key, str], _Remedy] = {}
    for entry in broken:
        for operand in reading_operands(entry.verdict.reading):
            if len(by_number[operand.key]) > _MOST_RELATIONS:
                continue
            text = correction(entry.verdict, operand)
            if text is None or text == operand.number or (operand.key, text) in remedies:
                continue
            remedy = _try(operand, text, by_number[operand.key])
            if remedy is not None:
                remedies[operand.key, text] = remedy
    return list(remedies.values())


def _try(operand: Operand, text: str, entries: Iterable[Entry]) -> _Remedy | None:
    """What putting a text in the place of a number mends; None if it breaks something."""
    changed = reworded(operand, text)
    mends = []
    for entry in entries:
        verdict = judge(substituted(entry.relation, changed))
        if verdict.status is Status.BROKEN:
            if entry.verdict.status is not Status.BROKEN:
                return None
        elif entry.verdict.status is Status.BROKEN:
            mends.append(entry)
    if not mends:
        return None
    old = operand.number.replace(",", "").replace(".", "")
    new = text.replace(".", "")
    slip = old.isdigit() and new.isdigit() and int(new) - int(old) in slips(old)
    return _Remedy(operand, text, tuple(mends), slip)


def _rivals(remedy: _Remedy, mends: list[Entry], remedies: Iterable[_Remedy]) -> bool:
    """Whether another number could be the cause of the same relations just as well."""
    return any(
        other.operand.key != remedy.operand.key and set(mends) <= set(other.mends) and (other.slip or not remedy.slip)
        for other in remedies
    )


def _single(remedies: list[_Remedy]) -> _Remedy | None:
    return remedies[0] if len(remedies) == 1 else None


def _computed(remedy: _Remedy, entry: Entry) -> bool:
    """Whether a value is what a share or product comes to: not what one of many parts would have to be, nor
    one of two statements of which either can be wrong."""
    reading = entry.verdict.reading
    if isinstance(reading, Wording) or reading.left is not remedy.operand:
        return False
    return not isinstance(reading.right, Sum | Operand)


def _follows(entry: Entry, other: Entry) -> bool:
    """Whether a broken relation says nothing new beside another one.

    A bound between two numbers of a broken sum, the same two numbers compared again, and what a rule
    derives from relations that are broken themselves.
    """
    if entry.rule.derived:
        context = {operand.key for operand in entry.relation.context}
        return bool((entry.keys | context) & other.keys)
    reading = entry.verdict.reading
    if isinstance(reading, Wording) or isinstance(other.verdict.reading, Wording):
        return False
    if reading.op == "<=" and entry.keys <= other.keys:
        return True
    if entry.keys == other.keys:
        return True
    # several places of the narrative against one and the same cell
    return entry.rule is other.rule and reading.right == other.verdict.reading.right and len(entry.keys) == 2


def _rank(entry: Entry) -> tuple[int, int, str, _Key]:
    """Which of several findings with one cause is shown: equations before bounds, certain before soft."""
    reading = entry.verdict.reading
    bound = isinstance(reading, Comparison) and reading.op == "<="
    level = [Level.ERROR, Level.WARNING, Level.NOTE].index(_level(entry))
    return entry.rule.derived, level + bound, entry.rule.code, min(entry.keys)


# ---- one finding


def _finding(
    entry: Entry,
    remedy: _Remedy | None,
    folded: Sequence[Entry],
    besides: Iterable[Operand] | None = None,
    cause: Words = _NOTHING,
) -> Finding:
    """The finding for a relation. ``besides`` are the other numbers to look at, without it those of the relations
    folded into it; ``cause`` says what is wrong where no correction of one number does."""
    relation, verdict = entry.relation, entry.verdict
    primary = entry.main
    if besides is None:
        besides = (operand for other in folded for operand in reading_operands(other.verdict.reading))
    notes = mode_note(verdict), relation.note, cause
    note = Words("。".join(filter(None, (zh for zh, _ in notes))), "; ".join(filter(None, (en for _, en in notes))))
    if remedy is not None and (remedy.operand.origin == "structure" or not _is_printed(remedy.operand)):
        remedy = None
    seen = {primary.key}
    related = []
    own = (*reading_operands(verdict.reading), *relation.context)
    for operand in (*besides, *own) if cause.zh else (*own, *besides):
        if operand.key not in seen:
            seen.add(operand.key)
            related.append(Place(operand.span, Words(_name(operand, "："), _name(operand, ":"))))
    return Finding(
        entry.rule.code,
        _level(entry),
        message(entry.rule.message, relation, verdict),
        primary.span,
        tuple(related),
        arithmetic(verdict),
        note,
        _correction(remedy, primary, verdict),
        tuple(sorted({other.rule.code for other in folded})),
        fingerprint(entry.rule.code, [text for one in (entry, *folded) for text in _identity(one)]),
    )


def _identity(entry: Entry) -> Iterator[str]:
    """What a broken relation is about, and the values it has."""
    reading = entry.verdict.reading
    for operand in reading_operands(reading):
        yield operand.label
        yield operand.shown
    if isinstance(reading, Wording):
        yield reading.found


def _level(entry: Entry) -> Level:
    level = entry.relation.level or entry.rule.level
    near = entry.verdict.mode in (Mode.CUT, Mode.LAST_DIGIT)
    return Level.WARNING if near and level is Level.ERROR else level


def _is_printed(operand: Operand) -> bool:
    """Whether a number stands in the text itself: the 0 of 没有收到举报投诉 does not."""
    return operand.number in operand.shown


def _name(operand: Operand, colon: str) -> str:
    return colon.join(filter(None, (operand.label.lstrip("、,;:。)”"), operand.shown)))


def _correction(remedy: _Remedy | None, primary: Operand, verdict: Verdict) -> Correction | None:
    reading = verdict.reading
    if isinstance(reading, Wording):
        if not reading.expected:
            return None
        expected = quoted(reading.expected, "")
        words = Words(f"应改为{expected}", f"write {expected}")
        return None if reading.place.origin == "structure" else Correction(reading.place.span, reading.expected, words)
    if remedy is None:
        return None
    operand = remedy.operand
    here = operand.key == primary.key
    text = like_printed(remedy.text, operand.number)
    words = Words(
        f"请核对{'此处' if here else quoted(operand.label, '另一处')}的{operand.number}，改为{text}即可相符",
        f"check {'this' if here else quoted(operand.label, 'the other number')}: "
        f"{text} instead of {operand.number} makes it right",
    )
    return Correction(operand.span, text, words)
