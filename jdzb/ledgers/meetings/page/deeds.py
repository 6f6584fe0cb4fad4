"""What is done with the meeting on the page: begun, completed, corrected, voided, its history."""

from __future__ import annotations

from dataclasses import replace
from tkinter import ttk
from typing import TYPE_CHECKING

from jdzb.core.fields import InvalidForm
from jdzb.core.ledger import Changed
from jdzb.gui.kit import dialogs
from jdzb.gui.kit.flow import Flow
from jdzb.ledgers.meetings import service, service_kinds
from jdzb.ledgers.meetings.entries import Item, Minutes
from jdzb.ledgers.meetings.page import publishing
from jdzb.ledgers.meetings.page.agenda import ItemBlock
from jdzb.ledgers.meetings.page.choosing import OWN_KINDS, KindDialog
from jdzb.ledgers.meetings.page.own_kinds import KindsDialog
from jdzb.ledgers.meetings.page.press import Press
from jdzb.ledgers.meetings.rules import AHEAD, OK

if TYPE_CHECKING:
    from jdzb.ledgers.meetings.page.minutes import MinutesView

REASONS = ("写错了", "漏记了", "按签到表核对")
VOIDING = ("重复登记", "登记错了")
ASK_COMPLETE = "完成以后记录就锁住，要改须写明原因更正。现在完成吗？"


class Deeds:
    """Acts on the meeting of a view."""

    def __init__(self, view: MinutesView) -> None:
        self.view, self.session, self.shell = view, view.session, view.shell
        self.press = Press(view)
        self.buttons: dict[str, ttk.Button] = {}

    def build(self, foot: ttk.Frame) -> None:
        """The small buttons below the check card."""
        row = Flow(foot)
        row.pack(fill="x")
        for text, act in (
            ("历史", self.history),
            ("改种类…", self.change_kind),
            ("作废…", self.void),
        ):
            self.buttons[text] = ttk.Button(row, text=text, style="Small.TButton", command=act)
            row.push(self.buttons[text])

    def enable(self) -> None:
        """The buttons that mean something now."""
        view = self.view
        stored = bool(view.saved and view.saved.meeting)
        on = {"历史": stored, "改种类…": view.saved is not None and not view.saved.completed_on,
              "作废…": stored}  # fmt: skip
        for text, button in self.buttons.items():
            button.state(["!disabled" if on[text] else "disabled"])

    def begin(self) -> None:
        """A new meeting of the kind chosen."""
        if chosen := self._ask_kind("新会议"):
            self.view.begin(chosen)

    def _ask_kind(self, title: str) -> str | None:
        """Which kind; the way to the branch's own leads back to the question."""
        while True:
            offered = service_kinds.offered(self.session)
            chosen = KindDialog(self.view, offered, title).run()
            if chosen != OWN_KINDS:
                return chosen
            KindsDialog(self.view, self.session, self.shell).run()

    def change_kind(self) -> None:
        """The meeting was begun as another kind: who should attend is worked out anew."""
        view = self.view
        if view.saved is None:
            return
        chosen = self._ask_kind("改会议种类")
        typed = view.editor.typed()
        if not chosen or chosen == typed.head["kind"]:
            return
        view.stored = replace(view.stored, meeting=replace(view.stored.meeting, kind=chosen))
        now = service.reframed(
            self.session, Minutes(view.stored.meeting, typed.attendance, typed.excluded)
        )
        typed = replace(
            typed, head={**typed.head, "kind": chosen}, attendance=now.attendance,
            excluded=now.excluded,
        )  # fmt: skip
        view.show(typed, clean=False)
        view.changed()

    # -- writing ---------------------------------------------------------------------------------

    def write(self, minutes: Minutes) -> Changed:
        """Into the ledger: new, as a draft, or as the correction begun."""
        meeting, reason = minutes.meeting.id, self.view.editor.typed().reason
        if not meeting:
            return service.record(self.session, minutes)
        if reason:
            return service.correct(self.session, meeting, minutes, reason)
        return service.save(self.session, meeting, minutes)

    def complete(self) -> None:
        """Save what is typed and lock it; what is not in order is said, and forbids nothing."""
        view = self.view
        try:
            minutes = view.read()
        except InvalidForm as error:
            view.editor.tell(error)
            return
        if ahead := [line.text for line in view.card.shown[0] if line.key == AHEAD]:
            dialogs.warn(view, f"{ahead[0]}。")
            return
        open_ = [line.text for line in view.card.shown[0] if line.mark != OK]
        told = f"还有 {len(open_)} 处请留意：\n" + "\n".join(open_[:4]) + "\n\n" if open_ else ""
        if not dialogs.ask_yes_no(view, told + ASK_COMPLETE, yes="完成", no="再看看"):
            return
        what = f"完成{service.words(self.session, minutes.meeting)}的记录"
        with self.session.together(what, service.COMPLETING) as batch:
            meeting = minutes.meeting.id
            if not meeting or view.unsaved():
                changed = self.write(minutes)
                meeting = meeting or changed.id
            service.complete(self.session, meeting)
        view.saved_as(batch.changed, meeting)
        view.table.start()  # the button that had the focus is gone

    def correct(self) -> None:
        """Ask why, and open the fields."""
        view = self.view
        if not view.locked:
            return
        what = f"更正{service.words(self.session, view.stored.meeting)}的记录"
        if reason := dialogs.ask_reason(view, what, REASONS):
            view.put(view.stored, reason=reason)
            view.editor.start()

    def void(self) -> None:
        """Put the meeting out of force, for a reason."""
        view = self.view
        if view.saved is None or not view.saved.meeting or not view.can_leave():
            return
        meeting = view.stored.meeting
        what = f"作废{service.words(self.session, meeting)}的记录"
        if reason := dialogs.ask_reason(view, what, VOIDING):
            changed = service.void(self.session, meeting.id, reason)
            view.put(None)
            self.shell.on_changed(changed)

    # -- the matter of an item -------------------------------------------------------------------

    def matter(self, block: ItemBlock) -> None:
        """Which step of which matter an item is."""
        from jdzb.ledgers.meetings.page.stepping import StepDialog

        day = self.view.stored.meeting.day
        chosen = StepDialog(self.view, self.session, self.shell, block.text(), day).run()
        if chosen is not None:
            matter, step = chosen
            block.kept = replace(block.kept, matter=matter or None, step=step or None)
            self.view.editor.agenda.relabel()
            self.view.changed()

    # -- made public -----------------------------------------------------------------------------

    def public_words(self, item: Item) -> tuple[str, str]:
        """How far a decision to be made public has come, and the style of the words."""
        notices = self.shell.board.posted_notices() if item.notice else ()
        return publishing.words(item, self.view.stored.meeting, notices)

    def publish(self, block: ItemBlock) -> None:
        """When and by which notice the decision of an item was made public; what is typed is
        saved before.
        """
        view, title = self.view, block.title.read()["title"].strip()
        row = block.kept.id
        if (view.unsaved() or not row) and not view.save():
            return
        known = [one for one in view.stored.items if (one.id == row if row else one.title == title)]
        if not known:
            self.shell.say("先写议题的名称和决定，再登记公开。")
            return
        args = (self.session, self.shell, view.stored, known[-1])
        if changed := publishing.PublishDialog(view, *args).run():
            self.shell.on_changed(changed)

    # -- looking back ----------------------------------------------------------------------------

    def history(self) -> None:
        """Every version of the meeting and of all that hangs on it."""
        view = self.view
        if view.saved is None or not view.saved.meeting:
            self.shell.say("先在左边选一次已经存好的会议，再看历史。")
            return
        stored, meeting = view.stored, view.stored.meeting
        rows = [("meetings", meeting.id)]
        for table, entries in (
            ("meeting_items", stored.items), ("meeting_attendance", stored.attendance),
            ("meeting_guests", stored.guests), ("meeting_files", stored.files),
        ):  # fmt: skip
            rows += [(table, one.id) for one in entries]
        self.shell.show_history(rows, service.words(self.session, meeting))
