"""The noticeboard's page: the register at the left, the chosen notice at the right."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Sequence
from typing import ClassVar

from jdzb.core import clock
from jdzb.core.ledger import Changed, Due
from jdzb.core.sheet import Sheet
from jdzb.gui.kit import dialogs
from jdzb.gui.kit.page import Page
from jdzb.gui.kit.split import Split
from jdzb.gui.kit.widgets import Action
from jdzb.ledgers.notices import LEDGER, service, service_outlook
from jdzb.ledgers.notices import service_voices as voices
from jdzb.ledgers.notices.entries import Notice
from jdzb.ledgers.notices.page import words
from jdzb.ledgers.notices.page.card import Acts, NoticeCard
from jdzb.ledgers.notices.page.deeds import Deeds
from jdzb.ledgers.notices.page.listing import Listing
from jdzb.ledgers.notices.page.pictures import Pictures
from jdzb.ledgers.notices.service_outlook import Shown

CARD_WIDTH, LIST_HEIGHT = 372, 300
KEYS = """

登记簿上：方向键选一份，回车看样张，F2 修改，Insert 或 Ctrl+N 新增，Ctrl+H 看历史，
Ctrl+P 看样张、打印。
"""


class NoticesPage(Page):
    """The register of everything that hangs on the wall."""

    KEY: ClassVar[str] = "notices"
    TITLE: ClassVar[str] = "公开栏"
    HELP: ClassVar[str] = f"{LEDGER.about}{KEYS}"
    TABLES: ClassVar[frozenset[str]] = frozenset(
        {"notices", "notice_objections", "notice_photos", "settings"}
    )

    def build(self) -> None:
        """The two cards, and the keys of this page."""
        self.whole: tuple[Shown, ...] = ()
        self.every: tuple[Shown, ...] = ()
        self.reading = False
        self.deeds = deeds = Deeds(self, self.shell, self.session, self)
        self.press = deeds.press
        self.pictures = Pictures(self, self.press.sheet, self._drawn)
        self.split = Split(self.body, CARD_WIDTH, main_height=LIST_HEIGHT)
        self.split.pack(fill="both", expand=True)
        self.listing = Listing(
            self.split.main, self.redraw, lambda: self.refresh(None), self._look, self.open,
            self.choose, deeds.add,
        )  # fmt: skip
        self.listing.pack(fill="both", expand=True)
        self.listing.offer(
            (
                Action("打开", self.open_chosen, tip="选中的一份：经过、办理、样张（回车）"),
                Action("公开目录…", self.print_catalogue, tip="这个季度该公开什么，公开了没有"),
                Action("年度汇编…", self.bundle, tip="一年里贴过的全部样张，合成一个 PDF，带目录"),
            )
        )
        self.table, self.search = self.listing.table, self.listing.search
        self.card = NoticeCard(
            self.split.side,
            Acts(
                next=deeds.next, look=deeds.look, edit=deeds.edit, objection=deeds.objection,
                answer=deeds.answer, photo=deeds.add_photo, open_photo=deeds.open_photo,
                again=deeds.again, correct=deeds.correct, back=deeds.step_back,
                history=self.history, void=deeds.void, leave=self.start,
            ),
        )  # fmt: skip
        self.card.pack(fill="both", expand=True)
        self._bind_keys()

    def _bind_keys(self) -> None:
        deeds, tree, window = self.deeds, self.table.tree, self.winfo_toplevel()
        self.split.bind("<Configure>", lambda _: self.after_idle(self._arranged), add=True)
        self.bind("<<ThemeChanged>>", lambda _: self.after_idle(self._look), add=True)
        tree.bind("<F2>", lambda _: deeds.edit())
        tree.bind("<Insert>", lambda _: deeds.add())
        for key in ("<Control-n>", "<Control-N>"):
            window.bind(key, lambda _: self._add_by_key(), add=True)

    def _add_by_key(self) -> str | None:
        if not self.winfo_exists() or not self.winfo_ismapped():
            return None
        self.deeds.add()
        return "break"

    def _arranged(self) -> None:
        """Where there is no room for both, the list or the card has the page to itself."""
        if not self.winfo_exists():
            return
        self.reading = self.reading and self.split.stacked
        alone = self.split.alone(side=self.reading)
        self.card.stand_alone(alone)

    def buttons(self) -> Sequence[Action]:
        """The buttons of the header."""
        return (
            Action("导出Excel", self.export, tip="导出正在显示的登记簿"),
            Action("打印登记簿", self.print_register, tip="内部资料，不上墙"),
            Action("新增公示", self.deeds.add, primary=True, tip="Ctrl+N"),
        )

    # -- showing ---------------------------------------------------------------------------------

    def refresh(self, changed: Changed | None) -> None:
        """Read the register again; what was just entered is chosen."""
        before = {one.notice.id for one in self.whole}
        self.whole = service_outlook.view(self.session)
        found = {one.id for one in service.browse(self.session, self.search.text)}
        self.every = tuple(one for one in self.whole if one.notice.id in found)
        new = [one.notice.id for one in self.every if one.notice.id not in before]
        if changed and len(new) == 1:
            self.show_notice(new[0])
        else:
            self.redraw()

    def redraw(self) -> None:
        """Show the list and the card anew from what was read."""
        self.listing.fill(self.every, self.whole)
        hanging = sum(words.on_list(one, words.HANGING) for one in self.whole)
        urgent = sum(one.urgent for one in self.whole)
        self.header.show(self.TITLE, f"在公示 {hanging} 份 · 要办 {urgent} 份")
        self.shell.badge(self.KEY, urgent)
        self.choose(self.table.selected())

    def show_notice(self, notice_id: int) -> None:
        """Choose a notice, on a list where it stands."""
        self.listing.every = self.every
        self.listing.reveal(notice_id)
        self.redraw()
        self.table.select(notice_id)

    def choose(self, id_: str | None) -> None:
        """Put a notice on the card."""
        chosen = next((one for one in self.every if str(one.notice.id) == id_), None)
        photos = voices.photos(self.session, chosen.notice.id) if chosen else ()
        self.card.show(chosen, photos)
        self._put_page()

    @property
    def chosen(self) -> Shown | None:
        """The notice on the card."""
        return self.card.shown

    @property
    def notice(self) -> Notice | None:
        """The same, as it is stored."""
        return self.card.shown.notice if self.card.shown else None

    def open_due(self, due: Due) -> None:
        """The notice, and the form of what it wants: its next step, an answer, a correction."""
        self._turn(reading=False)
        self.search.clear()
        self.refresh(None)
        self.show_notice(due.subject or 0)
        self.choose(str(due.subject))
        if self.chosen is None:
            return
        if due.button == service_outlook.ANSWER:
            said = [one for one in self.chosen.objections if str(one.id) in due.filled]
            self.deeds.answer(said[0])
        else:
            (self.deeds.correct if due.button == service_outlook.CORRECT else self.deeds.next)()

    def open_record(self, table: str, row: int) -> bool:
        """The notice it is, or belongs to."""
        from jdzb.ledgers.notices.page import records

        return records.open_record(self, table, row)

    def enter_printed(self, source: str, sheet: Sheet, seq: int) -> None:
        """Another book's sheet was printed: open its form, filled as far as the sheet tells."""
        self.deeds.enter_printed(source, sheet, seq)

    # -- pictures --------------------------------------------------------------------------------

    def _look(self) -> None:
        """Draw the pages that are in sight, the chosen one first."""
        if self.winfo_exists() and self.winfo_ismapped():
            self._put_page()
            found = [one.notice for one in self.listing.in_sight()]
            self.pictures.want(found, self.table.picture_room())
            self._drawn()

    def _drawn(self) -> None:
        """Show what has been drawn."""
        for shown in self.listing.in_sight():
            image = self.pictures.of(shown.notice, self.table.picture_room())
            if isinstance(image, tk.PhotoImage):
                self.table.put(str(shown.notice.id), image)
        self._put_page()

    def _put_page(self) -> None:
        if self.notice:
            self.card.put(self.pictures.of(self.notice, self.card.room))
            if self.winfo_ismapped():
                self.pictures.want([self.notice], self.card.room)

    # -- focus -----------------------------------------------------------------------------------

    def start(self) -> None:
        """Typing begins in the list; another book may have changed what hangs."""
        self._turn(reading=False)
        self.refresh(None)
        if self.every:
            self.table.start()
        else:
            self.search.focus_set()

    def focus_search(self) -> None:
        """F3: the search box."""
        self._turn(reading=False)
        self.search.focus_set()
        self.search.selection_range(0, tk.END)

    def open(self, id_: str) -> None:
        """Enter or a double click on a line: the card where it has the page, else the sheet."""
        self.choose(id_)
        if self.split.stacked:
            self._turn(reading=True)
            self.card.buttons["next"].focus_set()
        else:
            self.deeds.look()

    def open_chosen(self) -> None:
        """What Enter does, for the mouse."""
        if self.notice:
            self.open(str(self.notice.id))

    def _turn(self, *, reading: bool) -> None:
        if reading != self.reading:
            self.reading = reading
            self._arranged()

    # -- keys of the window ----------------------------------------------------------------------

    def history(self) -> None:
        """Ctrl+H: everything ever written about the notice."""
        if self.notice is None:
            self.shell.say("先在登记簿上选一份，再看历史。")
            return
        said = voices.objections(self.session, self.notice.id)
        rows = [("notices", self.notice.id), *(("notice_objections", one.id) for one in said)]
        rows += [("notice_photos", one.id) for one in self.card.photos]
        self.shell.show_history(rows, f"《{self.notice.title}》")

    def print_(self) -> None:
        """Ctrl+P: the notice chosen, else the register."""
        if self.notice:
            self.deeds.look()
        else:
            self.print_register()

    def print_register(self) -> None:
        """The notices shown, as a list."""
        title = f"{self.listing.year or f'{clock.today().year}年'}公示登记簿"
        self.press.register([one.notice for one in self.listing.shown()], title)

    def print_catalogue(self) -> None:
        """公开目录 of this quarter, or of the one before."""
        today = clock.today()
        now = (today.year, (today.month + 2) // 3)
        before = (now[0], now[1] - 1) if now[1] > 1 else (now[0] - 1, 4)
        choices = {f"{year}年第{quarter}季度": (year, quarter) for year, quarter in (now, before)}
        answer = dialogs.ask_choice(self, "打印哪个季度的公开目录？", (*choices, "取消"))
        if answer in choices:
            self.press.catalogue(*choices[answer])

    def bundle(self) -> None:
        """Every page posted in the year chosen, else in this year, as one PDF."""
        year = int(self.listing.year.removesuffix("年") or clock.today().year)
        self.press.bundle([one.notice for one in self.whole], year)

    def export(self) -> None:
        """The notices shown, as Excel."""
        self.press.export([one.notice for one in self.listing.shown()])
