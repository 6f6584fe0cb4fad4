"""微心愿 and 设岗定责 on the wall. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from jdzb.core.branch import Branch
from jdzb.core.sheet import A4, A4_PORTRAIT, MISSING, Column, Note, Row, Sheet, Source, Table
from jdzb.ledgers.commitments.entries import Post, Wish
from jdzb.ledgers.commitments.rules import FULFILLED, LATE, LATE_OPEN, OPEN
from jdzb.ledgers.commitments.sheets import NO_NAME

SOMEBODY = "村民"  # who did not agree to the name on the wall
_ONLY = "day,villager,wish,due,claimed_by,claimed_on,fulfilled_on,how,thanks,naming"


@dataclass(frozen=True, slots=True)
class Holding:
    """A post with the names of who holds it."""

    post: Post
    names: tuple[str, ...]


def wish_list(
    year: int,
    found: Sequence[tuple[Wish, str]],
    names: Mapping[int, str],
    branch: Branch,
    today: date,
) -> Sheet:
    """The wishes of a year by day with who claimed them and how they came true, for the wall.

    A villager who did not agree is 村民, in the texts too.
    """
    columns = (
        Column("序号", 0.5), Column("提出日期", 1.1), Column("许愿人", 1.1, names=True),
        Column("微心愿", 3.6, "left"), Column("认领党员", 1.2, names=True),
        Column("认领日期", 1.1), Column("实现情况", 3.6, "left"),
    )  # fmt: skip
    listed = sorted(found, key=lambda pair: (pair[0].day, pair[0].id))
    hidden = tuple(wish.villager for wish, _ in listed if not wish.named)
    rows = tuple((str(n), *_wish(*pair, names, hidden)) for n, pair in enumerate(listed, 1))
    done = sum(state == FULFILLED for _, state in found)
    open_ = sum(state in (OPEN, LATE_OPEN) for _, state in found)
    footer = replace(branch.footer("微心愿认领和实现情况"), since=today)
    return Sheet(
        title=f"{year}年微心愿认领和实现情况",
        branch=branch.title or NO_NAME,
        blocks=(
            Table(columns, rows, empty="还没有微心愿"),
            Note(f"共 {len(found)} 个：已实现 {done} 个，待认领 {open_} 个。欢迎党员认领。"),
        ),
        paper=A4,
        footer=footer,
        public=True,
        sources=(
            Source("commitment_wishes", "day", "", f"{year:04}-12-31", _ONLY),
            Source("members", "name"),
            Source("settings", "key", "branch.", "branch.~"),
        ),
    )


def _wish(wish: Wish, state: str, names: Mapping[int, str], hidden: Sequence[str]) -> Row:
    claimed = names.get(wish.claimed_by or 0, "") or "待认领"
    shown = wish.villager if wish.named else SOMEBODY
    return (
        _short(wish.day), shown, _unnamed(wish.wish, hidden), claimed,
        _short(wish.claimed_on), _outcome(wish, state, hidden),
    )  # fmt: skip


def _outcome(wish: Wish, state: str, hidden: Sequence[str]) -> str:
    if wish.fulfilled_on:
        told = "。".join(text.rstrip("。") for text in (wish.how, wish.thanks) if text)
        day = f"{_short(wish.fulfilled_on)}实现"
        return f"{day}：{_unnamed(told, hidden)}" if told else day
    if wish.claimed_by is None:
        return ""
    by = f"（{_short(wish.due)}前）" if wish.due and state != LATE else ""
    return f"正在办理{by}"


def _unnamed(text: str, hidden: Sequence[str]) -> str:
    """The text without those names, also with blanks between their characters."""
    for name in sorted(hidden, key=len, reverse=True):
        if len(name) > 1:
            spaced = r"\s*".join(re.escape(char) for char in name if not char.isspace())
            text = re.sub(spaced, SOMEBODY, text)
    return text


def _short(day: str | None) -> str:
    return f"{int(day[5:7])}月{int(day[8:])}日" if day else ""


def post_list(found: Sequence[Holding], branch: Branch, today: date) -> Sheet:
    """The posts of members without office with who holds them, for the wall."""
    columns = (
        Column("序号", 0.5), Column("岗位", 1.6), Column("职责", 4.4, "left"),
        Column("在岗党员", 2.4, names=True), Column("人数", 0.7),
    )  # fmt: skip
    rows: tuple[Row, ...] = tuple(
        (
            str(number),
            one.post.name,
            one.post.duties or MISSING,
            "、".join(one.names) or "待认领",
            str(len(one.names)),
        )
        for number, one in enumerate(found, 1)
    )
    people = {name for one in found for name in one.names}
    return Sheet(
        title="无职党员设岗定责一览表",
        branch=branch.title or NO_NAME,
        blocks=(
            Table(columns, rows, empty="还没有设岗"),
            Note(f"共 {len(found)} 个岗位，在岗党员 {len(people)} 人。"),
        ),
        paper=A4_PORTRAIT,
        footer=replace(branch.footer("无职党员设岗定责"), since=today),
        public=True,
        sources=(
            Source("commitment_posts", only="name,duties"),
            Source("members", "name"),
            Source("members", "assigned_posts"),
            Source("settings", "key", "branch.", "branch.~"),
        ),
    )
