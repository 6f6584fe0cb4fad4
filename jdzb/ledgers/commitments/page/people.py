"""Whom a field of this book may name."""

from __future__ import annotations

from jdzb.gui.kit.choosebox import Option, named
from jdzb.ledgers.members import service as members
from jdzb.store.session import Session


def everyone(session: Session) -> list[Option]:
    """Every member of today, found by name, pinyin and initials."""
    names = members.names(session)
    return named({one.id: names[one.id] for one in members.browse(session, kind="党员")})
