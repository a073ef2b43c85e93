"""The numbers that a page shows before the items of a list.

They are no characters of the file. They are part of the text only where the markup itself asks for them (``type``,
``start``, ``value``, ``list-style-type``): whether a plain ``ol`` shows numbers depends on the style sheet of the
portal, and most of them switch the numbers off. A mark stands at the tag of its item.
"""

from gikaudit.patterns import compiled
from gikaudit.readers.html.tree import Element

_STYLE = compiled(r"(?i)list-style(?:-type)?\s*:\s*([a-z-]+)")
_CHINESE = ("cjk-ideographic", "simp-chinese-informal", "trad-chinese-informal", "cjk-decimal")
_KINDS = {"decimal": "1", "lower-alpha": "a", "upper-alpha": "A", "lower-latin": "a", "upper-latin": "A"}
_DIGITS = "一二三四五六七八九十"
_MOST = 99


def mark(list_: Element, item: Element, count: int) -> tuple[str, int] | None:
    """What is shown before an item, the count-th of its list, and its place; None where that is not certain."""
    if list_.tag != "ol":
        return None
    asked = list_.attributes
    styled = _STYLE.search(item.attributes.get("style", "")) or _STYLE.search(asked.get("style", ""))
    style = styled[1].lower() if styled else ""
    if style not in _CHINESE and style not in _KINDS and (style or not ({"type", "start"} & set(asked))):
        return None
    kind = "一" if style in _CHINESE else _KINDS.get(style) or asked.get("type", "1") or "1"
    number = _number(asked.get("start", "")) + count - 1
    number = _number(item.attributes["value"]) if item.attributes.get("value") else number
    if not 0 < number <= _MOST or "reversed" in asked:
        return None
    if kind == "一":
        return f"{_chinese(number)}、", item.start
    if kind in ("a", "A"):
        return (f"{chr(ord(kind) + number - 1)}.", item.start) if number <= 26 else None
    return (f"{number}.", item.start) if kind == "1" else None


def _number(written: str) -> int:
    return int(written) if written.isascii() and written.isdigit() and len(written) < 4 else 1


def _chinese(number: int) -> str:
    tens, ones = divmod(number, 10)
    return (_DIGITS[tens - 1] if tens > 1 else "") + ("十" if tens else "") + (_DIGITS[ones - 1] if ones else "")
