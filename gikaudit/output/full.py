"""Findings for people at a terminal: place, message, arithmetic, and the lines with their numbers marked."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from gikaudit.audit import Audit
from gikaudit.finding import Finding
from gikaudit.output.plain import printable, width
from gikaudit.output.shown import ShownLine, place_in_file, shown_lines
from gikaudit.output.summary import LEVELS, Summary
from gikaudit.relation import Level
from gikaudit.rule import Words
from gikaudit.settings import Settings

Style = Literal["", "place", "code", "error", "warning", "note", "mark", "dim", "good"]

_CONTEXT = 22
"""So many characters are shown on each side of a number."""
_MOST_RELATED = 12
_WIDEST = 96
"""So many columns of a line of the report are shown in one line."""
_WIDEST_MARKED = 48


class Piece(NamedTuple):
    """A stretch of output in one style."""

    text: str
    style: Style = ""


def render(audits: Iterable[Audit], settings: Settings) -> Iterator[str]:
    """The findings of all files and a summary."""
    pieces = _pieces(audits, settings)
    if settings.color:
        from gikaudit.output.color import styled

        return styled(pieces)
    return (piece.text for piece in pieces)


def _pieces(audits: Iterable[Audit], settings: Settings) -> Iterator[Piece]:
    language = settings.language
    summary = Summary()
    for audit in summary.counted(audits):
        for finding in audit.findings:
            yield from _finding(audit, finding, language)
        if settings.all_checks:
            yield from ledger(audit, language)
    if not settings.quiet:
        yield from _summary(summary, language)


def head(audit: Audit, finding: Finding, language: str) -> Iterator[Piece]:
    """The place of a finding, its rule and level, and the message: one line."""
    yield Piece(printable(position(audit, finding, language)), "place")
    yield Piece(": ")
    yield Piece(finding.code, "code")
    yield Piece(f" {LEVELS[finding.level].in_language(language)} ", finding.level.value)
    yield Piece(f"{printable(finding.message.in_language(language))}\n")


def position(audit: Audit, finding: Finding, language: str) -> str:
    """``path:line:column``, of a file that is not text ``path:place``, or the path alone where a finding has no
    place in it."""
    if audit.source is None or finding.span is None:
        return audit.path
    place = place_in_file(audit.source, finding.span)
    if place is not None:
        return f"{audit.path}:{place.in_language(language)}"
    start = finding.span.start
    return f"{audit.path}:{audit.source.line_of(start)}:{audit.source.column(start)}"


def _finding(audit: Audit, finding: Finding, language: str) -> Iterator[Piece]:
    yield from head(audit, finding, language)
    if finding.arithmetic:
        yield Piece(f"    {printable(finding.arithmetic)}\n")
    note = finding.note.in_language(language)
    if note:
        yield Piece(f"    {_say(language, '说明：', 'why: ')}{printable(note)}\n", "dim")
    if finding.correction is not None:
        yield Piece(
            f"    {_say(language, '建议：', 'fix: ')}{printable(finding.correction.words.in_language(language))}\n",
            "good",
        )
    if finding.span is not None:
        spans = [finding.span, *(place.span for place in finding.related)]
        yield from _excerpts(shown_lines(audit, spans[: _MOST_RELATED + 1]), language)
    yield Piece("\n")


def _excerpts(lines: Sequence[ShownLine], language: str) -> Iterator[Piece]:
    """The lines of the numbers, each line once, with what stands around the numbers."""
    labels = [line.place.in_language(language) if line.place else str(line.line) for line in lines]
    gutter = max(map(width, labels), default=0)
    for line, label in zip(lines, labels, strict=True):
        for text, marks in _excerpt(line):
            yield Piece(f"    {' ' * (gutter - width(label))}{printable(label)} | ", "dim")
            yield Piece(f"{text}\n")
            yield Piece(f"    {'':>{gutter}} | ", "dim")
            yield Piece(f"{marks}\n", "mark")


def _excerpt(line: ShownLine) -> Iterator[tuple[str, str]]:
    """A line cut down to the surroundings of some places, each with a line of marks under them: more than one
    where the places are many."""
    content = line.text
    text, marks = "", ""
    position = 0
    for low, high, _ in line.marks:
        if low < position:
            continue
        left = max(position, low - _CONTEXT)
        before = printable(content[left:low])
        number = _cut(printable(content[low:high]), _WIDEST_MARKED)
        if marks and width(text + before + number) + 2 > _WIDEST:
            yield text + "…", marks
            text, marks = "", ""
        if left > position or (position and not text):
            text, marks = text + "…", marks + " "
        text += before + number
        marks += " " * width(before) + "^" * max(width(number), 1)
        position = max(high, low)
    rest = printable(content[position : position + _CONTEXT + 1])
    if position + _CONTEXT < len(content):
        rest = rest[:_CONTEXT] + "…"
    yield text + _cut(rest, _WIDEST - width(text)), marks


def _cut(text: str, columns: int) -> str:
    """A text cut off so that it takes at most so many columns."""
    used = end = 0
    for char in text:
        used += width(char)
        if used > columns:
            return text[:end] + "…"
        end += used < columns
    return text


def ledger(audit: Audit, language: str) -> Iterator[Piece]:
    """Every relation that was judged, one a line."""
    from gikaudit.explain import arithmetic

    source = audit.source
    assert source is not None or not audit.ledger
    words = {
        "holds": Words("成立", "holds"),
        "broken": Words("不符", "broken"),
        "not assessable": Words("无法核对", "open"),
    }
    for entry in audit.ledger:
        operand = entry.main
        place = place_in_file(source, operand.span) if source else None
        line = place.in_language(language) if place else source.line_of(operand.span.start) if source else 0
        verdict = words[entry.verdict.status.value].in_language(language)
        yield Piece(
            printable(f"{audit.path}:{line}: {entry.rule.code} {verdict} {operand.label} {arithmetic(entry.verdict)}")
            + "\n",
            "dim",
        )


def _summary(summary: Summary, language: str) -> Iterator[Piece]:
    worst: Style = "error" if summary.levels[Level.ERROR] else "warning" if summary.levels.total() else "good"
    yield Piece(f"{summary.findings(language)}\n", worst)
    yield Piece(f"{summary.checked(language)}\n")


def _say(language: str, zh: str, en: str) -> str:
    return en if language == "en" else zh
