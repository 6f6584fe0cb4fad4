"""What 请假与设置 records: leaves, fixed days, days without duty, pairs, wishes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from jdzb.core import clock, people
from jdzb.core.fields import Field
from jdzb.core.ledger import Changed
from jdzb.gui.kit.table import Col, Line
from jdzb.ledgers.duty import entries, entries_wishes, service, service_wishes
from jdzb.ledgers.duty.entries import Leave
from jdzb.ledgers.duty.entries_wishes import EAGER, Pair, Wish
from jdzb.ledgers.duty.page.cells import short
from jdzb.ledgers.members import service as members
from jdzb.store.session import Session

DAY = Col("since", "从", 8), Col("until", "到", 8)
NAME = Col("name", "姓名", 5, sort=people.sort_key)


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of record: its words, table and fields, how it is read, added and listed."""

    key: str
    title: str
    button: str
    table: str
    fields: tuple[Field, ...]
    parse: Callable[..., Any]
    add: Callable[..., Changed]
    columns: tuple[Col, ...]
    lines: Callable[[Session], list[Line]]
    reasons: tuple[str, ...]
    empty: str
    about: str


def _leaves(session: Session) -> list[Line]:
    names = members.names(session)
    return [
        Line(
            one.id,
            (names[one.member], _day(one.since), _day(one.until), one.reason or ""),
            ("grey",) if one.until < clock.today() else (),
        )
        for one in service.leaves(session, after=date(clock.today().year, 1, 1))
    ]


def _fixed(session: Session) -> list[Line]:
    names = members.names(session)
    return [
        Line(one.id, (names[one.member], one.weekday, one.note or ""))
        for one in service.fixed_days(session)
    ]


def _closures(session: Session) -> list[Line]:
    return [
        Line(one.id, (_day(one.since), _day(one.until), one.reason))
        for one in service.closures(session, after=date(clock.today().year, 1, 1))
    ]


def _pairs(session: Session) -> list[Line]:
    names = members.names(session)
    return [
        Line(one.id, (names[one.one], names[one.other], one.kind, one.note or ""))
        for one in service_wishes.pairs(session)
    ]


def _wishes(session: Session) -> list[Line]:
    names = members.names(session)
    return [
        Line(
            one.id,
            (names[one.member], _day(one.day), one.kind, one.note or ""),
            ("grey",) if one.day < clock.today() else (),
        )
        for one in service_wishes.wishes(session, since=date(clock.today().year, 1, 1))
    ]


def _day(day: date) -> str:
    return f"{day.year}年{short(day)}"


KINDS = (
    Kind(
        "leave", "请假", "登记请假", "duty_leaves", entries.LEAVE_FIELDS, entries.parse_leave,
        service.add_leave, (NAME, *DAY, Col("reason", "事由", 12, elastic=True)), _leaves,
        ("提前回来", "登记错了"), "今年没有请假。",
        "请假的日子不排班；已经排了班的，日历上标红，按一下就能换人。流动党员、年老体弱的不用请假。",
    ),
    Kind(
        "fixed", "固定值班日", "登记固定日", "duty_fixed", entries.FIXED_FIELDS,
        entries.parse_fixed, service.add_fixed,
        (NAME, Col("weekday", "固定在", 5), Col("note", "说明", 12, elastic=True)), _fixed,
        ("本人要求", "登记错了"), "没有固定值班日，全部轮流。",
        "固定在星期几的党员，排班时每到那一天都排他；没有固定的，按次数轮流。",
    ),
    Kind(
        "closure", "不值班的日子", "登记不值班", "duty_closures", entries.CLOSURE_FIELDS,
        entries.parse_closure, service.add_closure,
        (*DAY, Col("reason", "原因", 14, elastic=True)), _closures,
        ("照常值班", "登记错了"), "没有登记不值班的日子。",
        "例如春节放假、会场维修。法定节假日不用登记，谁值班在“值班设置”里定。",
    ),
    Kind(
        "pair", "搭档", "登记搭档", "duty_pairs", entries_wishes.PAIR_FIELDS,
        entries_wishes.parse_pair, service_wishes.add_pair,
        (Col("one", "一人", 5, sort=people.sort_key),
         Col("other", "另一人", 5, sort=people.sort_key), Col("kind", "怎么排", 5),
         Col("note", "说明", 12, elastic=True)), _pairs,
        ("不用再照顾", "登记错了"), "没有登记搭档，各排各的。",
        "同班：两人总是同一天，例如夫妻、要人照应的；一人请假，另一人照常和别人值。"
        "不同班：两人从不排在同一天。",
    ),
    Kind(
        "wish", "愿望", "登记愿望", "duty_wishes", entries_wishes.WISH_FIELDS,
        entries_wishes.parse_wish, service_wishes.add_wish,
        (NAME, Col("day", "日期", 8), Col("kind", "愿望", 5),
         Col("note", "说明", 12, elastic=True)), _wishes,
        ("本人改了主意", "登记错了"), "今年没有人提过愿望。",
        "不想值：那一天不排他，除非没有别人能值。想值：不影响次数公平就排他。排不上的，排班后会说明原因。",
    ),
)  # fmt: skip


def after_saving(session: Session, entry: object) -> str:
    """What an entry that has just been saved asks for, as a sentence; empty when nothing."""
    if isinstance(entry, Leave):
        return _served(session, entry)
    if isinstance(entry, Pair):
        return "以后排班照办；已经排好的月份，按“重新排班”才会变。"
    return _wished(session, entry) if isinstance(entry, Wish) else ""


def _wished(session: Session, wish: Wish) -> str:
    """What a wish for a day that is rostered already needs."""
    turns = service.browse(session, wish.day.isoformat())
    serves = any(turn.member == wish.member for turn in turns)
    if not turns or wish.day < clock.today() or serves == (wish.kind == EAGER):
        return ""
    state = "已经排了他" if serves else "已经排了别人"
    return f"{short(wish.day)}{state}。请重新排班，或在日历上换人。"


def _served(session: Session, leave: Leave) -> str:
    """Which turns of the member lie in the leave, as a sentence; empty when none does."""
    days = [
        short(turn.day)
        for turn in service.browse(session)
        if turn.member == leave.member and leave.since <= turn.day <= leave.until
        and turn.day >= clock.today()
    ]  # fmt: skip
    if not days:
        return ""
    name = members.name_of(session, leave.member)
    return f"{name}这几天已经排了班：{'、'.join(days)}。请在日历上换人。"
