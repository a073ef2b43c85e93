"""A file as a Document, by what it holds and, where that does not tell, by what it is called."""

from gikaudit.document import Document
from gikaudit.readers.text import read_text
from gikaudit.source import MAX_FILE_BYTES, SourceError, read_source

_BEFORE_PDF = 1024
"""PDF files may begin with some blank bytes."""


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
    return read_text(read_source(path, data))
