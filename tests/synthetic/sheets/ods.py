"""OpenDocument spreadsheets written as XML."""

from tests.synthetic.sheets.xlsx import archive

_SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "table", "text", "style", "drawing")
)


def ods(tables: str, styles: str = "") -> bytes:
    """A spreadsheet with tables as XML."""
    return archive(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": f"<office:document-content {_SPACES}><office:automatic-styles>{styles}"
            f"</office:automatic-styles><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
            "</office:document-content>",
        }
    )


def table(rows: str, name: str = "表三", told: str = "") -> str:
    """A sheet with rows as XML."""
    return f'<table:table table:name="{name}"{told}>{rows}</table:table>'


def row(*cells: str, told: str = "") -> str:
    """A row of cells as XML, or of texts."""
    return f"<table:table-row{told}>{''.join(c if c.startswith('<') else cell(c) for c in cells)}</table:table-row>"


def cell(text: str, told: str = "") -> str:
    """A cell that shows a text."""
    return f"<table:table-cell{told}><text:p>{text}</text:p></table:table-cell>"
