"""Excel workbooks of the old kind: the records of a workbook (BIFF8) in a compound file."""

import struct
from collections.abc import Mapping, Sequence

from tests.synthetic.sheets.compound import compound

Value = str | float | bool | None


def xls(
    sheets: Mapping[str, Sequence[Sequence[Value]]],
    *,
    merged: Sequence[tuple[int, int, int, int]] = (),
    hidden_sheets: Sequence[str] = (),
    hidden_rows: Sequence[int] = (),
    hidden_columns: Sequence[int] = (),
    code: str = "General",
    records: bytes = b"",
) -> bytes:
    """A workbook: rows of values, merged cells (top, bottom, left, right) and hidden places in each sheet. Numbers
    have the number format ``code``; each sheet begins with ``records``."""
    bodies = [_bof(0x10) + records + _sheet(rows, merged, hidden_rows, hidden_columns) for rows in sheets.values()]
    start = _bof(5) + _record(0x042, struct.pack("<H", 1200)) + _font() * 4
    start += _record(0x41E, struct.pack("<H", 164) + _string(code, 2)) + _xf(0) * 15 + _xf(0) + _xf(164)
    size = len(start) + sum(4 + 6 + 2 + 2 * len(name) for name in sheets) + 4
    listed = b""
    for name, body in zip(sheets, bodies, strict=True):
        listed += _record(0x085, struct.pack("<IBB", size, name in hidden_sheets, 0) + _string(name, 1))
        size += len(body)
    return compound({"Workbook": start + listed + _record(0x00A) + b"".join(bodies)})


def _sheet(
    rows: Sequence[Sequence[Value]],
    merged: Sequence[tuple[int, int, int, int]],
    hidden_rows: Sequence[int],
    hidden_columns: Sequence[int],
) -> bytes:
    found = b""
    for column in hidden_columns:
        found += _record(0x07D, struct.pack("<HHHHHH", column, column, 2048, 15, 1, 0))
    for row in hidden_rows:
        found += _record(0x208, struct.pack("<HHHHHHI", row, 0, 9, 255, 0, 0, 0x120))
    for row, values in enumerate(rows):
        for column, value in enumerate(values):
            place = struct.pack("<HH", row, column)
            if isinstance(value, bool):
                found += _record(0x205, place + struct.pack("<HBB", 15, value, 0))
            elif isinstance(value, str) and value.startswith("#"):
                found += _record(0x205, place + struct.pack("<HBB", 15, {"#REF!": 0x17, "#N/A": 0x2A}[value], 1))
            elif isinstance(value, str):
                found += _record(0x204, place + struct.pack("<H", 15) + _string(value, 2))
            elif value is not None:
                found += _record(0x203, place + struct.pack("<Hd", 16, value))
    if merged:
        ranges = b"".join(struct.pack("<HHHH", *each) for each in merged)
        found += _record(0x0E5, struct.pack("<H", len(merged)) + ranges)
    return found + _record(0x00A)


def _record(kind: int, data: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def _bof(kind: int) -> bytes:
    return _record(0x809, struct.pack("<HHHHII", 0x600, kind, 0x0DBB, 0x07CC, 0, 6))


def _font() -> bytes:
    return _record(0x031, struct.pack("<HHHHHBBBB", 240, 0, 0x7FFF, 400, 0, 0, 0, 134, 0) + _string("宋体", 1))


def _xf(code: int) -> bytes:
    return _record(0x0E0, struct.pack("<HHHBBBBIIH", 0, code, 1, 0, 0, 0, 0xFC, 0, 0, 0x20C0))


def _string(text: str, size: int) -> bytes:
    return len(text).to_bytes(size, "little") + b"\1" + text.encode("utf-16-le")
