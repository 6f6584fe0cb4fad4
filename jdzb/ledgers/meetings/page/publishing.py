"""A decision is made public: the day, and the notice of the noticeboard that said it."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Sequence
from dataclasses import replace
from tkinter import ttk

from jdzb.core import clock, rules
from jdzb.core.fields import Field, Value, read_fields, show_date
from jdzb.core.ledger import Changed
from jdzb.gui.kit import dialogs
from jdzb.gui.kit.form import Form
from jdzb.gui.kit.formdialog import FormDialog, Layout, Spot
from jdzb.gui.kit.page import Posted, Window
from jdzb.gui.kit.theme import px
from jdzb.ledgers.meetings import service, service_sheets
from jdzb.ledgers.meetings.columns import PUBLIC
from jdzb.ledgers.meetings.entries import Item, Meeting, Minutes
from jdzb.ledgers.meetings.rules import publish_by
from jdzb.store.session import Session

KEY = "meetings"
NOTE = "决定公开的日期；在公开栏登记过的，选出是哪一份。"
EMPTY = "开会以后公开栏里还没有张贴过公示，可以只写日期；以后张贴了再来选。"
WRONG = ("登记错了", "没有张贴")
_DAY = Field("published_on", "公开日期", "day", required=True)
_NOTICE = Field("notice", "公开栏里的公示", "choice")


def words(item: Item, meeting: Meeting, notices: Sequence[Posted]) -> tuple[str, str]:
    """How far a decision to be made public has come, and the style of these words."""
    if item.published_on:
        titles = {one.id: f"《{one.title}》" for one in notices}
        named = titles.get(item.notice, f"公示 {item.notice}") if item.notice else ""
        return f"✔ 已公开　{show_date(item.published_on)}　{named}", "Green.TLabel"
    if not meeting.day:
        return "未公开", "Amber.TLabel"
    last = publish_by(meeting, rules.standard())
    late = clock.today() > last
    told = f"▲ 未公开，最迟{show_date(last.isoformat())}公开" + ("，已过期" if late else "")
    return told, "Red.TLabel" if late else "Amber.TLabel"


class PublishDialog(FormDialog):
    """Asks when and by which notice; all decisions of the meeting that wait can be meant."""

    def __init__(
        self, parent: tk.Misc, session: Session, shell: Window, minutes: Minutes, item: Item
    ) -> None:
        self.session, self.item = session, item
        since, every = minutes.meeting.day, shell.board.posted_notices()
        notices = [one for one in every if one.day >= since or one.id == item.notice]
        self.notices = {_label(one): one for one in notices}
        public = [one for one in minutes.items if one.publish == PUBLIC]
        self.others = [o for o in public if o.id != item.id and not o.published_on]
        source = f"{KEY}:{service_sheets.resolution(session, minutes).title}"
        own = [one for one in notices if one.id == item.notice]
        own += [one for one in notices if one.source == source and not item.published_on]
        values: dict[str, Value] = {
            "published_on": item.published_on or (own[0].day if own else clock.today().isoformat()),
            "notice": _label(own[0]) if own else None,
        }
        spec = replace(_NOTICE, choices=tuple(self.notices))
        layout = Layout((_DAY, spec), (Spot("published_on", 0), Spot("notice", 0, 1, 2)), 620)
        note = f"议题：{item.title}\n{NOTE if notices else EMPTY}"
        super().__init__(parent, "登记决议公开", layout, self._write, values, note)

    def decorate(self, form: Form) -> None:
        """The tick for the other decisions; a notice chosen brings its day."""
        chosen = form.input("notice")
        chosen.bind("<<ComboboxSelected>>", lambda _: self._day_of(form), add=True)
        self.all = tk.BooleanVar(self, value=not self.item.published_on)
        if self.others:
            text = f"这次会议另外 {len(self.others)} 项要公开的决定，也是这样公开的"
            tick = ttk.Checkbutton(self.body, text=text, variable=self.all)
            tick.pack(anchor="w", pady=(px(self, 6), 0))
        if self.item.published_on:
            self.add_button("没有公开…", self._take_back)

    def _day_of(self, form: Form) -> None:
        label = form.input("notice").text()
        if label in self.notices:
            form.input("published_on").put(self.notices[label].day)

    def _write(self, raw: dict[str, str]) -> Changed:
        notice = self.notices.get(raw.pop("notice"))  # its title is no text to be tidied
        day = str(read_fields((_DAY,), raw)["published_on"])
        number = notice.id if notice else None
        meant = [self.item, *(self.others if self.all.get() else ())]
        with self.session.together("登记决议公开") as batch:
            for one in meant:
                service.published(self.session, one.id, day, number)
        return batch.changed

    def _take_back(self) -> None:
        if reason := dialogs.ask_reason(self, "取消决议公开的登记", WRONG):
            self.close(service.not_published(self.session, self.item.id, reason))


def _label(one: Posted) -> str:
    return f"{one.day[5:]} {one.title}（{one.id}）"
