"""The audit of one source: reading, relations, verdicts, findings."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from gikaudit.coverage import NOTHING, Coverage, coverage
from gikaudit.evaluate import judge
from gikaudit.failures import (
    AUDIT_CRASHED,
    FAILURES,
    RULE_CRASHED,
    RULES_UNUSABLE,
    TABLE_NOT_UNDERSTOOD,
    UNREADABLE,
    UNUSED_SUPPRESSION,
    describe,
)
from gikaudit.finding import Finding
from gikaudit.fingerprint import distinct, fingerprint
from gikaudit.ledger import Entry
from gikaudit.read import read_report
from gikaudit.readers.read import read_document
from gikaudit.registry import builtin_rules, ruleset
from gikaudit.relation import Level
from gikaudit.report import Report
from gikaudit.rule import Rule, Words
from gikaudit.settings import Settings
from gikaudit.source import Source, SourceError, Span


@dataclass(frozen=True, eq=False, repr=False)
class Audit:
    """The result for one file. ``source`` is None where the file could not be read; ``suppressed`` are findings
    that somebody has accepted, which are in no other count. A file of kind ``rules`` is no report but one with
    rules that could not be used, one of kind ``settings`` one that steers the run."""

    path: str
    source: Source | None
    findings: tuple[Finding, ...]
    ledger: tuple[Entry, ...] = ()
    coverage: Coverage = NOTHING
    report: Report | None = field(default=None, repr=False)
    suppressed: tuple[Finding, ...] = ()
    kind: Literal["report", "rules", "settings"] = "report"

    @property
    def failed(self) -> bool:
        """Whether something could not be checked that should have been."""
        return any(finding.code in FAILURES for finding in self.findings)

    def worst(self) -> Level | None:
        """The highest level of a finding."""
        levels = {finding.level for finding in self.findings}
        return next((level for level in Level if level in levels), None)


def audit(path: str, data: bytes, settings: Settings) -> Audit:
    """Audit the bytes of a file. Never raises for what the bytes hold."""
    source = None
    used = ruleset(settings.rules_dir)
    try:
        document = read_document(path, data)
        source = document.source
        report = read_report(document, settings.usage, used.forms)
    except SourceError as error:
        return unreadable(path, error)
    except Exception as error:  # noqa: BLE001 - one file that cannot be read must not end a run over many
        return Audit(path, source, (_crashed(error, "文中数字均未核对", "none of its numbers were checked"),))
    findings: list[Finding] = []
    ledger: list[Entry] = []
    for rule in used.rules:
        if not settings.selects(rule.code):
            continue
        try:
            entries = _entries(rule, report, source, settings)
        except Exception as error:  # noqa: BLE001 - a rule that crashes must not hide what the others find
            findings.append(_failure(RULE_CRASHED, {**_named(rule), "error": describe(error)}, None))
        else:
            ledger.extend(entries)
    for problem in report.problems:
        title = problem.title or source.text[problem.span.start : problem.span.end].strip()
        findings.append(_failure(TABLE_NOT_UNDERSTOOD, {"title": title}, problem.span))
    checked = NOTHING
    try:
        checked = coverage(report, ledger)
        if checked.broken:
            from gikaudit.diagnose import diagnose

            findings.extend(
                finding._replace(level=settings.level(finding.code, finding.level) or finding.level)
                for finding in diagnose(ledger)
            )
    except Exception as error:  # noqa: BLE001 - see above
        findings.append(_crashed(error, "不一致之处未能列出", "what contradicts each other could not be listed"))
    kept, suppressed = _without_remarked(list(distinct(findings)), source, settings)
    return Audit(path, source, tuple(kept), tuple(ledger), checked, report, tuple(suppressed))


def _without_remarked(
    findings: list[Finding], source: Source, settings: Settings
) -> tuple[list[Finding], list[Finding]]:
    """The findings that count, and those that a remark in the document is about."""
    if "gikaudit" not in source.text:
        return findings, []
    from gikaudit.remarks import suppress

    kept, suppressed, told = suppress(findings, source, settings)
    # where something was not checked, a remark may be needed after all
    if settings.selects(UNUSED_SUPPRESSION) and not any(finding.code in FAILURES for finding in kept):
        kept.extend(distinct([_told(UNUSED_SUPPRESSION, one.words, one.span, settings) for one in told]))
    return kept, suppressed


def _entries(rule: Rule, report: Report, source: Source, settings: Settings) -> list[Entry]:
    """What a rule proposes, with the verdicts. Raises whatever the rule raises."""
    if rule.code in settings.options:
        rule = rule.configured(settings.options[rule.code])
    entries = [Entry(rule, relation, judge(relation)) for relation in rule.relations(report)]
    if rule.origin:
        from gikaudit.trial import check_entries

        check_entries(entries, source)
    return entries


def unreadable(path: str, error: SourceError) -> Audit:
    """The result for a file that cannot be read."""
    return Audit(path, None, (_failure(UNREADABLE, {"reason": error.zh, "reason_en": error.en}, None),))


def unusable(settings: Settings) -> Iterator[Audit]:
    """A result for each file of a plug-in, or of the user's own rules, that cannot be used."""
    for problem in ruleset(settings.rules_dir).problems:
        values = {"origin": problem.origin, "reason": problem.reason.zh, "reason_en": problem.reason.en}
        yield Audit(problem.path, None, (_failure(RULES_UNUSABLE, values, None),), kind="rules")


def _named(rule: Rule) -> dict[str, str]:
    """How a rule is called, with the plug-in it comes from."""
    return {
        "rule": f"{rule.code}（{rule.origin}）" if rule.origin else rule.code,
        "rule_en": f"{rule.code} ({rule.origin})" if rule.origin else rule.code,
    }


def steering(path: str, text: str | None, code: str, told: Iterable[tuple[int, Words]], settings: Settings) -> Audit:
    """The result for a file that steers the run, with what there is to say of some of its lines (0 for none). Its
    text is None where it could not be read."""

    source = Source(path, text) if text is not None else None
    findings = []
    for line, words in told:
        span = None
        if source is not None and 0 < line <= len(source.line_starts):
            start = source.line_starts[line - 1]
            shown = source.line_text(line)
            span = Span(start + len(shown) - len(shown.lstrip()), start + len(shown.rstrip()))
        findings.append(_told(code, words, span, settings))
    return Audit(path, source, tuple(distinct(findings)), kind="settings")


def _told(code: str, words: Words, span: Span | None, settings: Settings) -> Finding:
    finding = _failure(code, {"reason": words.zh, "reason_en": words.en}, span)
    return finding._replace(level=settings.level(code, finding.level) or finding.level)


def crashed(path: str, error: BaseException) -> Audit:
    """The result for a file whose audit came to nothing for a reason that nobody foresaw."""
    return Audit(path, None, (_crashed(error, "文中数字均未核对", "none of its numbers were checked"),))


def _failure(code: str, values: dict[str, str], span: Span | None) -> Finding:
    rule = next(rule for rule in builtin_rules() if rule.code == code)
    message = Words(*(text.format(**values) for text in rule.message))
    return Finding(code, rule.level, message, span, fingerprint=fingerprint(code, values.values()))


def _crashed(error: BaseException, missing: str, missing_en: str) -> Finding:
    values = {"error": describe(error), "missing": missing, "missing_en": missing_en}
    return _failure(AUDIT_CRASHED, values, None)
