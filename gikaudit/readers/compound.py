"""Files of Microsoft's compound format: old Excel, Word and WPS documents, and encrypted new ones."""

from gikaudit.document import Document
from gikaudit.source import SourceError


def read_compound(path: str, data: bytes) -> Document:
    """Read what such a file holds, if it is a workbook. Raises SourceError with the way to convert it if not."""
    if _has(data, "EncryptedPackage"):
        raise SourceError(
            "文件已加密，请取消密码后再检查。", "the file is encrypted; remove the password and try again."
        )
    if _has(data, "WordDocument"):
        raise SourceError(
            "这是旧格式的Word或WPS文档（.doc、.wps），请用Word或WPS另存为.docx后再检查。",
            "this is an old Word or WPS document (.doc, .wps); save it as .docx in Word or WPS and try again.",
        )
    if _has(data, "Workbook") or _has(data, "Book"):
        from gikaudit.readers.xls import read_xls

        return read_xls(path, data)
    raise SourceError(
        "不能识别这种Office或WPS文件，请另存为.docx、.xlsx或.pdf后再检查。",
        "this kind of Office or WPS file is not known; save it as .docx, .xlsx or .pdf and try again.",
    )


def _has(data: bytes, stream: str) -> bool:
    """Whether the directory of a file lists a stream."""
    return f"{stream}\0".encode("utf-16-le") in data
