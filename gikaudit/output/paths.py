"""Names of files as pipelines want them."""

from __future__ import annotations

import os
from pathlib import Path


def in_repository(path: str) -> str:
    """A path relative to the working folder where it leads below it, with ``/`` and without ``./``.

    Continuous integration starts its commands in the root of the repository and knows files by such names.
    """
    name, folder = Path(os.path.normpath(path)), Path.cwd()
    return (name.relative_to(folder) if name.is_relative_to(folder) else name).as_posix()
