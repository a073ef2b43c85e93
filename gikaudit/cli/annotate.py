"""``--annotate``: a copy of the report with a comment at the number of each finding."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import typer

from gikaudit.cli.failed import failed
from gikaudit.cli.output_file import same_file, write_bytes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gikaudit.audit import Audit
    from gikaudit.settings import Language


def check_usage(paths: Sequence[str], target: str, output_file: str) -> None:
    """Raises typer.Exit, with a line that says why, where no copy can be made."""
    from gikaudit.annotate import SUFFIXES, suffix_of

    suffixes = ", ".join(SUFFIXES)
    if len(paths) != 1 or paths[0] == "-" or os.path.isdir(paths[0]):
        raise failed(f"--annotate: name exactly one report ({suffixes}).")
    source = paths[0]
    if suffix_of(source) not in SUFFIXES:
        raise failed(f"--annotate: {source} is none of {suffixes}.")
    if suffix_of(target) != suffix_of(source):
        raise failed(f"--annotate: {target} does not end in {suffix_of(source)}, as the report does.")
    if same_file(source, target) or os.path.abspath(source) == os.path.abspath(target):
        raise failed(f"--annotate: {source} is the report itself; it stays as it is.")
    if output_file and (same_file(target, output_file) or os.path.abspath(target) == os.path.abspath(output_file)):
        raise failed(f"--annotate: {target} is the file for the output.")


def write_copy(target: str, path: str, data: bytes, audit: Audit, language: Language) -> bool:
    """Write the copy. Where that is not possible, a line says why. Returns whether it was written."""
    from gikaudit.annotate import annotated
    from gikaudit.failures import describe
    from gikaudit.source import SourceError

    if audit.source is None:
        return _not_written(target, "the report cannot be read")
    try:
        write_bytes(target, annotated(path, data, audit, language))
    except SourceError as error:
        return _not_written(target, f"{path}: {error.en}")
    except OSError as error:
        return _not_written(target, error.strerror or str(error))
    except Exception as error:  # noqa: BLE001 - the findings are shown all the same
        return _not_written(target, describe(error))
    return True


def _not_written(target: str, reason: str) -> bool:
    typer.echo(f"gikaudit: --annotate: {target} cannot be written: {reason.rstrip('.')}.", err=True)
    return False
