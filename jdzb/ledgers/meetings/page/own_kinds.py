"""会议种类: every kind of meeting with its rules; the branch's own are added, changed, retired."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Sequence
from dataclasses import replace
from tkinter import ttk

from jdzb.core.fields import Field, Value
from jdzb.core.ledger import Changed
from jdzb.gui.kit import dialogs
from jdzb.gui.kit.dialog import Dialog
from jdzb.gui.kit.formdialog import FormDialog, Layout, Spot
from jdzb.gui.kit.page import Window
from jdzb.gui.kit.table import Col, Line, Table
from jdzb.gui.kit.theme import px
from jdzb.gui.kit.widgets import Wrapped
from jdzb.ledgers.meetings import columns, kinds, parsing, service, service_kinds
from jdzb.ledgers.meetings.entries import OwnKind
from jdzb.ledgers.meetings.kinds import Kind
from jdzb.store.session import Session

TITLE = "会议种类"
COLUMNS = (
    Col("name", "名称", 9, elastic=True), Col("who", "谁参加", 4), Col("often", "多久一次", 5),
    Col("quorum", "到会人数", 5, rank=2), Col("majority", "通过人数", 8, rank=1),
    Col("state", "", 5),
)  # fmt: skip
TOLD = (
    "规定要开的会，程序里都有，数值在规则表里，这里不改。本支部自己的会在这里添加，"
    "记入台账，拷贝给总支的账本里也有。"
)
ASKED = (
    "到会、通过人数写分数，例如 1/2（到会达到一半、赞成超过一半）；不写到会人数，来多少都算有效；"
    "不写通过人数，不核对表决；不写多久一次，不催开。“手填”是只填人数、不列名单的会。"
)
AGAIN = "改了以后，以前开过的这种会也按新的核对。只想以后这样，请停用它，另外添加一种。"
REASONS = ("支部大会定的", "支委会定的", "写错了")
RETIRING = ("不开了", "登记错了")
ROWS = 6  # lines in sight
_CHOICES = {"who": kinds.WHO, "period": kinds.PERIODS, "base": kinds.BASES}
_SPOTS = (
    Spot("name", 0, 0, 2), Spot("short", 0, 2),
    Spot("who", 1, 0), Spot("period", 1, 1), Spot("times", 1, 2),
    Spot("quorum", 2, 0), Spot("majority", 2, 1), Spot("base", 2, 2),
    Spot("hours", 3, 0), Spot("note", 3, 1, 2, 1),
)  # fmt: skip


class KindsDialog(Dialog[None]):
    """The list; Insert adds, F2 or Enter changes, Delete retires one of the branch's own."""

    def __init__(self, parent: tk.Misc, session: Session, shell: Window) -> None:
        self.session, self.shell = session, shell
        self.own: dict[str, OwnKind] = {}
        super().__init__(parent, TITLE)

    def build(self, body: ttk.Frame) -> None:
        """A word of explanation, the list, the buttons."""
        told = Wrapped(body, TOLD, "Subtle.TLabel")
        told.configure(width=1)
        told.pack(fill="x", pady=(0, px(self, 10)))
        room = min(px(self, 760), self.winfo_screenwidth() - px(self, 100))
        ttk.Frame(body, width=room, height=1).pack()
        self.table = Table(
            body, COLUMNS, on_open=lambda _: self.amend(), on_select=lambda _: self._enable()
        )
        self.table.tree.configure(height=ROWS)
        self.table.pack(fill="both", expand=True)
        self.told = Wrapped(body, style="Green.TLabel")
        self.told.configure(width=1)
        self.told.pack(fill="x", pady=(px(self, 8), 0))
        for key, act in (("<Insert>", self.add_), ("<F2>", self.amend), ("<Delete>", self.retire)):
            self.table.tree.bind(key, lambda _, act=act: act())  # type: ignore[misc]
        self.acts = (
            self.add_button("停用…（Delete）", self.retire),
            self.add_button("修改…（F2）", self.amend),
        )
        self.add_button("添加…（Insert）", self.add_)
        self.add_button("关闭", self.cancel, primary=True)
        self.first = self.table.tree
        self.fill()

    def fill(self) -> None:
        """Read the kinds again; the branch's own come first."""
        chosen = self.table.selected()
        self.own = {one.name: one for one in service_kinds.own_kinds(self.session)}
        found = sorted(service.kinds_of(self.session).values(), key=lambda kind: not kind.own)
        found.sort(key=lambda kind: kind.retired)
        self.table.show([_line(kind) for kind in found])
        names = [kind.name for kind in found]
        self.table.select(chosen if chosen in names else names[0])
        self._enable()

    def _enable(self) -> None:
        on = self.table.selected() in self.own and not self.session.read_only
        for button in self.acts:
            button.state(["!disabled" if on else "disabled"])

    def _chosen(self) -> OwnKind | None:
        found = self.own.get(self.table.selected() or "")
        if found is None:
            self._say("这是程序里的会，或者已经停用，这里不能改；本支部自己的可以。")
        return found

    def _say(self, text: str) -> None:
        self.told.show(text)

    def add_(self) -> None:
        """A new kind."""
        self._tell(KindForm(self, self.session, OwnKind("", kinds.PARTY)).run())

    def amend(self) -> None:
        """Change the one chosen, for a reason."""
        if one := self._chosen():
            self._tell(KindForm(self, self.session, one).run())

    def retire(self) -> None:
        """Offer it no more, for a reason."""
        one = self._chosen()
        if one and (reason := dialogs.ask_reason(self, f"停用会议种类 {one.name}", RETIRING)):
            self._tell(service_kinds.retire_kind(self.session, one.id, reason))

    def _tell(self, changed: Changed | None) -> None:
        if changed is not None:
            self.shell.on_changed(changed)
            self._say(f"已{changed.what}。" if changed.rows else "没有变化，没有写入新的记录。")
            self.fill()
            self._choose(changed)
        self.table.start()

    def _choose(self, changed: Changed) -> None:
        ids = {row for _, row in changed.rows}
        named = [name for name, one in self.own.items() if one.id in ids]
        if named:
            self.table.select(named[0])
            self._enable()


class KindForm(FormDialog):
    """A new kind (``kind.id`` 0), or a change."""

    def __init__(self, parent: tk.Misc, session: Session, kind: OwnKind) -> None:
        self.session, self.kind = session, kind
        fields = tuple(_spec(spec) for spec in columns.KIND_FIELDS)
        values: dict[str, Value] = {spec.name: getattr(kind, spec.name) or None for spec in fields}
        used = bool(kind.id) and service_kinds.used(session, kind.name)
        super().__init__(
            parent, "修改会议种类" if kind.id else "添加会议种类", Layout(fields, _SPOTS, 620),
            self._write, values, AGAIN if used else ASKED,
        )  # fmt: skip

    def _write(self, raw: dict[str, str]) -> Changed | None:
        kind = parsing.parse_kind(raw)
        if not self.kind.id:
            return service_kinds.add_kind(self.session, kind)
        reason = dialogs.ask_reason(self, f"修改会议种类 {self.kind.name}", REASONS)
        if not reason:
            return None
        return service_kinds.amend_kind(self.session, self.kind.id, kind, reason)


def _spec(spec: Field) -> Field:
    """The same field as a choice, where there is a choice."""
    choices = _CHOICES.get(spec.name)
    return replace(spec, kind="choice", choices=choices) if choices else spec


def _line(kind: Kind) -> Line:
    state = "已停用" if kind.retired else "本支部" if kind.own else ""
    quorum = f"{'超过' if kind.over else ''}{kind.quorum.figure}" if kind.quorum else "不限"
    majority = f"超过{kind.base}的 {kind.majority.figure}" if kind.majority else "不核对"
    cells = (kind.name, kind.who, often(kind), quorum, majority, state)
    tags: Sequence[str] = ("grey",) if kind.retired else ("strong",) if kind.own else ()
    return Line(kind.name, cells, tuple(tags))


def often(kind: Kind) -> str:
    """每月 1 次; 不定期."""
    return f"每{kind.period} {kind.times.figure} 次" if kind.times else "不定期"
