"""What the noticeboard shows to the rest: its sheets, what changed, what is due, what is amiss."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from jdzb.core import clock
from jdzb.core import rules as figures
from jdzb.core.ledger import Due, Finding
from jdzb.core.sheet import Paper, Sheet, Source, cn_day
from jdzb.ledgers.notices import (
    catalogue,
    register,
    rules,
    service,
    service_voices,
    sheets,
)
from jdzb.ledgers.notices.entries import CONTENT, OF_A_BOOK, Notice, Objection, day
from jdzb.store import journal, printout
from jdzb.store.branch import read_branch
from jdzb.store.session import Session

KEY = "notices"
PUT_UP, TAKE_DOWN, ANSWER, CORRECT = "张贴", "撤下", "答复", "更正"


@dataclass(frozen=True, slots=True)
class Shown:
    """A notice as the register shows it on a day: its state, what wants a hand, the days left."""

    notice: Notice
    state: str
    left: int | None = None
    short: str = ""
    changes: tuple[journal.Entry, ...] = ()
    correction: Notice | None = None
    objections: tuple[Objection, ...] = ()

    @property
    def open(self) -> int:
        """How many objections nobody has answered."""
        return sum(service_voices.is_open(one) for one in self.objections)

    @property
    def changed(self) -> bool:
        """True when the paper on the wall is out of date and no correction hangs."""
        hangs = self.correction is not None and self.correction.posted_on is not None
        return bool(self.changes) and not hangs

    @property
    def urgent(self) -> bool:
        """True when somebody must do something now."""
        remind = figures.standard().whole("notices.remind_before.days")
        near = self.left is not None and self.left <= remind
        return self.changed or bool(self.open) or near or self.state == rules.APPROVED

    @property
    def order(self) -> tuple[int, int, int]:
        """What sorts the register: what wants a hand, drafts, what hangs, what was taken down."""
        place = {rules.TAKEN: 4, rules.POSTED: 3, rules.EXPIRED: 3}.get(self.state, 2)
        left = self.left if self.left is not None else 0
        return (1 if self.urgent else place, left, -self.notice.id)


def view(session: Session) -> tuple[Shown, ...]:
    """The register today, what wants a hand first."""
    every = service.browse(session)
    said: dict[int, list[Objection]] = {}
    for objection in service_voices.objections(session):
        said.setdefault(objection.notice, []).append(objection)
    changed = changes(session, every)
    corrections: dict[int | None, list[Notice]] = {}
    for notice in every:
        corrections.setdefault(notice.corrects, []).append(notice)
    shown = [
        Shown(
            notice=notice,
            state=rules.state(notice, clock.today()),
            left=rules.days_left(notice, clock.today()),
            short=rules.too_short(notice, service.calendar()),
            changes=tuple(changed.get(notice.id, ())),
            correction=_correction(corrections.get(notice.id, ()), changed.get(notice.id, ())),
            objections=tuple(said.get(notice.id, ())),
        )
        for notice in every
    ]
    return tuple(sorted(shown, key=lambda one: one.order))


def changes(session: Session, notices: Sequence[Notice]) -> dict[int, list[journal.Entry]]:
    """What changed of each sheet that hangs since it was printed: the first entry of each act.

    One pass over the journal, however many hang.
    """
    up = {one.printed: one for one in notices if one.printed and one.posted_on and not one.taken_on}
    marks = ", ".join("?" for _ in up)
    where = f"tbl = 'print' AND op = 'X' AND seq IN ({marks})"
    prints = session.entries(where, tuple(up)) if up else []
    shows = {one.seq: printout.sources_of(one.new or {}) for one in prints}
    tables = sorted({source.table for sources in shows.values() for source in sources})
    marks = ", ".join("?" for _ in tables)
    where = f"seq > ? AND op <> 'X' AND tbl IN ({marks})"
    later = session.entries(where, (min(shows), *tables)) if tables else []
    found: dict[int, list[journal.Entry]] = {}
    for seq, sources in shows.items():
        own = {table: [one for one in sources if one.table == table] for table in tables}
        touched = [
            entry
            for entry in later
            if entry.seq > seq and any(printout.touches(entry, one) for one in own[entry.table])
        ]
        found[up[seq].id] = [act[0] for act in journal.acts(touched)]
    return found


def _correction(corrections: Sequence[Notice], changed: Sequence[journal.Entry]) -> Notice | None:
    """The correction that tells the last change: printed after it, or not printed yet."""
    last = changed[-1].seq if changed else 0
    found = [one for one in corrections if one.printed is None or one.printed > last]
    return found[-1] if found else None


# -- sheets ---------------------------------------------------------------------------------------


def sheet(session: Session, notice: Notice, paper: Paper | None = None) -> Sheet:
    """The page of a free notice, as it stands; a later change of what is on it will be found."""
    made = sheets.free_notice(notice, read_branch(session), paper)
    number, only = str(notice.id), ",".join(CONTENT)
    own = Source("notices", "id", number, number, only)
    return replace(made, sources=(own, Source("settings", "key", "branch.", "branch.~")))


def sheets_now(session: Session) -> Sequence[Sheet]:
    """The register, for the file of the branch."""
    return (register_sheet(session, service.browse(session)),)


def register_sheet(session: Session, notices: Sequence[Notice], title: str = "") -> Sheet:
    """These notices as a list on paper; not for the wall."""
    return register.sheet(notices, clock.today(), read_branch(session), title)


def catalogue_sheet(session: Session, year: int, quarter: int) -> Sheet:
    """公开目录 of a quarter (1 to 4): what is to be public, and when it was put up."""
    up = [(one.title, day(one.posted_on)) for one in service.browse(session)]
    postings = [(title, posted) for title, posted in up if posted]
    dues = catalogue.answered(catalogue.due(catalogue.standard(), year, quarter), postings)
    made = sheets.catalogue(dues, year, quarter, read_branch(session), clock.today())
    return replace(made, sources=(Source("notices", "posted_on"),))


# -- what is due, what is amiss -------------------------------------------------------------------


def due(session: Session) -> Sequence[Due]:
    """What is to be put up, taken down, answered, corrected, each with its day."""
    return [one for shown in view(session) for one in _dues(shown)]


def _dues(shown: Shown) -> list[Due]:
    notice, table = shown.notice, figures.standard()
    name, found = f"《{notice.title}》", []
    if shown.state == rules.APPROVED:
        within = table.rule("notices.post_within.days")
        approved = day(notice.approved_on) or clock.today()
        last = day(notice.since) or approved + timedelta(days=_whole(within.key))
        found.append(_due(last, f"{name}已批准，还没有张贴", within.basis, PUT_UP, notice))
    if shown.left is not None and shown.left <= _whole("notices.remind_before.days"):
        until = day(notice.until)
        basis = table.rule("notices.remind_before.days").basis
        past = "，已到期" if shown.left < 0 else ""
        what = f"{name}公示到{cn_day(until)}{past}，到期撤下"
        found.append(_due(until, what, basis, TAKE_DOWN, notice))
    basis = table.rule("notices.answer_within.workdays").basis
    for one in shown.objections:
        if service_voices.is_open(one):
            what = f"{name}有意见未答复：{one.what[:20]}"
            answer_by = service_voices.answer_by(one)
            due_ = _due(answer_by, what, basis, ANSWER, notice)
            found.append(replace(due_, filled=(str(one.id),)))
    if shown.changed:
        what = f"{name}公示后有 {len(shown.changes)} 处改动，墙上的还是旧的"
        found.append(_due(clock.today(), what, "公示后改动", CORRECT, notice))
    return found


def _due(when: date | None, what: str, basis: str, button: str, notice: Notice) -> Due:
    return Due(KEY, when, what, basis, button, notice.id)


def _whole(key: str) -> int:
    return figures.standard().whole(key)


def findings(session: Session) -> Sequence[Finding]:
    """Too short, changed after posting, answers and taking down overdue, taken down too early."""
    return [
        Finding(KEY, f"{KEY}.{key}", what, ((KEY, shown.notice.id), *rows))
        for shown in view(session)
        for key, what, rows in _amiss(shown)
    ]


_Amiss = tuple[str, str, tuple[tuple[str, int], ...]]


def _amiss(shown: Shown) -> list[_Amiss]:
    notice, today, found = shown.notice, clock.today(), list[_Amiss]()
    name = f"《{notice.title}》"
    early = rules.days_early(notice) > 0
    if shown.short and notice.posted_on and not early:
        reason = notice.short_reason or "未写"
        found.append(("short", f"{name}公示时间不足：{shown.short}；原因：{reason}", ()))
    if shown.changed:
        dates = "、".join(cn_day(clock.local(one.at).date()) for one in shown.changes[:3])
        found.append(("changed", f"{name}公示后改动未更正：{dates}", ()))
    for one in shown.objections:
        if service_voices.is_open(one) and service_voices.answer_by(one) < today:
            rows = (("notice_objections", one.id),)
            found.append(("objection", f"{name}{cn_day(day(one.day))}的意见逾期没有答复", rows))
    if shown.left is not None and -shown.left > _whole("notices.take_down_within.days"):
        found.append(("expired", f"{name}到期 {-shown.left} 天还没有登记撤下", ()))
    if early:
        what = f"{name}公示到{cn_day(day(notice.until))}，{cn_day(day(notice.taken_on))}就撤下了"
        short = f"；{shown.short}" if shown.short else ""
        what += f"{short}；原因：{notice.short_reason or '未写'}"
        found.append(("early", what, ()))
    return found


def correction_of(session: Session, shown: Shown) -> Notice:
    """The draft of a correction: what changed, then the text as it is now; not stored yet."""
    notice = shown.notice
    up = cn_day(day(notice.posted_on))
    head = f"{up}张贴的《{notice.title}》有下列改动，现予更正："
    lines = [f"{n}. {_told(one)}" for n, one in enumerate(shown.changes, 1)]
    own = notice.kind != OF_A_BOOK
    tail = ["更正后的全文如下：", notice.body or ""] if own else ["更正后的表另附。"]
    body = "\n".join([head, *lines, *(part for part in tail if part)])
    title = f"关于更正《{notice.title}》的公告"
    draft = replace(
        notice, title=title[:60], kind="公告", body=body, source=None,
        signed_on=clock.today().isoformat(),
        checked_by=None, checked_on=None, approved_by=None, approved_on=None, posted_by=None,
        posted_on=None, taken_by=None, taken_on=None, since=None, until=None, short_reason=None,
        printed=None, corrects=notice.id, note=None, id=0,
    )  # fmt: skip
    return service.draft(session, draft)


def _told(entry: journal.Entry) -> str:
    """A change in one line for the wall: the day and what was done, no reason, no birth year."""
    what = re.sub(r"（公示后改动）|（(19|20)\d\d）", "", entry.what)
    return f"{cn_day(clock.local(entry.at).date())}{what}；"
