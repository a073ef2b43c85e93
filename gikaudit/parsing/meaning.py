"""Which indicators of a form the claims of a narrative are about."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from gikaudit.forms import Form, Indicator, Phrase
from gikaudit.parsing.claims import Claim, Kind
from gikaudit.parsing.lists import Breakdown


class Meaning(NamedTuple):
    """The indicators a claim can be about, all of them admissible, and whether it names them in full or
    only as a part of the list it stands in."""

    indicators: tuple[str, ...]
    by_context: bool = False


def find_meanings(claims: Sequence[Claim], breakdowns: Iterable[Breakdown], form: Form) -> dict[Claim, Meaning]:
    """The meaning of each claim that has one."""
    meanings: dict[Claim, Meaning] = {}
    for claim in claims:
        if claim.kind is Kind.COUNT:
            assert claim.quantity is not None
            ids = _best(claim.words, form.possible(claim.words, claim.quantity.group))
            if ids:
                meanings[claim] = Meaning(ids)
    for breakdown in breakdowns:
        _parts(breakdown, meanings, form)
    spoken_of: tuple[str, ...] = ()
    for claim in claims:
        if claim.kind is Kind.COUNT and claim in meanings:
            spoken_of = meanings[claim].indicators
        elif claim.kind is Kind.ZERO:
            meanings.update(_meaning(claim, _none(claim, form, spoken_of)))
        elif claim.kind is Kind.ALL:
            meanings.update(_meaning(claim, tuple(i.id for i in form.indicators if _fits(i.all, claim))))
    return meanings


def _meaning(claim: Claim, ids: tuple[str, ...]) -> dict[Claim, Meaning]:
    return {claim: Meaning(ids)} if ids else {}


def _fits(phrases: Iterable[Phrase], claim: Claim) -> bool:
    return any(phrase.weight(claim.after) for phrase in phrases)


def _best(words: str, phrases: Iterable[tuple[Indicator, Phrase]]) -> tuple[str, ...]:
    """The indicators whose phrases account for most of the words, in the order of the form."""
    best = 0
    found: list[Indicator] = []
    for indicator, phrase in phrases:
        weight = phrase.weight(words)
        if weight > best:
            best, found = weight, [indicator]
        elif weight and weight == best and indicator not in found:
            found.append(indicator)
    return tuple(sorted(indicator.id for indicator in found))


def _parts(breakdown: Breakdown, meanings: dict[Claim, Meaning], form: Form) -> None:
    """Parts of a list are named as briefly as the list allows: 当面22件 under a total of applications."""
    heads = [id for total in breakdown.totals[:1] if total in meanings for id in meanings[total].indicators]
    if not heads:
        return
    wanted = [indicator for indicator in form.indicators if indicator.parts and _below(indicator, heads, form)]
    if not wanted:
        return
    for part in breakdown.parts:
        if part.marks & {"OWN_LEVEL", "BELOW"}:
            continue
        assert part.quantity is not None
        group = part.quantity.group
        ids = _best(part.words, ((i, phrase) for i in wanted if group in i.measures for phrase in i.parts))
        if ids:
            meanings[part] = Meaning(ids, by_context=True)


def _below(indicator: Indicator, heads: list[str], form: Form) -> bool:
    """Whether an indicator can be a part of one of the totals: below it, or a row of the same section."""
    for head in heads:
        if indicator.id.startswith(f"{head}."):
            return indicator.id.count(".") == head.count(".") + 1
        total = form.by_id[head]
        if total.section == indicator.section and "." not in head and indicator.id.count(".") == 1:
            return True
        if indicator.id in form.totals.get(head, ()):
            return True
    return False


def _none(claim: Claim, form: Form, spoken_of: tuple[str, ...]) -> tuple[str, ...]:
    """What a clause says there was none of. Rows of one name are told apart by what was spoken of before."""
    ids = [indicator.id for indicator in form.indicators if _fits(indicator.none, claim)]
    families = {id.partition(".")[0] for id in spoken_of}
    parts = [id for id in ids if "." in id]
    if parts and len(ids) > 1:
        ids = [id for id in ids if "." not in id] + [id for id in parts if id.partition(".")[0] in families]
    return tuple(ids)
