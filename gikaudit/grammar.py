"""Loading the Lark grammars, with the built parsers kept in the user's cache folder."""

from __future__ import annotations

import os
import sys
import tempfile
from functools import cache
from pathlib import Path

import lark
from lark import Lark

from gikaudit.lexer import AnchorLexer
from gikaudit.resources import resource

_FREE_TEXT = {"claims"}
"""Grammars that read islands in free text; the others read every character."""


@cache
def grammar(name: str) -> Lark:
    """The parser of ``grammar/<name>.lark``.

    Building one takes a tenth of a second, so the result is kept in a cache file. A cache folder that
    others can write to, or that cannot be used, is not used: the files in it are pickles.
    """
    folder = resource("grammar")
    cached = _cache_file(name, folder)
    if cached is not None:
        try:
            with cached.open("rb") as file:
                return Lark.load(file)
        except Exception:  # noqa: BLE001 - whatever is wrong with a cache file, it can be built again
            pass
    parser = _build(name, folder)
    if cached is not None:
        _save(parser, cached)
    return parser


def _build(name: str, folder: Path) -> Lark:
    path = folder / f"{name}.lark"
    return Lark(
        path.read_text(encoding="utf-8"),
        parser="lalr",
        lexer=AnchorLexer if name in _FREE_TEXT else "contextual",
        maybe_placeholders=False,
        source_path=str(path),
    )


def _save(parser: Lark, path: Path) -> None:
    """Write a cache file whole or not at all: other processes may be reading it."""
    try:
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=path.name)
        try:
            with os.fdopen(handle, "wb") as file:
                parser.save(file)
            os.replace(temporary, path)
        except BaseException:
            os.unlink(temporary)
            raise
    except OSError:
        pass


def _cache_file(name: str, folder: Path) -> Path | None:
    home = _cache_folder()
    if home is None:
        return None
    import hashlib

    digest = hashlib.sha256()
    for path in sorted(folder.glob("*.lark")):
        digest.update(path.read_bytes())
    digest.update((Path(__file__).parent / "lexer.py").read_bytes())
    version = f"{lark.__version__}-{sys.version_info[0]}.{sys.version_info[1]}"
    return home / f"{name}-{version}-{digest.hexdigest()[:16]}.lark"


def _cache_folder() -> Path | None:
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA", "")
    elif sys.platform == "darwin":
        base = os.path.expanduser("~/Library/Caches")
    else:
        base = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    if not base or not os.path.isabs(base):
        return None
    folder = Path(base, "gikaudit")
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if sys.platform != "win32":
            status = folder.stat()
            if status.st_uid != os.getuid() or status.st_mode & 0o022:
                return None
    except OSError:
        return None
    return folder
