"""What changed on public sheets after they were printed, found in one pass over the journal."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from jdzb.core.sheet import Source
from jdzb.store import journal, printout
from jdzb.store.session import Session

_LONGEST = 24  # months a source is looked up by; a longer one is compared with every change


@dataclass(slots=True)
class Posted:
    """A print of a public sheet; ``until`` is where the next print of its title begins."""

    printed: journal.Entry
    title: str
    sources: tuple[Source, ...]
    until: int = 0
    changes: list[journal.Entry] = field(default_factory=list)

    @property
    def again(self) -> bool:
        """True when the same sheet was printed once more."""
        return bool(self.until)


def changed(session: Session, since: int) -> list[Posted]:
    """The prints whose sheet was changed before its next print.

    Of those printed anew only what was changed after entry ``since``.
    """
    prints = _prints(session)
    waiting = [one for one in prints if not one.until or one.until > since]
    tables = sorted({source.table for one in waiting for source in one.sources})
    if not tables:
        return []
    first = min(since if one.again else one.printed.seq for one in waiting)
    marks = ", ".join("?" for _ in tables)
    where = f"seq > ? AND op <> 'X' AND tbl IN ({marks})"
    index = _Index(waiting)
    for entry in session.entries(where, (first, *tables)):
        for one, source in index.candidates(entry):
            shown = one.printed.seq < entry.seq and (not one.until or since < entry.seq < one.until)
            known = one.changes and one.changes[-1] is entry
            if shown and not known and printout.touches(entry, source):
                one.changes.append(entry)
    return [one for one in waiting if one.changes]


def _prints(session: Session) -> list[Posted]:
    """The public prints in order, each with the next of its title."""
    found: list[Posted] = []
    last: dict[str, Posted] = {}
    for printed in session.entries("tbl = 'print' AND op = 'X'"):
        facts = printed.new or {}
        if facts.get("public", True):
            one = Posted(printed, str(facts.get("title", "")), tuple(printout.sources_of(facts)))
            if before := last.get(one.title):
                before.until = printed.seq
            last[one.title] = one
            found.append(one)
    return found


class _Index:
    """Which prints a change may touch: by table and month, or by table where it has no months."""

    def __init__(self, prints: Sequence[Posted]) -> None:
        """Sort the sources of all prints."""
        self._by_month: dict[tuple[str, str], list[tuple[Posted, Source]]] = defaultdict(list)
        self._wide: dict[str, list[tuple[Posted, Source]]] = defaultdict(list)
        self._columns: dict[str, set[str]] = defaultdict(set)
        for one in prints:
            for source in one.sources:
                self._enter(one, source)

    def _enter(self, one: Posted, source: Source) -> None:
        months = list(_months(source))
        for month in months:
            self._columns[source.table].add(source.column)
            self._by_month[source.table, month].append((one, source))
        if not months:
            self._wide[source.table].append((one, source))

    def candidates(self, entry: journal.Entry) -> Iterable[tuple[Posted, Source]]:
        """The prints, with the source, that this change may touch."""
        yield from self._wide.get(entry.table, ())
        sides = (entry.old or {}, entry.new or {})
        columns = self._columns.get(entry.table, ())
        months = {str(side.get(column))[:7] for side in sides for column in columns}
        for month in months:
            yield from self._by_month.get((entry.table, month), ())


def _months(source: Source) -> Iterable[str]:
    """The months between both ends, 2026-11 and so on; none when an end is open, odd or far."""
    try:
        ends = [(int(day[:4]), int(day[5:7])) for day in (source.since, source.until)]
    except ValueError:
        return
    (year, month), last = ends
    span = (last[0] - year) * 12 + last[1] - month
    if not (source.column and 0 <= span < _LONGEST):
        return
    for step in range(month - 1, month + span):
        yield f"{year + step // 12:04d}-{step % 12 + 1:02d}"
