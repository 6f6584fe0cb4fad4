"""A small window below a field; Esc, a click elsewhere or an answer closes it."""

from __future__ import annotations

import tkinter as tk
from tkinter import ttk

from jdzb.gui.kit import dialog, theme
from jdzb.gui.kit.theme import px


class Popup(tk.Toplevel):
    """Content goes into ``body``; ``open()`` shows it, ``close()`` gives the focus back."""

    def __init__(self, anchor: tk.Widget) -> None:
        super().__init__(anchor, background=theme.FIELD_EDGE)
        self.withdraw()
        self.overrideredirect(True)
        self.field = anchor
        self._held = ""
        frame = ttk.Frame(self)
        frame.pack(fill="both", expand=True, padx=1, pady=1)
        self.body = ttk.Frame(frame)
        self.body.pack(fill="both", expand=True, padx=px(self, 10), pady=px(self, 8))
        self.bind("<Escape>", lambda _: self.close())
        self.bind("<ButtonPress>", self._pressed)

    def open(self, first: tk.Misc) -> None:
        """Show it below the anchor, or above where there is no room, and focus ``first``."""
        self.place_below()
        self.deiconify()
        self.lift()
        self.wait_visibility()
        self._held = dialog.held_by(self)
        self.grab_set()
        first.focus_force()

    def place_below(self) -> None:
        """Put it where there is room for the size it needs now."""
        self.update_idletasks()
        width, height = self.winfo_reqwidth(), self.winfo_reqheight()
        x = min(self.field.winfo_rootx(), self.winfo_screenwidth() - width)
        y = self.field.winfo_rooty() + self.field.winfo_height() + 2
        if y + height > self.winfo_screenheight():
            y = self.field.winfo_rooty() - height - 2
        self.geometry(f"+{max(x, 0)}+{max(y, 0)}")

    def close(self) -> None:
        """Take it away; the anchor has the focus again."""
        self.grab_release()
        self.destroy()
        dialog.hold_again(self, self._held)
        if self.field.winfo_exists():
            self.field.focus_set()

    def give_way(self) -> bool:
        """The window below is to close: so does this."""
        self.close()
        return True

    def _pressed(self, event: tk.Event[tk.Misc]) -> None:
        inside_x = 0 <= event.x_root - self.winfo_rootx() < self.winfo_width()
        inside_y = 0 <= event.y_root - self.winfo_rooty() < self.winfo_height()
        if not (inside_x and inside_y):
            field = self.field
            self.close()
            field.focus_force()  # the desktop gave the keys to a window that this one held back
