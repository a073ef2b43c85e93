"""PDF files put together by tests: pages drawn with reportlab, and files written object by object."""

import io
import zlib
from collections.abc import Callable, Sequence

from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

FONT = "STSong-Light"
WIDTH, HEIGHT = A4
Draw = Callable[["Sheet"], None]


class Sheet:
    """A page to draw on, in points from its upper left corner."""

    def __init__(self, canvas: Canvas) -> None:
        self.canvas = canvas

    def write(self, x: float, y: float, text: str, size: float = 12, apart: float = 0, hidden: bool = False) -> None:
        """Write text whose foot is at y, the characters ``apart`` points farther apart than usual."""
        line = self.canvas.beginText(x, HEIGHT - y)
        line.setFont(FONT, size)
        line.setCharSpace(apart)
        line.setTextRenderMode(3 if hidden else 0)
        line.textOut(text)
        self.canvas.drawText(line)

    def downwards(self, x: float, y: float, text: str, size: float = 10) -> None:
        """Write text with one character a line."""
        for number, char in enumerate(text):
            self.write(x, y + number * size * 1.2, char, size)

    def line(self, x: float, y: float, to_x: float, to_y: float) -> None:
        """Draw a line."""
        self.canvas.line(x, HEIGHT - y, to_x, HEIGHT - to_y)

    def grid(self, columns: Sequence[float], rows: Sequence[float]) -> None:
        """Draw the lines of a table."""
        for x in columns:
            self.line(x, rows[0], x, rows[-1])
        for y in rows:
            self.line(columns[0], y, columns[-1], y)

    def table(self, columns: Sequence[float], top: float, texts: Sequence[Sequence[str]], height: float = 24) -> None:
        """Draw a table with a line of text in each cell."""
        self.grid(columns, [top + height * number for number in range(len(texts) + 1)])
        for row, cells in enumerate(texts):
            for x, text in zip(columns, cells, strict=False):
                self.write(x + 4, top + height * row + 16, text, 10)

    def picture(self) -> None:
        """Cover the page with a picture."""
        from PIL import Image
        from reportlab.lib.utils import ImageReader

        self.canvas.drawImage(ImageReader(Image.new("L", (8, 8), 200)), 0, 0, WIDTH, HEIGHT)


def pdf(*pages: Draw, password: str | None = None, owner: str = "owner", turned: int = 0) -> bytes:
    """A file with the pages drawn. With a password, even an empty one, it is encrypted."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    out = io.BytesIO()
    encryption = None if password is None else StandardEncryption(password, owner, strength=128)
    canvas = Canvas(out, pagesize=A4, invariant=1, encrypt=encryption)
    for draw in pages:
        if turned:
            canvas.setPageRotation(turned)
        draw(Sheet(canvas))
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def stream(data: bytes, packed: bool = False, entries: str = "") -> bytes:
    """A stream object."""
    if packed:
        data, entries = zlib.compress(data, 9), entries + " /Filter /FlateDecode"
    return b"<< /Length %d%s >>\nstream\n%s\nendstream" % (len(data), entries.encode(), data)


def objects(*bodies: bytes, root: str = "1 0 R") -> bytes:
    """A file of the objects 1, 2, …"""
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(bodies, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(bodies) + 1, root.encode(), table)
    return bytes(out)


CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
PAGES = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
HELVETICA = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"


def page(content: bytes, *further: bytes, resources: str = "", packed: bool = False, box: str = "0 0 595 842") -> bytes:
    """A file of one page with the content and the objects from 6 on; 5 is a font, named F."""
    own = f"<< /Type /Page /Parent 2 0 R /MediaBox [{box}] /Contents 4 0 R"
    own += f" /Resources << /Font << /F 5 0 R >> {resources} >> >>"
    return objects(CATALOG, PAGES, own.encode(), stream(content, packed), HELVETICA, *further)
