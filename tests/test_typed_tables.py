"""Tables pasted one cell a line with blank lines for blank cells, in Word and PDF files."""

import io
from random import Random

import docx
import pytest

from gikaudit.audit import audit
from gikaudit.settings import Settings
from tests.pdf_files import Draw, Sheet, pdf
from tests.synthetic.spots import misprinted
from tests.synthetic.written.flat import cells_with_blanks
from tests.synthetic.written.model import changed, numbers
from tests.synthetic.written.papers import PAPERS
from tests.synthetic.written.variants import VARIANTS

_ON_A_PAGE = 45


def _lines(seed: int, wrong: bool) -> list[str]:
    random = Random(seed)
    paper = PAPERS["report-2021"](random)
    if wrong:
        name = random.choice(
            sorted(name for name in numbers(paper) if name.startswith(("results/", "new/", "direct/")))
        )
        paper = changed(paper, {name: misprinted(numbers(paper)[name])})
    return cells_with_blanks(random, VARIANTS["blank for 0"](random, paper)).splitlines()


def _word(lines: list[str]) -> bytes:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _pages(lines: list[str]) -> bytes:
    def page(start: int) -> Draw:
        def draw(sheet: Sheet) -> None:
            for number, line in enumerate(lines[start : start + _ON_A_PAGE]):
                sheet.write(72, 80 + 16 * number, line, 10)

        return draw

    return pdf(*map(page, range(0, len(lines), _ON_A_PAGE)))


def _found(path: str, data: bytes) -> set[tuple[str, str]]:
    return {(finding.code, finding.message.zh) for finding in audit(path, data, Settings()).findings}


@pytest.mark.parametrize("wrong", [False, True])
@pytest.mark.parametrize("seed", range(4))
def test_blank_paragraphs_are_blank_cells(seed: int, wrong: bool) -> None:
    lines = _lines(seed, wrong)
    found = _found("report.txt", "\n".join(lines).encode())
    assert bool(found) == wrong
    assert _found("report.docx", _word(lines)) == found
    # rows over a page break are not known, so that less can be found, or another sum that shows the same error
    assert {code for code, _ in _found("report.pdf", _pages(lines))} <= {code for code, _ in found}
