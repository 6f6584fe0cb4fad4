"""In the long `make bench`: what is due, found and counted over twenty years of meetings.

Some 1,400 meetings of a branch of 260, a hundred of them at home, written by the service (15 s).
Processor time, the median of nine: the machine may be busy with other things.
"""

import os
import random
import statistics
import sys
import tempfile
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

YEARS, TODAY, TIMES, AIM = 20, date(2026, 11, 21), 9, 100
os.environ["JDZB_TODAY"] = TODAY.isoformat()

from jdzb.ledgers.meetings import (  # noqa: E402
    service,
    service_figures,
    service_outlook,
    service_plan,
    service_search,
)
from jdzb.ledgers.meetings.columns import ABSENT, CAME, EXCUSED, HANDS  # noqa: E402
from jdzb.ledgers.meetings.entries import Item, Meeting, Minutes  # noqa: E402
from jdzb.ledgers.members import service as members  # noqa: E402
from jdzb.ledgers.members import service_standing  # noqa: E402
from jdzb.ledgers.members.entries import MOBILE, Mark, Member  # noqa: E402
from jdzb.store import database  # noqa: E402

PEOPLE, HOME = 260, 100
POSTS = ("书记", "组织委员", "宣传委员", "纪检委员")
GROUPS = ("第一党小组", "第二党小组", "第三党小组")
DECIDING = ("支部党员大会", "支部委员会")
TALK = "修缮南沟水渠，总长一公里，预算四万六千元，大家认为应当先修上段，赶在春灌之前完工。" * 30
CHANCES = {CAME: 90, EXCUSED: 8, ABSENT: 2}


def main():
    """Live twenty years, measure, print; 0 when due and findings meet the aim."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "支部台账.db"
        with database.open_ledger(path, actor="文书") as session:
            live(session, random.Random(1))
            rows = session.query("SELECT count(*) AS n FROM meeting_attendance")[0]["n"]
            print(f"{rows} rows of attendance, {path.stat().st_size / 1e6:.0f} MB")
            met = [measured(*one, session) for one in works()]
    return 0 if all(met) else 1


def works():
    """What is measured: its name, the work, its aim in ms or None."""
    yield "due", service_outlook.due, AIM
    yield "findings", service_outlook.findings, AIM
    yield "the year overview", lambda session: service_plan.overview(session, TODAY.year), None
    yield "study of all", lambda session: service_figures.study(session, TODAY.year), None
    yield "one member's year", lambda session: service_figures.member_year(session, 5, 2026), None
    yield "all minutes' heads", service.browse, None
    yield "search", lambda session: service_search.find(session, "修渠 同意"), AIM
    yield "search in vain", lambda session: service_search.find(session, "没有"), AIM


def measured(name, work, aim, session):
    """Print the median; True when the aim is met."""
    times = []
    for _ in range(TIMES):
        start = time.process_time()
        work(session)
        times.append((time.process_time() - start) * 1000)
    median = statistics.median(times)
    print(f"{name:<20} {median:6.0f} ms   {'' if aim is None else f'aim < {aim}'}")
    return aim is None or median < aim


def live(session, rng):
    """The members, then every meeting of the years; one in fifty is missing."""
    with session.together("登记", "登记"):
        for number in range(PEOPLE):
            enter(session, number)
    frames = {}
    for year in range(TODAY.year - YEARS + 1, TODAY.year + 1):
        with session.together("记录", "记录"):
            for kind, day, group in meetings(year):
                if day < TODAY and rng.random() > 1 / 50:
                    hold(session, rng, Meeting(kind, day.isoformat(), party_group=group), frames)


def enter(session, number):
    """One member; those beyond a hundred are away."""
    post = POSTS[number] if number < len(POSTS) else None
    name = f"党{'甲乙丙丁戊己庚辛壬癸'[number % 10]}{'一二三四五六七八九十'[number // 10 % 10]}"
    group = GROUPS[number % 3]
    card = Member(name, joined="1999-01", full="2000-01", party_post=post, party_group=group)
    added = members.add(session, card).id
    if number >= HOME:
        service_standing.mark(session, Mark(added, MOBILE, "2000-01"))


def meetings(year):
    """Kind, day and group of every meeting of a year."""
    for month in range(1, 13):
        yield "主题党日", date(year, month, 5), None
        yield "支部委员会", date(year, month, 28), None
        yield from (("党小组会", date(year, month, 12), group) for group in GROUPS)
        if month % 3 == 0:
            yield "支部党员大会", date(year, month, 25), None
            yield "党课", date(year, month, 26), None
    yield "组织生活会", date(year, 12, 18), None
    yield "民主评议会", date(year, 12, 19), None


def hold(session, rng, meeting, frames):
    """Record and complete one meeting, with two items of 1,200 characters."""
    key = meeting.kind, meeting.party_group
    if key not in frames:
        frames[key] = service.fresh(session, meeting).attendance
    states = rng.choices(list(CHANCES), list(CHANCES.values()), k=len(frames[key]))
    attendance = tuple(
        replace(one, state=state, reason="外出" if state == EXCUSED else None)
        for one, state in zip(frames[key], states, strict=True)
    )
    item = Item("修渠", talk=TALK, decision="同意")
    if meeting.kind in DECIDING:
        item = replace(item, way=HANDS, yes=1, no=0, abstain=0)
    minutes = Minutes(meeting, attendance, items=(item, item))
    service.complete(session, service.record(session, minutes).id)


if __name__ == "__main__":
    sys.exit(main())
