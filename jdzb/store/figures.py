"""Figures and holidays that the branch changed: kept as settings, in force while it works.

A changed figure is the setting ``rules.<key>``: the figure, and on the next line its source. A
year of holidays is ``holidays.<year>``, the text of its file. Who, when and why the journal says.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jdzb.core import inforce
from jdzb.core.errors import ReasonNeeded
from jdzb.core.inforce import Own
from jdzb.store.session import Session

if TYPE_CHECKING:  # the rule table and the calendar are not needed for the first draw
    from jdzb.core import workdays
    from jdzb.core.ledger import Changed

TABLE, RULES, HOLIDAYS = "settings", "rules.", "holidays."
_SOURCE = "依据："


@dataclass(frozen=True, slots=True)
class Change:
    """What stands changed: the rule's key or the year; who did it, when (UTC) and why."""

    key: str
    actor: str
    at: str
    why: str

    @property
    def year(self) -> int:
        """The year of a changed calendar; 0 for a rule."""
        return 0 if "." in self.key or not self.key.isdecimal() else int(self.key)


def put_in_force(session: Session) -> None:
    """From now on the program goes by what this ledger has changed."""
    inforce.use_figures(own_rules(session))
    years = _kept(session, HOLIDAYS)
    inforce.use_years({int(year): text for year, text in years if year.isdecimal()})


def own_rules(session: Session) -> dict[str, Own]:
    """The figures the branch goes by instead of the program's own, by key."""
    found = {}
    for key, value in _kept(session, RULES):
        figure, _, source = value.partition("\n")
        found[key] = Own(figure, source.removeprefix(_SOURCE))
    return found


def changes(session: Session) -> list[Change]:
    """Everything that stands changed, rules first, with who, when and why."""
    found = []
    for head in (RULES, HOLIDAYS):
        for row in _rows(session, head):
            last = session.entries("tbl = ? AND pk = ? AND op <> 'X'", (TABLE, row["id"]))[-1]
            key = str(row["key"]).removeprefix(head)
            found.append(Change(key, last.actor, last.at, last.reason or ""))
    return found


def change_rules(session: Session, typed: Mapping[str, str], source: str, reason: str) -> Changed:
    """Go by other figures, for a reason, with their source. Raises Unreadable, ReasonNeeded."""
    from jdzb.core import figures, rules

    _need(reason)
    table, told = rules.standard(), []
    for key, text in typed.items():
        rule = table.rule(key)
        told.append(f"{rule.title} {figures.written(figures.read(rule, text))}")
    with session.together(f"改规则：{'，'.join(told)}", reason.strip()) as batch:
        for key, text in typed.items():
            figure = figures.written(figures.read(table.rule(key), text))
            session.set_setting(RULES + key, f"{figure}\n{_SOURCE}{' '.join(source.split())}")
    return batch.changed


def restore_rules(session: Session, keys: tuple[str, ...], reason: str) -> Changed:
    """Go by the program's own figures again. Raises ReasonNeeded."""
    from jdzb.core import rules

    titles = "，".join(rules.shipped().rule(key).title for key in keys)
    return _restore(session, [RULES + key for key in keys], f"规则恢复标准：{titles}", reason)


def change_year(session: Session, year: workdays.Year, reason: str) -> Changed:
    """Go by these holidays of a year, for a reason. Raises BadHolidays, ReasonNeeded."""
    from jdzb.core import workdays

    _need(reason)
    text = workdays.text_of(year)
    workdays.year_of(text, f"{year.year}.toml")
    with session.together(f"改{year.year}年节假日", reason.strip()) as batch:
        session.set_setting(f"{HOLIDAYS}{year.year}", text)
    return batch.changed


def restore_year(session: Session, year: int, reason: str) -> Changed:
    """Go by the program's own holidays of a year again. Raises ReasonNeeded."""
    return _restore(session, [f"{HOLIDAYS}{year}"], f"{year}年节假日恢复标准", reason)


def row_of(session: Session, key: str) -> tuple[str, int] | None:
    """The record of a rule that was changed ever, for its history; None when it never was."""
    rows = session.rows(TABLE, "key = ?", (RULES + key,), voided=True)
    return (TABLE, int(rows[0]["id"])) if rows else None


def years_of(session: Session, changed: Changed) -> list[int]:
    """The years of holidays that a write touched."""
    rows = {row for table, row in changed.rows if table == TABLE}
    found = [row for row in _rows(session, HOLIDAYS) if row["id"] in rows]
    return [int(str(row["key"]).removeprefix(HOLIDAYS)) for row in found]


def in_force() -> tuple[object, object]:
    """What is in force instead of the program's own: differs when anything changed."""
    return inforce.figures(), inforce.years()


def touched(rows: list[tuple[str, int]]) -> bool:
    """True when rows written may have changed what is in force."""
    return any(table == TABLE for table, _ in rows)


def _restore(session: Session, keys: list[str], what: str, reason: str) -> Changed:
    _need(reason)
    with session.together(what, reason.strip()) as batch:
        for key in keys:
            for row in session.rows(TABLE, "key = ?", (key,)):
                session.void(TABLE, row["id"], what=what, reason=reason)
    return batch.changed


def _need(reason: str) -> None:
    if not reason.strip():
        raise ReasonNeeded


def _rows(session: Session, head: str) -> list[dict[str, object]]:
    return session.rows(TABLE, "substr(key, 1, ?) = ?", (len(head), head), order="key")


def _kept(session: Session, head: str) -> list[tuple[str, str]]:
    return [(str(row["key"]).removeprefix(head), str(row["value"])) for row in _rows(session, head)]
