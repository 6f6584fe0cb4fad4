"""审计: hand the ledger over on a stick, see before what the township will see, answer it."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from pathlib import Path
from tkinter import ttk

from jdzb.core.ledger import Changed, Due
from jdzb.gui.audit import exchange
from jdzb.gui.audit.carrying import CarryCard
from jdzb.gui.audit.code_box import CodeBox
from jdzb.gui.audit.exchange import Exchange
from jdzb.gui.audit.selfcheck import SelfCheck
from jdzb.gui.audit.stick import StickCard
from jdzb.gui.kit import dialogs, theme
from jdzb.gui.kit.flow import Flow
from jdzb.gui.kit.page import Page
from jdzb.gui.kit.split import Split
from jdzb.gui.kit.theme import px
from jdzb.gui.kit.widgets import Action, Card
from jdzb.handover import package, rectify, stick

READ_ONLY = (
    "现在是只读查看，没有拷贝。请关掉程序再打开，选“恢复备份…”，恢复一份好的备份以后再交接。"
)
TITLE = "拷贝到U盘，交乡镇审计"
VERIFY, START = "核对别人的U盘包", "开始拷贝"
HELP = """把整本账拷到U盘交给乡镇，交之前先看到乡镇会看到的结果，乡镇查出的事在这里答复、销号。

插上U盘，选中它，填密码，点“开始拷贝”。写完会从U盘读回核对，说“可以拔出”以后再拔。
拷到一半拔掉也不要紧：U盘上原有的包还在，重新插好再拷一次。

“自查”就是乡镇那边的核对。绿勾是对的；▲ 是要说明的，点“写说明”，说明会随交接包一起交上去；
✕ 是账本与它的历史对不上，请先查清再交。F5 重新自查。

乡镇给的整改单用“导入乡镇的整改单…”收进来，逐项答复，改完就销号。

“查校验码”：把贴在墙上、存在档案里的纸上的校验码填进去，看它是哪一天印的、以后改过没有。

“核对别人的U盘包”是乡镇用的：只读打开，先查有没有被做过手脚，再查缺什么、补录了什么。
整改单里除了核对出来的，还可以另加自己要村里改的事，各有各的期限。"""


class AuditPage(Page):
    """Three steps at the left, the exchange with the township at the right."""

    KEY, TITLE, HELP = "audit", "审计", HELP
    TABLES = frozenset({"audits", "rectifications", "settings"})

    def build(self) -> None:
        """The cards."""
        self.split = Split(self.body, side_width=330, main_height=560)
        self.split.pack(fill="both", expand=True)
        main, gap = self.split.main, px(self, theme.GAP)
        self.stick = StickCard(main, self.carry, self._giving_way)
        self.stick.pack(fill="x")
        self.card = CarryCard(main, self.shell, self.session, self._handed)
        self.card.pack(side="bottom", fill="x")
        self.check = SelfCheck(main, self.session, self.shell.on_changed)
        self.check.pack(fill="both", expand=True, pady=gap)
        self._build_side(Card(self.split.side))

    def _build_side(self, side: Card) -> None:
        side.pack(fill="both", expand=True)
        self.exchange = Exchange(side.body, self.session, self._exchanged)
        self.exchange.pack(fill="x")
        self.code = CodeBox(side.body, self.session)
        self.code.pack(fill="x", pady=(px(self, 18), 0))
        doors = Flow(side.body, gap=8)
        doors.pack(side="bottom", fill="x", pady=(px(self, 14), 0))
        for text, act in (("备份与恢复", self.backups), ("今日改动", self.changes)):
            doors.push(ttk.Button(doors, text=text, style="Small.TButton", command=act))

    def buttons(self) -> Sequence[Action]:
        """The township's door, and the handover."""
        return Action(VERIFY, self.verify), Action(START, self.carry, primary=True)

    # -- showing ---------------------------------------------------------------------------------

    def refresh(self, changed: Changed | None) -> None:
        """Read the exchange again; F5 and coming to the front examine the ledger anew."""
        self.header.show(TITLE, exchange.last_words(self.session))
        self.exchange.show()
        self.stick.offer_key(self.session.setting(rectify.KEY_SETTING))
        self._badge()
        if self.winfo_ismapped():
            (self.check.check if changed is None else self.check.check_unasked)()

    def start(self) -> None:
        """The focus on the sticks; what has been written since is examined."""
        self.stick.start()
        self.after_idle(self._examine)

    def _examine(self) -> None:
        if self.winfo_exists():
            self.check.check_unasked()

    def open_due(self, due: Due) -> None:
        """The answer to what the township found; for the copy the page is enough."""
        if found := [one for one in rectify.listing(self.session) if one.id == due.subject]:
            self.exchange.answer(found[0])

    def print_(self) -> None:
        """Ctrl+P: the receipt of the package just carried."""
        if self.card.carried:
            self.card.print_receipt()
        else:
            self.shell.say("拷贝完成以后可以打印交接单。")

    def focus_search(self) -> None:
        """F3: into the field for a check code."""
        self.code.entry.focus_set()

    def _badge(self) -> None:
        waiting = [one for one in rectify.listing(self.session) if not one.closed_on]
        self.shell.badge(self.KEY, len(waiting))

    # -- handing over ----------------------------------------------------------------------------

    def carry(self) -> None:
        """Make the package and carry it to the stick chosen; says what is missing instead."""
        drive = self.stick.drive
        if self.session.read_only:
            dialogs.inform(self, READ_ONLY)
        elif drive is None:
            dialogs.inform(self, "没有选U盘。请插入U盘；认不出来的，用“选一个文件夹…”。")
            self.stick.start()
        elif not drive.writable:
            dialogs.inform(self, f"{drive.why}。没有拷贝。")
        else:
            ready, sealing = self.stick.sealing()
            if ready and self._sound_enough():
                self.card.carry(drive, sealing)

    def _giving_way(self, folder: Path) -> str:
        """Which packages on a stick one more will push out, before it does."""
        with contextlib.suppress(OSError):  # pulled out meanwhile: copying says so
            former = [one.name for one in package.handed(self.session)]
            if gone := stick.giving_way(former, folder):
                names = "、".join(path.name for path in gone)
                return f"U盘上只留最近 {stick.KEPT} 个包，再拷一个，{names} 会删掉。"
        return ""

    def _sound_enough(self) -> bool:
        """With faults in the ledger the user says that it is to be handed over all the same."""
        found = self.check.found
        if found is None or found.ok:
            return True
        question = f"自查发现 {len(found.faults)} 处不符，乡镇核对不会通过。还要现在拷贝吗？"
        return dialogs.ask_yes_no(self, question, "照样拷贝", "先不拷")

    def _handed(self, changed: Changed) -> None:
        self.stick.forget()
        self.shell.on_changed(changed)
        self.refresh(changed)

    def _exchanged(self, changed: Changed) -> None:
        self.shell.on_changed(changed)

    # -- doors -----------------------------------------------------------------------------------

    def verify(self) -> None:
        """The township's check of other people's packages."""
        from jdzb.gui.audit.verify_view import VerifyDialog

        VerifyDialog(self, self.shell).run()

    def backups(self) -> None:
        """Backups and bringing one back."""
        from jdzb.gui.keeper import EVENT

        self.winfo_toplevel().event_generate(EVENT)

    def changes(self) -> None:
        """Everything written today."""
        self.shell.show_changes()
