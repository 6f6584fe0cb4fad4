"""What stands in a grid of scores: its columns, its lines, what was typed or pasted. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

NOTHING = "·"  # stands where nothing was typed; a cell opened with it is empty
LEAST = 2.7  # characters of a column, whatever its heading: 100.0 fits


@dataclass(frozen=True, slots=True)
class GridCol:
    """A column: its heading, its width in full-width characters, whether one types into it.

    With a ``look`` ("strong", "pill") it stands at the right of the others and is always in sight.
    """

    title: str
    width: float = 4
    typed: bool = False
    align: str = "center"
    look: str = ""

    @property
    def folded(self) -> GridCol:
        """The same with its heading in two lines, where that makes it narrower."""
        half = (len(self.title) + 1) // 2
        if self.lines > 1 or half < 2:
            return self
        title = f"{self.title[:half]}\n{self.title[half:]}"
        return replace(self, title=title, width=max(LEAST, half + 0.2))

    @property
    def lines(self) -> int:
        """How many lines its heading has."""
        return self.title.count("\n") + 1


@dataclass(frozen=True, slots=True)
class GridRow:
    """A line: the id of its record, what stands at its left, its texts.

    ``tones`` gives cells (by place) the ink of a tone; a ``tinted`` line stands on a warm ground.
    """

    id: int
    head: str
    cells: tuple[str, ...]
    tones: Mapping[int, str] = field(default_factory=dict)
    tinted: bool = False


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed or pasted into a cell: the id of the line, the place of the column."""

    row: int
    column: int
    text: str


def arrowed(columns: Sequence[GridCol], place: int | None, arrow: str) -> tuple[GridCol, ...]:
    """The columns, one of them with an arrow at its heading."""
    found = list(columns)
    if arrow and place is not None:
        title = found[place].title + arrow
        longest = max(len(line) for line in title.split("\n"))
        found[place] = replace(
            found[place], title=title, width=max(found[place].width, longest + 0.2)
        )
    return tuple(found)


def block_of(text: str) -> list[list[str]]:
    """The cells of a block copied in Excel, line by line."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n").split("\n")
    return [line.split("\t") for line in lines]


def differing(
    columns: Sequence[GridCol], rows: Sequence[GridRow], block: Sequence[Sequence[str]], left: int
) -> list[Typed]:
    """What a block puts into the cells from the first of ``rows`` on: those that one may type into
    and that hold something else.
    """
    found = []
    for row, line in zip(rows, block, strict=False):
        for column, text in enumerate(line, left):
            if columns[column].typed and text.strip() != row.cells[column]:
                found.append(Typed(row.id, column, text.strip()))
    return found
