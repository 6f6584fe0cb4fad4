"""What came of a notice on the wall: objections with their answers, photos of the board."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from jdzb.core import clock, rules
from jdzb.core.errors import Refused
from jdzb.core.ledger import Changed
from jdzb.ledgers.notices import service
from jdzb.ledgers.notices.entries import OBJECTION_FIELDS, Objection, Photo, day
from jdzb.store import attachments
from jdzb.store.session import Session

OBJECTIONS, PHOTOS = "notice_objections", "notice_photos"


def objections(session: Session, notice_id: int | None = None) -> tuple[Objection, ...]:
    """The objections in force by their days, to one notice or to all."""
    where, args = ("notice = ?", (notice_id,)) if notice_id is not None else ("", ())
    found = []
    for row in session.rows(OBJECTIONS, where, args, order="day, id"):
        del row["void"]
        found.append(Objection(**row))
    return tuple(found)


def object_to(session: Session, objection: Objection) -> Changed:
    """Enter an objection to a notice that hangs or hung; raises Refused before it was posted."""
    notice = service.get(session, objection.notice)
    if not notice.posted_on:
        raise Refused(why=f"《{notice.title}》还没有张贴，没有登记意见。")
    _refuse_days(objection, notice.posted_on)
    values = _values(objection)
    return session.add(OBJECTIONS, values, what=f"登记对《{notice.title}》的意见")


def answer(session: Session, objection_id: int, text: str, who: str, on: str) -> Changed:
    """Answer an objection."""
    row = session.row(OBJECTIONS, objection_id)
    if on < row["day"] or on > clock.today().isoformat():
        raise Refused(why="答复日期早于提出日期，或还没有到，没有保存。请按实际日期填写。")
    title = service.get(session, row["notice"]).title
    values = {"answer": text, "answered_by": who, "answered_on": on}
    what = f"答复对《{title}》的意见"
    return session.amend(OBJECTIONS, objection_id, values, what=what, reason="答复")


def void_objection(session: Session, objection_id: int, reason: str) -> Changed:
    """Put an objection out of force, for a reason."""
    return session.void(OBJECTIONS, objection_id, what="作废一条公示意见", reason=reason)


def answer_by(objection: Objection) -> date:
    """The last day for the answer, by the rule table."""
    days = rules.standard().whole("notices.answer_within.workdays")
    return service.calendar().add_workdays(date.fromisoformat(objection.day), days)


def is_open(objection: Objection) -> bool:
    """True while nobody has answered."""
    return day(objection.answered_on) is None


def photos(session: Session, notice_id: int) -> tuple[Photo, ...]:
    """The photos of a notice in force, in the order taken in."""
    found = []
    for row in session.rows(PHOTOS, "notice = ?", (notice_id,)):
        del row["void"]
        found.append(Photo(**row))
    return tuple(found)


def add_photo(session: Session, notice_id: int, file: Path, note: str | None = None) -> Changed:
    """Keep a picture of the board beside the ledger; the same picture twice is refused."""
    notice = service.get(session, notice_id)
    kept = attachments.keep(file)
    if any(one.sha256 == kept.sha256 for one in photos(session, notice_id)):
        raise Refused(why=f"这张照片已经在《{notice.title}》里，没有重复添加。")
    values: dict[str, str | int | None] = {
        "notice": notice_id, "sha256": kept.sha256, "name": kept.name,
        "taken_on": clock.today().isoformat(), "note": note,
    }  # fmt: skip
    return session.add(PHOTOS, values, what=f"添加《{notice.title}》的照片")


def void_photo(session: Session, photo_id: int, reason: str) -> Changed:
    """Take a photo out of the register, for a reason; the file stays, as all that was ever kept."""
    return session.void(PHOTOS, photo_id, what="作废一张公示照片", reason=reason)


def _refuse_days(objection: Objection, posted: str) -> None:
    if not posted <= objection.day <= clock.today().isoformat():
        raise Refused(why="意见的提出日期早于张贴日期，或还没有到，没有保存。请按实际日期填写。")


def _values(objection: Objection) -> dict[str, str | int | None]:
    return {spec.name: getattr(objection, spec.name) for spec in OBJECTION_FIELDS}
