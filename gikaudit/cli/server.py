"""The run of ``gikaudit server``."""

from __future__ import annotations

import sys

import typer

from gikaudit.cli.failed import failed

_INSTALL = "the language server needs pygls 2; install it with: pip install 'gikaudit[lsp]'"


def run(lang: str | None) -> int:
    """Serve an editor until it leaves. Returns the exit status. Raises typer.Exit where a library is missing."""
    try:
        import pygls.lsp.server  # noqa: F401 - to see whether it is there, and new enough
    except ImportError:
        raise failed(_INSTALL) from None
    from gikaudit.server.server import serve

    if sys.stdin is None or sys.stdout is None:
        raise failed("standard input or output is closed.")
    if sys.stdin.isatty():
        typer.echo("gikaudit: waiting for an editor on standard input; Ctrl-C ends.", err=True)
    return 0 if serve(lang) else 1  # type: ignore[arg-type]
