"""``--watch``: audit again when a file changes."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

import typer

from gikaudit.cli.failed import EXIT_CLEAN

State = dict[str, tuple[int, int]]
_BETWEEN = 0.5
_CLEAR = "\x1b[2J\x1b[H"
_WAITING = {
    "zh": "文件有改动时将重新核对，按 Ctrl-C 结束。",
    "en": "waiting for changes; Ctrl-C ends it.",
}


def state(files: Iterable[str]) -> State:
    """By what a change of files is noticed: time and size of each that is there."""
    found = {}
    for file in files:
        try:
            status = Path(file).stat()
        except OSError:
            continue
        found[file] = (status.st_mtime_ns, status.st_size)
    return found


def watch(
    look: Callable[[], State],
    once: Callable[[], object],
    waiting: Callable[[], None] = lambda: None,
    pause: Callable[[], None] = lambda: time.sleep(_BETWEEN),
) -> int:
    """Run once, and again whenever what ``look`` sees has changed, until the user interrupts it.

    ``waiting`` is called after each run. Returns the exit status.
    """
    seen: State | None = None
    try:
        while True:
            now = look()
            if now != seen:
                seen = now  # as it was before the run: a change while it goes on is not missed
                with suppress(typer.Exit):  # it has said what is wrong, which may be put right
                    once()
                waiting()
            pause()
    except KeyboardInterrupt:
        return EXIT_CLEAN


def clear() -> None:
    """Begin with an empty screen where the output goes to a terminal."""
    if sys.stdout is not None and sys.stdout.isatty():
        sys.stdout.write(_CLEAR)


def say_waiting(language: str, quiet: bool) -> None:
    """Say that the run goes on."""
    if not quiet:
        typer.echo(f"gikaudit: {_WAITING[language]}", err=True)
