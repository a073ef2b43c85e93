"""Excel workbooks (.xlsx, .xlsm), from their XML: what the visible sheets show.

The parts are read here and not by a library, because what a file of some kilobytes claims (merged cells over a
million rows, styles that no program can read) must neither take the memory of the machine nor stop the reading.
"""

import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

from gikaudit.document import Document
from gikaudit.patterns import compiled
from gikaudit.readers.archive import checked_archive
from gikaudit.readers.number_formats import BUILTIN, shown
from gikaudit.readers.sheet import MAX_CELLS, UNCALCULATED, Merged, Sheet, Traced, too_large, traced_document
from gikaudit.readers.xml import Budget, Event, damaged, events

_CELL = compiled(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_RANGE = compiled(r"\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?")
_ESCAPED = compiled("_x([0-9A-Fa-f]{4})_")
_MOST_MERGED = 50_000
_HIDDEN = ("hidden", "veryHidden")
_TRUE = ("1", "true")


def read_xlsx(path: str, data: bytes) -> Document:
    """Read an Excel workbook. Raises SourceError."""
    return read_traced(path, data)[0]


def read_traced(path: str, data: bytes) -> tuple[Document, list[Traced]]:
    """The same, and from which cell each text was taken."""
    return traced_document(path, _Book(checked_archive(data)).sheets(), "xlsx", len(data))


class _Parts:
    """The parts of an archive."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._names = {name.lower(): name for name in archive.namelist()}
        self._budget = Budget()

    def events(self, name: str) -> Iterator[Event]:
        """The XML of a part; nothing where it is not there. Raises SourceError."""
        real = self._names.get(name.lower())
        # parts of other kinds are not checked for what they declare
        if real is not None and real.lower().endswith((".xml", ".rels")):
            yield from events(self._archive.read(real), self._budget, too_large())

    def related(self, name: str) -> list[tuple[str, str, str]]:
        """What a part refers to: id, the last word of its type, and the name of the part."""
        folder, base = posixpath.split(name)
        found = []
        for event in self.events(posixpath.join(folder, "_rels", f"{base}.rels")):
            if event.kind == "start" and event.name == "Relationship":
                told = event.attributes
                target = posixpath.normpath(posixpath.join("/", folder, told.get("Target", ""))).lstrip("/")
                found.append((told.get("Id", ""), told.get("Type", "").rpartition("/")[2], target))
        return found


def _main_part(parts: _Parts) -> str:
    return next((target for _, kind, target in parts.related("") if kind == "officeDocument"), "xl/workbook.xml")


@dataclass
class _Cell:
    """A cell while it is read."""

    row: int
    column: int
    kind: str
    style: int
    value: str = ""
    inline: str = ""
    formula: bool = False


@dataclass
class _State:
    """Where in a sheet the reading is."""

    sheet: Sheet
    row: int = -1
    column: int = -1
    cell: _Cell | None = None
    inside: list[str] = field(default_factory=list)


class _Book:
    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._parts = _Parts(archive)
        self._main = _main_part(self._parts)
        self._strings: list[str] = []
        self._formats: list[str] = []
        self._date1904 = False
        self._cells = 0

    def sheets(self) -> Iterator[Sheet]:
        """The visible sheets in their order."""
        related = self._parts.related(self._main)
        targets = {id: (kind, target) for id, kind, target in related}
        names = []
        for event in self._parts.events(self._main):
            told = event.attributes
            if event.kind == "start" and event.name == "sheet" and told.get("state") not in _HIDDEN:
                kind, target = targets.get(told.get("id", ""), ("", ""))
                if kind == "worksheet":
                    names.append((told.get("name", ""), target))
            elif event.kind == "start" and event.name == "workbookPr":
                self._date1904 = told.get("date1904") in _TRUE
        for _, kind, target in related:
            if kind == "sharedStrings":
                self._strings = list(self._read_strings(target))
            elif kind == "styles":
                self._formats = self._read_formats(target)
        for name, target in names:
            yield self._sheet(name, target)

    def _read_strings(self, part: str) -> Iterator[str]:
        pieces: list[str] = []
        text, phonetic = False, 0
        for event in self._parts.events(part):
            match event.kind, event.name:
                case "start", "si":
                    pieces = []
                case "end", "si":
                    yield _unescaped("".join(pieces))
                case (("start" | "end"), "rPh"):
                    phonetic += 1 if event.kind == "start" else -1
                case (("start" | "end"), "t"):
                    text = event.kind == "start"
                case "text", _ if text and not phonetic:
                    pieces.append(event.name)

    def _read_formats(self, part: str) -> list[str]:
        """The number format of each style of cells."""
        codes = dict(BUILTIN)
        formats: list[str] = []
        inside = False
        for event in self._parts.events(part):
            if event.name == "cellXfs":
                inside = event.kind == "start"
            elif event.kind == "start" and event.name == "numFmt":
                codes[_number(event.attributes.get("numFmtId"), -1)] = event.attributes.get("formatCode", "")
            elif event.kind == "start" and event.name == "xf" and inside:
                formats.append(codes.get(_number(event.attributes.get("numFmtId"), 0), ""))
        return formats

    def _sheet(self, name: str, part: str) -> Sheet:
        sheet = Sheet(name, part=part)
        state = _State(sheet)
        for event in self._parts.events(part):
            if event.kind == "start":
                state.inside.append(event.name)
                self._start(state, event)
            elif event.kind == "end":
                state.inside.pop()
                if event.name == "c" and state.cell is not None:
                    self._add(sheet, state.cell)
                    state.cell = None
            elif state.cell is not None:
                if state.inside[-1] == "v":
                    state.cell.value += event.name
                elif state.inside[-1] == "t" and "rPh" not in state.inside[-3:]:
                    state.cell.inline += event.name
        for _, kind, target in self._parts.related(part):
            if kind == "drawing":
                sheet.shapes.extend(self._shapes(target))
        return sheet

    def _start(self, state: _State, event: Event) -> None:
        """Take in the start of an element of a sheet."""
        told = event.attributes
        match event.name:
            case "row":
                state.row = _number(told.get("r"), state.row + 2) - 1
                state.column = -1
                if told.get("hidden") in _TRUE or told.get("ht") == "0":
                    state.sheet.hidden_rows.add(state.row)
            case "c":
                place = _CELL.fullmatch(told.get("r", ""))
                row, column = (int(place[2]) - 1, _column(place[1])) if place else (state.row, state.column + 1)
                state.column = column
                state.cell = _Cell(row, column, told.get("t", "n"), _number(told.get("s"), 0))
            case "f" if state.cell is not None:
                state.cell.formula = True
            case "col" if told.get("hidden") in _TRUE or told.get("width") == "0":
                first = _number(told.get("min"), 1) - 1
                state.sheet.hidden_columns.append((first, _number(told.get("max"), 1) - 1))
            case "mergeCell":
                state.sheet.merged.extend(_merged(told.get("ref", "")))
                if len(state.sheet.merged) > _MOST_MERGED:
                    raise too_large()

    def _add(self, sheet: Sheet, cell: _Cell) -> None:
        """Enter what a cell shows."""
        text = self._shown(cell)
        if cell.formula and not cell.value and not cell.inline and cell.kind != "str":
            text = UNCALCULATED
            sheet.uncalculated.add((cell.row, cell.column))
        if not text.strip():
            return
        self._cells += 1
        if self._cells > MAX_CELLS:
            raise too_large()
        sheet.cells[cell.row, cell.column] = text

    def _shown(self, cell: _Cell) -> str:
        match cell.kind:
            case "s":
                place = _number(cell.value, -1)
                if not 0 <= place < len(self._strings):
                    raise damaged()
                return self._strings[place]
            case "inlineStr":
                return _unescaped(cell.inline)
            case "b":
                return "TRUE" if cell.value in _TRUE else "FALSE"
            case "n" if cell.value:
                code = self._formats[cell.style] if 0 <= cell.style < len(self._formats) else ""
                return shown(cell.value, code, self._date1904)
        return _unescaped(cell.value)

    def _shapes(self, part: str) -> Iterator[str]:
        """The paragraphs in the text boxes of a drawing."""
        pieces: list[str] = []
        text = False
        for event in self._parts.events(part):
            if event.kind == "text":
                if text:
                    pieces.append(event.name)
            elif event.name == "t":
                text = event.kind == "start"
            elif event.name == "p":
                if event.kind == "end" and "".join(pieces).strip():
                    yield "".join(pieces)
                pieces = []


def _number(text: str | None, default: int) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 10 else default


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _merged(ref: str) -> Iterator[Merged]:
    found = _RANGE.fullmatch(ref)
    if found and found[3]:
        rows = sorted((int(found[2]) - 1, int(found[4]) - 1))
        columns = sorted((_column(found[1]), _column(found[3])))
        yield Merged(rows[0], columns[0], rows[1], columns[1])


def _unescaped(text: str) -> str:
    """A text whose control characters are written as _x000D_."""
    if "_x" not in text:
        return text
    return _ESCAPED.sub(_character, text)


def _character(found: re.Match[str]) -> str:
    code = int(found[1], 16)
    return found[0] if 0xD800 <= code < 0xE000 else chr(code)
