"""The forms of a wish: new, claimed, fulfilled, put right."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from jdzb.core import clock
from jdzb.core.fields import Field, Value, read_fields
from jdzb.core.ledger import Changed
from jdzb.core.records import columns_of
from jdzb.gui.kit import dialogs
from jdzb.gui.kit.form import Form
from jdzb.gui.kit.formdialog import FormDialog, Layout, Spot
from jdzb.ledgers.commitments import columns, parsing, service_wishes
from jdzb.ledgers.commitments.columns import UNNAMED
from jdzb.ledgers.commitments.entries import Wish
from jdzb.ledgers.commitments.page.people import everyone
from jdzb.store.session import Session

REASONS = ("登记错了", "补充内容", "换人认领")
NAMING = "姓名默认不上墙；本人同意公开的选“公开”。"
_KNOWN = {spec.name: spec for spec in columns.WISH_FIELDS}
_FIRST = (
    Spot("villager", 0), Spot("home", 0, 1), Spot("day", 0, 2), Spot("wish", 1, 0, 3),
    Spot("due", 2), Spot("naming", 2, 1),
)  # fmt: skip
_NEW = (*_FIRST, Spot("note", 3, 0, 3, 1))
_ALL = (
    *_FIRST, Spot("claimed_by", 3), Spot("claimed_on", 3, 1), Spot("fulfilled_on", 3, 2),
    Spot("how", 4, 0, 3), Spot("thanks", 5, 0, 3), Spot("note", 6, 0, 3, 1),
)  # fmt: skip
Write = Callable[[dict[str, str]], Changed | None]


class WishForm(FormDialog):
    """One of the forms; whoever may claim is offered."""

    def __init__(
        self, parent: tk.Misc, session: Session, title: str, layout: Layout, write: Write,
        values: Mapping[str, Value], note: str = "",
    ) -> None:  # fmt: skip
        self.session = session
        super().__init__(parent, title, layout, write, values, note)

    def decorate(self, form: Form) -> None:
        """Who may claim."""
        if any(spot.name == "claimed_by" for spot in self.layout.spots):
            form.offer("claimed_by", everyone(self.session))


def _required(*names: str) -> Sequence[Field]:
    return [replace(_KNOWN[name], required=True) for name in names]


def add(parent: tk.Misc, session: Session) -> Changed | None:
    """A new wish, today."""

    def write(raw: dict[str, str]) -> Changed:
        return service_wishes.add(session, parsing.parse_wish(raw))

    values: dict[str, Value] = {"day": clock.today().isoformat(), "naming": UNNAMED}
    layout = Layout(columns.WISH_FIELDS, _NEW, 640)
    return WishForm(parent, session, "登记微心愿", layout, write, values, NAMING).run()


def amend(parent: tk.Misc, session: Session, wish: Wish) -> Changed | None:
    """All of a wish, for a reason."""

    def write(raw: dict[str, str]) -> Changed | None:
        new = parsing.parse_wish(raw)
        if replace(new, id=wish.id) == wish:
            return Changed("没有改动")
        reason = dialogs.ask_reason(parent, f"修改{wish.villager}的微心愿", REASONS)
        return service_wishes.amend(session, wish.id, new, reason) if reason else None

    values = columns_of(columns.WISH_FIELDS, wish)
    layout = Layout(columns.WISH_FIELDS, _ALL, 640)
    return WishForm(parent, session, f"修改微心愿：{wish.villager}", layout, write, values).run()


def claim(parent: tk.Misc, session: Session, wish: Wish) -> Changed | None:
    """Who takes it on, since when."""
    fields = _required("claimed_by", "claimed_on")

    def write(raw: dict[str, str]) -> Changed:
        read = read_fields(fields, raw)
        member, day = read["claimed_by"], str(read["claimed_on"])
        return service_wishes.claim(session, wish.id, int(member or 0), day)

    values: dict[str, Value] = {"claimed_on": clock.today().isoformat()}
    layout = Layout(fields, (Spot("claimed_by", 0), Spot("claimed_on", 0, 1)), 460)
    note = f"{wish.villager}：{' '.join(wish.wish.split())}"
    return WishForm(parent, session, "认领微心愿", layout, write, values, note).run()


def fulfil(parent: tk.Misc, session: Session, wish: Wish) -> Changed | None:
    """When and how it came true, what the villager said."""
    fields = [*_required("fulfilled_on", "how"), _KNOWN["thanks"]]

    def write(raw: dict[str, str]) -> Changed:
        read = read_fields(fields, raw)
        how, thanks = str(read["how"] or ""), str(read["thanks"] or "")
        return service_wishes.fulfil(session, wish.id, str(read["fulfilled_on"]), how, thanks)

    values: dict[str, Value] = {
        "fulfilled_on": clock.today().isoformat(), "how": wish.how, "thanks": wish.thanks
    }  # fmt: skip
    spots = (Spot("how", 0, 0, 2), Spot("thanks", 1, 0, 2), Spot("fulfilled_on", 2))
    note = f"{wish.villager}：{' '.join(wish.wish.split())}"
    return WishForm(
        parent, session, "微心愿实现了", Layout(fields, spots, 520), write, values, note
    ).run()
