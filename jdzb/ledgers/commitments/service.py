"""The commitments book in the file: promises made, changed, put out of force, found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from jdzb.core import clock
from jdzb.core.errors import Refused
from jdzb.core.fields import SHOWN
from jdzb.core.ledger import Changed
from jdzb.core.records import made
from jdzb.ledgers.commitments import wording
from jdzb.ledgers.commitments.columns import BRANCH, DRAFT
from jdzb.ledgers.commitments.entries import Commitment
from jdzb.ledgers.commitments.parsing import values_of
from jdzb.ledgers.members import service as members
from jdzb.ledgers.members.entries import Member
from jdzb.store.session import Session

TABLE = "commitments"
ORDER = "year DESC, member IS NOT NULL, member, id"


def add(session: Session, commitment: Commitment) -> Changed:
    """Enter a promise. Raises Refused for one that stands there already, word for word."""
    _refuse_twice(session, commitment)
    what = f"登记{words(session, commitment)}"
    return session.add(TABLE, values_of(commitment), what=what)


def add_all(session: Session, commitments: Sequence[Commitment]) -> Changed:
    """Enter many promises as one act, those that stand there already left out.

    Raises Refused when none is new.
    """
    known = {_key(one) for one in browse(session)}
    new = [one for one in dict.fromkeys(commitments) if _key(one) not in known]
    if not new:
        raise Refused(why="这些承诺台账里都已经有了，没有重复登记。")
    with session.together(f"登记 {len(new)} 条承诺") as batch:
        for one in new:
            session.add(TABLE, values_of(one), what=batch.act.what)
    return batch.changed


def _refuse_twice(session: Session, one: Commitment) -> None:
    rows = session.rows(TABLE, "year = ? AND member IS ? AND what = ?", _key(one))
    if any(row["id"] != one.id for row in rows):
        raise Refused(why=f"{words(session, one)}已经登记过，没有重复登记。")


def _key(one: Commitment) -> tuple[int, int | None, str]:
    return one.year, one.member, one.what


def amend(session: Session, commitment_id: int, commitment: Commitment, reason: str) -> Changed:
    """Change a promise, for a reason; before and after stay in the history."""
    _refuse_twice(session, replace(commitment, id=commitment_id))
    what = f"更正{words(session, get(session, commitment_id))}"
    return session.amend(TABLE, commitment_id, values_of(commitment), what=what, reason=reason)


def redraft(session: Session, commitment_id: int, draft: Commitment, reason: str) -> Changed:
    """Change what was promised (columns.DRAFT), for a reason; 述诺 and outcome stay."""
    old = get(session, commitment_id)
    kept = replace(old, **{name: getattr(draft, name) for name in DRAFT})
    return amend(session, commitment_id, kept, reason)


def void(session: Session, commitment_id: int, reason: str) -> Changed:
    """Put a promise out of force, for a reason; what was done for it no longer counts."""
    what = f"作废{words(session, get(session, commitment_id))}"
    return session.void(TABLE, commitment_id, what=what, reason=reason)


def report(session: Session, commitment_id: int, text: str, day: str) -> Changed:
    """What the member says became of it (述诺), on a day; said anew it replaces what was said."""
    one = get(session, commitment_id)
    what = f"登记{words(session, one)}的述诺"
    values = {"reported": text.strip() or None, "reported_on": day}
    return session.amend(TABLE, commitment_id, values, what=what, reason="述诺")


def settle(session: Session, commitment_id: int, outcome: str, day: str) -> Changed:
    """What the branch finds: 兑现, 部分兑现 or 未兑现, on a day."""
    return settle_all(session, {commitment_id: outcome}, day)


def settle_all(session: Session, outcomes: Mapping[int, str], day: str) -> Changed:
    """Several outcomes as one act; those that stand there already are left alone."""
    one = get(session, next(iter(outcomes))) if len(outcomes) == 1 else None
    told = f"评定{words(session, one)}" if one else f"评定 {len(outcomes)} 条承诺"
    with session.together(told, "评诺") as batch:
        for commitment_id, outcome in outcomes.items():
            values = {"outcome": outcome, "settled_on": day}
            if get(session, commitment_id).outcome != outcome:
                session.amend(TABLE, commitment_id, values, what=told, reason="评诺")
    return batch.changed


def unsettle(session: Session, commitment_id: int, reason: str) -> Changed:
    """Take an outcome back, for a reason: the promise runs again."""
    what = f"取消{words(session, get(session, commitment_id))}的评定"
    values = {"outcome": None, "settled_on": None}
    return session.amend(TABLE, commitment_id, values, what=what, reason=reason)


# -- reading ---------------------------------------------------------------------------------------


def get(session: Session, commitment_id: int) -> Commitment:
    """One promise in force; raises NoSuchRow."""
    return made(Commitment, session.row(TABLE, commitment_id))


def browse(session: Session, query: str = "") -> Sequence[Commitment]:
    """The promises in force, the latest year first, the branch's before the members'.

    Each word of ``query`` is in the promise, its year or unit, or finds the member (pinyin too).
    """
    found = [made(Commitment, row) for row in session.rows(TABLE, order=ORDER)]
    for word in query.split():
        own = {member.id for member in members.browse(session, word)}
        found = [one for one in found if one.member in own or _holds(one, word)]
    return found


def _holds(one: Commitment, word: str) -> bool:
    texts = (one.what, str(one.year), one.unit, one.outcome, None if one.member else BRANCH)
    return any(word in text for text in texts if text)


def of_year(session: Session, year: int) -> Sequence[Commitment]:
    """The promises of a year: the branch's, then the members' in the order of the register."""
    rows = session.rows(TABLE, "year = ?", (year,), order=ORDER)
    return [made(Commitment, row) for row in rows]


def of_member(session: Session, member: int | None, year: int) -> Sequence[Commitment]:
    """The promises of one member (None: the branch) for a year."""
    rows = session.rows(TABLE, "year = ? AND member IS ?", (year, member))
    return [made(Commitment, row) for row in rows]


def years(session: Session) -> list[int]:
    """The years with promises, the latest first."""
    rows = session.query(
        "SELECT DISTINCT year FROM commitments WHERE void IS NULL ORDER BY year DESC"
    )
    return [row["year"] for row in rows]


def next_years(session: Session, year: int, member: int | None) -> list[Commitment]:
    """What one promised the year before, as drafts for this year: days moved, nothing reported."""
    return [
        Commitment(year, one.what, member, one.bound, one.target, one.unit, _moved(one.due, year))
        for one in of_member(session, member, year - 1)
    ]


def to_take_over(session: Session, year: int) -> list[Commitment]:
    """Last year's promises as drafts, of the branch and of members still here who have none yet."""
    here = {None, *(one.id for one in members.register(session).party_on(clock.today()))}
    had = {one.member for one in of_year(session, year)}
    last = dict.fromkeys(one.member for one in of_year(session, year - 1))
    return [
        draft
        for member in last
        if member in here and member not in had
        for draft in next_years(session, year, member)
    ]


def _moved(due: str | None, year: int) -> str | None:
    if due is None:
        return None
    moved = f"{year:04}{due[4:]}"
    return f"{year:04}-02-28" if moved.endswith("-02-29") else moved


def units(session: Session) -> tuple[str, ...]:
    """Units to offer in a form, those used most first."""
    rows = session.query(
        "SELECT unit, count(*) AS n FROM commitments WHERE unit IS NOT NULL AND void IS NULL"
        " GROUP BY unit"
    )
    return wording.units({row["unit"]: row["n"] for row in rows})


def words(session: Session, one: Commitment) -> str:
    """林秀兰2026年的承诺“每月走访留守老人…”."""
    name = BRANCH if one.member is None else members.name_of(session, one.member)
    short = one.what if len(one.what) <= SHOWN // 2 else f"{one.what[: SHOWN // 2]}…"
    return f"{name}{one.year}年的承诺“{' '.join(short.split())}”"


def prepare(session: Session) -> None:
    """Make the member that the example speaks of."""
    members.add(session, Member("林秀兰", joined="1996-07", full="1997-07"))
