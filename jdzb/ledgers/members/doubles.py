"""Rows of one file that are the same person. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from jdzb.ledgers.members.draft import CellProblem
from jdzb.ledgers.members.entries import MARKS, earlier
from jdzb.ledgers.members.persons import Person


def tell_apart(found: Sequence[Person]) -> tuple[Person, ...]:
    """The same persons with double rows marked: a second row of one person cannot come in.

    A double on a list of mobile or needy members only adds its marks to the first row.
    """
    kept: list[Person] = []
    by_name: dict[str, list[int]] = {}
    for person in found:
        first = next(
            (n for n in by_name.get(person.member.name, ()) if _same(kept[n], person)), None
        )
        if person.fault or first is None:
            by_name.setdefault(person.member.name, []).append(len(kept))
            kept.append(person)
            continue
        kept[first] = _with_marks(kept[first], person)
        kept.append(_doubled(kept[first], person))
    return tuple(kept)


def _same(one: Person, other: Person) -> bool:
    """One name, and births that can be one; without a birth, nothing else that differs."""
    if one.fault:
        return False
    a, b = one.member, other.member
    if a.birth and b.birth:
        return not (earlier(a.birth, b.birth) or earlier(b.birth, a.birth))
    pairs = ((a.sex, b.sex), (a.phone, b.phone), (a.joined, b.joined))
    return all(x == y for x, y in pairs if x and y)


def _with_marks(one: Person, other: Person) -> Person:
    if one.sheet == other.sheet:
        return one
    marks = tuple(mark for mark in MARKS if mark in one.marks or mark in other.marks)
    return replace(
        one, marks=marks, place=one.place or other.place, contact=one.contact or other.contact
    )


def _doubled(one: Person, other: Person) -> Person:
    where = (
        f"第 {one.row} 行" if one.sheet == other.sheet else f"工作表“{one.sheet}”第 {one.row} 行"
    )
    if one.sheet != other.sheet and other.marks:
        return replace(other, fault=f"与{where}是同一个人，标记已并入", problems=())
    problem = CellProblem(
        other.sheet, other.row, "姓名", other.member.name, f"与{where}像是同一个人，这一行没有导入"
    )
    return replace(other, fault=f"与{where}重复", problems=(*other.problems, problem))
