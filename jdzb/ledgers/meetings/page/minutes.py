"""记录: every meeting at the left, its minutes in the middle, the check card at the right."""

from __future__ import annotations

import contextlib
import tkinter as tk
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from tkinter import ttk

from jdzb.core.fields import InvalidForm, Unreadable, read_day, show_date
from jdzb.core.ledger import Changed
from jdzb.gui.kit import theme
from jdzb.gui.kit.split import Split
from jdzb.gui.kit.theme import px
from jdzb.gui.kit.views import View
from jdzb.gui.kit.widgets import Action, EmptyState
from jdzb.ledgers.meetings import service, service_figures
from jdzb.ledgers.meetings.entries import Meeting, Minutes
from jdzb.ledgers.meetings.page import beginning, drafts
from jdzb.ledgers.meetings.page import typed as pages
from jdzb.ledgers.meetings.page.chains import chained, step_words
from jdzb.ledgers.meetings.page.check_card import CheckCard
from jdzb.ledgers.meetings.page.deeds import Deeds
from jdzb.ledgers.meetings.page.editor import Acts, Editor
from jdzb.ledgers.meetings.page.listing import NEW, Listing
from jdzb.ledgers.meetings.page.typed import Typed
from jdzb.store.session import NoSuchRow

LIST_WIDTH, CHECK_WIDTH, NARROW, HEIGHT = 250, 262, 980, 380  # units
CHECK_PAUSE, KEEP_PAUSE = 250, 2000  # milliseconds after a change
RECOVERED = "已找回上次没有保存的内容（{at}），请核对；按 Ctrl+S 保存，没有保存就还不是台账记录。"
LOCKED = "记录已于{day}完成，只能看。要改，请按“更正…”，写明原因。"
CORRECTING = "正在更正，原因：{reason}。改好后按 Ctrl+S 保存。"


class MinutesView(View):
    """One meeting is on the page; ``saved`` is it as stored (or as begun), for comparison."""

    KEY, TITLE = "minutes", "记录"

    def build(self) -> None:
        """The three cards and the keys; what a crash left is shown again."""
        self.every: Sequence[Meeting] = ()
        self.saved: Typed | None = None
        self.stored = Minutes(Meeting("", ""))
        self._checking = self._keeping = ""
        self._turning = self._loose = False
        self.kinds = service.kinds_of(self.session)
        self.deeds = Deeds(self)
        self.split = Split(self.body, CHECK_WIDTH, NARROW, HEIGHT)
        self.split.pack(fill="both", expand=True)
        self._build_cards()
        self._bind_keys()
        self.bind("<Destroy>", self._ended, add=True)
        self._recover()

    def _build_cards(self) -> None:
        main = self.split.main
        main.rowconfigure(0, weight=1)
        main.columnconfigure(1, weight=1)
        hold = ttk.Frame(main, style="Page.TFrame", width=px(self, LIST_WIDTH))
        hold.grid(row=0, column=0, sticky="ns", padx=(0, px(self, theme.GAP)))
        hold.pack_propagate(False)
        self.listing = Listing(hold, self._search, self._opened, self._chosen, self.add_)
        self.listing.pack(fill="both", expand=True)
        self.table, self.search = self.listing.table, self.listing.search
        acts = Acts(
            self.changed, self._day_left, self.include, self.exclude, self.deeds.matter,
            step_words, self.add_,
        )  # fmt: skip
        self.editor = Editor(main, acts)
        self.editor.grid(row=0, column=1, sticky="nswe")
        self.card = CheckCard(self.split.side)
        self.card.pack(fill="both", expand=True)
        self.deeds.build(self.card.foot)

    def _bind_keys(self) -> None:
        window = self.winfo_toplevel()
        keys = (
            ("<Control-n>", self.add_), ("<Control-N>", self.add_), ("<F7>", self._next_item),
            ("<F8>", self._all_present),
        )  # fmt: skip
        for key, act in keys:
            with contextlib.suppress(tk.TclError):
                window.bind(key, lambda event, act=act: self._by_key(event, act), add=True)  # type: ignore[misc]
        self.table.tree.bind("<Insert>", lambda _: self.add_())
        self.table.tree.bind("<Delete>", lambda _: self.deeds.void())
        self.table.tree.bind("<F2>", lambda _: self.deeds.correct())

    def _by_key(self, event: tk.Event[tk.Misc], act: object) -> str | None:
        """A key of the window, while this view is in sight and no dialog is."""
        if not (self.winfo_exists() and self.winfo_ismapped() and callable(act)):
            return None
        if self.tk.call("winfo", "toplevel", str(event.widget)) != str(self.winfo_toplevel()):
            return None
        act()
        return "break"

    def buttons(self) -> Sequence[Action]:
        """Paper, a new meeting, and what the state of the minutes asks for."""
        last = Action("保存（Ctrl+S）", self.save, primary=True)
        found: list[Action] = [*self.deeds.press.actions(), Action("新会议", self.add_, tip="Ctrl+N")]
        if self.saved is None:
            return (*found[:-1], replace(found[-1], primary=True))
        if self.locked:
            return (*found, Action("更正…", self.deeds.correct, primary=True, tip="F2"))
        if not self.saved.reason:
            found.append(Action("完成", self.deeds.complete, tip="锁住记录，以后只能更正"))
        return (*found, last)

    # -- what is on the page ---------------------------------------------------------------------

    @property
    def locked(self) -> bool:
        """True while complete minutes are only looked at."""
        return bool(self.saved and self.saved.completed_on and not self.saved.reason)

    def minutes(self) -> Minutes | None:
        """The minutes on the page as far as they can be read; None when there are none."""
        if self.saved is None:
            return None
        typed = self.editor.typed()
        day = _day(typed) or self.stored.meeting.day
        return pages.lenient(replace(typed, head={**typed.head, "day": day}))

    def put(self, minutes: Minutes | None, *, reason: str = "", clean: bool = True) -> None:
        """Show minutes; ``clean``: nothing of them waits to be saved."""
        self.stored = minutes or Minutes(Meeting("", ""))
        self.show(pages.typed_of(minutes, reason) if minutes else None, clean=clean)

    def show(self, typed: Typed | None, *, clean: bool) -> None:
        """Show a page, which is how it is compared from now on if it is ``clean``."""
        if typed is None:
            self.saved = None
            self.editor.show(None)
            self.card.show(())
            self.editor.tell_news("")
        else:
            kind = service.kind_of(self.session, typed.head["kind"])
            self.editor.show(typed, kind, beginning.groups(self.session, _as_date(typed)))
            self.saved, self._loose = self.editor.typed(), not clean
            self._tell_state(typed)
            self._check()
        self._show_empty()
        self._show_header()

    def _tell_state(self, typed: Typed) -> None:
        if typed.reason:
            self.editor.tell_news(CORRECTING.format(reason=typed.reason))
        elif typed.completed_on:
            self.editor.tell_news(LOCKED.format(day=show_date(typed.completed_on)))
        else:
            self.editor.tell_news("")

    def _show_empty(self) -> None:
        if self.saved is not None:
            self.editor.set_empty(None)
        elif self.editor.empty is None:
            words = "还没有选中的会议。\n选好种类，应到名单、地点、主持、记录自己填好。"
            body = self.editor.body
            self.editor.set_empty(EmptyState(body, words, Action("新会议（Ctrl+N）", self.add_, True)))

    def _show_header(self) -> None:
        if self.page.winfo_exists():
            if self.saved is None:
                self.header.show("会议", f"{len(self.every)} 次会议")
            else:
                self.header.show(self.saved.head["kind"], self._state_words())
            self.header.set_actions(self.page.buttons())
            self.deeds.enable()

    def _state_words(self) -> str:
        typed = self.saved
        if typed is None:
            return ""
        day = _as_date(typed)
        quarter = f"{day.year}年第{'一二三四'[(day.month - 1) // 3]}季度"
        state = "完成" if self.locked else "更正中" if typed.reason else "记录中"
        parts = [quarter, typed.head.get("party_group", ""), state, "" if typed.meeting else "未保存"]
        return " · ".join(part for part in parts if part)

    # -- changes while typing --------------------------------------------------------------------

    def changed(self) -> None:
        """Something was typed: check it soon, and keep it within seconds."""
        if self._checking:
            self.after_cancel(self._checking)
        self._checking = self.after(CHECK_PAUSE, self._check)
        if not self._keeping:
            self._keeping = self.after(KEEP_PAUSE, self._keep)

    def _check(self) -> None:
        self._checking = ""
        minutes = self.minutes()
        if minutes is None:
            return
        self.editor.count()
        lines = service_figures.check(self.session, minutes)
        self.card.show(lines, chained(self.session, minutes))

    def _keep(self) -> None:
        """What is not saved goes into the draft file; what is saved needs none."""
        self._keeping = ""
        if self.unsaved():
            drafts.keep(self.session, self.editor.typed())

    def _recover(self) -> None:
        """Show again what the program did not save before it ended."""
        kept = drafts.found(self.session)
        if kept is None:
            return
        typed, stored = kept.typed, None
        with contextlib.suppress(NoSuchRow):
            stored = service.minutes(self.session, typed.meeting) if typed.meeting else None
        if stored is None:
            typed = pages.as_new(typed)
        elif stored.meeting.locked and not typed.reason:  # it was completed meanwhile
            typed = replace(typed, completed_on=stored.meeting.completed_on, reason="找回未保存的内容")
        self.stored = stored or Minutes(Meeting(typed.head["kind"], typed.head["day"]))
        self.show(typed, clean=False)
        at = f"{show_date(kept.at[:10])} {kept.at[11:16]}"
        self.editor.tell_news(RECOVERED.format(at=at))
        self.shell.say("已找回上次没有保存的会议记录，请核对后保存。")

    def _ended(self, event: tk.Event[tk.Misc]) -> None:
        if event.widget is self:
            for timer in (self._checking, self._keeping):
                if timer:
                    self.after_cancel(timer)

    def _day_left(self) -> None:
        """The day or the group was changed: who should attend is worked out anew."""
        if self.saved is None or self.locked or not self.winfo_exists():
            return
        typed = self.editor.typed()
        day, group = _day(typed), typed.head.get("party_group", "")
        was = self.stored.meeting
        if not day or (day, group) == (was.day, was.party_group or ""):
            return
        meeting = replace(was, day=day, party_group=group or None)
        self.stored = replace(self.stored, meeting=meeting)
        now = service.reframed(
            self.session, Minutes(meeting, typed.attendance, typed.excluded)
        )
        self.editor.attending.show(now.attendance, now.excluded)
        self.shell.say(f"应到名单已按{show_date(day)}的花名册重新列出。")
        self.changed()

    def include(self, member: int) -> None:
        """Somebody who does not count came, so he counts."""
        part = self.editor.attending
        now = service.include(
            self.session, replace(self.stored, attendance=part.attendance, excluded=part.excluded), member
        )
        part.show(now.attendance, now.excluded)

    def exclude(self, member: int) -> None:
        """The opposite, for who does not count by the rules of the day."""
        meeting, part = self.stored.meeting, self.editor.attending
        day = date.fromisoformat(meeting.day)
        frame = service.frame(self.session, meeting.kind, day, meeting.party_group or "")
        counted = {one.member for one in frame.attendance}
        back = tuple(one for one in frame.excluded if one.member == member)
        if member not in counted and back:
            rest = tuple(one for one in part.attendance if one.member != member)
            part.show(rest, (*part.excluded, *back))
            self.changed()

    def _next_item(self) -> None:
        if self.saved is not None and not self.locked:
            self.editor.agenda.add_()

    def _all_present(self) -> None:
        if self.saved is not None and not self.locked and not self.editor.kind.by_hand:
            self.editor.attending.all_present()

    # -- list ------------------------------------------------------------------------------------

    def refresh(self, changed: Changed | None) -> None:
        """Read the list again; minutes with nothing unsaved are read again too."""
        self.kinds = service.kinds_of(self.session)
        self._search()
        if self.saved is not None and self.saved.meeting and not self.unsaved():
            self._reload(self.saved.meeting)
        elif self.saved is None and self.every and changed is None:
            self._turn_to(str(self.every[0].id))
        self._show_empty()
        self._show_header()

    def _reload(self, meeting_id: int) -> None:
        """The minutes as they are stored now; nothing when they are out of force."""
        reason = self.saved.reason if self.saved else ""
        try:
            self.put(service.minutes(self.session, meeting_id), reason=reason)
        except NoSuchRow:
            self.put(None)
        self._mark_line()

    def _search(self) -> None:
        self.every = service.browse(self.session, self.search.text)
        unsaved = None
        if self.saved is not None and not self.saved.meeting:
            unsaved = Meeting(self.saved.head["kind"], self.stored.meeting.day)
        self._turning = True
        self.listing.fill(self.every, self.kinds, unsaved)
        self._mark_line()
        self._turning = False

    def _mark_line(self) -> None:
        """The line of the meeting on the page is the chosen one."""
        if self.saved is None:
            return
        key = str(self.saved.meeting or NEW)
        if self.table.selected() != key:
            turning, self._turning = self._turning, True
            self.table.select(key)
            self.update_idletasks()
            self._turning = turning

    def _chosen(self, id_: str | None) -> None:
        if self._turning or id_ is None or (self.saved and id_ == str(self.saved.meeting or NEW)):
            return
        if self.can_leave():
            self._turn_to(id_)
        else:
            self._mark_line()

    def _turn_to(self, id_: str) -> None:
        if id_ != NEW:
            gone_new = self.saved is not None and not self.saved.meeting
            self.put(service.minutes(self.session, int(id_)))
            self._mark_line()
            if gone_new:
                self._search()

    def _opened(self, id_: str) -> None:
        """Enter or a double click on a line: into the minutes."""
        self._chosen(id_)
        if self.saved is not None:
            self.editor.start()

    def show_meeting(self, meeting_id: int) -> None:
        """Bring a meeting to the page, if the one there may be left."""
        if self.can_leave():
            self.search.clear()
            self._turn_to(str(meeting_id))

    # -- new, saved, thrown away -----------------------------------------------------------------

    def add_(self) -> None:
        """Ctrl+N: a new meeting, its kind by one key."""
        if self.can_leave():
            self.deeds.begin()

    def begin(self, kind: str, day: str = "", theme: str | None = None) -> None:
        """A new meeting on the page, filled as far as the ledger knows."""
        self.put(beginning.begin(self.session, kind, day, theme))
        self._search()
        self.editor.scroll.canvas.yview_moveto(0)
        self.editor.start()

    def unsaved(self) -> bool:
        """True when something typed is not in the ledger."""
        if self.saved is None or self.locked:
            return False
        return self._loose or self.editor.typed() != self.saved

    def save(self) -> bool:
        """Ctrl+S: into the ledger, as a draft or as the correction begun."""
        if self.saved is None or self.locked:
            return True
        self._day_left()
        try:
            minutes = self.read()
        except InvalidForm as error:
            self.editor.tell(error)
            return False
        self.saved_as(self.deeds.write(minutes))
        return True

    def read(self) -> Minutes:
        """What is typed as minutes; raises InvalidForm with every problem."""
        return pages.read(self.editor.typed(), self.stored.guests)

    def saved_as(self, changed: Changed, meeting: int = 0) -> None:
        """The page is in the ledger: no draft is needed, and what it became is shown."""
        drafts.forget(self.session)
        meeting = meeting or self.editor.typed().meeting or changed.id
        self.put(service.minutes(self.session, meeting))
        self.shell.on_changed(changed)
        self._search()

    def discard(self) -> None:
        """Forget what is typed and not saved."""
        drafts.forget(self.session)
        meeting = self.saved.meeting if self.saved else 0
        self.saved = None
        if meeting:
            with contextlib.suppress(NoSuchRow):
                self.put(service.minutes(self.session, meeting))
        else:
            self.put(None)
            self._search()

    # -- keys of the window ----------------------------------------------------------------------

    def start(self) -> None:
        """The list, or the minutes recovered."""
        if self.unsaved():
            self.editor.start()
        elif self.every:
            self.table.start()
        else:
            self.search.focus_set()

    def focus_search(self) -> None:
        """Ctrl+F."""
        self.search.focus_set()
        self.search.selection_range(0, tk.END)

    def history(self) -> None:
        """Ctrl+H."""
        self.deeds.history()

    def print_(self) -> None:
        """Ctrl+P."""
        self.deeds.press.ask()


def _day(typed: Typed) -> str:
    """The day typed, '' when it cannot be read."""
    try:
        return read_day(typed.head["day"]) or ""
    except Unreadable:
        return ""


def _as_date(typed: Typed) -> date:
    return date.fromisoformat(_day(typed) or "2000-01-01")
