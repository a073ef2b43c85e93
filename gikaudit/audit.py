"""The audit of one source: reading, relations, verdicts, findings."""

from dataclasses import dataclass, field

from gikaudit.coverage import NOTHING, Coverage, coverage
from gikaudit.evaluate import judge
from gikaudit.failures import AUDIT_CRASHED, FAILURES, RULE_CRASHED, TABLE_NOT_UNDERSTOOD, UNREADABLE, describe
from gikaudit.finding import Finding
from gikaudit.ledger import Entry
from gikaudit.read import read_report
from gikaudit.readers.text import read_text
from gikaudit.registry import builtin_rules
from gikaudit.relation import Level
from gikaudit.report import Report
from gikaudit.rule import Words
from gikaudit.settings import Settings
from gikaudit.source import Source, SourceError, read_source


@dataclass(frozen=True, eq=False, repr=False)
class Audit:
    """The result for one file. ``source`` is None where the file could not be read; ``suppressed`` are findings
    that somebody has accepted, which are in no other count."""

    path: str
    source: Source | None
    findings: tuple[Finding, ...]
    ledger: tuple[Entry, ...] = ()
    coverage: Coverage = NOTHING
    report: Report | None = field(default=None, repr=False)
    suppressed: tuple[Finding, ...] = ()

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
    try:
        source = read_source(path, data)
        report = read_report(read_text(source), settings.usage)
    except SourceError as error:
        return unreadable(path, error)
    except Exception as error:  # noqa: BLE001 - one file that cannot be read must not end a run over many
        return Audit(path, source, (_crashed(error, "文中数字均未核对", "none of its numbers were checked"),))
    findings: list[Finding] = []
    ledger: list[Entry] = []
    for rule in builtin_rules():
        if not settings.selects(rule.code):
            continue
        if rule.code in settings.options:
            rule = rule.configured(settings.options[rule.code])  # noqa: PLW2901
        try:
            entries = [Entry(rule, relation, judge(relation)) for relation in rule.relations(report)]
        except Exception as error:  # noqa: BLE001 - a rule that crashes must not hide what the others find
            findings.append(_failure(RULE_CRASHED, {"rule": rule.code, "error": describe(error)}, None))
        else:
            ledger.extend(entries)
    for problem in report.problems:
        title = source.text[problem.span.start : problem.span.end].strip()
        findings.append(_failure(TABLE_NOT_UNDERSTOOD, {"title": title}, problem.span))
    checked = NOTHING
    try:
        checked = coverage(report, ledger)
        if checked.broken:
            from gikaudit.diagnose import diagnose
            from gikaudit.fingerprint import distinct

            findings.extend(
                finding._replace(level=settings.level(finding.code, finding.level) or finding.level)
                for finding in distinct(diagnose(ledger))
            )
    except Exception as error:  # noqa: BLE001 - see above
        findings.append(_crashed(error, "不一致之处未能列出", "what contradicts each other could not be listed"))
    return Audit(path, source, tuple(findings), tuple(ledger), checked, report)


def unreadable(path: str, error: SourceError) -> Audit:
    """The result for a file that cannot be read."""
    return Audit(path, None, (_failure(UNREADABLE, {"reason": error.zh, "reason_en": error.en}, None),))


def _failure(code: str, values: dict[str, str], span: object) -> Finding:
    from gikaudit.fingerprint import fingerprint

    rule = next(rule for rule in builtin_rules() if rule.code == code)
    message = Words(*(text.format(**values) for text in rule.message))
    return Finding(code, rule.level, message, span, fingerprint=fingerprint(code, values.values()))  # type: ignore[arg-type]


def _crashed(error: Exception, missing: str, missing_en: str) -> Finding:
    values = {"error": describe(error), "missing": missing, "missing_en": missing_en}
    return _failure(AUDIT_CRASHED, values, None)
