"""A copy of a report with a comment at the number of each finding; the report itself stays as it is.

Each kind of file has a module with a function of type ``Annotate``.
"""

import os
from collections.abc import Callable
from importlib import import_module

from gikaudit.audit import Audit
from gikaudit.settings import Language

Annotate = Callable[[str, bytes, Audit, Language], bytes]
"""From the path and the bytes of a report, what was found in it, and the language of the comments, to the bytes of
the copy. Raises SourceError for bytes that are no file of this kind."""

_MODULES = {".docx": "docx", ".docm": "docx", ".xlsx": "xlsx", ".xlsm": "xlsx"}
SUFFIXES = tuple(_MODULES)
"""Of the files that can be annotated; a copy has the suffix of its report."""


def suffix_of(path: str) -> str:
    """The suffix of a file by which it is known."""
    return os.path.splitext(path)[1].lower()


def annotated(path: str, data: bytes, audit: Audit, language: Language) -> bytes:
    """The copy of a report with comments. Raises SourceError for one that is not what its suffix says.

    What only one kind of file needs is imported when there is such a file.
    """
    annotate: Annotate = import_module(f"gikaudit.annotate.{_MODULES[suffix_of(path)]}").annotated
    return annotate(path, data, audit, language)
