"""Where the output of a run goes, and what is shown beside it: the progress bar, the statistics."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import typer

from gikaudit.cli.progress import Bar
from gikaudit.cli.streams import write

if TYPE_CHECKING:
    from gikaudit.audit import Audit
    from gikaudit.settings import Settings


class Output:
    """The output of one run. Files and audits are led through it on their way."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        on_terminal = sys.stdout is not None and sys.stdout.isatty()
        self._bar = Bar(shared=on_terminal and not settings.output_file)
        self._statistics = None
        if settings.statistics:
            from gikaudit.cli.statistics import Statistics

            self._statistics = Statistics()

    def passing(self, files: Sequence[str]) -> Iterator[str]:
        """The files; the progress bar moves on with each."""
        return self._bar.over(files, self._settings.quiet)

    def counted(self, audits: Iterable[Audit]) -> Iterable[Audit]:
        """The audits, counted for the statistics."""
        return audits if self._statistics is None else self._statistics.counted(audits)

    def write(self, texts: Iterable[str]) -> bool:
        """Write what was found, then the statistics. Returns whether it could be written."""
        written = True
        if self._settings.output_file:
            from gikaudit.cli.output_file import write_file

            written = write_file(self._settings.output_file, texts, self._bar.before_writing)
        else:
            write(texts, self._bar.before_writing)
        if self._statistics is not None:
            for line in self._statistics.lines(self._settings):
                typer.echo(line, err=True)
        return written
