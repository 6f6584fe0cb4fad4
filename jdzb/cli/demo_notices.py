"""The demo village's noticeboard: a notice in every state, through the services."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from jdzb.core import clock
from jdzb.core.sheet import Sheet
from jdzb.ledgers.duty import service as turns
from jdzb.ledgers.duty import service_hand
from jdzb.ledgers.duty import service_outlook as duty
from jdzb.ledgers.duty.entries import month_of
from jdzb.ledgers.notices import rules, service, service_life, service_outlook, service_voices
from jdzb.ledgers.notices.entries import (
    CANDIDATES,
    NOTICE,
    OF_A_BOOK,
    PARTY,
    PUBLICATION,
    RESULTS,
    VILLAGE,
    Notice,
    Objection,
)
from jdzb.press import kept_sheets, pdf
from jdzb.store import printout
from jdzb.store.session import Session

BOARD = "村委会公开栏"
_ACCOUNTS = (
    "项目\t收入（元）\t支出（元）\t说明\n"
    "村集体土地流转\t36000.00\t\t三组 60 亩\n"
    "路灯维修\t\t4200.00\t12 盏\n"
    "困难党员慰问\t\t3000.00\t6 人\n"
    "合计\t36000.00\t7200.00\t"
)
_RESULTS = (
    "姓名\t党小组\t等次\n陈志强\t第一党小组\t优秀\n林秀兰\t第一党小组\t优秀\n"
    "周桂芳\t第二党小组\t合格\n郑德福\t第二党小组\t合格\n吴春生\t第三党小组\t合格"
)


def hang(session: Session) -> None:
    """Fill the register; the sheets are printed and kept as by the print dialog."""
    today = clock.today()
    _hanging(session, today)
    _made(session, today)
    _roster(session, today)


def _made(session: Session, today: date) -> None:
    """A draft, one that is checked, one that is approved."""
    day = today - timedelta(days=1)
    texts = (
        ("关于召开第四季度党员大会的通知", NOTICE, PARTY, 0, _MEETING),
        ("关于拟接收唐小燕为预备党员的公示", PUBLICATION, CANDIDATES, 1, _CANDIDATE),
        ("第四季度村级财务收支公示", PUBLICATION, VILLAGE, 2, _MONEY),
    )
    for title, kind, category, taken, body in texts:
        grid = _ACCOUNTS if category == VILLAGE else None
        notice = _notice(title, kind, category, day, body, grid)
        _steps(session, notice, taken, day)


def _hanging(session: Session, today: date) -> None:
    """One taken down, one overdue, one with an objection, one that ends tomorrow."""
    texts = (
        ("第三季度村级财务收支公示", VILLAGE, 40, _MONEY, _ACCOUNTS),
        ("关于整修南沟水渠用工情况的公示", VILLAGE, 18, _CANAL, None),
        ("关于2026年民主评议党员结果的公示", RESULTS, 6, _REVIEW, _RESULTS),
    )
    for title, category, ago, body, grid in texts:
        day = today - timedelta(days=ago)
        notice = _notice(title, PUBLICATION, category, day, body, grid)
        kept = _post(session, _steps(session, notice, 2, day), day)
        if ago > 30:
            end = kept.until or day.isoformat()
            service_life.take(session, kept.id, service_life.TAKE, "林秀兰", end)
        if category == RESULTS:
            _asked(session, kept, day)


def _asked(session: Session, notice: Notice, day: date) -> None:
    """Two objections, the first of them answered."""
    said = Objection(notice.id, (day + timedelta(days=1)).isoformat(), "评议票是怎么计的？", "村民")
    first = service_voices.object_to(session, said).id
    text = "到会党员 41 名，每人一票，监票人当场计票，票样存支部备查。"
    on = (day + timedelta(days=2)).isoformat()
    service_voices.answer(session, first, text, "陈志强", on)
    later = (day + timedelta(days=4)).isoformat()
    service_voices.object_to(session, Objection(notice.id, later, "等次名单里少了第四党小组。"))


def _roster(session: Session, today: date) -> None:
    """The roster of the month hangs; a stand-in came later."""
    month = month_of(today)
    sheet = duty.month_sheet(session, month)
    day = max(month.first, today - timedelta(days=12))
    notice = replace(
        _notice(sheet.title, OF_A_BOOK, PARTY, day, None, None),
        source=f"duty:{sheet.title}", since=month.first.isoformat(), until=month.last.isoformat(),
    )  # fmt: skip
    _post(session, _steps(session, notice, 2, day), day, sheet)
    later = [turn for turn in turns.browse(session) if month.holds(turn.day) and turn.day > today]
    for turn in later[-1:]:
        other = service_hand.substitutes(session, turn.day)[0].member
        service_hand.stand_in(session, turn.id, other, "家里有事")


def _notice(
    title: str, kind: str, category: str, day: date, body: str | None, grid: str | None
) -> Notice:
    return Notice(
        title, kind, category, body=body, grid=grid, signed_on=day.isoformat(), place=BOARD,
        proposed_by="林秀兰", proposed_on=day.isoformat(),
    )  # fmt: skip


def _steps(session: Session, notice: Notice, taken: int, day: date) -> Notice:
    """Enter the notice and take so many steps after the first."""
    added = service.add(session, notice).id
    whole = ((service_life.CHECK, "周桂芳"), (service_life.APPROVE, "陈志强"))
    for step, who in whole[:taken]:
        service_life.take(session, added, step, who, day.isoformat())
    return service.get(session, added)


def _post(session: Session, notice: Notice, day: date, sheet: Sheet | None = None) -> Notice:
    """Print, keep the page, and enter that it hangs from that day on."""
    since = notice.since or day.isoformat()
    until = (
        notice.until or rules.proposed_until(notice.category, day, service.calendar()).isoformat()
    )
    plan = replace(notice, posted_by="林秀兰", posted_on=day.isoformat(), since=since, until=until)
    service_life.plan(session, notice.id, plan)
    page = sheet or service_outlook.sheet(session, service.get(session, notice.id))
    stamped = printout.stamp(session, page)
    kept_sheets.keep(stamped, pdf.render(stamped))
    printed = kept_sheets.entry_of(stamped)
    service_life.post(session, notice.id, replace(plan, printed=printed))
    return service.get(session, notice.id)


_MEETING = (
    "各党小组：\n经支部委员会研究，定于本月28日晚7时30分在支部活动室召开第四季度党员大会。\n"
    "一、会议内容\n学习上级文件；通报本季度村级财务；讨论明年重点工作。\n"
    "二、有关要求\n请全体党员准时到会，因故不能到会的提前向党小组长请假。"
)
_CANDIDATE = (
    "经支部委员会研究，拟接收唐小燕同志为中共预备党员。现予公示，"
    "公示期间如有意见，请向支部或乡镇党委反映。"
)
_MONEY = "根据村务公开制度，现将本季度村级财务收支情况公示如下，请村民监督。"
_CANAL = (
    "南沟水渠整修已于上月完工，总长1.2公里，用工86个，每个工120元，合计10320元，"
    "由村集体收入列支。\n现将用工情况公示，请村民监督。"
)
_REVIEW = "经党员大会民主评议、支部委员会审定，现将2026年民主评议党员结果公示如下。"
