"""为什么是他: why a day is as it is, in plain Chinese lines. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from jdzb.ledgers.duty import rules
from jdzb.ledgers.duty.entries import BY_HAND, WEEKDAYS, Turn
from jdzb.ledgers.duty.frame import Frame
from jdzb.ledgers.duty.roster import Day, Person

_SHOWN = 8  # names in one line


@dataclass(frozen=True, slots=True)
class Deed:
    """How a turn came about, from the journal: when (in words), by whom, what, for what reason."""

    when: str
    who: str
    what: str
    reason: str | None


def why(frame: Frame, day: date, member: int, deed: Deed | None = None) -> tuple[str, ...]:
    """Why this member serves on this day, a line for each thing that counted."""
    turn = next((one for one in frame.turns_on(day) if one.member == member), None)
    person = frame.person(member)
    if turn is None or person is None:
        return ("此人这一天没有值班，或已不在册。",)
    lines = [_made(turn, deed), *_appointed(frame, day, person), *_bonds(frame, day, person)]
    lines += [*_wish(person, day), _counts(frame, day, person), *_rest(frame, day, person)]
    return (*lines, _absent(frame, day), _next_best(frame, day, person))


def notes(frame: Frame, day: date) -> tuple[str, ...]:
    """What is out of the ordinary with the people of a day: pairs parted, wishes, a short gap."""
    here = [one for turn in frame.turns_on(day) if (one := frame.person(turn.member))]
    found = []
    for person in here:
        told = [*_parted(frame, day, person), *_met(frame, day, person)]
        if day in person.unwilling:
            told.append(f"{person.name}不想值这一天")
        last = frame.last_before(person.id, day)
        if person.rotates and last and (day - last).days < frame.gap:
            told.append(f"{person.name}离上一班只有{(day - last).days}天，最少间隔是{frame.gap}天")
        found += told
    missed = [one for one in frame.people if day in one.eager and one not in here]
    found += [f"{one.name}想值这一天{'，没有排上' if here else ''}" for one in missed]
    return tuple(dict.fromkeys(found))


def cautions(frame: Frame, day: date, person: Person, leaving: int = 0) -> tuple[str, ...]:
    """What speaks against putting someone on a day by hand (for who leaves), though it can be."""
    return (*_against(frame, day, person, leaving), *_too_near(frame, day, person))


def reluctance(frame: Frame, day: date, person: Person, leaving: int = 0) -> tuple[bool, bool]:
    """What sorts people by what speaks against them: a pair or a wish, then a short gap."""
    return any(_against(frame, day, person, leaving)), any(_too_near(frame, day, person))


def _against(frame: Frame, day: date, person: Person, leaving: int) -> list[str]:
    on = frame.on(day) - {leaving}
    found = [f"与{one.name}不同班" for one in _known(frame, person.foes) if one.id in on]
    able = [one for one in _known(frame, person.mates) if one.rotates and one.may_serve(day)]
    found += [f"搭档{one.name}不在这一天" for one in able if one.id not in on]
    if day in person.unwilling:
        found.append("不想值这一天")
    return found


def _too_near(frame: Frame, day: date, person: Person) -> Iterator[str]:
    near = (frame.last_before(person.id, day), frame.next_after(person.id, day))
    gaps = [abs((day - one).days) for one in near if one]
    if person.rotates and gaps and min(gaps) < frame.gap:
        yield f"离另一班只有{min(gaps)}天"


# -- how it came about -----------------------------------------------------------------------------


def _made(turn: Turn, deed: Deed | None) -> str:
    kind = "手工排的" if turn.origin == BY_HAND else "程序排的"
    if deed is None:
        return f"怎么排上的：{kind}。"
    reason = f"，原因：{deed.reason}" if deed.reason else ""
    return f"怎么排上的：{kind}。{deed.when} {deed.who} {deed.what}{reason}。"


def _appointed(frame: Frame, day: date, person: Person) -> Iterator[str]:
    wanted = next((one for one in frame.days if one.day == day), Day(day, 0))
    if person.id in wanted.fixed:
        yield "书记值守：这一天按设置由书记值班。"
    if day.weekday() in person.weekdays:
        yield f"固定值班日：{person.name}固定在{WEEKDAYS[day.weekday()]}值班。"


def _bonds(frame: Frame, day: date, person: Person) -> Iterator[str]:
    on = frame.on(day)
    for one in _known(frame, person.mates):
        if one.id in on:
            yield f"搭档：和{one.name}同班，两人一起排。"
    for told in _parted(frame, day, person):
        yield f"搭档：{told}。"
    for told in _met(frame, day, person):
        yield f"搭档：{told}。"
    for one in _known(frame, person.foes):
        if one.id not in on:
            yield f"搭档：与{one.name}不同班，{one.name}不在这一天。"


def _wish(person: Person, day: date) -> Iterator[str]:
    if day in person.eager:
        yield f"愿望：{person.name}想值这一天。"
    if day in person.unwilling:
        yield f"愿望：{person.name}不想值这一天，排上是因为没有别人能值，或是手工定的。"


def _parted(frame: Frame, day: date, person: Person) -> Iterator[str]:
    on = frame.on(day)
    for one in _known(frame, person.mates):
        if one.id not in on:
            yield f"{person.name}的搭档{one.name}没有一起来：{_absence(one, day)}"


def _absence(one: Person, day: date) -> str:
    if away := one.away_on(day):
        return away.words
    if not one.rotates or not one.joined(day):
        return "这天不参加轮值"
    if day in one.unwilling:
        return "不想值这一天"
    return "位子不够，或是手工、固定日排的"


def _met(frame: Frame, day: date, person: Person) -> Iterator[str]:
    on = frame.on(day)
    for one in _known(frame, person.foes):
        if one.id in on:
            first, second = sorted((person, one), key=lambda who: who.id)
            yield f"{first.name}与{second.name}不同班，却排在了同一天"


# -- beside the others -----------------------------------------------------------------------------


def _counts(frame: Frame, day: date, person: Person) -> str:
    """The turns of the year before the day and in all, beside those of the rotation."""
    turns = [one for one in frame.turns if one.day.year == day.year]
    before = Counter(one.member for one in turns if one.day < day)
    whole = Counter(one.member for one in turns)
    others = [one.id for one in frame.people if one.rotates and one.id != person.id]
    mine = f"次数：今年在这天以前，{person.name}值了{before[person.id]}次"
    if not person.rotates or not others:
        return f"{mine}；不在轮值里，不和别人比。"
    early, late = (_range([count[one] for one in others]) for count in (before, whole))
    credit = f"（{person.name}中途加入，按{person.credit}次起算）" if person.credit else ""
    return (
        f"{mine}，轮值的其他{len(others)}人{early}；"
        f"连已排好的班算，全年{whole[person.id]}次，其他人{late}{credit}。"
    )


def _range(counts: list[int]) -> str:
    low, high = min(counts), max(counts)
    return f"都是{low}次" if low == high else f"{low}到{high}次"


def _rest(frame: Frame, day: date, person: Person) -> Iterator[str]:
    rule = f"，最少间隔{frame.gap}天" if frame.gap and person.rotates else ""
    last = frame.last_before(person.id, day)
    if last:
        yield f"上一班：{last:%Y-%m-%d}，隔{(day - last).days}天{rule}。"
    else:
        yield "上一班：以前还没有值过。"


def _absent(frame: Frame, day: date) -> str:
    away = [
        f"{one.name} {gone.words}"
        for one in frame.people
        if one.rotates and one.joined(day) and (gone := one.away_on(day))
    ]
    spared = [f"{one.name} 不想值" for one in frame.people if day in one.unwilling]
    spared = [told for told in spared if told.split(" ")[0] not in _names_on(frame, day)]
    told = away + spared
    if not told:
        return "这天不能来的：没有。"
    more = f"等{len(told)}人" if len(told) > _SHOWN else ""
    return f"这天不能来的：{'、'.join(told[:_SHOWN])}{more}。"


def _names_on(frame: Frame, day: date) -> set[str]:
    return {one.name for one in frame.people if one.id in frame.on(day)}


# -- the next one ----------------------------------------------------------------------------------


def _next_best(frame: Frame, day: date, person: Person) -> str:
    """Why the one who would come next does not serve instead."""
    if not person.rotates:
        return "换别人：这一班不归轮值的人，可以按“选人…”另定。"
    standing = frame.standing()
    found = rules.substitutes(standing, frame.people, day)
    known = {one.id: one for one in frame.people}
    found = tuple(
        sorted(found, key=lambda one: reluctance(frame, day, known[one.member], person.id))
    )
    if not found:
        return "换别人：这一天没有别人能值。"
    other = known[found[0].member]
    if against := cautions(frame, day, other, person.id):
        return f"换别人：下一个是{other.name}，可是{'、'.join(against)}。"
    theirs, mine = standing.levels[other.id], standing.levels[person.id]
    opening = f"换别人：下一个是{other.name}，全年{standing.turns[other.id]}次"
    if theirs >= mine:
        return f"{opening}，换成他就比{person.name}多值{theirs + 2 - mine}次。"
    if theirs == mine - 1:
        return f"{opening}，换成他也一样匀，不过不必换{_nearness(frame, day, other, person)}。"
    return f"{opening}，比{person.name}少{mine - theirs}次，可以换成他。"


def _nearness(frame: Frame, day: date, other: Person, person: Person) -> str:
    """How far the other's turns around the day are, if nearer."""

    def nearest(who: int) -> int:
        around = (frame.last_before(who, day), frame.next_after(who, day))
        return min((abs((day - one).days) for one in around if one), default=999)

    if nearest(other.id) < nearest(person.id):
        return f"（离他另一班只有{nearest(other.id)}天）"
    return ""


def _known(frame: Frame, ids: frozenset[int]) -> list[Person]:
    return [one for one in frame.people if one.id in ids]
