"""名单: who is graded, who takes part without a grade, who not at all, and why."""

from __future__ import annotations

import tkinter as tk
from dataclasses import replace
from tkinter import ttk
from typing import TYPE_CHECKING

from jdzb.core import people
from jdzb.core.fields import Field, InvalidForm, Problem, Value, read_fields
from jdzb.core.ledger import Changed
from jdzb.gui.kit import dialogs
from jdzb.gui.kit.dialog import Dialog
from jdzb.gui.kit.form import Form
from jdzb.gui.kit.formdialog import FormDialog, Layout, Spot
from jdzb.gui.kit.rows import ButtonRows
from jdzb.gui.kit.scaling import lines_for
from jdzb.gui.kit.table import Col, Line, Table
from jdzb.gui.kit.theme import px
from jdzb.ledgers.appraisals import columns, service, service_people
from jdzb.ledgers.appraisals.columns import ASSESSED, LATE, TAKES
from jdzb.ledgers.appraisals.entries import Subject
from jdzb.ledgers.appraisals.page.caring import everyone
from jdzb.ledgers.appraisals.terms import MEMBERS
from jdzb.ledgers.members import service as members

if TYPE_CHECKING:
    from jdzb.ledgers.appraisals.page.deeds import Deeds

_KNOWN = {spec.name: spec for spec in columns.SUBJECT_FIELDS}
REASON = Field("reason", "改动的原因", required=True, hint="例如 支部大会定的", most=200)
COLUMNS = (
    Col("name", "姓名", 6, sort=people.sort_key), Col("standing", "身份", 5, rank=1),
    Col("takes", "是否评定", 6), Col("why", "原因", 10, elastic=True),
    Col("basis", "依据", 8, rank=2),
)  # fmt: skip
ROWS = 11
APART = "某一段不计…"
REMOVING = ("登记错了", "组织关系已转出")


def excuse(parent: tk.Misc, deeds: Deeds, subject: Subject) -> Changed | None:
    """Ask whether somebody is graded, and write it."""
    changed = ExcuseForm(parent, deeds, subject).run()
    deeds.tell(changed)
    return changed


class ExcuseForm(FormDialog):
    """Graded, without a grade, or not at all; why, and why it is changed."""

    def __init__(self, parent: tk.Misc, deeds: Deeds, subject: Subject) -> None:
        self.session, self.subject = deeds.session, subject
        fields = (_KNOWN["takes"], _KNOWN["why"], REASON)
        spots = (Spot("takes", 0), Spot("why", 1), Spot("reason", 2))
        values: dict[str, Value] = {"takes": subject.takes, "why": subject.why}
        title = f"{subject.name}是否评定"
        told = "不评定的写明原因，名单和公示上都有。" + (
            f"依据：{subject.basis}" if subject.basis else ""
        )
        super().__init__(parent, title, Layout(fields, spots, 420), self._write, values, told)

    def _write(self, raw: dict[str, str]) -> Changed:
        takes, why = raw["takes"].strip(), raw["why"].strip()
        problems = []
        if takes != ASSESSED and takes in TAKES and not why:
            problems.append(
                Problem("why", "不评定的原因", "", "不评定的，请写明原因，例如 年老体弱")
            )
        if not raw["reason"].strip():
            problems.append(Problem("reason", REASON.label, "", REASON.hint))
        if problems:
            raise InvalidForm(problems)
        return service_people.excuse(
            self.session, self.subject.id, takes, why, raw["reason"].strip()
        )


class PeopleDialog(Dialog[None]):
    """The list; Enter changes whether somebody is graded, Insert adds, Delete takes off."""

    writes = True

    def __init__(self, parent: tk.Misc, deeds: Deeds, round_id: int) -> None:
        self.deeds, self.session, self.round_id = deeds, deeds.session, round_id
        super().__init__(parent, "评议名单")

    def build(self, body: ttk.Frame) -> None:
        """The list and the buttons."""
        room = min(px(self, 700), self.winfo_screenwidth() - px(self, 100))
        ttk.Frame(body, width=room, height=1).pack()
        self.counts = ttk.Label(body, style="Subtle.TLabel")
        self.counts.pack(anchor="w", pady=(0, px(self, 8)))
        self.table = Table(
            body, COLUMNS, on_open=lambda _: self.change(),
            find=lambda typed, line: people.match(typed, line.cells[0]),
        )  # fmt: skip
        self.table.tree.configure(height=lines_for(self, ROWS))
        self.table.pack(fill="both", expand=True)
        row = ButtonRows(body)
        row.pack(fill="x", pady=(px(self, 8), 0))
        buttons = [
            ttk.Button(row, text=text, style="Small.TButton", command=act)
            for text, act in (
                ("是否评定…（回车）", self.change), ("加一个…（Insert）", self.add_),
                ("移出…（Delete）", self.remove), (APART, self.part),
            )
        ]  # fmt: skip
        if len(service.scheme_of(self.session, self.round_id).periods) < 2:
            buttons.pop().destroy()
        row.hold(buttons)
        self.table.tree.bind("<Insert>", lambda _: self.add_())
        self.table.tree.bind("<Delete>", lambda _: self.remove())
        self.add_button("关闭", self.cancel, primary=True)
        self.first = self.table.tree
        self.fill()

    def fill(self) -> None:
        """Read the list again."""
        self.whole = service.whole(self.session, self.round_id)
        found = self.whole.subjects
        told = [
            f"{takes} {n}" for takes in TAKES if (n := sum(one.takes == takes for one in found))
        ]
        self.counts.configure(text=f"共 {len(found)}：{'，'.join(told)}。")
        self.table.show([
            Line(one.id, (one.name, one.standing or "", one.takes, self._why(one), one.basis or ""),
                 () if one.assessed else ("grey",))
            for one in found
        ])  # fmt: skip
        if found and not self.table.selected():
            self.table.select(found[0].id)

    def _why(self, one: Subject) -> str:
        """Why he is not graded, or which periods do not count for him."""
        titles = {each.key: each.title for each in self.whole.scheme.periods}
        apart = [f"{titles[key]}不计：{why}" for key, why in self.whole.apart(one).items()]
        return "；".join([*([one.why] if one.why else []), *apart])

    def _chosen(self) -> Subject | None:
        key = self.table.selected()
        return next((one for one in self.whole.subjects if str(one.id) == key), None)

    def change(self) -> None:
        """Whether the one chosen is graded."""
        if one := self._chosen():
            excuse(self, self.deeds, one)
            self._again()

    def add_(self) -> None:
        """Somebody who was left out."""
        self.deeds.tell(AddForm(self, self.deeds, self.round_id).run())
        self._again()

    def remove(self) -> None:
        """Take the one chosen off the list, for a reason."""
        one = self._chosen()
        if one and (why := dialogs.ask_reason(self, f"把{one.name}移出评议名单", REMOVING)):
            self.deeds.tell(service_people.void_subject(self.session, one.id, why))
            self._again()

    def part(self) -> None:
        """A period that does not count for the one chosen, or counts again; for a reason."""
        one = self._chosen()
        if one is None:
            return
        known = {each.title: each.key for each in self.whole.scheme.periods}
        apart = self.whole.apart(one)
        question = f"{one.name}：哪一段不计？已经不计的，选了就恢复计分。"
        title = dialogs.ask_choice(self, question, (*known, "取消"))
        if title not in known:
            return
        again = known[title] in apart
        act = service_people.count_again if again else service_people.leave_out
        what = f"{one.name}的{title}{'恢复计分' if again else '不计，只按其余时段评定'}"
        if why := dialogs.ask_reason(self, what, ("写错了",) if again else LATE):
            self.deeds.tell(act(self.session, one.id, known[title], why))
            self._again()

    def _again(self) -> None:
        self.fill()
        self.table.start()


class AddForm(FormDialog):
    """A member, or where others are assessed a name."""

    def __init__(self, parent: tk.Misc, deeds: Deeds, round_id: int) -> None:
        self.session, self.round_id = deeds.session, round_id
        self.who = service.scheme_of(self.session, round_id).who
        spec = _KNOWN["member"] if self.who == MEMBERS else _KNOWN["name"]
        self.spec = replace(spec, required=True)
        fields: tuple[Field, ...] = (self.spec,)
        spots: tuple[Spot, ...] = (Spot(spec.name, 0),)
        if service.posted(self.session, round_id):
            fields, spots = (*fields, REASON), (*spots, Spot("reason", 1))
        self.fields = fields
        super().__init__(parent, "列入评议名单", Layout(fields, spots, 380), self._write)

    def decorate(self, form: Form) -> None:
        """Whom it may name."""
        if self.spec.name == "member":
            form.offer("member", everyone(self.session))

    def _write(self, raw: dict[str, str]) -> Changed:
        values = read_fields(self.fields, raw)
        member = values.get("member")
        if isinstance(member, int):
            name = members.name_of(self.session, member)
            subject = Subject(name, self.who, member)
        else:
            subject = Subject(str(values["name"]), self.who)
        reason = str(values.get("reason") or "")
        return service_people.add_subject(self.session, self.round_id, subject, reason)
