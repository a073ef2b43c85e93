"""The elements of a page that matter for its text: blocks, lists and tables, with the text in them.

Tags that are missing are supplied as browsers do. Inline elements leave no trace but links.
"""

from collections import Counter
from functools import cached_property
from typing import NamedTuple

from gikaudit.patterns import compiled
from gikaudit.readers.html.tokens import Token, attributes, tokens
from gikaudit.source import SourceError

MAX_DEPTH = 200
"""Elements nested deeper are read as if they stood at this depth."""
MAX_ITEMS = 250_000
"""Elements and texts of one page."""
_LONGEST_LINK = 400

SECTIONS = frozenset({"thead", "tbody", "tfoot"})
CELLS = frozenset({"td", "th"})
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "center",
        "dd",
        "details",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "header",
        "hgroup",
        "legend",
        "li",
        "listing",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "search",
        "section",
        "summary",
        "ul",
        "xmp",
    ]
)
_BREAKING = frozenset({"form", "html", "body", "head", "hr", "frameset", "isindex"})
"""Elements that end a paragraph and of which nothing else matters."""
_UNSEEN = frozenset(
    [
        "template",
        "object",
        "applet",
        "audio",
        "video",
        "canvas",
        "select",
        "button",
        "datalist",
        "svg",
        "map",
        "del",
        "rt",
        "rp",
        "script",
        "style",
        "textarea",
        "noscript",
        "iframe",
        "noframes",
        "noembed",
        "title",
    ]
)
"""Elements whose content is not shown, or is no text of the page: 按钮、下拉框、已删除的文字."""
_ITEMS = {"li": ("ul", "ol", "menu", "dir"), "dd": ("dl",), "dt": ("dl",)}
_REMOVED = compiled(r"(?i)display\s*:\s*none|mso-hide\s*:\s*all")
_INVISIBLE = compiled(r"(?i)visibility\s*:\s*hidden")
_PREFORMATTED = compiled(r"(?i)white-space\s*:\s*pre")


class Run:
    """A stretch of text. ``link`` is 2 where a link begins, 1 where one goes on, else 0."""

    __slots__ = ("end", "link", "start")

    def __init__(self, start: int, end: int) -> None:
        self.start, self.end, self.link = start, end, 0


class Break(NamedTuple):
    """The end of a line, or of a paragraph."""

    paragraph: bool


LINE, PARAGRAPH = Break(False), Break(True)


class Element:
    """An element with its content in order.

    ``first``, ``last`` and, for tables, ``inside`` (the elements whose content is not one table) are set when its
    content is numbered.
    """

    __slots__ = ("attributes", "content", "first", "hidden", "inside", "last", "pre", "removed", "start", "tag")

    def __init__(self, tag: str, start: int, found: dict[str, str], parent: "Element | None" = None) -> None:
        style = found.get("style", "")
        self.tag = tag
        self.start = start
        self.attributes = found
        self.content: list[Element | Run | Break] = []
        self.removed = "hidden" in found or _REMOVED.search(style) is not None
        self.hidden: bool = (
            self.removed or _INVISIBLE.search(style) is not None or (parent is not None and parent.hidden)
        )
        self.pre: bool = tag in ("pre", "listing", "xmp") or _PREFORMATTED.search(style) is not None
        self.pre = self.pre or (parent is not None and parent.pre)
        self.first = self.last = 0
        self.inside: list[Element] | None = None


class Tree(NamedTuple):
    """The page: its root, and where its title stands in the text."""

    root: Element
    title: tuple[int, int]


def parse(text: str) -> Tree:
    """The tree of a page, or of a part of one. Raises SourceError where it has too many elements."""
    builder = _Builder(text)
    for token in tokens(text):
        builder.add(token)
    builder.end_link(closed=False)
    return Tree(builder.root, builder.title)


class _Builder:
    def __init__(self, text: str) -> None:
        self._page = text
        self.root = Element("", 0, {})
        self.title = (0, 0)
        self._stack = [self.root]
        self._names = [""]
        self._cell = [0]  # for each element on the stack the place of the innermost cell, and of the innermost table
        self._table = [0]
        self._open: Counter[str] = Counter()
        self._too_deep = 0
        self._items = 0
        self._unseen = ""
        self._unseen_depth = 0
        self._unseen_since = 0
        self._in_title = False
        self._link: list[Run] | None = None
        self._in_paragraph = 0

    def add(self, token: Token) -> None:
        name = token.name
        if not name:
            self._text(token)
            return
        if self._unseen:
            self._skip(name, token.closing)
        if name == "a":
            self.end_link(closed=token.closing)
            if not token.closing and "href" in attributes(token.attributes):
                self._link, self._in_paragraph = [], -1
        elif name == "br":
            self._append(LINE)
        elif name in _BLOCKS or name in HEADINGS or name in _TABLE_TAGS:
            self._boundary()
            if token.closing:
                self._close(name)
            else:
                self._start(token)
        elif name in _BREAKING:
            self._boundary()
            self._append(PARAGRAPH)
        if not token.closing and not self._unseen and not token.attributes.endswith("/"):
            self._hide(token)

    # ---- text, links, what is not seen

    def _text(self, token: Token) -> None:
        if self._in_title:
            if self.title == (0, 0):
                self.title = token.start, token.end
            self._in_title = False
            return
        if self._unseen or self._stack[-1].hidden:
            return
        run = Run(token.start, token.end)
        self._append(run)
        if self._link is not None:
            self._link.append(run)

    def _append(self, item: Element | Run | Break) -> None:
        self._items += 1
        if self._items > MAX_ITEMS:
            raise SourceError(
                "网页中的标签过多，请确认是否为一份报告，或在浏览器中复制正文另存为文本后再检查。",
                "the page has too many tags; check that it is one report, or copy its text from a browser to a file and"
                " try again.",
            )
        self._stack[-1].content.append(item)

    def end_link(self, *, closed: bool) -> None:
        """A link ends; one that is not closed ends with the paragraph that it began in."""
        runs = self._link or []
        if not closed or sum(run.end - run.start for run in runs) > _LONGEST_LINK:
            runs = runs if self._in_paragraph < 0 else runs[: self._in_paragraph]
        for number, run in enumerate(runs):
            run.link = 1 if number else 2
        self._link = None

    def _boundary(self) -> None:
        if self._link is not None and self._in_paragraph < 0:
            self._in_paragraph = len(self._link)

    def _hide(self, token: Token) -> None:
        """Begin what is not seen; it ends with its own end or with that of the block around it."""
        name = token.name
        self._in_title = name == "title"
        unseen = name in _UNSEEN
        if name in _PHRASES:
            written = token.attributes.lower()
            unseen = ("hid" in written or "none" in written) and Element("", 0, attributes(written)).hidden
        if unseen and self._last_ends.get(name, -1) >= token.end:
            self._unseen, self._unseen_depth, self._unseen_since = name, 1, len(self._stack)

    @cached_property
    def _last_ends(self) -> dict[str, int]:
        """Where the last end tag stands of each inline element: without one it hides nothing."""
        return {found[1].lower(): found.start() for found in _END.finditer(self._page)}

    def _skip(self, name: str, closing: bool) -> None:
        if name == self._unseen:
            self._unseen_depth += -1 if closing else 1
            if self._unseen_depth == 0:
                self._unseen = ""
                self._in_title = False

    # ---- elements

    def _push(self, tag: str, start: int, found: dict[str, str]) -> None:
        if len(self._stack) >= MAX_DEPTH:
            self._too_deep += 1
            self._append(PARAGRAPH)
            return
        element = Element(tag, start, found, self._stack[-1])
        self._append(element)
        place = len(self._stack)
        self._stack.append(element)
        self._names.append(tag)
        self._cell.append(place if tag in CELLS or tag == "caption" else self._cell[-1])
        self._table.append(place if tag == "table" else self._table[-1])
        self._open[tag] += 1

    def _cut(self, place: int) -> None:
        """Close the elements from a place of the stack on."""
        for tag in self._names[place:]:
            self._open[tag] -= 1
        for stack in (self._stack, self._names, self._cell, self._table):
            del stack[place:]
        self._too_deep = 0
        if self._unseen and place < self._unseen_since:
            self._unseen = ""

    def _last(self, tag: str, above: int) -> int:
        """The place on the stack of the innermost open element with a tag, or 0."""
        names = self._names[above + 1 :]
        if tag not in names:
            return 0
        return len(self._names) - 1 - names[::-1].index(tag)

    def _start(self, token: Token) -> None:
        tag = token.name
        found = attributes(token.attributes) if token.attributes else _NONE
        if tag in ("col", "colgroup"):
            return
        if tag in _TABLE_TAGS:
            self._start_of_table(tag, token.start, found)
            return
        top = self._names[-1]
        if top == "p" or (top in HEADINGS and tag in HEADINGS):
            self._cut(len(self._stack) - 1)
        if tag in _ITEMS and self._open[tag]:
            place = (
                max(self._last(other, self._cell[-1]) for other in ("dd", "dt") if tag != "li") if tag != "li" else 0
            )
            place = place or self._last(tag, self._cell[-1])
            if place and not any(name in _ITEMS[tag] for name in self._names[place:]):
                self._cut(place)
        self._push(tag, token.start, found)

    def _start_of_table(self, tag: str, start: int, found: dict[str, str]) -> None:
        if tag == "table":
            if self._table[-1] and self._cell[-1] < self._table[-1]:
                self._cut(self._table[-1])
            elif self._names[-1] == "p":
                self._cut(len(self._stack) - 1)
            self._push(tag, start, found)
            return
        if not self._table[-1]:
            self._push("table", start, {})
            if not self._table[-1]:
                return
        below = self._table[-1] + 1
        if tag not in SECTIONS and tag != "caption":
            below += self._named(below) in SECTIONS
            if tag in CELLS:
                if self._named(below) == "tr":
                    below += 1
                else:
                    self._cut(below)
                    self._push("tr", start, {})
                    below = len(self._stack)
        self._cut(below)
        self._push(tag, start, found)

    def _named(self, place: int) -> str:
        return self._names[place] if place < len(self._names) else ""

    def _close(self, tag: str) -> None:
        if self._too_deep:
            self._too_deep -= 1
            self._append(PARAGRAPH)
            return
        if tag in HEADINGS:
            if self._names[-1] in HEADINGS:
                self._cut(len(self._stack) - 1)
            return
        if not self._open[tag]:
            return
        if tag == "table":
            self._cut(self._table[-1])
            return
        place = self._last(tag, self._table[-1] if tag in _TABLE_TAGS else self._cell[-1])
        if place:
            self._cut(place)


_PHRASES = frozenset(
    {
        *("a", "abbr", "b", "big", "cite", "em", "font", "i", "ins", "label", "mark", "o:p", "s", "small", "span"),
        *("strike", "strong", "sub", "sup", "u"),
    }
)
"""Inline elements that may be hidden."""
_END = compiled(rf"(?i)</({'|'.join(sorted(_PHRASES | _UNSEEN))})(?=[\s/>])")
_NONE: dict[str, str] = {}
_TABLE_TAGS = frozenset({"table", "caption", "tr", "col", "colgroup"}) | SECTIONS | CELLS
