"""A row of a roster while it is being read, and the problems it has. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field

from jdzb.core.cells import Cell
from jdzb.core.fields import Value
from jdzb.ledgers.members import labels, reading
from jdzb.ledgers.members.rows import Row


@dataclass(frozen=True, slots=True)
class CellProblem:
    """A cell to look at: sheet, row as shown, column label, what it says, what was expected."""

    sheet: str
    row: int
    column: str
    value: str
    expected: str


@dataclass(slots=True)
class Draft:
    """A person being read."""

    row: Row
    cells: dict[str, Cell]
    values: dict[str, Value] = field(default_factory=dict)
    problems: list[CellProblem] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    status: str = ""

    def tell(self, target: str, expected: str, value: str | None = None) -> None:
        """List a problem of a cell."""
        column = self.row.columns.get(target)
        title = column.title if column else labels.TARGETS[target]
        text = reading.words(self.cells.get(target)) if value is None else value
        shown = reading.without_id_numbers(text)
        self.problems.append(CellProblem(self.row.sheet, self.row.number, title, shown, expected))

    def in_order(self) -> tuple[CellProblem, ...]:
        """The problems from the left column to the right."""
        places = {column.title: column.index for column in self.row.columns.values()}
        return tuple(sorted(self.problems, key=lambda problem: places.get(problem.column, -1)))

    def words(self, target: str) -> str:
        """A cell as text, '' for nothing."""
        return reading.words(self.cells.get(target))
