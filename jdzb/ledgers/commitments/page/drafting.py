"""提诺: the promises of one person in one go, as many rows as wanted, last year's as drafts."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from tkinter import ttk

from jdzb.core import rules
from jdzb.core.fields import InvalidForm, Value
from jdzb.core.ledger import Changed
from jdzb.gui.kit import dialogs, tooltip
from jdzb.gui.kit.dialog import Dialog
from jdzb.gui.kit.flow import Flow
from jdzb.gui.kit.form import Form
from jdzb.gui.kit.inputs import DateInput, LineInput
from jdzb.gui.kit.theme import px
from jdzb.gui.kit.widgets import Wrapped
from jdzb.ledgers.commitments import columns, parsing, service
from jdzb.ledgers.commitments.columns import BRANCH
from jdzb.ledgers.commitments.entries import Commitment
from jdzb.ledgers.commitments.page.forms import doubts, draft, hear
from jdzb.ledgers.commitments.page.people import everyone
from jdzb.ledgers.commitments.rules import LEAST, MOST
from jdzb.store.session import Session

WIDE, PARTS = 940, 16  # units; columns of a row
BRIEF = 14  # characters of a promise made already
SAVE_NEXT = "保存，填下一人"
NOBODY_NEXT = "别的人都有承诺了，没有下一个人，所以按不了。请按“保存”。"
_ROW = {"what": (0, 7), "target": (7, 2), "unit": (9, 2), "due": (11, 3), "bound": (14, 2)}
_LABELS = {"what": "承诺事项", "target": "数量", "unit": "单位", "due": "期限", "bound": "要求"}
_KNOWN = {spec.name: spec for spec in columns.FIELDS}
_FIELDS = tuple(
    replace(_KNOWN[name], label=label, required=False, kind="text" if name == "what" else kind)
    for name, label in _LABELS.items()
    for kind in (_KNOWN[name].kind,)
)
_WHO = (replace(_KNOWN["member"], label="承诺人（不填就是党支部）"),)


class DraftDialog(Dialog[Changed]):
    """Rows for one person; ``told(changed)`` hears of each saving, the window may stay for the
    next of ``waiting``.
    """

    writes = True

    def __init__(
        self, parent: tk.Misc, session: Session, year: int, member: int | None,
        waiting: Sequence[int | None], told: Callable[[Changed], object],
    ) -> None:  # fmt: skip
        self.session, self.year, self.waiting, self.told = session, year, list(waiting), told
        self.rows: list[_Row] = []
        self._begin = member
        super().__init__(parent, f"填写 {year}年承诺")

    def build(self, body: ttk.Frame) -> None:
        """Who; the rows; what to do with them."""
        width = min(px(self, WIDE), self.winfo_screenwidth() - px(self, 100))
        ttk.Frame(body, width=width, height=1).pack()
        head = ttk.Frame(body)
        head.pack(fill="x")
        self.who = Form(head, _WHO, on_save=self.save, on_cancel=self.cancel)
        self.who.add("member", 0)
        self.who.offer("member", everyone(self.session))
        self.who.pack(side="left")
        ttk.Frame(self.who, width=px(self, 230), height=1).grid(row=1, column=0)
        self.had = Wrapped(head, "", "Subtle.TLabel")
        self.had.configure(width=1)
        self.had.pack(side="left", fill="x", expand=True, padx=(px(self, 16), 0))
        picker = self.who.input("member")
        if isinstance(picker, LineInput):
            picker.variable.trace_add("write", lambda *_: self.after_idle(self._chosen))
        self.host = ttk.Frame(body)
        self.host.pack(fill="x")
        self._build_tools(body)
        self.next = self.add_button(SAVE_NEXT, self.save_next)
        self.next_tip = tooltip.attach(self.next, "")
        self.add_button("保存（Ctrl+S）", self.save, primary=True)
        self.add_button("取消", self.cancel)
        for key in ("<Control-s>", "<Control-S>"):
            self.bind(key, lambda _: self.save())
        self.begin(self._begin)

    def _build_tools(self, body: ttk.Frame) -> None:
        tools = Flow(body)
        tools.pack(fill="x", pady=(px(self, 4), 0))
        self.more = ttk.Button(
            tools, text="＋ 再加一条", style="Small.TButton", command=self.add_row
        )
        self.last = ttk.Button(
            tools, text="照去年的填", style="Small.TButton", command=self.take_over
        )
        self.last_tip = tooltip.attach(self.last, "")
        for button in (self.more, self.last):
            tools.push(button)
        self.problem = Wrapped(body, "", "Problem.TLabel")
        self.problem.configure(width=1)
        self.problem.pack(fill="x")

    # -- who -------------------------------------------------------------------------------------

    @property
    def member(self) -> int | None:
        """Whose promises they are; None for the branch, and for a name nobody has."""
        typed = self.who.read()["member"].strip()
        return int(typed) if typed.isdecimal() else None

    def begin(self, member: int | None) -> None:
        """Empty rows for a person."""
        self.who.show({"member": member})
        for row in self.rows:
            row.destroy()
        self.rows = []
        for _ in range(rules.standard().whole(LEAST)):
            self.add_row()
        self._chosen()
        self.problem.show("")
        self.first = self.rows[0].input("what") if member else self.who.input("member")
        self.first.focus_set()

    def _chosen(self) -> None:
        """Tell what the person promised already, this year and last."""
        if not self.winfo_exists():
            return
        had = service.of_member(self.session, self.member, self.year)
        last = service.next_years(self.session, self.year, self.member)
        if had:
            listed = "；".join(_brief(one.what) for one in had)
            self.had.show(f"已有 {len(had)} 条：{listed}")
        else:
            table = rules.standard()
            rule = table.rule(LEAST)
            self.had.show(f"每人 {rule.figure} 到 {table.whole(MOST)} 条。")
        self.last.configure(text=f"照去年的填（{len(last)} 条）" if last else "照去年的填")
        self.last.state(["!disabled" if last else "disabled"])
        self.last_tip.text = "接在写好的后面" if last else f"{self.year - 1}年没有他的承诺。"
        rest = [one for one in self.waiting if one != self.member]
        self.next.state(["!disabled" if rest else "disabled"])
        self.next_tip.text = "还没有承诺的下一个人" if rest else NOBODY_NEXT

    def unsaved(self) -> bool:
        """True when a row holds something; the person alone is nothing to lose."""
        return any(not row.empty for row in self.rows)

    # -- rows ------------------------------------------------------------------------------------

    def add_row(self, values: Mapping[str, Value] | None = None) -> None:
        """One more row."""
        row = _Row(self.host, self.year, len(self.rows) + 1, self.save, self.cancel)
        row.pack(fill="x")
        row.offer_units(service.units(self.session))
        row.show({"due": f"{self.year}-12-31"})
        if values:
            row.fill({name: str(value or "") for name, value in values.items()})
        row.point()
        self.rows.append(row)
        if len(self.rows) > 1:
            self.rows[-1].input("what").focus_set()

    def take_over(self) -> None:
        """Put what the person promised last year after what is typed, which stays; what is there
        already, typed or promised this year, is not put again.
        """
        had = {one.what for one in service.of_member(self.session, self.member, self.year)}
        typed = [row for row in self.rows if not row.empty]
        had |= {row.read()["what"].strip() for row in typed}
        last = service.next_years(self.session, self.year, self.member)
        left = [one for one in last if one.what not in had]
        self.problem.show("" if left else "去年的都已经在了，没有再填。")
        question = f"已经写了 {len(typed)} 条，都留着。去年的 {len(left)} 条接在后面？"
        if not left or (
            typed and not dialogs.ask_yes_no(self, question, yes="接在后面", no="不填")
        ):
            return
        for one in left:
            self._append({name: getattr(one, name) for name in _ROW})
        self.rows[0].input("what").focus_set()

    def _append(self, values: Mapping[str, Value]) -> None:
        """Into the first empty row after what is typed, or a new one."""
        last = max((n for n, row in enumerate(self.rows) if not row.empty), default=-1)
        if last + 1 == len(self.rows):
            self.add_row(values)
            return
        row = self.rows[last + 1]
        row.fill({name: str(value or "") for name, value in values.items()})
        row.point()

    # -- saving ----------------------------------------------------------------------------------

    def save(self) -> None:
        """Save all rows as one act and close; what is wrong stands beside its field."""
        changed = self._write()
        if changed:
            self.close(changed)

    def save_next(self) -> None:
        """Save, and go on with the next person who promised nothing yet."""
        member, changed = self.member, self._write()
        if changed is None:
            return
        self.told(changed)
        self.waiting = [one for one in self.waiting if one != member]
        if self.waiting:
            self.begin(self.waiting[0])
        else:
            self.close(None)

    def _write(self) -> Changed | None:
        self.problem.show("")
        found = self._read()
        if found is None:
            return None
        if not found:
            self.problem.show("还没有写承诺事项，没有保存。")
            self.rows[0].input("what").focus_set()
            return None
        return service.add_all(self.session, found)

    def _read(self) -> list[Commitment] | None:
        """The promises typed; None when something is wrong, which then stands there."""
        typed = self.who.read()["member"].strip()
        if typed in ("", BRANCH):
            typed = ""
        found, wrong = list[Commitment](), False
        for row in self.rows:
            if row.empty:
                row.tell(())
                continue
            try:
                found.append(parsing.parse({**row.read(), "member": typed, "year": str(self.year)}))
                row.tell(())
            except InvalidForm as error:
                who = [one for one in error.problems if one.field == "member"]
                if who:
                    self.who.tell(who)
                row.tell([one for one in error.problems if one.field != "member"])
                wrong = True
        return None if wrong else found


def _brief(what: str) -> str:
    words = " ".join(what.split())
    return words if len(words) <= BRIEF else f"{words[: BRIEF - 1]}…"


class _Row(Form):
    """One promise in a line, below it what is vague in its words."""

    def __init__(
        self, parent: tk.Misc, year: int, number: int,
        on_save: Callable[[], object], on_cancel: Callable[[], object],
    ) -> None:  # fmt: skip
        fields = [
            replace(spec, label=f"{number}　{spec.label}") if spec.name == "what" else spec
            for spec in _FIELDS
        ]
        super().__init__(parent, fields, on_save=on_save, on_cancel=on_cancel)
        self.year = year
        for name, (column, span) in _ROW.items():
            self.add(name, 0, column, span)
        due = self.input("due")
        if isinstance(due, DateInput):
            due.year = year
        self.hint = Wrapped(self, "", "Amber.TLabel")
        self.hint.configure(width=1)
        self.hint.grid(row=1, column=0, columnspan=PARTS, sticky="we")
        hear(self, tuple(_ROW), self.point)

    def offer_units(self, units: Sequence[str]) -> None:
        """Down in the unit walks through the usual ones."""
        unit = self.input("unit")

        def step(by: int) -> str:
            place = units.index(unit.text()) + by if unit.text() in units else 0
            unit.put(units[place % len(units)])
            return "break"

        unit.bind("<Down>", lambda _: step(1))
        unit.bind("<Up>", lambda _: step(-1))

    @property
    def empty(self) -> bool:
        """True while nothing of a promise is typed; its day is there from the beginning."""
        raw = self.read()
        return not any(raw[name].strip() for name in ("what", "target", "unit"))

    def point(self) -> None:
        """Say what is vague."""
        if self.winfo_exists():
            told = "" if self.empty else doubts(draft(self.read(), self.year))
            self.hint.show(told)
            if told:
                self.hint.grid()
            else:
                self.hint.grid_remove()
