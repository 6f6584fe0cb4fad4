"""Who works? The screen before the pages, and over them while the program is locked.

It stands in the main window, and none of the keys of the window reach through it.
"""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from tkinter import ttk

from jdzb.core.errors import JdzbError
from jdzb.gui import forgotten
from jdzb.gui.kit import keys, theme
from jdzb.gui.kit.table import Col, Line, Table
from jdzb.gui.kit.theme import px
from jdzb.gui.kit.widgets import Card, Wrapped
from jdzb.store import operators
from jdzb.store.branch import read_branch
from jdzb.store.operators import Operator
from jdzb.store.session import Session

WIDTH, LINES = 420, 6  # units; names in sight before the list scrolls
BESIDE, BAR = 330, 60  # units beside the names; pixels of the screen that are not the window's
OPEN = "{name}没有设密码，按回车就进入；以后可以在设置的“操作人”里设。"
EMPTY = "请先输{name}的密码。"
STRANGE = (
    "这台电脑上没有{name}的密码：密码文件不在，或者和账本对不上。"
    "请用下面的“忘记密码…”，或请另一位书记重设。"
)
WAIT = "密码不对，没有进入。请看大小写和输入法，{seconds} 秒后再试。"
AGAIN = "密码不对，没有进入。请看大小写和输入法，再试一次。"
SECOND = 1000  # milliseconds


class LoginScreen(ttk.Frame):
    """``on_right(operator)`` is called when somebody proved who he is; it takes the screen away."""

    def __init__(
        self,
        root: tk.Misc,
        session: Session,
        on_right: Callable[[Operator], object],
        last: str = "",
        why: str = "请选是谁在用，再输密码。",
    ) -> None:
        super().__init__(root, style="Page.TFrame")
        self.session, self._on_right = session, on_right
        self.people = {str(one.id): one for one in operators.working(session)}
        card = Card(self, "支部台账", read_branch(session).name)
        card.place(relx=0.5, rely=0.5, anchor="center", width=px(self, WIDTH))
        self.bind("<<ThemeChanged>>", lambda _: card.place(width=px(self, WIDTH)))
        Wrapped(card.body, why, "Subtle.TLabel").pack(fill="x", pady=(0, px(self, 8)))
        self.table = Table(
            card.body, (Col("name", "姓名", 8, elastic=True), Col("role", "角色", 5)),
            on_open=lambda _: self.enter(), on_select=lambda _: self._chosen(),
        )  # fmt: skip
        self.table.tree.configure(height=self._lines(root))
        self.table.pack(fill="x")
        self._build_password(card.body)
        self.table.show([Line(one.id, (one.name, one.role)) for one in self.people.values()])
        mine = [key for key, one in self.people.items() if one.name == last]
        self.table.select((mine or list(self.people))[0])
        self._shut_in(self)
        self._chosen()

    def _lines(self, root: tk.Misc) -> int:
        """As many names as there are and as there is room for, two at the least."""
        window = root.winfo_toplevel().winfo_height()
        screen = self.winfo_screenheight() - BAR
        height = min(window, screen) if window > BESIDE else screen
        row = int(ttk.Style(self).lookup("Treeview", "rowheight"))
        room = (height - px(self, BESIDE)) // row
        return max(min(len(self.people), LINES, room), 2)

    def _build_password(self, body: ttk.Frame) -> None:
        ttk.Label(body, text="密码", style="Field.TLabel").pack(anchor="w", pady=(px(self, 10), 0))
        self.password = ttk.Entry(body, show="●")
        self.password.pack(fill="x")
        for key in ("<Return>", "<KP_Enter>"):
            self.password.bind(key, lambda _: self.enter())
        for key, by in (("<Up>", -1), ("<Down>", 1)):
            for widget in (self.password, self.table.tree):
                widget.bind(key, lambda _, by=by: self._step(by))  # type: ignore[misc]
        self.news = Wrapped(body, "", "Problem.TLabel")
        self.news.pack(fill="x", pady=px(self, 4))
        row = ttk.Frame(body)
        row.pack(fill="x", pady=(px(self, 6), 0))
        self.button = ttk.Button(row, text="进入", style="Primary.TButton", command=self.enter)
        self.button.pack(side="right")
        self.forgot = ttk.Button(
            row, text="忘记密码…", style="Link.TButton", command=self._forgotten
        )
        self.forgot.pack(side="left")

    @property
    def chosen(self) -> Operator:
        """Whose name is chosen."""
        return self.people[self.table.selected() or next(iter(self.people))]

    def start(self) -> None:
        """The keyboard to where typing begins; nothing else of the program gets it."""
        keys.calm(self)
        self.grab_set()
        (self.password if self.chosen.password else self.table.tree).focus_force()

    def enter(self) -> None:
        """Try the password; a wrong one is one sentence and a wait."""
        if self.button.instate(["disabled"]):
            return
        one, typed = self.chosen, self.password.get()
        if one.password and not typed:
            self.news.show(EMPTY.format(name=one.name))
            self.password.focus_set()
            return
        self.password.delete(0, "end")
        if operators.unknown_here(self.session, one):
            self.news.show(STRANGE.format(name=one.name))
            return
        wait = operators.check(self.session, one, typed)
        if wait:
            self._hold(wait)
            return
        self.news.show("")
        self._on_right(one)

    def _hold(self, seconds: int) -> None:
        """Let nobody try for a while, and say how long."""
        free = "!disabled" if seconds <= 0 else "disabled"
        for widget in (self.button, self.password):
            widget.state([free])
        self.news.show(WAIT.format(seconds=seconds) if seconds > 0 else AGAIN)
        if seconds > 0:
            self.after(SECOND, self._hold, seconds - 1)
        else:
            self.password.focus_set()

    def _step(self, by: int) -> str:
        """The next name or the one before; the keyboard where that one begins."""
        names = list(self.people)
        if self.button.instate(["!disabled"]):
            place = names.index(str(self.chosen.id)) + by
            self.table.select(names[min(max(place, 0), len(names) - 1)])
            self._chosen()
            (self.password if self.chosen.password else self.table.tree).focus_set()
        return "break"

    def _chosen(self) -> None:
        """What to do for the one whose name is chosen now."""
        if not self.table.selected() or self.button.instate(["disabled"]):
            return
        one = self.chosen
        self.password.delete(0, "end")
        self.password.state(["!disabled" if one.password else "disabled"])
        self.forgot.state(["!disabled" if one.password else "disabled"])
        self.news.configure(style="Problem.TLabel" if one.password else "Faint.TLabel")
        self.news.show("" if one.password else OPEN.format(name=one.name))

    def _forgotten(self) -> None:
        """The way of who has no password any more; it leaves its trace."""
        try:
            said = forgotten.guide(self, self.session, self.chosen)
        except JdzbError as error:  # there may be no window yet to say it in
            said = str(error)
        if said:
            self.people = {str(one.id): one for one in operators.working(self.session)}
            self.news.show(said)
        self.grab_set()

    def _shut_in(self, widget: tk.Misc) -> None:
        """The keys of the window below are not for who has not said his name."""
        tags = [tag for tag in widget.bindtags() if tag != "."]
        widget.bindtags(tags)
        for child in widget.winfo_children():
            self._shut_in(child)


def ask(root: tk.Tk, session: Session, last: str) -> Operator | None:
    """Before there is anything else in the window: who works; None when it was closed instead."""
    found: list[Operator] = []

    def come_in(one: Operator) -> None:
        found.append(one)
        root.quit()

    screen = LoginScreen(root, session, come_in, last)
    screen.pack(fill="both", expand=True)
    root.configure(background=theme.PAGE)
    root.title("支部台账")
    root.protocol("WM_DELETE_WINDOW", root.quit)
    root.deiconify()
    screen.wait_visibility()
    screen.start()
    root.mainloop()
    if screen.winfo_exists():
        screen.destroy()
    return found[0] if found else None
