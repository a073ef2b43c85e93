"""The list of accepted findings: findings that somebody has looked into, with the reason and the date.

It is TOML. A finding is named by its fingerprint, or by quotations of the document in which all of its numbers
stand: once one of them changes, the finding is no longer accepted.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from gikaudit.audit import Audit
from gikaudit.config.errors import FileError, decoded, read_bytes
from gikaudit.config.file import parse_toml
from gikaudit.config.kinds import WrongValueError, meant
from gikaudit.config.patterns import matches, relative
from gikaudit.config.places import Path, line_of, lines
from gikaudit.failures import FAILURES
from gikaudit.finding import Finding, Suppression
from gikaudit.registry import ruleset
from gikaudit.rule import Words
from gikaudit.settings import Settings
from gikaudit.source import Span
from gikaudit.suppress.unused import Unused

_KEYS = ("rule", "fingerprint", "text", "path", "reason", "date", "expires")
_DATES = ("date", "expires")
_NEEDED = ("rule", "reason", "date")
_BLANK = re.compile(r"\s+")


class Accepted(NamedTuple):
    """One entry. ``path`` is a pattern, "" for every file."""

    rule: str
    fingerprint: str
    quotes: tuple[str, ...]
    path: str
    reason: str
    on: date
    expires: date | None
    line: int


class AcceptedList:
    """A list in use: which of its entries were met."""

    def __init__(self, path: str, entries: Sequence[Accepted]) -> None:
        self.path = path
        self.entries = entries
        self._folder = os.path.dirname(os.path.abspath(path))
        self._met: set[int] = set()
        self._looked_for: set[int] = set()
        self._partly: set[int] = set()
        """Entries that quote the first number of a finding of their rule, but not all of its numbers."""
        self._incomplete = False

    def suppress(self, audit: Audit, settings: Settings) -> Iterator[Finding]:
        """The findings of a file, those accepted marked."""
        here = relative(audit.path, self._folder)
        entries = {
            number: entry
            for number, entry in enumerate(self.entries)
            if settings.selects(entry.rule) and (not entry.path or matches(entry.path, here))
        }
        if audit.failed:
            self._incomplete = True
        self._looked_for.update(entries)
        quoted = _Quoted(audit.source.text if audit.source is not None else "")
        for finding in audit.findings:
            reason = self._reason(finding, entries, quoted)
            yield finding if reason is None else finding._replace(suppression=Suppression("external", reason))

    def _reason(self, finding: Finding, entries: Mapping[int, Accepted], quoted: _Quoted) -> str | None:
        """Why a finding is accepted; None if it is not."""
        if finding.code in FAILURES or finding.span is None:
            return None
        for number, entry in entries.items():
            if entry.rule != finding.code or (entry.expires is not None and entry.expires < date.today()):
                continue
            if entry.fingerprint:
                met = entry.fingerprint == finding.fingerprint
            else:
                spans = [finding.span, *(place.span for place in finding.related)]
                met = all(quoted.covers(span, entry.quotes) for span in spans)
                if not met and quoted.covers(finding.span, entry.quotes):
                    self._partly.add(number)
            if met:
                self._met.add(number)
                return f"{entry.reason}（{entry.on}）"
        return None

    def unused(self) -> Iterator[Unused]:
        """The entries for the files and rules of this run that were not met, and those out of date."""
        for number, entry in enumerate(self.entries):
            expired = entry.expires is not None and entry.expires < date.today()
            if number in self._met or number not in self._looked_for or (self._incomplete and not expired):
                continue
            if expired:
                why = Words(f"期限{entry.expires}已过", f"it expired on {entry.expires}")
            elif number in self._partly:
                why = Words(
                    "引文只含该问题的部分数字，应引出全部有关数字",
                    "it quotes only some of the numbers of the finding; quote all of them",
                )
            elif entry.quotes and not entry.fingerprint:
                why = Words("没有问题与引文相符", "no finding is in the text quoted")
            else:
                why = Words("该问题已不存在或数字已改", "it is no longer found")
            words = Words(
                f"{entry.rule}的已核实问题没有用到：{why.zh}。", f"the accepted {entry.rule} is not used: {why.en}."
            )
            yield Unused(entry.line, words)


class _Quoted:
    """Where quotations stand in a text. White space does not count."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._found: dict[str, list[Span]] = {}

    def covers(self, span: Span, quotes: Sequence[str]) -> bool:
        """Whether a place stands within a quotation."""
        return any(
            found.start <= span.start and span.end <= found.end for quote in quotes for found in self._places(quote)
        )

    def _places(self, quote: str) -> list[Span]:
        if quote not in self._found:
            pattern = r"\s*".join(map(re.escape, _BLANK.sub("", quote)))
            self._found[quote] = [Span(*found.span(1)) for found in re.finditer(f"(?=({pattern}))", self._text)]
        return self._found[quote]


# ---- reading the list


def read_accepted(path: str, rules_dir: str) -> AcceptedList:
    """Read a list of accepted findings, some perhaps of rules in a folder. Raises FileError."""
    text = decoded(path, read_bytes(path))
    data = parse_toml(path, text)
    places = lines(text)
    for key in data:
        if key != "accepted":
            raise FileError(path, line_of(places, (key,)), Words(*_unknown(key, ("accepted",))))
    entries = data.get("accepted", [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        words = Words("应以[[accepted]]逐条列出。", "the entries are tables [[accepted]].")
        raise FileError(path, line_of(places, ("accepted",)), words)
    return AcceptedList(path, [_entry(path, entry, number, places, rules_dir) for number, entry in enumerate(entries)])


def _unknown(key: str, known: Sequence[str]) -> tuple[str, str]:
    zh, en = meant(key, known)
    return f"没有“{key}”这一项。{zh}", f"there is no key {key}.{en}"


def _entry(path: str, entry: Mapping[str, Any], number: int, places: Mapping[Path, int], rules_dir: str) -> Accepted:
    try:
        _check(entry)
        code = _rule(entry["rule"], rules_dir)
    except WrongValueError as wrong:
        raise FileError(path, line_of(places, ("accepted", number, *wrong.path)), wrong.words) from None
    text = entry.get("text", [])
    return Accepted(
        code,
        entry.get("fingerprint", ""),
        (text,) if isinstance(text, str) else tuple(text),
        entry.get("path", ""),
        " ".join(entry["reason"].split()),
        entry["date"],
        entry.get("expires"),
        line_of(places, ("accepted", number)),
    )


def _check(entry: Mapping[str, Any]) -> None:
    """Raises WrongValueError."""
    for key, value in entry.items():
        if key not in _KEYS:
            raise WrongValueError(*_unknown(key, _KEYS), (key,))
        if key in _DATES:
            if not isinstance(value, date) or isinstance(value, datetime):
                zh = f"{key}应为日期，如2016-03-15（不加引号）。"
                raise WrongValueError(zh, f"{key} is a date such as 2016-03-15, not quoted.", (key,))
            continue
        texts = value if key == "text" and isinstance(value, list) else [value]
        if not texts or not all(isinstance(text, str) and text.strip() for text in texts):
            raise WrongValueError(f"{key}应为文字，不能为空。", f"{key} is a string, and not empty.", (key,))
    for key in _NEEDED:
        if key not in entry:
            raise WrongValueError(f"缺少{key}。", f"{key} is missing.")
    if ("text" in entry) is ("fingerprint" in entry):
        raise WrongValueError("fingerprint和text应有且只有一项。", "an entry has either a fingerprint or a text.")


def _rule(text: str, rules_dir: str) -> str:
    """The code of a rule whose findings can be accepted. Raises WrongValueError."""
    code = text.strip().upper()
    found = ruleset(rules_dir)
    known = [rule.code for rule in found.rules]
    if code not in known and not found.problems:
        zh, en = meant(code, known)
        raise WrongValueError(f"没有规则{text}。{zh}", f"there is no rule {text}.{en}", ("rule",))
    if code in FAILURES:
        zh = f"{code}表示有内容未能核对，不能列入。"
        raise WrongValueError(zh, f"{code} says that something was not audited; it cannot be accepted.", ("rule",))
    return code
