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
from jdzb.gui.kit.widgets import Elided, Pill, TabBar, Wrapped
from jdzb.ledgers.members.matching import Line
from jdzb.ledgers.members.page import preview_words
from jdzb.ledgers.members.page.preview_rows import TONES, WORDS
from jdzb.ledgers.members.roster import Decision, Plan
from jdzb.ledgers.members.rows import Key

SKIP, RESTORE = "跳过这一行", "恢复这一行"


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
        self.skip = ttk.Button(head, text=SKIP, style="Small.TButton", command=self._turn_skip)
        self.skip.pack(side="right")
        self.skip.bind("<Double-Button-1>", lambda _: "break")  # two quick clicks are one
        self.standing = Elided(self)
        self.standing.pack(fill="x")
        self.scroll = ScrollFrame(self)
        self.scroll.pack(fill="both", expand=True)
        body = self.scroll.body
        body.columnconfigure(0, weight=1)
        self._above = ttk.Frame(body)
        self._above.grid(row=0, column=0, sticky="nwe")
        self._grid = ttk.Frame(body)
        self._grid.grid(row=1, column=0, sticky="nwe", pady=(px(self, 6), 0))
        self._grid.columnconfigure(1, weight=1)
        self._anchor: int | None = None  # where the cells stood, once the row has been seen
        self._grid.bind("<Configure>", lambda event: self._follow(event.y))

    def show(self, plan: Plan, line: Line | None, namesake: bool = False) -> None:
        """Show a row; the cells of the same row are only brought up to date, in their places.

        ``namesake`` tells that the register has somebody of that name.
        """
        old = self._line.person.key if self._line else None
        self._line = line
        if line is None:
            self._clear()
            return
        targets = preview_words.targets(plan, line)
        if (line.person.key, targets) != (old, self._targets):
            self._release()
            self._build(plan, targets)
            self.after_idle(self._reveal)
        else:
            self._hold()
        self._head(plan, line, namesake)
        self._fill(preview_words.problems(plan, line), line.person.texts)

    def _hold(self) -> None:
        """Nothing that stands above or between the cells takes less room than it did."""
        self._anchor = self._grid.winfo_y()
        self.scroll.body.rowconfigure(0, minsize=self._above.winfo_height())
        for row, cell in enumerate(self.cells.values()):
            if cell.problem.winfo_ismapped():
                self._grid.rowconfigure(2 * row + 1, minsize=cell.problem.winfo_height())

    def _release(self) -> None:
        """Another row: every part takes the room it needs."""
        self._anchor = None
        self.scroll.body.rowconfigure(0, minsize=0)
        for row in range(self._grid.grid_size()[1]):
            self._grid.rowconfigure(row, minsize=0)

    def _follow(self, y: int) -> None:
        """Scroll by what has grown above the cells, so that they stay under the pointer."""
        if self._anchor is None or y == self._anchor:
            return
        canvas, moved = self.scroll.canvas, y - self._anchor
        self._anchor = y
        canvas.configure(yscrollincrement=0)  # by pixels; the frame sets it anew when it resizes
        whole = max(self.scroll.body.winfo_reqheight(), 1)
        canvas.yview_moveto((canvas.canvasy(0) + moved) / whole)

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
        self.update_idletasks()
        for cell in self._wrong()[:1] if self.winfo_exists() else ():
            self.scroll.reveal(cell.problem)

    def _clear(self) -> None:
        self.heading.configure(text="")
        self.pill.configure(text="", style="TLabel")
        self.standing.show("")
        self.skip.state(["disabled"])
        self._targets = ()
        for frame in (self._above, self._grid):
            for child in frame.winfo_children():
                child.destroy()
        self.cells = {}

    def _head(self, plan: Plan, line: Line, namesake: bool) -> None:
        """What is said of the row; the standing has its own line, so that it shifts nothing."""
        self.heading.configure(text=f"第 {line.person.row} 行　{line.person.member.name}")
        self.pill.show(WORDS[line.action], TONES[line.action])
        self.standing.show(preview_words.standing(line))
        held = plan.decision(line.person.key)
        self._offer_skip(line, held)
        for child in self._above.winfo_children():
            child.destroy()
        for text, style in preview_words.said(plan, line):
            Wrapped(self._above, text, style=style).pack(fill="x")
        if offered := preview_words.choices(line, held, namesake):
            key = line.person.key
            self.choice = TabBar(self._above, offered, lambda value: self._decided(key, value))
            self.choice.mark(held)
            self.choice.pack(fill="x", pady=(px(self, 6), 0))

    def _offer_skip(self, line: Line, held: Decision) -> None:
        """The button stands always in one place: it skips a row, or takes it back."""
        skipped, person = held == "skip", line.person
        possible = skipped or (person.member.name and not person.fault)
        self.skip.configure(text=RESTORE if skipped else SKIP)
        self.skip.state(["!disabled" if possible else "disabled"])

    def _turn_skip(self) -> None:
        if self._line is not None:
            skipped = self.skip.cget("text") == RESTORE
            self._decided(self._line.person.key, "auto" if skipped else "skip")

    def _decided(self, key: Key, value: str) -> None:
        decision: Decision = value  # type: ignore[assignment]
        self.after_idle(self._decide, key, decision)

    def _build(self, plan: Plan, targets: tuple[str, ...]) -> None:
        for child in self._grid.winfo_children():
            child.destroy()
        self._targets, self.cells, self._texts = targets, {}, {}
        titles = preview_words.titles(plan, self._line)
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
