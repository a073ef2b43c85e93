"""The tags and the text of a page, in one pass.

Not html.parser of the standard library: in the Python versions that are in use it takes time that grows with the
square of the input where a page is damaged (80 KB of unclosed comments take a minute), and its treatment of
``script`` differs from version to version.
"""

from collections.abc import Iterator
from typing import NamedTuple

from gikaudit.patterns import compiled


class Token(NamedTuple):
    """A tag, or text where ``name`` is blank. ``start`` and ``end`` are offsets; ``attributes`` is as written."""

    name: str
    start: int
    end: int
    closing: bool = False
    attributes: str = ""


_TAG = compiled(r"""([A-Za-z][^\s/>]*+)((?:[^=>]++|=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+|(?=>)))*+)>""")
_NAME = compiled(r"[A-Za-z][^\s/>]*+")
_ATTRIBUTE = compiled(r"""([^\s=/>"']++)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s>]++)))?""")
_RAW_END = {name: compiled(rf"(?i)</{name}(?=[\s/>])") for name in ("script", "style", "title", "textarea")}
_RAW_END |= {name: compiled(rf"(?i)</{name}(?=[\s/>])") for name in ("noscript", "iframe", "noframes", "noembed")}
"""Elements whose content holds no tags."""
_TO_THE_END = ("script", "style")
"""Where their end is missing, browsers show nothing of what follows."""


def attributes(written: str) -> dict[str, str]:
    """The attributes of a tag by their names in small letters; of two with one name the first counts."""
    found: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(written):
        found.setdefault(name.lower(), double or single or bare)
    return found


def tokens(text: str) -> Iterator[Token]:
    """The tags and texts of a page in order, comments, declarations and scripts left out. Takes linear time."""
    reader = _Reader(text)
    position = 0
    while position < len(text):
        tag = text.find("<", position)
        if tag < 0:
            yield Token("", position, len(text))
            return
        if tag > position:
            yield Token("", position, tag)
        following = text[tag + 1 : tag + 3]
        name = following.removeprefix("/")[:1]
        if name.isascii() and name.isalpha():
            token = reader.tag(tag)
            if token is None:
                return
            position = reader.raw(token)
            if token.name not in reader.endless or token.closing:
                yield token
                if token.name == "title" and position > token.end:
                    yield Token("", token.end, position)
        elif following.startswith(("!", "?", "/")):
            position = _end_of_comment(text, tag)
        else:
            yield Token("", tag, tag + 1)
            position = tag + 1


class _Reader:
    def __init__(self, text: str) -> None:
        self._text = text
        self._balanced = True
        self.endless: set[str] = set()

    def tag(self, start: int) -> Token | None:
        """The tag at a place; None where it has no end."""
        text = self._text
        closing = text.startswith("/", start + 1)
        begin = start + 1 + closing
        found = _TAG.match(text, begin) if self._balanced else None
        if found is not None:
            return Token(found[1].lower(), start, found.end(), closing, found[2])
        # a quotation mark that is never closed: from here on a tag ends at the first >
        self._balanced = False
        end = text.find(">", begin)
        named = _NAME.match(text, begin)
        if end < 0 or named is None:
            return None
        return Token(named[0].lower(), start, end + 1, closing, text[begin + len(named[0]) : end])

    def raw(self, token: Token) -> int:
        """Where the content without tags ends that an element has: at the end of its tag where it has none."""
        name = token.name
        if name not in _RAW_END or token.closing or name in self.endless or _empty(name, token.attributes):
            return token.end
        found = _RAW_END[name].search(self._text, token.end)
        if found is not None:
            return found.start()
        self.endless.add(name)
        return len(self._text) if name in _TO_THE_END else token.end


def _empty(name: str, written: str) -> bool:
    """Whether an element is closed by its own tag, as XHTML allows."""
    return written.endswith("/") and name not in _TO_THE_END


def _end_of_comment(text: str, start: int) -> int:
    """Where a comment or a declaration ends."""
    if not text.startswith("<!--", start) or text.startswith((">", "->"), start + 4):
        end = text.find(">", start)
    else:
        end = text.find("-->", start + 4)
        return end + 3 if end >= 0 else len(text)
    return end + 1 if end >= 0 else len(text)
