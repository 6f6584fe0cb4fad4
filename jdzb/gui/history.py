"""The history of a record: every version, before and after side by side."""

from __future__ import annotations

import re
import tkinter as tk
from collections.abc import Sequence

from jdzb.gui.kit.table import Col
from jdzb.gui.versions import Host, VersionsDialog, state
from jdzb.gui.wording import when
from jdzb.store import history
from jdzb.store.history import Version
from jdzb.store.session import Session


def moment(text: str) -> tuple[int, ...]:
    """What sorts a moment in words."""
    return tuple(int(number) for number in re.findall(r"\d+", text))


class HistoryDialog(VersionsDialog):
    """The versions of records that belong together (a member's card, statuses and marks)."""

    columns = (
        Col("when", "时间", 10, sort=moment),
        Col("who", "操作人", 4, rank=2),
        Col("what", "做了什么", 11, elastic=True),
        Col("why", "原因", 8, rank=3),
        Col("state", "", 4, rank=1),
    )
    empty = "这条记录还没有历史。"

    def __init__(
        self, parent: tk.Misc, host: Host, session: Session,
        rows: Sequence[tuple[str, int]], title: str,
    ) -> None:  # fmt: skip
        self.rows = rows
        super().__init__(parent, host, session, f"{title}：历史")

    def read(self) -> list[Version]:
        """Every version of the records."""
        return history.of_rows(self.session, self.rows)

    def cells(self, version: Version) -> tuple[str, ...]:
        """When, who, what, why."""
        what = self.wording.what(version)
        return when(version.at), version.actor, what, version.reason or "", state(version)
