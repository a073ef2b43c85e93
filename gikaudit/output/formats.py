"""The output formats. Each is a module with one function ``render(audits, settings)``, which yields text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gikaudit.audit import Audit
    from gikaudit.settings import Settings

Renderer = Callable[[Iterable["Audit"], "Settings"], Iterator[str]]

FORMATS = {
    "full": "gikaudit.output.full",
    "concise": "gikaudit.output.concise",
    "json": "gikaudit.output.json",
    "jsonl": "gikaudit.output.jsonl",
    "sarif": "gikaudit.output.sarif",
    "github": "gikaudit.output.github",
    "gitlab": "gikaudit.output.gitlab",
    "junit": "gikaudit.output.junit",
    "rdjson": "gikaudit.output.rdjson",
    "markdown": "gikaudit.output.markdown",
    "csv": "gikaudit.output.csv",
    "html": "gikaudit.output.html",
}
"""The module of each format. It is imported when the format is asked for."""


def renderer(name: str) -> Renderer:
    """The function that writes a format."""
    render: Renderer = import_module(FORMATS[name]).render
    return render
