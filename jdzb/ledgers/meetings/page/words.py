"""What the page of the minutes says of the meeting on it. Pure."""

from __future__ import annotations

from datetime import date

from jdzb.core.fields import Unreadable, read_day, show_date
from jdzb.ledgers.meetings.page.typed import Typed

RECOVERED = "已找回上次没有保存的内容（{at}），请核对；按 Ctrl+S 保存，没有保存就还不是台账记录。"
LOCKED = "记录已于{day}完成，只能看。要改，请按“更正…”，写明原因。"
CORRECTING = "正在更正，原因：{reason}。改好后按 Ctrl+S 保存。"
_QUARTERS = "一二三四"


def day_of(typed: Typed) -> str:
    """The day typed, '' when it cannot be read."""
    try:
        return read_day(typed.head["day"]) or ""
    except Unreadable:
        return ""


def date_of(typed: Typed, otherwise: str = "2000-01-01") -> date:
    """The same as a date."""
    return date.fromisoformat(day_of(typed) or otherwise)


def news(typed: Typed) -> str:
    """The line above the minutes: complete, or being corrected."""
    if typed.reason:
        return CORRECTING.format(reason=typed.reason)
    return LOCKED.format(day=show_date(typed.completed_on)) if typed.completed_on else ""


def subtitle(typed: Typed, otherwise: str) -> str:
    """2026年第四季度 · 记录中 · 未保存."""
    day = date_of(typed, otherwise)
    quarter = f"{day.year}年第{_QUARTERS[(day.month - 1) // 3]}季度"
    state = "更正中" if typed.reason else "完成" if typed.completed_on else "记录中"
    group = typed.head.get("party_group", "")
    parts = (quarter, group, state, "" if typed.meeting else "未保存")
    return " · ".join(part for part in parts if part)


def kept_at(at: str) -> str:
    """2026年11月20日 19:45, from ISO."""
    return f"{show_date(at[:10])} {at[11:16]}"
