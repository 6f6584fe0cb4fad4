"""Whom a field of this book may name."""

from __future__ import annotations

from jdzb.core import people
from jdzb.gui.kit.choosebox import Option
from jdzb.ledgers.members import service as members
from jdzb.store.session import Session


def everyone(session: Session) -> list[Option]:
    """Every member of today, found by name, pinyin and initials."""
    names = members.names(session)
    known = sorted(members.browse(session, kind="党员"), key=lambda m: people.sort_key(names[m.id]))
    return [Option(one.id, names[one.id], _spelled(names[one.id])) for one in known]


def _spelled(name: str) -> str:
    keys = people.pinyin_keys(name)
    whole = "".join(sounds[0] for sounds in keys)
    return f"{whole} {''.join(sounds[0][0] for sounds in keys)}"
