"""Findings and relations as results of a SARIF log, with their places."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from gikaudit.audit import Audit
from gikaudit.evaluate import Reason, Status
from gikaudit.explain import arithmetic
from gikaudit.failures import FAILURES
from gikaudit.finding import Correction, Finding, Place
from gikaudit.fingerprint import VERSION
from gikaudit.ledger import Entry
from gikaudit.output.line_hash import LineHashes
from gikaudit.output.paths import in_repository
from gikaudit.output.plain import printable
from gikaudit.relation import Operand, reading_operands
from gikaudit.rule import Words
from gikaudit.source import Source, Span

MOST_LOCATIONS = 1_000
"""GitHub takes no more of one result."""
_LONGEST_LINK = 40
_FINGERPRINT = f"gikauditFinding/v{VERSION}"

_KINDS = {Status.HOLDS: "pass", Status.OPEN: "open"}
_SAID = {
    None: Words("相符", "Holds"),
    Reason.BLANK: Words(
        "无法核对（有空白、不适用或无法识别的数字）", "Not assessable (a number is blank or unreadable)"
    ),
    Reason.ZERO: Words("无法核对（除数为零）", "Not assessable (it would divide by zero)"),
}
"""What is said of a relation that holds, and of one that cannot be assessed for a reason."""


class SarifFile:
    """A file of a log: its audit, the number of its artifact, and the numbers of the rules in the log."""

    def __init__(self, audit: Audit, number: int, index: dict[str, int], language: str) -> None:
        self.audit = audit
        self.artifact = {"uri": uri(audit.path), "index": number}
        self.index = index
        self.language = language

    def say(self, words: Words) -> str:
        """A text in the language of the log."""
        return words.in_language(self.language)

    def failures(self) -> Iterator[Finding]:
        """The findings that say what could not be checked."""
        return (finding for finding in self.audit.findings if finding.code in FAILURES)

    def location(self, span: Span | None) -> dict[str, Any]:
        """A place in the file. What has no place, because nothing was read, is at the beginning of it."""
        region = {"startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 1}
        if self.audit.source is not None:
            region = _region(span or Span(0, 0), self.audit.source)
        physical = {"artifactLocation": self.artifact, "region": region}
        origin = self.audit.source.origin(span.start) if self.audit.source is not None and span is not None else None
        if origin is None:
            return {"physicalLocation": physical}
        # the region is one of the text taken out of the file; people and programs look for the page or the cell
        logical: dict[str, Any] = {"fullyQualifiedName": origin.en if self.language == "en" else origin.zh}
        place = {"page": origin.page, "box": [round(edge, 2) for edge in origin.box or ()]}
        return {
            "physicalLocation": physical,
            "logicalLocations": [logical],
            **({"properties": {key: value for key, value in place.items() if value}} if origin.page else {}),
        }

    @cached_property
    def line_hashes(self) -> LineHashes | None:
        """The hashes of its lines. A byte order mark is no text, but belongs to the first line for GitHub."""
        source = self.audit.source
        if source is None:
            return None
        marked = source.encoding == "utf-8" and source.size > len(source.text.encode("utf-8", "surrogatepass"))
        return LineHashes(("\ufeff" if marked else "") + source.text)

    def fingerprints(self, finding: Finding) -> dict[str, str]:
        """By what the finding is recognised in later logs: its line, as GitHub has it, and what it says."""
        found = {_FINGERPRINT: finding.fingerprint} if finding.fingerprint else {}
        if self.line_hashes is not None and self.audit.source is not None:
            line = self.audit.source.line_of(finding.span.start) if finding.span else 1
            found["primaryLocationLineHash"] = self.line_hashes.of(line)
        return found


def finding_result(finding: Finding, file: SarifFile) -> dict[str, Any]:
    """A finding, shown or suppressed, as a result of kind fail."""
    note, fix = finding.note, finding.correction
    source = file.audit.source
    fixes = [_fix(fix, file)] if fix is not None and source is not None and source.editable(fix.span) else []
    sentences = [
        file.say(finding.message),
        finding.arithmetic,
        _labelled(Words("说明：", "Why: "), note, file) if note.zh else "",
        _labelled(Words("建议：", "Fix: "), fix.words, file) if fix is not None else "",
    ]
    related = finding.related[: MOST_LOCATIONS - 1]
    result = {
        **_rule(finding.code, file),
        "kind": "fail",
        "level": finding.level.value,
        "message": {"text": _message(sentences, related, file)},
        "locations": [file.location(finding.span)],
        "relatedLocations": _related(related, file),
        "partialFingerprints": file.fingerprints(finding),
        "fixes": fixes,
        "suppressions": [],
    }
    if finding.suppression is not None:
        kind, reason = finding.suppression
        suppression = {"kind": kind, "status": "accepted", "justification": reason}
        result["suppressions"] = [_without_empty(suppression, "justification")]
    return _without_empty(result, "relatedLocations", "partialFingerprints", "fixes")


def check(entry: Entry, file: SarifFile) -> dict[str, Any] | None:
    """A relation that holds or cannot be assessed as a result; None for one that is broken."""
    verdict = entry.verdict
    if verdict.status not in _KINDS:
        return None
    first, *others = _each_once(reading_operands(verdict.reading))
    said = file.say(_SAID[verdict.reason]) + ("：" if file.language == "zh" else ": ") + _called(_place(first), file)
    sentences = [said, arithmetic(verdict) or file.say(entry.rule.title)]
    related = [_place(operand) for operand in others[: MOST_LOCATIONS - 1]]
    result = {
        **_rule(entry.rule.code, file),
        "kind": _KINDS[verdict.status],
        "level": "none",
        "message": {"text": _message(sentences, related, file)},
        "locations": [file.location(first.span)],
        "relatedLocations": _related(related, file),
        "suppressions": [],
    }
    return _without_empty(result, "relatedLocations")


def notification(finding: Finding, file: SarifFile) -> dict[str, Any]:
    """A failure of the tool, which is a result as well, as something that happened in the run."""
    rule: dict[str, Any] = {"id": finding.code}
    if finding.code in file.index:
        rule["index"] = file.index[finding.code]
    return {
        "associatedRule": rule,
        "level": finding.level.value,
        "message": {"text": _message([file.say(finding.message)], (), file)},
        "locations": [file.location(finding.span)],
    }


def uri(path: str) -> str:
    """A path as a relative URI; as a file URI where it is absolute and leads out of the working folder."""
    pure = PurePath(in_repository(path))
    if pure.is_absolute():
        return pure.as_uri()
    return quote(os.fsencode(pure.as_posix()), safe="/._-~")  # a name need not be valid UTF-8


# ---- parts of results


def _rule(code: str, file: SarifFile) -> dict[str, Any]:
    return {"ruleId": code, "ruleIndex": file.index[code]} if code in file.index else {"ruleId": code}


def _without_empty(result: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in result.items() if value or name not in names}


def _region(span: Span, source: Source) -> dict[str, int]:
    return {
        "startLine": source.line_of(span.start),
        "startColumn": source.column(span.start, "utf16"),
        "endLine": source.line_of(span.end),
        "endColumn": source.column(span.end, "utf16"),
    }


def _related(places: Sequence[Place], file: SarifFile) -> list[dict[str, Any]]:
    return [
        {"id": number, **file.location(place.span), "message": {"text": _plain(_called(place, file))}}
        for number, place in enumerate(places, start=1)
    ]


def _each_once(operands: Iterable[Operand]) -> list[Operand]:
    return list({operand.key: operand for operand in operands}.values())


def _place(operand: Operand) -> Place:
    name = ":".join(filter(None, (operand.label, operand.shown)))
    return Place(operand.span, Words(name, name))


def _fix(correction: Correction, file: SarifFile) -> dict[str, Any]:
    place = file.location(correction.span)["physicalLocation"]
    replacement = {"deletedRegion": place["region"], "insertedContent": {"text": correction.text}}
    return {
        "description": {"text": _plain(_sentence(file.say(correction.words), file))},
        "artifactChanges": [{"artifactLocation": place["artifactLocation"], "replacements": [replacement]}],
    }


# ---- texts


def _message(sentences: Sequence[str], related: Sequence[Place], file: SarifFile) -> str:
    """Sentences in one text, of which the first stands alone, and links to the related places behind them."""
    said = "".join if file.language == "zh" else " ".join
    text = _plain(said(_sentence(sentence, file) for sentence in sentences if sentence))
    if not related:
        return text
    links = [f"[{_link_text(_called(place, file))}]({number})" for number, place in enumerate(related, start=1)]
    if file.language == "en":
        return f"{text} See {', '.join(links)}."
    return f"{text}相关数字：{'、'.join(links)}。"


def _sentence(text: str, file: SarifFile) -> str:
    text = printable(text)
    if text.endswith((".", "。", "!", "?", "！", "？")):
        return text
    return text + ("." if file.language == "en" else "。")


def _labelled(label: Words, words: Words, file: SarifFile) -> str:
    return file.say(label) + file.say(words)


def _called(place: Place, file: SarifFile) -> str:
    """What stands at a place, or at least where it is."""
    text = " ".join(printable(file.say(place.words)).split())
    if not text and file.audit.source is not None:
        line = file.audit.source.line_of(place.span.start)
        text = f"line {line}" if file.language == "en" else f"第{line}行"
    return text if len(text) <= _LONGEST_LINK else text[: _LONGEST_LINK - 1] + "…"


def _plain(text: str) -> str:
    """A text in which nothing is taken for a placeholder, and nothing of a document for a link."""
    return _link_text(text) if "](" in text else _without_placeholders(text)


def _link_text(text: str) -> str:
    return _without_placeholders(re.sub(r"([\\\[\]])", r"\\\1", text))


def _without_placeholders(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")
