"""What follows below a line: a talk, 2+1 help with its monthly notes and its outcome."""

from __future__ import annotations

import tkinter as tk
from tkinter import ttk
from typing import TYPE_CHECKING

from jdzb.core import clock
from jdzb.core.fields import InvalidForm, Problem, Value
from jdzb.core.ledger import Changed
from jdzb.gui.kit import dialogs
from jdzb.gui.kit.choosebox import Option, named
from jdzb.gui.kit.dialog import Dialog
from jdzb.gui.kit.form import Form
from jdzb.gui.kit.formdialog import FormDialog, Layout, Spot
from jdzb.gui.kit.scaling import lines_for
from jdzb.gui.kit.table import Col, Line, Table
from jdzb.gui.kit.theme import px
from jdzb.gui.kit.widgets import Wrapped
from jdzb.ledgers.appraisals import columns, parsing, service_talks
from jdzb.ledgers.appraisals.columns import OUTCOMES, TALK_KINDS
from jdzb.ledgers.appraisals.entries import Help, HelpNote
from jdzb.ledgers.appraisals.service_talks import Helped
from jdzb.ledgers.members import service as members
from jdzb.store.session import Session

if TYPE_CHECKING:
    from jdzb.ledgers.appraisals.page.deeds import Deeds

_TALK_SPOTS = (
    Spot("member", 0), Spot("day", 0, 1), Spot("kind", 1), Spot("talker", 1, 1),
    Spot("text", 2, 0, 2, 4), Spot("remedy", 3, 0, 2, 2), Spot("note", 4, 0, 2, 1),
)  # fmt: skip
_HELP = tuple(
    spec
    for spec in columns.HELP_FIELDS
    if spec.name not in ("round", "outcome", "ended_on", "note")
)
_HELP_SPOTS = (
    Spot("member", 0), Spot("since", 0, 1), Spot("until", 0, 2),
    Spot("first", 1), Spot("second", 1, 1), Spot("third", 1, 2), Spot("plan", 2, 0, 3, 4),
)  # fmt: skip
_NOTE = tuple(spec for spec in columns.HELP_NOTE_FIELDS if spec.name != "help")
_NOTE_SPOTS = (Spot("month", 0), Spot("day", 0, 1), Spot("who", 0, 2), Spot("text", 1, 0, 3, 5))
INTERNAL = "内部记录，不上墙，公开的表上没有。"


def everyone(session: Session) -> list[Option]:
    """Every member of today, found by name, pinyin and initials."""
    names = members.names(session)
    return named({one.id: names[one.id] for one in members.browse(session, kind="党员")})


def talk(
    parent: tk.Misc, session: Session, round_id: int, member: int, kind: str
) -> Changed | None:
    """The form of a talk with a member after a round."""
    return TalkForm(parent, session, round_id, member, kind).run()


class TalkForm(FormDialog):
    """With whom, when, by whom, what was said."""

    def __init__(
        self, parent: tk.Misc, session: Session, round_id: int, member: int, kind: str
    ) -> None:
        self.session, self.round_id = session, round_id
        values: dict[str, Value] = {
            "member": member, "day": clock.today().isoformat(),
            "kind": kind if kind in TALK_KINDS else TALK_KINDS[0],
        }  # fmt: skip
        layout = Layout(columns.TALK_FORM, _TALK_SPOTS, 600)
        super().__init__(parent, "登记谈话", layout, self._write, values, INTERNAL)

    def decorate(self, form: Form) -> None:
        """Who may be named."""
        offered = everyone(self.session)
        form.offer("member", offered)
        form.offer("talker", offered)

    def _write(self, raw: dict[str, str]) -> Changed:
        return service_talks.add_talk(self.session, parsing.parse_talk(raw, self.round_id))


# -- help ------------------------------------------------------------------------------------------


def help_(deeds: Deeds, member: int) -> None:
    """The help that runs, with its notes; without one the form to begin it."""
    helps = service_talks.helps(deeds.session, member)
    if helps and helps[0].help.outcome is None:
        HelpDialog(deeds, helps[0]).run()
        return
    proposed = service_talks.proposed(member, deeds.page.round_id or None, clock.today())
    deeds.tell(HelpForm(deeds.page, deeds.session, proposed).run())


class HelpForm(FormDialog):
    """Two Party members and one more, for a year."""

    def __init__(self, parent: tk.Misc, session: Session, help_: Help) -> None:
        self.session, self.help = session, help_
        values: dict[str, Value] = {spec.name: getattr(help_, spec.name) or None for spec in _HELP}
        told = f"两名党员加一名帮教人，一般一年，每月写一条情况。{INTERNAL}"
        layout = Layout(_HELP, _HELP_SPOTS, 640)
        super().__init__(parent, "2+1帮教", layout, self._write, values, told)

    def decorate(self, form: Form) -> None:
        """Who may be named."""
        offered = everyone(self.session)
        for name in ("member", "first", "second"):
            form.offer(name, offered)

    def _write(self, raw: dict[str, str]) -> Changed | None:
        known = dict.fromkeys(("outcome", "ended_on", "note"), "")
        help_ = parsing.parse_help({**known, **raw}, self.help.round)
        if not self.help.id:
            return service_talks.add_help(self.session, help_)
        reason = dialogs.ask_reason(self, "更正2+1帮教", ("写错了", "换了帮教人"))
        return (
            service_talks.amend_help(self.session, self.help.id, help_, reason) if reason else None
        )


class HelpDialog(Dialog[None]):
    """The months of a help: what was written, which are missing; its outcome."""

    writes = True

    def __init__(self, deeds: Deeds, helped: Helped) -> None:
        self.deeds, self.session, self.helped = deeds, deeds.session, helped
        name = members.name_of(deeds.session, helped.help.member)
        super().__init__(deeds.page, f"{name}：2+1帮教")

    def build(self, body: ttk.Frame) -> None:
        """Who helps, the months, what can be done."""
        ttk.Frame(body, width=px(self, 600), height=1).pack()
        self.told = Wrapped(body, style="Subtle.TLabel")
        self.told.configure(width=1)
        self.told.pack(fill="x", pady=(0, px(self, 8)))
        columns_ = (Col("month", "月份", 5), Col("day", "日期", 6), Col("who", "记录人", 5),
                    Col("text", "情况", 14, elastic=True))  # fmt: skip
        self.table = Table(body, columns_, on_open=lambda _: self.note())
        self.table.tree.configure(height=lines_for(self, 8))
        self.table.pack(fill="both", expand=True)
        self.add_button("打印记录", self.print_)
        self.add_button("更正…", self.amend)
        self.add_button("写结果…", self.end)
        self.add_button("写一个月的情况…", self.note, primary=True)
        self.add_button("关闭", self.cancel)
        self.first = self.table.tree
        self.fill()

    def fill(self) -> None:
        """Read the help again."""
        self.helped = one = service_talks.helped(self.session, self.helped.help.id)
        names, known = members.names(self.session), one.help
        plan = f"措施：{known.plan.rstrip('。')}。" if known.plan else ""
        self.told.show(
            f"{known.since} 至 {known.until}，帮教人：{names.get(known.first, '')}、"
            f"{names.get(known.second, '')}、{known.third}。{plan}{INTERNAL}"
        )
        lines = [
            Line(note.month, (note.month, note.day, note.who or "", note.text))
            for note in one.notes
        ]
        lines += [Line(month, (month, "", "", "还没有写"), ("amber",)) for month in one.missing]
        self.table.show(sorted(lines, key=lambda line: str(line.id)))
        if one.missing:
            self.table.select(one.missing[0])

    def note(self) -> None:
        """What was of a month: the one chosen, else the first that is missing."""
        chosen = self.table.selected() or next(iter(self.helped.missing), "")
        old = next((one for one in self.helped.notes if one.month == chosen), None)
        changed = NoteForm(self, self.session, self.helped.help, chosen, old).run()
        self._done(changed)

    def end(self) -> None:
        """The outcome, as of today."""
        question = "帮教的结果是？写了就结束这项帮教。"
        outcome = dialogs.ask_choice(self, question, (*OUTCOMES, "取消"))
        if outcome in OUTCOMES:
            today = clock.today().isoformat()
            id_ = self.helped.help.id
            self.deeds.tell(service_talks.end_help(self.session, id_, str(outcome), today))
            self.close(None)

    def amend(self) -> None:
        """Others who help, other days."""
        self._done(HelpForm(self, self.session, self.helped.help).run())

    def print_(self) -> None:
        """The record, to be signed."""
        from jdzb.ledgers.appraisals import service_sheets

        id_ = self.helped.help.id
        self.deeds.press.show(lambda: service_sheets.help_record(self.session, id_))

    def _done(self, changed: Changed | None) -> None:
        self.deeds.tell(changed)
        self.fill()
        self.table.start()


class NoteForm(FormDialog):
    """One month of help."""

    def __init__(
        self, parent: tk.Misc, session: Session, help_: Help, month: str, old: HelpNote | None
    ) -> None:
        self.session, self.help, self.old = session, help_, old
        today = clock.today().isoformat()
        values: dict[str, Value] = {
            "month": month or today[:7], "day": today, "who": session.actor,
        }  # fmt: skip
        if old is not None:
            values = {spec.name: getattr(old, spec.name) for spec in _NOTE}
        layout = Layout(_NOTE, _NOTE_SPOTS, 560)
        super().__init__(parent, "一个月的帮教情况", layout, self._write, values, INTERNAL)

    def _write(self, raw: dict[str, str]) -> Changed | None:
        note = parsing.parse_help_note(raw, self.help.id)
        if self.old is None:
            return service_talks.add_note(self.session, note)
        if note.month != self.old.month:
            told = f"这是 {self.old.month} 的记录，月份不能改"
            raise InvalidForm([Problem("month", "月份", note.month, told)])
        reason = dialogs.ask_reason(self, "更正帮教记录", ("写错了", "漏写了"))
        return service_talks.amend_note(self.session, self.old.id, note, reason) if reason else None
