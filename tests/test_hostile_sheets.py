"""Workbooks that nobody would send in good faith: bounded time and memory, one clear error or a sensible reading."""

import io
import resource
import struct
import time
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gikaudit.audit import audit
from gikaudit.readers.read import read_document
from gikaudit.settings import Settings
from gikaudit.source import SourceError
from tests.synthetic.audits import examples
from tests.synthetic.documents import contents
from tests.synthetic.sheets.compound import compound
from tests.synthetic.sheets.ods import cell as ods_cell
from tests.synthetic.sheets.ods import ods
from tests.synthetic.sheets.ods import row as ods_row
from tests.synthetic.sheets.ods import table as ods_table
from tests.synthetic.sheets.xls import xls
from tests.synthetic.sheets.xlsx import archive, number, parts, relations, row, sheet, text

GOOD = archive(parts(sheet(row("指标", "数值") + row("甲", "1"))))


def _with(name: str, content: str | bytes) -> bytes:
    return archive(parts(sheet(row("甲", "1"))) | {name: content})


def _entities() -> bytes:
    declared = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "ha"}">' for n in range(10))
    return _with("xl/sharedStrings.xml", f"<!DOCTYPE sst [{declared}]><sst><si><t>&e9;</t></si></sst>")


def _entities_in_another_encoding() -> bytes:
    """A document type that a search for its letters does not find."""
    head = b'<?xml version="1.0" encoding="cp037"?>'
    return _with("xl/sharedStrings.xml", head + '<!DOCTYPE sst [<!ENTITY e "ha">]><sst/>'.encode("cp037"))


def _entities_under_another_name() -> bytes:
    given = parts(sheet(row("甲", "1")))
    given["xl/_rels/workbook.xml.rels"] = relations(("worksheet", "sheet.bin"))
    given["xl/sheet.bin"] = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><worksheet>&e;</worksheet>'
    return archive(given)


def _encrypted() -> bytes:
    data = bytearray(GOOD)
    place = data.index(b"PK\x01\x02")
    while place >= 0:
        data[place + 8] |= 1
        place = data.find(b"PK\x01\x02", place + 1)
    return bytes(data)


def _lying_sizes() -> bytes:
    """A part that says of itself that it is short."""
    data = bytearray(archive(parts(sheet("<row/>" * 100_000))))
    place = data.rindex(b"PK\x01\x02")
    struct.pack_into("<I", data, place + 24, 100)
    return bytes(data)


def _long_directory() -> bytes:
    entry = b"PK\x01\x02" + bytes(24) + struct.pack("<H", 1) + bytes(16) + b"a"
    size = len(entry) * 400_000
    end = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 65535, 65535, size, 8, 0)
    return b"PK\x03\x04" + bytes(4) + entry * 400_000 + end


def _overlapping() -> bytes:
    """All parts are the same long one."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for part in range(8):
            file.writestr(f"xl/worksheets/sheet{part}.xml", b" " * 30_000_000)
        file.writestr("xl/workbook.xml", "<workbook/>")
    return out.getvalue()


def _workbook_of_itself() -> bytes:
    """A sheet that is the workbook, whose drawing is the sheet."""
    given = parts(sheet(row("甲", "1")))
    given["xl/_rels/workbook.xml.rels"] = relations(("worksheet", "workbook.xml"), ("drawing", "workbook.xml"))
    return archive(given)


def _merged_in_each_other() -> bytes:
    merged = '<mergeCell ref="A1:XFD1048576"/>' * 40_000
    return archive(parts(sheet(row("甲") * 2_000, behind=f"<mergeCells>{merged}</mergeCells>")))


def _hidden_rows_under_merged_cells() -> bytes:
    rows = row("甲") + "".join(f'<row r="{number}" hidden="1"/>' for number in range(1, 100_000))
    merged = '<mergeCell ref="A1:A1048576"/>' * 4_000
    return archive(parts(sheet(rows, behind=f"<mergeCells>{merged}</mergeCells>")))


def _twice() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file, pytest.warns(UserWarning):
        file.writestr("xl/workbook.xml", "<workbook/>")
        file.writestr("xl/workbook.xml", "<workbook/>")
    return out.getvalue()


def _repeated(told: str, told_of_row: str = "") -> bytes:
    return ods(ods_table(ods_row(ods_cell("1", told), told=told_of_row)))


REPEATED = "99999999999"
REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "entities": (_entities, "实体声明"),
    "entities in another encoding": (_entities_in_another_encoding, "已损坏"),
    "not an archive": (lambda: b"PK\x03\x04" + bytes(100), "已损坏"),
    "truncated": (lambda: GOOD[:-30], "已损坏"),
    "encrypted": (_encrypted, "已加密"),
    "encrypted in a compound file": (lambda: compound({"EncryptedPackage": bytes(5000)}), "已加密"),
    "a size that is wrong": (_lying_sizes, "已损坏"),
    "a directory without end": (_long_directory, "部件过多"),
    "parts that unpack to hundreds of MiB": (_overlapping, "解压后过大"),
    "two parts of the same name": (_twice, "重名"),
    "no XML": (lambda: _with("xl/workbook.xml", "hello"), "已损坏"),
    "XML cut off": (lambda: _with("xl/worksheets/sheet1.xml", "<worksheet><sheetData><row>"), "已损坏"),
    "an encoding that nobody knows": (
        lambda: _with("xl/workbook.xml", '<?xml version="1.0" encoding="rot13"?><workbook/>'),
        "已损坏",
    ),
    "a text that is not there": (lambda: archive(parts(sheet('<row><c t="s"><v>7</v></c></row>'))), "已损坏"),
    "a workbook of itself": (_workbook_of_itself, "文件为空"),
    "a sheet under another name": (_entities_under_another_name, "文件为空"),
    "no sheets": (lambda: archive({"xl/workbook.xml": "<workbook/>"}), "文件为空"),
    "millions of cells": (lambda: archive(parts(sheet("<row>" + "<c/>" * 550_000 + "</row>"))), "过大"),
    "many cells with text": (
        lambda: archive(parts(sheet(row("".join(number(str(n)) for n in range(120_000)))))),
        "过大",
    ),
    "a diagonal": (
        lambda: archive(parts(sheet("".join(row(text("1", f"{_letters(n)}{n + 1}")) for n in range(3000))))),
        "过大",
    ),
    "merged cells in each other": (_merged_in_each_other, "过大"),
    "a cell repeated without end": (lambda: _repeated(f' table:number-columns-repeated="{REPEATED}"'), "过大"),
    "a row repeated without end": (lambda: _repeated("", f' table:number-rows-repeated="{REPEATED}"'), "过大"),
    "rows and cells repeated": (
        lambda: _repeated(' table:number-columns-repeated="9999"', ' table:number-rows-repeated="9999"'),
        "过大",
    ),
    "spaces without end": (lambda: ods(ods_table(ods_row(f'<text:s text:c="{REPEATED}"/>'))), "文件为空"),
    "an old workbook, empty": (lambda: compound({"Workbook": bytes(5000)}), "已损坏"),
    "an old workbook, cut off": (lambda: xls({"表三": [["甲", 1.0]]})[:-600], "已损坏"),
    "an old document": (lambda: compound({"WordDocument": bytes(5000)}), ".docx"),
    "a compound file of another kind": (lambda: compound({"Contents": bytes(5000)}), "不能识别"),
}


def _letters(column: int) -> str:
    name = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        name = chr(65 + letter) + name
    return name


def _bounded(data: bytes) -> None:
    """One finding, in less than ten seconds of computing (other processes may be busy), and less than 500 MB more."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.process_time()
    done = audit("a.xlsx", data, Settings())
    assert time.process_time() - start < 10
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 500 * 1024
    assert [finding.code for finding in done.findings] == ["GIK001"]


@pytest.mark.parametrize(("make", "zh"), REFUSED.values(), ids=REFUSED)
def test_a_hostile_workbook_is_refused(make: Callable[[], bytes], zh: str) -> None:
    data = make()
    with pytest.raises(SourceError) as error:
        read_document("a.xlsx", data)
    assert zh in error.value.zh
    _bounded(data)


READ: dict[str, tuple[Callable[[], bytes], object]] = {
    "a merged cell over the whole sheet": (
        lambda: archive(
            parts(sheet(row("甲") + row("乙", "1"), behind='<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'))
        ),
        [[["甲"]]],
    ),
    "hidden rows under merged cells": (_hidden_rows_under_merged_cells, ["甲"]),
    "a merged cell that is none": (
        lambda: archive(
            parts(sheet(row("甲", "1"), behind='<mergeCells><mergeCell ref="XFD9:A"/><mergeCell/></mergeCells>'))
        ),
        [[["甲", "1"]]],
    ),
    "hidden columns without end": (
        lambda: archive(parts(sheet(row("甲", "1"), before='<cols><col min="2" max="999999999" hidden="1"/></cols>'))),
        ["甲"],
    ),
    "deep nesting": (
        lambda: archive(parts(sheet(row("甲", "1"), behind="<x>" * 100_000 + "</x>" * 100_000))),
        [[["甲", "1"]]],
    ),
    "a part outside of the archive": (
        lambda: archive(
            parts(sheet(row("甲", "1")))
            | {"xl/_rels/workbook.xml.rels": relations(("worksheet", "worksheets/sheet1.xml"), ("styles", "/../../x"))}
        ),
        [[["甲", "1"]]],
    ),
    "styles that are not there": (lambda: archive(parts(sheet(row(number("1", 77), number("2"))))), [[["1", "2"]]]),
    "a merged cell that spans without end": (
        lambda: ods(
            ods_table(
                ods_row(
                    ods_cell("甲", f' table:number-columns-spanned="{REPEATED}" table:number-rows-spanned="{REPEATED}"')
                )
                + ods_row("乙", "1")
            )
        ),
        [[["甲"]]],
    ),
    "columns repeated without end": (
        lambda: ods(
            ods_table(
                f'<table:table-column table:number-columns-repeated="{REPEATED}"/>' * 3
                + ods_row("甲", "1")
                + ods_row(told=f' table:number-rows-repeated="{REPEATED}"') * 9
            )
        ),
        [[["甲", "1"]]],
    ),
}


@pytest.mark.parametrize(("make", "expected"), READ.values(), ids=READ)
def test_a_strange_workbook_is_read(make: Callable[[], bytes], expected: object) -> None:
    data = make()
    start = time.process_time()
    assert contents(read_document("a.xlsx", data)) == expected
    assert time.process_time() - start < 10


def _blank_cells(rows: int) -> bytes:
    cells = struct.pack("<256H", *[15] * 256) + struct.pack("<H", 255)
    return b"".join(struct.pack("<HHHH", 0x0BE, 6 + 2 * 256, row, 0) + cells for row in range(rows))


def test_many_blank_cells_in_an_old_workbook() -> None:
    """Their number is bounded by the size of the file."""
    data = xls({"表三": [["甲", 1.0]]}, records=_blank_cells(7_500))
    start = time.process_time()
    assert contents(read_document("a.xls", data)) == [[["甲", "1"]]]
    assert time.process_time() - start < 10
    _bounded(xls({"表三": [["甲", 1.0]]}, records=_blank_cells(16_000)))


def test_quotation_marks_without_end() -> None:
    start = time.process_time()
    read_document("a.csv", ('甲,"a""' * 90_000).encode())
    with pytest.raises(SourceError):
        read_document("a.csv", b'1,"' + b'a,"",' * 700_000)
    assert time.process_time() - start < 10


_xml = st.text("<>/&;='\" abcr:1A\x00é", max_size=80)
_parts = st.sampled_from(
    [
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/sharedStrings.xml",
        "xl/styles.xml",
        "xl/worksheets/sheet1.xml",
    ]
)


def _read_or_refused(path: str, data: bytes) -> None:
    """Any other error breaks the test."""
    try:
        read_document(path, data)
    except SourceError as error:
        assert error.zh.endswith("。")
        assert error.en


@given(_parts, _xml | st.binary(max_size=80))
@examples(80)
def test_any_part_of_a_workbook(name: str, content: str | bytes) -> None:
    _read_or_refused("a.xlsx", _with(name, content))


@given(st.integers(0, len(GOOD) - 1), st.binary(min_size=1, max_size=8))
@examples(150)
def test_a_workbook_with_other_bytes(place: int, other: bytes) -> None:
    _read_or_refused("a.xlsx", GOOD[:place] + other + GOOD[place + len(other) :])


_attributes = st.dictionaries(
    st.sampled_from(["r", "s", "t", "ref", "min", "max", "hidden", "ht"]),
    st.sampled_from(
        ["", "0", "1", "-1", "99999999999999999999", "A1", "XFD1048576", "A1:B2", "ZZZ9999999", "s", "e", "٣"]
    ),
)
_cells = st.builds(
    lambda name, told, inner: (
        "<" + name + "".join(f' {key}="{value}"' for key, value in told.items()) + ">" + inner + "</" + name + ">"
    ),
    st.sampled_from(["row", "c", "v", "f", "is", "t", "col", "mergeCell"]),
    _attributes,
    st.sampled_from(["", "1", "甲", "<v>1</v>", '<c r="B2"><v>3</v></c>', "<v>-1e999</v>", "<f/>"]),
)


@given(st.lists(_cells, max_size=12))
@examples(150)
def test_any_elements_of_a_sheet(cells: list[str]) -> None:
    _read_or_refused("a.xlsx", archive(parts(sheet("".join(cells)))))


OLD = xls({"表三": [["指标", "数值"], ["甲", 1.0]]}, merged=[(0, 0, 0, 1)])


@given(st.integers(0, len(OLD) - 1), st.binary(min_size=1, max_size=8))
@examples(150)
def test_an_old_workbook_with_other_bytes(place: int, other: bytes) -> None:
    _read_or_refused("a.xls", OLD[:place] + other + OLD[place + len(other) :])


@given(st.binary(max_size=200))
@examples(80)
def test_any_bytes_behind_a_signature(data: bytes) -> None:
    for head in (b"PK\x03\x04", OLD[:512], GOOD[:200], b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        _read_or_refused("a.xlsx", head + data)
    _read_or_refused("a.csv", data)
