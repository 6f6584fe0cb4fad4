"""Who came: chips with a key for each state, and who does not count and why."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from dataclasses import replace
from tkinter import ttk

from jdzb.gui.kit import dialogs
from jdzb.gui.kit.flow import Flow
from jdzb.gui.kit.theme import px
from jdzb.gui.kit.widgets import Elided, Pill, Wrapped
from jdzb.ledgers.meetings.columns import ABSENT, CAME, EXCUSED
from jdzb.ledgers.meetings.entries import Attendance, Excluded
from jdzb.ledgers.meetings.page.chips import Chip, Chips

HINT = "单击切换：到会 → 请假 → 缺席；输入拼音首字母定位，如 czq"
TONES = {CAME: "green", EXCUSED: "amber", ABSENT: "red", None: "grey"}
FOLLOWING = {None: CAME, CAME: EXCUSED, EXCUSED: ABSENT, ABSENT: CAME}
# What a digit says of the one who is marked; without a reason here it is asked for.
CAME_KEY, ALL_KEY, OTHER_KEY, ABSENT_KEY = "1", "0", "7", "9"
REASONS = {"2": "事假", "3": "病假", "4": "外出务工", "5": "年老体弱", "6": "公务"}
OUTSIDE = "outside"  # the button that shows who does not count unless he comes
BY_OTHER_BOOK = "党员花名册"


class Attending(ttk.Frame):
    """``attendance`` and ``excluded`` are what stands here; ``on_change()`` after every change.

    ``include(member)`` and ``exclude(member)`` move somebody who came though he does not count.
    """

    def __init__(
        self,
        parent: tk.Misc,
        on_change: Callable[[], object],
        include: Callable[[int], object],
        exclude: Callable[[int], object],
    ) -> None:
        super().__init__(parent)
        self._on_change, self._include, self._exclude = on_change, include, exclude
        self.attendance: tuple[Attendance, ...] = ()
        self.excluded: tuple[Excluded, ...] = ()
        self._waiting: tuple[Excluded, ...] = ()
        self._unfolded = False
        head = ttk.Frame(self)
        head.pack(fill="x")
        ttk.Label(head, text="到会情况", style="Field.TLabel").pack(side="left")
        Elided(head, f"（{HINT}）", "Faint.TLabel").pack(side="left", fill="x", expand=True)
        frame = ttk.Frame(self, style="Field.TFrame", padding=px(self, 8))
        frame.pack(fill="x")
        self.chips = Chips(frame, self.toggle, self.digit, lambda _: self._tell())
        self.chips.pack(fill="x")
        self.digits = Flow(self)
        self.digits.pack(fill="x", pady=(px(self, 6), 0))
        self.buttons: dict[str, ttk.Button] = {}
        self._build_keys()
        self.told = Wrapped(self, style="Subtle.TLabel")
        self.told.configure(width=1)
        self.told.pack(fill="x", pady=(px(self, 4), 0))

    def _build_keys(self) -> None:
        """The digits in the tones of their states, to be read and clicked; then two buttons."""
        words = {CAME_KEY: "到会", **REASONS, OTHER_KEY: "其他原因…", ABSENT_KEY: "缺席"}
        for key, word in words.items():
            tone = {CAME_KEY: "green", ABSENT_KEY: "red"}.get(key, "amber")
            pill = Pill(self.digits, f"{key} {word}", tone)
            pill.configure(cursor="hand2")
            pill.bind("<Button-1>", lambda _, key=key: self._clicked(key))  # type: ignore[misc]
            self.digits.push(pill)
        self._add_button("0 其余都到会（F8）", ALL_KEY, self.all_present)
        self._add_button("不计入应到", OUTSIDE, self._unfold)

    def _add_button(self, text: str, key: str, command: Callable[[], object]) -> None:
        button = ttk.Button(self.digits, text=text, style="Small.TButton", command=command)
        self.digits.push(button)
        self.buttons[key] = button

    def _clicked(self, key: str) -> None:
        if self.chips.enabled and not self.chips.missed:
            self.chips.focus_set()
            self.digit(self.chips.at, key)

    # -- showing ---------------------------------------------------------------------------------

    def show(
        self, attendance: tuple[Attendance, ...], excluded: tuple[Excluded, ...]
    ) -> None:  # fmt: skip
        """Show who should attend, and those who do not count but may come after them."""
        self.attendance, self.excluded = attendance, excluded
        there = {one.member for one in attendance}
        self._waiting = tuple(
            one for one in excluded if one.member not in there and one.basis != BY_OTHER_BOOK
        )
        self._redraw()

    def enable(self, on: bool) -> None:
        """Let the states be changed, or only be read."""
        self.chips.enabled = on
        self.buttons[ALL_KEY].state(["!disabled" if on else "disabled"])

    @property
    def _outside(self) -> tuple[Excluded, ...]:
        """Who is shown though he does not count unless he comes."""
        return self._waiting if self._unfolded else ()

    def _unfold(self) -> None:
        self._unfolded = not self._unfolded
        self._redraw()

    def _redraw(self) -> None:
        sign = "▲" if self._unfolded else "▼"
        self.buttons[OUTSIDE].configure(text=f"不计入应到 {len(self._waiting)} 人 {sign}")
        self.buttons[OUTSIDE].state(["!disabled" if self._waiting else "disabled"])
        names = [Chip(one.name, _words(one), TONES[one.state]) for one in self.attendance]
        names += [Chip(one.name, f"{one.name}·{one.why}", "plain") for one in self._outside]
        self.chips.show(names)
        self._tell()

    def _tell(self) -> None:
        """Who is marked, in words, and who is not on the list and why."""
        self.told.show("　".join(part for part in (self._marked_words(), self._left_out()) if part))

    def _marked_words(self) -> str:
        place = self.chips.at
        if self.chips.missed:
            return f"名单上没有“{self.chips.missed}”，请重新打首字母，或者用方向键、鼠标选"
        if place < len(self.attendance):
            one = self.attendance[place]
            vote = "" if one.votes else "，没有表决权"
            return f"{one.name}：{one.standing or '身份待补充'}{vote}，{one.state or '还没有登记'}"
        outside = place - len(self.attendance)
        if outside < len(self._outside):
            return f"{self._outside[outside].name}不计入应到；来了就按回车或单击，计入应到"
        return ""

    def _left_out(self) -> str:
        there = {one.member for one in self.attendance} | {one.member for one in self._waiting}
        out = [f"{one.name}（{one.why}）" for one in self.excluded if one.member not in there]
        return f"不计入应到：{'、'.join(out)}" if out else ""

    # -- acts ------------------------------------------------------------------------------------

    def toggle(self, place: int) -> None:
        """到会, 请假, 缺席 in turn; somebody who does not count is counted."""
        if place >= len(self.attendance):
            self._come(place)
            return
        state = FOLLOWING[self.attendance[place].state]
        self._put(place, state, self.attendance[place].reason if state == EXCUSED else None)

    def digit(self, place: int, key: str) -> None:
        """What a digit (or BackSpace: not recorded) says of somebody."""
        if key == ALL_KEY:
            self.all_present()
        elif place >= len(self.attendance):
            if key == CAME_KEY:
                self._come(place)
        elif key == "BackSpace":
            self._clear(place)
        elif key == CAME_KEY:
            self._put(place, CAME)
        elif key in REASONS:
            self._put(place, EXCUSED, REASONS[key])
        elif key in (OTHER_KEY, ABSENT_KEY):
            self._ask(place, key)

    def all_present(self) -> None:
        """Everyone of whom nothing is recorded came."""
        self.attendance = tuple(
            one if one.state else replace(one, state=CAME) for one in self.attendance
        )
        self._redraw()
        self.chips.focus_set()
        self._on_change()

    def _ask(self, place: int, key: str) -> None:
        """A reason that has no key of its own; 缺席 again asks for the reason of the absence."""
        one = self.attendance[place]
        if key == ABSENT_KEY and one.state != ABSENT:
            self._put(place, ABSENT)
            return
        state = ABSENT if key == ABSENT_KEY else EXCUSED
        words = f"{one.name}{state}的原因（缺席不写原因，就是无故缺席）："
        known = one.reason or "" if one.state == state else ""
        reason = dialogs.ask_text(self, words, f"{state}原因", known)
        if reason is not None:
            self._put(place, state, reason or None)
        self.chips.focus_set()

    def _put(self, place: int, state: str | None, reason: str | None = None) -> None:
        people = list(self.attendance)
        people[place] = replace(people[place], state=state, reason=reason)
        self.attendance = tuple(people)
        self._redraw()
        self._on_change()

    def _clear(self, place: int) -> None:
        """Not recorded again; who does not count unless he comes goes back to those."""
        member = self.attendance[place].member
        self._put(place, None)
        if member is not None:
            self._exclude(member)

    def _come(self, place: int) -> None:
        outside = place - len(self.attendance)
        if outside < len(self._outside):
            member = self._outside[outside].member
            self._include(member or 0)
            self._put(len(self.attendance) - 1, CAME)


def _words(one: Attendance) -> str:
    if one.state == EXCUSED:
        return f"{one.name}·{one.reason or '请假'}"
    if one.state == ABSENT:
        return f"{one.name}·{f'缺席（{one.reason}）' if one.reason else ABSENT}"
    return one.name if one.votes else f"{one.name}（{(one.standing or '')[:2]}）"
