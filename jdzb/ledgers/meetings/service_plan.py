"""The year plan in the file, the fixed day, and the year of organisational life month by month."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from jdzb.core import clock, rules
from jdzb.core.errors import Refused
from jdzb.core.fields import InvalidForm, Problem, read_fields
from jdzb.core.ledger import Changed
from jdzb.core.records import columns_of, made
from jdzb.ledgers.meetings import columns, framing, kinds, periods, service
from jdzb.ledgers.meetings.entries import Plan
from jdzb.ledgers.meetings.kinds import Kind
from jdzb.ledgers.meetings.periods import FixedDay, Held
from jdzb.ledgers.members import service as members
from jdzb.store.session import Session

DAY, LATEST = "meetings.theme_day.day", "meetings.theme_day.latest"


def settings(session: Session) -> dict[str, str]:
    """The book's settings as a form shows them; where the branch set nothing, the rule's figure."""
    table = rules.standard()
    known = {"theme_day": table.whole(DAY), "theme_latest": table.whole(LATEST)}
    return {
        name: session.setting(f"meetings.{name}") or str(figure) for name, figure in known.items()
    }


def save_settings(session: Session, raw: Mapping[str, str]) -> Changed:
    """Keep the settings as typed; raises InvalidForm with every problem."""
    values = read_fields(columns.SETTING_FIELDS, raw)
    wrong = [
        Problem(spec.name, spec.label, str(values[spec.name]), f"应为{spec.hint}")
        for spec in columns.SETTING_FIELDS
        if not 1 <= int(values[spec.name] or 0) <= 31
    ]
    first, latest = (int(values[spec.name] or 0) for spec in columns.SETTING_FIELDS)
    if not wrong and latest < first:
        spec = columns.SETTING_FIELDS[1]
        wrong.append(Problem(spec.name, spec.label, str(latest), f"早于固定日 {first} 日"))
    if wrong:
        raise InvalidForm(wrong)
    with session.together("修改会议设置", "设置") as batch:
        for name, value in values.items():
            session.set_setting(f"meetings.{name}", str(value))
    return batch.changed


def fixed_day(session: Session, year: int, month: int) -> FixedDay:
    """The fixed day of 主题党日 in a month with its latest day, by setting or rule."""
    known = settings(session)
    return periods.fixed_day(year, month, int(known["theme_day"]), int(known["theme_latest"]))


# -- the year plan ---------------------------------------------------------------------------------


def plans(session: Session, year: int) -> list[Plan]:
    """The lines of the plan of a year, by month and day."""
    rows = session.rows("meeting_plans", "year = ?", (year,), order="month, day IS NULL, day, id")
    return [made(Plan, row) for row in rows]


def add_plan(session: Session, plan: Plan) -> Changed:
    """Enter a line of the year plan."""
    values = columns_of(columns.PLAN_FIELDS, plan)
    return session.add("meeting_plans", values, what=f"计划{_named(plan)}")


def amend_plan(session: Session, plan_id: int, plan: Plan, reason: str = "调整计划") -> Changed:
    """Change a line of the plan."""
    values = columns_of(columns.PLAN_FIELDS, plan)
    what = f"调整计划：{_named(plan)}"
    return session.amend("meeting_plans", plan_id, values, what=what, reason=reason)


def void_plan(session: Session, plan_id: int, reason: str) -> Changed:
    """Take a line out of the plan, for a reason."""
    return session.void("meeting_plans", plan_id, what="取消一项计划", reason=reason)


def _named(plan: Plan) -> str:
    return f"{plan.year}年{plan.month}月{plan.kind}"


def outline(session: Session, year: int) -> list[Plan]:
    """What the rules ask for in a year, as lines without theme or day, not stored.

    主题党日 has its fixed day; what is quarterly stands in the last month of its quarter, what is
    yearly in December.
    """
    found = []
    for kind in service.kinds_of(session).values():
        if kind.times is None or kind.who == kinds.GROUP:
            continue
        step = {kinds.MONTH: 1, kinds.QUARTER: 3}.get(kind.period, 12)
        for month in range(step, 13, step):
            day = None
            if kind.form == kinds.THEME_DAY:
                day = fixed_day(session, year, month).day.isoformat()
            found.append(Plan(year, month, kind.name, day))
    return sorted(found, key=lambda one: one.month)


def start_plan(session: Session, year: int) -> Changed:
    """Enter the outline of a year, of which nothing is planned yet; raises Refused otherwise."""
    if plans(session, year):
        raise Refused(why=f"{year}年已经有计划，没有改动。")
    with session.together(f"开始{year}年计划") as batch:
        for plan in outline(session, year):
            add_plan(session, plan)
    return batch.changed


# -- the year of organisational life ---------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class YearRow:
    """One kind of meeting (of one group) in a year: the meetings of each month, what is missing.

    ``months`` has twelve cells; ``missing`` the periods that are over and lack a meeting.
    """

    kind: Kind
    group: str
    months: tuple[tuple[Held, ...], ...]
    missing: tuple[periods.Missing, ...]


def overview(session: Session, year: int) -> list[YearRow]:
    """The year month by month: every kind that is prescribed or was held, groups apart."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    found = held(session, first, last)
    begun = began(session)
    rows = []
    for kind, group in courses(session, found, min(last, clock.today())):
        own = [one for one in found if one.kind == kind.name and one.group == group]
        cells = [tuple(one for one in own if int(one.day[5:7]) == month) for month in range(1, 13)]
        since = _first(session, group) if group else begun  # a group may be younger than the book
        lacking = [one for one in missing(kind, group, since, own) if one.period.year == year]
        rows.append(YearRow(kind, group, tuple(cells), tuple(lacking)))
    return rows


def missing(
    kind: Kind, group: str, begun: date | None, own: Sequence[Held]
) -> list[periods.Missing]:
    """The periods that are over since a day and lack a meeting; none where nothing has begun."""
    if begun is None:
        return []
    return periods.missing(kind, group, own, list(periods.over(kind, begun, clock.today())))


def _first(session: Session, group: str) -> date | None:
    rows = session.query(
        "SELECT min(day) AS day FROM meetings WHERE void IS NULL AND party_group = ?", (group,)
    )
    return date.fromisoformat(rows[0]["day"]) if rows[0]["day"] else None


def held(session: Session, since: date, until: date) -> list[Held]:
    """The meetings of a span up to today, by day; a group only where the kind is of groups."""
    grouped = {kind.name for kind in service.kinds_of(session).values() if kind.who == kinds.GROUP}
    rows = service.heads(session, since, min(until, clock.today()))
    return [
        Held(
            row["kind"], row["day"], row["party_group"] or "" if row["kind"] in grouped else "",
            row["id"],
        )
        for row in rows
    ]  # fmt: skip


def began(session: Session) -> date | None:
    """The day of the first meeting in the book; None before there is one."""
    rows = session.query("SELECT min(day) AS day FROM meetings WHERE void IS NULL")
    return date.fromisoformat(rows[0]["day"]) if rows[0]["day"] else None


def courses(session: Session, found: Iterable[Held], day: date) -> Sequence[tuple[Kind, str]]:
    """Every kind that is prescribed or was held, with each of its groups ('' for the others).

    The committee's and the groups' are prescribed only where the branch has them on that day.
    """
    register = members.register(session)
    every = {(one.kind, one.group): None for one in found}
    rows: list[tuple[Kind, str]] = []
    for kind in service.kinds_of(session).values():
        groups: Iterable[str] = [""]
        if kind.who == kinds.GROUP:
            past = [group for name, group in every if name == kind.name and group]
            groups = dict.fromkeys([*framing.groups(register, day), *past])
        prescribed = kind.times is not None
        if kind.who == kinds.COMMITTEE:
            prescribed = prescribed and framing.has_committee(register, day)
        rows += [(kind, one) for one in groups if prescribed or (kind.name, one) in every]
    return rows
