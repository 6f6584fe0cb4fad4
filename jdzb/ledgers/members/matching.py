"""A plan beside the register: who is new, who is known, what differs. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from jdzb.core import clock
from jdzb.core.fields import Value
from jdzb.ledgers.members import rules
from jdzb.ledgers.members.draft import CellProblem
from jdzb.ledgers.members.entries import COMING, FIELDS, FULL, PARTY, Member, earlier
from jdzb.ledgers.members.persons import Person
from jdzb.ledgers.members.roster import Decision, Plan

Action = Literal["add", "change", "unchanged", "skip"]
_LADDER = (*COMING, *reversed(PARTY))


@dataclass(frozen=True, slots=True)
class Difference:
    """One field of a known person that the file says otherwise; ``old`` None: it fills it."""

    field: str
    label: str
    old: Value
    new: Value


@dataclass(frozen=True, slots=True)
class Line:
    """What happens with one row. ``known`` is the card it belongs to; ``why`` explains a skip."""

    person: Person
    action: Action
    known: Member | None = None
    differences: tuple[Difference, ...] = ()
    statuses: tuple[tuple[str, str | None], ...] = ()
    marks: tuple[str, ...] = ()
    why: str = ""
    problems: tuple[CellProblem, ...] = ()

    def values(self) -> dict[str, Value]:
        """The columns to write."""
        if self.action == "add":
            return {spec.name: getattr(self.person.member, spec.name) for spec in FIELDS}
        return {difference.field: difference.new for difference in self.differences}


@dataclass(frozen=True, slots=True)
class Preview:
    """The whole comparison, row by row, in the order of the file."""

    plan: Plan
    lines: tuple[Line, ...]

    @property
    def problems(self) -> tuple[CellProblem, ...]:
        """Every problem: unknown columns first, then by row."""
        return (*self.plan.problems, *(p for line in self.lines for p in line.problems))

    def count(self, action: Action) -> int:
        """How many rows come to that action."""
        return sum(line.action == action for line in self.lines)


def compare(plan: Plan, register: rules.Register, *, seen: bool = False) -> Preview:
    """Set every row beside the register. Nobody is matched twice.

    ``seen`` tells that this very file came in before: cards changed by hand since then stay as
    they are unless the user decides otherwise.
    """
    known: dict[str, list[Member]] = {}
    for member in register.members:
        known.setdefault(member.name, []).append(member)
    taken: set[int] = set()
    lines = []
    for person in plan.people:
        free = [m for m in known.get(person.member.name, ()) if m.id not in taken]
        line = _line(person, plan.decision(person.key), free, register, seen=seen)
        if line.known:
            taken.add(line.known.id)
        lines.append(line)
    return Preview(plan, tuple(lines))


def _line(
    person: Person,
    decision: Decision,
    free: Sequence[Member],
    register: rules.Register,
    *,
    seen: bool,
) -> Line:
    if not person.member.name or decision == "skip":
        why = person.fault or "没有导入（由操作人选择）"
        return Line(person, "skip", why=why, problems=person.problems)
    if person.fault and decision not in ("import", "new"):
        return Line(person, "skip", why=person.fault, problems=person.problems)
    if decision == "new":
        return _new(person)
    match, doubt = _match(person, free)
    if doubt and decision not in ("same", "import"):
        return _doubtful(person, doubt)
    if match is None:
        return _gone(person) if person.left and decision == "auto" else _new(person)
    return _known(person, match, register, hold=seen and decision == "auto")


def _new(person: Person) -> Line:
    return Line(
        person,
        "add",
        statuses=person.statuses,
        marks=person.marks,
        problems=person.problems,
    )


def _doubtful(person: Person, doubt: str) -> Line:
    return Line(person, "skip", why=doubt, problems=(*person.problems, _at_name(person, doubt)))


def _gone(person: Person) -> Line:
    why = f"写着已{person.left}，没有导入；确要登记，请先导入再办理离开"
    return Line(person, "skip", why=why, problems=(*person.problems, _at_name(person, why)))


def _at_name(person: Person, expected: str) -> CellProblem:
    return CellProblem(person.sheet, person.row, "姓名", person.member.name, expected)


# --- is it the same person -----------------------------------------------------------------------


def _match(person: Person, free: Sequence[Member]) -> tuple[Member | None, str]:
    """The likeliest card of this person (None: new), and why it is not sure ('' when it is)."""
    new = person.member
    can_be = [card for card in free if _births_agree(new.birth, card.birth)]
    for tell in (
        [card for card in can_be if not differences(new, card)],
        [card for card in can_be if new.birth and new.birth == card.birth],
        [card for card in can_be if (new.birth and card.birth) or _evidence(new, card) > 0],
    ):
        if tell:
            best = max(tell, key=lambda card: (_evidence(new, card), -card.id))
            alike = [card for card in tell if _evidence(new, card) == _evidence(new, best)]
            sure = len(alike) == 1 or not differences(new, best)
            return best, "" if sure else f"台账里有 {len(alike)} 个人都可能是他（她），请指明"
    if can_be:
        return can_be[0], _unsure(new, can_be)
    for card in free:
        if new.phone and new.joined and (new.phone, new.joined) == (card.phone, card.joined):
            return (
                card,
                f"出生日期与台账（{card.birth}）不同，但入党日期、电话相同，请核对是否同一人",
            )
    return None, ""


def _unsure(new: Member, can_be: Sequence[Member]) -> str:
    if len(can_be) == 1 and _evidence(new, can_be[0]) < 0:
        return "与台账里同名的人入党日期或电话不同，又缺出生日期，请核对是否同一人"
    return "台账里有同名的人，缺出生日期，请核对是否同一人"


def _births_agree(one: str | None, other: str | None) -> bool:
    return not (one and other) or not (earlier(one, other) or earlier(other, one))


def _evidence(new: Member, card: Member) -> int:
    """Facts that agree less facts that do not, of those that tell people apart."""
    score = 0
    for name in ("phone", "joined", "sex"):
        one, other = getattr(new, name), getattr(card, name)
        if one and other:
            agrees = one == other or (name == "joined" and _births_agree(one, other))
            score += (0 if name == "sex" else 1) if agrees else -1
    return score


# --- what differs --------------------------------------------------------------------------------


def differences(new: Member, card: Member) -> tuple[Difference, ...]:
    """What the file adds or says otherwise. An empty cell, or a vaguer date, takes nothing away."""
    found = []
    for spec in FIELDS:
        theirs, ours = getattr(new, spec.name), getattr(card, spec.name)
        if theirs is None or theirs == ours:
            continue
        if spec.kind == "month" and ours and ours.startswith(theirs):
            continue
        if spec.name == "note" and ours:
            if theirs in ours:
                continue
            theirs = f"{ours}；{theirs}"
        found.append(Difference(spec.name, spec.label, ours, theirs))
    return tuple(found)


def _known(person: Person, card: Member, register: rules.Register, *, hold: bool) -> Line:
    """The row of somebody in the register: what it changes, unless it is held back."""
    day = clock.today()
    changes = differences(person.member, card)
    statuses, problems = _status_changes(person, card, register, day)
    marks = tuple(m for m in person.marks if m not in register.marks_on(card, day))
    line = Line(person, "unchanged", card, problems=(*person.problems, *problems))
    if person.left or not (changes or statuses or marks):
        return line
    if hold:
        labels = "、".join([c.label for c in changes] + [s for s, _ in statuses] + list(marks))
        why = f"这份文件导入过，之后台账又改过（{labels}），没有再改"
        return replace(line, why=why, problems=(*line.problems, _at_name(person, why)))
    told = tuple(_told(person, change) for change in changes if change.old is not None)
    return replace(
        line,
        action="change",
        differences=changes,
        statuses=statuses,
        marks=marks,
        problems=(*line.problems, *told),
    )


def _told(person: Person, change: Difference) -> CellProblem:
    expected = f"台账原为“{change.old}”，已按文件修改"
    return CellProblem(person.sheet, person.row, change.label, str(change.new), expected)


def _status_changes(
    person: Person, card: Member, register: rules.Register, day: date
) -> tuple[tuple[tuple[str, str | None], ...], tuple[CellProblem, ...]]:
    """The statuses to enter for a known person: only steps up the ladder that the file states."""
    held = register.status_on(_merged(person.member, card), day) if card.id else ""
    entered = {(s.status, s.since) for s in register.statuses.get(card.id, ())}
    if person.left:
        if person.left == held:
            return (), ()
        expected = f"文件写着{person.left}，台账里还在；请在台账里办理离开"
        return (), (_at_name(person, expected),)
    wanted = [s for s in person.statuses if s not in entered]
    new = tuple(s for s in wanted if s[1] is not None or _is_step_up(s[0], held, person))
    return new, ()


def _merged(new: Member, card: Member) -> Member:
    """The card as it will be, for what its dates will say."""
    return replace(card, joined=card.joined or new.joined, full=card.full or new.full)


def _is_step_up(status: str, held: str, person: Person) -> bool:
    """A status without a date counts only when it is higher than the one held, and written."""
    if held and held not in _LADDER:
        return False
    if status == FULL and held and not person.certain:
        return False
    return not held or _LADDER.index(status) > _LADDER.index(held)


def by_action(preview: Preview) -> Mapping[Action, tuple[Line, ...]]:
    """The rows by what happens with them."""
    actions: tuple[Action, ...] = ("add", "change", "unchanged", "skip")
    return {a: tuple(line for line in preview.lines if line.action == a) for a in actions}
