"""Word files (.docx, .docm): paragraphs with their automatic numbers, tables, text boxes and notes."""

from typing import NamedTuple

from gikaudit.document import Block, Document, Table
from gikaudit.readers.archive import damaged
from gikaudit.readers.docx.numbering import Numbering
from gikaudit.readers.docx.package import Package
from gikaudit.readers.docx.story import Story, Trace
from gikaudit.readers.docx.styles import Styles
from gikaudit.readers.docx.xml import Element
from gikaudit.readers.extract import Extract
from gikaudit.source import SourceError

_NOTES = ("footnotes", "endnotes")


class Traced(NamedTuple):
    """A document, the root of the main part, and where in it the text taken out stands, in the order of the text."""

    document: Document
    package: Package
    root: Element
    traces: list[Trace]


def read_docx(path: str, data: bytes) -> Document:
    """Read a Word file. Raises SourceError for one that cannot be read."""
    return read_traced(path, data).document


def read_traced(path: str, data: bytes) -> Traced:
    """Read a Word file and keep what its text was taken from. Raises SourceError."""
    package = Package(data)
    root = package.tree(package.main)
    styles = Styles(package.tree(package.related("styles")))
    numbering = Numbering(package.tree(package.related("numbering")), styles)
    notes = {kind: tree for kind in _NOTES if (tree := package.tree(package.related(kind))) is not None}
    extract = Extract()
    story = Story(extract, styles, numbering, notes)
    try:
        story.read(root)
    except RecursionError:
        raise damaged() from None
    document = extract.document(path, "utf-8", len(data), typed=True)
    if not any(_holds_text(block) for block in document.blocks):
        raise SourceError(
            "文件中没有文字（可能是图片），请提供可选中文字的版本。",
            "there is no text in the file (pictures, perhaps); provide a version whose text can be selected.",
        )
    return Traced(document, package, root, story.traces)


def _holds_text(block: Block) -> bool:
    return not isinstance(block, Table) or any(cell.text.text for row in block.rows for cell in row)
