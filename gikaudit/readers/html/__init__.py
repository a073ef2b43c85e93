"""HTML, as saved from a portal or from Word: its main text as a Document whose places are those of the file."""

from gikaudit.document import Document
from gikaudit.readers.html.blocks import pieces_of, to_blocks
from gikaudit.readers.html.decode import decoded, own_page
from gikaudit.readers.html.lines import line
from gikaudit.readers.html.main_text import main_text
from gikaudit.readers.html.tree import parse
from gikaudit.source import Source, SourceError


def read_html(path: str, data: bytes, charset: str = "") -> Document:
    """Read a page. ``charset`` is what is known of its encoding from elsewhere.

    Raises SourceError for what is no text, has no visible text, is too large, or is a result of gikaudit.
    """
    if own_page(data):
        raise SourceError(
            "这是gikaudit生成的核对结果网页，不是年度报告，未核对。",
            "this is a page of results written by gikaudit, not a report; it was not audited.",
        )
    return page(decoded(path, data, charset))


def page(source: Source) -> Document:
    """The Document of a page that is decoded. Raises SourceError where it shows no text."""
    tree = parse(source.text)
    pieces = pieces_of(source.text, tree)
    title = line([tree.title], source.text)
    blocks = tuple(to_blocks(main_text(tree, pieces, title.text if title else "")))
    if not blocks:
        raise SourceError(
            "网页中没有可见的文字（正文可能由脚本另行加载），请在浏览器中打开后复制正文，另存为文本再检查。",
            "the page shows no text (a script may load it); open it in a browser, copy the text to a file and try"
            " again.",
        )
    return Document(source, blocks)
