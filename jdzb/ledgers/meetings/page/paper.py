"""The minutes on the page: shown, checked while they are typed, kept across a crash."""

from __future__ import annotations

import contextlib
import tkinter as tk
from dataclasses import replace
from datetime import date

from jdzb.core.fields import InvalidForm, show_date
from jdzb.gui.kit.views import View
from jdzb.ledgers.meetings import service, service_figures
from jdzb.ledgers.meetings.entries import Meeting, Minutes
from jdzb.ledgers.meetings.page import beginning, drafts, words
from jdzb.ledgers.meetings.page import typed as pages
from jdzb.ledgers.meetings.page.chains import chained
from jdzb.ledgers.meetings.page.check_card import CheckCard
from jdzb.ledgers.meetings.page.editor import Editor
from jdzb.ledgers.meetings.page.typed import Typed
from jdzb.store.session import NoSuchRow

CHECK_PAUSE, KEEP_PAUSE = 250, 2000  # milliseconds after a change


class MinutesPaper(View):
    """One meeting is on the page; ``saved`` is it as stored (or as begun), for comparison.

    ``stored`` are the minutes behind it; where the page has another day, with that day.
    """

    editor: Editor
    card: CheckCard
    saved: Typed | None = None
    stored: Minutes = Minutes(Meeting("", ""))
    _loose = False
    _checking = _keeping = ""

    def show_state(self) -> None:
        """Header, buttons and the empty page, after another meeting came to the page."""

    # -- what is on the page ---------------------------------------------------------------------

    @property
    def locked(self) -> bool:
        """True while minutes are only looked at: they are complete, or nothing can be written."""
        if self.saved is None or self.session.read_only:
            return self.saved is not None
        return bool(self.saved.completed_on) and not self.saved.reason

    def minutes(self) -> Minutes | None:
        """The minutes on the page as far as they can be read; None when there are none."""
        if self.saved is None:
            return None
        typed = self.editor.typed()
        day = words.day_of(typed) or self.stored.meeting.day
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
            self.editor.show(typed, kind, beginning.groups(self.session, words.date_of(typed)))
            self.saved, self._loose = self.editor.typed(), not clean
            self.editor.tell_news(words.news(typed))
            self._check()
        self.show_state()

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
        if self.editor.refused and self.saved:  # until what was wrong is mended
            with contextlib.suppress(InvalidForm):
                pages.read(self.editor.typed(), self.stored.guests)
                self.editor.tell_news(words.news(self.saved))
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
            typed = replace(
                typed, completed_on=stored.meeting.completed_on, reason="找回未保存的内容"
            )
        self.stored = stored or Minutes(Meeting(typed.head["kind"], typed.head["day"]))
        self.show(typed, clean=False)
        self.editor.tell_news(words.RECOVERED.format(at=words.kept_at(kept.at)))
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
        day, group = words.day_of(typed), typed.head.get("party_group", "")
        was = self.stored.meeting
        if not day or (day, group) == (was.day, was.party_group or ""):
            return
        meeting = replace(was, day=day, party_group=group or None)
        self.stored = replace(self.stored, meeting=meeting)
        now = service.reframed(self.session, Minutes(meeting, typed.attendance, typed.excluded))
        self.editor.attending.show(now.attendance, now.excluded)
        self.shell.say(f"应到名单已按{show_date(day)}的花名册重新列出。")
        self.changed()

    def include(self, member: int) -> None:
        """Somebody who does not count came, so he counts."""
        part = self.editor.attending
        now = service.include(
            self.session,
            replace(self.stored, attendance=part.attendance, excluded=part.excluded),
            member,
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
            self.editor.agenda.next()

    def _all_present(self) -> None:
        if self.saved is not None and not self.locked and not self.editor.kind.by_hand:
            self.editor.attending.all_present()
