"""The register in the file: cards added, amended, voided, found; what other books ask of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from jdzb.core import clock, people
from jdzb.core.fields import Value, shown
from jdzb.core.ledger import Changed, Finding, Grid
from jdzb.ledgers.members import rules
from jdzb.ledgers.members.entries import FIELDS, Mark, Member, Status, card, values_of
from jdzb.ledgers.members.rules import Register
from jdzb.store.session import Session

if TYPE_CHECKING:
    from jdzb.core.sheet import Sheet

STATUS_LABEL, MARKS_LABEL = "身份", "标记"


_read: WeakKeyDictionary[Session, tuple[int, Register]] = WeakKeyDictionary()


def register(session: Session) -> Register:
    """Every card in force with its statuses and marks, in the order entered.

    It is read once between two writes of this session: the first page asks for it ten times, and
    500 cards take 20 ms. (No other connection can write while the file is open; what an act has
    written so far is never kept, for it may be taken back.)
    """
    if session.acting:
        return _register(session)
    writes = session.query("SELECT total_changes() AS writes")[0]["writes"]
    known = _read.get(session)
    if known is None or known[0] != writes:
        known = writes, _register(session)
        _read[session] = known
    return known[1]


def _register(session: Session) -> Register:
    return Register(
        members=tuple(card(row) for row in session.rows("members")),
        statuses=_by_member(session, "member_statuses", Status),
        marks=_by_member(session, "member_marks", Mark),
    )


def _by_member(session: Session, table: str, kind: Any) -> dict[int, tuple[Any, ...]]:
    found: dict[int, tuple[Any, ...]] = {}
    for row in session.rows(table):
        del row["void"]
        found[row["member"]] = (*found.get(row["member"], ()), kind(**row))
    return found


def add(
    session: Session, member: Member, *, status: str | None = None, since: str | None = None
) -> Changed:
    """Add a card, with a status where its dates do not tell one (入党积极分子, for example)."""
    with session.together(f"添加党员 {member.name}") as batch:
        added = session.add("members", values_of(member), what=batch.act.what)
        if status:
            values: dict[str, Value] = {"member": added.id, "status": status, "since": since}
            session.add("member_statuses", values, what=batch.act.what)
    return batch.changed


def amend(session: Session, member_id: int, member: Member, reason: str) -> Changed:
    """Change a card, for a reason; the same values write nothing."""
    what = f"修改党员 {name_of(session, member_id)}"
    return session.amend("members", member_id, values_of(member), what=what, reason=reason)


def void(session: Session, member_id: int, reason: str) -> Changed:
    """Put a card out of force, for a reason: entered twice, or by mistake. (Who leaves, leaves.)"""
    what = f"作废党员 {name_of(session, member_id)}"
    return session.void("members", member_id, what=what, reason=reason)


def get(session: Session, member_id: int) -> Member:
    """One card in force; raises NoSuchRow."""
    return card(session.row("members", member_id))


def browse(
    session: Session, query: str = "", *, kind: str = "", as_of: date | None = None
) -> tuple[Member, ...]:
    """Cards of a list (rules.LISTS, ALL, GONE; '' is every card) on a day, found by name or pinyin.

    With a query the best hits come first, else in the order entered.
    """
    known = register(session)
    found = known.listed(kind, as_of or clock.today()) if kind else known.members
    return search(query, found)


def search(query: str, members: Sequence[Member]) -> tuple[Member, ...]:
    """The cards found by a part of the name, pinyin or initials, best first; all for no query."""
    if not query.strip():
        return tuple(members)
    ranked = [(people.rank(query, member.name), member) for member in members]
    hits = [(rank, n, member) for n, (rank, member) in enumerate(ranked) if rank is not None]
    return tuple(member for _, _, member in sorted(hits, key=lambda hit: hit[:2]))


def name_of(session: Session, member_id: int) -> str:
    """The name of a card, told apart from others of that name; also of a voided one."""
    rows = session.rows("members", "id = ?", (member_id,), voided=True)
    if not rows:
        return f"（第 {member_id} 号党员不存在）"
    same = session.rows("members", "name = ?", (rows[0]["name"],))
    return rules.display_names([card(row) for row in same]).get(member_id, str(rows[0]["name"]))


def names(session: Session, *, public: bool = False) -> dict[int, str]:
    """The display name of every card, voided ones too, by id; ``public`` ones for the wall."""
    every = {row["id"]: row["name"] for row in session.rows("members", voided=True)}
    return every | rules.display_names(register(session).members, public=public)


def secretary(session: Session, day: date) -> Member | None:
    """The secretary on a day; None when no Party member holds the post."""
    return register(session).secretary_on(day)


def as_json(
    session: Session, as_of: date | None = None, kind: str = rules.ALL
) -> list[dict[str, Any]]:
    """The cards of a list on a day as plain objects, dates ISO, months as 1985-06."""
    known, day = register(session), as_of or clock.today()
    return [
        {
            "name": member.name,
            "sex": member.sex,
            "birth": member.birth,
            "joined": member.joined,
            "full": member.full,
            "group": member.party_group,
            "post": member.party_post,
            "phone": member.phone,
            "status": known.status_on(member, day) or None,
            "marks": list(known.marks_on(member, day)),
        }
        for member in known.listed(kind, day)
    ]


def to_grid(session: Session, members: Sequence[Member] | None = None) -> Grid:
    """The register (or these cards of it) for Excel; what the import reads back."""
    known, day = register(session), clock.today()
    headers = (*(spec.label for spec in FIELDS), STATUS_LABEL, MARKS_LABEL)
    rows = tuple(
        (
            *(shown(spec, getattr(member, spec.name)) for spec in FIELDS),
            known.status_on(member, day),
            "、".join(known.marks_on(member, day)),
        )
        for member in (known.members if members is None else members)
    )
    branch = session.setting("branch.name")
    return Grid(f"{branch}党员花名册", headers, rows)


def from_grid(session: Session, grid: Grid) -> tuple[Mapping[str, str], ...]:
    """The rows of a grid made by to_grid as raw forms; status and marks are not part of a form."""
    del session
    names_of_labels = {spec.label: spec.name for spec in FIELDS}
    return tuple(
        {
            names_of_labels[header]: text
            for header, text in zip(grid.headers, row, strict=True)
            if header in names_of_labels
        }
        for row in grid.rows
    )


def findings(session: Session) -> tuple[Finding, ...]:
    """What the register still lacks: cards that tell no status, long probation, no secretary."""
    known, day = register(session), clock.today()
    found = []
    for member in known.members:
        why = rules.doubt(member, known.statuses.get(member.id, ()), day)
        if why:
            rows = (("members", member.id),)
            found.append(Finding("members", "members.doubt", f"{member.name}：{why}", rows))
    if known.members and not known.secretary_on(day):
        found.append(Finding("members", "members.secretary", "党员册里没有党内职务为“书记”的党员"))
    return tuple(found)


def sheets_now(session: Session) -> tuple[Sheet, ...]:
    """What the register prints now: the list of Party members, this month's political birthdays."""
    from jdzb.ledgers.members import sheets

    known, day, branch = register(session), clock.today(), session.setting("branch.name")
    party = known.party_on(day)
    found = known.anniversaries(day.month, day.year)
    return (
        sheets.member_list(known, party, day, branch=branch),
        sheets.anniversaries(found, day.year, day.month, branch=branch),
    )
