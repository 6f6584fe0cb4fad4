"""The branch's own kinds of meeting: entered, changed, retired; each with its entry in the journal.

They are rows of the ledger: on a copy of it they are the same.
"""

from __future__ import annotations

from collections.abc import Sequence

from jdzb.core.errors import Refused
from jdzb.core.ledger import Changed
from jdzb.core.records import columns_of, made
from jdzb.ledgers.meetings import columns, kinds, service
from jdzb.ledgers.meetings.entries import OwnKind
from jdzb.store.session import Session

TABLE = "meeting_kinds"


def offered(session: Session) -> tuple[str, ...]:
    """The names of the kinds a new meeting may have: all but the retired."""
    found = service.kinds_of(session).values()
    return tuple(kind.name for kind in found if not kind.retired)


def own_kinds(session: Session, *, retired: bool = False) -> Sequence[OwnKind]:
    """The branch's own kinds, those in use or those ``retired``."""
    rows = session.rows(TABLE, voided=True)
    return [made(OwnKind, row) for row in rows if (row["void"] is not None) == retired]


def add_kind(session: Session, kind: OwnKind) -> Changed:
    """Enter a kind of this branch; raises Refused when there is one of that name."""
    _refuse_taken(session, kind.name, "没有添加")
    values = columns_of(columns.KIND_FIELDS, kind)
    return session.add(TABLE, values, what=f"添加会议种类 {kind.name}")


def amend_kind(session: Session, kind_id: int, kind: OwnKind, reason: str) -> Changed:
    """Change a kind of this branch, for a reason; raises Refused for a new name that is taken, or
    when there are meetings or plans by the old one.
    """
    old = made(OwnKind, session.row(TABLE, kind_id))
    if kind.name != old.name:
        _refuse_taken(session, kind.name, "没有改动")
        if used(session, old.name):
            why = f"已经有“{old.name}”的会议或计划，名称不能再改，没有改动。"
            raise Refused(why=f"{why}要换名称，请停用它，另外添加一种。")
    values = columns_of(columns.KIND_FIELDS, kind)
    return session.amend(TABLE, kind_id, values, what=f"修改会议种类 {old.name}", reason=reason)


def retire_kind(session: Session, kind_id: int, reason: str) -> Changed:
    """A kind of this branch is not held any more, for a reason; its meetings keep it."""
    name = made(OwnKind, session.row(TABLE, kind_id)).name
    return session.void(TABLE, kind_id, what=f"停用会议种类 {name}", reason=reason)


def used(session: Session, name: str) -> bool:
    """True when a meeting or a line of a plan is of that kind."""
    return any(session.rows(table, "kind = ?", (name,)) for table in ("meetings", "meeting_plans"))


def _refuse_taken(session: Session, name: str, undone: str) -> None:
    if any(kind.name == name for kind in kinds.standard()):
        raise Refused(why=f"“{name}”是程序里本来就有的会议，{undone}。请换一个名称。")
    if any(one.name == name for one in own_kinds(session)):
        raise Refused(why=f"本支部已经有“{name}”这种会议，{undone}。")
