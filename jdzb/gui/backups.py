"""备份与恢复: the backups there are, one more now, the second place, and putting one back."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from pathlib import Path
from tkinter import ttk

from jdzb.gui import restoring
from jdzb.gui.keeper import Suspect, Wish
from jdzb.gui.kit import dialogs, machine, tasks
from jdzb.gui.kit.dialog import Dialog
from jdzb.gui.kit.table import Col, Line, Table
from jdzb.gui.kit.theme import px
from jdzb.gui.kit.widgets import EmptyState, Wrapped
from jdzb.store import backup, drill, trying
from jdzb.store.backup import Backup
from jdzb.store.session import Session

ABOUT = (
    "关闭程序时自动备份，开着时每天一次；每份都检查过才算数。"
    "留最近 {} 份，再往前 {} 天每天、{} 周每周、以后每年一份（份数在设置的规则里）。"
)
NOWHERE, PICK, NONE = "没有设置", "选择文件夹…", "不用第二位置"
SAME = "▲ 它和账本在同一块盘上：这块盘坏了，两处的备份一起没有。最好换成U盘或另一块盘。"
ADVICE = "第二位置最好是另一块盘：电脑坏了，那里还有一份。"
COLUMNS = (
    Col("made", "日期", 9),
    Col("entries", "历史条数", 5, "e"),
    Col("size", "大小", 5, "e"),
    Col("ok", "检查", 8, elastic=True),
)
LINES = 7


class BackupsDialog(Dialog[Wish]):
    """The list of backups; the answer is the one the user wants back, None without a wish."""

    def __init__(self, parent: tk.Misc, session: Session, say: Callable[[str], object]) -> None:
        self.session, self.tell = session, say
        self.home = session.path.parent
        self.found: dict[str, Backup] = {}
        super().__init__(parent, "备份与恢复")

    def build(self, body: ttk.Frame) -> None:
        """The list; below it the second place, the last drill, what was just done; the buttons."""
        ttk.Frame(body, width=px(self, 700)).pack()
        self._line(body, "Subtle.TLabel").show(ABOUT.format(*backup.kept()))
        self.table = Table(body, COLUMNS, on_open=lambda _: self.restore())
        self.table.tree.configure(height=restoring.lines(self, LINES))
        self.table.set_empty(EmptyState(self.table, "还没有备份。点“立即备份”做第一份。"))
        self.table.pack(fill="x", pady=(px(self, 12), px(self, 6)))
        self.second, self.drill = self._line(body), self._line(body)
        self.told = self._line(body, "Green.TLabel")
        self.make_button = self.add_button("立即备份", self.make, primary=True)
        self.restore_button = self.add_button("恢复选中的…", self.restore)
        self.add_button("从文件恢复…", self.restore_file)
        self.add_button("第二位置…", self.set_second)
        self.add_button("关闭", self.cancel)
        self.first = self.table.tree
        self.fill()

    def fill(self) -> None:
        """Read the folder again."""
        listed = backup.listing(self.home)
        self.found = {found.path.name: found for found in listed}
        self.table.show([_shown(found) for found in listed])
        if listed:
            self.table.select(listed[0].path.name)
        self.restore_button.state(["!disabled" if listed else "disabled"])
        place = backup.second_place(self.home)
        beside = place is not None and same_disk(place, self.home)
        advice = SAME if beside else "" if place else ADVICE
        self.second.configure(style="Amber.TLabel" if beside else "TLabel")
        self.second.show(f"第二位置：{place or NOWHERE}。{advice}")
        last = drill.last(self.home)
        self.drill.configure(style="Red.TLabel" if last and last.why else "TLabel")
        self.drill.show(drill.words(last) + ("" if last else "有了备份以后每月自动做一次。"))

    def make(self) -> None:
        """Back up now, to both places."""
        draft, second = backup.start(self.session), backup.second_place(self.home)

        def work(_: tasks.Token) -> tuple[Backup, str]:
            made = backup.finish(draft)
            try:
                backup.settle(made, second)
            except backup.SecondPlaceFailed as error:
                return made, str(error)
            return made, ""

        tasks.run_task(self, work, lambda done: self._made(*done), title="正在备份")

    def restore(self) -> None:
        """Put the chosen one back, after it was examined and shown."""
        if chosen := self.found.get(self.table.selected() or ""):
            restoring.guide(
                self, chosen.path, self.session, lambda why: self.close(Wish(chosen.path, why))
            )

    def restore_file(self) -> None:
        """Put a backup from anywhere back."""
        if path := restoring.choose(self):
            restoring.guide(self, path, self.session, lambda why: self.close(Wish(path, why)))

    def set_second(self) -> None:
        """Choose the folder of the second copies, or do without."""
        answer = dialogs.ask_choice(
            self, "每次备份同时写一份到别的盘上的文件夹。", (PICK, NONE, "取消"), "第二位置"
        )
        if answer == PICK:
            folder = dialogs.choose_folder(self, "选择放第二份备份的文件夹")
            if folder is not None:
                trying.write_and_read(folder)
                machine.keep(backup.SECOND, str(folder))
                self.make()
        elif answer == NONE:
            machine.keep(backup.SECOND, "")
        self.fill()

    def _made(self, made: Backup, problem: str) -> None:
        problem = problem or ("" if made.ok else str(Suspect()))
        told = problem or f"已备份：{made.entries:,} 条历史，检查无误。"
        self.told.configure(style="Red.TLabel" if problem else "Green.TLabel")
        self.told.show(told)
        if not problem:
            self.tell(told)
        self.fill()

    def _line(self, body: ttk.Frame, style: str = "TLabel") -> Wrapped:
        label = Wrapped(body, "", style)
        label.configure(width=1)
        label.pack(fill="x", pady=(px(self, 4), 0))
        return label


def same_disk(place: Path, home: Path) -> bool:
    """True when both lie on one volume; False also when the place is gone."""
    try:
        return place.stat().st_dev == home.stat().st_dev
    except OSError:
        return False


def _shown(found: Backup) -> Line:
    state = "已核对" if found.ok else "待查：与历史对不上" if found.head else "打不开"
    entries = f"{found.entries:,}" if found.head else ""
    tags = () if found.ok else ("red",)
    return Line(found.path.name, (found.made, entries, _size(found.size), state), tags)


def _size(count: int) -> str:
    return f"{count / 1e6:.1f} MB" if count >= 1e5 else f"{count / 1e3:.0f} KB"
