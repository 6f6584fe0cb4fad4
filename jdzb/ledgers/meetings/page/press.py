"""What leaves the meetings book: paper, Word, plain text for the platform."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from jdzb.gui.kit.widgets import Action

if TYPE_CHECKING:
    from jdzb.ledgers.meetings.page.minutes import MinutesView


class Press:
    """Prints the meeting of a view."""

    def __init__(self, view: MinutesView) -> None:
        self.view = view

    def actions(self) -> Sequence[Action]:
        """The buttons of the header."""
        return (Action("打印…", self.ask, tip="Ctrl+P"),)

    def ask(self) -> None:
        """Ask which sheet, and show it as it will print."""
        self.view.shell.say("会议的表还不能打印。")
