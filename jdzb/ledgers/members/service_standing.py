"""Statuses and marks in the file: entered with their dates, ended, never deleted."""

from __future__ import annotations

from jdzb.core.errors import Refused
from jdzb.core.fields import Value
from jdzb.core.ledger import Changed
from jdzb.ledgers.members import service
from jdzb.ledgers.members.entries import LEFT, Mark
from jdzb.store.session import Session


def set_status(
    session: Session, member_id: int, status: str, since: str | None, reason: str | None = None
) -> Changed:
    """Enter a status from a day on (None: from joining, or always)."""
    session.row("members", member_id)
    values: dict[str, Value] = {
        "member": member_id,
        "status": status,
        "since": since,
        "reason": reason,
    }
    told = "，".join(part for part in (since, reason) if part)
    name = service.name_of(session, member_id)
    what = f"登记 {name}：{status}" + (f"（{told}）" if told else "")
    return session.add("member_statuses", values, what=what)


def leave(
    session: Session, member_id: int, status: str, since: str | None, reason: str = ""
) -> Changed:
    """A member leaves (转出, 去世, 出党, 停止党籍) on a day; the card and all records stay."""
    if status not in LEFT:
        raise Refused(why=f"“{status}”不是离开支部的身份，没有改动。请选：{'、'.join(LEFT)}。")
    if not since:
        raise Refused(why=f"没有填写{status}的日期，没有改动。请填写日期，以便算准以前的应到人数。")
    return set_status(session, member_id, status, since, reason.strip() or None)


def void_status(session: Session, status_id: int, reason: str) -> Changed:
    """Take back a status entered by mistake."""
    row = session.row("member_statuses", status_id)
    what = f"作废 {service.name_of(session, row['member'])}：{row['status']}"
    return session.void("member_statuses", status_id, what=what, reason=reason)


def mark(session: Session, entry: Mark) -> Changed:
    """Enter a mark; one still in force with the same name is refused."""
    session.row("members", entry.member)
    name = service.name_of(session, entry.member)
    open_marks = "member = ? AND mark = ? AND until IS NULL"
    if not entry.until and session.rows("member_marks", open_marks, (entry.member, entry.mark)):
        raise Refused(why=f"{name}已经标记为{entry.mark}，没有重复登记。请修改原来那一条。")
    return session.add("member_marks", mark_values(entry), what=f"登记 {name}：标记{entry.mark}")


def amend_mark(session: Session, mark_id: int, entry: Mark, reason: str) -> Changed:
    """Change a mark, for a reason."""
    name = service.name_of(session, entry.member)
    what = f"修改 {name}：{entry.mark}标记"
    return session.amend("member_marks", mark_id, mark_values(entry), what=what, reason=reason)


def unmark(session: Session, mark_id: int, until: str, reason: str = "") -> Changed:
    """End a mark; ``until`` is the first day without it."""
    row = session.row("member_marks", mark_id)
    what = f"登记 {service.name_of(session, row['member'])}：{row['mark']}标记到 {until} 为止"
    why = reason.strip() or "标记结束"
    return session.amend("member_marks", mark_id, {"until": until}, what=what, reason=why)


def touch(session: Session, mark_id: int, day: str) -> Changed:
    """Note that a mobile member was contacted on a day."""
    row = session.row("member_marks", mark_id)
    what = f"登记 {service.name_of(session, row['member'])}：{day} 联系过"
    return session.amend("member_marks", mark_id, {"last_contact": day}, what=what, reason="联系")


def mark_values(entry: Mark) -> dict[str, Value]:
    """The columns of a mark, without its id."""
    names = ("member", "mark", "since", "until", "place", "contact", "last_contact", "note")
    return {name: getattr(entry, name) for name in names}
