"""The table the solver works on: who serves on which day, and who could."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from jdzb.ledgers.duty import blocks
from jdzb.ledgers.duty.blocks import Block, members_of
from jdzb.ledgers.duty.roster import Day, Person

_SHOWN = 6  # more names than this make a cell of the calendar unreadable


@dataclass(slots=True)
class Board:
    """The table being worked on: people and days by index, sets of people as bits of an int.

    can: who may take a rotation seat of the day; loath: who may besides, because the day is not
    full without some who asked to be spared; lone: those of both who come or stay away by
    themselves; on: who serves; held: the part of on that may not move; moving: the days of each
    person's lone turns that may; level: turns and credit; rank: order of who served longest ago,
    all different. mates (with oneself) and foes: bits by person. known: choices worked out.
    """

    people: tuple[Person, ...]
    days: tuple[Day, ...]
    can: list[int]
    held: list[int]
    on: list[int]
    level: list[int]
    rank: list[int]
    mates: list[int]
    foes: list[int]
    loath: list[int] = field(default_factory=list)
    lone: list[int] = field(default_factory=list)
    moving: list[set[int]] = field(default_factory=list)
    known: dict[tuple[int, int], list[Block]] = field(default_factory=dict)

    @property
    def paired(self) -> bool:
        """True when somebody must come with, or may not come with, somebody else."""
        return any(self.foes) or any(
            (can | loath) & ~lone
            for can, loath, lone in zip(self.can, self.loath, self.lone, strict=True)
        )

    def free(self, d: int) -> int:
        """Who could still be put on day d by himself."""
        return self._lone_pool(d, self.can[d] | self.loath[d], self.on[d])

    def heirs(self, i: int, d: int) -> int:
        """Who could take the turn of person i on day d: of the unwilling, only the unwilling."""
        unwilling = self.loath[d] >> i & 1
        pool = self.loath[d] if unwilling else self.can[d]
        return self._lone_pool(d, pool & ~(1 << i), self.on[d] & ~(1 << i))

    def _lone_pool(self, d: int, pool: int, others: int) -> int:
        return pool & self.lone[d] & ~others & ~blocks.enemies(self.foes, others)

    def choices(self, d: int) -> list[Block]:
        """The blocks that may take the seats of day d that are not held; those in it now too."""
        key = (d, held := self.held[d])
        if key not in self.known:
            can, loath = self.can[d] & ~held, self.loath[d] & ~held
            self.known[key] = blocks.blocks(can, loath, self.mates, self.foes, held)
        return self.known[key]

    def movable(self, d: int) -> int:
        """Who serves on day d and may move."""
        return self.on[d] & ~self.held[d]

    def put(self, i: int, d: int) -> None:
        """Give person i the day d as a turn that may move again."""
        self.on[d] |= 1 << i
        self.level[i] += 1
        if self.lone[d] >> i & 1:
            self.moving[i].add(d)

    def take(self, i: int, d: int) -> None:
        """Undo put."""
        self.on[d] &= ~(1 << i)
        self.moving[i].discard(d)
        self.level[i] -= 1

    def reseat(self, d: int, bits: int) -> None:
        """Let these serve on day d besides who is held there, and nobody else."""
        for i in members_of(self.movable(d) & ~bits):
            self.take(i, d)
        for i in members_of(bits & ~self.on[d]):
            self.put(i, d)

    def settle(self, i: int, d: int) -> None:
        """Let a turn that is there stay for the time being."""
        self.held[d] |= 1 << i
        self.moving[i].discard(d)

    def release(self, i: int, d: int) -> None:
        """Undo settle."""
        self.held[d] &= ~(1 << i)
        if self.lone[d] >> i & 1:
            self.moving[i].add(d)

    def hold(self, i: int, d: int) -> None:
        """Put person i on day d for good."""
        self.on[d] |= 1 << i
        self.held[d] |= 1 << i
        self.level[i] += 1


def new_board(people: tuple[Person, ...], days: tuple[Day, ...]) -> Board:
    """An empty table on which kept, named and weekly turns are already held."""
    order = sorted(range(len(people)), key=lambda i: (people[i].last or date.min, i))
    rank = [0] * len(people)
    for place, i in enumerate(order):
        rank[i] = place
    board = Board(
        people=people,
        days=days,
        can=[_can(people, day) for day in days],
        held=[0] * len(days),
        on=[0] * len(days),
        level=[person.served + person.credit for person in people],
        rank=rank,
        mates=blocks.circles([_bits(people, one.mates) for one in people]),
        foes=[
            _bits(people, one.foes | {other.id for other in people if one.id in other.foes})
            for one in people
        ],
        moving=[set() for _ in people],
    )
    for d in range(len(days)):
        _hold_day(board, d)
        loath = _loath(board, d)
        board.loath.append(loath)
        able = board.can[d] | loath
        lone = (i for i in members_of(able) if board.mates[i] & able & ~board.held[d] == 1 << i)
        board.lone.append(sum(1 << i for i in lone))
    return board


def seats_left(board: Board, d: int) -> int:
    """How many people the day still lacks; kept people who are no longer known count."""
    return max(0, _seats(board, d) - board.on[d].bit_count())


def seats_to_give(board: Board, d: int) -> int:
    """How many seats of the day are not held."""
    return max(0, _seats(board, d) - board.held[d].bit_count())


def shortage(board: Board, d: int) -> str | None:
    """Why the day is not full, in Chinese, naming who is away; None when it is full."""
    lack, day = seats_left(board, d), board.days[d]
    if day.closed is not None or not lack:
        return day.closed if not board.on[d] and not day.kept else None
    if not day.rota:
        named = [person for person in board.people if person.id in day.fixed]
        return f"缺{lack}人：{_absences(named, day.day, '固定值班的') or '党员册里没有书记'}"
    pool = [person for person in board.people if person.rotates and person.joined(day.day)]
    if not pool:
        return f"缺{lack}人：没有可排的党员"
    causes = [_absences(pool, day.day, f"可排的{len(pool)}人中 "), *_partners(board, d, lack)]
    told = "；".join(cause for cause in causes if cause)
    return f"缺{lack}人：{told or f'可排的只有{len(pool)}人'}"


def _seats(board: Board, d: int) -> int:
    day = board.days[d]
    known = {person.id for person in board.people}
    return day.need - len(set(day.kept) - known)


def _bits(people: tuple[Person, ...], ids: frozenset[int]) -> int:
    return sum(1 << i for i, person in enumerate(people) if person.id in ids)


def _can(people: tuple[Person, ...], day: Day) -> int:
    return sum(
        1 << i
        for i, person in enumerate(people)
        if _able(person, day) and day.day not in person.unwilling
    )


def _able(person: Person, day: Day) -> bool:
    open_ = day.closed is None and day.rota
    return open_ and person.rotates and person.may_serve(day.day)


def _loath(board: Board, d: int) -> int:
    """Who asked to be spared the day, when it cannot be full without some of them."""
    day = board.days[d]
    able = [i for i, person in enumerate(board.people) if _able(person, day)]
    spared = sum(1 << i for i in able if day.day in board.people[i].unwilling) & ~board.on[d]
    if not spared:
        return 0
    seats, held = seats_left(board, d), board.held[d]
    willing = board.can[d] & ~held
    found = [
        blocks.most(blocks.blocks(willing, extra, board.mates, board.foes, held), seats)
        for extra in (0, spared)
    ]
    return spared if found[1] > found[0] else 0


def _hold_day(board: Board, d: int) -> None:
    day = board.days[d]
    for i, person in enumerate(board.people):
        if person.id in day.kept:
            board.hold(i, d)
    if day.closed is None:
        before = board.can[d] & _bits(board.people, frozenset(day.prior)) & ~board.on[d]
        _bring_mates(board, d, board.on[d], seats_left(board, d) - before.bit_count())
        for i in (*_named(board, day), *_weekly(board, d)):
            if seats_left(board, d) and not board.on[d] >> i & 1 and not _meets_foe(board, i, d):
                board.hold(i, d)
                _bring_mates(board, d, 1 << i, seats_left(board, d))


def _bring_mates(board: Board, d: int, bits: int, seats: int) -> None:
    """Who serves with one of these comes too, as far as there are seats."""
    circle = 0
    for i in members_of(bits):
        circle |= board.mates[i]
    for i in list(members_of(circle & board.can[d] & ~board.on[d]))[: max(0, seats)]:
        if not _meets_foe(board, i, d):
            board.hold(i, d)


def _meets_foe(board: Board, i: int, d: int) -> bool:
    return bool(board.foes[i] & board.on[d])


def _named(board: Board, day: Day) -> list[int]:
    place = {person.id: i for i, person in enumerate(board.people)}
    return [place[one] for one in day.fixed if board.people[place[one]].may_serve(day.day)]


def _weekly(board: Board, d: int) -> list[int]:
    """Who always serves this weekday, fewest turns first when there are more than seats."""
    weekday = board.days[d].day.weekday()
    always = (i for i in members_of(board.can[d]) if weekday in board.people[i].weekdays)
    return sorted(always, key=lambda i: (board.level[i], board.rank[i]))


def _absences(people: list[Person], day: date, opening: str) -> str:
    found = [(person.name, person.away_on(day)) for person in people]
    words = [f"{name} {away.words}" for name, away in found if away]
    more = f"等{len(words)}人" if len(words) > _SHOWN else ""
    return opening + "、".join(words[:_SHOWN]) + more if words else ""


def _partners(board: Board, d: int, lack: int) -> Iterator[str]:
    """Which pairs keep those who could come from the empty seats."""
    waiting = (board.can[d] | board.loath[d]) & ~board.on[d]
    for i in members_of(waiting):
        name = board.people[i].name
        circle = board.mates[i] & waiting
        if circle.bit_count() > lack and circle & -circle == 1 << i:
            yield f"{_names(board, circle)}同班，要{circle.bit_count()}个位"
        for j in members_of(board.foes[i] & board.on[d]):
            yield f"{name}与{board.people[j].name}不同班"


def _names(board: Board, bits: int) -> str:
    return "、".join(board.people[i].name for i in members_of(bits))
