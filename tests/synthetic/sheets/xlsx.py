"""Excel workbooks written as XML."""

import io
import zipfile
from collections.abc import Mapping, Sequence

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def archive(parts: Mapping[str, str | bytes]) -> bytes:
    """A ZIP archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return out.getvalue()


def sheet(rows: str, *, before: str = "", behind: str = "") -> str:
    """A sheet with rows as XML, and what stands before and behind them."""
    return (
        f'<worksheet xmlns="{_MAIN}" xmlns:r="{_RELATIONS}">{before}<sheetData>{rows}</sheetData>{behind}</worksheet>'
    )


def relations(*targets: tuple[str, str]) -> str:
    """What a part refers to: kinds and targets, with the ids r1, r2…"""
    entries = "".join(
        f'<Relationship Id="r{number}" Type="{_RELATIONS}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}">{entries}</Relationships>'


def parts(
    *sheets: str,
    names: Sequence[str] = ("表三", "表四", "表五"),
    states: Sequence[str] = (),
    strings: str = "",
    formats: Sequence[str] = (),
    settings: str = "",
) -> dict[str, str | bytes]:
    """The parts of a workbook. Cells of style n (from 1) have the nth of the number formats."""
    listed = "".join(
        f'<sheet name="{names[number]}" sheetId="{number + 1}" state="{(*states, *["visible"] * 9)[number]}"'
        f' r:id="r{number + 1}"/>'
        for number in range(len(sheets))
    )
    codes = "".join(f'<numFmt numFmtId="{200 + n}" formatCode="{code}"/>' for n, code in enumerate(formats))
    styles = "".join(f'<xf numFmtId="{200 + n}"/>' for n in range(len(formats)))
    targets = [("worksheet", f"worksheets/sheet{number + 1}.xml") for number in range(len(sheets))]
    return {
        "_rels/.rels": relations(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}">{settings}'
        f"<sheets>{listed}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": relations(
            *targets, ("sharedStrings", "sharedStrings.xml"), ("styles", "styles.xml")
        ),
        "xl/sharedStrings.xml": f'<sst xmlns="{_MAIN}">{strings}</sst>',
        "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}"><numFmts>{codes}</numFmts>'
        f'<cellXfs><xf numFmtId="0"/>{styles}</cellXfs></styleSheet>',
        **{f"xl/worksheets/sheet{number + 1}.xml": content for number, content in enumerate(sheets)},
    }


def text(value: str, ref: str = "") -> str:
    """A cell with a text."""
    place = f' r="{ref}"' if ref else ""
    return f'<c{place} t="inlineStr"><is><t>{value}</t></is></c>'


def row(*cells: str, told: str = "") -> str:
    """A row of cells as XML, or of texts."""
    return f"<row{told}>{''.join(cell if cell.startswith('<') else text(cell) for cell in cells)}</row>"


def number(value: str, style: int = 0, ref: str = "") -> str:
    """A cell with a stored number."""
    place = f' r="{ref}"' if ref else ""
    return f'<c{place} s="{style}"><v>{value}</v></c>'
