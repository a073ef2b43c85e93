"""The user's cache folder: things that take long to build and depend on nothing but the installation."""

from __future__ import annotations

import os
import pickle
import sys
import tempfile
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")


def cached(name: str, sources: Iterable[Path], build: Callable[[], T]) -> T:
    """What ``build`` returns, or what it returned before for the same sources.

    A cache folder that others can write to, or that cannot be used, is not used: the files in it are
    pickles. A cache file that cannot be read, or holds something else, is built again.
    """
    path = _cache_file(name, sources)
    if path is None:
        return build()
    try:
        with path.open("rb") as file:
            content: tuple[str, T] = pickle.load(file)  # noqa: S301 - the folder belongs to the user alone
        key, value = content
        if key != path.name:
            raise pickle.UnpicklingError(f"{path} was not written for this")
    except Exception:  # noqa: BLE001 - whatever is wrong with a cache file, it can be built again
        value = build()
        _save(value, path)
    return value


def _save(value: object, path: Path) -> None:
    if write_whole(path, pickle.dumps((path.name, value), protocol=pickle.HIGHEST_PROTOCOL)):
        _prune(path)


def write_whole(path: Path, content: bytes) -> bool:
    """Write a cache file whole or not at all: other processes may be reading it. Returns whether it was written."""
    try:
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=path.name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            Path(temporary).replace(path)
        except BaseException:
            os.unlink(temporary)
            raise
    except OSError:
        return False
    return True


def _prune(path: Path) -> None:
    """Remove what was kept for other versions of the sources."""
    prefix = path.name.rpartition("-")[0] + "-"
    with suppress(OSError):
        for other in path.parent.iterdir():
            if other.name.startswith(prefix) and other != path:
                other.unlink(missing_ok=True)


def _cache_file(name: str, sources: Iterable[Path]) -> Path | None:
    folder = cache_folder()
    if folder is None:
        return None
    from hashlib import sha256

    digest = sha256()
    for source in sources:
        digest.update(source.read_bytes())
    return folder / f"{name}-{sys.version_info[0]}.{sys.version_info[1]}-{digest.hexdigest()[:20]}"


def cache_folder() -> Path | None:
    """The user's cache folder for gikaudit, made if need be; None where there is none to be trusted."""
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA", "")
    elif sys.platform == "darwin":
        base = os.path.expanduser("~/Library/Caches")
    else:
        base = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    if not base or not Path(base).is_absolute():
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
