"""What can be done to a half day: sign in, stand in, swap, away, leave, correct, void."""

from __future__ import annotations

import tkinter as tk
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from jdzb.core import clock
from jdzb.core.ledger import Changed
from jdzb.gui.kit import dialogs
from jdzb.ledgers.duty import service_attendance as service
from jdzb.ledgers.duty.entries_attendance import (
    AWAY,
    CAME,
    FOR_OTHERS,
    ON_LEAVE,
    PRESENT,
    STOOD_IN,
    SWAPPED,
    Attendance,
)
from jdzb.ledgers.duty.page.cells import short
from jdzb.ledgers.duty.page.sign_dialog import Asked, SignDialog
from jdzb.ledgers.duty.rules_attendance import Place
from jdzb.store.session import Session

if TYPE_CHECKING:
    from jdzb.gui.kit.page import Window

WRONG = ("登记错了", "人弄错了", "时间弄错了")
LATE = "补录原因"
TIMES = "填写到岗时间…"


@dataclass(frozen=True, slots=True)
class Spot:
    """One line of a half day: whose, by the plan or not, with its sign-in if there is one."""

    day: date
    half: str
    member: int
    name: str
    place: Place | None
    row: Attendance | None

    @property
    def key(self) -> tuple[str, int]:
        """What tells it from the other lines of its day."""
        return self.half, self.member


class SignDeeds:
    """Today one click signs in at the time of the clock; the rest asks what it must."""

    def __init__(self, widget: tk.Misc, shell: Window, session: Session) -> None:
        self.widget, self.shell, self.session = widget, shell, session

    def sign(self, spot: Spot) -> None:
        """The one planned is there: now, or on a past day at the times that are asked."""
        times = ("came", "went", "note")
        if spot.day != clock.today():
            self._ask(spot, self._blank(spot), times, "签到")
            return
        now = clock.now()
        answer = at_now = f"记成现在 {now.hour}:{now:%M} 到岗"
        odd, over = service.odd_hour(self.session, spot.half)
        if odd:
            choices = (TIMES, at_now, "不签") if over else ("不签", at_now)
            answer = dialogs.ask_choice(self.widget, f"{odd}。{spot.name}怎么记？", choices) or ""
        if answer == TIMES:
            self._ask(spot, self._blank(spot), times, "签到")
        elif answer == at_now:
            entry = replace(self._blank(spot), came=f"{now:%H:%M}")
            self._done(service.sign(self.session, entry))

    def stand_in(self, spot: Spot, state: str = STOOD_IN) -> None:
        """Another came for the one planned: STOOD_IN, or SWAPPED in exchange for another day."""
        now = f"{clock.now():%H:%M}" if spot.day == clock.today() else None
        base = Attendance(spot.day, spot.half, 0, state, spot.member, came=now)
        names = ("member", "came", "went", "note")
        label = {"member": f"谁来{'替' if state == STOOD_IN else '换'}{spot.name}"}
        if state == SWAPPED:
            label["note"] = "说明（换成哪一天）"
        self._ask(spot, base, names, state, label)

    def away(self, spot: Spot) -> None:
        """Was not there, or left: the reason, for one signed in already as a correction."""
        base = replace(spot.row or self._blank(spot), state=AWAY, instead_of=None, note=None)
        self._ask(spot, base, ("came", "went", "note"), AWAY, {"note": "原因"})

    def on_leave(self, spot: Spot) -> None:
        """Asked for leave: the reason."""
        base = replace(self._blank(spot), state=ON_LEAVE)
        self._ask(spot, base, ("note",), ON_LEAVE, {"note": "原因"})

    def besides(self, day: date, half: str) -> None:
        """Someone came who was not planned."""
        now = f"{clock.now():%H:%M}" if day == clock.today() else None
        base = Attendance(day, half, 0, PRESENT, came=now)
        asked = Spot(day, half, 0, "计划外到岗", None, None)
        self._ask(asked, base, ("member", "came", "went", "note"), "", {"member": "谁来了"})

    def left(self, spot: Spot) -> None:
        """Left now."""
        if spot.row:
            self._done(service.leave(self.session, spot.row.id, f"{clock.now():%H:%M}"))

    def correct(self, spot: Spot) -> None:
        """Change what was entered, for a reason."""
        if spot.row is None:
            return
        names = ("state", "member", "instead_of", "came", "went", "note")
        title = f"{short(spot.day)}{spot.half}：更正"
        self._run(Asked(title, spot.row, names, "更正原因"))

    def void(self, spot: Spot) -> None:
        """Put what was entered out of force, for a reason."""
        if spot.row is None:
            return
        what = f"作废{short(spot.day)}{spot.half}{spot.name}的签到"
        if reason := dialogs.ask_reason(self.widget, what, WRONG):
            self._done(service.void(self.session, spot.row.id, reason))

    def history(self, spot: Spot) -> None:
        """What was entered for the line, and changed."""
        rows = service.ever_on(self.session, spot.day, spot.member)
        self.shell.show_history(rows, f"{spot.name}{short(spot.day)}签到")

    def _blank(self, spot: Spot) -> Attendance:
        return Attendance(spot.day, spot.half, spot.member)

    def _ask(
        self,
        spot: Spot,
        entry: Attendance,
        names: tuple[str, ...],
        what: str,
        label: dict[str, str] | None = None,
    ) -> None:
        title = f"{short(spot.day)}{spot.half}　{spot.name}{'：' if what else ''}{what}"
        late = LATE if not entry.id and service.is_late(spot.day) else ""
        self._run(Asked(title, entry, names, late, label))

    def _run(self, asked: Asked) -> None:
        if changed := SignDialog(self.widget, self.session, asked).run():
            self._done(changed)

    def _done(self, changed: Changed) -> None:
        self.shell.on_changed(changed)


def deeds_of(spot: Spot) -> tuple[str, ...]:
    """What may be done to a line, the most likely first."""
    if spot.row is None:
        return ("签到", "替班", "换班", "脱岗", "请假")
    open_ = spot.row.state in CAME and not spot.row.went and spot.day == clock.today()
    first = ("离岗",) if open_ else ()
    away = ("脱岗",) if spot.row.state not in (AWAY, ON_LEAVE, *FOR_OTHERS) else ()
    cover = ("替班",) if spot.row.state == ON_LEAVE and _uncovered(spot) else ()
    return (*first, *cover, *away, "更正", "作废", "历史")


def _uncovered(spot: Spot) -> bool:
    return spot.place is not None and spot.place.cover is None
