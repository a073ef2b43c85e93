"""The pages of the rules that found something."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gikaudit.output.html.markup import Html, tag
from gikaudit.output.html.words import Say
from gikaudit.registry import page
from gikaudit.rule import Rule

_HEADINGS_BELOW = 3


class RulePages:
    """Links to the pages of rules, and the pages that were linked to."""

    def __init__(self, rules: Iterable[Rule], say: Say) -> None:
        self.say = say
        self._rules = {rule.code: rule for rule in rules}
        self._linked: dict[str, str] = {}

    def link(self, code: str) -> Html:
        """The code of a rule, as a link where it has a page."""
        if code not in self._linked and code in self._rules:
            try:
                self._linked[code] = page(self._rules[code])
            except (OSError, UnicodeDecodeError):  # the page of a rule of one's own
                del self._rules[code]
        if code not in self._linked:
            return tag("span", code, class_="code")
        title = self.say.words(self._rules[code].title)
        return tag("a", code, class_="code", href=f"#rule-{code}", title=title)

    def render(self) -> Iterator[Html]:
        """Each page that was linked to, folded."""
        for code in sorted(self._linked):
            title = self.say.words(self._rules[code].title)
            # the id stands inside: a link to it opens what is folded
            yield tag(
                "details",
                tag("summary", tag("b", code), f" {title}"),
                tag("div", as_html(self._linked[code]), id=f"rule-{code}", class_="page"),
                class_="rule",
            )


def as_html(text: str) -> Html:
    """A page as HTML: no HTML of its own, no images, and its headings below those of the report."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")
    tokens = parser.parse(text)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(6, int(token.tag[1]) + _HEADINGS_BELOW)}"
    return Html(parser.renderer.render(tokens, parser.options, {}))
