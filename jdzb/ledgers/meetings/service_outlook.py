"""What the meetings book shows to the rest: what is due, what is missing, its spreadsheet."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from jdzb.core import clock, rules
from jdzb.core.fields import show_date, shown
from jdzb.core.ledger import Due, Finding, Grid
from jdzb.ledgers.meetings import (
    columns,
    kinds,
    periods,
    service,
    service_figures,
    service_matters,
    told,
)
from jdzb.ledgers.meetings import service_plan as planning
from jdzb.ledgers.meetings.kinds import Kind
from jdzb.ledgers.meetings.periods import Held, Missing
from jdzb.ledgers.meetings.rules import PUBLISH
from jdzb.ledgers.meetings.voting import Count, held_quorum, least_present
from jdzb.ledgers.members import service as members
from jdzb.store.session import Row, Session

BOOK = "meetings"
WRITE, HOLD, PUBLISHED, TALK, STEP, PLAN = (
    "去记录", "去开会", "去公开", "登记谈话", "去办这一步", "去做计划",
)  # fmt: skip
REMIND, PLAN_FROM = "meetings.remind.days", "meetings.plan.month"
_AHEAD = {kinds.MONTH: 1, kinds.QUARTER: 2}  # times the days of the rule; a year six times


def to_grid(session: Session) -> Grid:
    """The heads of the meetings for Excel."""
    rows = tuple(
        tuple(shown(spec, getattr(one, spec.name)) for spec in columns.FIELDS)
        for one in service.browse(session)
    )
    return Grid("会议登记", tuple(spec.label for spec in columns.FIELDS), rows)


def from_grid(session: Session, grid: Grid) -> Sequence[Mapping[str, str]]:
    """The rows of a grid made by to_grid as raw forms."""
    del session
    keys = [spec.name for spec in columns.FIELDS]
    return [dict(zip(keys, row, strict=True)) for row in grid.rows]


# -- what is due -----------------------------------------------------------------------------------


def due(session: Session) -> Sequence[Due]:
    """Drafts to complete, meetings of the running period, decisions to publish, talks after
    absences, the next step of each matter. Nothing before the first meeting is in the book.
    """
    if planning.began(session) is None:
        return ()
    return [
        *_drafts(session), *_coming(session), *_unpublished(session), *_talks(session),
        *_matters(session), *_plan(session),
    ]  # fmt: skip


def _drafts(session: Session) -> Iterator[Due]:
    today = clock.today()
    rows = session.query(
        "SELECT id FROM meetings WHERE completed_on IS NULL AND void IS NULL AND day <= ?"
        " ORDER BY day, id",
        (today.isoformat(),),
    )
    for row in rows:
        meeting = service.get(session, row["id"])
        what = f"完成{service.words(session, meeting)}的记录"
        when = date.fromisoformat(meeting.day)
        yield Due(BOOK, when, what, "还是草稿", WRITE, row["id"])


def _coming(session: Session) -> Iterator[Due]:
    """What the running month, quarter or year still lacks, from some days before its end on;
    主题党日 from the first of the month, by its latest day.
    """
    today = clock.today()
    table = rules.standard()
    held = planning.held(session, date(today.year, 1, 1), today)
    planned = [one for one in planning.plans(session, today.year) if one.month == today.month]
    themes = {one.kind: one.theme for one in planned if one.theme}
    for kind, group in planning.courses(session, held, today):
        period = periods.period_of(kind, today)
        for one in periods.missing(kind, group, held, [period]):
            last, soon = period.last, table.whole(REMIND) * _AHEAD.get(kind.period, 6)
            if kind.form == kinds.THEME_DAY:
                last, soon = planning.fixed_day(session, today.year, today.month).latest, 31
            if (last - today).days <= soon and kind.times:
                theme = themes.get(kind.name, "")
                what = f"开{_running(one, today)}{told.grouped(group, kind.short)}"
                what += f"（{theme}）" if theme else ""
                filled = (kind.name, group, theme)
                yield Due(BOOK, last, what, kind.times.basis, HOLD, filled=filled)


def _running(one: Missing, today: date) -> str:
    return f"{today.year}年" if one.kind.period == kinds.YEAR else one.period.label


def _unpublished(session: Session) -> Iterator[Due]:
    rule = rules.standard().rule(PUBLISH)
    days = timedelta(days=rules.standard().whole(PUBLISH))
    rows = session.query(
        "SELECT DISTINCT m.id FROM meeting_items i JOIN meetings m ON m.id = i.meeting"
        " WHERE i.publish = '公开' AND i.published_on IS NULL AND i.void IS NULL"
        " AND m.void IS NULL AND m.day <= ? ORDER BY m.day, m.id",
        (clock.today().isoformat(),),
    )
    for row in rows:
        meeting = service.get(session, row["id"])
        last = date.fromisoformat(meeting.day) + days
        what = f"公开{service.words(session, meeting)}的决议"
        yield Due(BOOK, last, what, rule.basis, PUBLISHED, row["id"])


def _talks(session: Session) -> Iterator[Due]:
    names = members.names(session)
    for tally, verdict in service_figures.untalked(session, clock.today()):
        what = f"与{names[tally.member]}谈话（{verdict.text}）"
        yield Due(BOOK, None, what, verdict.source, TALK, tally.member)


def _matters(session: Session) -> Iterator[Due]:
    for matter in service_matters.browse_matters(session, under_way=True):
        chain = service_matters.chain(session, matter.id)
        if chain.next is not None:
            what = f"{matter.title}：{service_matters.words(chain)}"
            yield Due(BOOK, None, what, "四议两公开", STEP, matter.id)


def _plan(session: Session) -> Iterator[Due]:
    """Late in the year, next year's plan while there is none."""
    today, rule = clock.today(), rules.standard().rule(PLAN_FROM)
    late = today.month >= rules.standard().whole(PLAN_FROM)
    if late and not planning.plans(session, today.year + 1):
        what = f"做{today.year + 1}年会议计划"
        yield Due(
            BOOK, date(today.year, 12, 31), what, rule.basis, PLAN, filled=(str(today.year + 1),)
        )


# -- findings --------------------------------------------------------------------------------------


def findings(session: Session) -> Sequence[Finding]:
    """Facts alone: meetings missing since the book began, too few present, votes that do not add
    up, complete minutes with gaps or without a decision. (Late entries are found for all books.)
    """
    begun = planning.began(session)
    if begun is None:
        return ()
    return [*_missing(session, begun), *_counted(session), *_undecided(session)]


def _missing(session: Session, begun: date) -> Iterator[Finding]:
    """One finding for each kind (and group) and year."""
    today = clock.today()
    held = planning.held(session, begun, today)
    by_course: dict[tuple[str, str], list[Held]] = {}
    for one in held:
        by_course.setdefault((one.kind, one.group), []).append(one)
    for kind, group in planning.courses(session, held, today):
        own = by_course.get((kind.name, group), [])
        years: dict[int, list[Missing]] = {}
        since = begun if not group else date.fromisoformat(own[0].day) if own else None
        for lack in planning.missing(kind, group, since, own):
            years.setdefault(lack.period.year, []).append(lack)
        for year, lacking in years.items():
            labels = "、".join(each.period.label for each in lacking)
            source = kind.times.basis if kind.times else ""
            what = (
                f"{year}年{told.grouped(group, kind.short)}：{labels}没有记录或次数不够（{source}）"
            )
            yield Finding(BOOK, "meetings.missing", what)


def _counted(session: Session) -> Iterator[Finding]:
    """Too few present, votes above those present, people not recorded, in complete minutes."""
    known = service.kinds_of(session)
    numbers = _numbers(session, known)
    for row, count in numbers.values():
        kind = known.get(row["kind"]) or kinds.unknown(row["kind"])
        where, at = f"{show_date(row['day'])}{kind.short}", (("meetings", row["id"]),)
        if count.blank:
            what = f"{where}记录已完成，还有 {count.blank} 人没有登记到会情况"
            yield Finding(BOOK, "meetings.blank", what, at)
        if held_quorum(count, kind) is False and kind.quorum:
            least = least_present(count.votes or 0, kind)
            what = (
                f"{where}到会人数不够：实到 {count.present} 人，应到 {count.votes} 人，"
                f"至少须到 {least} 人（{kind.quorum.basis}）"
            )
            yield Finding(BOOK, "meetings.quorum", what, at)
    yield from _votes(session, numbers, known)


def _numbers(session: Session, known: Mapping[str, Kind]) -> dict[int, tuple[Row, Count]]:
    """The numbers of every complete meeting, by its id; unnamed where there is nothing to judge."""
    judged = [kind.name for kind in known.values() if kind.quorum]
    counted = {
        row.pop("meeting"): row
        for row in session.query(
            "SELECT meeting, count(*) AS should, sum(state IS '到会') AS came,"
            " sum(state IS NULL) AS blank, sum(voting = '有') AS votes,"
            " sum(voting = '有' AND state IS '到会') AS present"
            " FROM meeting_attendance WHERE void IS NULL AND (meeting IN"
            "  (SELECT id FROM meetings WHERE kind IN (SELECT value FROM json_each(?)))"
            "  OR meeting IN (SELECT meeting FROM meeting_items WHERE yes IS NOT NULL)"
            "  OR meeting IN (SELECT meeting FROM meeting_attendance WHERE state IS NULL))"
            " GROUP BY meeting",
            (json.dumps(judged),),
        )
    }
    found = {}
    for row in service.heads(session, date.min, date.max):
        if row["completed_on"]:
            numbers = counted.get(row["id"])
            by_hand = row["kind"] in known and known[row["kind"]].by_hand
            count = Count(0, 0) if numbers is None else Count(**numbers)
            if numbers is None and by_hand:
                given = (row["should"], row["present"])
                count = Count(*given, votes=given[0], present=given[1])
            found[row["id"]] = (dict(row), count)
    return found


def _votes(
    session: Session, numbers: Mapping[int, tuple[Row, Count]], known: Mapping[str, Kind]
) -> Iterator[Finding]:
    rows = session.query(
        "SELECT id, meeting, place, yes + coalesce(no, 0) + coalesce(abstain, 0) AS cast"
        " FROM meeting_items WHERE yes IS NOT NULL AND void IS NULL ORDER BY meeting, place"
    )
    for row in rows:
        head, count = numbers.get(row["meeting"], ({}, None))
        if count is None or count.present is None or row["cast"] <= count.present:
            continue
        short = known[head["kind"]].short if head["kind"] in known else head["kind"]
        what = (
            f"{show_date(head['day'])}{short}议题 {row['place']}：票数共 {row['cast']}，"
            f"多于到会有表决权的 {count.present} 人"
        )
        yield Finding(BOOK, "meetings.votes", what, (("meeting_items", row["id"]),))


def _undecided(session: Session) -> Iterator[Finding]:
    rows = session.query(
        "SELECT m.id, m.kind, m.day, i.id AS item, i.place"
        " FROM meeting_items i JOIN meetings m ON m.id = i.meeting"
        " WHERE i.decision IS NULL AND i.void IS NULL AND m.void IS NULL"
        " AND m.completed_on IS NOT NULL AND m.resolution IS NULL ORDER BY m.day, m.id, i.place"
    )
    known = service.kinds_of(session)
    for row in rows:
        short = known[row["kind"]].short if row["kind"] in known else row["kind"]
        what = f"{show_date(row['day'])}{short}议题 {row['place']} 没有写决定"
        yield Finding(BOOK, "meetings.undecided", what, (("meeting_items", row["item"]),))
