"""Documents in words that tests can state."""

from gikaudit.document import Document, Table

Content = str | list[list[str]]


def contents(document: Document) -> list[Content]:
    """The blocks: a text for a paragraph, rows of texts for a table."""
    return [
        [[str(cell) for cell in row] for row in block.rows] if isinstance(block, Table) else block.text.text
        for block in document.blocks
    ]


def place_of(document: Document, text: str) -> str:
    """Where in the file the first block or cell with a text stands."""
    for block in document.blocks:
        cells = [cell for row in block.rows for cell in row] if isinstance(block, Table) else [block]
        for cell in cells:
            if cell.text.text == text:
                origin = document.source.origin(cell.text.offset(0))
                return origin.zh if origin else ""
    raise LookupError(text)
