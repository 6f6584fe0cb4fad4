"""The cards of the register, their dated statuses and marks, and how a form becomes a card."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from jdzb.core import clock
from jdzb.core.fields import Field, InvalidForm, Problem, Value, in_order, read_known

FULL, PROBATIONARY = "正式党员", "预备党员"
ACTIVIST, CANDIDATE, APPLICANT = "入党积极分子", "发展对象", "入党申请人"
MOVED, DEAD, OUT, SUSPENDED = "转出", "去世", "出党", "停止党籍"
STATUSES = (FULL, PROBATIONARY, ACTIVIST, CANDIDATE, APPLICANT, MOVED, DEAD, OUT, SUSPENDED)
PARTY = (FULL, PROBATIONARY)
COMING = (APPLICANT, ACTIVIST, CANDIDATE)
LEFT = (MOVED, DEAD, OUT, SUSPENDED)

MOBILE, POOR, FRAIL = "流动党员", "困难党员", "年老体弱"
MARKS = (MOBILE, POOR, FRAIL)

SECRETARY = "书记"
PARTY_POSTS = (SECRETARY, "副书记", "组织委员", "宣传委员", "纪检委员", "党小组长")

FIELDS = (
    Field("name", "姓名", "name", required=True, hint="请填写姓名", width=6),
    Field("sex", "性别", "choice", choices=("男", "女"), width=3),
    Field("nation", "民族", "words", hint="例如 汉族", width=6, most=10),
    Field("birth", "出生日期", "month", hint="到月或到日，例如 1985-06", private=True, width=8),
    Field("education", "学历", "words", hint="例如 高中", width=6, most=20),
    Field("joined", "入党日期", "month", hint="支部大会通过的日期", width=8),
    Field("full", "转正日期", "month", hint="预备党员不填", width=8),
    Field("party_post", "党内职务", "words", hint="、".join(PARTY_POSTS), width=8, most=30),
    Field("party_group", "党小组", hint="例如 第一党小组", width=8, most=20),
    Field("village_post", "村内职务", "words", hint="例如 村委会主任", width=8, most=40),
    Field(
        "assigned_posts",
        "岗位",
        "words",
        hint="无职党员设岗，一至三个，用顿号隔开",
        width=10,
        most=60,
    ),
    Field("phone", "联系电话", "phone", hint="手机号，或带区号的座机号", private=True, width=8),
    Field("address", "住址", private=True, width=12),
    Field("note", "备注", "note", private=True, width=12),
)
STATUS_FIELDS = (
    Field("member", "党员", "member", required=True),
    Field("status", "身份", "choice", required=True, choices=STATUSES),
    Field("since", "起始日期", "month", hint="不清楚可以不填"),
    Field("reason", "原因", hint="例如 除名、外出务工转往外地"),
)
MARK_FIELDS = (
    Field("member", "党员", "member", required=True),
    Field("mark", "标记", "choice", required=True, choices=MARKS),
    Field("since", "开始日期", "month"),
    Field("until", "结束日期", "month"),
    Field("place", "去向", hint="流动到哪里，做什么"),
    Field("contact", "联系人", hint="支部里谁负责联系"),
    Field("last_contact", "最近联系", "day"),
    Field("note", "备注", "note"),
)


@dataclass(frozen=True, slots=True)
class Member:
    """One card. Dates are ISO text to the day or the month; ``id`` is 0 until it is stored."""

    name: str
    sex: str | None = None
    nation: str | None = None
    birth: str | None = None
    education: str | None = None
    joined: str | None = None
    full: str | None = None
    party_post: str | None = None
    party_group: str | None = None
    village_post: str | None = None
    assigned_posts: str | None = None
    phone: str | None = None
    address: str | None = None
    note: str | None = None
    id: int = 0


@dataclass(frozen=True, slots=True)
class Status:
    """A status from a day on; ``since`` None is 'from joining', or 'always' without that date."""

    member: int
    status: str
    since: str | None = None
    reason: str | None = None
    id: int = 0


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark from a day on (None: always) and up to the day before ``until`` (None: still)."""

    member: int
    mark: str
    since: str | None = None
    until: str | None = None
    place: str | None = None
    contact: str | None = None
    last_contact: str | None = None
    note: str | None = None
    id: int = 0


def parse(raw: Mapping[str, str]) -> Member:
    """Read the form of a card; raises InvalidForm with every problem at once.

    ``党支部书记`` is read as 书记; anything else typed as a post stays as it is.
    """
    member, problems = read(raw)
    if problems:
        raise InvalidForm(problems)
    return member


def read(raw: Mapping[str, str]) -> tuple[Member, list[Problem]]:
    """What of the form of a card can be read, and all that is wrong with it, in its order."""
    values, problems = read_known(FIELDS, raw)
    member = card({**values, "name": values["name"] or ""})
    return member, in_order(FIELDS, [*problems, *contradictions(member)])


def card(values: Mapping[str, Value]) -> Member:
    """A card from stored or read values; keys that are no field of it are left out."""
    known: dict[str, Any] = {f.name: values.get(f.name) for f in fields(Member) if f.name in values}
    known["party_post"] = plain_post(known.get("party_post"))
    known["assigned_posts"] = plain_posts(known.get("assigned_posts"))
    return Member(**known)


def values_of(member: Member) -> dict[str, Value]:
    """The columns of a card, without its id."""
    return {spec.name: getattr(member, spec.name) for spec in FIELDS}


def plain_post(text: str | None) -> str | None:
    """A post in the Party by its short name: 党支部书记, 支部书记 and 支书 are 书记."""
    if not text:
        return None
    short = re.sub(r"\s|\u3000", "", text)
    short = re.sub(
        r"^(中共|本?村|农村)*(党总支|党支部|支部委员会|支委会|党委|支部|支委|党)", "", short
    )
    short = {"支书": SECRETARY, "副支书": "副书记", "小组长": "党小组长", "书": SECRETARY}.get(
        short, short
    )
    short = re.sub(r"^(组织|宣传|纪检|纪律检查)(委员)?$", _committee, short)
    return short if short in PARTY_POSTS else text.strip()


def _committee(found: re.Match[str]) -> str:
    return ("纪检" if found[1].startswith("纪") else found[1]) + "委员"


def plain_posts(text: str | None) -> str | None:
    """Posts parted by 、 whatever parted them before."""
    parts = re.split(r"[、，,；;/\s\u3000]+", text or "")
    return "、".join(dict.fromkeys(part for part in parts if part)) or None


def contradictions(member: Member) -> list[Problem]:
    """What cannot be: a date in the future, confirmed before joining."""
    found = []
    today = clock.today().isoformat()
    for spec in FIELDS:
        value = getattr(member, spec.name)
        if spec.kind == "month" and value and value > today[: len(value)]:
            found.append(Problem(spec.name, spec.label, value, "这一天还没有到"))
    if member.joined and member.full and earlier(member.full, member.joined):
        expected = f"不应早于入党日期 {member.joined}"
        found.append(Problem("full", "转正日期", member.full, expected))
    if member.birth and member.joined and earlier(member.joined, member.birth):
        expected = f"不应早于出生日期 {member.birth}"
        found.append(Problem("joined", "入党日期", member.joined, expected))
    return found


def earlier(one: str, other: str) -> bool:
    """True when one date surely lies before the other; months compare as months."""
    size = min(len(one), len(other))
    return one[:size] < other[:size]


def first_day(value: str | None) -> str:
    """A date as a day; a month counts from its first day; nothing is before everything."""
    return "" if not value else value if len(value) == 10 else f"{value}-01"


def add_years(value: str, years: int) -> str:
    """The same day or month some years on; 29 February becomes 1 March in a common year."""
    year = int(value[:4]) + years
    rest = value[4:]
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return f"{year:04d}{'-03-01' if rest == '-02-29' and not leap else rest}"
