"""操作人: who works at this PC, in which role, with which password; and when the screen locks."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from functools import partial
from tkinter import ttk
from typing import Protocol

from jdzb import ledgers
from jdzb.core import roles
from jdzb.core.ledger import Changed
from jdzb.gui import locking
from jdzb.gui.forgotten import NewPassword
from jdzb.gui.kit import dialogs, machine
from jdzb.gui.kit.choosebox import named
from jdzb.gui.kit.dialog import Dialog
from jdzb.gui.kit.form import Form
from jdzb.gui.kit.formdialog import FormDialog, Layout, Spot
from jdzb.gui.kit.inputs import PickInput
from jdzb.gui.kit.table import Col, Line, Table
from jdzb.gui.kit.theme import px
from jdzb.gui.kit.widgets import EmptyState, Wrapped
from jdzb.store import operators
from jdzb.store.operators import Operator
from jdzb.store.session import Session

ABOUT = (
    "登记了操作人，每次打开先选是谁、输密码，历史里就分得清是谁做的。"
    "密码不给账本加密：能拿到这台电脑文件的人，仍能复制账本。"
)
EMPTY = "还没有操作人：打开就能用，谁都能记。先登记书记，再登记别人。"
NOT_YOURS = "操作人由书记管。自己的密码，自己可以改。"
LATER = "{name}没有密码，谁都能用这个名字进来。现在设密码吗？"
COLUMNS = (
    Col("name", "姓名", 6),
    Col("role", "角色", 4),
    Col("password", "密码", 4),
    Col("since", "启用", 6, rank=2),
    Col("may", "能做什么", 14, elastic=True, rank=1),
)
MINUTES = (("5", "5 分钟"), ("10", "10 分钟"), ("15", "15 分钟"), ("30", "30 分钟"), ("0", "不锁"))
FIELDS = Layout(operators.FIELDS, (Spot("name", 0, 0), Spot("role", 0, 1), Spot("member", 1, 0, 2)))
GONE, FORGOT = ("调走", "换届", "不再值班"), ("本人忘了，当面重设", "到期更换")


class Host(Protocol):
    """What this asks of the window."""

    def on_changed(self, changed: Changed) -> None:
        """Tell what a write did."""

    def lock(self) -> None:
        """Ask who works."""

    def show_history(self, rows: Sequence[tuple[str, int]], title: str) -> None:
        """Open the history of some records."""


def open_operators(parent: tk.Misc, host: Host, session: Session) -> None:
    """Show and change the operators; who works must say so afterwards when that has changed."""
    OperatorsDialog(parent, host, session).run()
    settle(host, session)


def settle(host: Host, session: Session) -> None:
    """Ask who works when that is not the one who logged in, or no longer in that role."""
    one, several = operators.acting(session), operators.working(session)
    if several and (one is None or one.role != session.role):
        host.lock()


class OperatorsDialog(Dialog[None]):
    """Insert adds, F2 or Enter changes, Delete retires; each with its reason."""

    def __init__(self, parent: tk.Misc, host: Host, session: Session) -> None:
        self.host, self.session = host, session
        super().__init__(parent, "操作人")

    def build(self, body: ttk.Frame) -> None:
        """What it is for, the list, the minutes, the buttons."""
        self._may = roles.may_manage(self.session.role) and not self.session.read_only
        width = min(px(self, 760), self.winfo_screenwidth() - px(self, 90))
        ttk.Frame(body, width=width, height=1).pack()
        self._words(body, ABOUT)
        self.table = Table(body, COLUMNS, on_open=lambda _: self.amend(), on_select=self._chosen)
        self.table.tree.configure(height=6)
        self.table.set_empty(EmptyState(self.table, EMPTY))
        self.table.pack(fill="x", pady=px(self, 10))
        row = ttk.Frame(body)
        row.pack(fill="x")
        self.acts = {
            text: self._button(row, text, act)
            for text, act in (
                ("修改…", self.amend), ("重设密码…", self.set_password), ("停用…", self.retire),
                ("改自己的密码…", self.change_own),
            )
        }  # fmt: skip
        self._build_minutes(body)
        if not self._may:
            self._words(body, NOT_YOURS)
        add = self.add_button("登记操作人", self.add, primary=True)
        add.state(["!disabled" if self._may else "disabled"])
        self.add_button("关闭", self.cancel)
        self.first = self.table.tree
        for key, act in (("<Insert>", self.add), ("<F2>", self.amend), ("<Delete>", self.retire)):
            self.table.tree.bind(key, lambda _, act=act: act())  # type: ignore[misc]
        for key in ("<Control-h>", "<Control-H>"):
            self.bind(key, lambda _: self.history())
        self.fill()

    def _build_minutes(self, body: ttk.Frame) -> None:
        row = ttk.Frame(body)
        row.pack(fill="x", pady=(px(self, 12), 0))
        ttk.Label(row, text="多久没人用就锁屏（本机）").pack(side="left")
        self.minutes = ttk.Combobox(
            row, state="readonly", width=8, values=[words for _, words in MINUTES]
        )
        known = dict(MINUTES)
        now = str(locking.minutes())
        self.minutes.set(known.get(now, f"{now} 分钟"))
        self.minutes.pack(side="left", padx=px(self, 8))
        self.minutes.bind("<<ComboboxSelected>>", lambda _: self._keep_minutes())

    @property
    def chosen(self) -> Operator | None:
        """Who is chosen in the list."""
        key = self.table.selected()
        return operators.get(self.session, int(key)) if key else None

    def fill(self) -> None:
        """Read them again."""
        lines = [
            Line(one.id, (
                one.name, one.role, "有" if one.password else "没有", one.since,
                roles.TELLS[one.role],
            ), () if one.password else ("amber",))
            for one in operators.working(self.session)
        ]  # fmt: skip
        self.table.show(lines)
        if lines and not self.table.selected():
            self.table.select(str(lines[0].id))
        self._chosen(self.table.selected())

    def add(self) -> None:
        """Register somebody, and offer a password at once."""
        if not self._may:
            return
        some = bool(operators.working(self.session))
        usual: dict[str, str | int | None] = {"role": roles.ON_DUTY if some else roles.SECRETARY}
        write = partial(operators.register, self.session)
        changed = OperatorForm(self, self.session, "登记操作人", write, usual).run()
        if changed is None:
            return
        self._changed(changed)
        one = operators.get(self.session, changed.id)
        self.table.select(str(one.id))
        if dialogs.ask_yes_no(self, LATER.format(name=one.name), "设密码", "以后再说"):
            self._set(one, "首次设密码")

    def amend(self) -> None:
        """Change name, role or the member meant."""
        one = self.chosen
        if one is None or not self._may:
            return

        def write(raw: dict[str, str]) -> Changed | None:
            why = dialogs.ask_reason(self, f"修改操作人 {one.name}")
            return operators.amend(self.session, one.id, raw, why) if why else None

        known: dict[str, str | int | None] = {
            "name": one.name,
            "role": one.role,
            "member": one.member,
        }
        self._changed(OperatorForm(self, self.session, "修改操作人", write, known).run())

    def set_password(self) -> None:
        """A new password for the chosen one, for a reason."""
        one = self.chosen
        if one is None or not self._may:
            return
        why = (
            dialogs.ask_reason(self, f"重设{one.name}的密码", FORGOT)
            if one.password else "首次设密码"
        )  # fmt: skip
        if why:
            self._set(one, why)

    def retire(self) -> None:
        """Let the chosen one log in no more."""
        one = self.chosen
        if one is not None and self._may:
            why = dialogs.ask_reason(self, f"停用操作人 {one.name}", GONE)
            if why:
                self._changed(operators.retire(self.session, one.id, why))

    def change_own(self) -> None:
        """Another password for who works now; the present one is asked for."""
        one = operators.acting(self.session)
        if one is None:
            return
        box = NewPassword(self, "改自己的密码", old=bool(one.password))
        if typed := box.run():
            self._changed(operators.change_own(self.session, one.id, box.old, typed))

    def history(self) -> None:
        """What was done to the chosen one, and by whom."""
        one = self.chosen
        if one is not None:
            self.host.show_history([(operators.TABLE, one.id)], f"操作人 {one.name}")

    def _set(self, one: Operator, why: str) -> None:
        if typed := NewPassword(self, f"{one.name}的密码", f"请{one.name}本人来输。").run():
            self._changed(operators.set_password(self.session, one.id, typed, why))

    def _changed(self, changed: Changed | None) -> None:
        if changed is not None:
            self.host.on_changed(changed)
            self.fill()

    def _chosen(self, key: str | None) -> None:
        on = bool(key) and self._may
        for text, button in self.acts.items():
            own = text.startswith("改自己") and operators.acting(self.session) is not None
            button.state(["!disabled" if own or (on and "自己" not in text) else "disabled"])

    def _keep_minutes(self) -> None:
        key = next(key for key, words in MINUTES if words == self.minutes.get())
        machine.keep(locking.MINUTES, key)
        self.minutes.selection_clear()

    def _words(self, body: ttk.Frame, text: str) -> None:
        words = Wrapped(body, text, "Subtle.TLabel")
        words.configure(width=1)
        words.pack(fill="x", pady=(px(self, 4), 0))

    def _button(self, row: ttk.Frame, text: str, act: Callable[[], object]) -> ttk.Button:
        button = ttk.Button(row, text=text, style="Small.TButton", command=act)
        button.pack(side="left", padx=(0, px(self, 8)))
        return button


class OperatorForm(FormDialog):
    """Name, role, and the member it is."""

    def __init__(
        self, parent: tk.Misc, session: Session, title: str,
        write: Callable[[dict[str, str]], Changed | None], values: dict[str, str | int | None],
    ) -> None:  # fmt: skip
        self._people = ledgers.people(session)
        told = "\n".join(f"{role}：{words}。" for role, words in roles.TELLS.items())
        super().__init__(parent, title, FIELDS, write, values, told)

    def decorate(self, form: Form) -> None:
        """Members are found by name and pinyin; the one chosen gives the name."""
        form.offer("member", named(self._people))
        member = form.input("member")
        if isinstance(member, PickInput):
            member.variable.trace_add("write", lambda *_: self._take_name(form))

    def _take_name(self, form: Form) -> None:
        """The name of the member chosen, where no other is typed."""
        chosen, typed = form.input("member").text(), form.input("name").text().strip()
        if chosen.isdigit() and typed in ("", *self._people.values()):
            form.input("name").put(self._people[int(chosen)])
