"""Audits for the tests of the output formats."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from gikaudit.audit import Audit, audit, unreadable
from gikaudit.output.formats import renderer
from gikaudit.rule import Words
from gikaudit.settings import Settings
from gikaudit.source import SourceError

RIGHT = "全年收到申请41件,其中当面申请10件,网络申请20件,信函申请11件。\n"
WRONG = "报告𠀀\r\n全年收到申请40件,其中当面申请10件,网络申请20件,信函申请11件。\r\n"
SHARE = "𠀀全年收到申请300件,其中网络申请200件,占66.6%。\n"

HOSTILE = (
    "=1+1",
    "＝1+1",
    "@all 见 #12 与 !3",
    "::error file=x::y",
    "%0A::warning::y",
    "a,b:c\r\nd",
    "<script>alert(1)</script>&lt;",
    "]]><!--",
    "|`a`|*b*|[c](http://d.invalid)|www.d.invalid",
    "\"quoted\", 'so'",
    "\x00\x1b[31m\u202e\ufffe\udcff",
    "\\",
)


def right(path: str = "right.txt") -> Audit:
    return audit(path, RIGHT.encode(), Settings())


def wrong(path: str = "wrong.txt") -> Audit:
    """One error, in the second line."""
    return audit(path, WRONG.encode(), Settings())


def warned(path: str = "share.txt") -> Audit:
    """One warning."""
    return audit(path, SHARE.encode(), Settings())


def unread(path: str = "gone.txt") -> Audit:
    return unreadable(path, SourceError("无法读取。", "cannot be read."))


def saying(words: str, path: str = "wrong.txt") -> Audit:
    """An audit whose one finding says something, in its message and its arithmetic."""
    found = wrong(path)
    return replace(found, findings=(found.findings[0]._replace(message=Words(words, words), arithmetic=words),))


def output(output_format: str, audits: Sequence[Audit], **settings: object) -> str:
    """What a format makes of audits."""
    wanted = Settings(output_format=output_format)._replace(**settings)  # type: ignore[arg-type]
    return "".join(renderer(output_format)(iter(audits), wanted))
