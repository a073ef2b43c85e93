"""One line a finding: ``path:line:column: CODE level message``, as editors and grep like it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gikaudit.audit import Audit
from gikaudit.output.full import Piece, head, ledger
from gikaudit.settings import Settings


def render(audits: Iterable[Audit], settings: Settings) -> Iterator[str]:
    """The findings, and nothing else. With all checks each relation is one line more."""
    pieces = _pieces(audits, settings)
    if settings.color:
        from gikaudit.output.color import styled

        return styled(pieces)
    return (piece.text for piece in pieces)


def _pieces(audits: Iterable[Audit], settings: Settings) -> Iterator[Piece]:
    for audit in audits:
        for finding in audit.findings:
            yield from head(audit, finding, settings.language)
        if settings.all_checks:
            yield from ledger(audit, settings.language)
