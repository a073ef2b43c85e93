"""What a finding is recognised by from one version of a document to the next."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from importlib import import_module
from typing import Any

from gikaudit.finding import Finding

VERSION = 1
"""To be raised when fingerprints are made in another way: what was kept by the old ones is then not found."""

_LENGTH = 32


def fingerprint(code: str, parts: Iterable[str]) -> str:
    """The fingerprint of a finding: its rule, and the labels and values of its numbers.

    Nothing in it depends on places, so that it survives edits elsewhere; a number that changes changes it.
    """
    content = "\0".join((str(VERSION), code, *parts)).encode("utf-8", "backslashreplace")
    digest: str = _sha256()(content).hexdigest()
    return digest[:_LENGTH]


@cache
def _sha256() -> Callable[[bytes], Any]:
    """SHA-256 from Python's own module, as ``random`` has it: hashlib loads OpenSSL, which takes as long as a short
    report."""
    try:
        return import_module("_sha2" if sys.version_info >= (3, 12) else "_sha256").sha256  # type: ignore[no-any-return]  # a module without stubs
    except ImportError:
        return import_module("hashlib").sha256  # type: ignore[no-any-return]  # as above


def distinct(findings: Iterable[Finding]) -> Sequence[Finding]:
    """Findings of one document with distinct fingerprints: the second of two that are alike has ``:2`` behind it."""
    seen: Counter[str] = Counter()
    numbered = []
    for finding in findings:
        mark = finding.fingerprint
        seen[mark] += 1
        numbered.append(finding if seen[mark] == 1 else finding._replace(fingerprint=f"{mark}:{seen[mark]}"))
    return numbered
