"""The dates of one row, and what they and the words of the row say of the person's status. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from jdzb.core import clock, people
from jdzb.ledgers.members import charter, dates, labels
from jdzb.ledgers.members.draft import Draft
from jdzb.ledgers.members.entries import (
    ACTIVIST,
    APPLICANT,
    CANDIDATE,
    COMING,
    FULL,
    PROBATIONARY,
    earlier,
)
from jdzb.ledgers.members.rows import DATE_TARGETS
from jdzb.ledgers.members.rules import probation

_STEPS = {
    labels.APPLIED: APPLICANT,
    labels.ACTIVIST_SINCE: ACTIVIST,
    labels.CANDIDATE_SINCE: CANDIDATE,
}


def read_dates(draft: Draft) -> dict[str, str]:
    """Read the dates of the card into it, and give those of the steps before joining."""
    readings = {
        target: dates.read_date(draft.cells[target], padded=target in draft.row.padded)
        for target in DATE_TARGETS
        if draft.words(target)
    }
    facts = _read_id_number(draft, readings)
    settled = dates.resolve(readings)
    for target, reading_ in readings.items():
        if target not in settled:
            draft.tell(target, reading_.expected)
    _take_from_id_number(draft, settled, facts)
    _list_disagreements(draft, settled)
    for target in ("birth", "joined", "full"):
        draft.values[target] = settled.get(target)
    return {target: settled[target] for target in _STEPS if target in settled}


def _read_id_number(draft: Draft, readings: dict[str, dates.Reading]) -> people.IdFacts | None:
    """Birth and sex from the ID number, which goes no further than this."""
    text = draft.words(labels.ID_NUMBER)
    if not text:
        return None
    facts = people.id_facts(text)
    if facts and "birth" not in readings:
        readings["birth"] = dates.Reading((facts.birth,))
    elif not facts and ("birth" not in readings or not draft.values.get("sex")):
        draft.tell(labels.ID_NUMBER, "身份证号不对，没有用它推算出生日期和性别")
    return facts


def _take_from_id_number(
    draft: Draft, settled: dict[str, str], facts: people.IdFacts | None
) -> None:
    if not facts:
        return
    birth = settled.get("birth")
    if birth is None or facts.birth.startswith(birth):
        settled["birth"] = facts.birth
    elif birth != facts.birth:
        draft.tell("birth", f"与身份证号里的 {facts.birth} 不同，请核对")
    sex = draft.values.get("sex")
    if sex is None:
        draft.values["sex"] = facts.sex
    elif sex != facts.sex:
        draft.tell("sex", f"与身份证号里的“{facts.sex}”不同，请核对")


def _list_disagreements(draft: Draft, settled: dict[str, str]) -> None:
    """List dates that do not go together; a confirmation before joining is left empty."""
    wrong = dict(dates.disagreements(settled))
    for target, expected in wrong.items():
        draft.tell(target, expected)
    joined, full = settled.get("joined"), settled.get("full")
    if joined and full and earlier(full, joined):
        del settled["full"]
    elif joined and full and not wrong and (odd := dates.odd_probation(joined, full)):
        draft.tell("full", odd)
    birth = settled.get("birth")
    for target in ("joined", "full"):
        if birth and target in settled and earlier(settled[target], birth):
            del settled[target]


def statuses(
    draft: Draft, steps: Mapping[str, str]
) -> tuple[tuple[tuple[str, str | None], ...], bool]:
    """The statuses to enter besides the card's own dates, and whether the file itself says them."""
    found: list[tuple[str, str | None]] = [(_STEPS[t], since) for t, since in steps.items()]
    joined, full = draft.values.get("joined"), draft.values.get("full")
    if draft.status in COMING:
        if draft.status not in [status for status, _ in found]:
            found.append((draft.status, None))
    elif draft.status == PROBATIONARY:
        found += _probationary(draft, str(joined or ""), str(full or ""))
    elif draft.status == FULL or (not full and dates.tells_the_past(draft.words("full"))):
        if not full:
            found.append((FULL, None))
            if not draft.words("full") and "full" in draft.row.columns:
                draft.tell("full", "转正日期待补充")
    elif not full and dates.tells_not_yet(draft.words("full")):
        found += _probationary(draft, str(joined or ""), "")
    elif not full and not draft.status:
        return _concluded(draft, found, str(joined or ""))
    return tuple(found), True


def _probationary(draft: Draft, joined: str, full: str) -> list[tuple[str, str | None]]:
    if full:
        draft.tell("full", "写着预备党员，又有转正日期，请核对")
        return []
    if not joined:
        return [(PROBATIONARY, None)]
    if probation(joined, clock.today()) == "over":
        draft.tell("joined", f"入党已超过 {charter.longest_probation()} 年，仍写着预备党员，请核对")
    return []


def _concluded(
    draft: Draft, found: list[tuple[str, str | None]], joined: str
) -> tuple[tuple[tuple[str, str | None], ...], bool]:
    """Nothing says 正式 or 预备: the joining date decides where the rules leave no choice."""
    stands = probation(joined, clock.today())
    if stands == "over":
        if "full" in draft.row.columns:
            draft.tell(
                "full",
                f"转正日期待补充：入党已超过 {charter.longest_probation()} 年，"
                "又没有写明预备，按正式党员登记",
            )
        return (*found, (FULL, None)), False
    if stands == "due":
        draft.tell("full", "入党已满一年，没有转正日期，按预备党员登记，请核对")
    elif not joined and not found and not draft.words("joined") and "joined" in draft.row.columns:
        draft.tell("joined", "没有入党日期，也没有写明身份，请补充")
    return tuple(found), True
