"""Changing a figure of the rule table: the figure, its source, the reason."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Mapping, Sequence

from jdzb import ledgers
from jdzb.core import figures as kinds
from jdzb.core import rules
from jdzb.core.errors import JdzbError
from jdzb.core.fields import Field, InvalidForm, Problem, Unreadable, read_known
from jdzb.core.inforce import Own
from jdzb.core.ledger import Changed
from jdzb.core.rules import Rule
from jdzb.gui.kit import dialogs
from jdzb.gui.kit.form import Form
from jdzb.gui.kit.formdialog import FormDialog, Layout, Spot
from jdzb.gui.kit.inputs import LineInput
from jdzb.store import figures
from jdzb.store.session import Session

SOURCE = Field(
    "source",
    "新数值的依据",
    required=True,
    hint="写明哪一级、哪一份文件，或支部哪次会议定的",
    most=100,
)
REASON = Field("reason", "为什么改", required=True, hint="请填写原因，原因会记入台账历史", most=100)
NATIONAL = (
    "“{title}”是国家规定（{basis}），标准是 {figure}。一般不改：改了以后，乡镇核对仍按标准判断，"
    "并看得到是谁改的、为什么。仍要改吗？"
)
SURE = "确认把国家规定的“{title}”从 {old} 改成 {new}？"
GO, BACK = "仍要改", "不改"


class _FigureDialog(FormDialog):
    """What is typed first takes the place of the figure there is."""

    def decorate(self, form: Form) -> None:
        """Choose the whole figure once it is shown."""
        entry = form.input("figure0")
        if isinstance(entry, LineInput):
            form.after_idle(lambda: entry.selection_range(0, "end"))


def ask(parent: tk.Misc, session: Session, rule: Rule) -> Changed | None:
    """The change the user made, None without one; a national figure is asked about twice."""
    standard = rules.shipped().rule(rule.key)
    question = NATIONAL.format(title=rule.title, basis=standard.basis, figure=standard.figure_words)
    if rule.level == "N" and not dialogs.ask_yes_no(parent, question, yes=GO, no=BACK):
        return None
    together = [rule] + ([rules.standard().rule(rule.beside)] if rule.beside else [])
    names = {f"figure{number}": one for number, one in enumerate(together)}
    fields = [
        Field(name, one.title, required=True, hint=kinds.expected(one), most=300)
        for name, one in names.items()
    ]
    layout = Layout(
        (*fields, SOURCE, REASON),
        tuple(Spot(one.name, row) for row, one in enumerate((*fields, SOURCE, REASON))),
        width=460,
    )

    def write(raw: dict[str, str]) -> Changed | None:
        typed = _read(names, layout.fields, raw)
        told = SURE.format(
            title=rule.title,
            old=rule.figure_words,
            new=kinds.written(kinds.read(rule, typed[rule.key])),
        )
        if rule.level == "N" and not dialogs.ask_yes_no(parent, told, yes=GO, no=BACK):
            return None
        return figures.change_rules(session, typed, raw["source"], raw["reason"])

    values = {name: kinds.written(one.figure) for name, one in names.items()}
    own = rule.source if rule.status == rules.CHANGED else ""
    note = f"现在是 {rule.figure_words}（{rule.basis}）。{kinds.expected(rule)}。"
    return _FigureDialog(
        parent, f"改规则：{rule.title}", layout, write, {**values, "source": own}, note
    ).run()


def _read(
    names: Mapping[str, Rule], specs: Sequence[Field], raw: Mapping[str, str]
) -> dict[str, str]:
    """The texts by the key of their rule; raises InvalidForm with every problem."""
    _, problems = read_known(specs, raw)
    labels = {spec.name: spec.label for spec in specs}
    told = {problem.field for problem in problems}
    typed = {rule.key: raw[name] for name, rule in names.items()}
    for name, rule in names.items():
        try:
            kinds.read(rule, raw[name])
        except Unreadable as error:
            if name not in told:
                problems.append(Problem(name, labels[name], raw[name], str(error)))
    if not problems:
        table = rules.standard().changed(
            {key: Own(text, raw["source"]) for key, text in typed.items()}
        )
        first = next(iter(names))
        if why := _unfit(table, typed):
            problems.append(Problem(first, labels[first], raw[first], why))
    if problems:
        raise InvalidForm(problems)
    return typed


def _unfit(table: rules.RuleTable, typed: Mapping[str, str]) -> str:
    """Why the figures do not go with the others; '' when they do."""
    for rule in table.all():
        if rule.at_most and not {rule.key, rule.at_most}.isdisjoint(typed):
            most = table.rule(rule.at_most)
            if table.whole(rule.key) > table.whole(most.key):
                told = f"{rule.figure_words}，{most.figure_words}"
                return f"“{rule.title}”不能大于“{most.title}”（{told}）"
    try:
        ledgers.refuse_unfit(table)
    except JdzbError as error:
        return f"与别的数值合不上：{error}"
    return ""
