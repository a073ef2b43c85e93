"""Which indicators of a form the claims of a narrative are about."""

from collections.abc import Iterable, Sequence, Set
from typing import NamedTuple

from gikaudit.forms import Form, Indicator, Phrase
from gikaudit.parsing.breakdown import Breakdown
from gikaudit.parsing.claims import Claim, Kind
from gikaudit.parsing.naming import Name, fit, name_of, residue
from gikaudit.parsing.organ import names_organ
from gikaudit.parsing.outline import Outline
from gikaudit.patterns import compiled

_LOOK_BACK = 120
"""So many characters before its sentence can say what a claim is about."""
_STRICT = 1
_ABOUT = compiled(r"^[\s,、]*(?:围绕|针对|通过|就|在|对|以|从|按|于|为).*")
"""What is said of where, how and about what, not of whose: 在档案馆、图书馆设立查阅点3处."""
_LONGEST_PART = 20
"""An item of a list is named in so many characters; longer ones say something else besides."""


class Meaning(NamedTuple):
    """The indicators a claim can be about, all of them admissible."""

    indicators: tuple[str, ...]


def find_meanings(
    claims: Sequence[Claim], breakdowns: Iterable[Breakdown], outline: Outline, form: Form, organ: str
) -> dict[Claim, Meaning]:
    """The meaning of each claim that has one."""
    meanings: dict[Claim, Meaning] = {}
    names: dict[Claim, Name | None] = {}
    for claim in claims:
        if claim.kind is Kind.COUNT:
            ids = _named(claim, names, outline, form, organ) or _both_none(claim, outline, form)
            if ids:
                meanings[claim] = Meaning(ids)
    listed = {part for breakdown in breakdowns for part in _parts(breakdown, meanings, names, form)}
    _behind_totals(claims, listed, meanings, names, form)
    spoken_of: tuple[str, ...] = ()
    for claim in claims:
        if claim.kind is Kind.COUNT and claim in meanings:
            spoken_of = meanings[claim].indicators
        elif claim.kind is Kind.ZERO and not any(map(str.isdecimal, claim.after)):
            meanings.update(_meaning(claim, _none(claim, form, spoken_of, outline)))
        elif claim.kind is Kind.ALL:
            ids = tuple(i.id for i in form.universal if _says(i.all, claim) and _on_topic(claim, i, outline, form))
            meanings.update(_meaning(claim, ids))
    return meanings


def _meaning(claim: Claim, ids: tuple[str, ...]) -> dict[Claim, Meaning]:
    return {claim: Meaning(ids)} if ids else {}


def _says(phrases: Iterable[Phrase], claim: Claim) -> bool:
    return any(phrase.weight(claim.after) for phrase in phrases)


def _named(claim: Claim, names: dict[Claim, Name | None], outline: Outline, form: Form, organ: str) -> tuple[str, ...]:
    """The indicators that a count names by itself."""
    assert claim.quantity is not None
    candidates = list(form.possible(claim.words, claim.quantity.group))
    if not candidates:
        return ()
    name = names[claim] = name_of(claim)
    if name is None:
        return ()
    fitting = [
        (indicator, weight)
        for indicator, phrase in candidates
        if (weight := fit(phrase, name)) and little_else(indicator, phrase, name, form, organ)
    ]
    return _best(
        [(i, weight) for i, weight in fitting if _under(name.heading, i, form) and _on_topic(claim, i, outline, form)]
    )


def _under(heading: str, indicator: Indicator, form: Form) -> bool:
    """Whether a heading that runs into the words of a claim is about the indicator."""
    topic = form.topic.get(indicator.family)
    return not heading or (topic is not None and any(word in heading for word in topic.named))


def _best(fitting: Iterable[tuple[Indicator, int]]) -> tuple[str, ...]:
    """The indicators whose phrases account for most of the words, in the order of their ids."""
    best = 0
    found: set[str] = set()
    for indicator, weight in fitting:
        if weight > best:
            best, found = weight, set()
        if weight == best:
            found.add(indicator.id)
    return tuple(sorted(found))


def little_else(indicator: Indicator, phrase: Phrase, name: Name, form: Form, organ: str) -> bool:
    """Whether the words name the indicator and nothing that makes it a part: 重点单位公开信息9316条."""
    rest = residue(phrase, name)
    strict = _STRICT if indicator.strict is None else indicator.strict
    if len(rest) <= strict:
        return True
    rest = _without_organ(rest, organ)
    if indicator.strict is None:
        rest = _ABOUT.sub("", rest)
    for word in form.neutral if indicator.strict is not None else form.actions:
        if word in rest:  # mostly it is not
            rest = rest.replace(word, "")
    return sum(map(str.isalnum, rest)) <= strict


def _without_organ(words: str, organ: str) -> str:
    """Words without the name of the report's own organ at their beginning."""
    for end in range(min(len(words), len(organ)), 1, -1):
        if names_organ(words[:end], organ):
            return words[end:]
    return words


def _on_topic(claim: Claim, indicator: Indicator, outline: Outline, form: Form) -> bool:
    topic = form.topic.get(indicator.family)
    if topic is None:
        return True
    if _foreign(claim, indicator, form, outline):
        return False
    said = claim.lead_in + claim.before + claim.after
    if any(word in said for word in topic.named):
        return True
    text = claim.passage.text.text
    start = claim.low - len(claim.lead_in)
    headings = "".join(outline.headings(claim.passage.number, claim.start))
    nearby = text[max(0, start - _LOOK_BACK) : start] + headings
    return any(word in nearby for word in topic.named) or any(word in headings for word in topic.headings)


def _foreign(claim: Claim, indicator: Indicator, form: Form, outline: Outline) -> bool:
    """Whether the sentence says that something else is counted; what names the topic itself is believed, unless the
    topic has words that must make it sure."""
    topic = form.topic.get(indicator.family)
    if topic is None:
        return False
    kind = _KIND_OF.match(claim.passage.text.text, claim.end)
    if kind is not None and any(word in kind[1] for word in topic.foreign):
        return True
    own = claim.before + claim.after
    believed = any(word in own for word in topic.named)
    if believed and topic.sure:
        said = claim.lead_in + own + "".join(outline.headings(claim.passage.number, claim.start))
        believed = any(word in said for word in topic.sure)
    sentence = own if believed else claim.lead_in + own
    return any(word in sentence for word in topic.foreign)


_KIND_OF = compiled(r"[^,;。]{0,12}[,(](?:均|都|全部?)(?:属于?|[为是系])([^,;。()]{1,16})")
"""收到申请9件,均为咨询类: what all of them are, said behind the number."""


def _parts(
    breakdown: Breakdown, meanings: dict[Claim, Meaning], names: dict[Claim, Name | None], form: Form
) -> tuple[Claim, ...]:
    """Parts of a list are named as briefly as the list allows: 当面22件 under a total of applications. All parts of
    the list."""
    heads = [id for total in breakdown.totals[:1] if total in meanings for id in meanings[total].indicators]
    wanted = _parts_of(heads, form)
    for part in breakdown.parts if wanted else ():
        if not part.marks & {"OWN_LEVEL", "BELOW"}:
            meanings.update(_meaning(part, _named_as_part(part, wanted, names)))
    return breakdown.parts


def _parts_of(heads: list[str], form: Form) -> list[Indicator]:
    if not heads:
        return []
    return [indicator for indicator in form.indicators if indicator.parts and _below(indicator, heads, form)]


def _named_as_part(
    claim: Claim, wanted: Iterable[Indicator], names: dict[Claim, Name | None], *, alone: bool = False
) -> tuple[str, ...]:
    """The indicators of some that a count names as a part, ``alone`` with no other words."""
    assert claim.quantity is not None
    group = claim.quantity.group
    name = names[claim] = names.get(claim) or name_of(claim)
    if name is None:
        return ()
    return _best(
        (indicator, weight)
        for indicator in wanted
        if group in indicator.measures
        for phrase in indicator.parts
        if (weight := _fit_part(phrase, name)) and not (alone and len(name.before) + len(name.after) - weight > _STRICT)
    )


def _behind_totals(
    claims: Iterable[Claim],
    listed: Set[Claim],
    meanings: dict[Claim, Meaning],
    names: dict[Claim, Name | None],
    form: Form,
) -> None:
    """Parts that follow their total in its sentence without a list: 行政复议8件,维持5件,纠正1件. Behind two totals
    that are parts of a third they may be of either, or of both together."""
    heads: list[Claim] = []
    divided = False
    for claim in claims:
        if claim.kind is not Kind.COUNT:
            continue
        if heads and (claim.passage is not heads[-1].passage or claim.sentence != heads[-1].sentence):
            heads = []
        if claim in meanings:
            if not form.leading.isdisjoint(meanings[claim].indicators):
                heads = [*([] if divided else heads), claim]
                divided = False
            continue
        if claim in listed or not heads:
            continue
        totals = [id for head in heads for id in meanings[head].indicators]
        totals += [total for total, ways in form.totals.items() if any(len({*ids} & {*totals}) > 1 for ids in ways)]
        ids = _named_as_part(claim, _parts_of(totals, form), names, alone=True)
        divided = divided or bool(ids)
        if len({id.partition(".")[0] for id in ids}) != 1:
            heads = []  # something else is counted, or nobody knows what is divided
        else:
            meanings[claim] = Meaning(ids)


def _fit_part(phrase: Phrase, name: Name) -> int:
    """How much of an item's name a phrase accounts for; an item that names two things fits neither."""
    weight = phrase.weight(name.words)
    if not weight or len(residue(phrase, name)) > _LONGEST_PART:
        return 0
    places = [place for words in phrase.groups for word in words if (place := name.before.rfind(word)) >= 0]
    if not places and name.after.startswith(_REASONS):
        return 0  # 尚有2件因补正未完成
    outside = [joint for joint in name.joints if not places or joint < min(places) or joint > max(places)]
    return 0 if outside else weight


_REASONS = ("因", "由于", "未", "尚", "正在", "经", "需")


def _below(indicator: Indicator, heads: list[str], form: Form) -> bool:
    """Whether an indicator can be a part of one of the totals: below it, or a row of the same section."""
    for head in heads:
        if head in indicator.behind:
            return True
        if indicator.id.startswith(f"{head}."):
            return indicator.id.count(".") == head.count(".") + 1
        total = form.by_id[head]
        if total.section == indicator.section and "." not in head and indicator.id.count(".") == 1:
            return True
        if any(indicator.id in parts for parts in form.totals.get(head, ())):
            return True
    return False


def _both_none(claim: Claim, outline: Outline, form: Form) -> tuple[str, ...]:
    """What 均为0件 is said of: 行政复议、行政诉讼均为0件."""
    if claim.quantity is None or claim.quantity.value != 0 or "UNIVERSAL" not in claim.marks:
        return ()
    return tuple(
        indicator.id
        for indicator in form.indicators
        if any(phrase.weight(claim.before) for phrase in indicator.none)
        and not _foreign(claim, indicator, form, outline)
    )


def _none(claim: Claim, form: Form, spoken_of: tuple[str, ...], outline: Outline) -> tuple[str, ...]:
    """What a clause says there was none of. Rows of one name are told apart by what was spoken of before."""
    ids = [
        indicator.id
        for indicator in form.denied
        if _says(indicator.none, claim)
        and (
            _on_topic(claim, indicator, outline, form)
            if "." in indicator.id
            else not _foreign(claim, indicator, form, outline)
        )
    ]
    families = {id.partition(".")[0] for id in spoken_of}
    parts = [id for id in ids if "." in id]
    if parts and len(ids) > 1:
        ids = [id for id in ids if "." not in id] + [id for id in parts if id.partition(".")[0] in families]
    return tuple(ids)
