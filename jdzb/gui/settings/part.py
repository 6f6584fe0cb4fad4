"""What stands under one tab of the settings."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Sequence
from tkinter import ttk
from typing import ClassVar, Protocol

from jdzb.core import roles
from jdzb.core.ledger import Changed
from jdzb.gui.kit import dialog, dialogs
from jdzb.store.figures import TABLE
from jdzb.store.session import Session


class Host(Protocol):
    """What the settings ask of the window."""

    def on_changed(self, changed: Changed) -> None:
        """Tell what a write did."""

    def set_text_size(self, percent: int) -> None:
        """Change the text size."""

    def set_operator(self, name: str) -> None:
        """Say who works."""

    def say(self, sentence: str) -> None:
        """Show a sentence in the status bar."""

    def lock(self) -> None:
        """Ask who works."""

    def undo(self) -> None:
        """Take the last write back."""

    def show_history(self, rows: Sequence[tuple[str, int]], title: str) -> None:
        """Open the history of some records."""


class Part(ttk.Frame):
    """Subclasses fill ``build``; ``dirty`` says that something typed is not saved yet."""

    KEY: ClassVar[str] = ""
    TITLE: ClassVar[str] = ""

    def __init__(self, parent: tk.Misc, host: Host, session: Session) -> None:
        super().__init__(parent)
        self.host, self.session = host, session
        self.build()

    def build(self) -> None:
        """Make the widgets."""

    @property
    def may_change(self) -> bool:
        """True when who works may write what stands here."""
        touched = roles.Touched(TABLE, "U", f"{self.KEY}.")
        return not self.session.read_only and roles.may(self.session.role, touched)

    def refused(self) -> bool:
        """True when he may not; then it has been said why."""
        if not self.may_change and not dialog.refused(self):
            dialogs.warn(self, str(roles.refusal(self.session.role, self.session.actor)))
        return not self.may_change

    def refresh(self) -> None:
        """Read again what may have changed."""

    def start(self) -> None:
        """The focus where the part begins."""

    def save(self) -> bool:
        """Keep what is typed; False when something is wrong, which stands beside its field."""
        return True

    def search(self) -> None:
        """Ctrl+F."""

    def history(self) -> None:
        """Ctrl+H."""

    def print_(self) -> None:
        """Ctrl+P."""
