"""① 选择U盘: the sticks plugged in, a folder as a way out, how the package is sealed."""

from __future__ import annotations

import os
import shutil
import tkinter as tk
from collections.abc import Callable, Sequence
from pathlib import Path
from tkinter import ttk

from jdzb.gui.kit import dialogs, tasks
from jdzb.gui.kit.flow import Flow
from jdzb.gui.kit.table import Col, Line, Table
from jdzb.gui.kit.theme import px
from jdzb.gui.kit.widgets import Card, EmptyState, Wrapped
from jdzb.handover import drives
from jdzb.handover.drives import Drive
from jdzb.handover.sealing import SHORTEST, Sealing

EVERY = 2000  # milliseconds between two looks at what is plugged in, while the page is in front
NONE = "没有找到U盘，请插入；认不出来的，点“选一个文件夹…”。"
FOLDER, CLOSED = "文件夹", "这个文件夹不能写入，请另选一个"
SYSTEMS = {"vfat": "FAT32", "msdos": "FAT", "exfat": "exFAT", "ntfs3": "NTFS", "fuseblk": "NTFS"}


class StickCard(Card):
    """``drive`` is the one chosen; ``sealing()`` says how, or tells beside the field what is wrong.

    ``on_start`` is called by Enter on a stick or in the password; ``warn`` says what is to be
    known of a stick before anything is copied to it.
    """

    def __init__(
        self, parent: tk.Misc, on_start: Callable[[], object],
        warn: Callable[[Path], str] = lambda _: "",
    ) -> None:  # fmt: skip
        super().__init__(parent, "① 选择U盘")
        self._warn = warn
        self._drives: dict[str, Drive] = {}
        self._waiting = False
        self._folder: Drive | None = None
        self._asking, self._timer, self._recipient = False, "", ""
        columns = (
            Col("mark", "", 1), Col("name", "U盘", 12, elastic=True),
            Col("room", "格式", 11, elastic=True), Col("state", "状态", 5),
        )  # fmt: skip
        self.table = Table(
            self.body, columns, on_open=lambda _: on_start(), on_select=lambda _: self._marked()
        )
        self.table.tree.configure(show="", height=2)
        self.table.set_empty(EmptyState(self.table, NONE))
        self.table.pack(fill="x")
        self._seal_row(on_start)
        self.told = Wrapped(self.body, style="Faint.TLabel")
        self.told.pack(fill="x", pady=(px(self, 4), 0))
        self.bind("<Map>", lambda _: self.after_idle(self.look))

    def _seal_row(self, on_start: Callable[[], object]) -> None:
        row = Flow(self.body, gap=12)
        row.pack(fill="x", pady=(px(self, 8), 0))
        self._sealed = tk.BooleanVar(self, True)
        self._seen = tk.BooleanVar(self, False)
        self._typed = tk.StringVar(self)
        self.check = ttk.Checkbutton(row, variable=self._sealed, command=self._switched)
        self.password = ttk.Entry(row, textvariable=self._typed, show="•", width=16)
        self.password.bind("<Return>", lambda _: on_start())
        self.seen = ttk.Checkbutton(row, text="显示", variable=self._seen, command=self._unveil)
        self.other = ttk.Button(
            row, text="选一个文件夹…", style="Link.TButton", command=self.ask_folder
        )
        self.other.bind("<FocusOut>", lambda _: setattr(self, "_waiting", False), add=True)
        for widget in (self.check, self.password, self.seen, self.other):
            row.push(widget)
        self._typed.trace_add("write", lambda *_: self._tell())

    # -- what is plugged in ----------------------------------------------------------------------

    def look(self) -> None:
        """Ask the system for its sticks, and again while the page is in front."""
        if self._asking or not self.winfo_exists() or not self.winfo_viewable():
            return
        if self._timer:
            self.after_cancel(self._timer)
        self._asking = True
        tasks.run_task(
            self, lambda _: drives.removable(), self._found, lambda _: self._found([]), quiet=True
        )

    def _found(self, found: Sequence[Drive]) -> None:
        self._asking = False
        self.show(found)
        self._timer = self.after(EVERY, self.look)

    def show(self, found: Sequence[Drive]) -> None:
        """Show these sticks, and the folder chosen by hand; what was chosen stays chosen."""
        listed = [*found, *([self._folder] if self._folder else [])]
        shown = {str(drive.path): drive for drive in listed}
        if shown == self._drives and self.table.lines():
            return
        self._drives = shown
        self._fill(self.table.selected())
        if self._waiting and shown:
            self.start()
        self._tell()

    def _fill(self, chosen: str | None) -> None:
        keys = list(self._drives)
        if chosen not in self._drives:
            able = [key for key in keys if self._drives[key].writable]
            chosen = next(iter(able or keys), None)
        lines = [_line(self._drives[key], key == chosen) for key in keys]
        self.table.tree.configure(height=min(max(len(lines), 2), 4))
        self.table.show(lines)
        self.table.select(*([chosen] if chosen else []))

    def _marked(self) -> None:
        chosen = self.table.selected()
        for key in self._drives:
            self.table.tree.set(key, "mark", "◉" if key == chosen else "○")
        self._tell()

    def ask_folder(self) -> None:
        """A folder of the user's choice: a stick that was not recognised, another disk."""
        folder = dialogs.choose_folder(self, "拷到哪个文件夹")
        if folder is not None:
            self._folder = _by_hand(folder)
            self.show([one for one in self._drives.values() if one.system != FOLDER])
            self.table.select(str(folder))
            self.check.focus_set()  # an Enter too many in the folder box does nothing there

    @property
    def drive(self) -> Drive | None:
        """The stick chosen."""
        return self._drives.get(self.table.selected() or "")

    def start(self) -> None:
        """The focus on the sticks, or on what to do without one."""
        self._waiting = not self._drives  # until the user goes elsewhere
        if self._drives:
            self.table.start()
        else:
            self.other.focus_set()  # which takes the keyboard once it is in sight

    # -- sealing ---------------------------------------------------------------------------------

    def offer_key(self, recipient: str) -> None:
        """With the key of the township nobody needs a password; '' when it has given none."""
        self._recipient = recipient
        self._switched()

    def sealing(self) -> tuple[bool, Sealing | None]:
        """Whether the package may be made, and how it is sealed; None is not at all."""
        if not self._sealed.get():
            return True, None
        if self._recipient:
            return True, Sealing(recipient=self._recipient)
        if len(self._typed.get()) >= SHORTEST:
            return True, Sealing(password=self._typed.get())
        self.password.state(["invalid"])
        self._say(
            f"请填密码，至少 {SHORTEST} 个字符；不要密码，就去掉“加密码”前面的勾。", "Problem"
        )
        self.password.focus_set()
        return False, None

    def forget(self) -> None:
        """Forget the password after a handover; the next one is sealed unless asked otherwise."""
        self._typed.set("")
        self._sealed.set(True)
        self._switched()

    def _switched(self) -> None:
        key = "加密给乡镇（只有乡镇打得开）"
        self.check.configure(text=key if self._recipient else "加密码（丢失U盘也看不到党员资料）")
        wanted = self._sealed.get() and not self._recipient
        for widget in (self.password, self.seen):
            widget.state(["!disabled" if wanted else "disabled"])
        self._tell()

    def _unveil(self) -> None:
        self.password.configure(show="" if self._seen.get() else "•")

    def _tell(self) -> None:
        """What is to be known now: why the stick cannot be written, what the password needs."""
        self.password.state(["!invalid"])
        drive = self.drive
        if drive and not drive.writable:
            self._say(drive.why, "Problem")
            return
        if not self._sealed.get():
            told = "没有加密：捡到U盘的人看得到里面的全部资料。"
        elif self._recipient:
            told = "用乡镇交来的密钥加密，不用密码。"
        else:
            told = f"密码至少 {SHORTEST} 个字符，当面或打电话告诉乡镇；忘了密码，谁也打不开。"
        self._say(told + (self._warn(drive.path) if drive else ""))

    def _say(self, text: str, style: str = "Faint") -> None:
        self.told.configure(style=f"{style}.TLabel")
        self.told.show(text)


def _line(drive: Drive, chosen: bool) -> Line:
    system = SYSTEMS.get(drive.system, drive.system or "未知格式")
    anchor = drive.path.drive  # E: on Windows
    name = f"{anchor}　{drive.label}" if anchor else drive.label or str(drive.path)
    state = "可以写入" if drive.writable else "不能写入"
    tags = () if drive.writable else ("amber",)
    mark = "◉" if chosen else "○"
    return Line(str(drive.path), (mark, name, f"{system} · 可用 {room(drive.free)}", state), tags)


def _by_hand(folder: Path) -> Drive:
    """A folder as if it were a stick; when it can no longer be read, one that cannot be written."""
    try:
        free, able = shutil.disk_usage(folder).free, os.access(folder, os.W_OK)
    except OSError:
        free, able = 0, False
    return Drive(folder, folder.name, FOLDER, free, able, "" if able else CLOSED)


def room(free: int) -> str:
    """Bytes as people read them: 6.2 GB, 112 MB."""
    return f"{free / (1 << 30):.1f} GB" if free >= 1 << 30 else f"{free >> 20} MB"
