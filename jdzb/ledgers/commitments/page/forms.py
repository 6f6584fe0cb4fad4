"""The forms of one promise: changed, an entry of progress, 述诺, the outcome."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from tkinter import ttk

from jdzb.core import clock, rules
from jdzb.core.fields import Value
from jdzb.core.ledger import Changed
from jdzb.gui.kit import dialogs, tooltip
from jdzb.gui.kit.flow import Flow
from jdzb.gui.kit.form import Form
from jdzb.gui.kit.formdialog import FormDialog, Layout, Spot
from jdzb.gui.kit.noteinput import NoteInput
from jdzb.gui.kit.theme import px
from jdzb.gui.kit.widgets import Wrapped
from jdzb.ledgers.commitments import columns, parsing, service, service_progress, wording
from jdzb.ledgers.commitments import rules as thinking
from jdzb.ledgers.commitments.entries import Commitment, Progress
from jdzb.ledgers.commitments.page.people import everyone
from jdzb.ledgers.commitments.rules import Standing
from jdzb.store.session import Session

REASONS = ("登记错了", "审诺时改了", "经支部同意调整")
_SPOTS = (
    Spot("what", 0, 0, 4), Spot("bound", 1), Spot("target", 1, 1), Spot("unit", 1, 2),
    Spot("due", 1, 3), Spot("member", 2), Spot("year", 2, 1), Spot("note", 3, 0, 4),
)  # fmt: skip
_KNOWN = {spec.name: spec for spec in columns.FIELDS}
_DONE = {spec.name: spec for spec in columns.PROGRESS_FIELDS}


def draft(raw: Mapping[str, str], year: int) -> Commitment:
    """What is typed, as far as it can be read: for pointing out what is vague."""
    target = raw.get("target", "").strip()
    return Commitment(
        year, raw.get("what", "").strip(), target=int(target) if target.isdecimal() else None,
        unit=raw.get("unit", "").strip() or None, due=raw.get("due", "").strip() or None,
    )  # fmt: skip


def doubts(one: Commitment, typing: bool = True) -> str:
    """What is vague in a promise, in one line; '' for one that can be measured, or is empty.

    ``typing``: it says that saving is allowed all the same.
    """
    found = wording.vague(one, rules.standard(), wording.standard()) if one.what else ()
    told = "；".join(doubt.sentence() for doubt in found)
    return f"提醒：{told}{'（照样能存）' * typing}" if told else ""


def hear(form: Form, names: Sequence[str], act: object) -> None:
    """Call ``act()`` after every key in some fields of a form."""
    for name in names:
        widget = form.input(name)
        inner: tk.Misc = widget.area if isinstance(widget, NoteInput) else widget
        for event in ("<KeyRelease>", "<<ComboboxSelected>>", "<FocusOut>"):
            inner.bind(event, lambda _: act(), add=True)  # type: ignore[operator]


class AmendPromise(FormDialog):
    """What was promised, to be put right for a reason."""

    def __init__(self, parent: tk.Misc, session: Session, one: Commitment, name: str) -> None:
        self.session, self.one = session, one
        layout = Layout(columns.FIELDS, _SPOTS, 680)
        values = parsing.values_of(one)
        super().__init__(parent, f"修改承诺：{name}", layout, self._write, values)

    def decorate(self, form: Form) -> None:
        """Who may promise, and what is vague, under the form."""
        form.offer("member", everyone(self.session))
        self.hint = Wrapped(form, "", "Amber.TLabel")
        self.hint.configure(width=1)
        self.hint.grid(row=4, column=0, columnspan=4, sticky="we")
        hear(form, ("what", "target", "unit", "due"), self._point)
        self.hint.show(doubts(self.one))

    def _point(self) -> None:
        if self.winfo_exists():
            self.hint.show(doubts(draft(self.form.read(), self.one.year)))

    def _write(self, raw: dict[str, str]) -> Changed | None:
        new = parsing.parse(raw)
        kept = replace(self.one, **{name: getattr(new, name) for name in columns.DRAFT})
        if kept == self.one:
            return Changed("承诺，没有改动")
        reason = dialogs.ask_reason(self, "修改这条承诺", REASONS)
        return service.redraft(self.session, self.one.id, new, reason) if reason else None


class RecordForm(FormDialog):
    """What was done: how much, what, today; with photos. ``entry`` set: that one is changed."""

    def __init__(
        self, parent: tk.Misc, session: Session, standing: Standing, typed: str = "",
        entry: Progress | None = None,
    ) -> None:  # fmt: skip
        self.session, self.one, self.entry = session, standing.commitment, entry
        self.paths: list[Path] = []
        self._typed = typed
        unit = self.one.unit or ""
        fields = (
            replace(_DONE["amount"], label=f"完成数量（{unit}）" if unit else "完成数量"),
            replace(_DONE["what"], kind="text"), _DONE["day"],
        )  # fmt: skip
        spots = (Spot("amount", 0), Spot("what", 0, 1, 3), Spot("day", 1))
        values: dict[str, Value] = {"day": clock.today().isoformat()}
        if entry:
            values = {"day": entry.day, "amount": entry.amount, "what": entry.what}
        told = " ".join(self.one.what.split())
        reached = thinking.amount_words(standing.done, self.one)
        target = thinking.target_words(self.one)
        note = f"{told}\n已完成 {reached}，目标 {target}" if target else told
        title = "更正践诺记录" if entry else "记一笔"
        super().__init__(parent, title, Layout(fields, spots, 620), self._write, values, note)

    def decorate(self, form: Form) -> None:
        """Photos on the way; Enter in the last word saves."""
        what = form.input("what")
        what.bind("<Return>", lambda _: self._enter_saves())
        if self.entry is not None:
            return
        row = Flow(form)
        row.grid(
            row=1,
            column=1,
            columnspan=3,
            sticky="nwe",
            padx=(px(self, 12), 0),
            pady=(px(self, 24), 0),
        )
        more = ttk.Button(row, text="＋ 照片、文件…", style="Small.TButton", command=self.add_file)
        row.push(more)
        self.files = ttk.Button(row, style="Link.TButton", command=self.drop_files, takefocus=False)
        tooltip.attach(self.files, "单击：这些都不附了")
        row.push(self.files)

    def build(self, body: ttk.Frame) -> None:
        """A digit typed on the list stands in the first field already."""
        super().build(body)
        if self._typed:
            self.form.fill({"amount": self._typed})
            amount = self.form.input("amount")
            if isinstance(amount, ttk.Entry):
                amount.icursor("end")

    def _enter_saves(self) -> str:
        self.save()
        return "break"

    def add_file(self) -> None:
        """Choose a photo or paper; it is kept when the entry is saved."""
        path = dialogs.choose_open_file(self, "选择照片或文件", dialogs.PAPERS)
        if path is not None:
            self.paths.append(path)
            told = f"{len(self.paths)} 个：{self.paths[-1].name[-16:]}　✕ 不附"
            self.files.configure(text=told, takefocus=True)

    def drop_files(self) -> None:
        """Attach nothing after all."""
        self.paths.clear()
        self.files.configure(text="", takefocus=False)

    def _write(self, raw: dict[str, str]) -> Changed | None:
        new = parsing.parse_progress({**raw, "commitment": str(self.one.id)})
        if self.entry is None:
            return service_progress.add(self.session, new, self.paths)
        reason = dialogs.ask_reason(self, "更正这笔践诺记录", ("登记错了", "补充内容"))
        if not reason:
            return None
        return service_progress.amend(self.session, self.entry.id, new, reason)


def report(parent: tk.Misc, session: Session, one: Commitment, name: str) -> Changed | None:
    """述诺: what the member says became of it."""
    fields = (
        replace(_KNOWN["reported"], required=True, label="怎样说的"),
        replace(_KNOWN["reported_on"], required=True),
    )
    values: dict[str, Value] = {
        "reported": one.reported, "reported_on": one.reported_on or clock.today().isoformat(),
    }  # fmt: skip

    def write(raw: dict[str, str]) -> Changed:
        read = parsing.read_done(fields, raw)
        return service.report(session, one.id, str(read["reported"]), str(read["reported_on"]))

    layout = Layout(fields, (Spot("reported", 0, 0, 2, 5), Spot("reported_on", 1)), 560)
    note = " ".join(one.what.split())
    return FormDialog(parent, f"述诺：{name}", layout, write, values, note).run()


def settle(parent: tk.Misc, session: Session, standing: Standing, name: str) -> Changed | None:
    """The outcome: proposed from what was reached, decided here; 取消评定 takes it back."""
    one = standing.commitment
    fields = (
        replace(_KNOWN["outcome"], required=True), replace(_KNOWN["settled_on"], required=True)
    )  # fmt: skip
    proposed = thinking.proposed_outcome(standing, clock.today())
    values: dict[str, Value] = {
        "outcome": one.outcome or proposed or None,
        "settled_on": one.settled_on or clock.today().isoformat(),
    }

    def write(raw: dict[str, str]) -> Changed | None:
        read = parsing.read_done(fields, raw)
        short = standing.reached is not None and standing.reached < 1
        if short and read["outcome"] == columns.KEPT:
            asked = f"台账里只完成了 {standing.percent}，仍评为“{columns.KEPT}”？"
            if not dialogs.ask_yes_no(form, asked, yes="仍评兑现", no="返回再看"):
                return None
        return service.settle(session, one.id, str(read["outcome"]), str(read["settled_on"]))

    layout = Layout(fields, (Spot("outcome", 0), Spot("settled_on", 0, 1)), 460)
    done = thinking.amount_words(standing.done, one)
    note = f"{' '.join(one.what.split())}\n目标 {thinking.target_words(one) or '没有写'}，"
    note += f"完成 {done}{f'（{standing.percent}）' if standing.percent else ''}"
    note += f"，建议：{proposed}" if proposed else ""
    form = FormDialog(parent, f"评定：{name}", layout, write, values, note)
    return form.run()
