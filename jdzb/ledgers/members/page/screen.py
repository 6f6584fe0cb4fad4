"""The members' page: list at the left, card at the right, and the way to every act.

The dialogs are read from disk when first asked for: together they are 50 ms of the first draw.
"""

from __future__ import annotations

import tkinter as tk
from collections.abc import Sequence
from typing import ClassVar

from jdzb.core.ledger import Changed, Conduct
from jdzb.gui.kit import dialogs
from jdzb.gui.kit.page import Page
from jdzb.gui.kit.split import Split
from jdzb.gui.kit.widgets import Action
from jdzb.ledgers.members import LEDGER, rules, service, service_history, service_standing
from jdzb.ledgers.members.entries import Mark, Member, Status
from jdzb.ledgers.members.page.card import Acts, MemberCard, shown
from jdzb.ledgers.members.page.facts import subtitle
from jdzb.ledgers.members.page.people import People
from jdzb.ledgers.members.rules import Register

CARD_WIDTH, LIST_HEIGHT = 340, 290  # units; the height is the least the list stands in


class MembersPage(Page):
    """The register."""

    KEY: ClassVar[str] = "members"
    TITLE: ClassVar[str] = "党员"
    HELP: ClassVar[str] = LEDGER.about
    TABLES: ClassVar[frozenset[str]] = frozenset({"members", "member_statuses", "member_marks"})

    known: Register

    @staticmethod
    def read_ahead() -> None:
        """Read the dialogs."""
        from jdzb.ledgers.members.page import (  # noqa: F401
            acts,
            birthdays,
            editor,
            exporting,
            importing,
            record,
        )

    def build(self) -> None:
        """The two cards, and the keys of this page."""
        self.known, self.reading = Register(), False
        self.split = Split(self.body, CARD_WIDTH, main_height=LIST_HEIGHT)
        self.split.pack(fill="both", expand=True)
        self.people = People(
            self.split.main, self.redraw, self.choose, self.open, self.import_roster,
            self.birthdays, self.read,
        )  # fmt: skip
        self.people.pack(fill="both", expand=True)
        self.card = MemberCard(
            self.split.side,
            Acts(
                edit=self.edit, leave=self.leave, mark=self.mark, status=self.status,
                void=self.void, void_status=self.void_status, edit_mark=self.edit_mark,
                end_mark=self.end_mark, touched=self.touched, back=self.start,
                history=lambda id_: service_history.history(self.session, id_),
                compare=self.history, told=self.shell.board.told_of, open_fact=self.open_fact,
            ),
        )  # fmt: skip
        self.card.pack(fill="both", expand=True)
        self.split.bind("<Configure>", lambda _: self.after_idle(self._arranged), add=True)
        self.people.table.tree.bind("<F2>", lambda _: self.edit())
        self.people.table.tree.bind("<Insert>", lambda _: self.add_())

    def _arranged(self) -> None:
        """Where there is no room for both, the list or the card has the page to itself."""
        if not self.winfo_exists():
            return
        self.reading = self.reading and self.split.stacked
        alone = self.split.alone(side=self.reading)
        self.people.stand_alone(alone)
        self.card.stand_alone(alone)

    def buttons(self) -> Sequence[Action]:
        """The buttons of the header."""
        return (
            Action("导入花名册", self.import_roster, tip="读入村里现成的 Excel 花名册"),
            Action("导出Excel", self.export, tip="导出正在显示的名单"),
            Action("打印名册", self.print_, tip="Ctrl+P"),
            Action("添加党员", self.add_, primary=True, tip="在名单上按 Insert"),
        )

    # -- showing ---------------------------------------------------------------------------------

    def refresh(self, changed: Changed | None) -> None:
        """Read the register again; somebody just added is chosen."""
        before = {member.id for member in self.known.members}
        self.known = service.register(self.session)
        new = [m for m in self.known.members if m.id not in before]
        if changed and len(new) == 1:
            self.show_member(new[0].id)
        else:
            self.redraw()

    def redraw(self) -> None:
        """Show the list and the card anew from what was read."""
        self.header.show(self.TITLE, subtitle(self.known, self.people.day))
        self.people.fill(self.known)
        self.choose(self.people.table.selected())

    def show_member(self, member_id: int) -> None:
        """Choose a person, on a list where they stand."""
        self.people.search.clear()
        found = next((m for m in self.known.members if m.id == member_id), None)
        day = self.people.day
        kinds = [self.people.kind, rules.ALL, rules.GONE]
        for kind in kinds:
            if found in self.known.listed(kind, day):
                self.people.lists.mark(kind)
                break
        self.redraw()
        self.people.table.select(member_id)

    def choose(self, id_: str | None) -> None:
        """Put a person on the card."""
        member = next((m for m in self.known.members if str(m.id) == id_), None)
        if member is None:
            self.card.show(None)
            return
        name = rules.display_names(self.known.members)[member.id]
        self.card.show(shown(self.known, member, name, self.people.day))

    def start(self) -> None:
        """Typing begins in the list: letters jump to a name."""
        self._turn(reading=False)
        self.card.renew()
        if self.people.shown:
            self.people.table.start()
        else:
            self.people.search.focus_set()

    def focus_search(self) -> None:
        """F3: the search box."""
        self._turn(reading=False)
        self.people.search.focus_set()
        self.people.search.selection_range(0, tk.END)

    def read(self) -> None:
        """Turn to the card, where it does not stand beside the list."""
        self._turn(reading=self.split.stacked)
        self.card.buttons["修改"].focus_set()

    def _turn(self, *, reading: bool) -> None:
        if reading != self.reading:
            self.reading = reading
            self._arranged()

    # -- acts ------------------------------------------------------------------------------------

    @property
    def member(self) -> Member | None:
        """Who is on the card."""
        return self.card.person.member if self.card.person else None

    def tell(self, changed: Changed | None) -> None:
        """Hand on what a dialog wrote; None when it was cancelled.

        After it the keys belong to the list again, not to the button that was pressed: a second
        Enter must not begin the same act with the next person.
        """
        if not changed:
            return
        before = self.member
        self.shell.on_changed(changed)
        if self.reading and before and self.member and self.member.id == before.id:
            self.read()
        else:
            self.start()

    def open(self, id_: str) -> None:
        """Enter or a double click on a line: the whole card, to read and to change."""
        self.choose(id_)
        if self.split.stacked:
            self.read()
        else:
            self.edit()

    def add_(self) -> None:
        """A new card."""
        from jdzb.ledgers.members.page import editor

        self.tell(editor.Editor(self, self.session, self.known).run())

    def edit(self) -> None:
        """Change the card."""
        from jdzb.ledgers.members.page import editor

        if self.member:
            self.tell(editor.Editor(self, self.session, self.known, self.member).run())

    def leave(self) -> None:
        """The person leaves the branch."""
        from jdzb.ledgers.members.page import acts

        if self.member:
            self.tell(acts.leave(self, self.session, self.member))

    def status(self) -> None:
        """Enter a status."""
        from jdzb.ledgers.members.page import acts

        if self.member:
            self.tell(acts.enter_status(self, self.session, self.member))

    def mark(self) -> None:
        """Enter a mark."""
        from jdzb.ledgers.members.page import acts

        if self.member:
            self.tell(acts.enter_mark(self, self.session, self.member))

    def edit_mark(self, mark: Mark) -> None:
        """Change a mark."""
        from jdzb.ledgers.members.page import acts

        if self.member:
            self.tell(acts.amend_mark(self, self.session, self.member, mark))

    def end_mark(self, mark: Mark) -> None:
        """End a mark."""
        from jdzb.ledgers.members.page import acts

        if self.member:
            self.tell(acts.end_mark(self, self.session, self.member, mark))

    def touched(self, mark: Mark) -> None:
        """The mobile member was contacted today."""
        from jdzb.ledgers.members.page import acts

        self.tell(acts.touch(self.session, mark))

    def void(self) -> None:
        """Put the card out of force, for a reason."""
        if self.member is None:
            return
        name = service.name_of(self.session, self.member.id)
        asked = f"作废 {name} 的卡片（重复或登记错了才作废；转出、去世请用“离开支部”）。"
        if reason := dialogs.ask_reason(self, asked, ("重复登记", "登记错了")):
            self.tell(service.void(self.session, self.member.id, reason))

    def history(self) -> None:
        """Ctrl+H: everything ever written about the person, before and after."""
        if self.member is None:
            self.shell.say("先在名单上选一个人，再看历史。")
            return
        name = service.name_of(self.session, self.member.id)
        self.shell.show_history(service_history.rows(self.session, self.member.id), name)

    def open_fact(self, fact: Conduct) -> None:
        """The record behind a fact, on the page of its book."""
        self.shell.open_record(*fact.row)

    def open_record(self, table: str, row: int) -> bool:
        """The card of the person it is about."""
        from jdzb.ledgers.members.page import records

        return records.open_record(self, table, row)

    def void_status(self, status: Status) -> None:
        """Take back a status entered by mistake."""
        if reason := dialogs.ask_reason(self, f"作废“{status.status}”这一条。", ("登记错了",)):
            self.tell(service_standing.void_status(self.session, status.id, reason))

    # -- lists in and out ------------------------------------------------------------------------

    def import_roster(self) -> None:
        """The way in for the village's own roster."""
        from jdzb.ledgers.members.page import importing

        importing.start(self, self.session, self.shell, self.start)

    def export(self) -> None:
        """The list shown, as Excel."""
        from jdzb.ledgers.members.page import exporting

        exporting.export(self, self.session, self.people.shown, self.people.title(), self.shell)

    def print_(self) -> None:
        """The list shown, on paper."""
        from jdzb.ledgers.members.page import exporting

        exporting.print_list(
            self, self.session, self.people.shown, self.people.title(), self.people.day, self.shell
        )

    def birthdays(self) -> None:
        """The political birthdays of a month."""
        from jdzb.ledgers.members.page import birthdays

        birthdays.Birthdays(self, self.shell, self.session, self.known).run()
