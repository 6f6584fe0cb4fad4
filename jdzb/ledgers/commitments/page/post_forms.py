"""The forms of a post: what it is, who takes it."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from dataclasses import replace

from jdzb.core.fields import Value, read_fields
from jdzb.core.ledger import Changed
from jdzb.core.records import columns_of
from jdzb.gui.kit.form import Form
from jdzb.gui.kit.formdialog import FormDialog, Layout, Spot
from jdzb.ledgers.commitments import columns, service_wishes
from jdzb.ledgers.commitments.entries import Post
from jdzb.ledgers.commitments.page.people import everyone
from jdzb.ledgers.commitments.service_wishes import Held
from jdzb.store.session import Session

_SPOTS = (
    Spot("name", 0), Spot("seats", 0, 1), Spot("duties", 1, 0, 2, 3), Spot("note", 2, 0, 2, 1)
)  # fmt: skip
_WHO = (replace(columns.FIELDS[1], label="谁认领", hint="请选一名党员", required=True),)


def post_form(
    parent: tk.Misc, title: str, post: Post, write: Callable[[dict[str, str]], Changed | None]
) -> Changed | None:
    """The form of a post, filled with what is known."""
    values = columns_of(columns.POST_FIELDS, post)
    layout = Layout(columns.POST_FIELDS, _SPOTS, 520)
    return FormDialog(parent, title, layout, write, values).run()


class ClaimPost(FormDialog):
    """Who takes the post: the card of the member is changed."""

    def __init__(self, parent: tk.Misc, session: Session, held: Held) -> None:
        self.session, self.held = session, held
        who = "、".join(one.name for one in held.holders)
        note = f"已在岗：{who}。" if who else "还没有人在岗。"
        if held.post.seats and not held.missing:
            note += f"需要 {held.post.seats} 人，已经够了。"
        values: dict[str, Value] = {}
        layout = Layout(_WHO, (Spot("member", 0),), 420)
        super().__init__(
            parent, f"认领{held.post.name}", layout, self._write, values,
            f"{note}会写到这名党员的卡片上。",
        )  # fmt: skip

    def decorate(self, form: Form) -> None:
        """Everybody who does not hold it."""
        held = {one.id for one in self.held.holders}
        form.offer("member", [one for one in everyone(self.session) if one.id not in held])

    def _write(self, raw: dict[str, str]) -> Changed:
        read = read_fields(_WHO, raw)
        member, name = int(read["member"] or 0), self.held.post.name
        return service_wishes.take_post(self.session, member, name)
