"""What the preview says of a row of the file, and what can be decided about it. No widgets."""

from __future__ import annotations

from collections.abc import Iterator

from jdzb.ledgers.members import labels
from jdzb.ledgers.members.draft import CellProblem
from jdzb.ledgers.members.matching import Line
from jdzb.ledgers.members.roster import Decision, Plan

_HIDDEN = (labels.SERIAL, labels.IGNORED, labels.ID_NUMBER, "")


def choices(line: Line, held: Decision, namesake: bool) -> tuple[tuple[str, str], ...]:
    """What else can be decided about a row, in words that fit its case; often nothing.

    Who it is can only be asked where the register has somebody of that name.
    """
    person = line.person
    if held == "skip" or not person.member.name:
        return ()
    if namesake and not person.fault:
        return (("auto", "按程序判断"), ("same", "是同一个人"), ("new", "另一个人，新增"))
    if person.fault or person.left:
        return (("auto", "不导入"), ("new", "仍然新增"))
    return ()


def standing(line: Line) -> str:
    """身份：预备党员（2025-06 起）　标记：流动党员; empty when the row tells neither."""
    held = [f"{status}（{since} 起）" if since else status for status, since in line.statuses]
    parts = [f"身份：{'、'.join(held)}"] if held else []
    parts += [f"标记：{'、'.join(line.marks)}"] if line.marks else []
    return "　".join(parts)


def said(plan: Plan, line: Line) -> Iterator[tuple[str, str]]:
    """The sentences above the cells with their styles: why, what differs, loose problems."""
    if line.why:
        yield f"▲ {line.why}", "Amber.TLabel"
    for one in line.differences:
        yield f"{one.label}：{one.old or '空'} → {one.new}", "Strong.TLabel"
    for problem in _loose(plan, line):
        if problem.expected != line.why:
            words = f"▲ {problem.column}“{problem.value}”：{problem.expected}"
            yield words, "Amber.TLabel"


def _part_columns(plan: Plan, line: Line | None) -> dict[str, str]:
    """Target and title of the columns of the row's own roster."""
    if line is None:
        return {}
    sheet, _, first = line.person.key
    for part in plan.parts:
        if part.sheet == sheet and part.columns[0].index == first:
            return {c.target: c.title for c in reversed(part.columns) if c.target}
    return {}


def titles(plan: Plan, line: Line | None) -> dict[str, str]:
    """What each target is called: as in the row's own header, else as in the register."""
    return {**labels.TARGETS, **_part_columns(plan, line)}


def targets(plan: Plan, line: Line) -> tuple[str, ...]:
    """The cells that can be corrected, in the order of the file; the name always."""
    own = [target for target in reversed(_part_columns(plan, line)) if target not in _HIDDEN]
    return tuple(dict.fromkeys(["name", *own]))


def problems(plan: Plan, line: Line) -> dict[str, str]:
    """What was expected, by the cell it is about."""
    by_title = {title: target for target, title in titles(plan, line).items()}
    found: dict[str, str] = {}
    for problem in line.person.problems:
        target = by_title.get(problem.column, "")
        found[target] = "；".join(part for part in (found.get(target), problem.expected) if part)
    return found


def _loose(plan: Plan, line: Line) -> tuple[CellProblem, ...]:
    """The problems that are not about a cell that can be corrected here."""
    shown = targets(plan, line)
    by_title = {title: target for target, title in titles(plan, line).items()}
    own = line.person.problems
    return tuple(
        problem
        for problem in line.problems
        if problem not in own or by_title.get(problem.column, "") not in shown
    )
