"""A progress bar on standard error, where many files are audited and somebody is looking."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress

MANY = 20
"""From so many files on."""
_BETWEEN = 0.1
"""Seconds between two drawings."""


def wanted(files: int, quiet: bool) -> bool:
    """Whether there is to be a bar: on a terminal that can draw one, and not in continuous integration."""
    return (
        files >= MANY
        and not quiet
        and sys.stderr is not None
        and sys.stderr.isatty()
        and not os.environ.get("CI")
        and os.environ.get("TERM") not in (None, "", "dumb")
    )


class Bar:
    """The bar. It is taken away before something is written to the same terminal, and at the end."""

    def __init__(self, shared: bool) -> None:
        self.shared = shared
        """Whether the output goes to the terminal as well."""
        self._progress: Progress | None = None
        self._shown = False
        self._drawn = 0.0

    def over(self, files: Sequence[str], quiet: bool) -> Iterator[str]:
        """The files; with each one the bar moves on."""
        if not wanted(len(files), quiet):
            yield from files
            return
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

        self._progress = Progress(
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            console=Console(stderr=True),
            transient=True,
            auto_refresh=False,
            redirect_stdout=False,
            redirect_stderr=False,
        )
        task = self._progress.add_task("", total=len(files))
        try:
            for number, file in enumerate(files):
                self._progress.update(task, completed=number)
                self._draw()
                yield file
        finally:
            self._hide()

    def before_writing(self) -> None:
        """Make room where the output goes to the same terminal."""
        if self.shared:
            self._hide()

    def _draw(self) -> None:
        if self._progress is None or time.monotonic() - self._drawn < _BETWEEN:
            return
        if not self._shown:
            self._progress.start()
            self._shown = True
        self._progress.refresh()
        self._drawn = time.monotonic()

    def _hide(self) -> None:
        if self._progress is not None and self._shown:
            self._progress.stop()
            self._shown = False
