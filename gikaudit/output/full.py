"""Findings for people at a terminal: place, message, arithmetic, and the lines with their numbers marked."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from gikaudit.audit import Audit
from gikaudit.coverage import Coverage
from gikaudit.finding import Finding
from gikaudit.output.plain import printable, width
from gikaudit.relation import Level
from gikaudit.rule import Words
from gikaudit.settings import Settings
from gikaudit.source import Source, Span

Style = Literal["", "place", "code", "error", "warning", "note", "mark", "dim", "good"]

_CONTEXT = 22
"""So many characters are shown on each side of a number."""
_MOST_RELATED = 12
_WIDEST = 96
"""So many columns of a line of the report are shown in one line."""
_WIDEST_MARKED = 48

_LEVELS = {
    Level.ERROR: Words("错误", "error"),
    Level.WARNING: Words("警告", "warning"),
    Level.NOTE: Words("提示", "note"),
}


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
    done: list[tuple[Coverage, Sequence[Finding], bool]] = []
    for audit in audits:
        done.append((audit.coverage, audit.findings, audit.source is None))
        for finding in audit.findings:
            yield from _finding(audit, finding, language)
        if settings.all_checks:
            yield from _ledger(audit, language)
    yield from _summary(done, language)


def _finding(audit: Audit, finding: Finding, language: str) -> Iterator[Piece]:
    source = audit.source
    place = audit.path
    if source is not None and finding.span is not None:
        place += f":{source.line_of(finding.span.start)}:{source.column(finding.span.start)}"
    yield Piece(printable(place), "place")
    yield Piece(": ")
    yield Piece(finding.code, "code")
    yield Piece(f" {_LEVELS[finding.level].in_language(language)} ", finding.level.value)
    yield Piece(f" {printable(finding.message.in_language(language))}\n".replace("  ", " ", 1).lstrip(" "))
    if finding.arithmetic:
        yield Piece(f"    {printable(finding.arithmetic)}\n")
    note = finding.note.in_language(language)
    if note:
        yield Piece(f"    {_say(language, '说明', 'why')}: {printable(note)}\n", "dim")
    if finding.correction is not None:
        yield Piece(
            f"    {_say(language, '建议', 'fix')}: {printable(finding.correction.words.in_language(language))}\n",
            "good",
        )
    if source is not None and finding.span is not None:
        spans = [finding.span, *(place.span for place in finding.related)]
        yield from _excerpts(source, spans)
    yield Piece("\n")


def _excerpts(source: Source, spans: Sequence[Span]) -> Iterator[Piece]:
    """The lines of the numbers, each line once, with what stands around the numbers."""
    by_line: dict[int, list[Span]] = {}
    for span in spans[: _MOST_RELATED + 1]:
        by_line.setdefault(source.line_of(span.start), []).append(span)
    gutter = len(str(max(by_line)))
    for line, marked in by_line.items():
        for text, marks in _excerpt(source, line, sorted(marked, key=lambda span: span.start)):
            yield Piece(f"    {line:>{gutter}} | ", "dim")
            yield Piece(f"{text}\n")
            yield Piece(f"    {'':>{gutter}} | ", "dim")
            yield Piece(f"{marks}\n", "mark")


def _excerpt(source: Source, line: int, spans: Sequence[Span]) -> Iterator[tuple[str, str]]:
    """A line cut down to the surroundings of some places, each with a line of marks under them: more than one
    where the places are many."""
    start = source.line_starts[line - 1]
    content = source.line_text(line)
    text, marks = "", ""
    position = 0
    for span in spans:
        low, high = span.start - start, min(span.end - start, len(content))
        if low > len(content) or low < position:
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
    if width(text) <= columns:
        return text
    while text and width(text) >= columns:
        text = text[:-1]
    return text + "…"


def _ledger(audit: Audit, language: str) -> Iterator[Piece]:
    """Every relation that was judged, one a line."""
    from gikaudit.explain import arithmetic
    from gikaudit.relation import reading_operands

    source = audit.source
    assert source is not None or not audit.ledger
    words = {
        "holds": Words("成立", "holds"),
        "broken": Words("不符", "broken"),
        "not assessable": Words("无法核对", "open"),
    }
    for entry in audit.ledger:
        operand = entry.relation.primary or next(reading_operands(entry.verdict.reading))
        line = source.line_of(operand.span.start) if source else 0
        verdict = words[entry.verdict.status.value].in_language(language)
        yield Piece(
            printable(f"{audit.path}:{line}: {entry.rule.code} {verdict} {operand.label} {arithmetic(entry.verdict)}")
            + "\n",
            "dim",
        )


def _summary(done: Sequence[tuple[Coverage, Sequence[Finding], bool]], language: str) -> Iterator[Piece]:
    def total(attribute: str) -> int:
        return sum(getattr(coverage, attribute) for coverage, _, _ in done)

    findings = [finding for _, found, _ in done for finding in found]
    levels = {level: sum(finding.level is level for finding in findings) for level in Level}
    unread = sum(failed for _, _, failed in done)
    if language == "en":
        counted = ", ".join(_count(levels[level], level.value) for level in Level if levels[level]) or "no findings"
        yield Piece(f"{counted}\n", "error" if levels[Level.ERROR] else "warning" if findings else "good")
        yield Piece(
            f"{_count(len(done), 'report')} ({unread} unreadable); "
            f"numbers: {total('numbers')} read, {total('used')} used, {total('set_aside')} set aside, "
            f"{total('unchecked')} not related; relations: {total('relations')} checked, {total('holding')} hold, "
            f"{total('broken')} broken, {total('open')} not assessable\n"
        )
        return
    counted = "、".join(f"{_LEVELS[level].zh}{levels[level]}处" for level in Level if levels[level]) or "未发现不一致"
    yield Piece(f"{counted}\n", "error" if levels[Level.ERROR] else "warning" if findings else "good")
    yield Piece(
        f"报告{len(done)}份(无法读取{unread}份);数字读取{total('numbers')}个,参与核对{total('used')}个,"
        f"略过{total('set_aside')}个(日期、文号、名称等),未能核对{total('unchecked')}个;"
        f"关系核对{total('relations')}项,成立{total('holding')}项,不符{total('broken')}项,无法核对{total('open')}项\n"
    )


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _say(language: str, zh: str, en: str) -> str:
    return en if language == "en" else zh
