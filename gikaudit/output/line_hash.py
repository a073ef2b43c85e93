"""The fingerprint of a line by which GitHub recognises an alert after edits: ``primaryLocationLineHash``.

GitHub's own upload computes it where it is missing. Computed here it is there for every way of uploading, and
for files in encodings other than UTF-8, which that upload would misread.
"""

from __future__ import annotations

import re
from collections import Counter

_LENGTH = 100
_FACTOR = 37
_END = "\uffff"


class LineHashes:
    """The hashes of the lines of a text.

    A hash is that of the hundred UTF-16 units from the beginning of the line on, over the ends of lines, without
    spaces and tabs: a polynomial in 37, modulo 2^64. The end of the text is the unit FFFF, with zeros behind it.
    Of several lines with one hash each has its number behind it.
    """

    def __init__(self, text: str) -> None:
        units = re.sub("[ \t]+", "", re.sub("\r\n?", "\n", text)) + _END
        starts = [0, *(found.end() for found in re.finditer("\n", units))]
        self._windows = [
            units[start : start + _LENGTH].encode("utf-16-be", "surrogatepass")[: 2 * _LENGTH] for start in starts
        ]
        seen: Counter[bytes] = Counter()
        self._numbers = []
        for window in self._windows:
            seen[window] += 1
            self._numbers.append(seen[window])

    def of(self, line: int) -> str:
        """The hash of a line; lines count from 1."""
        window = self._windows[line - 1]
        value = 0
        for position in range(0, 2 * _LENGTH, 2):
            value = value * _FACTOR + int.from_bytes(window[position : position + 2], "big")
        return f"{value % 2**64:x}:{self._numbers[line - 1]}"
