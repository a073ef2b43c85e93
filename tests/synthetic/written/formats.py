"""The formats that reports are written in: a writer for each."""

from collections.abc import Callable

from tests.synthetic.written.model import Paper
from tests.synthetic.written.office import write_docx, write_xlsx
from tests.synthetic.written.pdf import write_pdf
from tests.synthetic.written.text import write_csv, write_html, write_md, write_txt

WRITERS: dict[str, Callable[[Paper], bytes]] = {
    ".txt": write_txt,
    ".md": write_md,
    ".html": write_html,
    ".docx": write_docx,
    ".xlsx": write_xlsx,
    ".csv": write_csv,
    ".pdf": write_pdf,
}
"""By suffix."""
