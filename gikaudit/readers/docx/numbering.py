"""Automatic numbers of paragraphs: 一、 （一） 1. which stand in no text of the file."""

from typing import NamedTuple

from gikaudit.patterns import compiled
from gikaudit.readers.docx.formats import written
from gikaudit.readers.docx.styles import Styles, listed
from gikaudit.readers.docx.xml import Element, child, children, local, number, switched_on, value

_LEVELS = 9
_LONGEST = 60
"""So many characters of the pattern of a number are used."""
_PLACE = compiled("%([1-9])")
_LINKS = 8


class Level(NamedTuple):
    """One level of a list. ``pattern`` is such as （%1）; ``restart`` is the level after which it starts again, 0 for
    none and None for each above it; ``plain`` writes all its numbers in digits; ``style`` has its paragraphs."""

    start: int
    number_format: str
    pattern: str
    restart: int | None
    plain: bool
    style: str | None


class _List(NamedTuple):
    """A use of a list: the counters it shares, the levels, and those that start anew with this use."""

    counters: str
    levels: dict[int, Level]
    starts: dict[int, int]


class Numbering:
    """The lists of a document and how far they have come: ask for each paragraph once, in order."""

    def __init__(self, tree: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._abstract: dict[str, Element] = {}
        self._uses: dict[str, Element] = {}
        for element in tree if tree is not None else ():
            name = local(element)
            if name == "abstractNum":
                self._abstract.setdefault(value(element, "abstractNumId") or "", element)
            elif name == "num":
                self._uses.setdefault(value(element, "numId") or "", element)
        self._levels: dict[str, dict[int, Level]] = {}
        self._lists: dict[str, _List | None] = {}
        self._counters: dict[str, list[int | None]] = {}
        self._begun: set[str] = set()

    def mark(self, properties: Element | None) -> str:
        """The number of the next paragraph, "" for one without."""
        own = listed(properties)
        style = self._styles.numbered(value(child(properties, "pStyle")))
        name = own.list_id if own.list_id is not None else style.listed.list_id if style is not None else None
        if name is None or name == "0":
            return ""
        if name not in self._lists:
            self._lists[name] = self._list(name)
        found = self._lists[name]
        if found is None:
            return ""
        level = own.level
        if level is None and own.list_id is None and style is not None:
            of_style = (level for level, said in found.levels.items() if said.style == style.id)
            level = next(of_style, style.listed.level)
        return self._next(name, found, min(max(level or 0, 0), _LEVELS - 1))

    def _next(self, name: str, found: _List, level: int) -> str:
        said = found.levels.get(level)
        if said is None:
            return ""
        counters = self._counters.setdefault(found.counters, [None] * _LEVELS)
        if name not in self._begun:
            self._begun.add(name)
            for restarted in found.starts:
                counters[restarted] = None
        before = counters[level]
        counters[level] = self._start(found, level) if before is None else before + 1
        for below in range(level + 1, _LEVELS):
            restart = found.levels[below].restart if below in found.levels else None
            if restart is None or level < restart:
                counters[below] = None

        def shown(place: int) -> str:
            current = counters[place]
            count = self._start(found, place) if current is None else current
            plain = said.plain or place not in found.levels
            return written(count, "decimal" if plain else found.levels[place].number_format)

        if said.number_format == "bullet":
            return ""  # an ornament, no part of the text
        return _PLACE.sub(lambda match: shown(int(match.group(1)) - 1), said.pattern)

    def _start(self, found: _List, level: int) -> int:
        if level in found.starts:
            return found.starts[level]
        return found.levels[level].start if level in found.levels else 1

    def _list(self, name: str) -> _List | None:
        """The use of a list; one that only names a style for lists is that of the style."""
        use = self._uses.get(name)
        for _ in range(_LINKS):
            counters = value(child(use, "abstractNumId"))
            abstract = self._abstract.get(counters) if counters is not None else None
            if abstract is None or counters is None:
                return None
            link = value(child(abstract, "numStyleLink"))
            linked = self._styles.of_list(link) if link is not None else None
            if linked is None:
                break
            use = self._uses.get(linked)
        else:
            return None
        if counters not in self._levels:
            self._levels[counters] = {number(level, "ilvl") or 0: _level(level) for level in children(abstract, "lvl")}
        levels, starts = dict(self._levels[counters]), {}
        for override in children(use, "lvlOverride"):
            place = number(override, "ilvl") or 0
            own, start = child(override, "lvl"), number(child(override, "startOverride"))
            if own is not None:
                levels[place] = _level(own)
            if start is not None and 0 <= place < _LEVELS:
                starts[place] = start
        return _List(counters, levels, starts)


def _level(element: Element) -> Level:
    start = number(child(element, "start"))
    formats = [found for found in element.iter() if local(found) == "numFmt"]  # newer ones stand in alternatives
    known = [shown for shown in map(value, formats) if shown and shown != "custom"]
    return Level(
        start or 0,
        known[-1] if known else "decimal",
        (value(child(element, "lvlText")) or "")[:_LONGEST],
        number(child(element, "lvlRestart")),
        bool(switched_on(element, "isLgl")),
        value(child(element, "pStyle")),
    )
