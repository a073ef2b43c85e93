"""Text output in colours, through rich."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import Console
from rich.text import Text

from gikaudit.output.full import Piece

_STYLES = {
    "": "",
    "place": "bold",
    "code": "bold red",
    "error": "bold red",
    "warning": "bold yellow",
    "note": "bold blue",
    "mark": "bold red",
    "dim": "dim",
    "good": "green",
}


def styled(pieces: Iterable[Piece]) -> Iterator[str]:
    """Pieces in their styles; nothing in them is read as markup, and no line is wrapped."""
    console = Console(
        force_terminal=True,
        no_color=False,  # NO_COLOR was looked at before; with --color always it does not count
        soft_wrap=True,
        markup=False,
        highlight=False,
        emoji=False,
    )
    for piece in pieces:
        with console.capture() as capture:
            console.print(Text(piece.text, style=_STYLES[piece.style]), end="")
        yield capture.get()
