"""重新排班: what is asked before, what is told afterwards."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Sequence
from typing import TYPE_CHECKING

from jdzb.core import clock
from jdzb.gui.kit import dialogs
from jdzb.ledgers.duty import service_hand, service_month
from jdzb.ledgers.duty.entries import Month
from jdzb.ledgers.duty.page.cells import short
from jdzb.ledgers.duty.service_month import DayView, MonthView
from jdzb.store.session import Session

if TYPE_CHECKING:
    from jdzb.gui.kit.page import Window

FEW = 5  # differences told one by one
REMEDY = (
    "可以先不管，以后排班会让少值的多值，慢慢补平。\n"
    "要现在拉平：取消一些固定值班日、搭档（请假与设置），或重新排班时选“全部重排”。"
)
KEEP, ALL, NO, FINE = "保留手工改动，重新排班", "全部重排", "取消", "保持原样"


def make(widget: tk.Misc, shell: Window, session: Session, month: Month) -> MonthView | None:
    """Roster a month and say how it went; None when the user thought better of it."""
    by_hand = service_hand.made_by_hand(session, month)
    answer = _ask(widget, month, by_hand) if by_hand else KEEP
    if answer not in (KEEP, ALL):
        return None
    before = service_month.view(session, month)
    view, changed = service_month.make_roster(session, month, keep_hand=answer == KEEP)
    if not (by_hand or changed.rows) and _wants_all(widget, month):
        view, changed = service_month.make_roster(session, month, keep_hand=False)
    shell.on_changed(changed)
    shell.say(_result(before, view, by_hand if answer == KEEP else 0))
    if troubles := _troubles(view):
        dialogs.show_text(widget, f"{month.words}：请看一看", troubles)
    return view


def reasons(session: Session, view: MonthView) -> str:
    """Why the counts of a month are more than one turn apart, as far as rostering explains it."""
    gaps = view.gaps
    if not gaps and view.month.last >= clock.today():
        _, plan = service_month.planned(session, view.month)
        gaps = tuple(gap.reason for gap in plan.unfairness)
    if gaps:
        return _uneven(gaps)
    if view.month.last < clock.today():
        return "这个月已经过去，次数以实际登记的为准；以后的月份排班时会自动拉平。"
    return "这个差别是后来手工改动或请假造成的。按“重新排班”可以补平。"


def _ask(widget: tk.Misc, month: Month, by_hand: int) -> str | None:
    question = (
        f"{month.words}有 {by_hand} 天是手工改过的。重新排班会保留这些改动，"
        "其余的只在有人请假、缺人或次数不匀的地方调整。\n"
        "选“全部重排”，今天以后的班从头排过，手工改动也不保留。"
    )
    return dialogs.ask_choice(widget, question, (KEEP, ALL, NO), title="重新排班")


def _wants_all(widget: tk.Misc, month: Month) -> bool:
    """Nothing had to change: the only thing left to want is another roster altogether."""
    question = (
        f"{month.words}已经排好，没有要改的地方。\n"
        "选“全部重排”，今天以后的班从头排过；已经贴出去的值班表要重新打印。"
    )
    return dialogs.ask_choice(widget, question, (FINE, ALL), title="重新排班") == ALL


def _result(before: MonthView, view: MonthView, kept: int) -> str:
    """What rostering did, for the status bar."""
    pairs = zip(before.days, view.days, strict=True)
    changed = [new for old, new in pairs if set(old.names) != set(new.names)]
    moved = sum(bool(day.names) for day in changed)
    if not changed:
        return f"{view.month.words}重新排过，和原来一样，没有变化。"
    done = f"重排了 {moved} 天" if before.rostered else f"排好了 {moved} 天"
    if off := len(changed) - moved:
        done = f"{done}，{off} 天不再排人" if moved else f"{off} 天不再排人"
    hand = f"，{kept} 天的手工改动保留" if kept else ""
    apart = f"，全年次数最多差 {view.spread} 次" if view.turns else ""
    return f"{view.month.words}{done}{hand}{apart}。（Ctrl+Z 撤销）"


def _troubles(view: MonthView) -> str:
    parts = []
    if days := [day for day in view.days if _short(day)]:
        lines = "\n".join(f"· {short(day.day)}：{day.why}" for day in days)
        parts.append(f"有 {len(days)} 天没有排满：\n{lines}")
    if view.gaps:
        parts.append(_uneven(view.gaps))
    if view.remarks:
        lines = "\n".join(f"· {remark}" for remark in view.remarks)
        parts.append(f"有些愿望和间隔没能照顾到：\n{lines}")
    return "\n\n".join(parts)


def _uneven(gaps: Sequence[str]) -> str:
    """Whose counts differ and why, and what the secretary can do."""
    lines = "\n".join(f"· {gap}" for gap in gaps[:FEW])
    more = f"\n……另有 {len(gaps) - FEW} 处" if len(gaps) > FEW else ""
    return f"有人多值、有人少值：\n{lines}{more}\n{REMEDY}"


def _short(day: DayView) -> bool:
    return bool(day.why and day.need and day.day >= clock.today())
