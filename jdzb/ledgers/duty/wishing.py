"""Days that members ask for: given when the counts stay as fair as they are without."""

from __future__ import annotations

from jdzb.ledgers.duty import partners
from jdzb.ledgers.duty.blocks import members_of
from jdzb.ledgers.duty.board import Board, seats_to_give
from jdzb.ledgers.duty.roster import Remark


def grant(board: Board, *, ranked: bool) -> tuple[Remark, ...]:
    """Give as many of the days asked for as can be, by day; of the others why not, in Chinese."""
    asked = [
        (d, i)
        for d, day in enumerate(board.days)
        for i, person in enumerate(board.people)
        if day.day in person.eager
    ]
    asked.sort(key=lambda one: (one[0], board.rank[one[1]]))
    whys = [(d, i, _grant(board, d, i, ranked=ranked)) for d, i in asked]
    return tuple(
        Remark(
            board.days[d].day,
            f"{board.people[i].name}想值{board.days[d].day:%m-%d}，没有排上：{why}。",
        )
        for d, i, why in whys
        if why
    )


def spared(board: Board) -> tuple[Remark, ...]:
    """Who serves on a day all the same that he asked to be spared."""
    return tuple(
        Remark(
            day.day, f"{board.people[i].name}不想值{day.day:%m-%d}，可是没有别人能值，还是排了。"
        )
        for d, day in enumerate(board.days)
        for i in members_of(board.on[d] & board.loath[d])
    )


def _grant(board: Board, d: int, i: int, *, ranked: bool) -> str | None:
    """Give person i the day d for good; why that cannot be, None when it can."""
    bit = 1 << i
    if board.held[d] & bit:
        return None
    block = next((one for one in board.choices(d) if one.bits & bit), None)
    if block is None or not seats_to_give(board, d):
        return _hindrance(board, d, i)
    before, kept = partners.weight(board), [*board.on]
    if not block.bits & ~board.on[d] or partners.force(board, d, block, ranked=ranked):
        members = [*members_of(block.bits)]
        for one in members:
            board.settle(one, d)
        partners.improve(board, ranked=ranked)
        if partners.weight(board) == before:
            return None
        for one in members:
            board.release(one, d)
    partners.put_back(board, kept)
    return "排上就会有人多值、有人少值"


def _hindrance(board: Board, d: int, i: int) -> str:
    """Why person i cannot have a rotation seat of day d."""
    day, person = board.days[d], board.people[i]
    if day.closed is not None:
        return "这天不值班"
    if not day.rota:
        return "这天由书记值班"
    if away := person.away_on(day.day):
        return away.words
    if not person.rotates or not person.joined(day.day):
        return "这天还不参加轮值"
    foes = board.foes[i] & board.held[d]
    if foes:
        return f"与值班的{board.people[next(members_of(foes))].name}不同班"
    return "位子已经由手工或固定的占满"
