"""What stands on the pages of a PDF file, read by PDFium in a process of its own.

PDFium is C code that a made-up file can keep busy for hours, or bring down. So the bytes come through standard
input, and what was found goes as JSON to standard output, a page a line; the process watches its own time and
memory. It imports nothing of gikaudit.
"""

import contextlib
import ctypes
import json
import math
import os
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

SECONDS = 5.0
MEMORY = 320 * 1024 * 1024
ADDRESSES = 1024 * 1024 * 1024
"""In bytes: what the process may use more than at its start, and what it may reserve. On Windows only the time is
watched."""
MAX_PAGES = 300
MAX_CHARACTERS = 250_000
MAX_OBJECTS = 150_000
MAX_DEPTH = 12
OUT_OF_BOUNDS = 3
"""The exit status of a process that needs more time or memory than that."""

_ONLY_THIN = 3.0
_FEWEST_POINTS = 1.5
"""Text written downwards has its origin above the middle of each character, by no less than this to the right of
its left side."""
_ABOVE, _BELOW = 0.88, 0.12
"""How far a Chinese character reaches above and below the line it stands on, in its size."""
_INVISIBLE = 3
_ODD_ANGLE = 0.05
_TEXT, _PATH, _IMAGE, _FORM = 1, 2, 3, 5
_WRONG_PASSWORD, _UNKNOWN_SECURITY = 4, 5
_HYPHENS = (0x02, 0xFFFE)
_SPACES = (0x09, 0x0A, 0x0D, 0x20, 0xA0, 0x3000, *range(0x2000, 0x200B))

_Edges = tuple[float, float, float, float]
_Matrix = tuple[float, float, float, float, float, float]


class _RefusedError(Exception):
    """The file is not read any further; the argument is the reason."""


def main() -> None:
    """Read the file on standard input and write its pages. The last line says that it is the last, or why not."""
    _watch()
    data = sys.stdin.buffer.read()
    out = sys.stdout
    try:
        for page in _pages(data):
            out.write(json.dumps(page, separators=(",", ":")) + "\n")
        last = "end"
    except _RefusedError as refused:
        last = str(refused)
    except ImportError:
        last = "missing"
    out.write(json.dumps({"last": last}) + "\n")
    out.flush()
    os._exit(0)  # PDFium is not asked to tidy up after a file that may be broken


def _watch() -> None:
    """End this process when it takes too long or too much, even while PDFium is at work."""
    try:
        import resource
    except ImportError:  # Windows
        pass
    else:
        for limit, wanted in ((resource.RLIMIT_AS, ADDRESSES), (resource.RLIMIT_CORE, 0)):
            hard = resource.getrlimit(limit)[1]
            # macOS does not take every limit
            with contextlib.suppress(ValueError, OSError):
                resource.setrlimit(limit, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard))
    end = time.monotonic() + SECONDS
    most = _memory() + MEMORY

    def watch() -> None:
        while time.monotonic() < end and _memory() < most:
            time.sleep(0.01)
        os._exit(OUT_OF_BOUNDS)

    threading.Thread(target=watch, daemon=True).start()


def _memory() -> int:
    """The bytes of memory in use; elsewhere than on Linux the most that there were, on Windows 0."""
    try:
        with open("/proc/self/statm", "rb") as file:
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError):
        pass
    try:
        import resource
    except ImportError:
        return 0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def _pages(data: bytes) -> Iterator[dict[str, Any]]:
    import pypdfium2_raw as pdfium

    pdfium.FPDF_InitLibrary()
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        error = pdfium.FPDF_GetLastError()
        raise _RefusedError("encrypted" if error in {_WRONG_PASSWORD, _UNKNOWN_SECURITY} else "damaged")
    count = pdfium.FPDF_GetPageCount(document)
    if count > MAX_PAGES:
        raise _RefusedError("pages")
    if count < 1:
        raise _RefusedError("damaged")
    budget = _Budget()
    for number in range(count):
        page = pdfium.FPDF_LoadPage(document, number)
        if not page:
            raise _RefusedError("damaged")
        yield _Reader(pdfium, page, budget).read()
        pdfium.FPDF_ClosePage(page)


class _Budget:
    """What may still be read of the whole file."""

    def __init__(self) -> None:
        self.characters = MAX_CHARACTERS
        self.objects = MAX_OBJECTS

    def take_object(self) -> None:
        self.objects -= 1
        if self.objects < 0:
            raise _RefusedError("objects")


class _Character(NamedTuple):
    """A character with its code point, its box, and by how many quarters it is turned."""

    code: int
    edges: _Edges
    turns: int
    invisible: bool
    spaced: bool
    downwards: bool


class _Reader:
    """One page. Points are counted from the upper left corner of the page as it is to be read."""

    def __init__(self, pdfium: Any, page: Any, budget: _Budget) -> None:
        self.pdfium, self.page, self.budget = pdfium, page, budget
        box = pdfium.FS_RECTF()
        pdfium.FPDF_GetPageBoundingBox(page, box)
        edges: _Edges = box.left, box.bottom, box.right, box.top
        self.left, self.bottom, self.right, self.top = edges
        self.turn = 0
        self.hides = False
        self.box, self.pen = box, pdfium.FS_MATRIX()

    def read(self) -> dict[str, Any]:
        """What stands on the page, as pages.Page has it."""
        rulings: list[_Edges] = []
        images = [0.0]
        self._objects(None, (1, 0, 0, 1, 0, 0), 0, rulings, images)
        characters = list(self._characters())
        # a page laid on its side has its text at a right angle
        turns = Counter(character.turns for character in characters)
        self.turn = turns.most_common(1)[0][0] if turns else 0
        characters = [character for character in characters if character.turns == self.turn]
        width, height = self.right - self.left, self.top - self.bottom
        area = max(width * height, 1.0)
        if self.turn % 2:
            width, height = height, width
        return {
            "width": _short(width),
            "height": _short(height),
            "codes": [character.code for character in characters],
            "boxes": [edge for character in characters for edge in self._turned(*character.edges)],
            "hidden": [index for index, character in enumerate(characters) if character.invisible],
            "spaced": [index for index, character in enumerate(characters) if character.spaced],
            "downwards": [index for index, character in enumerate(characters) if character.downwards],
            "rulings": [edge for ruling in rulings for edge in self._turned(*ruling)],
            "image": min(images[0] / area, 1.0),
        }

    def _characters(self) -> Iterator["_Character"]:
        """The characters on the page but spaces, and but those at odd angles, which stamps and watermarks have."""
        pdfium = self.pdfium
        text = pdfium.FPDFText_LoadPage(self.page)
        if not text:
            return
        count = pdfium.FPDFText_CountChars(text)
        self.budget.characters -= count
        if self.budget.characters < 0:
            raise _RefusedError("characters")
        high, spaced = 0, False
        for index in range(count):
            if pdfium.FPDFText_IsGenerated(text, index) == 1:
                continue
            code = pdfium.FPDFText_GetUnicode(text, index)
            if code in _SPACES:
                spaced = True
            elif 0xD800 <= code < 0xDC00:
                high = code
            else:
                found = self._character(text, index, _whole(high, code), spaced)
                if found is not None:
                    yield found
                    spaced = False
                high = 0
        pdfium.FPDFText_ClosePage(text)

    def _character(self, text: Any, index: int, code: int, spaced: bool) -> "_Character | None":
        pdfium, box, pen = self.pdfium, self.box, self.pen
        if not pdfium.FPDFText_GetLooseCharBox(text, index, box):
            return None
        edges = (box.left, box.bottom, box.right, box.top)
        if not pdfium.FPDFText_GetMatrix(text, index, pen):
            pen.a, pen.b, pen.c, pen.d, pen.e = 1.0, 0.0, 0.0, 0.0, box.left
        turns = 0.0 if pen.b == 0 and pen.a > 0 else (-math.atan2(pen.b, pen.a) / (math.pi / 2)) % 4
        half = pen.e - box.left
        downwards = turns == 0 and half > _FEWEST_POINTS
        if downwards:  # PDFium takes the size from the font, forgetting how much it is scaled
            edges = (box.left, pen.f - 2 * half, box.left + 2 * half, pen.f)
        else:
            size = pdfium.FPDFText_GetFontSize(text, index) * math.hypot(pen.c, pen.d)
            edges = upon(edges, (pen.e, pen.f), round(turns) % 4, size)
        if abs(turns - round(turns)) > _ODD_ANGLE or not self._on_page(*edges):
            return None
        invisible = False
        if self.hides:
            owner = pdfium.FPDFText_GetTextObject(text, index)
            invisible = bool(owner) and pdfium.FPDFTextObj_GetTextRenderMode(owner) == _INVISIBLE
        return _Character(code, edges, round(turns) % 4, invisible, spaced, downwards)

    def _on_page(self, left: float, bottom: float, right: float, top: float) -> bool:
        x, y = (left + right) / 2, (bottom + top) / 2
        inside: bool = self.left <= x <= self.right and self.bottom <= y <= self.top
        return inside and all(map(math.isfinite, (left, bottom, right, top)))

    def _turned(self, left: float, bottom: float, right: float, top: float) -> _Edges:
        """Left, top, right and bottom of a box when the page is turned so that its text is upright."""
        if self.turn == 0:
            edges = left - self.left, self.top - top, right - self.left, self.top - bottom
        elif self.turn == 3:
            edges = bottom - self.bottom, left - self.left, top - self.bottom, right - self.left
        elif self.turn == 2:
            edges = self.right - right, bottom - self.bottom, self.right - left, top - self.bottom
        else:
            edges = self.top - top, self.right - right, self.top - bottom, self.right - left
        a, b, c, d = (_short(edge) for edge in edges)
        return a, b, c, d

    # ---- lines and pictures

    def _objects(self, form: Any, matrix: _Matrix, depth: int, rulings: list[_Edges], images: list[float]) -> None:
        pdfium = self.pdfium
        if depth > MAX_DEPTH:
            raise _RefusedError("objects")
        count = pdfium.FPDFFormObj_CountObjects(form) if form else pdfium.FPDFPage_CountObjects(self.page)
        for index in range(count):
            thing = pdfium.FPDFFormObj_GetObject(form, index) if form else pdfium.FPDFPage_GetObject(self.page, index)
            self.budget.take_object()
            kind = pdfium.FPDFPageObj_GetType(thing)
            if kind == _PATH:
                self._path(thing, matrix, rulings)
            elif kind == _TEXT:
                self.hides = self.hides or pdfium.FPDFTextObj_GetTextRenderMode(thing) == _INVISIBLE
            elif kind == _IMAGE:
                images[0] += self._area(_bounds(pdfium, thing), matrix)
            elif kind == _FORM:
                own = _matrix(pdfium, thing)
                self._objects(thing, _product(own, matrix), depth + 1, rulings, images)

    def _area(self, bounds: _Edges, matrix: _Matrix) -> float:
        left, bottom, right, top = _moved(bounds, matrix)
        width = min(right, self.right) - max(left, self.left)
        height = min(top, self.top) - max(bottom, self.bottom)
        return max(width, 0.0) * max(height, 0.0)

    def _path(self, path: Any, matrix: _Matrix, rulings: list[_Edges]) -> None:
        """Straight lines: strokes, and filled boxes that are as thin as lines."""
        pdfium = self.pdfium
        filled, stroked = ctypes.c_int(), ctypes.c_int()
        if not pdfium.FPDFPath_GetDrawMode(path, filled, stroked) or not (filled.value or stroked.value):
            return
        bounds = _moved(_bounds(pdfium, path), matrix)
        left, bottom, right, top = bounds
        if not all(map(math.isfinite, bounds)):
            return
        if min(right - left, top - bottom) <= _ONLY_THIN:
            self._add(bounds, rulings)
        elif stroked.value:
            segments = pdfium.FPDFPath_CountSegments(path)
            whole = _product(_matrix(pdfium, path), matrix)
            first = last = (0.0, 0.0)
            x, y = ctypes.c_float(), ctypes.c_float()
            for index in range(segments):
                self.budget.take_object()
                segment = pdfium.FPDFPath_GetPathSegment(path, index)
                pdfium.FPDFPathSegment_GetPoint(segment, x, y)
                point = _point(x.value, y.value, whole)
                kind = pdfium.FPDFPathSegment_GetType(segment)
                if kind == pdfium.FPDF_SEGMENT_MOVETO:
                    first = point
                elif kind == pdfium.FPDF_SEGMENT_LINETO:
                    self._stroke(last, point, rulings)
                last = point
                if pdfium.FPDFPathSegment_GetClose(segment):
                    self._stroke(point, first, rulings)
                    last = first

    def _stroke(self, start: tuple[float, float], end: tuple[float, float], rulings: list[_Edges]) -> None:
        left, right = sorted((start[0], end[0]))
        bottom, top = sorted((start[1], end[1]))
        if all(map(math.isfinite, (*start, *end))) and min(right - left, top - bottom) <= 1.0:
            self._add((left, bottom, right, top), rulings)

    def _add(self, bounds: _Edges, rulings: list[_Edges]) -> None:
        left, bottom, right, top = bounds
        if right >= self.left and left <= self.right and top >= self.bottom and bottom <= self.top:
            rulings.append(bounds)


def upon(edges: _Edges, origin: tuple[float, float], turns: int, size: float) -> _Edges:
    """The box of a character as high as its size, upon the line of writing through its origin.

    For fonts that do not say how high they are PDFium gives a box around the ink, by which a comma and the
    character before it would not stand in one line.
    """
    left, bottom, right, top = edges
    if not 0 < size < math.inf:
        return edges
    x, y = origin
    above, below = size * _ABOVE, size * _BELOW
    if turns == 0:
        return left, y - below, right, y + above
    if turns == 1:
        return x - below, bottom, x + above, top
    if turns == 2:
        return left, y - above, right, y + below
    return x - above, bottom, x + below, top


def _matrix(pdfium: Any, thing: Any) -> _Matrix:
    found = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(thing, found):
        return (1, 0, 0, 1, 0, 0)
    return found.a, found.b, found.c, found.d, found.e, found.f


def _product(inner: _Matrix, outer: _Matrix) -> _Matrix:
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _point(x: float, y: float, matrix: _Matrix) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _bounds(pdfium: Any, thing: Any) -> _Edges:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not pdfium.FPDFPageObj_GetBounds(thing, left, bottom, right, top):
        return math.nan, math.nan, math.nan, math.nan
    return left.value, bottom.value, right.value, top.value


def _moved(bounds: _Edges, matrix: _Matrix) -> _Edges:
    left, bottom, right, top = bounds
    corners = [_point(x, y, matrix) for x in (left, right) for y in (bottom, top)]
    across, up = [x for x, _ in corners], [y for _, y in corners]
    return min(across), min(up), max(across), max(up)


def _whole(high: int, code: int) -> int:
    """A code point, of two surrogates where there are two; for one that is no character U+FFFD."""
    if 0xDC00 <= code < 0xE000 and high:
        return 0x10000 + ((high - 0xD800) << 10) + code - 0xDC00
    if code in _HYPHENS:
        return 0x2D
    return 0xFFFD if code < 0x20 or 0xD800 <= code < 0xE000 or code > 0x10FFFF else code


def _short(value: float) -> float:
    return round(value, 2)
