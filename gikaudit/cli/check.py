"""The run of ``gikaudit check``: files in, output and exit status out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from gikaudit.cli.failed import EXIT_CLEAN, EXIT_FAILURE, EXIT_FINDINGS
from gikaudit.cli.files import files, read
from gikaudit.cli.streams import write

if TYPE_CHECKING:
    from gikaudit.audit import Audit
    from gikaudit.settings import Settings


def run(paths: list[str], stdin_name: str, settings: Settings) -> int:
    """Audit files and write what was found. Returns the exit status."""
    from gikaudit.output.formats import renderer

    status = _Status(settings)
    write(renderer(settings.output_format)(status.watch(_audits(paths, stdin_name, settings)), settings))
    return status.code()


def _audits(paths: list[str], stdin_name: str, settings: Settings) -> Iterator[Audit]:
    from gikaudit.audit import audit, unreadable, unusable
    from gikaudit.source import SourceError

    yield from unusable(settings)
    for path in files(paths, settings.quiet):
        name = stdin_name if path == "-" else path
        try:
            yield audit(name, read(path), settings)
        except SourceError as error:
            yield unreadable(name, error)


class _Status:
    """The exit status, found while the audits pass through."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.failed = False
        self.found = False

    def watch(self, audits: Iterator[Audit]) -> Iterator[Audit]:
        from gikaudit.relation import Level

        order = list(Level)
        for audit in audits:
            self.failed = self.failed or audit.failed
            worst = audit.worst()
            if worst is not None and order.index(worst) <= order.index(self.settings.fail_on):
                self.found = True
            yield audit

    def code(self) -> int:
        if self.failed:
            return EXIT_FAILURE
        return EXIT_FINDINGS if self.found and not self.settings.exit_zero else EXIT_CLEAN
