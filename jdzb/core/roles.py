"""Who may write what: the roles of the people at one shared PC. Pure.

A role says who pressed the button; it protects nothing from somebody who has the file itself.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from jdzb.core.errors import JdzbError

ROLES = SECRETARY, CLERK, ON_DUTY, READER = ("书记", "文书", "值班员", "只读")
NOBODY = ""  # no operators are registered: everybody may do everything, as on a PC of one's own
TABLE = "operators"
TELLS = {
    SECRETARY: "什么都能记，也管操作人、规则和恢复备份",
    CLERK: "各本台账都能记；不管操作人、规则和恢复备份",
    ON_DUTY: "只登记签到、来访，能打印",
    READER: "只看，什么都不记",
}
# What is named here is for the secretary alone; what begins so, in the settings.
RESERVED = frozenset({TABLE, "rules", "rule_changes", "holidays", "erase"})
RESERVED_SETTINGS = ("rule.", "rules.", "holiday.", "holidays.", "workdays.")
DUTY_TABLES = frozenset({"duty_attendance", "duty_visits"})
DUTY_EVENTS = frozenset({"print", "undo"})
DUTY_PAGES = frozenset({"duty", "today"})


class NotAllowed(JdzbError):
    """The role of who works does not go so far; nothing was written."""

    sentence = "{who}的角色是“{role}”，{may}；没有改动任何记录。请{ask}来办（按 Ctrl+L 换人）。"


@dataclass(frozen=True, slots=True)
class Touched:
    """What a transaction wrote of one kind: a table or the name of an event, for settings the key.

    ``op`` is that of the journal: I, U or X.
    """

    table: str
    op: str
    key: str = ""


def may(role: str, touched: Touched) -> bool:
    """True when somebody of that role may write this."""
    if role in (NOBODY, SECRETARY):
        return True
    if role == CLERK:
        reserved = touched.key.startswith(RESERVED_SETTINGS)
        return touched.table not in RESERVED and not reserved
    if role == ON_DUTY:
        allowed = DUTY_EVENTS if touched.op == "X" else DUTY_TABLES
        return touched.table in allowed
    return False


def require(role: str, who: str, found: Iterable[Touched]) -> None:
    """Raise NotAllowed when the role does not go as far as what was written."""
    if role in (NOBODY, SECRETARY):
        return  # what was written is not even read
    if not all(may(role, one) for one in found):
        raise refusal(role, who)


def refusal(role: str, who: str) -> NotAllowed:
    """The sentence for somebody whose role does not go so far."""
    ask = "书记" if role == CLERK else "书记或文书"
    return NotAllowed(who=who, role=role, may=TELLS.get(role, "不能记"), ask=ask)


def may_manage(role: str) -> bool:
    """True for who may register operators, change rules and put a backup back."""
    return role in (NOBODY, SECRETARY)


def may_open_forms(role: str, page: str) -> bool:
    """True when the forms of a page are for that role; what they write is judged once more."""
    return role in (NOBODY, SECRETARY, CLERK) or (role == ON_DUTY and page in DUTY_PAGES)


def missing(roles: Collection[str]) -> bool:
    """True when operators of these roles would have nobody to manage them."""
    return bool(roles) and SECRETARY not in roles
