"""Which forms can have a table with several columns in a text: told by words, before anything is read."""

from collections.abc import Iterable, Set
from functools import cache

from gikaudit.forms import Form
from gikaudit.parsing.open_rows import has_open_rows

_LONG = 5
_MARKS = 3


def forms_with_marks(text: str, forms: Iterable[Form]) -> list[Form]:
    """The forms whose grids are worth looking for in a text."""
    forms = tuple(forms)
    with_grids = [form for form in forms if form.grids]
    plain = max((sum(row.label in text for row in form.indicators) for form in forms if not form.grids), default=0)
    marks = {word for form in with_grids for word in _marks(form)}
    named = {word for word in marks if word in text}
    marked = {form for form in with_grids if _marked(text, form, named, plain)}
    if not marked:
        return []
    return [form for form in with_grids if form in marked or not any(grid.open for grid in form.grids)]


def _marked(text: str, form: Form, named: Set[str], others: int) -> bool:
    """Whether a text can hold a grid of a form. ``named`` are the marks of grids in it, and ``others`` is how many
    rows it names of a form without grids."""
    if any(grid.open for grid in form.grids):
        return any(has_open_rows(grid, text, others) for grid in form.grids if grid.open)
    return sum(mark in named for mark in _marks(form)) >= _MARKS


@cache
def _marks(form: Form) -> tuple[str, ...]:
    """What tells that a text can hold a grid: columns and long labels are seldom broken up everywhere. The rows of
    open grids tell it otherwise."""
    grids = () if any(grid.open for grid in form.grids) else form.grids
    labels = [row.label for grid in grids for row in grid.rows if len(row.label) > _LONG]
    return (*labels, *(word for grid in grids for word in grid.header))
