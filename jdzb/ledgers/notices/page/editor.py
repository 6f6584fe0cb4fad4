"""The form of a notice: written here with a table from Excel, or the sheet of another book."""

from __future__ import annotations

import tkinter as tk
from dataclasses import replace
from datetime import date
from typing import Any

from jdzb.core import clock
from jdzb.core.fields import Field, InvalidForm, Problem, Unreadable, read_day, shown
from jdzb.core.ledger import Changed
from jdzb.core.sheet import Sheet, cn_day
from jdzb.gui.kit.form import Form
from jdzb.gui.kit.formdialog import FormDialog, Layout, Spot
from jdzb.gui.kit.theme import px
from jdzb.gui.kit.widgets import Wrapped
from jdzb.ledgers.notices import rules, service
from jdzb.ledgers.notices.entries import (
    FIELDS,
    FREE,
    OF_A_BOOK,
    Notice,
    grid_rows,
    parse,
    read_grid,
    values_of,
)  # fmt: skip
from jdzb.store.session import Session

REASON = Field("why", "修改原因", required=True, hint="请写明原因，例如 更正人名")
_KNOWN = {spec.name: spec for spec in FIELDS}
_SPOTS = (
    Spot("title", 0, 0, 4),
    Spot("kind", 1), Spot("category", 1, 1), Spot("since", 1, 2), Spot("until", 1, 3),
    Spot("body", 3, 0, 4, 6), Spot("grid", 4, 0, 4, 4),
    Spot("signer", 6), Spot("signed_on", 6, 1), Spot("paper", 6, 2), Spot("place", 6, 3),
    Spot("note", 7, 0, 4),
)  # fmt: skip
_BOOK_SPOTS = (
    Spot("title", 0, 0, 4),
    Spot("category", 1), Spot("since", 1, 1), Spot("until", 1, 2), Spot("place", 1, 3),
    Spot("note", 3, 0, 4),
)  # fmt: skip
_WIDTH = 860
PUBLIC = ("公开期", "公示期")  # what a foot calls the days it hangs
_GRID_SHOWN = 5  # headings that the line under the table repeats


class Editor(FormDialog):
    """A new notice (``notice.id`` is 0) or a change; what hides in the notice is kept as it is."""

    def __init__(self, parent: tk.Misc, session: Session, notice: Notice) -> None:
        self.session, self.notice = session, notice
        spots = _BOOK_SPOTS if notice.kind == OF_A_BOOK else _SPOTS
        fields = tuple(_spec(spot.name) for spot in spots)
        title = "新增公示"
        if notice.id:
            fields, title = (*fields, REASON), f"修改《{notice.title}》"
            spots = (*spots, Spot("why", 9, 0, 4))
        super().__init__(parent, title, Layout(fields, spots, _WIDTH), self._write, _values(notice))

    def decorate(self, form: Form) -> None:
        """What the rule says of the length, and what was recognised of a pasted table."""
        self.term = Wrapped(form, style="Faint.TLabel")
        self.term.grid(row=2, column=0, columnspan=4, sticky="we", pady=(0, px(self, 6)))
        for name, event in (
            ("category", "<<ComboboxSelected>>"), ("category", "<FocusOut>"),
            ("since", "<FocusOut>"), ("until", "<FocusOut>"),
        ):  # fmt: skip
            form.input(name).bind(event, lambda _: self.after_idle(self._propose), add=True)
        self.after_idle(self._propose)
        if self.notice.kind == OF_A_BOOK:
            return
        self.seen = Wrapped(form, style="Faint.TLabel")
        self.seen.grid(row=5, column=0, columnspan=4, sticky="we", pady=(0, px(self, 6)))
        area: Any = form.input("grid").area  # type: ignore[union-attr]
        area.configure(wrap="none", tabs=(px(self, 110),))
        area.bind("<<Modified>>", lambda _: self.after_idle(self._recognise), add=True)
        self.after_idle(self._recognise)

    def _propose(self) -> None:
        """Say the least length; an empty last day is filled with it."""
        if not self.winfo_exists():
            return
        raw = self.form.read()
        category = raw["category"]
        term = rules.term_of(category)
        words = f"{category}{term.words}（{term.rule.basis}），张贴当天不算" if term else ""
        since = _day(raw["since"])
        if since and category:
            until = rules.proposed_until(category, since, service.calendar())
            if not raw["until"].strip():
                self.form.fill({"until": until.isoformat()})
            typed = _day(self.form.read()["until"])
            if typed is None or typed < until:
                words = "；".join(part for part in (words, f"建议公示到{cn_day(until)}") if part)
            planned = Notice("", category=category, since=raw["since"], until=until.isoformat())
            if rules.provisional(planned, service.calendar()):
                words += "（节假日未公布，暂算）"
        self.term.show(words or "公示起止可以先不填，张贴时再定。")

    def _recognise(self) -> None:
        """What the text pasted will be as a table."""
        if not self.winfo_exists():
            return
        rows = grid_rows(Notice("", grid=read_grid(self.form.read()["grid"])))
        if not rows:
            self.seen.show("表格：在 Excel 或 WPS 里选中、复制，在上面按 Ctrl+V；第一行是表头。")
            return
        heads = "｜".join(cell or "（空）" for cell in rows[0][:_GRID_SHOWN])
        more = "…" if len(rows[0]) > _GRID_SHOWN else ""
        self.seen.show(f"认出 {len(rows[0])} 栏、{len(rows) - 1} 行，表头：{heads}{more}")

    def _write(self, raw: dict[str, str]) -> Changed | None:
        reason = raw.pop("why", "").strip()
        kept = {name: shown(spec, getattr(self.notice, name)) for name, spec in _KNOWN.items()}
        notice = replace(parse({**kept, **raw}), id=self.notice.id)
        if not self.notice.id:
            return service.add(self.session, notice)
        same = values_of(notice) == values_of(self.notice)
        if not reason and not same:
            raise InvalidForm([Problem("why", REASON.label, "", REASON.hint)])
        return service.amend(self.session, notice.id, notice, reason or "没有变化")


def of_sheet(
    source: str, sheet: Sheet, printed: int | None = None, corrects: int | None = None
) -> Notice:
    """A notice for the sheet of another book, filled as far as the sheet tells.

    The days a sheet reports on (统计期) are not those it hangs, and nothing hangs before today.
    """
    foot, today = sheet.footer, clock.today()
    hangs = foot.period in PUBLIC and (foot.until is None or foot.until >= today)
    since = max(foot.since or today, today) if hangs else today
    until = foot.until if hangs else None
    category = "评议结果" if sheet.banner else "党务公开"  # 公示 in large: a result, for its days
    return Notice(
        title=sheet.title[:60], kind=OF_A_BOOK, category=category, source=source,
        since=since.isoformat(), until=until.isoformat() if until else None,
        place="村委会公开栏", printed=printed, corrects=corrects,
    )  # fmt: skip


def _spec(name: str) -> Field:
    return replace(_KNOWN[name], choices=FREE) if name == "kind" else _KNOWN[name]


def _values(notice: Notice) -> dict[str, Any]:
    return values_of(notice)


def _day(text: str) -> date | None:
    try:
        value = read_day(text)
    except Unreadable:
        return None
    return date.fromisoformat(value) if value else None
