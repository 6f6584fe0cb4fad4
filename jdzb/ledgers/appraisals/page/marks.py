"""The forms of a deduction, addition or veto entered by hand, and of its correction."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Collection
from typing import TYPE_CHECKING

from jdzb.core import clock
from jdzb.core.fields import Field, InvalidForm, Problem, Unreadable, Value, read_fields, read_known
from jdzb.core.ledger import Changed
from jdzb.gui.kit.form import Form
from jdzb.gui.kit.formdialog import FormDialog, Layout, Spot
from jdzb.ledgers.appraisals import columns, scoring, service, service_marks
from jdzb.ledgers.appraisals.columns import VETO
from jdzb.ledgers.appraisals.entries import Mark
from jdzb.ledgers.appraisals.parsing import read_points, show_points
from jdzb.ledgers.appraisals.service import Whole
from jdzb.ledgers.appraisals.service_scores import DIRECT
from jdzb.store.session import Session

if TYPE_CHECKING:
    from jdzb.ledgers.appraisals.page.deeds import Deeds

_KNOWN = {spec.name: spec for spec in columns.MARK_FIELDS}
POINTS = Field("points", "分值", hint="例如 2 或 0.5；一票否决不填", width=5)
PAPER = Field("evidence", "凭据", hint="账本以外的材料，例如 党费收缴本第3页", most=60)
REASON = Field("why", "更正的原因", required=True, hint="原因会留在历史里", most=200)


class MarkForm(FormDialog):
    """Other points or words of a mark, for a reason."""

    def __init__(self, parent: tk.Misc, session: Session, mark: Mark) -> None:
        self.session, self.mark = session, mark
        fields = (POINTS, _KNOWN["what"], REASON)
        spots = (Spot("points", 0), Spot("what", 1, 0, 1, 2), Spot("why", 2))
        values: dict[str, Value] = {"points": show_points(mark.points), "what": mark.what}
        super().__init__(parent, "更正评议依据", Layout(fields, spots, 460), self._write, values)

    def _write(self, raw: dict[str, str]) -> Changed:
        values = read_fields((_KNOWN["what"], REASON), {k: raw[k] for k in ("what", "why")})
        points = 0 if self.mark.kind == VETO else _points(raw["points"])
        why, what = str(values["why"]), str(values["what"])
        return service_marks.amend_mark(
            self.session, self.mark.id, points, what, self.mark.verdict, why
        )


def _points(text: str) -> int:
    try:
        points = read_points(text)
    except Unreadable as error:
        raise InvalidForm([Problem("points", "分值", text, str(error))]) from None
    if not points:
        raise InvalidForm([Problem("points", "分值", text, "应大于 0，例如 2 或 0.5")])
    return points


class NewMarkForm(FormDialog):
    """Whom, under what, how many points, when, what happened, on what paper."""

    def __init__(self, parent: tk.Misc, deeds: Deeds, whole: Whole, who: int) -> None:
        self.deeds, self.session, self.whole = deeds, deeds.session, whole
        self.people = {one.name: one.id for one in whole.assessed}
        self.items = _items(whole)
        names = {id_: name for name, id_ in self.people.items()}
        fields = [
            Field("subject", "谁", "choice", required=True, choices=tuple(self.people)),
            Field("item", "项目", "choice", required=True, choices=tuple(self.items)),
            POINTS, _KNOWN["day"], _KNOWN["what"], PAPER,
        ]  # fmt: skip
        spots: tuple[Spot, ...] = (
            Spot("subject", 0), Spot("item", 0, 1), Spot("points", 1), Spot("day", 1, 1),
            Spot("what", 2, 0, 2, 3), Spot("evidence", 3, 0, 2),
        )  # fmt: skip
        if service.posted(self.session, whole.id):
            fields.append(REASON)
            spots = (*spots, Spot("why", 4, 0, 2))
        self.fields = tuple(fields)
        values: dict[str, Value] = {"day": clock.today().isoformat(), "subject": names.get(who)}
        super().__init__(
            parent, "手工登记扣分、加分", Layout(fields, spots, 580), self._write, values
        )

    def decorate(self, form: Form) -> None:
        """What the scheme says a fact costs, as soon as the item is chosen."""
        box = form.input("item")
        box.bind("<<ComboboxSelected>>", lambda _: self._propose(), add=True)

    def _propose(self) -> None:
        raw = self.form.read()
        key = self.items.get(raw["item"])
        each = next((one.each for one in self.whole.scheme.items if key and one.key == key[1]), 0)
        if each and not raw["points"].strip():
            self.form.fill({"points": show_points(each)})

    def _write(self, raw: dict[str, str]) -> Changed:
        known: dict[str, Collection[str]] = {"subject": self.people, "item": self.items}
        rest = [spec for spec in self.fields if spec.name not in (*known, "points")]
        wrong = [
            Problem(spec.name, spec.label, raw[spec.name], "请从列表里选")
            for spec in self.fields
            if spec.name in known and raw[spec.name] not in known[spec.name]
        ]
        values, problems = read_known(rest, {spec.name: raw[spec.name] for spec in rest})
        period, item, kind = self.items.get(raw["item"], ("", "", ""))
        points = 0
        try:
            points = 0 if kind == VETO else _points(raw["points"])
        except InvalidForm as error:
            wrong += error.problems
        if wrong or problems:
            raise InvalidForm([*wrong, *problems])
        evidence, why = values["evidence"], str(values.get("why") or "")
        mark = Mark(
            self.people[raw["subject"]], period, item, points, str(values["day"]),
            str(values["what"]), kind, str(evidence) if evidence else None,
        )  # fmt: skip
        return service_marks.add_mark(self.session, self.whole.id, mark, why)


def _items(whole: Whole) -> dict[str, tuple[str, str, str]]:
    """(period, item, kind) of all that takes points off, adds or vetoes, by what it is called."""
    scheme, found = whole.scheme, {}
    titles = {one.key: one.title for one in scheme.periods}
    several = len(titles) > 1
    for period, part, item in scoring.cells(scheme):
        if part.way in DIRECT:
            name = f"{titles[period]}·{item.title}" if several else item.title
            found[f"{name}（{DIRECT[part.way]}）"] = (period, item.key, DIRECT[part.way])
    for veto in scheme.vetoes:
        found[f"{veto.title}（否决）"] = (scheme.periods[-1].key, veto.key, VETO)
    return found
