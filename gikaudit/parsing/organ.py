"""The organ whose report it is, as its title names it, and other ways to write its name."""

from collections.abc import Iterable, Iterator

from gikaudit.parsing.claims import Passage
from gikaudit.patterns import compiled

_OPENING = 6
_LONGEST = 40
_TITLE = compiled(r"(?:19|20)\d\d ?年度?")
_TOPIC = compiled(r"(?:政府|政务)?信息公开|政务公开")
_BEFORE = compiled(r"^.*[:。,;)》“ 】]")
_VERBS = compiled(r"^(?:关于|现?公[布开]|发布|编制|现将|形成|撰写|印发|我们)+")
_BEHIND = compiled(r"(?:人民政府|政府)?(?:办公[室厅])?的?$")
_OFFICE = compiled(r"政府办公[室厅]的?$")
_BODIES = "局委厅办会院站中心队所处司署校社馆区县市州盟旗镇乡"


def find_organ(passages: Iterable[Passage]) -> str:
    """The name in the title of a report, without 人民政府: 澄湖县教育局; "" where there is none."""
    return next((name for words in _titles(passages) if len(name := _without_office(words)) > 1), "")


def is_office(passages: Iterable[Passage]) -> bool:
    """Whether the title of a report names the office of a government: 澄湖县人民政府办公室."""
    titled = next((words for words in _titles(passages) if len(_without_office(words)) > 1), "")
    return _OFFICE.search(titled) is not None


def other_report(passages: Iterable[Passage], organ: str) -> int | None:
    """The number of the passage with the title of another organ's report, where a file holds several."""
    for passage in passages:
        last = passage.elements[-1] if passage.elements else None
        text = passage.text.text.rstrip()
        if passage.number < _OPENING or last is None or last.kind != "TITLE_YEAR" or not text.endswith("报告"):
            continue
        name = _without_office(_name(text[: last.start]))
        own = name == organ or ("、" not in organ and names_organ(name, organ))
        if organ and len(name) > 1 and not own:
            return passage.number
    return None


def speaks_of_place(passages: Iterable[Passage], *, titled: bool) -> bool:
    """Whether a report speaks of a place: 全市, 我县. One without a title can be that of a bureau which mentions its
    city: then it speaks of itself (我局) more often."""
    places = bodies = 0
    for passage in passages:
        places += len(_PLACE_WORDS.findall(passage.text.text))
        bodies += len(_BODY_WORDS.findall(passage.text.text))
    return places > 0 if titled else places > bodies or not bodies


_PLACE_WORDS = compiled(r"[全我本][省市县区州盟旗镇乡]")
_BODY_WORDS = compiled(r"[我本][局委厅院校]")


def _titles(passages: Iterable[Passage]) -> Iterator[str]:
    """What stands where a title names the organ."""
    for passage in passages:
        if passage.number >= _OPENING:
            break
        for element in passage.elements:
            if element.kind != "TITLE_YEAR":
                continue
            text = passage.text.text
            before = _name(text[max(0, element.start - _LONGEST) : element.start])
            inside = _TITLE.sub("", text[element.start : element.end], count=1)
            topic = _TOPIC.search(inside)
            yield before if _without_office(before) or topic is None else _name(inside[: topic.start()])


def _name(words: str) -> str:
    return _VERBS.sub("", _BEFORE.sub("", words.strip()))


def _without_office(name: str) -> str:
    return _BEHIND.sub("", name)


def names_organ(words: str, organ: str) -> bool:
    """Whether some words are a name of the organ: in full or shortened, as 市环保局 for 澄湖市环境保护局."""
    if len(words) < 2 or not organ or words[-1] not in _BODIES:
        return False
    rest = iter(organ)
    return words[-1] == organ[-1] and all(char in rest for char in words)
