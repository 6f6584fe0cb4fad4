"""批评意见 of a 组织生活会: of whom, by whom, what he will do. Internal."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from dataclasses import replace
from tkinter import ttk

from jdzb.core.ledger import Changed
from jdzb.gui.kit import dialogs
from jdzb.gui.kit.form import Form
from jdzb.gui.kit.formdialog import FormDialog, Layout, Spot
from jdzb.gui.kit.theme import px
from jdzb.gui.kit.widgets import Elided
from jdzb.ledgers.meetings import columns, parsing
from jdzb.ledgers.meetings.columns import OWN
from jdzb.ledgers.meetings.entries import Criticism
from jdzb.ledgers.meetings.page.people import everyone
from jdzb.ledgers.members import service as members
from jdzb.store.session import Session

_FIELDS = tuple(spec for spec in columns.CRITICISM_FIELDS if spec.name != "meeting")
_SPOTS = (
    Spot("member", 0, 0), Spot("kind", 0, 1), Spot("critic", 0, 2), Spot("text", 1, 0, 3, 4),
    Spot("remedy", 2, 0, 3, 2),
)  # fmt: skip


class Criticisms(ttk.Frame):
    """``entries`` are what stands here; ``on_change()`` after every change."""

    def __init__(self, parent: tk.Misc, session: Session, on_change: Callable[[], object]) -> None:
        super().__init__(parent)
        self.session, self._on_change = session, on_change
        self.entries: tuple[Criticism, ...] = ()
        self._names: dict[int, str] = {}
        self._on = True
        ttk.Label(self, text="批评意见（内部，不上公开的表）", style="Field.TLabel").pack(
            anchor="w"
        )
        self.rows = ttk.Frame(self)
        self.rows.pack(fill="x")
        self.more = ttk.Button(self, text="＋ 批评意见…", style="Small.TButton", command=self.add_)
        self.more.pack(anchor="w", pady=(px(self, 4), px(self, 6)))

    def show(self, entries: tuple[Criticism, ...]) -> None:
        """Show these."""
        self.entries = entries
        self._names = members.names(self.session) if entries else {}
        for child in self.rows.winfo_children():
            child.destroy()
        for place, entry in enumerate(entries):
            self._draw(place, entry)
        if not entries:
            self.rows.configure(height=1)

    def enable(self, on: bool) -> None:
        """Let them be changed, or only be read."""
        self._on = on
        self.more.state(["!disabled" if on else "disabled"])
        for row in self.rows.winfo_children():
            for child in row.winfo_children():
                if isinstance(child, ttk.Button):
                    child.state(["!disabled" if on else "disabled"])

    def add_(self) -> None:
        """A new one."""
        self._ask(Criticism(0), lambda entry: (*self.entries, entry))

    def _draw(self, place: int, entry: Criticism) -> None:
        row = ttk.Frame(self.rows)
        row.pack(fill="x", pady=(0, px(self, 4)))
        by = f"（{self._names.get(entry.critic, '')}提出）" if entry.critic else ""
        text = " ".join((entry.text or "").split())
        words = f"{self._names.get(entry.member, '')} {entry.kind}{by}：{text}"
        for label, act in (("删去", self._drop), ("改…", self._amend)):
            button = ttk.Button(
                row, text=label, style="Small.TButton",
                command=lambda act=act: act(place),  # type: ignore[misc]
            )  # fmt: skip
            button.pack(side="right", padx=(px(self, 8), 0))
        Elided(row, words).pack(side="left", fill="x", expand=True)

    def _amend(self, place: int) -> None:
        old = self.entries[place]

        def put(entry: Criticism) -> tuple[Criticism, ...]:
            entry = replace(entry, id=old.id, meeting=old.meeting)
            return (*self.entries[:place], entry, *self.entries[place + 1 :])

        self._ask(old, put)

    def _drop(self, place: int) -> None:
        about = self._names.get(self.entries[place].member, "")
        if dialogs.ask_yes_no(self, f"删去对{about}的这条意见？", yes="删去", no="保留"):
            self._put((*self.entries[:place], *self.entries[place + 1 :]))

    def _ask(
        self, entry: Criticism, put: Callable[[Criticism], tuple[Criticism, ...]]
    ) -> None:  # fmt: skip
        def write(raw: dict[str, str]) -> Changed:
            read = parsing.parse_criticism({**raw, "meeting": "0"})
            self._put(put(read))
            return Changed("批评意见")

        _CriticismForm(self, self.session, entry, write).run()

    def _put(self, entries: tuple[Criticism, ...]) -> None:
        self.show(entries)
        self.enable(self._on)
        self._on_change()


class _CriticismForm(FormDialog):
    """One of them; it is saved with the minutes."""

    KEEP = "确定"

    def __init__(
        self, parent: tk.Misc, session: Session, entry: Criticism,
        write: Callable[[dict[str, str]], Changed],
    ) -> None:  # fmt: skip
        self.session = session
        values = {spec.name: getattr(entry, spec.name) or None for spec in _FIELDS}
        note = "内容只在台账里看，和会议记录一起保存。"
        values["kind"] = values["kind"] or OWN
        super().__init__(parent, "批评意见", Layout(_FIELDS, _SPOTS, 640), write, values, note)

    def decorate(self, form: Form) -> None:
        """Who may be named."""
        offered = everyone(self.session)
        for name in ("member", "critic"):
            form.offer(name, offered)
