"""How a command says that it cannot go on: one line on standard error, and exit status 2.

The line is in Chinese and English: what is wrong may be the very option that says the language.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import typer

EXIT_CLEAN, EXIT_FINDINGS, EXIT_FAILURE = 0, 1, 2


class Hint(NamedTuple):
    """A sentence on what may have been meant, in Chinese and English."""

    zh: str
    en: str


NO_HINT = Hint("", "")


def tell(zh: str, en: str, about: str = "") -> None:
    """Say something in one line on standard error. ``about`` is the option or file that it is about."""
    line = f"{about}: {zh} {en}" if about else f"{zh} {en}"
    shown = "".join(char if char.isprintable() else repr(char)[1:-1] for char in line)
    typer.echo(f"gikaudit: {shown}", err=True)


def failed(zh: str, en: str, about: str = "") -> typer.Exit:
    """To be raised: says in one line why the command cannot go on."""
    tell(zh, en, about)
    return typer.Exit(EXIT_FAILURE)


def choice(option: str, value: str, choices: Sequence[str]) -> str:
    """A value that must be one of a few. Raises typer.Exit."""
    if value not in choices:
        hint = did_you_mean(value, choices)
        raise failed(
            f"没有{value!r}这一选项，可用：{', '.join(choices)}。{hint.zh}",
            f"{value!r} is none of {', '.join(choices)}.{hint.en}",
            option,
        )
    return value


def did_you_mean(value: str, known: Iterable[str], otherwise: Hint = NO_HINT) -> Hint:
    """The word that may have been meant, else ``otherwise``."""
    from difflib import get_close_matches

    near = get_close_matches(value, list(known), 1)
    return Hint(f"是否应为{near[0]}？", f" Did you mean {near[0]}?") if near else otherwise
