"""Findings as test results in the form of JUnit, which Jenkins, Gitee Go and GitLab show as tests.

A file is a test suite and a finding one of its test cases:

- at or above ``--fail-on`` it fails, so that the build is judged as the exit status judges it;
- below, it passes and its text is the output of the test case;
- what could not be checked is an error.

A file without findings is one passing case, and so is a run without files: an empty result counts as broken.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from gikaudit.audit import Audit
from gikaudit.evaluate import Status
from gikaudit.explain import arithmetic
from gikaudit.failures import FAILURES
from gikaudit.finding import Finding
from gikaudit.output.full import position
from gikaudit.output.plain import printable
from gikaudit.output.summary import LEVELS
from gikaudit.output.told import told
from gikaudit.relation import Level
from gikaudit.rule import Words
from gikaudit.settings import Settings

_NO_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_CLEAN = Words("未发现不一致", "no findings")


class _Case(NamedTuple):
    """A test case. kind is the element that tells what came of it; "" for one that passed without a word."""

    name: str
    kind: str = ""
    message: str = ""
    type: str = ""
    text: str = ""


def render(audits: Iterable[Audit], settings: Settings) -> Iterator[str]:
    """A suite for each file. With all checks what holds is a passing case, what cannot be assessed a skipped one."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="gikaudit">\n'
    empty = True
    for audit in audits:
        empty = False
        yield _suite(audit.path, list(_cases(audit, settings)))
    if empty:
        yield _suite("gikaudit", [_Case(_CLEAN.in_language(settings.language))])
    yield "</testsuites>\n"


def _cases(audit: Audit, settings: Settings) -> Iterator[_Case]:
    for finding in audit.findings:
        yield _case(audit, finding, settings)
    if settings.all_checks:
        for entry in audit.ledger:
            name = printable(f"{entry.rule.code} {entry.main.label} {arithmetic(entry.verdict)}".rstrip())
            if entry.verdict.status is Status.HOLDS:
                yield _Case(name)
            elif entry.verdict.status is Status.OPEN:
                yield _Case(name, "skipped", entry.verdict.reason.value if entry.verdict.reason else "")
    elif not audit.findings:
        yield _Case(_CLEAN.in_language(settings.language))


def _case(audit: Audit, finding: Finding, settings: Settings) -> _Case:
    language = settings.language
    message = printable(finding.message.in_language(language))
    order = list(Level)
    if finding.code in FAILURES:
        kind = "error"
    elif order.index(finding.level) <= order.index(settings.fail_on):
        kind = "failure"
    else:
        kind = "system-out"
    place = printable(position(audit, finding, language))
    text = f"{place}: {finding.code} {LEVELS[finding.level].in_language(language)} " + "\n".join(
        told(finding, language)
    )
    # the name has no line in it: a result is followed from build to build by its name
    return _Case(f"{finding.code} {message}", kind, message, finding.level.value, text)


def _suite(path: str, cases: list[_Case]) -> str:
    name = _attribute(printable(path))
    # what follows the last full stop would be shown as the class, what stands before it as the package
    classname = _attribute(printable(path).replace(".", "_"))
    kinds = Counter(case.kind for case in cases)
    counts = f'failures="{kinds["failure"]}" errors="{kinds["error"]}" skipped="{kinds["skipped"]}"'
    seen: Counter[str] = Counter()
    lines = [f'  <testsuite name={name} file={name} tests="{len(cases)}" {counts}>']
    for case in cases:
        seen[case.name] += 1
        distinct = case.name if seen[case.name] == 1 else f"{case.name} ({seen[case.name]})"
        start = f"    <testcase classname={classname} name={_attribute(distinct)}"
        lines.append(f"{start}>{_outcome(case)}</testcase>" if case.kind else f"{start}/>")
    return "\n".join([*lines, "  </testsuite>\n"])


def _outcome(case: _Case) -> str:
    text = escape(_NO_XML.sub("·", case.text))
    if case.kind == "system-out":
        return f"<system-out>{text}</system-out>"
    kind = f" type={_attribute(case.type)}" if case.type else ""
    return f"<{case.kind}{kind} message={_attribute(case.message)}>{text}</{case.kind}>"


def _attribute(text: str) -> str:
    return quoteattr(_NO_XML.sub("·", text))
