"""Where grammar/ and rules/ are: inside the installed package, or beside it in a checkout."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent


def resource(name: str) -> Path:
    """The folder ``grammar`` or ``rules``.

    Raises FileNotFoundError where the installation is damaged.
    """
    for parent in (_PACKAGE, _PACKAGE.parent):
        folder = parent / name
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"gikaudit is not installed completely: the folder {name} is missing")
