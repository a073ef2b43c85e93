"""The text of a paragraph as one reads it: fields by their results, tracked changes accepted, nothing hidden."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from gikaudit.readers.docx.styles import Styles
from gikaudit.readers.docx.xml import Element, child, chosen, local, switched_on, value

_DROPPED = frozenset(
    {"del", "moveFrom", "pPr", "rPr", "sdtPr", "sdtEndPr", "tblPr", "instrText", "delText", "delInstrText", "rt"}
    | {"annotationRef", "footnoteRef", "endnoteRef", "separator", "continuationSeparator", "commentReference"}
)
"""Deleted text, properties, instructions, readings above the characters, marks of notes."""
_AS_TEXT = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_TEXTS = frozenset({"t", "sym", *_AS_TEXT})
_PICTURES = ("drawing", "pict", "object")
_NOTES = {"footnoteReference": "footnotes", "endnoteReference": "endnotes"}
_SPACES = str.maketrans("\t\n\r", "   ")
_LEFT_OUT = ("TOC", "INDEX")
"""Fields that repeat headings with the numbers of their pages."""
_LONGEST_NAME = 40
_SYMBOLS = {0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "□", 0xA7: "▪", 0xA8: "□", 0xB7: "•", 0xD8: "➢", 0xFC: "√"}
_SYMBOLS |= {0x52: "☑", 0xFD: "☒", 0xFE: "☑", **{0x81 + place: chr(ord("①") + place) for place in range(10)}}
"""Characters of the fonts Wingdings and Symbol."""


class Piece(NamedTuple):
    """A stretch of text and the element that it stands in; None for text that stands in none."""

    text: str
    element: Element | None


class Note(NamedTuple):
    """A reference to a foot- or endnote. ``kind`` names the part it stands in."""

    kind: str
    id: str
    element: Element


@dataclass(eq=False, repr=False)
class Content:
    """What one paragraph holds. ``beside`` are the text boxes (elements) and notes it refers to, in order."""

    pieces: list[Piece] = field(default_factory=list)
    beside: list["Note | tuple[Element, Element]"] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The pieces together."""
        return "".join(piece.text for piece in self.pieces)


class _Field:
    """A field that is open: between its begin and its separator stands the instruction, then the result."""

    def __init__(self) -> None:
        self.instruction: str | None = ""
        self.left_out = False

    @property
    def shown(self) -> bool:
        return self.instruction is None and not self.left_out


class Runs:
    """Reads the paragraphs of one story: the text of a document, a text box, or a note. Fields go over paragraphs."""

    def __init__(self, story: Element, styles: Styles) -> None:
        self._styles = styles
        self._fields: list[_Field] = []
        self._unseen = 0
        """How many of the open fields hide what stands in them now."""
        self._hidden = False
        self._complete = _complete_fields(story)
        self._style: str | None = None
        self._content = Content()

    def read(self, paragraph: Element) -> Content:
        """The content of the next paragraph."""
        self._style = value(child(paragraph, "pPr", "pStyle"))
        self._content = Content()
        self._inline(paragraph)
        return self._content

    def _is_hidden(self, properties: Element | None) -> bool:
        """Whether a run with some properties is hidden in this paragraph."""
        for told in (
            switched_on(properties, "vanish"),
            self._styles.hidden(value(child(properties, "rStyle"))),
            self._styles.hidden(self._style, paragraph=True),
        ):
            if told is not None:
                return told
        return False

    def _inline(self, element: Element) -> None:
        for part in element:
            name = local(part)
            if name == "r":
                self._run(part)
            elif name == "AlternateContent":
                self._alternatives(part)
            elif name == "fldSimple":
                if not _is_left_out(value(part, "instr") or ""):
                    self._inline(part)
            elif name not in _DROPPED:
                self._inline(part)

    def _run(self, run: Element) -> None:
        around = self._hidden
        self._hidden = around or self._is_hidden(child(run, "rPr"))
        self._inside(run, run)
        self._hidden = around

    def _inside(self, element: Element, run: Element) -> None:
        """What stands in a run, or in a part of one."""
        for part in element:
            name = local(part)
            if name in _TEXTS:
                self._add(_text(part, name), part)
            elif name == "fldChar":
                self._field_character(part)
            elif name == "instrText":
                self._instruction(part)
            elif name in _NOTES or name in _PICTURES:
                if self._shown:
                    self._content.beside.extend(_beside(part, name, run))
            elif name == "AlternateContent":
                self._alternatives(part, run)
            elif name == "r":
                self._run(part)
            elif name not in _DROPPED:
                self._inside(part, run)

    def _alternatives(self, element: Element, run: Element | None = None) -> None:
        """The first alternative in which something is to be read."""
        before = len(self._content.pieces), len(self._content.beside)
        for alternative in chosen(element):
            if run is None:
                self._inline(alternative)
            else:
                self._inside(alternative, run)
            if (len(self._content.pieces), len(self._content.beside)) != before:
                return

    def _add(self, text: str, element: Element) -> None:
        if text and self._shown:
            self._content.pieces.append(Piece(text, element))

    # ---- fields

    @property
    def _shown(self) -> bool:
        return not (self._hidden or self._unseen)

    def _field_character(self, element: Element) -> None:
        kind = value(element, "fldCharType")
        opened = self._fields[-1] if self._fields else None
        if kind == "begin" and element in self._complete:
            self._fields.append(_Field())
            self._unseen += 1
        elif kind == "separate" and opened is not None and opened.instruction is not None:
            opened.left_out = _is_left_out(opened.instruction)
            opened.instruction = None
            self._unseen -= opened.shown
        elif kind == "end" and opened is not None:
            self._fields.pop()
            self._unseen -= not opened.shown

    def _instruction(self, element: Element) -> None:
        opened = self._fields[-1] if self._fields else None
        if opened is not None and opened.instruction is not None and len(opened.instruction) < _LONGEST_NAME:
            opened.instruction += element.text or ""


def _is_left_out(instruction: str) -> bool:
    return instruction.strip().upper().startswith(_LEFT_OUT)


def _complete_fields(story: Element) -> set[Element]:
    """The beginnings of fields that have an end: what follows one without is no instruction."""
    opened: list[Element] = []
    complete: set[Element] = set()
    for element in story.iter("{*}fldChar"):
        kind = value(element, "fldCharType")
        if kind == "begin":
            opened.append(element)
        elif kind == "end" and opened:
            complete.add(opened.pop())
    return complete


def _boxes(element: Element) -> Iterator[Element]:
    """The contents of the text boxes in a picture; those within a box are found when it is read."""
    for part in element:
        name = local(part)
        if name == "txbxContent":
            yield part
        elif name == "AlternateContent":
            for alternative in chosen(part):
                found = list(_boxes(alternative))
                if found:
                    yield from found
                    break
        else:
            yield from _boxes(part)


def _beside(element: Element, name: str, run: Element) -> "Iterator[Note | tuple[Element, Element]]":
    """The note that a reference is to, or the text boxes of a picture with the run that it stands in."""
    if name in _NOTES:
        yield Note(_NOTES[name], value(element, "id") or "", element)
    else:
        for box in _boxes(element):
            yield box, run


def _text(element: Element, name: str) -> str:
    """The text of a part of a run that is text, or stands for a character."""
    if name == "t":
        text = element.text if len(element) == 0 else element.xpath("string()")
        return (text or "").translate(_SPACES)
    return _AS_TEXT[name] if name in _AS_TEXT else _symbol(value(element, "char"))


def _symbol(code: str | None) -> str:
    """A character of a symbol font: those in use among the fonts' own codes, else a mark that stands for one."""
    try:
        number = int(code or "", 16)
    except ValueError:
        return ""
    if 0xF000 <= number <= 0xF0FF:
        return _SYMBOLS.get(number - 0xF000, "·")
    return chr(number) if 0x20 <= number < 0xD800 or 0xE000 <= number < 0xFFFE else ""
