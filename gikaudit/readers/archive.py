"""Documents that are ZIP archives of XML (Word, Excel, OpenDocument), looked at before anything is unpacked."""

import io
import re
import zipfile
import zlib

from gikaudit.source import SourceError

MAX_PARTS = 2_000
MAX_PART = 32 * 1024 * 1024
MAX_UNPACKED = 96 * 1024 * 1024
"""In bytes: of one part that is XML, and of all parts."""
_XML = (".xml", ".rels", ".vml")
_DECLARED = re.compile(rb"<!(?:DOCTYPE|ENTITY)|<\0!\0(?:D\0O\0C|E\0N\0T)|\0<\0!\0(?:D\0O\0C|E\0N\0T)", re.IGNORECASE)


def checked_archive(data: bytes) -> zipfile.ZipFile:
    """An archive that can be unpacked: neither encrypted nor damaged, of bounded size, without entities in its XML.

    Raises SourceError.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        _check(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError, RuntimeError) as error:
        raise SourceError(
            "文件已损坏，无法打开，请用Word、WPS或Excel打开后另存一份再检查。",
            "the file is damaged; open it in Word, WPS or Excel, save it again and try again.",
        ) from error
    return archive


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
            if _DECLARED.search(archive.read(part)):
                raise _unusual("其中的XML含有实体声明", "declares entities in its XML")


def _unusual(zh: str, en: str) -> SourceError:
    return SourceError(
        f"文件结构异常（{zh}），为安全起见未读取；请用Word、WPS或Excel打开后另存一份再检查。",
        f"the file {en} and was not read, to be safe; open it in Word, WPS or Excel, save it again and try again.",
    )
