"""PDF files: what is read of them, and what is said of those that cannot be."""

from random import Random

import pytest

from gikaudit.document import Document, Table, normalise
from gikaudit.readers.read import read_document
from gikaudit.source import SourceError
from tests.synthetic.written.model import Sheet, grid
from tests.synthetic.written.papers import PAPERS
from tests.synthetic.written.pdf import write_pdf


def read(data: bytes) -> Document:
    return read_document("report.pdf", data)


def refused(data: bytes) -> SourceError:
    with pytest.raises(SourceError) as error:
        read(data)
    return error.value


def plain(text: str) -> str:
    return normalise(text).replace(" ", "")


def contents(document: Document) -> list[str | list[list[str]]]:
    return [
        [[plain(str(cell)) for cell in row] for row in block.rows]
        if isinstance(block, Table)
        else plain(block.text.text)
        for block in document.blocks
    ]


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("form", PAPERS)
def test_a_report_is_read_as_it_was_written(form: str, seed: int) -> None:
    """Its tables have merged cells and go on over page breaks."""
    paper = PAPERS[form](Random(seed))
    document = read(write_pdf(paper))
    assert contents(document) == [
        [[plain(text) for text in row] for row in grid(part)] if isinstance(part, Sheet) else plain(part.text)
        for part in paper
    ]
    assert all(block.grid for block in document.blocks if isinstance(block, Table))


@pytest.mark.parametrize("data", [b"%PDF-1.4", b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n", b"\n%PDF-2.0 x"])
def test_a_damaged_file_is_refused(data: bytes) -> None:
    assert "已损坏" in refused(data).zh
    assert "damaged" in refused(data).en
