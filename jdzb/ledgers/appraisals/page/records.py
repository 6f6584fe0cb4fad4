"""Where a record of the appraisals book is shown: its round, its stage, the person it is about."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from jdzb.ledgers.appraisals import service_stages
from jdzb.store.session import Session

if TYPE_CHECKING:
    from jdzb.ledgers.appraisals.page.screen import AppraisalsPage


def open_record(page: AppraisalsPage, table: str, row: int) -> bool:
    """Show it, whatever the filters say; False for what belongs to no round in force."""
    found = page.session.rows(table, "id = ?", (row,))
    values = _owner(page.session, table, found[0]) if found else {}
    wanted = values.get("round")
    if wanted not in {one.id for one in page.rounds}:
        return False
    page.card.search.clear()
    page.show_round(int(str(wanted)))
    page.start()
    person = _person(page, values)
    if person is not None:
        page.card.grid_.select(person)
    elif table == "appraisal_stages":
        _stage(page, str(values["stage"]))
    return True


def _owner(session: Session, table: str, row: Mapping[str, Any]) -> Mapping[str, Any]:
    """The round and the person of a row; those of the help, for a note on it."""
    if table == "appraisal_rounds":
        return {"round": row["id"]}
    if table == "appraisal_subjects":
        return {"round": row["round"], "subject": row["id"]}
    if table == "appraisal_help_notes":
        found = session.rows("appraisal_helps", "id = ?", (row["help"],))
        return found[0] if found else {}
    return row


def _person(page: AppraisalsPage, values: Mapping[str, Any]) -> int | None:
    """The subject of the round a row is about; None when it is about nobody."""
    subjects = page.standings.whole.subjects if page.standings else ()
    subject, member = values.get("subject"), values.get("member")
    for one in subjects:
        if one.id == subject or (subject is None and member and one.member == member):
            return one.id
    return None


def _stage(page: AppraisalsPage, key: str) -> None:
    if page.standings is None:
        return
    for step in service_stages.steps(page.standings.whole):
        if step.stage.key == key:
            page.strip.buttons[step.number - 1].focus_set()
