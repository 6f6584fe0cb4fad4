"""The facts of the branch, kept as settings of the ledger."""

from __future__ import annotations

from collections.abc import Mapping

from jdzb.core.branch import FIELDS, Branch
from jdzb.core.fields import read_fields
from jdzb.core.ledger import Changed
from jdzb.store.session import Session


def read_branch(session: Session) -> Branch:
    """The branch as the ledger knows it."""
    return Branch(**{spec.name: session.setting(f"branch.{spec.name}") for spec in FIELDS})


def save_branch(session: Session, raw: Mapping[str, str]) -> Changed:
    """Keep the facts as typed; raises InvalidForm with every problem."""
    values = read_fields(FIELDS, raw)
    with session.together("修改支部信息", "设置") as batch:
        for name, value in values.items():
            session.set_setting(f"branch.{name}", str(value or ""))
    return batch.changed
