"""Relations between the rows of a form that somebody has written down in a data file: rules without a program."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Any, ClassVar

from gikaudit.forms import Form, load_data
from gikaudit.identity import EntryError, Identity, only, parse_identity
from gikaudit.relation import Level, Operand, Relation
from gikaudit.report import Report, nothing
from gikaudit.rule import Rule, Words

_FIELDS = ("label", "stated", "computed", "difference", "arithmetic")
"""What a message can speak of; see gikaudit/explain.py."""


class DeclaredIdentity(Rule):
    """An identity holds in the table, else between the quantities that the narrative states."""

    form: ClassVar[str]
    identity: ClassVar[Identity]

    def relations(self, report: Report) -> Iterator[Relation]:
        """The identity in each table that has its rows, else in the narrative."""
        if report.form.id != self.form:
            return
        tables = [table for table in report.tables if table.covers(self.identity)]
        for table in tables:
            yield Relation((self.identity.comparison(table.operands.__getitem__),))
        if not tables:
            stated = {id: _stated(report, id) for id in (*self.identity.left, *self.identity.right)}
            operands = {id: operand for id, operand in stated.items() if operand is not None}
            if len(operands) == len(stated):
                yield Relation((self.identity.comparison(operands.__getitem__),))


def _stated(report: Report, id: str) -> Operand | None:
    for terms in report.numbers(id):
        for term in terms:
            if isinstance(term, Operand):
                return term
    return nothing(report.denied[id]) if id in report.denied else None


def load_identities(path: Path, forms: Iterable[Form]) -> list[DeclaredIdentity]:
    """The rules that a data file declares. Raises FormError."""
    by_id = {form.id: form for form in forms}

    def build(data: dict[str, Any]) -> list[DeclaredIdentity]:
        only(data, ("form", "identity"))
        if data["form"] not in by_id:
            known = "、".join(by_id)
            raise EntryError(
                f"没有统计表{data['form']}，可用的有：{known}", f"there is no form {data['form']}, but {known}"
            )
        if not isinstance(data["identity"], list):
            raise EntryError("identity应写作[[identity]],双层方括号", "write [[identity]], with double brackets")
        return [_rule(entry, by_id[data["form"]]) for entry in data["identity"]]

    return load_data(path, build)


def _rule(entry: dict[str, Any], form: Form) -> DeclaredIdentity:
    only(entry, ("code", "expression", "message", "message_en", "title", "title_en", "level", "name"))
    for key, value in entry.items():
        if not isinstance(value, str):
            raise EntryError(
                f"{key}应为带引号的文字，而不是{value}", f"{key} must be a text in quotation marks: {value}"
            )
    identity = parse_identity(entry["expression"], form.by_id, "own", "soft")
    level = entry.get("level", Level.WARNING.value)
    levels = [level.value for level in Level]
    if level not in levels:
        choices = ", ".join(levels)
        raise EntryError(f"level应为{choices}之一，而不是{level}", f"the level {level!r} is none of {choices}")
    message = Words(entry["message"], entry.get("message_en", entry["message"]))
    for text in message:
        _check_fields(text, _FIELDS)
    labels = _in_labels(identity, form)
    title = entry.get("title", labels)
    attributes = {
        "code": entry["code"],
        "name": entry.get("name", entry["code"].lower()),
        "title": Words(title, entry.get("title_en", title)),
        "level": Level(level),
        "message": message,
        "form": form.id,
        "identity": identity,
        "__doc__": f"{labels}\n\n`{identity.expression}` ({form.id})",
    }
    declared: type[DeclaredIdentity] = type("DeclaredIdentity", (DeclaredIdentity,), attributes)
    return declared()


def _check_fields(text: str, known: Collection[str]) -> None:
    """A message that cannot be filled in is to be found now, not when there is something to say."""
    from string import Formatter

    try:
        names = [name for _, name, _, _ in Formatter().parse(text) if name is not None]
    except ValueError as error:
        zh, en = f"提示语“{text}”中的花括号不成对", f"the braces of the message {text!r} do not pair"
        raise EntryError(zh, en) from error
    for name in names:
        if name not in known:
            fields = " ".join(f"{{{field}}}" for field in known)
            raise EntryError(
                f"提示语中没有{{{name}}}，可用的有：{fields}", f"a message has no {{{name}}}, but {fields}"
            )


def _in_labels(identity: Identity, form: Form) -> str:
    left, right = (" + ".join(form.by_id[id].label for id in side) for side in (identity.left, identity.right))
    return f"{left} {'=' if identity.op == '=' else '≤'} {right}"
