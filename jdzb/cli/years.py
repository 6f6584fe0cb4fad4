"""Years of a fictional village, lived day by day through the same services as a real one.

Some 15,000 journal entries a year: 260 members, two thirds of them away and telephoned in
turn, three on duty a day. The same number of years up to the same day gives the same rows.
"""

from __future__ import annotations

import contextlib
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta

from jdzb.core import clock
from jdzb.core.errors import Refused
from jdzb.ledgers.duty import service as duty
from jdzb.ledgers.duty import service_hand, service_month, service_outlook
from jdzb.ledgers.duty.entries import Closure, Fixed, Leave, Month, Turn, month_of
from jdzb.ledgers.members import entries, service_standing
from jdzb.ledgers.members import service as members
from jdzb.ledgers.members.entries import MOBILE, Mark, Member
from jdzb.store import printout
from jdzb.store.session import Session

PEOPLE, AWAY = 260, 170
OPENS, BETWEEN = time(8, 30), 14  # the day's first act, and the most minutes from one to the next
CALLS, CORRECTIONS = 28, 7  # a day
LOSSES = (entries.DEAD, entries.DEAD, entries.DEAD, entries.MOVED)
STAGES = (entries.APPLICANT, entries.ACTIVIST, entries.CANDIDATE)
STAGE = timedelta(days=270)
SURNAMES = "陈林黄郑吴周徐马孙胡朱高何郭罗梁宋唐韩曹彭曾萧田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢"
GIVEN = "志强秀兰桂芳春生美玉建国海涛永贵金凤有才国兴晓峰丽华文军红梅立新雪松天佑长根明义德福"
PLACES = (
    "广东东莞，电子厂",
    "浙江义乌，做生意",
    "省城，建筑工地",
    "江苏昆山，服装厂",
    "县城，开出租",
)
POSTS = (
    "政策宣传岗",
    "治安巡逻岗",
    "环境卫生岗",
    "矛盾调解岗",
    "民主监督岗",
    "帮扶助困岗",
    "文体活动岗",
)
GROUPS = ("第一党小组", "第二党小组", "第三党小组", "第四党小组", "第五党小组")
LEAVES = ("外出看病", "走亲戚", "农忙", "家里办喜事", "照看孙子", "外出务工")
SETTINGS = {
    "people": "3", "weekends": "党员", "holidays": "党员", "morning": "8:30–12:00",
    "afternoon": "14:00–17:00", "place": "村级活动场所", "tasks": "处理村务，接待群众，代办民事。",
}  # fmt: skip


@dataclass(slots=True)
class Village:
    """Who is at home, who is away under which mark, who is on the way in; the dice."""

    session: Session
    rng: random.Random
    home: list[int] = field(default_factory=list)
    away: dict[int, int] = field(default_factory=dict)
    coming: list[tuple[int, int, date]] = field(default_factory=list)
    officers: list[int] = field(default_factory=list)
    called: int = 0


def beginning(years: int) -> datetime:
    """The morning on which a history of so many years up to today begins."""
    first = month_of(clock.today()).shifted(-12 * years).first
    return datetime.combine(first, OPENS)


def live(session: Session, start: datetime, told: Callable[[int], None]) -> None:
    """Fill an empty ledger with the life from ``start`` to yesterday; ``told`` hears each year."""
    village = Village(session, random.Random(start.year))
    yesterday = clock.today() - timedelta(days=1)
    with clock.pretended(start):
        _settle(village, start.date())
    day = start.date()
    while day < yesterday:
        day += timedelta(days=1)
        _live_day(village, day)
        if (day.month, day.day) == (12, 31):
            told(day.year)


def _live_day(village: Village, day: date) -> None:
    moment = datetime.combine(day, OPENS)
    for act in _acts(day):
        moment += timedelta(minutes=village.rng.randint(1, BETWEEN))
        with clock.pretended(moment), contextlib.suppress(Refused):
            act(village, day)


Act = Callable[[Village, date], None]


def _acts(day: date) -> Iterator[Act]:
    """What is done on a day, in order: the work of the month, then that of every day."""
    monthly = {2: _goes_away, 4: _comes_home, 6: _applies, 9: _loses, 12: _exchange, 15: _undoes,
               20: _correct_leave, 25: _roster}  # fmt: skip
    if day.day in monthly:
        yield monthly[day.day]
    if day.day == 18:
        yield _stand_in
    if day.day == 1:
        yield _advance
    if day.day == 5 and day.month % 3 == 1:
        yield _new_posts
    if (day.month, day.day) == (1, 10):
        yield _yearly
    yield _calls
    yield from [_correction] * CORRECTIONS
    yield _leave


# -- the first day ---------------------------------------------------------------------------------


def _settle(village: Village, day: date) -> None:
    """Settings, every member, who is away, and the first month's roster."""
    session, rng = village.session, village.rng
    duty.save_settings(session, SETTINGS)
    with session.together("登记全体党员"):
        village.home = [members.add(session, _card(rng, day)).id for _ in range(PEOPLE)]
        for member in village.home[-AWAY:]:
            _mark_away(village, member, day)
    village.home = village.home[:-AWAY]
    _elect(village)
    duty.add_fixed(session, Fixed(village.home[-1], "星期三", "赶集日"))
    service_month.make_roster(session, month_of(day))


def _card(rng: random.Random, day: date) -> Member:
    """Someone between 25 and 75, a Party member for some years."""
    born = day.year - rng.randint(25, 75)
    joined = rng.randint(born + 20, day.year - 3)
    name = rng.choice(SURNAMES) + "".join(rng.sample(GIVEN, rng.choice((1, 2, 2, 2))))
    return Member(
        name, rng.choice("男男女"), "汉族", f"{born}-{rng.randint(1, 12):02d}",
        rng.choice(("小学", "初中", "初中", "高中", "中专", "大专")),
        f"{joined}-07-01", f"{joined + 1}-07-01", party_group=rng.choice(GROUPS),
        phone=_phone(rng), address=_address(rng),
    )  # fmt: skip


def _phone(rng: random.Random) -> str:
    return f"0000-25{rng.randint(0, 99999):05d}"


def _address(rng: random.Random) -> str:
    return f"青山村{rng.randint(1, 12)}组{rng.randint(1, 120)}号"


# -- every day -------------------------------------------------------------------------------------


def _calls(village: Village, day: date) -> None:
    """The day's telephone calls to members who are away, in turn."""
    marks = list(village.away.values())
    with village.session.together("登记今天联系的流动党员", "联系"):
        for _ in range(min(CALLS, len(marks))):
            village.called += 1
            mark = marks[village.called % len(marks)]
            service_standing.touch(village.session, mark, day.isoformat())


def _correction(village: Village, day: date) -> None:
    """One card brought up to date."""
    rng = village.rng
    member = rng.choice(village.home)
    card = members.get(village.session, member)
    new, reason = rng.choice((
        (replace(card, phone=_phone(rng)), "换了号码"),
        (replace(card, address=_address(rng)), "搬了家"),
        (replace(card, assigned_posts=_posts(rng)), "调整岗位"),
        (replace(card, note=f"{day:%Y-%m-%d}走访：{rng.choice(LEAVES)}"), "走访记录"),
    ))  # fmt: skip
    members.amend(village.session, member, new, reason)


def _posts(rng: random.Random) -> str:
    return "、".join(rng.sample(POSTS, 2))


def _leave(village: Village, day: date) -> None:
    since = day + timedelta(days=village.rng.randint(3, 20))
    until = since + timedelta(days=village.rng.randint(0, 4))
    leave = Leave(village.rng.choice(village.home), since, until, village.rng.choice(LEAVES))
    duty.add_leave(village.session, leave)


# -- duty, every month -----------------------------------------------------------------------------


def _roster(village: Village, day: date) -> None:
    """Next month's roster, and its sheet for the wall."""
    coming = month_of(day).shifted(1)
    made, _ = service_month.make_roster(village.session, coming)
    printout.stamp(village.session, service_outlook.view_sheet(village.session, made))


def _stand_in(village: Village, day: date) -> None:
    """Someone else comes tomorrow, unless away or on duty that day already."""
    turn = _turn(village, day + timedelta(days=1))
    other, reason = village.rng.choice(village.home), village.rng.choice(LEAVES)
    service_hand.stand_in(village.session, turn.id, other, reason)


def _exchange(village: Village, day: date) -> None:
    """Two turns of the coming days exchanged."""
    after = village.rng.randint(2, 14)
    one, other = (_turn(village, day + timedelta(days=days)) for days in (1, after))
    service_hand.swap(village.session, one.id, other.id, "两人商量")


def _turn(village: Village, day: date) -> Turn:
    """One turn of the day, or of the next on which anyone serves."""
    ahead = [turn for turn in duty.turns_of_year(village.session, day.year) if turn.day >= day]
    nearest = min(turn.day for turn in ahead)
    return village.rng.choice([turn for turn in ahead if turn.day == nearest])


def _correct_leave(village: Village, day: date) -> None:
    """A leave that comes to nothing."""
    ahead = [leave for leave in duty.leaves(village.session, after=day) if leave.since > day]
    duty.void_absence(village.session, "duty_leaves", village.rng.choice(ahead).id, "不去了")


def _undoes(village: Village, day: date) -> None:
    """A slip of the hand, taken back at once."""
    _correction(village, day)
    village.session.undo()


# -- coming and going ------------------------------------------------------------------------------


def _goes_away(village: Village, day: date) -> None:
    plain = [one for one in village.home if one not in village.officers]
    member = village.rng.choice(plain)
    village.home.remove(member)
    _mark_away(village, member, day)


def _mark_away(village: Village, member: int, day: date) -> None:
    place, since = village.rng.choice(PLACES), day.isoformat()
    mark = Mark(member, MOBILE, since, None, place, "林秀兰", since)
    village.away[member] = service_standing.mark(village.session, mark).id


def _comes_home(village: Village, day: date) -> None:
    member = village.rng.choice(list(village.away))
    service_standing.unmark(village.session, village.away.pop(member), day.isoformat(), "已返乡")
    village.home.append(member)


def _applies(village: Village, day: date) -> None:
    """Someone asks to join; whom the branch receives comes to the register as a member later."""
    rng, since = village.rng, day.isoformat()
    born = day.year - rng.randint(19, 40)
    name = rng.choice(SURNAMES) + "".join(rng.sample(GIVEN, 2))
    card = Member(
        name, rng.choice("男女"), "汉族", f"{born}-06", phone=_phone(rng), address=_address(rng)
    )
    added = members.add(village.session, card, status=STAGES[0], since=since)
    village.coming.append((added.id, 1, day))


def _advance(village: Village, day: date) -> None:
    """Who has waited long enough comes a step further, at last to the day of confirmation."""
    waiting = village.coming
    village.coming = [one for one in waiting if day - one[2] < STAGE]
    for member, stage, since in waiting:
        if day - since < STAGE:
            continue
        _step(village, member, stage, day)
        if stage <= len(STAGES):
            village.coming.append((member, stage + 1, day))
        else:
            village.home.append(member)


def _step(village: Village, member: int, stage: int, day: date) -> None:
    session, since = village.session, day.isoformat()
    if stage < len(STAGES):
        service_standing.set_status(session, member, STAGES[stage], since, "支委会讨论")
        return
    card = members.get(session, member)
    if stage == len(STAGES):
        members.amend(session, member, replace(card, joined=since), "支部大会通过")
    else:
        full = entries.add_years(str(card.joined), 1)
        members.amend(session, member, replace(card, full=min(full, since)), "按期转正")


def _loses(village: Village, day: date) -> None:
    """One dies or moves away; in turn from home and from those who are away."""
    gone = village.rng.choice(LOSSES)
    at_home = [one for one in village.home if one not in village.officers]
    if day.month % 2:
        member = village.rng.choice(at_home)
        village.home.remove(member)
    else:
        member = village.rng.choice(list(village.away))
        del village.away[member]
    service_standing.leave(village.session, member, gone, day.isoformat())


# -- every quarter, every year ---------------------------------------------------------------------


def _new_posts(village: Village, day: date) -> None:
    """Members without office get new posts for the quarter, as one act."""
    del day
    with village.session.together("调整本季度无职党员岗位", "季度调整"):
        for member in village.home:
            card = members.get(village.session, member)
            new = replace(card, assigned_posts=_posts(village.rng))
            members.amend(village.session, member, new, "季度调整")


def _yearly(village: Village, day: date) -> None:
    """The lists are printed, days without duty announced, every third year a new committee."""
    for sheet in members.sheets_now(village.session):
        printout.stamp(village.session, sheet)
    closed = date(day.year, 8, village.rng.randint(1, 20))
    closure = Closure(closed, closed + timedelta(days=2), "修缮活动场所")
    duty.add_closure(village.session, closure)
    if day.year % 3 == 0:
        _elect(village)


def _elect(village: Village) -> None:
    """A new committee: the old posts end, the new ones begin, as one act."""
    old, new = village.officers, village.rng.sample(village.home, 5)
    posts = dict.fromkeys(old) | dict(zip(new, entries.PARTY_POSTS, strict=False))
    with village.session.together("登记支委换届", "换届选举"):
        for member, post in posts.items():
            card = members.get(village.session, member)
            members.amend(village.session, member, replace(card, party_post=post), "换届选举")
    village.officers = new


def next_month(session: Session) -> Month:
    """Roster what lies ahead of today, so that the window opens on a full calendar."""
    coming = month_of(clock.today()).shifted(1)
    service_month.make_roster(session, coming)
    return coming
