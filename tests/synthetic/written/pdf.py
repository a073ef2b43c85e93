"""Reports as PDF: A4 pages with ruled tables."""

import io
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from tests.synthetic.written.model import Heading, Paper, Prose, Sheet, grid, placed, width

_FONT = "STSong-Light"
_PAGE = 523
"""The width of the text, in points."""


def write_pdf(paper: Paper, ruled: bool = True, align: str = "MIDDLE", padding: float = 3) -> bytes:
    """A PDF file with a text layer; the rows of a table may stand on two pages. ``align`` says where in a row values
    and short labels stand: TOP or MIDDLE."""
    pdfmetrics.registerFont(UnicodeCIDFont(_FONT))
    parts: list[Flowable] = []
    for part in paper:
        match part:
            case Heading(text, level):
                parts.append(Paragraph(escape(text), _style(18 if level == 0 else 14)))
            case Prose(text):
                parts.append(Paragraph(escape(text), _style(12, indent=24)))
            case Sheet():
                parts += [_table(part, ruled, align, padding), Spacer(1, 12)]
    out = io.BytesIO()
    margin = (A4[0] - _PAGE) / 2 - 6
    SimpleDocTemplate(out, pagesize=A4, leftMargin=margin, rightMargin=margin, invariant=1).build(parts)
    return out.getvalue()


def _style(size: int, indent: int = 0) -> ParagraphStyle:
    return ParagraphStyle(
        f"{size}/{indent}",
        fontName=_FONT,
        fontSize=size,
        leading=size * 1.5,
        wordWrap="CJK",
        firstLineIndent=indent,
        spaceAfter=6,
    )


def _table(sheet: Sheet, ruled: bool, align: str, padding: float) -> Table:
    columns = width(sheet)
    size = 7 if columns > 9 else 9
    small = _style(size).clone(f"cell{size}", spaceAfter=0, leading=size * 1.3)
    texts = grid(sheet)
    cells: list[list[Flowable | str]] = [
        [Paragraph(escape(text), small) if text else "" for text in row] for row in texts
    ]
    spans: list[tuple[Any, ...]] = [
        ("SPAN", (cell.column, cell.row), (cell.column + cell.box.columns - 1, cell.row + cell.box.rows - 1))
        for cell in placed(sheet)
        if cell.box.rows > 1 or cell.box.columns > 1
    ]
    style: list[Any] = [
        *([("GRID", (0, 0), (-1, -1), 0.5, "black")] if ruled else []),
        ("VALIGN", (0, 0), (-1, -1), align),
        ("TOPPADDING", (0, 0), (-1, -1), padding),
        ("BOTTOMPADDING", (0, 0), (-1, -1), padding),
        ("LEFTPADDING", (0, 0), (-1, -1), 3),
        ("RIGHTPADDING", (0, 0), (-1, -1), 3),
        *spans,
    ]
    return Table(cells, colWidths=_widths(texts, size), style=TableStyle(style))


def _widths(texts: list[list[str]], size: int) -> list[float]:
    """The width of each column: at most what its longest text takes, in proportion where that is too much."""
    longest = [min(max(len(text) for text in column) * size, 170) + 8 for column in zip(*texts, strict=True)]
    wanted = [max(width, 3.2 * size) for width in longest]
    scale = min(1.0, _PAGE / sum(wanted))
    return [width * scale for width in wanted]
