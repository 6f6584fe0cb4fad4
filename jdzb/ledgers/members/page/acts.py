"""Leaving, statuses and marks: each a small form, each one write."""

from __future__ import annotations

import tkinter as tk
from dataclasses import asdict

from jdzb.core import clock
from jdzb.core.errors import ReasonNeeded
from jdzb.core.fields import Field, InvalidForm, Problem
from jdzb.core.ledger import Changed
from jdzb.gui.kit.formdialog import FormDialog, Layout, Spot
from jdzb.ledgers.members import service, service_standing, standing
from jdzb.ledgers.members.entries import Mark, Member
from jdzb.store.session import Session

REASON = Field("why", "修改原因", hint="请写明原因，例如 信息更正", required=True)

_LEAVING = Layout(
    standing.LEAVING_FIELDS,
    (Spot("status", 0), Spot("since", 0, 1), Spot("reason", 1, 0, 2)),
)
_STATUS = Layout(
    standing.STATUS_FORM,
    (Spot("status", 0), Spot("since", 0, 1), Spot("reason", 1, 0, 2)),
)
_MARK_SPOTS = (
    Spot("mark", 0), Spot("since", 0, 1), Spot("until", 0, 2),
    Spot("place", 1), Spot("contact", 1, 1), Spot("last_contact", 1, 2),
    Spot("note", 2, 0, 3),
)  # fmt: skip
_MARK = Layout(standing.MARK_FORM, _MARK_SPOTS, 680)
_MARK_AGAIN = Layout((*standing.MARK_FORM, REASON), (*_MARK_SPOTS, Spot("why", 3, 0, 3)), 680)
_ENDING = Layout(standing.ENDING_FIELDS, (Spot("until", 0), Spot("reason", 0, 1)))


def leave(parent: tk.Misc, session: Session, member: Member) -> Changed | None:
    """The person leaves the branch on a day; None when nothing was written."""
    name = service.name_of(session, member.id)

    def write(raw: dict[str, str]) -> Changed:
        entry = standing.read_status(standing.LEAVING_FIELDS, raw, member)
        return service_standing.leave(
            session, member.id, entry.status, entry.since, entry.reason or ""
        )

    values = {"since": clock.today().isoformat()}
    note = "卡片和以前的记录都保留；从这一天起不再计入应到人数和排班。填错了可以撤销。"
    return FormDialog(parent, f"{name}离开支部", _LEAVING, write, values, note).run()


def enter_status(parent: tk.Misc, session: Session, member: Member) -> Changed | None:
    """A status from a day on."""
    name = service.name_of(session, member.id)

    def write(raw: dict[str, str]) -> Changed:
        entry = standing.read_status(standing.STATUS_FORM, raw, member)
        return service_standing.set_status(
            session, member.id, entry.status, entry.since, entry.reason
        )

    note = (
        "入党申请人、积极分子、发展对象在这里登记。预备党员、正式党员由卡片上的入党日期、"
        "转正日期推算，通常不必登记；恢复党籍、由外地转回的可以在这里登记。"
    )
    return FormDialog(parent, f"{name}：登记身份", _STATUS, write, note=note).run()


def enter_mark(parent: tk.Misc, session: Session, member: Member) -> Changed | None:
    """A mark from a day on."""
    name = service.name_of(session, member.id)

    def write(raw: dict[str, str]) -> Changed:
        return service_standing.mark(session, standing.read_mark(raw, member))

    values = {"since": clock.today().isoformat()}
    note = "去向、联系人、最近联系只对流动党员有用；其他标记可以不填。"
    return FormDialog(parent, f"{name}：加标记", _MARK, write, values, note).run()


def amend_mark(parent: tk.Misc, session: Session, member: Member, mark: Mark) -> Changed | None:
    """Change a mark, for a reason."""
    name = service.name_of(session, member.id)

    def write(raw: dict[str, str]) -> Changed:
        why = raw.pop("why", "").strip()
        entry = standing.read_mark(raw, member)
        try:
            return service_standing.amend_mark(session, mark.id, entry, why)
        except ReasonNeeded as error:
            problem = Problem("why", REASON.label, "", REASON.hint)
            raise InvalidForm((problem,)) from error

    return FormDialog(parent, f"{name}：修改{mark.mark}", _MARK_AGAIN, write, asdict(mark)).run()


def end_mark(parent: tk.Misc, session: Session, member: Member, mark: Mark) -> Changed | None:
    """End a mark."""
    name = service.name_of(session, member.id)

    def write(raw: dict[str, str]) -> Changed:
        until, reason = standing.read_ending(raw, mark)
        return service_standing.unmark(session, mark.id, until, reason)

    values = {"until": clock.today().isoformat()}
    return FormDialog(parent, f"{name}：{mark.mark}结束", _ENDING, write, values).run()


def touch(session: Session, mark: Mark) -> Changed:
    """The mobile member was contacted today."""
    return service_standing.touch(session, mark.id, clock.today().isoformat())
