"""The official forms as data: their rows, how those are named, and what must hold between them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache, cached_property
from operator import add
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from gikaudit.cache import cached
from gikaudit.grid import Grid, cell_label, load_grid
from gikaudit.identity import EntryError, Identity, only, parse_identity
from gikaudit.resources import resource

T = TypeVar("T")


_FORM_KEYS = (
    "id",
    "extends",
    "words",
    "years",
    "titles",
    "header",
    "neutral",
    "actions",
    "indicator",
    "identity",
    "topic",
    "grid",
)
_INDICATOR_KEYS = (
    *("id", "number", "label", "aliases", "unit", "heading", "optional", "note"),
    *("claims", "parts", "none", "all", "bases", "stock", "measures", "strict", "equals", "behind"),
)


class FormError(Exception):
    """A data file is wrong: which one, and what to change, in Chinese and English."""

    def __init__(self, path: Path, zh: str, en: str) -> None:
        super().__init__(f"{path}: {en}")
        self.zh, self.en = zh, en


class Phrase(NamedTuple):
    """How a text names an indicator: of each group at least one word occurs, and none of ``without``.

    ``before_number`` says that the words must stand before the number.
    """

    groups: tuple[tuple[str, ...], ...]
    without: tuple[str, ...]
    before_number: bool = False

    def weight(self, text: str) -> int:
        """How much of a text the phrase accounts for: the lengths of its words found, 0 if it does not fit."""
        total = 0
        for words in self.groups:
            longest = 0
            for word in words:
                if word in text and len(word) > longest:
                    longest = len(word)
            if not longest:
                return 0
            total += longest
        for word in self.without:
            if word in text:
                return 0
        return total


class Topic(NamedTuple):
    """What a text must speak of where it names some indicators only by what was done (已办结30件).

    families  the indicators, by the first part of their ids
    named     words of which one must occur in the sentence before, the one before that, or the heading
    foreign   words that show that something else is counted, where they occur in the sentence
    headings  words that do in a heading what those of ``named`` do: under 复议情况 a report speaks of its own subject
    sure      words of the sentence or a heading without which those of ``foreign`` count wherever they occur in
              the sentence: a 窗口 that receives 申请 need not receive those for information
    """

    families: tuple[str, ...]
    named: tuple[str, ...]
    foreign: tuple[str, ...]
    headings: tuple[str, ...] = ()
    sure: tuple[str, ...] = ()


class Indicator(NamedTuple):
    """A row of a form. ``id`` is stable; the rows below it in the form have ids that begin with it.

    ``strict`` is how many characters a narrative may say besides naming the row and words of the form's
    ``neutral``: more of them tell that only some of it is counted. None stands for the form's rule: one
    character, the words of ``actions`` and what follows a preposition aside.

    ``behind``: other rows behind whose number the words of ``parts`` name this one: 培训班5期,培训640人次.
    ``equals``: the sums of cells that can be meant, for a quantity that only the narrative has a name for; a cell
    with - in front is subtracted.
    """

    id: str
    number: str
    label: str
    aliases: tuple[str, ...]
    unit: str
    section: str
    heading: bool
    optional: bool
    claims: tuple[Phrase, ...]
    parts: tuple[Phrase, ...]
    none: tuple[Phrase, ...]
    all: tuple[Phrase, ...]
    bases: tuple[Phrase, ...]
    stock: bool
    measures: tuple[str, ...]
    strict: int | None
    equals: tuple[tuple[str, ...], ...] = ()
    behind: tuple[str, ...] = ()

    @property
    def family(self) -> str:
        """The id of the section of rows it belongs to: answer for answer.refused.privacy."""
        return self.id.partition(".")[0]


@dataclass(frozen=True, eq=False, repr=False)
class Form:
    """An official form."""

    id: str
    years: tuple[int, int]
    titles: tuple[str, ...]
    header: tuple[str, ...]
    indicators: tuple[Indicator, ...]
    identities: tuple[Identity, ...]
    neutral: tuple[str, ...]
    actions: tuple[str, ...]
    topics: tuple[Topic, ...]
    grids: tuple[Grid, ...] = ()

    @cached_property
    def topic(self) -> dict[str, Topic]:
        """The topic of each family of indicators that has one."""
        return {family: topic for topic in self.topics for family in topic.families}

    @cached_property
    def by_id(self) -> dict[str, Indicator]:
        """The indicators by their ids, the cells of its grids among them."""
        return {indicator.id: indicator for indicator in (*self.cells, *self.indicators)}

    @cached_property
    def rows(self) -> tuple[str, ...]:
        """The ids of the rows that its tables print."""
        printed = () if self.grids else tuple(indicator.id for indicator in self.indicators)
        return (*printed, *(row.id for grid in self.grids for row in grid.rows))

    @cached_property
    def cells(self) -> tuple[Indicator, ...]:
        """The cells of its grids."""
        return tuple(
            Indicator(id, row.number, cell_label(grid, row, column), (), row.unit, *_NO_PHRASES)
            for grid in self.grids
            for row, column, id in grid.cell_ids()
        )

    def possible(self, words: str, group: str) -> Iterator[tuple[Indicator, Phrase]]:
        """The indicators counted in units of a group, with the phrases that some words can fit."""
        index = self._phrases.get(group)
        if index is not None:
            for pair in index.keys() & set(map(add, words, words[1:])):
                yield from index[pair]

    @cached_property
    def _phrases(self) -> dict[str, dict[str, list[tuple[Indicator, Phrase]]]]:
        """For each group of units the phrases of claims, by the first two characters of the words of which
        one must occur."""
        groups: dict[str, dict[str, list[tuple[Indicator, Phrase]]]] = {}
        for indicator in self.indicators:
            for phrase in indicator.claims:
                needed = next(words for words in phrase.groups if all(len(word) > 1 for word in words))
                for pair in {word[:2] for word in needed}:
                    for group in indicator.measures:
                        groups.setdefault(group, {}).setdefault(pair, []).append((indicator, phrase))
        return groups

    def named_as_base(self, words: str) -> tuple[str, ...]:
        """The indicators that words such as 全市发布信息总量 name as what a share is taken from."""
        return tuple(i.id for i in self.indicators if any(phrase.weight(words) for phrase in i.bases))

    @cached_property
    def denied(self) -> tuple[Indicator, ...]:
        """The indicators of which a clause can say that there was none."""
        return tuple(indicator for indicator in self.indicators if indicator.none)

    @cached_property
    def universal(self) -> tuple[Indicator, ...]:
        """The indicators of which a clause can say that it was all."""
        return tuple(indicator for indicator in self.indicators if indicator.all)

    @cached_property
    def totals(self) -> dict[str, tuple[tuple[str, ...], ...]]:
        """The parts of each total, in each way in which it is divided. ``list``: the parts make up the total where a
        list names both, elsewhere it may be counted without some of them."""
        totals: dict[str, tuple[tuple[str, ...], ...]] = {}
        for identity in self.identities:
            if identity.kind in ("sum", "list"):
                total = identity.left[0]
                totals[total] = (*totals.get(total, ()), identity.right)
        return totals

    @cached_property
    def leading(self) -> frozenset[str]:
        """The totals, and the other rows behind whose number a row can be named briefly."""
        return frozenset((*self.totals, *(id for indicator in self.indicators for id in indicator.behind)))

    @cached_property
    def overlapping(self) -> frozenset[str]:
        """Indicators that may count the same item, such as the channels that carried it."""
        return frozenset(id for identity in self.identities if identity.kind == "channels" for id in identity.right)


_NO_PHRASES: Any = ("", False, True, (), (), (), (), (), False, (), None)


@cache
def forms() -> tuple[Form, ...]:
    """gikaudit's own forms, in ``rules/forms``. Raises FormError for one that is wrong."""
    paths = sorted((resource("rules") / "forms").glob("*.toml"))
    code = Path(__file__)
    sources = [*paths, resource("grammar") / "identities.lark", code, code.with_name("grid.py")]
    return cached("forms", sources, lambda: tuple(load_form(path) for path in paths))


@cache
def with_aliases(known: tuple[Form, ...], aliases: tuple[tuple[str, tuple[str, ...]], ...]) -> tuple[Form, ...]:
    """Forms with further labels for some of their rows, by the ids of the indicators."""
    further = dict(aliases)
    return tuple(
        replace(
            form,
            indicators=tuple(
                indicator._replace(aliases=(*indicator.aliases, *further.get(indicator.id, ())))
                for indicator in form.indicators
            ),
            grids=tuple(
                grid._replace(
                    rows=tuple(row._replace(aliases=(*row.aliases, *further.get(row.id, ()))) for row in grid.rows)
                )
                for grid in form.grids
            ),
        )
        for form in known
    )


def load_form(path: Path) -> Form:
    """Read a form file. What it does not say is as in the form that it ``extends``, which stands beside it; the
    words that say no more about what is counted are those of the form named by ``words``. Raises FormError."""
    return load_data(path, lambda data: _form(_complete(path, data)))


def _complete(path: Path, data: dict[str, Any]) -> dict[str, Any]:
    """The content of a form file with what it takes from the files beside it."""

    def beside(id: str) -> dict[str, Any]:
        other = path.with_name(id + ".toml")
        return load_data(other, lambda content: _complete(other, content))

    if "words" in data:
        other = beside(data["words"])
        data = {key: other[key] for key in ("neutral", "actions") if key in other} | data
    return _extended(beside(data["extends"]), data) if "extends" in data else data


def _extended(base: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
    """The content of a form file over that of another: a grid replaces that of the same id, and of an indicator of
    the same id what is said anew."""
    merged = {**base, **data}
    for key in ("grid", "indicator"):
        own = {entry["id"]: entry for entry in data.get(key, ())}
        kept = [(entry if key == "indicator" else {}) | own.pop(entry["id"], entry) for entry in base.get(key, ())]
        merged[key] = [*kept, *own.values()]
    return merged


def load_data(path: Path, build: Callable[[dict[str, Any]], T]) -> T:
    """What is built of the content of a TOML file. Raises FormError."""
    import tomllib

    try:
        return build(tomllib.loads(path.read_text(encoding="utf-8")))
    except EntryError as error:
        raise FormError(path, error.zh, error.en) from error
    except KeyError as error:
        raise FormError(path, f"缺少{error}", f"the key {error} is missing") from error
    except (OSError, TypeError, ValueError, AttributeError) as error:
        words = " ".join(str(error).split())
        raise FormError(path, f"内容有误（{words}）", words) from error


def _form(data: dict[str, Any]) -> Form:
    only(data, _FORM_KEYS)
    indicators = _indicators(data.get("indicator", []))
    known = {indicator.id for indicator in indicators}
    grids = tuple(load_grid(entry) for entry in data.get("grid", ()))
    cells = {id for grid in grids for _, _, id in grid.cell_ids()}
    for indicator in indicators:
        for id in (id.lstrip("-") for ids in indicator.equals for id in ids):
            if id not in cells:
                raise EntryError(f"没有单元格{id}", f"there is no cell {id}")
    first, last = data["years"]
    return Form(
        data["id"],
        (first, last),
        tuple(data["titles"]),
        tuple(data["header"]),
        indicators,
        tuple(_identity(entry, known) for entry in data.get("identity", ())),
        tuple(sorted(data.get("neutral", ()), key=len, reverse=True)),
        tuple(sorted((*data.get("neutral", ()), *data.get("actions", ())), key=len, reverse=True)),
        tuple(
            Topic(
                tuple(topic["families"]),
                tuple(topic["named"]),
                tuple(topic["foreign"]),
                tuple(topic.get("headings", ())),
                tuple(topic.get("sure", ())),
            )
            for topic in data.get("topic", ())
        ),
        grids,
    )


def _indicators(entries: list[dict[str, Any]]) -> tuple[Indicator, ...]:
    indicators = []
    section = ""
    seen = set()
    for entry in entries:
        only(entry, _INDICATOR_KEYS)
        if entry["id"] in seen:
            raise EntryError(f"指标{entry['id']}重复", f"the indicator {entry['id']} stands twice")
        seen.add(entry["id"])
        if entry.get("number", "").endswith("、"):
            section = entry["id"]
        indicators.append(
            Indicator(
                entry["id"],
                entry.get("number", ""),
                entry["label"],
                tuple(entry.get("aliases", ())),
                entry.get("unit", ""),
                section,
                entry.get("heading", False),
                entry.get("optional", False),
                tuple(map(_claim, entry.get("claims", ()))),
                tuple(map(_phrase, entry.get("parts", ()))),
                tuple(map(_phrase, entry.get("none", ()))),
                tuple(map(_phrase, entry.get("all", ()))),
                tuple(map(_phrase, entry.get("bases", ()))),
                entry.get("stock", False),
                tuple(entry.get("measures", ())),
                entry.get("strict"),
                tuple(tuple(sum.replace("+", " ").replace("- ", "-").split()) for sum in entry.get("equals", ())),
                tuple(entry.get("behind", ())),
            )
        )
    return tuple(indicators)


def _claim(text: str) -> Phrase:
    phrase = _phrase(text)
    if not any(all(len(word) > 1 for word in group) for group in phrase.groups):
        raise EntryError(
            f"claims“{text}”中至少有一组词须全部为两个字以上", f"claims {text!r}: one group must have longer words only"
        )
    return phrase


def _phrase(text: str) -> Phrase:
    """``a|b & c !d!e``: (a or b) and c, but neither d nor e; with ``<`` in front, before the number."""
    wanted, _, unwanted = text.removeprefix("<").partition("!")
    groups = tuple(tuple(word.strip() for word in group.split("|")) for group in wanted.split("&"))
    return Phrase(groups, tuple(word.strip() for word in unwanted.split("!") if word.strip()), text.startswith("<"))


def _identity(entry: dict[str, Any], known: set[str]) -> Identity:
    return parse_identity(entry["expression"], known, entry["kind"], entry["evidence"])
