"""③ 拷贝并复核: the package is made, carried, read back; then the stick may be pulled out."""

from __future__ import annotations

import contextlib
import sys
import tkinter as tk
from collections.abc import Callable
from tkinter import ttk

from jdzb.core.errors import Cancelled, JdzbError
from jdzb.core.ledger import Changed
from jdzb.gui.audit import paper
from jdzb.gui.kit import dialogs, tasks, theme
from jdzb.gui.kit.printdialog import Host
from jdzb.gui.kit.scroll import reveal_part
from jdzb.gui.kit.theme import px
from jdzb.gui.kit.widgets import Card, Wrapped
from jdzb.handover import package, stick
from jdzb.handover.drives import Drive
from jdzb.handover.package import Built
from jdzb.handover.sealing import Sealing
from jdzb.handover.stick import Copied
from jdzb.store.session import Session

POLL = 80  # milliseconds between looks at the progress
READY = "选好U盘，点右上角“开始拷贝”。写完会从U盘读回核对，提示可以拔出以后再拔。"
STOPPED = "已停止，没有拷成；U盘上原有的交接包没有动。"
EJECT = (
    "先用任务栏的“安全删除硬件”弹出，再拔下。"
    if sys.platform == "win32"
    else "先在文件管理器里“弹出”，再拔下。"
)


class CarryCard(Card):
    """``carry(drive, sealing)`` does it; ``on_done(changed)`` is told when it lies on the stick."""

    def __init__(
        self, parent: tk.Misc, host: Host, session: Session,
        on_done: Callable[[Changed], object],
    ) -> None:  # fmt: skip
        super().__init__(parent, "③ 拷贝并复核")
        self.host, self.session, self._on_done = host, session, on_done
        self._task: tasks.Task | None = None
        self._built: Built | None = None
        row = ttk.Frame(self.body)
        row.pack(fill="x")
        self.bar = ttk.Progressbar(row, maximum=1.0)
        self.stop = ttk.Button(row, text="停止", style="Small.TButton", command=self.cancel)
        self.receipt = ttk.Button(
            row, text="打印交接单", style="Small.TButton", command=self.print_receipt
        )
        self.free = ttk.Label(row, text="可以拔出", style="Heading.TLabel", foreground=theme.GREEN)
        self.bar.pack(side="left", fill="x", expand=True)
        self.told = Wrapped(self.body, READY, "Subtle.TLabel")
        self.told.pack(fill="x", pady=(px(self, 8), 0))

    @property
    def running(self) -> bool:
        """True while a package is being made or carried."""
        return self._task is not None

    @property
    def carried(self) -> bool:
        """True once a package lies on a stick."""
        return self._built is not None

    def carry(self, drive: Drive, sealing: Sealing | None) -> None:
        """Make the package and put it on the drive; a second call while it runs does nothing."""
        if self.running:
            return
        with contextlib.ExitStack() as work_folder:
            draft = package.draft(self.session, work_folder.enter_context(package.work_folder()))
            lasting = work_folder.pop_all()

        def work(token: tasks.Token) -> tuple[Built, Copied]:
            with lasting:
                built = package.assemble(draft, sealing, _part(token, 0.0))
                return built, stick.copy(built, drive.path, _part(token, 0.5))

        self._built = None
        for widget in (self.receipt, self.free):
            widget.pack_forget()
        self.stop.state(["!disabled"])
        self.stop.pack(side="right", padx=(px(self, 12), 0))
        self._say("正在打包……", "Subtle")
        reveal_part(self, 0, self.winfo_reqheight())
        self._task = tasks.run_task(
            self, work, lambda made: self._done(*made, drive), self._failed, quiet=True
        )
        self._follow()

    def cancel(self) -> None:
        """Stop at the next look; nothing half stays on the stick."""
        if self._task is not None:
            self._task.token.cancel()
            self.stop.state(["disabled"])
            self._say("正在停止……", "Subtle")

    def _follow(self) -> None:
        if self._task is None or not self.winfo_exists():
            return
        token = self._task.token
        self.bar["value"] = min(token.share, 1.0)
        if token.text and not token.cancelled:
            self._say(f"{token.text}……　先不要拔出U盘。", "Subtle")
        self.after(POLL, self._follow)

    def _done(self, built: Built, copied: Copied, drive: Drive) -> None:
        self._task, self._built = None, built
        self.bar["value"] = 1.0
        self.stop.pack_forget()
        for widget in (self.receipt, self.free):
            widget.pack(side="right", padx=(px(self, 12), 0))
        self._say(f"{_facts(built, copied)}{EJECT}", "Green")
        self._on_done(stick.record(self.session, built, copied, drive.label))
        self.receipt.focus_set()

    def _failed(self, error: Exception) -> None:
        self._task = None
        self.bar["value"] = 0
        self.stop.pack_forget()
        if isinstance(error, Cancelled):
            self._say(STOPPED, "Amber")
            return
        told = str(error) if isinstance(error, JdzbError) else "没有拷成，U盘上原有的交接包没有动。"
        self._say(told, "Red")
        if not isinstance(error, JdzbError):
            raise error
        dialogs.warn(self, told)

    def print_receipt(self) -> None:
        """The receipt on paper."""
        if self._built is not None:
            paper.show(self, self.host, self._built.receipt)

    def _say(self, text: str, style: str) -> None:
        self.told.configure(style=f"{style}.TLabel")
        self.told.show(text)


def _part(token: tasks.Token, start: float) -> package.Progress:
    """Half of the whole way."""
    return lambda share, words: token.progress(start + share / 2, words)


def _facts(built: Built, copied: Copied) -> str:
    size = f"{built.size / (1 << 20):.1f} MB"
    told = f"{copied.path.name}（{size}，{built.sealed}）已写好，并从U盘读回核对无误。"
    if copied.leftovers:
        told += f"上次没有写完的 {len(copied.leftovers)} 个半截文件已清掉。"
    if copied.removed:
        told += f"U盘上最旧的 {len(copied.removed)} 个包已让位。"
    return told
