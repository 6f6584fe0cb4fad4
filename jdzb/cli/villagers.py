"""The people of the invented village: their cards, and how they come, go away and are lost."""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from jdzb.ledgers.members import entries, service_standing
from jdzb.ledgers.members import service as members
from jdzb.ledgers.members.entries import MOBILE, Mark, Member
from jdzb.store.session import Session

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


@dataclass(slots=True)
class Village:
    """Who is at home, who is away under which mark, who is on the way in, which visits wait for
    their answer; the dice.
    """

    session: Session
    rng: random.Random
    home: list[int] = field(default_factory=list)
    away: dict[int, int] = field(default_factory=dict)
    coming: list[tuple[int, int, date]] = field(default_factory=list)
    officers: list[int] = field(default_factory=list)
    waiting: list[tuple[int, str]] = field(default_factory=list)
    called: int = 0


def card(rng: random.Random, day: date) -> Member:
    """Someone between 25 and 75, a Party member for some years."""
    born = day.year - rng.randint(25, 75)
    joined = rng.randint(born + 20, day.year - 3)
    name = rng.choice(SURNAMES) + "".join(rng.sample(GIVEN, rng.choice((1, 2, 2, 2))))
    return Member(
        name, rng.choice("男男女"), "汉族", f"{born}-{rng.randint(1, 12):02d}",
        rng.choice(("小学", "初中", "初中", "高中", "中专", "大专")),
        f"{joined}-07-01", f"{joined + 1}-07-01", party_group=rng.choice(GROUPS),
        phone=phone(rng), address=address(rng),
    )  # fmt: skip


def phone(rng: random.Random) -> str:
    """A number of the area code nobody has."""
    return f"0000-25{rng.randint(0, 99999):05d}"


def address(rng: random.Random) -> str:
    """A house of the village."""
    return f"青山村{rng.randint(1, 12)}组{rng.randint(1, 120)}号"


def posts(rng: random.Random) -> str:
    """Two posts for a member without office."""
    return "、".join(rng.sample(POSTS, 2))


# -- coming and going ------------------------------------------------------------------------------


def goes_away(village: Village, day: date) -> None:
    """Someone without office leaves to work elsewhere."""
    plain = [one for one in village.home if one not in village.officers]
    member = village.rng.choice(plain)
    village.home.remove(member)
    mark_away(village, member, day)


def mark_away(village: Village, member: int, day: date) -> None:
    """Mark a member as mobile."""
    place, since = village.rng.choice(PLACES), day.isoformat()
    mark = Mark(member, MOBILE, since, None, place, "林秀兰", since)
    village.away[member] = service_standing.mark(village.session, mark).id


def comes_home(village: Village, day: date) -> None:
    """Someone returns, and serves again."""
    member = village.rng.choice(list(village.away))
    service_standing.unmark(village.session, village.away.pop(member), day.isoformat(), "已返乡")
    village.home.append(member)


def applies(village: Village, day: date) -> None:
    """Someone asks to join; whom the branch receives comes to the register as a member later."""
    rng, since = village.rng, day.isoformat()
    born = day.year - rng.randint(19, 40)
    name = rng.choice(SURNAMES) + "".join(rng.sample(GIVEN, 2))
    applicant = Member(
        name, rng.choice("男女"), "汉族", f"{born}-06", phone=phone(rng), address=address(rng)
    )
    added = members.add(village.session, applicant, status=STAGES[0], since=since)
    village.coming.append((added.id, 1, day))


def advance(village: Village, day: date) -> None:
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


def loses(village: Village, day: date) -> None:
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
