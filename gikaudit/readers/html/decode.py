"""What bytes are a page, and its text."""

import re

from gikaudit.source import Source, SourceError, binary, decode

MAX_BYTES = 16 * 1024 * 1024
"""Pages that hold their own pictures are larger than their text."""
_HEAD = 2048
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")
"""How pages in UTF-16 begin."""
_CHARSET_WITHIN = 8192
_OWN = re.compile(rb'<meta [^<>]{0,40}content="gikaudit[ "]')
_OWN_NAME = b'name="generator"'
_CHARSET = re.compile(rb"""(?i)<meta[^<>]{0,400}?charset\s*=\s*["']?\s*([a-z0-9_.:-]{1,40})""")
_CHARSET_XML = re.compile(rb"""(?i)<\?xml[^<>]{0,200}?encoding\s*=\s*["']([a-z0-9_.:-]{1,40})""")
_CHINESE = {"big5": "big5hkscs", "big5-hkscs": "big5hkscs", "cn-big5": "big5hkscs", "x-x-big5": "big5hkscs"}
_CHINESE |= dict.fromkeys(("gb2312", "gbk", "gb18030", "x-gbk", "gb_2312-80", "gb2312-80", "chinese"), "gb18030")
_CHINESE |= dict.fromkeys(("utf-8", "utf8", "unicode-1-1-utf-8"), "utf-8")
_LEAST = 500
"""Of so many characters one may be damaged in a page whose encoding is declared: portals cut texts by bytes."""


def own_page(data: bytes) -> bool:
    """Whether a page is a result that gikaudit wrote."""
    head = data[:_HEAD]
    return _OWN_NAME in head and _OWN.search(head) is not None


def decoded(path: str, data: bytes, charset: str = "") -> Source:
    """The page as text: by its byte order mark, as UTF-8 where it is, as declared, else as other files are.

    Raises SourceError for what is empty, too large or no text.
    """
    if len(data) > MAX_BYTES:
        raise SourceError(
            f"网页过大，超过{MAX_BYTES >> 20} MiB的上限，请确认是否为报告，或在浏览器中复制正文另存为文本后再检查。",
            f"the page is too large: the limit is {MAX_BYTES >> 20} MiB; check that it is a report, or copy its text"
            " from a browser to a file and try again.",
        )
    text, encoding = _decoded(data, charset)
    if not text.strip():
        raise SourceError("文件为空，没有可检查的内容。", "the file is empty; there is nothing to audit.")
    if binary(text):
        raise SourceError(
            "不是网页，文件内容不是文本，请另存为UTF-8编码的网页或纯文本（.txt）后再检查。",
            "this is no page: what it holds is not text; save it as HTML or plain text in UTF-8 and try again.",
        )
    return Source(path, text, encoding, len(data), markup=True)


def _decoded(data: bytes, charset: str) -> tuple[str, str]:
    if data.startswith(_WIDE):
        return decode(data)
    if data.count(0) * _LEAST < len(data):
        data = data.replace(b"\0", b" ")
    declared = _declared(data, charset)
    for encoding in dict.fromkeys(("utf-8-sig", declared)):
        try:
            return data.decode(encoding or "ascii"), encoding.removesuffix("-sig")
        except UnicodeDecodeError:
            continue
    try:
        return decode(data)
    except SourceError:
        text = data.decode(declared or "ascii", "replace")
        if text.count("\ufffd") * _LEAST > len(text):
            raise
        return text, declared


def _declared(data: bytes, charset: str) -> str:
    """The encoding that a page names, where it is one of those that Chinese pages are in."""
    head = data[:_CHARSET_WITHIN]
    names = [
        charset,
        *(found[1].decode("ascii") for found in (_CHARSET.search(head), _CHARSET_XML.search(head)) if found),
    ]
    return next((_CHINESE[name.lower()] for name in names if name.lower() in _CHINESE), "")
