"""The text of the report on a page of a portal, without what stands around it on every page.

It is found by structure and text, not by the names that one portal gives its elements. What speaks for the report are
numbered headings, sentences outside of links, and tables with numbers; the smallest element that holds all of that is
the report. What is full of links holds nothing of it. Where that does not decide, the larger element is taken: text
that does not belong to the report does less harm than a part of it that is missing.
"""

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from gikaudit.document import Table, Text
from gikaudit.patterns import compiled
from gikaudit.readers.html.blocks import Piece
from gikaudit.readers.html.tree import Element, Tree

_SECTION = compiled(
    r"第[一二三四五六七八九十]{1,3}[部章]|[一二三四五六七八九十]{1,3} ?[、.]|\([一二三四五六七八九十]{1,3}\)"
)
_SENTENCE_ENDS = "。;！!？?"
_SHORTEST_PROSE = 30
_SHORTEST_SENTENCE = 10
_FEWEST_NUMBERS = 8
"""So many lines with numbers in a row, outside of links, are a table written as lines."""
_FEWEST_ROWS = 4
_SHORTEST_TITLE = 6
_LONGEST_TITLE = 80
_LONGEST_SHORT = 60
_FEWEST_LINKS = 3
_AROUND = frozenset({"nav", "aside", "footer", "header", "menu"})
_ROLES = frozenset({"navigation", "banner", "contentinfo", "complementary", "search"})
_WHOLE = frozenset({"div", "td", "th", "article", "section", "main", "center", "blockquote"})
"""Elements that can hold a whole report as bare text with line breaks."""
_FURNITURE = compiled(
    "主办单位|承办单位|主办[:]|承办[:]|版权所有|备案号|备案序号|ICP备|公网安备|标识码|技术支持|上一篇|下一篇|上一条|下一条"
    "|相关链接|相关新闻|相关文章|相关阅读|相关附件|友情链接|分享到|分享至|打印本页|打印此页|关闭窗口|关闭本页|字号|字体[:]"
    "|浏览次数|浏览量|点击次数|点击数|点击率|阅读次数|访问量|访问次数|责任编辑|返回顶部|网站地图|联系我们|设为首页|加入收藏"
    "|收藏本站|Copyright|您的位置|当前位置|您现在的位置|您所在的位置|来源[:]|发布时间[:]|发布日期[:]|发布机构[:]|索引号|扫一扫"
    "|无障碍|网站声明|关于我们|您是第"
)
"""What portals print around a report."""
_BUTTONS = frozenset(
    [
        "打印",
        "关闭",
        "分享",
        "收藏",
        "大",
        "中",
        "小",
        "首页",
        "返回",
        "复制链接",
        "下载",
        "【打印】",
        "【关闭】",
        "[打印]",
        "[关闭]",
        "更多",
        "更多>>",
        "纠错",
    ]
)


class _Weight(NamedTuple):
    """What pieces hold: characters, pieces of the report, numbered headings, tables; links outside of the report's."""

    size: int = 0
    report: int = 0
    sections: int = 0
    tables: int = 0
    links: int = 0
    linked: int = 0

    def plus(self, other: "_Weight") -> "_Weight":
        return _Weight(*map(sum, zip(self, other, strict=True)))


def main_text(tree: Tree, pieces: Sequence[Piece], title: str) -> Iterator[Piece]:
    """The pieces of the report, in order. ``title`` is that of the page."""
    page = _Page(pieces)
    if not page.between(0, len(pieces)).report:
        yield from _all(page, tree.root)
        return
    kept = [number for number in page.kept(page.container(tree.root)) if not page.is_button(number)]
    reporting = [number for number in kept if page.weights[number].report]
    if not reporting:
        yield from pieces
        return
    first, last = reporting[0], reporting[-1]
    shown = page.kept(tree.root)
    yield from (pieces[number] for number in page.before(first, shown, _key(title)))
    yield from (pieces[number] for number in kept if first <= number <= last)
    for number in shown:
        if number > last:
            if page.is_furniture(number):
                return
            yield pieces[number]


def _all(page: "_Page", root: Element) -> Iterator[Piece]:
    """A page without anything that looks like a report: all but what is marked as standing around the text."""
    for number in page.kept(root):
        yield page.pieces[number]


class _Page:
    def __init__(self, pieces: Sequence[Piece]) -> None:
        self.pieces = pieces
        self.weights = [_weigh(piece) for piece in pieces]
        self._weigh_rows()
        self._sums = [_Weight(), *accumulate(self.weights, _Weight.plus)]

    def _weigh_rows(self) -> None:
        """Count tables written as lines to the report."""
        run: list[int] = []
        for number in range(len(self.pieces) + 1):
            if number < len(self.pieces):
                piece = self.pieces[number]
                if isinstance(piece.content, Text) and not piece.links and not self.is_furniture(number):
                    if any(char.isdigit() for char in piece.content.text):
                        run.append(number)
                    continue
            if len(run) >= _FEWEST_NUMBERS:
                for counted in run:
                    self.weights[counted] = self.weights[counted]._replace(report=1)
            run = []

    def between(self, first: int, last: int) -> _Weight:
        low, high = self._sums[first], self._sums[last]
        return _Weight(*(after - before for before, after in zip(low, high, strict=True)))

    def of(self, element: Element) -> _Weight:
        return self.between(element.first, element.last)

    def container(self, root: Element) -> Element:
        """The smallest element that holds all of the report."""
        element = root
        while True:
            inside = [child for child in _children(element) if self.of(child).report and not self.around(child)]
            held = sum(self.of(child).report for child in _children(element))
            if len(inside) != 1 or held < self.of(element).report:
                return element
            child = inside[0]
            deeper = any(self.of(each).report for each in _children(child))
            if not deeper and (child.tag not in _WHOLE or self.of(child).report < _FEWEST_LINKS):
                return element
            element = child

    def around(self, element: Element) -> bool:
        """Whether an element stands around the report: by its tag, or because it is a list of links."""
        weight = self.of(element)
        if weight.sections or weight.tables:
            return False
        if element.tag in _AROUND or element.attributes.get("role", "").lower() in _ROLES:
            return element.tag != "header" or not weight.report
        many = weight.links >= max(_FEWEST_LINKS, weight.report)
        return many and weight.linked * 3 >= weight.size

    def kept(self, element: Element) -> list[int]:
        """The numbers of the pieces in an element, without those that stand around the report."""
        kept: list[int] = []
        waiting = [element]
        dropped: list[tuple[int, int]] = []
        while waiting:
            for child in _children(waiting.pop()):
                if self.around(child):
                    dropped.append((child.first, child.last))
                else:
                    waiting.append(child)
        dropped.sort()
        position = element.first
        for first, last in [*dropped, (element.last, element.last)]:
            kept.extend(range(position, first))
            position = max(position, last)
        return kept

    def before(self, first: int, shown: Sequence[int], page_title: str) -> list[int]:
        """What belongs to the report before its first sentence: its title and what stands between, or, where none is
        found, what stands right before it and is not furniture."""
        named = self.title(page_title, first)
        found: list[int] = []
        for number in reversed([number for number in shown if number < first]):
            if named is not None and number <= named:
                break
            if not self.is_furniture(number):
                found.append(number)
            elif named is None:
                break
        if named is not None:
            found += [named, *reversed(self.above(named))]
        return found[::-1]

    def title(self, page_title: str, first: int) -> int | None:
        """The last piece before a place that is the title of the report."""
        best = None
        for number in range(first):
            piece = self.pieces[number]
            if isinstance(piece.content, Table) or piece.size > _LONGEST_TITLE or self.weights[number].report:
                continue
            key = _key(piece.content.text)
            if len(key) >= _SHORTEST_TITLE and (key in page_title or piece.heading) and not self.is_furniture(number):
                best = number
        return best

    def above(self, title: int) -> list[int]:
        """The lines right above a title that belong to it."""
        found: list[int] = []
        for number in range(title - 1, max(title - 3, -1), -1):
            piece = self.pieces[number]
            same = piece.group == self.pieces[title].group
            short = isinstance(piece.content, Text) and piece.size <= _LONGEST_SHORT and not piece.links
            if not (short and (same or piece.heading)) or self.is_furniture(number):
                break
            found.insert(0, number)
        return found

    def is_furniture(self, number: int) -> bool:
        """Whether a piece is what portals print around a report."""
        piece = self.pieces[number]
        if self.weights[number].report:
            return False
        if piece.links and piece.linked * 2 > piece.size:
            return True
        return self.is_button(number) or any(_FURNITURE.search(text) for text in _texts(piece))

    def is_button(self, number: int) -> bool:
        """Whether a piece is nothing but the name of something to press."""
        content = self.pieces[number].content
        return isinstance(content, Text) and all(word in _BUTTONS for word in content.text.split())


def _weigh(piece: Piece) -> _Weight:
    texts = list(_texts(piece))
    furniture = {found for text in texts for found in _FURNITURE.findall(text)}
    if isinstance(piece.content, Table):
        numbers = sum(any(char.isdigit() for char in text) for text in texts)
        table = numbers > 1 or len(piece.content.rows) >= _FEWEST_ROWS
        if piece.linked * 2 < piece.size and table and len(furniture) < 2:
            return _Weight(piece.size, 1, 0, 1)
        return _Weight(piece.size, links=piece.links, linked=piece.linked)
    text = texts[0]
    bare = piece.size - piece.linked
    if len(furniture) < 2 and not (furniture and piece.size <= _LONGEST_SHORT):
        if _SECTION.match(text) and piece.linked * 2 < piece.size:
            return _Weight(piece.size, 1, 1)
        sentence = bare >= _SHORTEST_SENTENCE and "。" in text
        if sentence or (bare >= _SHORTEST_PROSE and any(end in text for end in _SENTENCE_ENDS)):
            return _Weight(piece.size, 1)
    return _Weight(piece.size, links=piece.links, linked=piece.linked)


def _children(element: Element) -> Iterator[Element]:
    """The elements inside, of a table that arranges the page its cells; a table of data is a whole."""
    for child in element.content if element.inside is None else element.inside:
        if isinstance(child, Element) and child.last > child.first:
            yield child


def _texts(piece: Piece) -> Iterator[str]:
    if isinstance(piece.content, Text):
        yield piece.content.text
    else:
        for row in piece.content.rows:
            for cell in row:
                yield cell.text.text


def _key(text: str) -> str:
    return "".join(text.split())
