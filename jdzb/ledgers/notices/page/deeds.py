"""What can be done with the chosen notice: each asks what it must, writes, and says so."""

from __future__ import annotations

import tkinter as tk
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from jdzb.core.ledger import Changed
from jdzb.core.sheet import Sheet
from jdzb.gui.kit import dialogs
from jdzb.ledgers.notices import rules, service, service_life, service_outlook
from jdzb.ledgers.notices import service_voices as voices
from jdzb.ledgers.notices.entries import Notice, Objection, Photo
from jdzb.ledgers.notices.page import editor, photos, picking, steps
from jdzb.ledgers.notices.page.posting import Press
from jdzb.ledgers.notices.service_outlook import Shown
from jdzb.store.session import Session

if TYPE_CHECKING:
    from jdzb.gui.kit.page import Window


class Chosen(Protocol):
    """Who knows which notice is chosen."""

    @property
    def chosen(self) -> Shown | None:
        """The notice on the card."""


class Deeds:
    """The acts of the page; without a chosen notice they do nothing."""

    def __init__(self, page: tk.Misc, shell: Window, session: Session, card: Chosen) -> None:
        self.page, self.shell, self.session, self._card = page, shell, session, card
        self.press = Press(page, shell, session)

    @property
    def notice(self) -> Notice | None:
        """The notice chosen."""
        return self._card.chosen.notice if self._card.chosen else None

    def tell(self, changed: Changed | None) -> None:
        """Hand on what a dialog wrote; None when it was cancelled."""
        if changed:
            self.shell.on_changed(changed)

    def add(self) -> None:
        """A new notice: written here, or a sheet that another book prints now."""
        hanging = {one.source for one in service.hanging(self.session)}
        if notice := picking.new(self.page, self.shell, hanging):
            self.enter(notice)

    def enter(self, notice: Notice) -> None:
        """Open the form of a notice that is not stored."""
        draft = service.draft(self.session, notice)
        self.tell(editor.Editor(self.page, self.session, draft).run())

    def enter_printed(self, source: str, sheet: Sheet, seq: int) -> None:
        """Another book's sheet was printed: enter it, filled as far as the sheet tells."""
        known = [one for one in service.browse(self.session) if one.source == source]
        if waiting := [one for one in known if not one.posted_on]:
            self.tell(service_life.print_again(self.session, waiting[-1].id, seq))
            return
        hanging = [one for one in service.hanging(self.session) if one.source == source]
        if hanging:
            text = f"《{hanging[-1].title}》已登记在公示。这一次打印要登记为更正后的一份吗？"
            if not dialogs.ask_yes_no(self.page, text, "登记为更正", "不登记"):
                return
        self.enter(editor.of_sheet(source, sheet, seq, hanging[-1].id if hanging else None))

    def edit(self) -> None:
        """Change the notice."""
        if self.notice:
            self.tell(editor.Editor(self.page, self.session, self.notice).run())

    def next(self) -> None:
        """The step that is to come."""
        if self.notice is None or (step := rules.next_step(self.notice)) is None:
            return
        if step is service_life.POST:
            self.press.post(self.notice)
        else:
            self.tell(steps.take(self.page, self.session, self.notice, step))

    def step_back(self) -> None:
        """Take the last step back, for a reason."""
        if self.notice is None or (step := rules.last_step(self.notice)) is None:
            return
        what = f"退回《{self.notice.title}》的{step.deed}。"
        if reason := dialogs.ask_reason(self.page, what, ("内容要改", "点错了")):
            self.tell(service_life.step_back(self.session, self.notice.id, reason))

    def correct(self) -> None:
        """The draft of a correction of what hangs."""
        if self._card.chosen:
            draft = service_outlook.correction_of(self.session, self._card.chosen)
            self.tell(editor.Editor(self.page, self.session, draft).run())

    def objection(self) -> None:
        """Enter an objection."""
        if self.notice:
            self.tell(steps.objection(self.page, self.session, self.notice))

    def answer(self, objection: Objection) -> None:
        """Answer one."""
        self.tell(steps.answer(self.page, self.session, objection))

    def add_photo(self) -> None:
        """A photo of the board."""
        notice = self.notice
        for file in photos.choose(self.page) if notice else ():
            self.tell(voices.add_photo(self.session, notice.id, Path(file)))  # type: ignore[union-attr]

    def open_photo(self, photo: Photo) -> None:
        """A photo, large."""
        if photos.PhotoView(self.page, photo).run() == "void":
            reason = dialogs.ask_reason(self.page, f"作废照片 {photo.name}。", ("拍错了", "重复"))
            if reason:
                self.tell(voices.void_photo(self.session, photo.id, reason))

    def void(self) -> None:
        """Put the notice out of force, for a reason."""
        if self.notice:
            asked = f"作废《{self.notice.title}》（登记错了才作废；公示完了请“撤下”）。"
            if reason := dialogs.ask_reason(self.page, asked, ("登记错了", "重复登记")):
                self.tell(service.void(self.session, self.notice.id, reason))

    def look(self) -> None:
        """The page, large: the one that hangs, or the draft."""
        if self.notice:
            self.press.look(self.notice)

    def again(self) -> None:
        """补印."""
        if self.notice:
            self.press.again(self.notice)
