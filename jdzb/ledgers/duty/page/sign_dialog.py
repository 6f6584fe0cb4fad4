"""The dialog of one sign-in: who, from when to when, why; for a past day or for one to correct."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Sequence
from dataclasses import dataclass, replace
from tkinter import ttk

from jdzb.core.errors import JdzbError
from jdzb.core.fields import Field, InvalidForm
from jdzb.core.ledger import Changed
from jdzb.gui.kit.dialog import Dialog
from jdzb.gui.kit.form import Form
from jdzb.gui.kit.theme import px
from jdzb.gui.kit.widgets import Wrapped
from jdzb.ledgers.duty import service_attendance as service
from jdzb.ledgers.duty.entries_attendance import (
    ATTENDANCE_FIELDS,
    Attendance,
    clock_words,
    parse_attendance,
)
from jdzb.ledgers.duty.page.options import everyone
from jdzb.store.session import Session

WIDE = 460  # units
REASON = Field("reason", "原因", required=True, hint="会记入台账历史", width=20)
PLACES = {
    "state": (0, 0, 1), "member": (0, 1, 1), "instead_of": (1, 0, 2), "came": (2, 0, 1),
    "went": (2, 1, 1), "note": (3, 0, 2), "reason": (4, 0, 2),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """What a dialog asks: its title, the sign-in as it stands, which fields, what reason if any."""

    title: str
    entry: Attendance
    names: tuple[str, ...]
    reason: str = ""
    label: dict[str, str] | None = None


class SignDialog(Dialog[Changed]):
    """Saves by itself, and closes with what was changed; what is wrong stands beside its field."""

    writes = True

    def __init__(self, parent: tk.Misc, session: Session, asked: Asked) -> None:
        self.session, self.asked = session, asked
        super().__init__(parent, asked.title)

    def build(self, body: ttk.Frame) -> None:
        """The fields that are asked, what is wrong with the whole, the buttons."""
        asked = self.asked
        names = (*asked.names, *(("reason",) if asked.reason else ()))
        self.form = Form(body, _fields(asked), on_save=self.accept)
        for name in names:
            alone = name == "member" and "state" not in names
            self.form.add(name, *((0, 0, 2) if alone else PLACES[name]))
        for name in {"member", "instead_of"} & set(names):
            self.form.offer(name, everyone(self.session))
        self.form.pack(fill="x")
        ttk.Frame(body, width=px(self, WIDE), height=1).pack()
        self.wrong = Wrapped(body, "", "Problem.TLabel")
        self.wrong.configure(width=1)
        self.wrong.pack(fill="x")
        self.add_button("保存", self.accept, primary=True)
        self.add_button("取消", self.cancel)
        known = raw(asked.entry)
        self.form.show({name: known.get(name) or None for name in names})
        self.first = self.form.input(names[0])

    def accept(self) -> None:
        """Save what is typed, or say what is wrong."""
        typed = self.form.read()
        reason = typed.pop("reason", "").strip()
        if self.asked.reason and not reason:
            self.wrong.show(f"请填写{self.asked.reason}。")
            self.form.input("reason").focus_set()
            return
        try:
            entry = parse_attendance(raw(self.asked.entry) | typed)
            self.close(self._saved(entry, reason))
        except InvalidForm as error:
            shown = [one for one in error.problems if one.field in typed]
            self.form.tell(shown)
            rest = [one.sentence() for one in error.problems if one.field not in typed]
            self.wrong.show("；".join(rest))
        except JdzbError as error:
            self.wrong.show(str(error))

    def _saved(self, entry: Attendance, reason: str) -> Changed:
        row = self.asked.entry.id
        if not row:
            return service.sign(self.session, entry, reason)
        return service.amend(self.session, row, entry, reason or entry.note or "")


def raw(entry: Attendance) -> dict[str, str]:
    """A sign-in as its form shows it."""
    found = {spec.name: getattr(entry, spec.name) for spec in ATTENDANCE_FIELDS}
    texts = {name: "" if value is None else str(value) for name, value in found.items()}
    times = {name: clock_words(found[name]) for name in ("came", "went")}
    member = "" if not entry.member else str(entry.member)
    return texts | times | {"day": entry.day.isoformat(), "member": member}


def _fields(asked: Asked) -> Sequence[Field]:
    """The fields under the labels of this dialog."""
    words = (asked.label or {}) | {"reason": asked.reason or "原因"}
    specs = (*ATTENDANCE_FIELDS, REASON)
    return [replace(spec, label=words.get(spec.name, spec.label)) for spec in specs]
