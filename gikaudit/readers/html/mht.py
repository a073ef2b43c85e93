"""Web archives (.mht, .mhtml), as browsers and Word save them: the page in them."""

import email
import re
from email.message import Message

from gikaudit.document import Document
from gikaudit.readers.html import read_html
from gikaudit.source import SourceError

_HEAD = 4096
_HEADERS = re.compile(
    rb"(?i)(?:\xef\xbb\xbf)?\s*(?:[A-Za-z][A-Za-z0-9-]{1,60}:[^\r\n]{0,2000}\r?\n(?:[ \t][^\r\n]{0,2000}\r?\n){0,20})+"
)
_ARCHIVE = re.compile(rb"(?i)(?:^|\n)Content-Type:\s*(?:multipart/(?:related|alternative|mixed)|text/html)")
_VERSION = re.compile(rb"(?i)(?:^|\n)MIME-Version:")
_MOST_BOUNDARIES = 20
_MOST_PARTS = 5_000
MAX_BYTES = 32 * 1024 * 1024


def is_archive(data: bytes) -> bool:
    """Whether a file begins as a web archive does, whatever it is called."""
    found = _HEADERS.match(data[:_HEAD])
    return found is not None and _VERSION.search(found[0]) is not None and _ARCHIVE.search(found[0]) is not None


def read_mht(path: str, data: bytes) -> Document:
    """Read the page of a web archive. The text of its Source is that of the page, decoded.

    Raises SourceError for one that is damaged, too large, or holds no page.
    """
    # every part costs memory, and every boundary is looked for in every line
    parts = len(re.findall(rb"(?:^|[\r\n])--", data))
    if (
        len(data) > MAX_BYTES
        or parts > _MOST_PARTS
        or len(re.findall(rb"(?i)boundary\s*\*?\d*\*?\s*=", data)) > _MOST_BOUNDARIES
    ):
        raise SourceError(
            "网页归档文件结构异常或过大，为安全起见未读取；请在浏览器中打开后另存为网页（.html）再检查。",
            "the web archive is too large or of unusual structure and was not read, to be safe; open it in a browser,"
            " save it as a page (.html) and try again.",
        )
    try:
        found = _page(email.message_from_bytes(data))
    except (ValueError, LookupError, TypeError, AssertionError, RecursionError) as error:
        raise _damaged() from error
    if found is None:
        raise _damaged()
    return read_html(path, *found)


def _page(message: Message) -> tuple[bytes, str] | None:
    """The first page of an archive that is not blank, with its encoding."""
    for part in message.walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes) and payload.strip():
                return payload, str(part.get_param("charset") or "")
    return None


def _damaged() -> SourceError:
    return SourceError(
        "网页归档文件（.mht）已损坏，或其中没有网页，请在浏览器中打开后另存为网页（.html）再检查。",
        "the web archive (.mht) is damaged or holds no page; open it in a browser, save it as a page (.html) and try"
        " again.",
    )
