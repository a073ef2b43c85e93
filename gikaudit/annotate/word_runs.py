"""Runs of a Word file cut apart, so that a number alone can be marked."""

from bisect import bisect_right
from copy import deepcopy

from gikaudit.readers.docx.xml import Element, child, children, local, value

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_IN_PARAGRAPHS = frozenset({"p", "hyperlink", "ins", "moveTo", "sdtContent", "smartTag", "customXml"})
"""In these a run may stand, and beside it the marks of a comment."""


class Cuts:
    """Where texts are to be cut: first all are added, then all are made."""

    def __init__(self) -> None:
        self._places: dict[Element, set[int]] = {}
        self._pieces: dict[Element, tuple[list[int], list[Element]]] = {}

    def add(self, text: Element, start: int, end: int) -> None:
        """Ask for a cut before and behind a stretch of the text of an element, as far as it lies within."""
        places = self._places.setdefault(text, set())
        if local(text) == "t" and len(text) == 0 and can_be_marked(text.getparent()):
            length = len(text.text or "")
            places.update(min(max(place, 0), length) for place in (start, end))

    def make(self) -> None:
        """Cut. Of texts in one run the last goes first: what follows a cut moves on to a new run."""
        for text in reversed(self._places):
            starts, elements = [0], [text]
            for place in sorted(self._places[text], reverse=True):
                rest = _cut(text, place)
                if rest is not None:
                    starts.insert(1, place)
                    elements.insert(1, rest)
            self._pieces[text] = (starts, elements)

    def at(self, text: Element, position: int) -> Element:
        """The element in which a character of a text stands now."""
        starts, elements = self._pieces[text]
        return elements[max(bisect_right(starts, position) - 1, 0)]


def can_be_marked(element: Element | None) -> bool:
    """Whether marks of a comment may stand around an element."""
    parent = element.getparent() if element is not None else None
    return parent is not None and local(parent) in _IN_PARAGRAPHS


def _cut(text: Element, place: int) -> Element | None:
    """Cut a run in two. Returns the text behind the cut; None where there is none, or nothing before it to cut off."""
    run = text.getparent()
    before = [part for part in text.itersiblings(preceding=True) if local(part) != "rPr"]
    content = text.text or ""
    if place == 0 and not before:
        return None
    if place == len(content) and text.getnext() is None:
        return None
    rest = run.makeelement(run.tag, dict(run.attrib), run.nsmap)
    properties = child(run, "rPr")
    if properties is not None:
        rest.append(deepcopy(properties))
    following = list(text.itersiblings())
    tail = None
    if 0 < place < len(content):
        tail = deepcopy(text)
        tail.text, text.text = content[place:], content[:place]
        for part in (text, tail):
            part.set(_SPACE, "preserve")
        rest.append(tail)
    elif place == 0:
        tail = text
        rest.append(text)
    rest.extend(following)
    run.addnext(rest)
    return tail


def markable(element: Element) -> tuple[Element, Element]:
    """What stands for an element where marks of a comment are put, from the first to the last of it: its run, or
    what is around that. Of the result of a field it is the whole field, as a result is written anew at any time."""
    found = element
    while found is not None and not (local(found) not in ("t", "p") and can_be_marked(found)):
        found = found.getparent()
    if found is None:
        return element, element
    begin, end = _edge(found, back=True), _edge(found, back=False)
    return (found, found) if begin is None or end is None else (begin, end)


def _edge(run: Element, back: bool) -> Element | None:
    """The run in which the field around a run begins (or ends), the outermost one; None where there is none."""
    opens, closes = ("begin", "end") if back else ("end", "begin")
    inner, edge = 0, None
    for sibling in run.itersiblings(preceding=back):
        marks = [value(mark, "fldCharType") for mark in children(sibling, "fldChar")]
        for mark in reversed(marks) if back else marks:
            if mark == closes:
                inner += 1
            elif mark == opens and inner:
                inner -= 1
            elif mark == opens:
                edge = sibling
    return edge
