"""How a command says that it cannot go on: one line on standard error, and exit status 2."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import typer

EXIT_CLEAN, EXIT_FINDINGS, EXIT_FAILURE = 0, 1, 2


def failed(message: str) -> typer.Exit:
    """To be raised: says in one line why the command cannot go on."""
    typer.echo(f"gikaudit: {message}", err=True)
    return typer.Exit(EXIT_FAILURE)


def choice(option: str, value: str, choices: Sequence[str]) -> str:
    """A value that must be one of a few. Raises typer.Exit."""
    if value not in choices:
        raise failed(f"{option}: {value!r} is none of {', '.join(choices)}.{did_you_mean(value, choices)}")
    return value


def did_you_mean(value: str, known: Iterable[str], otherwise: str = "") -> str:
    """A sentence with the word that may have been meant, else ``otherwise``."""
    from difflib import get_close_matches

    near = get_close_matches(value, list(known), 1)
    return f" Did you mean {near[0]}?" if near else otherwise
