"""The pages of a PDF file as PDFium finds them, with bounds on the work."""

import json
import subprocess
import sys
from typing import Any, NamedTuple

from gikaudit.readers.extras import missing
from gikaudit.readers.pdf import child
from gikaudit.source import SourceError

_CHILD = "import sys; sys.path[:] = sys.argv[1:]; from gikaudit.readers.pdf.child import main; main()"
_GRACE = 2.0
"""How much longer than the process allows itself it is waited for, in seconds."""
_ADVICE = (
    "请改用Word原文件，或用“打印”另存为新的PDF后再检查。",
    "use the Word file it was made from, or print it to a new PDF and try again.",
)


class Box(NamedTuple):
    """A place on a page in points from its upper left corner."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> tuple[float, float]:
        """The point in the middle."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2


class Glyph(NamedTuple):
    """One character where it is printed. The box is as high as its line, whatever its ink.

    ``hidden`` characters are not drawn, as those that OCR puts over a scan; ``spaced`` ones follow a space in
    the file; ``down`` ones are written downwards.
    """

    text: str
    box: Box
    hidden: bool = False
    spaced: bool = False
    down: bool = False


class Page(NamedTuple):
    """What stands on a page: its characters in the order of the file, its straight lines, and the part of it
    that pictures cover (0 to 1)."""

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    rulings: tuple[Box, ...]
    pictures: float


def read_pages(data: bytes) -> list[Page]:
    """The pages of a file. Raises SourceError for one that is damaged, encrypted, or too much work to read."""
    command = [sys.executable, "-s", "-P", "-S", "-c", _CHILD, *sys.path]
    hidden_window = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    try:
        done = subprocess.run(  # noqa: S603 - this interpreter and a program of gikaudit's own
            command,
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=child.SECONDS + _GRACE,
            check=False,
            creationflags=hidden_window,
        )
    except subprocess.TimeoutExpired:
        raise _too_much() from None
    except OSError as error:
        raise SourceError(
            f"无法启动读取PDF的进程：{error.strerror or error}。",
            f"the process that reads PDF files cannot be started: {error.strerror or error}.",
        ) from None
    if done.returncode == child.OUT_OF_BOUNDS:
        raise _too_much()
    lines = done.stdout.splitlines()
    last = json.loads(lines[-1]).get("last") if done.returncode == 0 and lines else None
    if last != "end":
        raise _refused(last)
    return [_page(number, json.loads(line)) for number, line in enumerate(lines[:-1], 1)]


def _page(number: int, found: dict[str, Any]) -> Page:
    boxes = [Box(*four) for four in zip(*[iter(found["boxes"])] * 4, strict=True)]
    hidden, spaced, down = (set(found[name]) for name in ("hidden", "spaced", "downwards"))
    glyphs = tuple(
        Glyph(chr(code), box, index in hidden, index in spaced, index in down)
        for index, (code, box) in enumerate(zip(found["codes"], boxes, strict=True))
    )
    rulings = tuple(Box(*four) for four in zip(*[iter(found["rulings"])] * 4, strict=True))
    return Page(number, found["width"], found["height"], glyphs, rulings, found["image"])


def _too_much() -> SourceError:
    return SourceError(
        f"PDF结构过于复杂，在规定的时间和内存内无法读取，{_ADVICE[0]}",
        f"the PDF file is too complex to be read in bounded time and memory; {_ADVICE[1]}",
    )


def _refused(reason: str | None) -> SourceError:
    if reason == "missing":
        return missing("PDF文件", "PDF files", "pdf")
    if reason == "encrypted":
        return SourceError(
            "PDF文件已加密，请取消密码后再检查。", "the PDF file is encrypted; remove the password and try again."
        )
    if reason == "pages":
        return SourceError(
            f"PDF超过{child.MAX_PAGES}页的上限，请确认是否为一份报告，或拆分后再检查。",
            f"the PDF file has more than {child.MAX_PAGES} pages; check that it is one report, or split it.",
        )
    if reason in {"characters", "objects"}:
        return _too_much()
    return SourceError(f"PDF文件已损坏，无法打开，{_ADVICE[0]}", f"the PDF file is damaged; {_ADVICE[1]}")
