"""A roster into the register: the comparison with the file as it stands, and one transaction."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from jdzb.core.fields import Value
from jdzb.core.ledger import Changed
from jdzb.ledgers.members import matching, reading, service, service_standing
from jdzb.ledgers.members.draft import CellProblem
from jdzb.ledgers.members.entries import MOBILE, Mark
from jdzb.ledgers.members.matching import Line, Preview
from jdzb.ledgers.members.roster import Plan
from jdzb.store import undo
from jdzb.store.session import Session

EVENT = "import"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an import did, or would do: rows by what became of them, and every problem."""

    read: int
    added: int
    changed: int
    unchanged: int
    skipped: int
    problems: tuple[CellProblem, ...]
    what: Changed | None = None

    def as_json(self) -> dict[str, Any]:
        """The outcome for machines: the five figures and the problems."""
        return {
            "read": self.read,
            "added": self.added,
            "changed": self.changed,
            "unchanged": self.unchanged,
            "skipped": self.skipped,
            "problems": [asdict(problem) for problem in self.problems],
        }

    def sentence(self) -> str:
        """The outcome in one Chinese sentence."""
        return (
            f"读到 {self.read} 人：新增 {self.added} 人，修改 {self.changed} 人，"
            f"没有变化 {self.unchanged} 人，没有导入 {self.skipped} 人；"
            f"需要核对 {len(self.problems)} 处。"
        )


def preview(session: Session, plan: Plan) -> Preview:
    """The plan beside the register as it stands; nothing is written."""
    seen = came_in_before(session, plan.workbook.sha256)
    return matching.compare(plan, service.register(session), seen=seen)


def outcome(shown: Preview) -> Outcome:
    """The figures of a preview: what ``apply`` would do."""
    return Outcome(
        read=len(shown.lines),
        added=shown.count("add"),
        changed=shown.count("change"),
        unchanged=shown.count("unchanged"),
        skipped=shown.count("skip"),
        problems=shown.problems,
    )


def apply(session: Session, plan: Plan) -> Outcome:
    """Carry out a plan in one transaction: all of it comes in, or nothing.

    The comparison is made anew, so that a register changed meanwhile is not overwritten unseen.
    Nothing to write writes nothing.
    """
    shown = preview(session, plan)
    result = outcome(shown)
    if not (result.added or result.changed):
        return result
    name = reading.without_id_numbers(plan.workbook.name)
    what = f"导入花名册 {name}：新增 {result.added} 人，修改 {result.changed} 人"
    with session.together(what, f"导入花名册 {name}") as batch:
        for line in shown.lines:
            _write(session, line, what)
        session.event(EVENT, {"file": name, **_facts(plan, result)}, what=what)
    return Outcome(
        read=result.read,
        added=result.added,
        changed=result.changed,
        unchanged=result.unchanged,
        skipped=result.skipped,
        problems=result.problems,
        what=batch.changed,
    )


def came_in_before(session: Session, sha256: str) -> bool:
    """True when this very file was imported, and the import not undone."""
    undone = undo.undone_by(session)
    return any(
        entry.new.get("sha256") == sha256 and entry.txn not in undone
        for entry in session.entries("tbl = ? AND op = 'X'", (EVENT,))
        if entry.new
    )


def _facts(plan: Plan, result: Outcome) -> dict[str, Any]:
    return {
        "sha256": plan.workbook.sha256,
        "read": result.read,
        "added": result.added,
        "changed": result.changed,
        "unchanged": result.unchanged,
        "skipped": result.skipped,
    }


def _write(session: Session, line: Line, what: str) -> None:
    if line.action not in ("add", "change"):
        return
    if line.action == "add":
        member = session.add("members", line.values(), what=what).id
    else:
        member = line.known.id if line.known else 0
        if line.differences:
            session.amend("members", member, line.values(), what=what, reason=what)
    for status, since in line.statuses:
        values: dict[str, Value] = {"member": member, "status": status, "since": since}
        session.add("member_statuses", values, what=what)
    for mark in line.marks:
        mobile = mark == MOBILE
        entry = Mark(
            member,
            mark,
            place=line.person.place if mobile else None,
            contact=line.person.contact if mobile else None,
        )
        session.add("member_marks", service_standing.mark_values(entry), what=what)
