"""One row of the preview: what differs, what to decide, every cell to correct in place."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from tkinter import ttk

from jdzb.core.fields import Field
from jdzb.gui.kit.inputs import LineInput
from jdzb.gui.kit.scroll import ScrollFrame
from jdzb.gui.kit.theme import px
from jdzb.gui.kit.widgets import Pill, TabBar, Wrapped
from jdzb.ledgers.members import labels
from jdzb.ledgers.members.draft import CellProblem
from jdzb.ledgers.members.matching import Line
from jdzb.ledgers.members.page.preview_rows import TONES, WORDS
from jdzb.ledgers.members.roster import Decision, Plan
from jdzb.ledgers.members.rows import Key

_HIDDEN = (labels.SERIAL, labels.IGNORED, labels.ID_NUMBER, "")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell to correct: its input, the line for what is wrong."""

    input: LineInput
    problem: Wrapped


class Detail(ttk.Frame):
    """``show(plan, line)``; a text typed into a cell is read when Enter or Tab leaves it."""

    def __init__(
        self,
        parent: tk.Misc,
        correct: Callable[[Key, str, str], object],
        decide: Callable[[Key, Decision], object],
    ) -> None:
        super().__init__(parent)
        self._correct, self._decide = correct, decide
        self._line: Line | None = None
        self._targets: tuple[str, ...] = ()
        self._texts: dict[str, str] = {}
        self.cells: dict[str, Cell] = {}
        head = ttk.Frame(self)
        head.pack(fill="x", pady=(0, px(self, 6)))
        self.heading = ttk.Label(head, style="Heading.TLabel")
        self.heading.pack(side="left")
        self.pill = Pill(head, "")
        self.pill.pack(side="left", padx=px(self, 8))
        self.scroll = ScrollFrame(self)
        self.scroll.pack(fill="both", expand=True)
        self._above = ttk.Frame(self.scroll.body)
        self._above.pack(fill="x")
        self._grid = ttk.Frame(self.scroll.body)
        self._grid.pack(fill="x", pady=(px(self, 6), 0))
        self._grid.columnconfigure(1, weight=1)

    def show(self, plan: Plan, line: Line | None) -> None:
        """Show a row; the cells of the same row are only brought up to date."""
        old = self._line.person.key if self._line else None
        self._line = line
        if line is None:
            self._clear()
            return
        targets = _targets(plan, line)
        if (line.person.key, targets) != (old, self._targets):
            self._build(plan, targets)
            self.after_idle(self._reveal)
        self._head(plan, line)
        self._fill(_problems(plan, line), line.person.texts)

    def start(self) -> None:
        """Into the first cell that has a problem, else the first."""
        for cell in (self._wrong() or list(self.cells.values()))[:1]:
            cell.input.focus_set()
            cell.input.selection_range(0, "end")

    def commit(self) -> None:
        """Read what is typed and not yet read."""
        for target in tuple(self.cells):
            self._leave(target)

    def _wrong(self) -> list[Cell]:
        return [cell for cell in self.cells.values() if cell.problem.cget("text")]

    def _reveal(self) -> None:
        """Bring the first problem into sight."""
        for cell in self._wrong()[:1] if self.winfo_exists() else ():
            self.scroll.reveal(cell.problem)

    def _clear(self) -> None:
        self.heading.configure(text="")
        self.pill.configure(text="", style="TLabel")
        self._targets = ()
        for frame in (self._above, self._grid):
            for child in frame.winfo_children():
                child.destroy()
        self.cells = {}

    def _head(self, plan: Plan, line: Line) -> None:
        self.heading.configure(text=f"第 {line.person.row} 行　{line.person.member.name}")
        self.pill.show(WORDS[line.action], TONES[line.action])
        for child in self._above.winfo_children():
            child.destroy()
        if line.why:
            Wrapped(self._above, f"▲ {line.why}", style="Amber.TLabel").pack(fill="x")
        for one in line.differences:
            text = f"{one.label}：{one.old or '空'} → {one.new}"
            Wrapped(self._above, text, style="Strong.TLabel").pack(fill="x")
        for status, since in line.statuses:
            text = f"身份：{status}" + (f"（{since} 起）" if since else "")
            Wrapped(self._above, text).pack(fill="x")
        if line.marks:
            Wrapped(self._above, f"标记：{'、'.join(line.marks)}").pack(fill="x")
        for problem in _loose(plan, line):
            text = f"▲ {problem.column}“{problem.value}”：{problem.expected}"
            if problem.expected != line.why:
                Wrapped(self._above, text, style="Amber.TLabel").pack(fill="x")
        key, held = line.person.key, plan.decision(line.person.key)
        offered = choices(line, held)
        self.choice = TabBar(self._above, offered, lambda value: self._decided(key, value))
        self.choice.mark(held)
        self.choice.pack(fill="x", pady=(px(self, 6), 0))

    def _decided(self, key: Key, value: str) -> None:
        decision: Decision = value  # type: ignore[assignment]
        self.after_idle(self._decide, key, decision)

    def _build(self, plan: Plan, targets: tuple[str, ...]) -> None:
        for child in self._grid.winfo_children():
            child.destroy()
        self._targets, self.cells, self._texts = targets, {}, {}
        titles = _titles(plan, self._line)
        for row, target in enumerate(targets):
            label = ttk.Label(self._grid, text=titles[target], style="Field.TLabel")
            label.grid(row=2 * row, column=0, sticky="w", padx=(0, px(self, 10)))
            field = LineInput(self._grid, Field(target, titles[target]), lambda: None)
            field.grid(row=2 * row, column=1, sticky="we", pady=(px(self, 4), 0))
            problem = Wrapped(self._grid, style="Problem.TLabel")
            problem.grid(row=2 * row + 1, column=1, sticky="we")
            problem.grid_remove()
            field.bind("<FocusOut>", lambda _, target=target: self._leave(target))  # type: ignore[misc]
            field.bind("<Return>", lambda _, target=target: self._enter(target))  # type: ignore[misc]
            field.bind("<Escape>", lambda _, target=target: self._back(target))  # type: ignore[misc]
            self.cells[target] = Cell(field, problem)

    def _fill(self, problems: Mapping[str, str], texts: Mapping[str, str]) -> None:
        for target, cell in self.cells.items():
            self._texts[target] = texts.get(target, "")
            if cell.input.text() != self._texts[target]:
                cell.input.put(self._texts[target])
            wrong = problems.get(target, "")
            cell.input.mark(bool(wrong))
            cell.problem.configure(text=wrong)
            if wrong:
                cell.problem.grid()
            else:
                cell.problem.grid_remove()

    def _leave(self, target: str) -> None:
        """Read the cell when its text has changed."""
        if self._line is None or target not in self.cells:
            return
        text = self.cells[target].input.text()
        if text.strip() != self._texts.get(target, ""):
            self._texts[target] = text.strip()
            self._correct(self._line.person.key, target, text)

    def _enter(self, target: str) -> str:
        """Read the cell, then go to the next one that has a problem, or to the next."""
        self._leave(target)
        names = list(self.cells)
        later = names[names.index(target) + 1 :] if target in names else []
        wrong = [name for name in later if self.cells[name].problem.cget("text")]
        for name in (wrong or later)[:1]:
            self.cells[name].input.focus_set()
        return "break"

    def _back(self, target: str) -> str | None:
        """Esc in a changed cell puts its text back; else it is the window's."""
        cell = self.cells[target]
        if cell.input.text().strip() == self._texts.get(target, ""):
            return None
        cell.input.put(self._texts.get(target, ""))
        return "break"


def choices(line: Line, held: Decision) -> tuple[tuple[str, str], ...]:
    """What can be decided about a row, in words that fit its case."""
    skip = ("skip", "跳过这一行")
    if not line.person.member.name:
        return (("auto", "没有姓名，不能导入"),)
    if line.action == "add" and held == "auto":
        return (("auto", "新增"), skip)
    if line.person.fault:
        return (("auto", "不导入"), ("new", "仍然新增"))
    return (("auto", "按程序判断"), ("same", "是同一个人"), ("new", "另一个人，新增"), skip)


def _part_columns(plan: Plan, line: Line | None) -> dict[str, str]:
    """Target and title of the columns of the row's own roster."""
    if line is None:
        return {}
    sheet, _, first = line.person.key
    for part in plan.parts:
        if part.sheet == sheet and part.columns[0].index == first:
            return {c.target: c.title for c in reversed(part.columns) if c.target}
    return {}


def _titles(plan: Plan, line: Line | None) -> dict[str, str]:
    return {**labels.TARGETS, **_part_columns(plan, line)}


def _targets(plan: Plan, line: Line) -> tuple[str, ...]:
    """The cells that can be corrected, in the order of the file; the name always."""
    own = [target for target in reversed(_part_columns(plan, line)) if target not in _HIDDEN]
    return tuple(dict.fromkeys(["name", *own]))


def _problems(plan: Plan, line: Line) -> dict[str, str]:
    """What was expected, by the cell it is about."""
    by_title = {title: target for target, title in _titles(plan, line).items()}
    found: dict[str, str] = {}
    for problem in line.person.problems:
        target = by_title.get(problem.column, "")
        found[target] = "；".join(part for part in (found.get(target), problem.expected) if part)
    return found


def _loose(plan: Plan, line: Line) -> tuple[CellProblem, ...]:
    """The problems that are not about a cell that can be corrected here."""
    shown = _targets(plan, line)
    by_title = {title: target for target, title in _titles(plan, line).items()}
    own = line.person.problems
    return tuple(
        problem
        for problem in line.problems
        if problem not in own or by_title.get(problem.column, "") not in shown
    )
