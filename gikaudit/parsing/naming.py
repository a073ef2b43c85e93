"""What a count is called: the words at its number that say what is counted, and how well a phrase fits them."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gikaudit.forms import Phrase
from gikaudit.parsing.claims import Claim
from gikaudit.parsing.elements import Element
from gikaudit.patterns import compiled

_NOT_NAMING = {
    "WHOLE",
    "OWN_LEVEL",
    "BELOW",
    "THIS_YEAR",
    "DATE",
    "CUMULATIVE",
    "EVER",
    "AS_OF",
    "TOTAL",
    "ASIDE",
    "COMPARED",
    "LAST_YEAR",
    "UNIVERSAL",
}
"""Words that say whose the number is, for when, or that it is a total: no part of what is counted."""
_JOINTS = {"AND", "PAUSE"}
_FILLERS = ("总数", "总量", "数量", "件数", "次数", "条数", "人数", "个数", "合计", "共计", "达到", "分别")
_FILLER = "数量共有为达约是了已的仅只: "
"""Words and characters that stand between what is counted and its number."""
_OUT_OF = ("中有", "中的", "当中", "其中有")
"""答复中有3件 counts only some of them."""
_VERBS = ("发布", "举办", "召开", "编发", "制定", "刊发", "印发")
_QUOTES = "“”\"' "
_SLACK_BEFORE = 2
_SLACK_BEHIND = 4
_LONGEST_REST = 6
"""So many characters may stand between the name of what is counted and the number: 申请(案件)12件, 3次(专题)会议."""


class Name(NamedTuple):
    """The words of a count without those that only say whose it is, for when, or that it is a total.

    ``joints`` are the places in ``before`` where 和 or 、 joins two names. ``heading``: the heading that is run into
    the sentence, as in text taken out of a page: (二)依申请公开2020年全区受理申请21件.
    """

    before: str
    after: str
    joints: tuple[int, ...]
    heading: str = ""

    @property
    def words(self) -> str:
        """All of them, with # in the place of the number."""
        return f"{self.before}#{self.after}"


def name_of(claim: Claim) -> Name | None:
    """The name of a count; None where its number only describes something else: 公开信息少于50条的单位6个."""
    after = claim.after.lstrip(" ")
    if (
        after.startswith(("的", "以上的", "以下的"))
        or _behind_a_time(claim)
        or claim.before.endswith(_OUT_OF)
        or _one_by_one(claim)
    ):
        return None
    before, joints = "", []
    start = _behind_heading(claim)
    for words, joint in _naming_words(claim, start):
        if joint and before:
            joints.append(len(before))
        before += words
    return Name(_without_filler(before), after, tuple(joints), claim.passage.text.text[claim.low : start])


def _behind_heading(claim: Claim) -> int:
    """Where the words of a claim begin: behind a heading that runs into them, which ends where they say when or
    whose."""
    numbered = any(
        element.kind in _NUMBERING and element.end == claim.low
        for element in claim.passage.between(claim.low - _LONGEST_NUMBER, claim.low)
    )
    if not numbered:
        return claim.low
    begins = (
        element.start
        for element in claim.passage.between(claim.low + _SHORTEST_HEADING, claim.start)
        if element.kind in _BEGINNINGS
    )
    return next(begins, claim.low)


_NUMBERING = {"LEVEL_1", "LEVEL_2", "LEVEL_3", "LEVEL_4"}
_LONGEST_NUMBER = 6
_BEGINNINGS = {"DATE", "THIS_YEAR", "WHOLE"}
_SHORTEST_HEADING = 4


def _one_by_one(claim: Claim) -> bool:
    """收到一件、登记一件、答复一件 counts nothing."""
    text = claim.passage.text.text[max(0, claim.start - _LONGEST_ITEM) : claim.end + _LONGEST_ITEM]
    return claim.quantity is not None and claim.quantity.number == "一" and _ONE_BY_ONE.search(text) is not None


_LONGEST_ITEM = 8
_ONE_BY_ONE = compiled(r"一(\w)[、,]\w{1,6}一\1")


def _behind_a_time(claim: Claim) -> bool:
    """Whether the words follow a duration or 三类 directly: 5个工作日内答复128件 and 按摩等三类培训班14期 count only
    those."""
    ended = [
        element.quantity
        for element in claim.passage.between(claim.low - _LONGEST_TIME, claim.low)
        if element.end == claim.low
    ]
    return any(quantity is not None and quantity.group in ("TIME", "KIND") for quantity in ended)


_LONGEST_TIME = 10


def _without_filler(words: str) -> str:
    while True:
        short = words.rstrip(_FILLER)
        if short.endswith(_FILLERS):
            short = short[:-2]
        if short == words:
            return words
        words = short


def _naming_words(claim: Claim, start: int) -> Iterator[tuple[str, bool]]:
    """The pieces of the words before a number, and whether each is a joint; what is in brackets is left out."""
    text = claim.passage.text.text
    position, depth = start, 0
    for element in claim.passage.between(start, claim.start):
        if element.kind == "OPEN":
            if not depth:
                yield text[position : element.start], False
            depth += 1
        elif element.kind == "CLOSE" and depth:
            depth -= 1
            position = element.end
        elif not depth and (element.kind in _JOINTS or _only_says_whose(element, text)):
            yield text[position : element.start], False
            if element.kind in _JOINTS:
                yield text[element.start : element.end], True
            position = element.end
    if not depth:
        yield text[position : claim.start], False


def _only_says_whose(element: Element, text: str) -> bool:
    """Whether a word says whose or when; the name of a website also says what carried the information."""
    return element.kind in _NOT_NAMING and "网站" not in text[element.start : element.end]


def fit(phrase: Phrase, name: Name) -> int:
    """How much of a name a phrase accounts for, in characters; 0 if it does not fit.

    The words of the phrase must stand next to the number, and must not be one of several things that are
    counted together (新闻发布会和在线访谈共10次).
    """
    total, first, last, behind = 0, len(name.before), -1, _SLACK_BEHIND + 1
    for words in phrase.groups:
        end, length = _last_of(words, name.before)
        if length:
            first, last = min(first, end - length), max(last, end)
        elif phrase.before_number:
            return 0
        else:
            place, length = _first_of(words, name.after)
            if len(name.after) - place - length > _LONGEST_REST:
                return 0  # 3件同意公开件征求了意见 is about some of them
            if any(verb in name.after[:place] for verb in _VERBS):
                return 0  # 围绕8项新政发布解读稿件28篇
            behind = min(behind, place)
        if not length:
            return 0
        total += length
    for word in phrase.without:
        if word in name.before or word in name.after:
            return 0
    if last < 0 or len(name.before) - last > _SLACK_BEFORE:
        return total if behind <= _SLACK_BEHIND else 0
    return 0 if _combined(name, first, last) else total


def _last_of(words: Sequence[str], text: str) -> tuple[int, int]:
    """Where the last of some words ends in a text, and its length: the longest of those that end there."""
    last = -1, 0
    for word in words:
        if word in text:  # mostly it is not
            last = max(last, (text.rfind(word) + len(word), len(word)))
    return last


def _first_of(words: Sequence[str], text: str) -> tuple[int, int]:
    """Where the longest of some words that occur in a text begins, and its length; (0, 0) if none does."""
    longest = ""
    for word in words:
        if len(word) > len(longest) and word in text:
            longest = word
    return max(text.find(longest), 0), len(longest)


def _combined(name: Name, first: int, last: int) -> bool:
    """Whether 和 or 、 joins the words at a place to those beside them."""
    return any(
        joint >= last or (joint < first and not name.before[joint + 1 : first].strip(_QUOTES)) for joint in name.joints
    )


def residue(phrase: Phrase, name: Name) -> str:
    """The words before the number that a phrase does not account for."""
    rest = name.before
    for words in phrase.groups:
        end, length = _last_of(words, rest)
        if length:
            rest = rest[: end - length] + rest[end:]
    return rest
