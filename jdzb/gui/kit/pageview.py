"""The pages of a PDF on the screen: turned, enlarged, moved about, as large as the room allows."""

from __future__ import annotations

import tkinter as tk
from tkinter import ttk

from jdzb.gui.kit import theme
from jdzb.gui.kit.flow import Flow
from jdzb.gui.kit.theme import px
from jdzb.press import preview

STEP = 1.25
LARGEST = 4200  # pixels of a page's longer side; beyond it memory goes and nothing is gained
_KEYS = (
    ("<Next>", "turn", 1), ("<Prior>", "turn", -1),
    ("<plus>", "zoom", 1), ("<equal>", "zoom", 1), ("<KP_Add>", "zoom", 1),
    ("<minus>", "zoom", -1), ("<KP_Subtract>", "zoom", -1),
    ("<Key-0>", "zoom", 0), ("<KP_0>", "zoom", 0),
    ("<Down>", "move", (0, 1)), ("<Up>", "move", (0, -1)),
    ("<Right>", "move", (1, 0)), ("<Left>", "move", (-1, 0)),
)  # fmt: skip


class PageView(ttk.Frame):
    """``show(content)``; the controls stand in ``bar``, to be placed by whoever makes the view.

    PageUp and PageDown turn, + - 0 and Ctrl with the wheel enlarge, arrows and the mouse move.
    """

    def __init__(self, parent: tk.Misc, bar: Flow) -> None:
        super().__init__(parent)
        self.factor = 1.0  # of the size at which the whole page is seen
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
        self.back, self.forth, self.smaller, self.larger, self.whole = (
            ttk.Button(bar, text=text, style="Small.TButton", command=command)
            for text, command in (
                ("上一页", lambda: self.turn(-1)), ("下一页", lambda: self.turn(1)),
                ("缩小", lambda: self.zoom(-1)), ("放大", lambda: self.zoom(1)),
                ("适合窗口", lambda: self.zoom(0)),
            )
        )  # fmt: skip
        self.count = ttk.Label(bar, style="Faint.TLabel", padding=(px(self, 6), px(self, 5)))
        for widget in (self.smaller, self.larger, self.whole, self.back, self.forth, self.count):
            bar.push(widget)
        self._enable()

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
        """Turn, enlarge and move by the keys pressed anywhere in a window."""
        for sequence, act, value in _KEYS:
            run = getattr(self, act)
            window.bind(sequence, lambda _, run=run, value=value: run(value))  # type: ignore[misc]

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
        if self._content and 0 <= self.page + by < self.pages:
            self.page += by
            self._draw()
            self.canvas.yview_moveto(0)
        return "break"

    def zoom(self, way: int) -> str:
        """Larger (1), smaller (-1), or as large as is seen whole (0)."""
        largest = LARGEST / max(self.canvas.winfo_width(), self.canvas.winfo_height())
        factor = self.factor * STEP**way if way else 1.0
        factor = min(max(factor, 1 / STEP), largest)
        if self._content and factor != self.factor:
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
        size = [max(int((side - edge) * self.factor), 1) for side in room]
        shown = preview.picture(self._content, self.page, *size)
        self.pages = shown.pages
        self._image = tk.PhotoImage(master=self, data=shown.ppm, format="PPM")
        wide, high = self._image.width() + edge, self._image.height() + edge
        across, down = self._bars
        _set(across, wide > room[0], row=1, column=0, sticky="we")
        _set(down, high > room[1], row=0, column=1, sticky="ns")
        width, height = max(wide, room[0]), max(high, room[1])
        self.canvas.configure(scrollregion=(0, 0, width, height))
        self.canvas.create_image(width / 2, height / 2, image=self._image)

    def _enable(self) -> None:
        for button, on in (
            (self.back, self.page > 0),
            (self.forth, self.page + 1 < self.pages),
            (self.smaller, self.pages), (self.larger, self.pages), (self.whole, self.pages),
        ):  # fmt: skip
            button.state(["!disabled" if on else "disabled"])
        words = f"第 {self.page + 1} 页，共 {self.pages} 页" if self.pages else ""
        self.count.configure(text=words)


def _set(bar: ttk.Scrollbar, on: bool, **place: object) -> None:
    """A scroll bar, or none."""
    if on:
        bar.grid(**place)  # type: ignore[arg-type]
    else:
        bar.grid_remove()
