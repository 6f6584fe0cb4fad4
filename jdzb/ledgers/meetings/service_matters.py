"""四议两公开 in the file: matters, and the meetings and postings that were their steps."""

from __future__ import annotations

import re
from collections.abc import Sequence

from jdzb.core import rules
from jdzb.core.fields import show_date
from jdzb.core.ledger import Changed
from jdzb.core.records import columns_of, made
from jdzb.ledgers.meetings import columns, matters, service, voting
from jdzb.ledgers.meetings.entries import Item, Matter, Meeting, Step
from jdzb.ledgers.meetings.kinds import VILLAGERS, Kind
from jdzb.ledgers.meetings.matters import Chain, Taken
from jdzb.store.session import Session

MATTERS, STEPS = "meeting_matters", "meeting_steps"
_LINK = re.compile(r"([a-z_]+):(\d+)")


def add_matter(session: Session, matter: Matter) -> Changed:
    """Enter a matter."""
    values = columns_of(columns.MATTER_FIELDS, matter)
    return session.add(MATTERS, values, what=f"登记四议两公开事项 {matter.title}")


def amend_matter(session: Session, matter_id: int, matter: Matter, reason: str) -> Changed:
    """Change a matter, for a reason; ``closed_on`` ends it."""
    values = columns_of(columns.MATTER_FIELDS, matter)
    what = f"更正四议两公开事项 {matter.title}"
    return session.amend(MATTERS, matter_id, values, what=what, reason=reason)


def close_matter(session: Session, matter_id: int, day: str) -> Changed:
    """End a matter on a day: its result is public."""
    matter = get_matter(session, matter_id)
    what = f"办结四议两公开事项 {matter.title}"
    return session.amend(MATTERS, matter_id, {"closed_on": day}, what=what, reason="办结")


def void_matter(session: Session, matter_id: int, reason: str) -> Changed:
    """Put a matter out of force, for a reason; its meetings stay."""
    return session.void(MATTERS, matter_id, what="作废一项四议两公开事项", reason=reason)


def add_step(session: Session, step: Step) -> Changed:
    """Enter a step that is no agenda item: a posting, or a meeting kept elsewhere."""
    values = columns_of(columns.STEP_FIELDS, step)
    return session.add(STEPS, values, what=f"登记{_title(step.step)}")


def amend_step(session: Session, step_id: int, step: Step, reason: str) -> Changed:
    """Change a step, for a reason."""
    values = columns_of(columns.STEP_FIELDS, step)
    return session.amend(STEPS, step_id, values, what=f"更正{_title(step.step)}", reason=reason)


def void_step(session: Session, step_id: int, reason: str) -> Changed:
    """Put a step out of force, for a reason."""
    return session.void(STEPS, step_id, what="作废一步", reason=reason)


def _title(step: int) -> str:
    titles = rules.standard().texts(matters.STEPS)
    return titles[step - 1] if 1 <= step <= len(titles) else f"第{step}步"


# -- reading ---------------------------------------------------------------------------------------


def get_matter(session: Session, matter_id: int) -> Matter:
    """One matter in force; raises NoSuchRow."""
    return made(Matter, session.row(MATTERS, matter_id))


def browse_matters(session: Session, *, under_way: bool = False) -> Sequence[Matter]:
    """The matters, the latest first; or only those not closed yet."""
    where = "closed_on IS NULL" if under_way else ""
    return [made(Matter, row) for row in session.rows(MATTERS, where, order="day DESC, id DESC")]


def steps_of(session: Session, matter_id: int) -> Sequence[Step]:
    """The steps of a matter that were entered by themselves."""
    rows = session.rows(STEPS, "matter = ?", (matter_id,), order="step, day, id")
    return [made(Step, row) for row in rows]


def chain(session: Session, matter_id: int) -> Chain:
    """A matter with its six steps, from the agenda items and the steps entered by themselves."""
    taken = [
        *_items(session, matter_id),
        *(_step(session, s) for s in steps_of(session, matter_id)),
    ]
    return matters.chain(get_matter(session, matter_id), taken, rules.standard())


def _items(session: Session, matter_id: int) -> list[Taken]:
    """The agenda items of meetings held that were steps of the matter."""
    rows = session.query(
        "SELECT i.id, i.meeting FROM meeting_items i JOIN meetings m ON m.id = i.meeting"
        " WHERE i.matter = ? AND i.step IS NOT NULL AND i.void IS NULL AND m.void IS NULL",
        (matter_id,),
    )
    found = []
    for row in rows:
        minutes = service.minutes(session, row["meeting"])
        item = next(one for one in minutes.items if one.id == row["id"])
        kind = service.kind_of(session, minutes.meeting.kind)
        numbers = voting.count(minutes, kind)
        found.append(_taken(item, minutes.meeting, kind, numbers))
    return found


def _taken(item: Item, meeting: Meeting, kind: Kind, numbers: voting.Count) -> Taken:
    should = item.base if item.base is not None else numbers.votes
    return Taken(
        item.step or 0, meeting.day, kind.short, ("meetings", meeting.id), should,
        numbers.present, item.yes, item.no, item.abstain, item.decision, kind.name == VILLAGERS,
    )  # fmt: skip


def _step(session: Session, step: Step) -> Taken:
    link = read_link(step.link)
    return Taken(
        step.step, step.day, _where(session, link), link, step.should, step.present,
        step.yes, step.no, step.abstain, step.note,
    )  # fmt: skip


def read_link(text: str | None) -> tuple[str, int] | None:
    """``notices:7`` as (table, id); None for anything else."""
    match = _LINK.fullmatch(text or "")
    return (match[1], int(match[2])) if match else None


def _where(session: Session, link: tuple[str, int] | None) -> str:
    """What a record of this or another book is called; '' when it is out of force or not there."""
    tables = {"meetings": "kind", "notices": "title"}
    if link is None or link[0] not in tables:
        return ""
    rows = session.rows(link[0], "id = ?", (link[1],))
    return str(rows[0][tables[link[0]]]) if rows else "（所附记录已作废）"


def words(one: Chain) -> str:
    """Where a matter stands: 下一步：党员大会审议; or 六步都已记录."""
    following = one.next
    if following is None:
        return "六步都已记录"
    done = [step for step in one.steps if step.done]
    last = f"（上一步{done[-1].title}，{show_date(done[-1].taken[-1].day)}）" if done else ""
    again = "没有通过，须重新进行：" if following.done else "下一步："
    return f"{again}{following.title}{last}"
