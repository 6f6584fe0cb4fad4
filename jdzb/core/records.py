"""An entry of a book and the columns of its row: from one to the other, and from a form to both."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from jdzb.core.fields import Field, InvalidForm, Problem, Value, in_order, read_known

Entry = TypeVar("Entry")


def made(kind: type[Entry], values: Mapping[str, Any]) -> Entry:
    """An entry, a dataclass, from its columns; keys that are no field of it are left out."""
    names = vars(kind)["__dataclass_fields__"]  # ten times as fast as dataclasses.fields
    return kind(**{name: values[name] for name in names if name in values})


def columns_of(specs: Sequence[Field], entry: Any) -> dict[str, Value]:
    """The columns of an entry that stand in the fields of its table, so without its id."""
    return {spec.name: getattr(entry, spec.name) for spec in specs}


def read_checked(
    specs: Sequence[Field],
    raw: Mapping[str, str],
    also: Callable[[Mapping[str, Value]], Sequence[Problem]] | None = None,
) -> dict[str, Value]:
    """A form read whole, ``also`` looking at its values together.

    Raises InvalidForm with every problem at once, in the order of the form.
    """
    values, problems = read_known(specs, raw)
    problems += also(values) if also else ()
    if problems:
        raise InvalidForm(in_order(specs, problems))
    return values
