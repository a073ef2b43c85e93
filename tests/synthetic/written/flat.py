"""The layouts in which reports of the forms with several columns are found as text: copied from a portal, taken out of
a PDF, typed into an editor. Each writes a report; the tables that headings stand above are written its way."""

from collections.abc import Callable, Iterable, Iterator
from random import Random

from tests.synthetic.written.model import Heading, Paper, Prose, Sheet, grid
from tests.synthetic.written.text import write_md, write_txt

Layout = Callable[[Random, Paper], str]
_WRAPPED = 9
"""So many characters of a label stand in a line of a narrow cell."""
_VERTICAL = "三、本年度办理结果"


def _lines(paper: Paper, table: Callable[[Sheet], Iterable[str]]) -> str:
    lines: list[str] = []
    for part in paper:
        match part:
            case Heading(text) | Prose(text):
                lines.append(text)
            case Sheet():
                lines.extend(table(part))
    return "\n".join(lines) + "\n"


def _filled(sheet: Sheet) -> Iterator[list[str]]:
    """The cells of each row that are not blank."""
    for row in grid(sheet):
        cells = [cell for cell in row if cell]
        if cells:
            yield cells


def bars(_: Random, paper: Paper) -> str:
    """Cells set apart by bars, blank where another cell covers a place."""
    return write_txt(paper).decode()


def tight_bars(_: Random, paper: Paper) -> str:
    """Bars without the cells that others cover."""
    return _lines(paper, lambda sheet: ("|" + "|".join(row) + "|" for row in _filled(sheet)))


def markdown(_: Random, paper: Paper) -> str:
    """Pipe tables."""
    return write_md(paper).decode()


def repeated_labels(_: Random, paper: Paper) -> str:
    """Bars; what spans several rows is said in each of them."""

    def rows(sheet: Sheet) -> Iterator[str]:
        above: list[str] = []
        for row in grid(sheet):
            labels = 0 if len(row) < len(_VERTICAL) else 2
            if row[0].startswith(("一", "二", "四", "信息", "（本列")):
                above = []
            filled = [
                above[column] if column < min(labels, len(above)) and not cell and any(row) else cell
                for column, cell in enumerate(row)
            ]
            above = filled
            yield " | ".join(filled)

    return _lines(paper, rows)


def tabs(_: Random, paper: Paper) -> str:
    """Tabs, as pasted from a spreadsheet."""
    return _lines(paper, lambda sheet: ("\t".join(row) for row in grid(sheet)))


def columns(random: Random, paper: Paper) -> str:
    """Runs of spaces."""
    return _lines(paper, lambda sheet: ((" " * random.randint(2, 6)).join(row) for row in _filled(sheet)))


def cells(_: Random, paper: Paper) -> str:
    """One cell a line."""
    return _lines(paper, lambda sheet: (cell for row in _filled(sheet) for cell in row))


def cells_apart(_: Random, paper: Paper) -> str:
    """One cell a line with blank lines between."""
    return _lines(paper, lambda sheet: (f"{cell}\n" for row in _filled(sheet) for cell in row))


def rows(_: Random, paper: Paper) -> str:
    """One row a line with single spaces, as taken out of a PDF."""
    return _lines(paper, lambda sheet: map(" ".join, _filled(sheet)))


def wrapped(_: Random, paper: Paper) -> str:
    """Labels over several lines, the values behind their last one."""

    def lines(sheet: Sheet) -> Iterator[str]:
        for row in _filled(sheet):
            labels = [cell for cell in row if not _value(cell)]
            values = [cell for cell in row if _value(cell)]
            pieces = [label[at : at + _WRAPPED] for label in labels for at in range(0, len(label), _WRAPPED)]
            yield from pieces[:-1]
            yield " ".join([*pieces[-1:], *values])

    return _lines(paper, lines)


def values_below(_: Random, paper: Paper) -> str:
    """Labels over several lines, the values in a line below."""

    def lines(sheet: Sheet) -> Iterator[str]:
        for row in _filled(sheet):
            labels = "".join(cell for cell in row if not _value(cell))
            yield from (labels[at : at + _WRAPPED] for at in range(0, len(labels), _WRAPPED))
            if any(map(_value, row)):
                yield " ".join(filter(_value, row))

    return _lines(paper, lines)


def values_within(_: Random, paper: Paper) -> str:
    """The label of a cell over two lines, the values behind the first one."""

    def lines(sheet: Sheet) -> Iterator[str]:
        for row in _filled(sheet):
            *groups, label = [cell for cell in row if not _value(cell)] or [""]
            first = label[:_WRAPPED] if len(label) < 2 * _WRAPPED and "（" not in label[1:] else label
            yield " ".join(filter(None, [*groups, first, *filter(_value, row)]))
            if len(first) < len(label):
                yield label[len(first) :]

    return _lines(paper, lines)


def cells_with_blanks(_: Random, paper: Paper) -> str:
    """One cell a line; a blank cell is a blank line."""
    return _lines(paper, lambda sheet: (box.text for row in sheet.rows for box in row))


def upright(_: Random, paper: Paper) -> str:
    """三、本年度办理结果 one character a line above its rows."""

    def lines(sheet: Sheet) -> Iterator[str]:
        for row in _filled(sheet):
            if row[0] == _VERTICAL:
                yield from _VERTICAL
            yield " ".join(cell for cell in row if cell != _VERTICAL)

    return _lines(paper, lines)


def interleaved(random: Random, paper: Paper) -> str:
    """The characters of 三、本年度办理结果 before rows and in lines between them."""

    def lines(sheet: Sheet) -> Iterator[str]:
        left: list[str] = []
        for row in _filled(sheet):
            if row[0] == _VERTICAL:
                left = list(_VERTICAL)
            shown = [cell for cell in row if cell != _VERTICAL]
            if left and not shown[0].startswith(("四、", "（七")):
                char = left.pop(0)
                if random.random() < 0.5:
                    yield char
                else:
                    shown.insert(0, char)
            yield " ".join(shown)

    return _lines(paper, lines)


def one_line(_: Random, paper: Paper) -> str:
    """The whole report in one line, cells and paragraphs set apart by spaces."""
    return " ".join(_lines(paper, lambda sheet: (" ".join(row) for row in _filled(sheet))).split("\n"))


def glued(_: Random, paper: Paper) -> str:
    """Each table in one line without separators: the number of the next row sticks to the last value."""
    return _lines(paper, lambda sheet: ["".join(cell for row in _filled(sheet) for cell in row)])


def glued_rows(_: Random, paper: Paper) -> str:
    """One row a line without separators."""
    return _lines(paper, lambda sheet: map("".join, _filled(sheet)))


def glued_page(random: Random, paper: Paper) -> str:
    """The whole report in one line without separators."""
    return glued(random, paper).replace("\n", "")


def partly_glued(random: Random, paper: Paper) -> str:
    """A space here and there between the values."""

    def text(row: list[str]) -> str:
        return "".join(cell + random.choice(("", "", " ")) for cell in row)

    return _lines(paper, lambda sheet: ["".join(map(text, _filled(sheet)))])


def pages(random: Random, paper: Paper) -> str:
    """One row a line; a page ends inside each table, with its number, and the next begins with the header."""

    def lines(sheet: Sheet) -> Iterator[str]:
        found = list(_filled(sheet))
        header = [row for row in found[:3] if not any(map(_value, row))]
        low = min(len(header) + 1, len(found) - 1)
        cut = random.randint(low, len(found) - 1)
        for number, row in enumerate(found):
            if number == cut and len(found) > len(header) + 2:
                yield random.choice(("- 3 -", "— 3 —", "3", "第 3 页 共 6 页"))
                if random.random() < 0.5:
                    yield from map(" ".join, header)
            yield " ".join(row)

    return _lines(paper, lines)


def _value(cell: str) -> bool:
    return cell.strip("-/—0123456789.,") == "" or cell == "不适用"


SEPARATED: dict[str, Layout] = {
    layout.__name__: layout
    for layout in (
        *(bars, tight_bars, markdown, repeated_labels, tabs, columns, cells, cells_apart, rows, wrapped),
        *(values_below, values_within, upright, interleaved, one_line, pages, cells_with_blanks),
    )
}
"""The layouts in which something stands between any two values."""
GLUED: dict[str, Layout] = {layout.__name__: layout for layout in (glued, glued_rows, glued_page, partly_glued)}
"""The layouts in which values run together."""
