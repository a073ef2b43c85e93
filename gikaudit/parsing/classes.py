"""Classes that make up a whole: 主动公开, 依申请公开 and 不予公开 are all that can become of a document.

A list that names every member of such a class leaves nothing out, whether or not the text says so.
"""

from collections.abc import Sequence
from re import Pattern
from typing import NamedTuple

from gikaudit.parsing.breakdown import Lists
from gikaudit.parsing.claims import Claim
from gikaudit.parsing.list_items import of_another_year
from gikaudit.parsing.list_marks import Mark
from gikaudit.parsing.sums import adds_up, chance_that_off, comparable, exceeds
from gikaudit.patterns import compiled


class Class(NamedTuple):
    """The members of a whole: those that must be named, those that can be, and what the whole is called if that
    matters."""

    members: tuple[Pattern[str], ...]
    others: Pattern[str] | None = None
    whole: Pattern[str] | None = None


_CLASSES = (
    Class((compiled(r"(?<!予以)主动公开"), compiled(r"依申请公开"), compiled(r"不予?公开"))),
    Class(
        (compiled(r"保留|继续有效|继续执行"), compiled(r"废止|失效")),
        compiled(r"修改|修订"),
        compiled(r"清理|梳理|文件"),
    ),
    Class((compiled(r"建议"), compiled(r"提案")), whole=compiled(r"建议|提案|两会|答复(?:全文|摘要)")),
    Class((compiled(r"主办"), compiled(r"会办|协办|分办"))),
    Class((compiled(r"专职"), compiled(r"兼职"))),
    Class((compiled(r"(?<!不)合格"), compiled(r"不合格")), whole=compiled(r"^(?!.*(?:优秀|良好))")),
    Class((compiled(r"直接起诉"), compiled(r"复议后(?:再|又)?(?:起诉|提起)"))),
    Class(
        (compiled(r"维持"), compiled(r"其[他它]")),
        compiled(r"纠正|撤销|变更|审结|审理|驳回|撤回|终止"),
        compiled(r"复议|诉|案"),
    ),
    Class(
        (compiled(r"厅机关|局机关|委机关|省本级|省级|省直"), compiled(r"市级|设区市|市州|市直"), compiled(r"县")),
        whole=compiled(r"全省|全系统"),
    ),
    Class((compiled(r"按件"), compiled(r"按量|按页"))),
    Class(
        (compiled(r"退回|退稿|未予发布|不予发布"), compiled(r"(?<!拟)发布|通过|采用")),
        whole=compiled(r"审核|审查|审校"),
    ),
    Class((compiled(r"保留"), compiled(r"关停|关闭|注销|撤并")), whole=compiled(r"[理合改化]前")),
    Class((compiled(r"自然人|公民"), compiled(r"法人.{0,2}其[他它]组织")), whole=compiled(r"收到|新收|受理|接收")),
    Class((compiled(r"\d ?分?(?:\(含\))?以上"), compiled(r"\d ?分?以下")), compiled(r"\d ?[-—–~至到] ?\d")),
)
_ANY = compiled(
    r"公开|保留|有效|执行|废止|失效|修改|修订|建议|提案|主办|[会协分]办|专职|兼职|合格|起诉|维持|纠正|撤[销并]|变更|其[他它]"
    r"|审结|审理|驳回|撤回|终止|按[件量页]|退[回稿]|发布|通过|采用|关停|关闭|注销|机关|[省市][级直本]|设区市|市州|县"
    r"|自然人|公民|法人|以[上下]|\d ?[-—–~至到] ?\d"
)


def whole_class(parts: Sequence[Claim], total: Claim | None = None) -> Class | None:
    """The class whose members some counts are: each once, and all that must be named among them."""
    if len(parts) < _FEWEST or parts[-1].after.startswith("等") or not all(_ANY.search(part.before) for part in parts):
        return None
    for found in _CLASSES:
        if _are_members(parts, found) and (total is None or _is_whole(total, found)):
            return found
    return None


_FEWEST = 2


def _are_members(parts: Sequence[Claim], found: Class) -> bool:
    named: set[int] = set()
    for part in parts:
        hits = {number for number, member in enumerate(found.members) if member.search(part.before)}
        if len(hits) > 1 or hits & named:
            return False
        if not hits and not (found.others is not None and found.others.search(part.before)):
            return False
        named |= hits
    return len(named) == len(found.members)


def _is_whole(total: Claim, found: Class) -> bool:
    return found.whole is None or found.whole.search(total.before + total.after) is not None


def read_classes(counts: list[Claim], before: list[Claim], lists: Lists) -> None:
    """Read the lists of such classes that nothing marks: 制作公文97件,主动公开23件、依申请公开52件、不予公开22件."""
    free = [c for c in counts if not c.depth and c not in lists.parts]
    position = 0
    while position + 1 < len(free):
        run, found = _longest(free, position)
        if found is None:
            position += 1
            continue
        position += len(run)
        total = _total_of(run, found, free, before)
        if total is not None:
            lists.add(Mark.CLASSES, [total], run)


def _longest(counts: list[Claim], start: int) -> tuple[list[Claim], Class | None]:
    """The longest run of counts from a place on that are the members of a class."""
    first = counts[start]
    run: list[Claim] = []
    for claim in counts[start : start + _MOST]:
        if claim.group != first.group or not comparable(claim, first) or not _ANY.search(claim.before):
            break
        run.append(claim)
    lengths = range(len(run), _FEWEST - 1, -1)
    return next(((run[:n], found) for n in lengths if (found := whole_class(run[:n])) is not None), ([], None))


_MOST = 8
_BEFORE = compiled(r"[理合改化]前")
"""保留187个,关停46个,清理前共有233个: the total can stand behind."""
_LOOK_BACK = 8


def _total_of(run: list[Claim], found: Class, counts: list[Claim], before: list[Claim]) -> Claim | None:
    """The count that a run of members divides: the last one before it in its sentence, or what is called so; else one
    of those before its sentence that is at most a typing error away."""

    def possible(claim: Claim) -> bool:
        fits = comparable(claim, run[0]) and claim not in run and not of_another_year(claim)
        return fits and _is_whole(claim, found)

    here = [c for c in counts if c.sentence == run[0].sentence]
    ahead = [c for c in here if c.start < run[0].start]
    near = ahead[-1:] or [c for c in here if c.start > run[-1].start and _BEFORE.search(c.before)][:1]
    earlier = [*before, *(c for c in counts if c.start < run[0].start and c.sentence < run[0].sentence)]
    candidates = [c for c in near or earlier[: -_LOOK_BACK - 1 : -1] if possible(c)]
    exact = [c for c in candidates if adds_up(c, run)]
    # a total of one digit becomes any other by one more
    slips = [c for c in candidates if chance_that_off(c, run) is not None and (near or exceeds(c, run))]
    return next(iter(exact or slips), None)
