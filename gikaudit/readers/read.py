"""A file as a Document, by what it holds and, where that does not tell, by what it is called."""

from gikaudit.document import Document
from gikaudit.readers.text import read_text
from gikaudit.source import MAX_FILE_BYTES, SourceError, read_source

_BEFORE_PDF = 1024
"""PDF files may begin with some blank bytes."""
_ARCHIVE = b"PK\x03\x04"
PAGES = (".html", ".htm", ".shtml", ".xhtml")
WEB_ARCHIVES = (".mht", ".mhtml")
_HEAD = 2048
_BEFORE = b"\xef\xbb\xbf\xff\xfe \t\r\n"
"""Byte order marks and spaces."""
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read_document(path: str, data: bytes) -> Document:
    """Read a file of any kind that reports are kept in. Raises SourceError for one that cannot be read.

    What only one kind of file needs is imported when there is such a file.
    """
    if len(data) > MAX_FILE_BYTES:
        raise SourceError(
            f"文件过大，超过{MAX_FILE_BYTES >> 20} MiB的上限，请确认是否为报告，或删去图片后再检查。",
            f"the file is too large: the limit is {MAX_FILE_BYTES >> 20} MiB; check that it is a report, or take out"
            " its pictures and try again.",
        )
    # each kind of file has its lines here: by its first bytes, what is in the archive, then its suffix
    if data[:_BEFORE_PDF].lstrip(b"\xef\xbb\xbf\r\n\t\0 ").startswith(b"%PDF-"):
        from gikaudit.readers.pdf.read import read_pdf

        return read_pdf(path, data)
    if data.startswith(_ARCHIVE):
        return _read_archive(path, data)
    if data.startswith(_COMPOUND):
        from gikaudit.readers.compound import read_compound

        return read_compound(path, data)
    name = path.lower()
    head = data[:_HEAD].replace(b"\0", b"").lstrip(_BEFORE).lower()
    if name.endswith(PAGES) or _is_page(head):
        from gikaudit.readers.html import read_html

        return read_html(path, data)
    if name.endswith(WEB_ARCHIVES) or b"mime-version:" in head:
        from gikaudit.readers.html.mht import is_archive, read_mht

        if name.endswith(WEB_ARCHIVES) or is_archive(data):
            return read_mht(path, data)
    if name.endswith((".csv", ".tsv")):
        from gikaudit.readers.csv import read_csv

        return read_csv(path, data)
    return read_text(read_source(path, data))


def _is_page(head: bytes) -> bool:
    """Whether a file begins as a page does, whatever it is called: 另存为.doc的网页."""
    declared = head.startswith((b"<?xml", b"<!--")) and b"<html" in head
    return declared or head.startswith((b"<html", b"<!doctype html"))


def _read_archive(path: str, data: bytes) -> Document:
    """Read a file that is an archive by what is in it."""
    from gikaudit.readers.archive import archive_kind

    match archive_kind(data):
        case "docx":
            from gikaudit.readers.docx import read_docx

            return read_docx(path, data)
        case "xlsx":
            from gikaudit.readers.xlsx import read_xlsx

            return read_xlsx(path, data)
        case "ods":
            from gikaudit.readers.ods import read_ods

            return read_ods(path, data)
        case "xlsb":
            raise SourceError(
                "这是二进制的Excel表格（.xlsb），请用Excel或WPS另存为.xlsx后再检查。",
                "this is a binary Excel workbook (.xlsb); save it as .xlsx in Excel or WPS and try again.",
            )
        case "odt":
            raise SourceError(
                "这是OpenDocument文档（.odt），请另存为.docx后再检查。",
                "this is an OpenDocument text (.odt); save it as .docx and try again.",
            )
        case "ofd":
            raise SourceError(
                "这是OFD版式文件（.ofd），请转换为.pdf，或用Word版（.docx）检查。",
                "this is an OFD document (.ofd); convert it to .pdf, or use the Word file (.docx).",
            )
    return read_text(read_source(path, data))  # says what the file is
