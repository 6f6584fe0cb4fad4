"""首次设置: the way through a new, empty ledger, step by step; each may be left out.

Every step is kept by itself, as one transaction: whoever stops in the middle, or whose power fails,
has the steps done so far and nothing of the next.
"""

from __future__ import annotations

import tkinter as tk
from tkinter import ttk
from typing import TYPE_CHECKING, Any

from jdzb.core.errors import JdzbError
from jdzb.gui import operators as window_of_operators
from jdzb.gui import pages
from jdzb.gui.kit import dialogs, machine
from jdzb.gui.kit.dialog import Dialog
from jdzb.gui.kit.scroll import ScrollFrame
from jdzb.gui.kit.step import Step
from jdzb.gui.kit.theme import px
from jdzb.gui.kit.widgets import Wrapped
from jdzb.gui.settings.branch import BranchPart
from jdzb.store import operators
from jdzb.store.session import Session

if TYPE_CHECKING:
    from jdzb.gui.shell import Shell

DONE = "wizard"  # kept for this machine: it was offered once
WIDTH, HEIGHT = 720, 330  # units, where the screen has them
FRESH = 1  # entries of a new ledger's history: that it was made


class BranchStep(Step):
    """Name, township, telephones."""

    TITLE = "支部"
    ABOUT = "现在不知道的空着，以后在设置里补。"

    def build(self) -> None:
        """The form of the settings."""
        host: Any = self.window
        self.part = BranchPart(self, host, self.session)
        self.part.pack(fill="x")

    def refresh(self) -> None:
        """What the ledger has: the roster may have told the name."""
        self.part.refresh()

    @property
    def first(self) -> tk.Misc:
        """The name."""
        return self.part.form.input("name")

    def save(self) -> bool:
        """Keep the facts."""
        return self.part.save()


class OperatorsStep(Step):
    """Who works at this PC."""

    TITLE = "操作人"
    ABOUT = (
        "几个人共用这台电脑的，登记各人的名字、角色和密码，历史里就分得清是谁做的；"
        "值班员只能登记签到和来访。只有一个人用，不用登记，按“完成”。"
    )

    def build(self) -> None:
        """A button, and who there is."""
        self.button = ttk.Button(self, text="登记操作人…", command=self.open)
        self.button.pack(anchor="w")
        self.told = Wrapped(self, "", "Strong.TLabel")
        self.told.pack(fill="x", pady=(px(self, 12), 0))

    def refresh(self) -> None:
        """Who is registered."""
        found = [f"{one.name}（{one.role}）" for one in operators.working(self.session)]
        self.told.show(f"已登记：{'、'.join(found)}。" if found else "还没有登记操作人。")

    @property
    def first(self) -> tk.Misc:
        """The button."""
        return self.button

    def open(self) -> None:
        """The window of the operators; who works says so when the guide is over."""
        host: Any = self.window
        window_of_operators.OperatorsDialog(self, host, self.session).run()
        self.refresh()


def wanted(session: Session) -> bool:
    """True for a ledger in which nothing was written yet, the first time on this machine."""
    if session.read_only or session.head().size > FRESH or machine.recall(DONE):
        return False
    return not any((session.path.parent / "drafts").glob("*.json"))


def guide(parent: tk.Misc, shell: Any, session: Session) -> None:
    """Lead through the steps; at the end the first page of the window (Shell) is in front."""
    machine.keep(DONE, "1")
    if WizardDialog(parent, shell, session).run():
        shell.open_page(pages.PAGES[0].key)
    if shell.frame.winfo_exists():
        window_of_operators.settle(shell, session)


class WizardDialog(Dialog[bool]):
    """The steps one after another; the answer is True when the last was reached."""

    writes = True

    def __init__(self, parent: tk.Misc, shell: Shell, session: Session) -> None:
        self.shell, self.session = shell, session
        self.kinds: tuple[type[Step], ...] = (BranchStep, *pages.founding(), OperatorsStep)
        self.steps: dict[int, tuple[ScrollFrame, Step]] = {}
        self.number = 0
        super().__init__(parent, "首次设置")

    def build(self, body: ttk.Frame) -> None:
        """Where one is, what it is for, the step, the buttons."""
        self.heading = ttk.Label(body, style="Heading.TLabel")
        self.heading.pack(anchor="w")
        self.about = Wrapped(body, "", "Subtle.TLabel")
        self.about.configure(width=1)
        self.about.pack(fill="x", pady=(px(self, 6), px(self, 14)))
        self.stage = ttk.Frame(body)
        self.stage.pack_propagate(False)
        self.stage.configure(
            width=min(px(self, WIDTH), self.winfo_screenwidth() - px(self, 90)),
            height=min(px(self, HEIGHT), self.winfo_screenheight() - px(self, 330)),
        )
        self.stage.pack(fill="both", expand=True)
        self.back = self.add_button("上一步", lambda: self.turn(self.number - 1))
        self.skip = self.add_button("跳过这一步", self.pass_over)
        self.next = self.add_button("下一步", self.go_on, primary=True)
        self.bind("<<Save>>", lambda _: self.go_on())
        self.bind("<<Cancel>>", lambda _: self.cancel())
        self.turn(0)

    @property
    def step(self) -> Step:
        """The step in front."""
        return self.steps[self.number][1]

    def turn(self, number: int) -> None:
        """Bring a step to the front; what is typed in another stays typed."""
        for frame, _ in self.steps.values():
            frame.pack_forget()
        self.number = number
        if number not in self.steps:
            frame = ScrollFrame(self.stage)
            step = self.kinds[number](frame.body, self.shell, self.session)
            step.pack(fill="both", expand=True, padx=(0, px(self, 8)))
            self.steps[number] = frame, step
        self.steps[number][0].pack(fill="both", expand=True)
        self.step.refresh()
        last = number == len(self.kinds) - 1
        self.heading.configure(text=f"{number + 1} / {len(self.kinds)}　{self.step.TITLE}")
        self.about.show(self.step.ABOUT)
        self.back.state(["disabled" if number == 0 else "!disabled"])
        self.skip.state(["disabled" if last else "!disabled"])
        self.next.configure(text="完成" if last else "下一步")
        self.first = self.step.first
        self.first.focus_set()

    def go_on(self) -> None:
        """Keep this step and turn to the next; at the last one, all is done."""
        try:
            if not self.step.save():
                return
        except JdzbError as error:
            dialogs.warn(self, str(error))
            return
        self.pass_over()

    def keep(self) -> None:
        """Leaving in the middle: what is typed in any step is kept, or what is wrong shown."""
        try:
            for number, (_, step) in sorted(self.steps.items()):
                if not step.save():
                    self.turn(number)
                    return
        except JdzbError as error:
            dialogs.warn(self, str(error))
            return
        self.close(None)

    def pass_over(self) -> None:
        """To the next step, with nothing kept of this one."""
        if self.number < len(self.kinds) - 1:
            self.turn(self.number + 1)
        elif not self.unsaved() or dialogs.ask_yes_no(
            self, "前面跳过的步骤里还有没保存的内容，完成以后就没有了。", "完成", "返回"
        ):
            self.close(True)
