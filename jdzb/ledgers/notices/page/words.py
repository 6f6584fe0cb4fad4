"""Words and tones of the register on the screen."""

from __future__ import annotations

from jdzb.core.fields import show_date
from jdzb.gui.kit.table import Line
from jdzb.ledgers.notices import rules
from jdzb.ledgers.notices.entries import Objection
from jdzb.ledgers.notices.service_outlook import Shown

TO_DO, MAKING, HANGING, TAKEN, EVERY = "todo", "making", "hanging", "taken", "every"
LISTS = (
    (TO_DO, "要办"), (MAKING, "办理中"), (HANGING, "在公示"), (TAKEN, "已撤下"), (EVERY, "全部"),
)  # fmt: skip


def on_list(shown: Shown, kind: str) -> bool:
    """True when a notice belongs on a list of LISTS."""
    if kind == TO_DO:
        return shown.urgent
    if kind == MAKING:
        return shown.state in (rules.DRAFTED, rules.CHECKED, rules.APPROVED)
    if kind == HANGING:
        return shown.state in (rules.POSTED, rules.EXPIRED)
    return kind == EVERY or shown.state == rules.TAKEN


def year_of(shown: Shown) -> str:
    """The year a notice belongs to: in which it was put up, else proposed; '' when unknown."""
    notice = shown.notice
    return (notice.posted_on or notice.since or notice.proposed_on or "")[:4]


def left(shown: Shown) -> str:
    """还剩 3 天, 今天到期, 超过 2 天; empty of one that does not hang."""
    if shown.left is None:
        return ""
    if shown.left == 0:
        return "今天到期"
    return f"还剩 {shown.left} 天" if shown.left > 0 else f"已超 {-shown.left} 天"


def line(shown: Shown) -> Line:
    """A line of the register."""
    notice = shown.notice
    since, until = (value[5:] if value else "" for value in (notice.since, notice.until))
    between = f"{since} 至 {until}" if since and until else ""
    return Line(notice.id, (notice.title, notice.category, _state(shown), between, left(shown)),
                (_tone(shown),))  # fmt: skip


def _state(shown: Shown) -> str:
    if shown.changed:
        return "公示后改动"
    hangs = shown.state != rules.TAKEN
    return f"意见 {shown.open} 条" if shown.open and hangs else shown.state


def _tone(shown: Shown) -> str:
    if shown.changed or shown.state == rules.EXPIRED:
        return "red"
    if shown.urgent:
        return "amber"
    return rules.TONES[shown.state]


def said(objection: Objection) -> str:
    """An objection with its answer in one text."""
    who = f"{objection.who}：" if objection.who else "群众："
    text = f"{show_date(objection.day)} {who}{objection.what}"
    if not objection.answered_on:
        return text
    by = f"{objection.answered_by} " if objection.answered_by else ""
    return f"{text}\n答复（{by}{show_date(objection.answered_on)}）：{objection.answer or ''}"
