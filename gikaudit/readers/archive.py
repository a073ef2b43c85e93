"""Documents that are ZIP archives of XML (Word, Excel, OpenDocument), looked at before anything is unpacked."""

import io
import re
import zipfile
import zlib

from gikaudit.source import SourceError

MAX_PARTS = 2_000
MAX_DIRECTORY = 1024 * 1024
MAX_PART = 32 * 1024 * 1024
MAX_UNPACKED = 96 * 1024 * 1024
"""In bytes: of the list of parts, of one part that is XML, and of all parts."""
_END, _LARGE_END = b"PK\x05\x06", b"PK\x06\x06"
_END_SIZE, _LOCATOR_SIZE, _LARGE_END_SIZE = 22, 20, 56
_LONGEST_TYPE = 200
_OPEN_DOCUMENTS = {
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
    b"application/vnd.oasis.opendocument.spreadsheet-template": "ods",
    b"application/vnd.oasis.opendocument.text": "odt",
}
_XML = (".xml", ".rels", ".vml")
_DECLARED = re.compile(rb"<!(?:DOCTYPE|ENTITY)|<\0!\0(?:D\0O\0C|E\0N\0T)|\0<\0!\0(?:D\0O\0C|E\0N\0T)", re.IGNORECASE)


def checked_archive(data: bytes) -> zipfile.ZipFile:
    """An archive that can be unpacked: neither encrypted nor damaged, of bounded size, without entities in its XML.

    Raises SourceError.
    """
    if _directory_size(data) > MAX_DIRECTORY:
        raise _unusual("部件过多", "has too many parts")
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        _check(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError, RuntimeError) as error:
        raise damaged() from error
    return archive


def damaged() -> SourceError:
    """The error for a file that is an office document by its first bytes and cannot be opened."""
    return SourceError(
        "文件已损坏，无法打开，请用Word、WPS或Excel打开后另存一份再检查。",
        "the file is damaged; open it in Word, WPS or Excel, save it again and try again.",
    )


def archive_kind(data: bytes) -> str:
    """What an archive is: ``docx``, ``xlsx``, ``xlsb``, ``ods``, ``odt``, ``ofd``, or nothing that is known.

    Raises SourceError for one that cannot be unpacked.
    """
    archive = checked_archive(data)
    names = archive.namelist()
    if "mimetype" in names and archive.getinfo("mimetype").file_size < _LONGEST_TYPE:
        kind = _OPEN_DOCUMENTS.get(archive.read("mimetype").strip())
        if kind:
            return kind
    folders = {name.partition("/")[0].lower() for name in names if "/" in name}
    if "xl" in folders:
        return "xlsb" if any(name.lower() == "xl/workbook.bin" for name in names) else "xlsx"
    if "OFD.xml" in names:
        return "ofd"
    return "docx" if "word" in folders else ""


def _directory_size(data: bytes) -> int:
    """The size of the list of parts as the end of an archive tells it: zipfile reads all of it at once."""
    end = len(data) - _END_SIZE
    if not (data[end:].startswith(_END) and data.endswith(b"\0\0")):
        end = data.rfind(_END)
    large = end - _LOCATOR_SIZE - _LARGE_END_SIZE
    if large >= 0 and data.startswith(_LARGE_END, large):
        return int.from_bytes(data[large + 40 : large + 48], "little")
    return int.from_bytes(data[end + 12 : end + 16], "little") if end >= 0 else 0


def _check(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    if len(parts) > MAX_PARTS:
        raise _unusual("部件过多", "has too many parts")
    names = [part.filename for part in parts]
    if len(set(names)) < len(names):
        raise _unusual("内有重名部件", "has two parts of the same name")
    if any(part.flag_bits & 1 for part in parts):
        raise SourceError(
            "文件已加密，请取消密码后再检查。", "the file is encrypted; remove the password and try again."
        )
    # what the directory says of sizes can be wrong: zipfile reads no more than that, and fails where there is more
    if sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise _unusual("解压后过大", "is too large when unpacked")
    for part in parts:
        if part.filename.lower().endswith(_XML):
            if part.file_size > MAX_PART:
                raise _unusual("解压后过大", "is too large when unpacked")
            content = archive.read(part)
            # looking for a few bytes first is far faster than the pattern, and most parts have none of them
            if (b"<!" in content or b"<\0!" in content) and _DECLARED.search(content):
                raise _unusual("其中的XML含有实体声明", "declares entities in its XML")


def _unusual(zh: str, en: str) -> SourceError:
    return SourceError(
        f"文件结构异常（{zh}），为安全起见未读取；请用Word、WPS或Excel打开后另存一份再检查。",
        f"the file {en} and was not read, to be safe; open it in Word, WPS or Excel, save it again and try again.",
    )
