"""What stands at the top: whether this is fit to publish, and the counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from gikaudit.output.html.markup import Html, joined, tag
from gikaudit.output.html.tally import Tally
from gikaudit.output.html.words import ADVICE, COUNTED, SIGNS, VERDICT_SIGNS, VERDICTS, Say
from gikaudit.relation import Level


def overview(say: Say, total: Tally, each: list[tuple[str, Tally]]) -> Iterator[Html]:
    """The verdict on everything that was audited."""
    name = total.verdict
    path = each[0][0] if len(each) == 1 else ""
    yield tag("p", say("title"), class_="brand")
    about = path or say("reports", total.reports)
    yield tag(
        "div",
        tag("span", VERDICT_SIGNS[name], class_="sign", aria_hidden="true"),
        tag(
            "div",
            tag("p", about, class_="about"),
            tag("h1", say.words(VERDICTS[name])),
            *(tag("p", sentence) for sentence in total.sentences(say)),
            *([tag("p", *_verdicts(say, each))] if len(each) > 1 else []),
        ),
        class_=f"verdict {name}",
    )
    yield tag("ul", *(_count(say, level, total) for level in Level), class_="counts")
    if total.used or total.unchecked or total.set_aside:
        yield _coverage(say, total)


def _verdicts(say: Say, each: list[tuple[str, Tally]]) -> Iterator[Html]:
    """How many reports have which verdict."""
    found = Counter(tally.verdict for _, tally in each)
    for name in VERDICTS:
        if found[name]:
            yield joined([badge(say, name), " ", tag("b", say("so many", found[name])), "\u2003"])


def _count(say: Say, level: Level, total: Tally) -> Html:
    number = total.levels[level]
    return tag(
        "li",
        tag("b", str(number)),
        tag("span", f"{SIGNS[level]} {say.words(COUNTED[level])}"),
        tag("span", say.words(ADVICE[level]), class_="of"),
        class_=f"{level.value}{'' if number else ' zero'}",
    )


def _coverage(say: Say, total: Tally) -> Html:
    """How much was checked, as a bar and in words."""
    parts = (("holds", total.used), ("open", total.unchecked), ("aside", total.set_aside))
    numbers = sum(number for _, number in parts)
    position = 0
    bars = []
    for name, number in parts:
        bars.append(tag("rect", x=position, y=0, width=number, height=1, class_=name))
        position += number
    view = f"0 0 {numbers} 1"
    bar = tag("svg", *bars, viewBox=view, preserveAspectRatio="none", class_="bar", aria_hidden="true")
    words = say("coverage", numbers, total.used, total.unchecked, total.set_aside)
    relations = total.holding + total.broken + total.open
    return tag(
        "div",
        bar,
        tag("p", words),
        tag("p", say("relations", relations, total.holding, total.broken, total.open)),
        class_="coverage",
    )


def table(say: Say, each: list[tuple[str, Tally]]) -> Iterator[str]:
    """One row for each report."""
    yield '<section class="files" id="files">\n'
    yield tag("h2", say("several")) + "\n"
    yield tag("input", type="checkbox", id="only") + tag("label", say("only"), for_="only") + "\n<table>\n<thead>"
    heads = [say("report"), say("verdict"), *(say.words(COUNTED[level]) for level in Level), say("unchecked")]
    yield tag("tr", *(tag("th", head, scope="col") for head in heads)) + "</thead>\n<tbody>\n"
    for number, (path, tally) in enumerate(each, start=1):
        yield _row(say, number, path, tally) + "\n"
    yield "</tbody>\n</table>\n</section>\n"


def _row(say: Say, number: int, path: str, tally: Tally) -> Html:
    name = tally.verdict
    counts = [
        tag("td", str(tally.levels[level] or "–"), class_=f"count {level.value}", data_name=say.words(COUNTED[level]))
        for level in Level
    ]
    found = tally.failed or any(tally.levels.values())
    return tag(
        "tr",
        tag("th", tag("a", path, href=f"#f{number}"), scope="row"),
        tag("td", badge(say, name)),
        *counts,
        tag("td", str(tally.unchecked or "–"), class_="count", data_name=say("unchecked")),
        class_=None if found else "nothing",
    )


def badge(say: Say, name: str) -> Html:
    """A verdict in few words."""
    return tag("span", f"{VERDICT_SIGNS[name]} {say.words(VERDICTS[name])}", class_=f"badge {name}")
