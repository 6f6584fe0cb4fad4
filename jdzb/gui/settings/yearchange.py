"""Entering or correcting the holidays of one year."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Mapping

from jdzb.core import holidays, workdays
from jdzb.core.fields import Field, InvalidForm, Problem, Unreadable, Value, in_order, read_known
from jdzb.core.ledger import Changed
from jdzb.core.workdays import BadHolidays, Year
from jdzb.gui.kit.formdialog import FormDialog, Layout, Spot
from jdzb.store import figures
from jdzb.store.session import Session

YES, NO = "已公布", "未公布（暂算）"
FIELDS = (
    Field("year", "年份", "whole", required=True, hint="四位年份，例如 2027"),
    Field("published", "国务院办公厅", "choice", required=True, choices=(YES, NO)),
    Field(
        "source",
        "依据",
        required=True,
        hint="例如 国务院办公厅关于2027年部分节假日安排的通知",
        most=200,
    ),
    Field("holidays", "放假，一行一个节日", "note", required=True, hint=holidays.EXAMPLE),
    Field("workdays", "调休上班的周末，用顿号隔开", "note"),
    Field("reason", "为什么改", required=True, hint="请填写原因，原因会记入台账历史", most=100),
)
LAYOUT = Layout(
    FIELDS,
    (
        Spot("year", 0), Spot("published", 0, 1), Spot("source", 1, 0, 2),
        Spot("holidays", 2, 0, 2, 7), Spot("workdays", 3, 0, 2, 2), Spot("reason", 4, 0, 2),
    ),
    width=520,
)  # fmt: skip


def ask(parent: tk.Misc, session: Session, year: Year, reason: str = "") -> Changed | None:
    """The year as the user entered it; None when it was not kept."""
    values: dict[str, Value] = {
        "year": year.year, "published": YES if year.published else NO, "source": year.source,
        "holidays": holidays.holiday_lines(year), "workdays": holidays.workday_words(year),
        "reason": reason,
    }  # fmt: skip

    def write(raw: dict[str, str]) -> Changed | None:
        return figures.change_year(session, read(raw), raw["reason"])

    return FormDialog(parent, f"{year.year}年节假日", LAYOUT, write, values).run()


def read(raw: Mapping[str, str]) -> Year:
    """The year of a form; raises InvalidForm with every problem."""
    values, problems = read_known(FIELDS, raw)
    number = values["year"]
    labels = {spec.name: spec.label for spec in FIELDS}
    if not isinstance(number, int) or not 2000 <= number <= 2099:
        if isinstance(number, int):
            problems.append(Problem("year", labels["year"], raw["year"], "应为四位年份，例如 2027"))
        raise InvalidForm(in_order(FIELDS, problems))
    found = {}
    for name, reader in (
        ("holidays", holidays.read_holidays),
        ("workdays", holidays.read_workdays),
    ):
        try:
            found[name] = reader(number, raw[name])
        except Unreadable as error:
            if name not in {one.field for one in problems}:
                problems.append(Problem(name, labels[name], raw[name], str(error)))
    if problems:
        raise InvalidForm(in_order(FIELDS, problems))
    year = Year(number, raw["published"] == YES, " ".join(raw["source"].split()), **found)  # type: ignore[arg-type]
    try:
        return workdays.year_of(workdays.text_of(year), f"{number}.toml")
    except BadHolidays as error:
        key = str(error.facts["key"])
        name = "workdays" if key == "workdays" else "holidays"
        raise InvalidForm(
            [Problem(name, labels[name], raw[name], str(error.facts["expected"]))]
        ) from None
