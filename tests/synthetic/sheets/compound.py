"""Files of Microsoft's compound format with some streams."""

import struct
from collections.abc import Mapping

_SECTOR = 512
_END, _FREE, _TABLE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
_SMALLEST = 4096
"""Shorter streams would be kept in another way: they are filled up."""


def compound(streams: Mapping[str, bytes]) -> bytes:
    """A file with streams, by name."""
    chains: list[int] = []
    entries: list[bytes] = []
    body = b""
    for name, content in streams.items():
        size = max(len(content), _SMALLEST)
        first = len(chains)
        count = -(-size // _SECTOR)
        chains += [*range(first + 1, first + count), _END]
        body += content.ljust(count * _SECTOR, b"\0")
        entries.append(
            _entry(name, 2, first, size, right=len(entries) + 2 if len(entries) + 1 < len(streams) else _FREE)
        )
    directory = b"".join([_entry("Root Entry", 5, _END, 0, child=1), *entries])
    count = -(-len(directory) // _SECTOR)
    start = len(chains)
    chains += [*range(start + 1, start + count), _END]
    body += directory.ljust(count * _SECTOR, b"\0")
    tables = 1
    while (len(chains) + tables) * 4 > tables * _SECTOR:
        tables += 1
    table = len(chains)
    chains += [_TABLE] * tables
    listed = b"".join(struct.pack("<I", number) for number in chains).ljust(tables * _SECTOR, b"\xff")
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<IIIIIIIII", 0, tables, start, 0, _SMALLEST, _END, 0, _END, 0)
    head += b"".join(struct.pack("<I", table + number) for number in range(tables))
    return head.ljust(_SECTOR, b"\xff") + body + listed


def _entry(name: str, kind: int, start: int, size: int, *, right: int = _FREE, child: int = _FREE) -> bytes:
    written = (name + "\0").encode("utf-16-le")
    return (
        written.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(written), kind, 1, _FREE, right, child)
        + bytes(36)
        + struct.pack("<IQ", start, size)
    )
