"""分布: how many got how many points, how many each grade, who is not graded and why."""

from __future__ import annotations

import tkinter as tk
from collections import Counter
from collections.abc import Sequence

from jdzb.gui.kit import theme
from jdzb.gui.kit.theme import px
from jdzb.gui.kit.widgets import Card, Wrapped
from jdzb.ledgers.appraisals.service_standings import Standings
from jdzb.ledgers.appraisals.terms import BY_POINTS

HEIGHT, LEAST, ABOVE = 150, 72, 600  # units: at most, at least, taken by the rest of the page
BARS = 5
TEN = 1000  # ten points, in hundredths


class SpreadCard(Card):
    """``show(standings)``."""

    def __init__(self, parent: tk.Misc) -> None:
        super().__init__(parent, "分布")
        self._bars: Sequence[tuple[str, int]] = ()
        self.canvas = tk.Canvas(self.body, width=1, height=px(self, LEAST))
        self.canvas.pack(fill="x")
        self.told = Wrapped(self.body, style="Subtle.TLabel")
        self.told.configure(width=1)
        self.told.pack(fill="x", pady=(px(self, 8), 0))
        self.canvas.bind("<Configure>", lambda _: self._grow())
        self.bind("<<ThemeChanged>>", lambda _: self.after_idle(self._grow), add=True)

    def show(self, standings: Standings) -> None:
        """Count again and draw."""
        self._bars = bars(standings)
        self.told.show(words(standings))
        self._grow()

    def _grow(self) -> None:
        """As high as the window leaves room for; never by what stands in the card itself."""
        if not self.winfo_exists():
            return
        room = self.winfo_toplevel().winfo_height() - px(self, ABOVE)
        height = min(max(room, px(self, LEAST)), px(self, HEIGHT))
        if height != int(self.canvas["height"]):
            self.canvas.configure(height=height)
        self._draw()

    def _draw(self) -> None:
        if not self.winfo_exists():
            return
        canvas, width = self.canvas, self.canvas.winfo_width()
        line = theme.line_height(self, "Small")
        height = canvas.winfo_height()
        canvas.delete("all")
        if not self._bars or width < 10:
            return
        room, most = width / len(self._bars), max(1, *(count for _, count in self._bars))
        base = height - line - px(self, 2)
        for number, (title, count) in enumerate(self._bars):
            left, right = number * room + px(self, 4), (number + 1) * room - px(self, 4)
            top = base - (base - line) * count / most
            middle = (left + right) / 2
            canvas.create_rectangle(left, top, right, base, fill=theme.BAR, width=0)
            for y, text, anchor in ((base + 1, title, "n"), (top, str(count or ""), "s")):
                canvas.create_text(
                    middle, y, text=text, anchor=anchor, font="Small", fill=theme.SUBTLE
                )  # type: ignore[call-overload]


def bars(standings: Standings) -> list[tuple[str, int]]:
    """How many totals lie in each ten points, the lowest together; where points do not decide, how
    many have each grade.
    """
    if standings.scheme.by != BY_POINTS:
        return list(standings.graded.counts.items())
    totals = [
        one.score.total for one in standings.lines if one.subject.assessed and not one.score.missing
    ]
    if not totals:
        return []
    top = max(*totals, TEN) // TEN
    top -= 1 if top * TEN == standings.scheme.most and top else 0
    low = max(top - BARS + 2, 0)
    counts = Counter(min(max(total // TEN, low - 1), top) for total in totals)
    first = [(f"{low * 10}以下", counts[low - 1])] if low else []
    return [*first, *((str(ten * 10), counts[ten]) for ten in range(low, top + 1))]


def words(standings: Standings) -> str:
    """优秀 5（10%）合格 43 不合格 1; then who is not graded and why, by reason."""
    graded = standings.graded
    told: list[str] = []
    for title, count in graded.counts.items():
        share = round(100 * count / graded.assessed) if graded.assessed else 0
        told.append(f"{title} {count}" + (f"（{share}%）" if count and not told else ""))
    text = "　".join(told)
    text += f"\n还没有填完 {graded.waiting}" if graded.waiting else ""
    excused = Counter(
        one.subject.why or one.subject.takes for one in standings.lines if not one.subject.assessed
    )
    if excused:
        text += "\n不评定：" + "、".join(f"{why} {count}" for why, count in excused.items())
    return text
