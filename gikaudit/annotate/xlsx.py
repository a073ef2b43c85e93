"""An Excel workbook with comments. All parts of it stay as they are, byte for byte, but the sheets with findings, in
which a reference to their comments is entered, and the lists of what belongs to them."""

import io
import posixpath
import zipfile
from bisect import bisect_right
from collections.abc import Iterator
from xml.parsers import expat
from xml.sax.saxutils import escape

from gikaudit.annotate.remark import AUTHOR, remark
from gikaudit.audit import Audit
from gikaudit.readers.archive import checked_archive
from gikaudit.readers.sheet import column_name
from gikaudit.readers.xlsx import read_traced
from gikaudit.readers.xml import damaged
from gikaudit.settings import Language
from gikaudit.source import SourceError

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_BEHIND = (
    "legacyDrawingHF",
    "drawingHF",
    "picture",
    "oleObjects",
    "controls",
    "webPublishItems",
    "tableParts",
    "extLst",
)
"""What stands behind the reference to comments in a sheet."""
_TYPE = (
    '<Override xmlns="http://schemas.openxmlformats.org/package/2006/content-types" PartName="/{}"'
    ' ContentType="application/vnd.openxmlformats-officedocument.{}"/>'
)
_ID = "gikaudit{}"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_SHAPES = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:x="urn:schemas-microsoft-com:office:excel">'
    '<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout>'
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>{}</xml>'
)
_SHAPE = (
    '<v:shape id="_x0000_s{id}" type="#_x0000_t202" fillcolor="#ffffe1" o:insetmode="auto"'
    ' style="position:absolute;margin-left:60pt;margin-top:2pt;width:300pt;height:150pt;z-index:{id};'
    'visibility:hidden">'
    '<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
    '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
    '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
    "<x:Anchor>{right}, 15, {row}, 2, {far}, 15, {below}, 4</x:Anchor><x:AutoFill>False</x:AutoFill>"
    "<x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)

_COMMENT = '<comment ref="{}{}" authorId="0"><text><t xml:space="preserve">{}</t></text></comment>'

_Remarks = dict[tuple[int, int], list[str]]
"""The texts of comments, by row and column from 0."""


def annotated(path: str, data: bytes, audit: Audit, language: Language) -> bytes:
    """The file with a comment at the cell of each finding. Without findings it is the file itself.

    Raises SourceError for a file that is no workbook, and for one whose sheets with findings have comments already.
    """
    _, traces = read_traced(path, data)
    sheets: dict[str, _Remarks] = {}
    for finding in audit.findings:
        if finding.span is None:
            continue
        found = bisect_right(traces, finding.span.start, key=lambda trace: trace.start)
        trace = traces[max(found - 1, 0)]
        remarks = sheets.setdefault(trace.part, {}).setdefault((trace.row, trace.column), [])
        remarks.append("\n".join(remark(audit, finding, language)))
    if not sheets:
        return data
    archive = checked_archive(data)
    parts: dict[str, bytes] = {}
    types = ""
    for number, (part, placed) in enumerate(sheets.items(), 1):
        name = next((name for name in archive.namelist() if name.lower() == part.lower()), part)
        parts |= _commented(archive, name, placed, number)
        types += _TYPE.format(_comments_name(number), "spreadsheetml.comments+xml") + _TYPE.format(
            _shapes_name(number), "vmlDrawing"
        )
    parts["[Content_Types].xml"] = _inserted(archive.read("[Content_Types].xml"), types)
    return _with_parts(archive, parts)


def _comments_name(number: int) -> str:
    return f"xl/gikaudit-comments{number}.xml"


def _shapes_name(number: int) -> str:
    return f"xl/drawings/gikaudit-shapes{number}.vml"


def _commented(archive: zipfile.ZipFile, part: str, remarks: _Remarks, number: int) -> dict[str, bytes]:
    """The parts that a sheet with comments needs: itself, what it refers to, the comments, and their boxes."""
    folder, base = posixpath.split(part)
    related = posixpath.join(folder, "_rels", f"{base}.rels")
    entries = "".join(
        f'<Relationship xmlns="{_PACKAGE}" Id="{_ID.format(kind)}" Type="{_RELATIONS}/{kind}" Target="/{target}"/>'
        for kind, target in (("comments", _comments_name(number)), ("vmlDrawing", _shapes_name(number)))
    )
    if related in archive.namelist():
        relations = _inserted(archive.read(related), entries)
    else:
        relations = f'{_HEAD}<Relationships xmlns="{_PACKAGE}">{entries}</Relationships>'.encode()
    reference = f'<legacyDrawing xmlns="{_MAIN}" xmlns:r="{_RELATIONS}" r:id="{_ID.format("vmlDrawing")}"/>'
    places = sorted(remarks)
    listed = "".join(_COMMENT.format(column_name(place[1]), place[0] + 1, _text(remarks[place])) for place in places)
    comments = (
        f'<comments xmlns="{_MAIN}"><authors><author>{AUTHOR}</author></authors><commentList>{listed}</commentList>'
    )
    return {
        part: _inserted(archive.read(part), reference, _BEHIND, never="legacyDrawing"),
        related: relations,
        _comments_name(number): f"{_HEAD}{comments}</comments>".encode(),
        _shapes_name(number): _SHAPES.format("".join(_shapes(places))).encode(),
    }


def _text(remarks: list[str]) -> str:
    return escape("\n\n".join(remarks))


def _shapes(places: list[tuple[int, int]]) -> Iterator[str]:
    for number, (row, column) in enumerate(places):
        yield _SHAPE.format(id=1025 + number, row=row, column=column, right=column + 1, far=column + 6, below=row + 9)


def _inserted(data: bytes, xml: str, before: tuple[str, ...] = (), never: str = "") -> bytes:
    """A part with elements put into its root: before the first of some, else at the end.

    Raises SourceError for a part that has an element that it must not have, or is written in an unusual way.
    """
    root, children, end = _outline(data)
    if "schemas.openxmlformats.org" not in root:
        raise _unusual()
    if never in children:
        raise SourceError(
            "工作表中已有批注或控件，无法再加批注；请先删去，或改用其他输出格式。",
            "a sheet with findings has comments or controls already; delete them first, or use another output.",
        )
    place = min((children[name] for name in before if name in children), default=end)
    # an element without an end tag has no place for others
    if not data[end:].startswith(b"</"):
        raise _unusual()
    return data[:place] + xml.encode() + data[place:]


def _outline(data: bytes) -> tuple[str, dict[str, int], int]:
    """The namespaces of the root, where the first of its elements of each name begins, and where its end tag does."""
    root = ""
    children: dict[str, int] = {}
    depth = end = 0
    parser = expat.ParserCreate()

    def starts(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth, root
        if depth == 0:
            root = " ".join(attributes.values())
        elif depth == 1:
            children.setdefault(name.rpartition(":")[2], parser.CurrentByteIndex)
        depth += 1

    def ends(_name: str) -> None:
        nonlocal depth, end
        depth, end = depth - 1, parser.CurrentByteIndex

    def declared(_version: str, encoding: str | None, _standalone: int) -> None:
        # places are those in the bytes as they are parsed
        if (encoding or "utf-8").lower() not in ("utf-8", "us-ascii"):
            raise _unusual()

    parser.StartElementHandler = starts
    parser.EndElementHandler = ends
    parser.XmlDeclHandler = declared
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise damaged() from error
    return root, children, end


def _unusual() -> SourceError:
    return SourceError(
        "表格的内部写法不常见，无法加批注；请用Excel或WPS打开后另存一份再试。",
        "the workbook is written in an unusual way and cannot get comments; open it in Excel or WPS, save it again"
        " and try again.",
    )


def _with_parts(archive: zipfile.ZipFile, parts: dict[str, bytes]) -> bytes:
    """An archive with some parts replaced or added, the others as they are."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as copy:
        for info in archive.infolist():
            content = parts.pop(info.filename, None)
            copy.writestr(info, archive.read(info) if content is None else content)
        for name, content in parts.items():
            copy.writestr(name, content)
    return out.getvalue()
