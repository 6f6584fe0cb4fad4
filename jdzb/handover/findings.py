"""What an auditor asks about in a ledger that agrees with its history, each with its evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache
from itertools import groupby
from typing import Any

from jdzb import ledgers
from jdzb.core import clock, rules
from jdzb.core.ledger import Finding as Told
from jdzb.core.visible import visible
from jdzb.handover import posted, rectify
from jdzb.handover.audit import Evidence, Finding
from jdzb.store import anchors, auditing, journal
from jdzb.store.session import Session

_MOST = 50  # rows of evidence; the sentence gives the whole number
_PARTS = 8  # records named of one act
_CLOCK_PLAY = timedelta(minutes=10)
LATE = "audit.late_entry.days"


def gather(session: Session, since: int = 0) -> list[Finding]:
    """Every finding on entries after ``since``; a part that cannot be read is itself a fault."""
    parts: tuple[tuple[str, Callable[[Session, int], Iterable[Finding]]], ...] = (
        ("程序之外的改动", foreign),
        ("电脑时间", clock_set_back),
        ("补录", late_entries),
        ("张贴之后的改动", after_posting),
        ("恢复备份", restores),
        ("依法清除", erasures),
        ("各本台账自己的检查", of_books),
        ("整改", rectifications),
    )
    found: list[Finding] = []
    for title, part in parts:
        try:
            found += part(session, since)
        except Exception as error:  # noqa: BLE001 - the file is hostile: whatever it raises is told
            told = f"“{title}”没有查完：{visible(error, 80)}。"
            found.append(Finding("unreadable", "fault", told))
    return found


def foreign(session: Session, since: int) -> Iterator[Finding]:
    """Rows that another program changed, one finding for all."""
    entries = session.entries("actor = ? AND seq > ?", (journal.FOREIGN, since))
    if entries:
        what = f"有 {len(entries)} 处改动是别的程序写的，不是支部台账写的。"
        yield Finding("foreign", "fault", what, _evidence(session, entries))


def clock_set_back(session: Session, since: int) -> Iterator[Finding]:
    """Entries that claim to be older than one before them."""
    steps = [step for step in auditing.set_back(session, since) if _is_before(*step[1:])]
    if steps:
        seq, at, before = steps[0]
        what = (
            f"电脑时间调回过：第 {seq} 条历史写着 {_at(at)}，"
            f"它前面已有 {_at(before)} 的记录；共 {len(steps)} 条。"
        )
        numbers = [seq for seq, *_ in steps[:_MOST]]
        entries = session.entries("seq BETWEEN ? AND ?", (numbers[0], numbers[-1]))
        known = set(numbers)
        yield Finding(
            "clock", "notice", what, _evidence(session, [e for e in entries if e.seq in known])
        )


def late_entries(session: Session, since: int) -> Iterator[Finding]:
    """Records entered more days after the fact than the rule table allows, by book."""
    most = rules.standard().whole(LATE)
    for ledger in ledgers.LEDGERS:
        for table in ledger.tables:
            if table.day:
                yield from _late_in(session, table.name, table.day, since, most)


def after_posting(session: Session, since: int) -> Iterator[Finding]:
    """What a public sheet shows was changed after it was printed."""
    for one in posted.changed(session, since):
        reprinted = "，改后重新打印过" if one.again else "，改后没有重新打印"
        what = (
            f"《{visible(one.title, 60)}》{_at(one.printed.at)} 打印张贴之后，"
            f"上面的内容又改了 {len(journal.acts(one.changes))} 次{reprinted}。"
        )
        yield Finding("posted", "notice", what, _evidence_of_acts(session, one.changes))


def restores(session: Session, since: int) -> Iterator[Finding]:
    """Backups put back: what the ledger held before and what was printed from it is not in it."""
    for one in anchors.read_log(session.connection).restores:
        if one.seq > since:
            what = (
                f"{_at(one.at)} 恢复过备份（原因：{visible(one.reason, 80) or '未写'}）：历史从"
                f"第 {one.lost.size} 条退回到第 {one.fork} 条，其间记的事、打印的表不在账本里了。"
            )
            yield Finding("restore", "notice", what)


def erasures(session: Session, since: int) -> Iterator[Finding]:
    """Texts taken out of the history; one finding for all."""
    entries = session.entries("op = 'X' AND tbl = 'erase' AND seq > ?", (since,))
    if entries:
        what = f"有 {len(entries)} 次清除了记录以前的内容，改动已看不到，请对照本人的申请。"
        yield Finding("erase", "notice", what, _evidence(session, entries))


def of_books(session: Session, since: int) -> Iterator[Finding]:
    """What every book finds about itself, in today's state."""
    del since
    for ledger in ledgers.LEDGERS:
        alike: dict[str, list[Told]] = {}
        for one in ledger.findings(session):
            alike.setdefault(one.key, []).append(one)
        for key, several in alike.items():
            yield _of_book(ledger.title, visible(key, 60), several)


def _of_book(title: str, key: str, several: list[Told]) -> Finding:
    """The findings of one kind: a single one as it is, several as one with a row each."""
    first = f"{title}：{visible(several[0].what, 300)}"
    if len(several) == 1:
        rows = tuple(_row_evidence(table, row) for table, row in several[0].rows[:_MOST])
        return Finding(f"book.{key}", "notice", first, rows)
    told = tuple((("情况", visible(one.what, 300)),) for one in several[:_MOST])
    return Finding(f"book.{key}", "notice", f"{first}；这样的共 {len(several)} 处。", told)


def rectifications(session: Session, since: int) -> Iterator[Finding]:
    """What the township asked for before: answered, or still open."""
    del since
    items = rectify.listing(session)
    waiting = [one for one in items if not one.answer]
    if items:
        overdue = sum(1 for one in waiting if one.overdue)
        what = (
            f"整改 {len(items)} 项：已答复 {len(items) - len(waiting)} 项，未答复 {len(waiting)} 项"
        )
        what += f"（其中 {overdue} 项过期）。" if overdue else "。"
        rows = tuple(_item_evidence(one) for one in items[:_MOST])
        yield Finding("rectification", "notice" if waiting else "ok", what, rows)


def _item_evidence(item: rectify.Item) -> Evidence:
    state = "已勾销" if item.closed_on else "已答复" if item.answer else "未答复"
    return (
        ("事项", visible(item.what, 120)),
        ("状态", state),
        ("期限", visible(item.due, 20)),
        ("答复", visible(item.answer)),
        ("答复日期", visible(item.answered_on, 20)),
    )


# --- late entries -------------------------------------------------------------------------------


def _late_in(session: Session, table: str, column: str, since: int, most: int) -> Iterator[Finding]:
    """One finding for each transaction that entered records late, or moved them to a past day."""
    entries = session.entries("tbl = ? AND op IN ('I', 'U') AND seq > ?", (table, since))
    in_force = {row["id"] for row in session.rows(table)}
    title = ledgers.titles().get(table, table)
    for _, group in groupby(entries, key=lambda entry: entry.txn):
        late = [(entry, days) for entry in group if (days := _days_late(entry, column)) > most]
        late = [(entry, days) for entry, days in late if entry.pk in in_force]
        if late:
            worst = max(days for _, days in late)
            what = (
                f"补录{title} {len(late)} 条：{_at(late[0][0].at)} 录入，"
                f"最多晚了 {worst} 天（超过 {most} 天算补录）。"
            )
            yield Finding("late", "notice", what, _evidence(session, [entry for entry, _ in late]))


def _days_late(entry: journal.Entry, column: str) -> int:
    """Days between what happened and its entry; 0 when either is no date, or was so before."""
    if entry.old and entry.old.get(column) == (entry.new or {}).get(column):
        return 0
    try:
        happened = date.fromisoformat(str((entry.new or {}).get(column)))
        return (clock.local(entry.at).date() - happened).days
    except (ValueError, TypeError, OverflowError):
        return 0


# --- words --------------------------------------------------------------------------------------


def _evidence(session: Session, entries: Sequence[journal.Entry]) -> tuple[Evidence, ...]:
    people = _people(session)
    return tuple(entry_evidence(entry, people) for entry in entries[:_MOST])


def _evidence_of_acts(session: Session, entries: Sequence[journal.Entry]) -> tuple[Evidence, ...]:
    """A row for each act of the user: a swap of two turns is one, though it writes four entries."""
    people = _people(session)
    return tuple(_act_evidence(act, people) for act in journal.acts(entries)[:_MOST])


def _act_evidence(act: Sequence[journal.Entry], people: Any) -> Evidence:
    one = entry_evidence(act[0], people)
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


def entry_evidence(entry: journal.Entry, people: Any = None) -> Evidence:
    """A journal entry as labelled texts: where, when, by whom, from what to what, why."""
    return (
        ("历史", f"第 {entry.seq} 条"),
        ("时间", _at(entry.at)),
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
    specs = [spec for (table, _), spec in ledgers.labels().items() if table == entry.table]
    heads = [spec.name for spec in specs if spec.required and values.get(spec.name) is not None]
    told = [_value(entry.table, name, values[name], people) for name in heads[:2]]
    return f"{title} {' '.join(told)}（{number}）" if told else f"{title} {number}"


def _changes(entry: journal.Entry, people: Any) -> str:
    if entry.op == "X":
        return visible(entry.what, 120)
    old, new = entry.old or {}, entry.new or {}
    if entry.old and new.get("void") and not old.get("void"):
        return "作废"
    told = [
        f"{_label(entry.table, name)}：{_value(entry.table, name, old.get(name), people)}"
        f" → {_value(entry.table, name, new.get(name), people)}"
        if entry.old
        else f"{_label(entry.table, name)}：{_value(entry.table, name, new.get(name), people)}"
        for name in new
        if name != "id" and old.get(name) != new.get(name)
    ]
    return "；".join(told[:20]) or "（内容读不出来）"


def _label(table: str, column: str) -> str:
    spec = ledgers.labels().get((table, column))
    return spec.label if spec else {"void": "作废"}.get(column, visible(column, 40))


def _value(table: str, column: str, value: Any, people: Any) -> str:
    spec = ledgers.labels().get((table, column))
    if spec and spec.kind == "member" and isinstance(value, int) and value in people:
        return visible(people[value], 40)
    return visible(value, 80) or "（空）"


def _row_evidence(table: str, row: int) -> Evidence:
    title = ledgers.titles().get(table, table)
    return (("记录", f"{title} 第 {row} 号"),)


def _at(stamp: str | None) -> str:
    return visible(clock.told(stamp or ""), 40)


def _is_before(stamp: str, latest: str) -> bool:
    """True when a stamp is older by more than a clock set right by the network."""
    try:
        return clock.local(latest) - clock.local(stamp) > _CLOCK_PLAY
    except (ValueError, OverflowError):
        return True
