"""Standard output."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from itertools import chain

from gikaudit.cli.failed import failed
from gikaudit.reasons import reason


def write(texts: Iterable[str], before: Callable[[], None] = lambda: None) -> None:
    """Write to standard output. ``before`` is called before each text.

    A reader that stops reading is no error: the rest is still made, as the exit status depends on it.
    """
    if sys.stdout is None:
        raise failed("标准输出已关闭。", "standard output is closed.")
    for text in chain(texts, [None]):
        before()
        try:
            if text is None:
                sys.stdout.flush()
            else:
                sys.stdout.write(text)
        except BrokenPipeError:
            discard_output()
        except OSError as error:
            discard_output()
            zh, en = reason(error)
            raise failed(f"结果无法写出：{zh}。", f"cannot write the output: {en}.") from None


def discard_output() -> None:
    """Let what is still to be written, when the program ends at the latest, go nowhere."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def colored(color: str, to_file: bool = False) -> bool:
    """NO_COLOR wins over FORCE_COLOR; an option wins over both. Without any, colours are for terminals."""
    if color != "auto":
        return color == "always"
    if os.environ.get("NO_COLOR"):
        return False
    force = os.environ.get("FORCE_COLOR")
    if force:
        return force != "0"
    on_terminal = not to_file and sys.stdout is not None and sys.stdout.isatty()
    return on_terminal and os.environ.get("TERM") != "dumb"
