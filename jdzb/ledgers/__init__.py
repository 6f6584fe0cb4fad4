"""The shelf: every book of the branch, in the order of the window's rail."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from jdzb.core import audit, branch
from jdzb.core.fields import Field
from jdzb.core.ledger import Ledger, Table

LEDGERS: tuple[Ledger, ...]
SETTINGS = "settings"
_FLOOR = (  # tables of no book
    Table("audits", audit.AUDIT_FIELDS, "乡镇核对"),
    Table("rectifications", audit.RECTIFICATION_FIELDS, "整改"),
)


def __getattr__(name: str) -> tuple[Ledger, ...]:
    """``LEDGERS``, read when asked for: a page of one book must not wait for all books."""
    if name != "LEDGERS":
        raise AttributeError(name)
    return _shelf()


def _shelf() -> tuple[Ledger, ...]:
    from jdzb.ledgers import duty, members

    return (members.LEDGER, duty.LEDGER)


@cache
def labels() -> Mapping[tuple[str, str], Field]:
    """The field of every column by (table, column); of a setting by ("settings", its key)."""
    found = {(SETTINGS, f"branch.{spec.name}"): spec for spec in branch.FIELDS}
    for ledger in _shelf():
        found |= {(SETTINGS, f"{ledger.key}.{spec.name}"): spec for spec in ledger.settings}
    for table in _tables():
        found |= {(table.name, spec.name): spec for spec in table.fields}
    return found


@cache
def titles() -> Mapping[str, str]:
    """What one row of each table is called."""
    return {SETTINGS: "设置", **{table.name: table.title for table in _tables()}}


def naming(table: str, column: str) -> str:
    """The Chinese name of a table, or with a column of that column; "" when no book knows it."""
    if not column:
        return titles().get(table, "")
    return labels()[table, column].label if (table, column) in labels() else ""


def _tables() -> tuple[Table, ...]:
    return (*_FLOOR, *(table for ledger in _shelf() for table in ledger.tables))


def people(session: Any) -> Mapping[int, str]:
    """The name of everybody a field of kind ``member`` may mean, by id, voided cards too."""
    from jdzb.ledgers import members

    return members.service.names(session)
