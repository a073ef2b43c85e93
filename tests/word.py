"""Word files for tests, written part by part: any markup, also such as no program writes."""

from __future__ import annotations

import io
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_NAMESPACES = {
    "w": W,
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "v": "urn:schemas-microsoft-com:vml",
}
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def p(*content: str, properties: str = "") -> str:
    """A paragraph: plain text as a run, markup as it is."""
    runs = "".join(part if part.startswith("<") else r(part) for part in content)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{runs}</w:p>"


def r(text: str, properties: str = "") -> str:
    """A run."""
    return f'<w:r>{f"<w:rPr>{properties}</w:rPr>" if properties else ""}<w:t xml:space="preserve">{text}</w:t></w:r>'


def listed(list_id: int | str, level: int = 0) -> str:
    """The property of a paragraph with an automatic number."""
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'


def tc(*content: str, properties: str = "") -> str:
    """A cell: plain text as a paragraph, markup as it is."""
    inner = "".join(part if part.startswith("<") else p(part) for part in content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner or '<w:p/>'}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    """A row: plain text as a cell, markup as it is."""
    inner = "".join(cell if cell.startswith("<") else tc(cell) for cell in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inner}</w:tr>"


def tbl(*rows: str, grid: tuple[int, ...] = ()) -> str:
    """A table; ``grid`` are the widths of its columns."""
    widths = "".join(f'<w:gridCol w:w="{width}"/>' for width in grid)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{widths}</w:tblGrid>{''.join(rows)}</w:tbl>"


def span(columns: int) -> str:
    return f'<w:gridSpan w:val="{columns}"/>'


FIRST, MORE = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def field(instruction: str, *result: str) -> str:
    """A field of several runs."""
    marks = {kind: f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")}
    code = f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
    return f"{marks['begin']}{code}{marks['separate']}{''.join(result)}{marks['end']}"


def box(*content: str) -> str:
    """A run with a text box, in the form for newer and in that for older programs."""
    inner = f"<w:txbxContent>{''.join(content)}</w:txbxContent>"
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic><a:graphicData>'
        f"<wps:wsp><wps:txbx>{inner}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:shape><v:textbox>{inner}</v:textbox></v:shape></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


def level(number: int, pattern: str, number_format: str = "decimal", more: str = "", start: int = 1) -> str:
    """A level of a list."""
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="{start}"/><w:numFmt w:val="{number_format}"/>'
        f'{more}<w:lvlText w:val="{pattern}"/></w:lvl>'
    )


def abstract(list_id: int, *levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{list_id}">{"".join(levels)}</w:abstractNum>'


def num(list_id: int, abstract_id: int, *overrides: str) -> str:
    return f'<w:num w:numId="{list_id}"><w:abstractNumId w:val="{abstract_id}"/>{"".join(overrides)}</w:num>'


def root(name: str, content: str, namespace: str = W) -> str:
    """A part with all namespaces declared."""
    declared = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in (_NAMESPACES | {"w": namespace}).items())
    return f"{_DECLARATION}<w:{name} {declared}>{content}</w:{name}>"


def relations(targets: dict[str, str]) -> str:
    """A part with relationships, by the last word of their kind."""
    inner = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets.items(), 1)
    )
    return f'{_DECLARATION}<Relationships xmlns="{_RELATIONS}">{inner}</Relationships>'


def word(*body: str, namespace: str = W, **parts: str) -> bytes:
    """A Word file. ``parts`` are the contents of other parts: styles, numbering, footnotes, endnotes, comments."""
    written: dict[str, str | bytes] = {
        f"word/{name}.xml": root(name, content, namespace) for name, content in parts.items()
    }
    written["word/document.xml"] = root("document", f"<w:body>{''.join(body)}<w:sectPr/></w:body>", namespace)
    written["word/_rels/document.xml.rels"] = relations({name: f"{name}.xml" for name in parts})
    return package(written)


def package(parts: dict[str, str | bytes]) -> bytes:
    """An archive with parts, those that every Word file has among them."""
    names = [name[5:-4] for name in parts if name.startswith("word/") and name.endswith(".xml")]
    kinds = {name: f"{_TYPE}.{'document.main' if name == 'document' else name}+xml" for name in names}
    types = "".join(f'<Override PartName="/word/{name}.xml" ContentType="{kind}"/>' for name, kind in kinds.items())
    usual: dict[str, str | bytes] = {
        "[Content_Types].xml": f'{_DECLARATION}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{types}</Types>',
        "_rels/.rels": relations({"officeDocument": "word/document.xml"}),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (usual | parts).items():
            archive.writestr(name, content)
    return out.getvalue()
