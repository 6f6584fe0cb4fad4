"""The card as a form: added, or changed for a reason; doubts are asked about before saving."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Mapping
from tkinter import ttk

from jdzb.core.fields import Field, InvalidForm, Problem
from jdzb.core.ledger import Changed
from jdzb.gui.kit import dialogs
from jdzb.gui.kit.flow import Flow
from jdzb.gui.kit.form import Form
from jdzb.gui.kit.formdialog import FormDialog, Layout, Spot
from jdzb.ledgers.members import entries, service, standing
from jdzb.ledgers.members.entries import FIELDS, Member, values_of
from jdzb.ledgers.members.page.facts import described
from jdzb.ledgers.members.rules import Register
from jdzb.store.session import Session

REASONS = ("信息更正", "补充资料", "情况变化")
REASON = Field("why", "修改原因", hint="请写明原因，或点下面的一种", required=True)
STATUS = Field(
    "status", "身份（没有入党日期时选）", "choice", choices=standing.ENTERED,
    hint="有入党日期的不必选",
)  # fmt: skip
SINCE = Field("since", "从哪一天起", "month")

_SPOTS = (
    Spot("name", 0), Spot("sex", 0, 1), Spot("nation", 0, 2), Spot("birth", 0, 3),
    Spot("joined", 1), Spot("full", 1, 1), Spot("party_group", 1, 2), Spot("party_post", 1, 3),
    Spot("phone", 2), Spot("education", 2, 1), Spot("village_post", 2, 2, 2),
    Spot("assigned_posts", 3, 0, 2), Spot("address", 3, 2, 2),
    Spot("note", 4, 0, 4),
)  # fmt: skip
_ADDING = Layout((*FIELDS, STATUS, SINCE), (*_SPOTS, Spot("status", 5, 0, 2), Spot("since", 5, 2)),
                 820)  # fmt: skip
_AMENDING = Layout((*FIELDS, REASON), (*_SPOTS, Spot("why", 5, 0, 4)), 820)


class Editor(FormDialog):
    """A new card, or the card of ``member``."""

    def __init__(
        self, parent: tk.Misc, session: Session, known: Register, member: Member | None = None
    ) -> None:
        self.session, self.known, self.member = session, known, member
        self._accepted: set[str] = set()
        if member is None:
            super().__init__(parent, "添加党员", _ADDING, self._add)
        else:
            title = f"修改：{service.name_of(session, member.id)}"
            super().__init__(parent, title, _AMENDING, self._amend, values_of(member))

    def decorate(self, form: Form) -> None:
        """When changing: the usual reasons at one click each."""
        if self.member is None:
            return
        row = Flow(form)
        row.grid(row=6, column=0, columnspan=4, sticky="we")
        for reason in REASONS:
            button = ttk.Button(
                row, text=reason, style="Small.TButton",
                command=lambda reason=reason: form.fill({"why": reason}),  # type: ignore[misc]
            )  # fmt: skip
            row.push(button)

    # -- saving ----------------------------------------------------------------------------------

    def _add(self, raw: dict[str, str]) -> Changed | None:
        told = {name: raw.pop(name) for name in (STATUS.name, SINCE.name)}
        member, status, since = self._read_new(raw, told)
        if not self._sure(member):
            return None
        return service.add(self.session, member, status=status, since=since)

    def _read_new(
        self, raw: Mapping[str, str], told: Mapping[str, str]
    ) -> tuple[Member, str | None, str | None]:
        """The card and the status typed with it; every problem of both at once."""
        member, problems = entries.read(raw)
        status, since = told[STATUS.name] or None, None
        if status:
            fields = (Field("status", STATUS.label, "choice", choices=standing.ENTERED), SINCE)
            try:
                since = standing.read_status(fields, told, member).since
            except InvalidForm as error:
                problems += error.problems
        if problems:
            raise InvalidForm(problems)
        return member, status, since

    def _amend(self, raw: dict[str, str]) -> Changed | None:
        if self.member is None:
            return None
        reason = raw.pop(REASON.name).strip()
        member, problems = entries.read(raw)
        same = not problems and values_of(member) == values_of(self.member)
        if not reason and not same:
            problems.append(Problem(REASON.name, REASON.label, "", REASON.hint))
        if problems:
            raise InvalidForm(problems)
        if not same and not self._sure(member):
            return None
        return service.amend(self.session, self.member.id, member, reason or "没有变化")

    # -- doubts ----------------------------------------------------------------------------------

    def _sure(self, member: Member) -> bool:
        """Ask about what may be a slip; what was accepted once is not asked again."""
        return all(self._accept(doubt) for doubt in self._doubts(member))

    def _accept(self, doubt: str) -> bool:
        if doubt not in self._accepted:
            asked = dialogs.ask_yes_no(self, doubt, "仍然保存", "返回修改", "请核对")
            if not asked:
                return False
            self._accepted.add(doubt)
        return True

    def _doubts(self, member: Member) -> list[str]:
        own = self.member.id if self.member else 0
        renamed = self.member is None or member.name != self.member.name
        same = [m for m in self.known.members if m.name == member.name and m.id != own]
        found = []
        if same and renamed:
            who = "；".join(described(one) for one in same)
            found.append(
                f"台账里已经有 {len(same)} 位叫“{member.name}”的：{who}。"
                "如果是同一个人，请返回，不要重复登记；不是同一个人，可以保存，名单上会加以区分。"
            )
        if characters := _unprintable(member):
            listed = "、".join(f"{char}（U+{ord(char):04X}）" for char in characters)
            found.append(
                f"有 {len(characters)} 个字没有字体能印出来：{listed}。"
                "可以保存，但打印时会停下来；最好换一种通行的写法。"
            )
        return found


def _unprintable(member: Member) -> tuple[str, ...]:
    """The characters on the card that no font has; plain GB2312 text needs no font opened."""
    text = "".join(str(value) for value in values_of(member).values() if value)
    rare = "".join(char for char in text if not _is_common(char))
    if not rare:
        return ()
    from jdzb.press import fonts

    return fonts.missing(rare)


def _is_common(char: str) -> bool:
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True
