"""The pages of a PDF on the screen: turned, enlarged, moved about, as large as the room allows."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from functools import partial
from tkinter import ttk

from jdzb.gui.kit import theme, tooltip
from jdzb.gui.kit.flow import Flow
from jdzb.gui.kit.theme import px
from jdzb.press import preview

STEP = 1.25
LARGEST = 4200  # pixels of a page's longer side; beyond it memory goes and nothing is gained
WHOLE, WIDTH = "whole", "width"  # what an enlargement of 1 means
_KEYS = (
    ("<Next>", "turn", 1), ("<Prior>", "turn", -1),
    ("<Control-Home>", "go", 0), ("<Control-End>", "go", -1),
    ("<plus>", "zoom", 1), ("<equal>", "zoom", 1), ("<KP_Add>", "zoom", 1),
    ("<minus>", "zoom", -1), ("<KP_Subtract>", "zoom", -1),
    ("<Key-0>", "fit", WHOLE), ("<KP_0>", "fit", WHOLE),
    ("<Key-1>", "fit", WIDTH), ("<KP_1>", "fit", WIDTH),
    ("<Down>", "move", (0, 1)), ("<Up>", "move", (0, -1)),
    ("<Right>", "move", (1, 0)), ("<Left>", "move", (-1, 0)),
)  # fmt: skip


class PageView(ttk.Frame):
    """``show(content)``; the controls stand in ``bar``, to be placed by whoever makes the view.

    PageUp and PageDown turn, + - 0 1 and Ctrl with the wheel enlarge, arrows, wheel and mouse move;
    beyond the end of a page the wheel goes on to the next.
    """

    def __init__(self, parent: tk.Misc, bar: Flow) -> None:
        super().__init__(parent)
        self.mode, self.factor = WHOLE, 1.0  # the factor is of the size that the mode gives
        self.page = self.pages = 0
        self._content = b""
        self._image: tk.PhotoImage | None = None
        self._words = ""
        self._pending: str | None = None
        self.canvas = tk.Canvas(
            self, background=theme.MUTED, width=px(self, 200), height=px(self, 120)
        )
        across = ttk.Scrollbar(self, orient="horizontal", command=self.canvas.xview)
        down = ttk.Scrollbar(self, command=self.canvas.yview)
        self.canvas.configure(xscrollcommand=across.set, yscrollcommand=down.set)
        self._bars = (across, down)
        self.canvas.grid(row=0, column=0, sticky="nswe")
        self.rowconfigure(0, weight=1)
        self.columnconfigure(0, weight=1)
        self._build_controls(bar)
        self._bind_mouse()

    def _build_controls(self, bar: Flow) -> None:
        self.whole, self.wide, self.smaller, self.larger, self.back, self.forth = (
            self._control(bar, *what)
            for what in (
                ("整页", lambda: self.fit(WHOLE), "键 0"),
                ("页宽", lambda: self.fit(WIDTH), "键 1"),
                ("缩小", lambda: self.zoom(-1), "减号，或 Ctrl 加滚轮"),
                ("放大", lambda: self.zoom(1), "加号，或 Ctrl 加滚轮"),
                ("上一页", lambda: self.turn(-1), "PageUp"),
                ("下一页", lambda: self.turn(1), "PageDown"),
            )
        )  # fmt: skip
        self._typed = tk.StringVar(self)
        self.number = ttk.Entry(
            bar, textvariable=self._typed, width=4, justify="center", style="Small.TEntry"
        )
        self.count = ttk.Label(bar, style="Faint.TLabel", padding=(0, px(self, 5)))
        tooltip.attach(self.number, "填页码，按回车")
        for key in ("<Return>", "<KP_Enter>", "<FocusOut>"):
            self.number.bind(key, lambda _: self._go_typed())
        for widget in (
            self.whole, self.wide, self.smaller, self.larger,
            self.back, self.number, self.count, self.forth,
        ):  # fmt: skip
            bar.push(widget)
        self._enable()

    def _control(self, bar: Flow, text: str, command: Callable[[], object], tip: str) -> ttk.Button:
        button = ttk.Button(bar, text=text, style="Small.TButton", command=command)
        tooltip.attach(button, tip)
        return button

    def _bind_mouse(self) -> None:
        canvas = self.canvas
        self.bind("<Configure>", lambda _: self._soon())
        canvas.bind("<ButtonPress-1>", lambda event: canvas.scan_mark(event.x, event.y))
        canvas.bind("<B1-Motion>", lambda event: canvas.scan_dragto(event.x, event.y, gain=1))
        for wheel, way in (("Button-4", 1), ("Button-5", -1)):
            canvas.bind(f"<{wheel}>", lambda _, way=way: self._roll(way))  # type: ignore[misc]
            canvas.bind(f"<Control-{wheel}>", lambda _, way=way: self.zoom(way))  # type: ignore[misc]
        canvas.bind("<MouseWheel>", lambda event: self._roll(1 if event.delta > 0 else -1))
        canvas.bind("<Control-MouseWheel>", lambda event: self.zoom(1 if event.delta > 0 else -1))

    def obey(self, window: tk.Misc) -> None:
        """Turn, enlarge and move by the keys pressed anywhere in a window, but for its fields."""
        for sequence, act, value in _KEYS:
            window.bind(sequence, partial(self._obey, getattr(self, act), value))

    def _obey(
        self, run: Callable[[object], str], value: object, event: tk.Event[tk.Misc]
    ) -> str | None:
        typing = isinstance(event.widget, ttk.Entry) and event.keysym not in ("Next", "Prior")
        return None if typing else run(value)

    # -- what is shown ---------------------------------------------------------------------------

    def show(self, content: bytes) -> None:
        """Show a PDF from its first page, at the size of before."""
        self._content, self._words, self.page = content, "", 0
        self._draw()

    def tell(self, words: str) -> None:
        """Show why there is no page."""
        self._content, self._words, self.page, self.pages = b"", words, 0, 0
        self._draw()

    def turn(self, by: int) -> str:
        """Go to a later page or one before, to its top."""
        return self.go(self.page + by) if self.page + by >= 0 else "break"

    def go(self, page: int, bottom: bool = False) -> str:
        """Go to a page, counted from 0, from the last backwards if negative; to its top."""
        page += self.pages if page < 0 else 0
        if self._content and 0 <= page < self.pages and page != self.page:
            self.page = page
            self._draw()
            self.canvas.yview_moveto(float(bottom))
        return "break"

    def _go_typed(self) -> str:
        """To the page whose number was typed; one that there is not gives the number back."""
        typed = self._typed.get().strip()
        if typed.isdecimal() and 1 <= int(typed) <= self.pages:
            self.go(int(typed) - 1)
        self._enable()
        return "break"

    def fit(self, mode: str) -> str:
        """Show the page whole, or as wide as the room."""
        if self._content:
            self.mode, self.factor = mode, 1.0
            self._draw()
            self.canvas.yview_moveto(0)
        return "break"

    def zoom(self, way: int) -> str:
        """Larger (1) or smaller (-1), about the middle of what is seen."""
        if not self._content or self._image is None:
            return "break"
        factor = max(self.factor * STEP**way, STEP**-6)
        longer = max(self._image.width(), self._image.height()) * factor / self.factor
        if px(self, 120) < longer <= LARGEST:
            middle = [(first + last) / 2 for first, last in self._seen()]
            self.factor = factor
            self._draw()
            for (first, last), place, move in zip(
                self._seen(), middle, (self.canvas.xview_moveto, self.canvas.yview_moveto),
                strict=True,
            ):  # fmt: skip
                move(max(place - (last - first) / 2, 0))
        return "break"

    def move(self, by: tuple[int, int]) -> str:
        """Move the page that is larger than the room, in steps."""
        across, down = self._seen()
        if by[0] and across != (0.0, 1.0):
            self.canvas.xview_scroll(by[0], "units")
        if by[1] and down != (0.0, 1.0):
            self.canvas.yview_scroll(by[1], "units")
        return "break"

    def _roll(self, way: int) -> str:
        """One notch of the wheel; at the end of the page on to the next, or back."""
        first, last = self.canvas.yview()
        if way < 0 and last >= 1:
            return self.go(self.page + 1)
        if way > 0 and first <= 0:
            return self.go(self.page - 1, bottom=True) if self.page else "break"
        return self.move((0, -way))

    def _seen(self) -> tuple[tuple[float, float], tuple[float, float]]:
        return self.canvas.xview(), self.canvas.yview()

    def _soon(self) -> None:
        if self._pending is None:
            self._pending = self.after_idle(self._again)

    def _again(self) -> None:
        self._pending = None
        if self.winfo_exists():
            self._draw()

    def _draw(self) -> None:
        """The page in the middle of the canvas, scroll bars only where it is larger."""
        self.canvas.delete("all")
        if self._content:
            self._draw_page()
        elif self._words:
            width = self.canvas.winfo_width()
            self.canvas.configure(scrollregion=(0, 0, 1, 1))
            self.canvas.create_text(
                width / 2, px(self, 60), text=self._words, font="Body", fill=theme.RED,
                width=max(width - px(self, 60), 1), anchor="n",
            )  # fmt: skip
        self._enable()

    def _draw_page(self) -> None:
        room = self.winfo_width(), self.winfo_height()
        if min(room) <= 1:
            return
        edge = px(self, 16)
        shown = preview.picture(self._content, self.page, *self._size(room, edge))
        self.pages = shown.pages
        self._image = tk.PhotoImage(master=self, data=shown.ppm, format="PPM")
        wide, high = self._image.width() + edge, self._image.height() + edge
        across, down = self._bars
        _set(across, wide > room[0], row=1, column=0, sticky="we")
        _set(down, high > room[1], row=0, column=1, sticky="ns")
        width, height = max(wide, room[0]), max(high, room[1])
        self.canvas.configure(scrollregion=(0, 0, width, height))
        self.canvas.create_image(width / 2, height / 2, image=self._image)

    def _size(self, room: tuple[int, int], edge: int) -> tuple[int, int]:
        """The pixels that the page may take; as wide as the room, it may be of any height."""
        if self.mode == WIDTH:
            width = (room[0] - edge - self._bars[1].winfo_reqwidth()) * self.factor
            return min(max(int(width), 1), LARGEST), LARGEST
        width, height = (max(int((side - edge) * self.factor), 1) for side in room)
        return width, height

    def _enable(self) -> None:
        some, several = self.pages > 0, self.pages > 1
        for control, on in (
            (self.back, self.page > 0), (self.forth, self.page + 1 < self.pages),
            (self.smaller, some), (self.larger, some), (self.whole, some), (self.wide, some),
            (self.number, several),
        ):  # fmt: skip
            control.state(["!disabled" if on else "disabled"])
        self._typed.set(str(self.page + 1) if some else "")
        self.count.configure(text=f"/ {self.pages} 页" if some else "")


def _set(bar: ttk.Scrollbar, on: bool, **place: object) -> None:
    """A scroll bar, or none."""
    if on:
        bar.grid(**place)  # type: ignore[arg-type]
    else:
        bar.grid_remove()
