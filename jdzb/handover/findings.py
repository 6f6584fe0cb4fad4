"""What an auditor asks about in a ledger that agrees with its history, each with its evidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from itertools import groupby

from jdzb import ledgers
from jdzb.core import clock, rules
from jdzb.core.ledger import Finding as Told
from jdzb.core.visible import flowing, visible
from jdzb.handover import evidence, posted, rectify
from jdzb.handover.audit import Evidence, Finding
from jdzb.handover.evidence import MOST, when
from jdzb.store import anchors, auditing, figures, journal, operators
from jdzb.store.session import Session

_CLOCK_PLAY = timedelta(minutes=10)
_RESETS = (operators.ASKED, operators.RESET)
LATE = "audit.late_entry.days"
STATES = CLOSED, ANSWERED, OPEN = "销号", "答复了还没改完", "未答复"


def gather(session: Session, since: int = 0) -> list[Finding]:
    """Every finding on entries after ``since``; a part that cannot be read is itself a fault."""
    parts: tuple[tuple[str, Callable[[Session, int], Iterable[Finding]]], ...] = (
        ("程序之外的改动", foreign),
        ("电脑时间", clock_set_back),
        ("改过的规则", changed_rules),
        ("补录", late_entries),
        ("张贴之后的改动", after_posting),
        ("恢复备份", restores),
        ("依法清除", erasures),
        ("重设密码", resets),
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
        yield Finding("foreign", "fault", what, evidence.of_entries(session, entries))


def changed_rules(session: Session, since: int) -> Iterator[Finding]:
    """The figures and holidays a branch goes by instead of the program's own, by which is judged.

    Told as long as they stand: what the branch checks by them it sees in another light.
    """
    del since
    table, own = rules.shipped(), figures.own_rules(session)
    for change in figures.changes(session):
        rule = table.rules.get(change.key)
        by = f"{when(change.at)} {visible(change.actor, 20)}，原因：{visible(change.why, 60)}"
        if rule is not None:
            figure, source = own[change.key].figure, own[change.key].source
            what = (
                f"支部改了规则“{rule.title}”（{rule.level_words}）：标准 {rule.figure_words}，"
                f"改为 {visible(figure, 40)}，依据：{visible(source, 60) or '没有写'}（{by}）。"
                "核对仍按标准。"
            )
            yield Finding("rule", "notice", what)
        elif change.year:
            what = f"支部改了{change.year}年的节假日（{by}）。核对仍按程序自带的日历。"
            yield Finding("rule", "notice", what)


def clock_set_back(session: Session, since: int) -> Iterator[Finding]:
    """Entries that claim to be older than one before them."""
    steps = [step for step in auditing.set_back(session, since) if _is_before(*step[1:])]
    if steps:
        seq, at, before = steps[0]
        what = (
            f"电脑时间调回过：第 {seq} 条历史写着 {when(at)}，"
            f"它前面已有 {when(before)} 的记录；共 {len(steps)} 条。"
        )
        numbers = [seq for seq, *_ in steps[:MOST]]
        entries = session.entries("seq BETWEEN ? AND ?", (numbers[0], numbers[-1]))
        meant = [entry for entry in entries if entry.seq in set(numbers)]
        yield Finding("clock", "notice", what, evidence.of_entries(session, meant))


def late_entries(session: Session, since: int) -> Iterator[Finding]:
    """Records entered more days after the fact than the rule table allows, by book."""
    most = rules.standard().whole(LATE)
    for ledger in ledgers.LEDGERS:
        for table in ledger.tables:
            if table.day:
                yield from _late_in(session, table.name, table.day, since, most)


def after_posting(session: Session, since: int) -> Iterator[Finding]:
    """What a public sheet shows was changed after it was printed.

    One that hangs there still as it was is told again and again, until it is printed anew or the
    item that the township made of it is ticked off.
    """
    items = rectify.listing(session)
    done = {one.what for one in items if one.kind == "posted" and one.closed_on}
    for one in posted.changed(session, since):
        reprinted = "，改后重新打印过" if one.again else "，改后没有重新打印"
        what = (
            f"《{visible(one.title, 60)}》{when(one.printed.at)} 打印张贴之后，"
            f"上面的内容又改了 {len(journal.acts(one.changes))} 次{reprinted}。"
        )
        if what not in done:
            yield Finding("posted", "notice", what, evidence.of_acts(session, one.changes))


def restores(session: Session, since: int) -> Iterator[Finding]:
    """Backups put back: what the ledger held before and what was printed from it is not in it."""
    for one in anchors.read_log(session.connection).restores:
        if one.seq > since:
            what = (
                f"{when(one.at)} 恢复过备份（原因：{visible(one.reason, 80) or '未写'}）：历史从"
                f"第 {one.lost.size} 条退回到第 {one.fork} 条，其间记的事、打印的表不在账本里了。"
            )
            yield Finding("restore", "notice", what)


def erasures(session: Session, since: int) -> Iterator[Finding]:
    """Texts taken out of the history; one finding for all."""
    entries = session.entries("op = 'X' AND tbl = 'erase' AND seq > ?", (since,))
    if entries:
        what = f"有 {len(entries)} 次清除了记录以前的内容，改动已看不到，请对照本人的申请。"
        yield Finding("erase", "notice", what, evidence.of_entries(session, entries))


def resets(session: Session, since: int) -> Iterator[Finding]:
    """Passwords set anew, or asked to be, without the old one; one finding for all."""
    found = session.entries("op = 'X' AND tbl IN (?, ?) AND seq > ?", (*_RESETS, since))
    if found:
        done = sum(1 for entry in found if entry.table == operators.RESET)
        names = "、".join(
            dict.fromkeys(visible((entry.new or {}).get("name", ""), 20) for entry in found)
        )
        what = (
            f"不用原密码重设操作人密码（{names}）：申请 {len(found) - done} 次，设成 {done} 次；"
            "请问本人是不是自己办的。"
        )
        yield Finding("password", "notice", what, evidence.of_entries(session, found))


def of_books(session: Session, since: int) -> Iterator[Finding]:
    """What every book finds about itself, in today's state."""
    del since
    called = ledgers.titling(session)
    for ledger in ledgers.LEDGERS:
        alike: dict[str, list[Told]] = {}
        for one in ledger.findings(session):
            alike.setdefault(one.key, []).append(one)
        for key, several in alike.items():
            yield _of_book(ledger.title, visible(key, 60), several, called)


def _of_book(
    title: str, key: str, several: list[Told], called: Callable[[str, int], str]
) -> Finding:
    """The findings of one kind: a single one as it is, several as one with a row each."""
    first = f"{title}：{visible(several[0].what, 300)}"
    if len(several) == 1:
        rows = tuple(
            evidence.of_row(table, row, called(table, row)) for table, row in several[0].rows[:MOST]
        )
        return Finding(f"book.{key}", "notice", first, rows)
    told = tuple((("情况", visible(one.what, 300)),) for one in several[:MOST])
    return Finding(f"book.{key}", "notice", f"{first}；这样的共 {len(several)} 处。", told)


def rectifications(session: Session, since: int) -> Iterator[Finding]:
    """What the township asked for before: answered, or still open."""
    del since
    items = rectify.listing(session)
    if items:
        counted = Counter(_state(one) for one in items)
        told = "，".join(f"{state} {counted[state]} 项" for state in STATES if counted[state])
        overdue = sum(1 for one in items if one.overdue)
        late = f"（其中 {overdue} 项过期）" if overdue else ""
        rows = tuple(_item_evidence(one) for one in items[:MOST])
        done = counted[CLOSED] == len(items)
        what = f"整改 {len(items)} 项：{told}{late}。"
        yield Finding("rectification", "ok" if done else "notice", what, rows)


def _state(item: rectify.Item) -> str:
    return CLOSED if item.closed_on else ANSWERED if item.answer else OPEN


def _item_evidence(item: rectify.Item) -> Evidence:
    return (
        ("事项", visible(item.what, 120)),
        ("状态", _state(item)),
        ("期限", visible(item.due, 20)),
        ("答复", flowing(item.answer)),
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
                f"补录{title} {len(late)} 条：{when(late[0][0].at)} 录入，"
                f"最多晚了 {worst} 天（超过 {most} 天算补录）。"
            )
            entries_late = [entry for entry, _ in late]
            yield Finding("late", "notice", what, evidence.of_entries(session, entries_late))


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


def _is_before(stamp: str, latest: str) -> bool:
    """True when a stamp is older by more than a clock set right by the network."""
    try:
        return clock.local(latest) - clock.local(stamp) > _CLOCK_PLAY
    except (ValueError, OverflowError):
        return True
