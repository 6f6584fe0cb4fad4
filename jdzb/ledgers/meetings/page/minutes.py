"""记录: every meeting at the left, its minutes in the middle, the check card at the right."""

from __future__ import annotations

import contextlib
import tkinter as tk
from collections.abc import Sequence
from dataclasses import replace
from tkinter import ttk

from jdzb.core.fields import InvalidForm
from jdzb.core.ledger import Changed
from jdzb.gui.kit import theme
from jdzb.gui.kit.split import Split
from jdzb.gui.kit.theme import px
from jdzb.gui.kit.widgets import Action, EmptyState
from jdzb.ledgers.meetings import service
from jdzb.ledgers.meetings.entries import Item, Meeting, Minutes
from jdzb.ledgers.meetings.page import beginning, drafts, words
from jdzb.ledgers.meetings.page import typed as pages
from jdzb.ledgers.meetings.page.chains import step_words
from jdzb.ledgers.meetings.page.check_card import CheckCard
from jdzb.ledgers.meetings.page.deeds import Deeds
from jdzb.ledgers.meetings.page.editor import Acts, Editor
from jdzb.ledgers.meetings.page.finding import find
from jdzb.ledgers.meetings.page.listing import NEW, Listing
from jdzb.ledgers.meetings.page.paper import MinutesPaper
from jdzb.store.session import NoSuchRow

LIST_WIDTH, CHECK_WIDTH, NARROW, HEIGHT = 278, 262, 990, 380  # units


class MinutesView(MinutesPaper):
    """One meeting is on the page; ``saved`` is it as stored (or as begun), for comparison."""

    KEY, TITLE = "minutes", "记录"

    def build(self) -> None:
        """The three cards and the keys."""
        self.every: Sequence[Meeting] = ()
        self._turning = self._looked = False
        self.kinds = service.kinds_of(self.session)
        self.deeds = Deeds(self)
        self.split = Split(self.body, CHECK_WIDTH, NARROW, HEIGHT)
        self.split.pack(fill="both", expand=True)
        self._build_cards()
        self._bind_keys()
        self.bind("<Destroy>", self._ended, add=True)

    def _build_cards(self) -> None:
        main = self.split.main
        main.rowconfigure(0, weight=1)
        main.columnconfigure(1, weight=1)
        main.columnconfigure(0, minsize=px(self, LIST_WIDTH + theme.GAP))
        hold = ttk.Frame(main, style="Page.TFrame", width=2)  # as wide as its column
        hold.grid(row=0, column=0, sticky="nswe", padx=(0, px(self, theme.GAP)))
        hold.pack_propagate(False)
        self.listing = Listing(hold, self._search, self._opened, self._chosen, self.add_)
        self.listing.pack(fill="both", expand=True)
        self.table, self.search = self.listing.table, self.listing.search
        acts = Acts(
            self.changed, self._day_left, self.include, self.exclude, self.deeds.matter,
            step_words, self.add_, self.deeds.publish, self.deeds.public_words,
        )  # fmt: skip
        self.editor = Editor(main, self.session, self.shell, acts)
        self.editor.grid(row=0, column=1, sticky="nswe")
        self.card = CheckCard(self.split.side)
        self.split.show_whole(self.card.scroll)
        self.card.pack(fill="both", expand=True)
        self.deeds.build(self.card.foot)

    def _bind_keys(self) -> None:
        window = self.winfo_toplevel()
        keys = (
            ("<Control-n>", self.add_), ("<Control-N>", self.add_), ("<F7>", self._next_item),
            ("<F8>", self._all_present), ("<Escape>", self._give_up), ("<F2>", self.deeds.correct),
        )  # fmt: skip
        for key, act in keys:
            with contextlib.suppress(tk.TclError):
                window.bind(key, lambda event, act=act: self._by_key(event, act), add=True)  # type: ignore[misc]
        self.table.tree.bind("<Insert>", lambda _: self.add_())
        self.table.tree.bind("<Delete>", lambda _: self.deeds.void())

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
        found: list[Action] = [
            *self.deeds.press.actions(),
            Action("新会议", self.add_, tip="Ctrl+N"),
        ]
        if self.saved is None:
            return (*found[:-1], replace(found[-1], primary=True))
        if self.locked:
            return (*found, Action("更正…", self.deeds.correct, primary=True, tip="F2"))
        if not self.saved.reason:
            found.append(Action("完成", self.deeds.complete, tip="锁住记录，以后只能更正"))
        return (*found, last)

    def show_state(self) -> None:
        """Header, buttons and the empty page, after another meeting came to the page."""
        self._show_empty()
        self._show_header()

    def _show_empty(self) -> None:
        if self.saved is not None:
            self.editor.set_empty(None)
        elif self.editor.empty is None:
            told = "还没有选中的会议。\n选好种类，应到名单、地点、\n主持、记录自己填好。"
            first = Action("新会议（Ctrl+N）", self.add_, True)
            self.editor.set_empty(EmptyState(self.editor.body, told, first))

    def _show_header(self) -> None:
        if self.page.winfo_exists():
            if self.saved is None:
                self.header.show("会议", f"{len(self.every)} 次会议")
            else:
                was = self.stored.meeting.day
                self.header.show(self.saved.head["kind"], words.subtitle(self.saved, was))
            self.header.set_actions(self.page.buttons())
            self.deeds.enable()

    def _give_up(self) -> None:
        """Esc in the minutes: asks what becomes of what is typed."""
        if str(self.focus_get()).startswith(f"{self.editor}."):
            self.can_leave()

    # -- list ------------------------------------------------------------------------------------

    def refresh(self, changed: Changed | None) -> None:
        """Read the list again, and minutes with nothing unsaved; at first what a crash left."""
        self.kinds = service.kinds_of(self.session)
        if not self._looked:
            self._looked = True
            self._recover()
        self._search()
        if self.saved is not None and self.saved.meeting and not self.unsaved():
            self._reload(self.saved.meeting)
        elif self.saved is not None:
            self.editor.filing.show(self.saved.meeting)
            self._check()
        elif self.every and changed is None:
            self._turn_to(str(self.every[0].id))
        self.show_state()

    def _reload(self, meeting_id: int) -> None:
        """The minutes as they are stored now; nothing when they are out of force."""
        reason = self.saved.reason if self.saved else ""
        try:
            self.put(service.minutes(self.session, meeting_id), reason=reason)
        except NoSuchRow:
            self.put(None)
        self._mark_line()

    def _search(self) -> None:
        self.every, hits = find(self.session, self.search.text, self.kinds)
        unsaved = None
        if self.saved is not None and not self.saved.meeting:
            unsaved = Meeting(self.saved.head["kind"], self.stored.meeting.day)
        self._turning = True
        self.listing.fill(self.every, self.kinds, unsaved, hits)
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
        if id_ is not None and id_ != NEW:
            self.listing.show_words(int(id_))
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
            self.editor.scroll.canvas.yview_moveto(0)
            self._mark_line()
            if gone_new:
                self._search()

    def _opened(self, id_: str) -> None:
        """Enter or a double click on a line: into the minutes."""
        self._chosen(id_)
        if self.saved is not None:
            self.editor.start()

    def show_meeting(self, meeting_id: int) -> bool:
        """Bring a meeting to the page, if the one there may be left; False when it may not."""
        if left := self.can_leave():
            self.search.clear()
            self._turn_to(str(meeting_id))
        return left

    # -- new, saved, thrown away -----------------------------------------------------------------

    def add_(self) -> None:
        """Ctrl+N: a new meeting, its kind by one key."""
        if self.can_leave():
            self.deeds.begin()

    def begin(
        self, kind: str, day: str = "", theme: str | None = None, group: str = "",
        items: Sequence[Item] = (Item(""),),
    ) -> None:  # fmt: skip
        """A new meeting on the page, filled as far as the ledger knows."""
        self.stored = beginning.begin(self.session, kind, day, theme, group)
        typed = pages.typed_of(self.stored)
        self.show(replace(typed, items=tuple(pages.item_text(one) for one in items)), clean=True)
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
        """F3."""
        self.search.focus_set()
        self.search.selection_range(0, tk.END)

    def history(self) -> None:
        """Ctrl+H."""
        self.deeds.history()

    def print_(self) -> None:
        """Ctrl+P."""
        self.deeds.press.ask()
