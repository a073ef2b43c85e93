"""Adding and comparing counts: which can be added, and what their arithmetic says."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from gikaudit.interval import Interval, sum_of
from gikaudit.parsing.claims import Claim, Kind
from gikaudit.quantity import Quantity
from gikaudit.typing_errors import chance_of_slip

_SMALLEST_TELLING = 20
_NO_TIME = 300
"""No report counts so many years."""
_SLIP = "slip"


def comparable(one: Claim, other: Claim) -> bool:
    """Whether two counts have units that can be added: 条 and 件, 个 and 家."""
    assert one.quantity is not None and other.quantity is not None
    groups = {_group(one.quantity), _group(other.quantity)}
    if len(groups) == 1 or _SLIP in groups:
        return True
    if "THING" not in groups:
        return False
    # 公开信息35个 among counts in 条 is a slip; 九个设区市 and 查阅点24个 are other things
    same_name = len(one.before) > 1 and one.before[-2:] == other.before[-2:] and not one.after[:1].isalpha()
    return bool(groups & {"BODY", "KIND"}) or ("ITEM" in groups and same_name)


def _group(quantity: Quantity) -> str:
    """The group of a unit. A time that no report can mean (办结7250年) is a slip for some thing."""
    if quantity.group == "YEAR_UNIT" and quantity.value >= _NO_TIME:
        return _SLIP
    return quantity.group


def countable(claim: Claim) -> bool:
    """Whether a claim counts things that can be parts of a total: no durations, sizes or bare numbers."""
    if claim.kind is not Kind.COUNT or claim.quantity is None:
        return False
    if claim.before.endswith(("除", "上述", "以上", "这", "前")):
        return False  # 除2件撤回外; 上述三项
    return _group(claim.quantity) not in ("TIME", "YEAR_UNIT", "SIZE", "")


def interval_of(claim: Claim) -> Interval:
    """What the number of a claim can be. The claim must have one."""
    assert claim.quantity is not None
    return claim.quantity.interval


def total_of(parts: Iterable[Claim]) -> Interval:
    """The sum of counts."""
    return sum_of(interval_of(part) for part in parts)


def adds_up(total: Claim, parts: Sequence[Claim]) -> bool:
    """Whether some counts add up to another."""
    return interval_of(total).meets(total_of(parts))


def telling(total: Claim, parts: Sequence[Claim]) -> bool:
    """Whether it says something that numbers add up: they are exact, and large enough not to do so by chance."""
    exact = all(claim.quantity is not None and claim.quantity.exact for claim in (total, *parts))
    value = interval_of(total).low
    return exact and value is not None and value >= _SMALLEST_TELLING


def exceeds(total: Claim, parts: Sequence[Claim]) -> bool:
    """Whether a count can be the total of others: none of them is greater."""
    return all(interval_of(part).can_be_at_most(interval_of(total)) for part in parts)


def is_share(part: Claim, share: Claim, total: Claim) -> bool:
    """Whether a share is that of a count in a total, rounded or cut off."""
    assert share.quantity is not None
    base = interval_of(total)
    if base.low is None or base.low <= 0:
        return False
    value = interval_of(part).scaled(100) / base
    return share.quantity.interval.meets(value) or share.quantity.cut.meets(value)


def whole_numbers(counts: Sequence[Claim]) -> list[int] | None:
    """The values of exact counts in units of their last printed digit, which must be the same for all: 1294.6亿元
    and 768.3亿元 are 12946 and 7683. None where they are not."""
    quantities = [claim.quantity for claim in counts]
    steps = {(quantity.step, quantity.scale) for quantity in quantities if quantity is not None and quantity.exact}
    if len(steps) != 1 or any(quantity is None or not quantity.exact for quantity in quantities):
        return None
    step = next(iter(steps))[0]
    values = [
        divmod(quantity.value.numerator * step.denominator, quantity.value.denominator * step.numerator)
        for quantity in quantities
        if quantity is not None
    ]
    return [value for value, _ in values] if not any(rest for _, rest in values) else None


def chance_that_off(total: Claim, parts: Sequence[Claim]) -> Fraction | None:
    """How likely it is by chance that a sum misses a total by no more than one typing error; None if it misses it
    by more, or not at all."""
    values = whole_numbers([total, *parts])
    if values is None or values[0] == sum(values[1:]):
        return None
    return chance_of_slip(values[0], values[1:])
