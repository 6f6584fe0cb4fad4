"""Evidence in plain words: entries of the journal and records as labelled texts, safe to show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from jdzb import ledgers
from jdzb.core import clock
from jdzb.core.visible import flowing, visible
from jdzb.handover.audit import Evidence
from jdzb.store import journal
from jdzb.store.session import Session

MOST = 50  # rows of evidence; the sentence gives the whole number
_PARTS = 8  # records named of one act


def of_entries(session: Session, entries: Sequence[journal.Entry]) -> tuple[Evidence, ...]:
    """A row for each entry, MOST at the most."""
    people = _people(session)
    return tuple(of_entry(entry, people) for entry in entries[:MOST])


def of_acts(session: Session, entries: Sequence[journal.Entry]) -> tuple[Evidence, ...]:
    """A row for each act of the user: a swap of two turns is one, though it writes four entries."""
    people = _people(session)
    return tuple(_of_act(act, people) for act in journal.acts(entries)[:MOST])


def _of_act(act: Sequence[journal.Entry], people: Any) -> Evidence:
    one = of_entry(act[0], people)
    if len(act) == 1:
        return one
    told = "；".join(f"{_record(entry, people)} {_done(entry, people)}" for entry in act[:_PARTS])
    more = "……" if len(act) > _PARTS else ""
    facts = dict(one) | {
        "历史": f"第 {act[0].seq} 至 {act[-1].seq} 条",
        "记录": f"{visible(ledgers.titles().get(act[0].table, act[0].table), 40)} {len(act)} 条",
        "改动": f"{visible(act[0].what, 120)}：{told}{more}",
    }
    return tuple(facts.items())


def _done(entry: journal.Entry, people: Any) -> str:
    return _changes(entry, people) if entry.old else "新增"


@lru_cache(maxsize=1)
def _people(session: Session) -> Mapping[int, str]:
    """Everybody's name; read once for all findings of a session, which only reads."""
    return ledgers.people(session)


def of_entry(entry: journal.Entry, people: Any = None) -> Evidence:
    """A journal entry as labelled texts: where, when, by whom, from what to what, why."""
    return (
        ("历史", f"第 {entry.seq} 条"),
        ("时间", when(entry.at)),
        ("谁", visible(entry.actor, 40)),
        ("记录", _record(entry, people or {})),
        ("改动", _changes(entry, people or {})),
        ("原因", visible(entry.reason, 120)),
    )


def _record(entry: journal.Entry, people: Any) -> str:
    """Which record: what its required fields say, and its number."""
    if entry.op == "X":
        return "账本"
    title = visible(ledgers.titles().get(entry.table, entry.table), 40)
    values, number = entry.new or entry.old or {}, f"第 {visible(entry.pk, 20)} 号"
    heads = [spec.name for spec in ledgers.heads(entry.table) if values.get(spec.name) is not None]
    told = [_value(entry.table, name, values[name], people) for name in heads]
    return f"{title} {' '.join(told)}（{number}）" if told else f"{title} {number}"


def _changes(entry: journal.Entry, people: Any) -> str:
    if entry.op == "X":
        return visible(entry.what, 120)
    old, new = entry.old or {}, entry.new or {}
    if entry.old and new.get("void") and not old.get("void"):
        return "作废"
    told = [
        _change(entry, name, people)
        for name in new
        if name != "id" and old.get(name) != new.get(name)
    ]
    return "；".join(told[:20]) or "（内容读不出来）"


def _change(entry: journal.Entry, name: str, people: Any) -> str:
    """One column: what it is now, and what it was; a choice said plainly needs no label."""
    old, new = (
        _value(entry.table, name, (side or {}).get(name), people) for side in (entry.old, entry.new)
    )
    told = f"{old} → {new}" if entry.old else new
    spec = ledgers.labels().get((entry.table, name))
    return told if spec and spec.plainly else f"{_label(entry.table, name)}：{told}"


def _label(table: str, column: str) -> str:
    spec = ledgers.labels().get((table, column))
    return spec.label if spec else {"void": "作废"}.get(column, visible(column, 40))


def _value(table: str, column: str, value: Any, people: Any) -> str:
    spec = ledgers.labels().get((table, column))
    if spec and spec.kind == "member" and isinstance(value, int) and value in people:
        return visible(people[value], 40)
    if spec and value in spec.choices and spec.plainly:
        return spec.plainly[spec.choices.index(str(value))]
    return (flowing if spec and spec.kind == "note" else visible)(value, 80) or "（空）"


def of_row(table: str, row: int, called: str) -> Evidence:
    """Which record is meant: what it is called, and its number."""
    title, number = ledgers.titles().get(table, table), f"第 {row} 号"
    return (("记录", f"{title} {called}（{number}）" if called else f"{title} {number}"),)


def when(stamp: str | None) -> str:
    """A stamp of the journal in local time, safe to show."""
    return visible(clock.told(stamp or ""), 40)
