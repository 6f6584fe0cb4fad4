"""践诺 in the file: what was done and when, with photos and papers as evidence; where all stand."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from jdzb.core import clock, rules
from jdzb.core.errors import Refused
from jdzb.core.fields import Value
from jdzb.core.ledger import Changed
from jdzb.core.records import columns_of, made
from jdzb.ledgers.commitments import columns, service, service_year
from jdzb.ledgers.commitments.entries import Commitment, File, Progress
from jdzb.ledgers.commitments.rules import Done, Standing, standing
from jdzb.store import attachments
from jdzb.store.session import Session

TABLE, FILES = "commitment_progress", "commitment_files"
PHOTO, LIST, RECEIPT, OTHER = "现场照片", "名单", "凭据", "其他"
KINDS = (PHOTO, LIST, RECEIPT, OTHER)


def add(session: Session, progress: Progress, files: Sequence[Path] = ()) -> Changed:
    """Enter what was done, with its evidence, as one act.

    Raises Refused for a day still to come, and what ``attachments.keep`` raises.
    """
    _refuse_day(progress)
    one = service.get(session, progress.commitment)
    with session.together(f"登记{service.words(session, one)}的践诺") as batch:
        values = columns_of(columns.PROGRESS_FIELDS, progress)
        added = session.add(TABLE, values, what=batch.act.what)
        for path in files:
            add_file(session, one.id, path, progress=added.id)
    return batch.changed


def amend(session: Session, progress_id: int, progress: Progress, reason: str) -> Changed:
    """Change an entry of progress, for a reason. Raises Refused for a day still to come."""
    _refuse_day(progress)
    values = columns_of(columns.PROGRESS_FIELDS, progress)
    what = f"更正{progress.day}的践诺记录"
    return session.amend(TABLE, progress_id, values, what=what, reason=reason)


def void(session: Session, progress_id: int, reason: str) -> Changed:
    """Put an entry of progress out of force, for a reason; its files stay with the promise."""
    what = f"作废{get(session, progress_id).day}的践诺记录"
    return session.void(TABLE, progress_id, what=what, reason=reason)


def _refuse_day(progress: Progress) -> None:
    if progress.day > clock.today().isoformat():
        raise Refused(why=f"{progress.day}还没有到，没有登记。做了以后再记。")


# -- evidence --------------------------------------------------------------------------------------


def add_file(
    session: Session, commitment_id: int, path: Path, kind: str = PHOTO,
    note: str | None = None, progress: int | None = None,
) -> Changed:  # fmt: skip
    """Keep a copy of a picture or paper beside the ledger, for an entry of progress or the promise.

    Raises Refused for one the promise has already, and what ``attachments.keep`` raises.
    """
    one = service.get(session, commitment_id)
    kept = attachments.keep(path, papers=True)
    if any(each.sha256 == kept.sha256 for each in files(session, commitment_id)):
        raise Refused(why=f"“{kept.name}”已经是这条承诺的附件，没有重复添加。")
    values: dict[str, Value] = {
        "commitment": commitment_id, "progress": progress, "sha256": kept.sha256,
        "name": kept.name, "kind": kind or None, "note": note or None,
    }  # fmt: skip
    what = f"添加{service.words(session, one)}的附件“{kept.name}”"
    return session.add(FILES, values, what=what)


def void_file(session: Session, file_id: int, reason: str) -> Changed:
    """Take a file out of a promise, for a reason; the copy stays, as all that was ever kept."""
    name = session.row(FILES, file_id)["name"]
    return session.void(FILES, file_id, what=f"作废践诺附件“{name}”", reason=reason)


def files(session: Session, commitment_id: int) -> Sequence[File]:
    """The files of a promise in force, in the order taken in."""
    return [made(File, row) for row in session.rows(FILES, "commitment = ?", (commitment_id,))]


def content(file: File) -> bytes:
    """The bytes of a file, verified; raises attachments.Missing."""
    return attachments.read(file.sha256, file.name)


def copy_out(file: File, folder: Path) -> Path:
    """A copy under its own name, to be opened by another program; raises Missing, CannotKeep."""
    return attachments.copy_out(file.sha256, file.name, folder)


# -- reading ---------------------------------------------------------------------------------------


def get(session: Session, progress_id: int) -> Progress:
    """One entry of progress in force; raises NoSuchRow."""
    return made(Progress, session.row(TABLE, progress_id))


def of(session: Session, commitment_id: int) -> Sequence[Progress]:
    """The entries of progress of a promise, by day."""
    rows = session.rows(TABLE, "commitment = ?", (commitment_id,), order="day, id")
    return [made(Progress, row) for row in rows]


def standings(session: Session, year: int) -> Sequence[Standing]:
    """Where every promise of a year stands today: the branch's first, then the members'."""
    return _standings(session, service.of_year(session, year), year)


def standings_of(session: Session, member: int | None, year: int) -> Sequence[Standing]:
    """Where the promises of one member (None: the branch) stand today."""
    return _standings(session, service.of_member(session, member, year), year)


def _standings(session: Session, found: Sequence[Commitment], year: int) -> Sequence[Standing]:
    posted = service_year.posted(session, year)
    known = _done(session, year)
    held = _files(session, year)
    table, today = rules.standard(), clock.today()
    return [
        standing(
            one, known.get(one.id, Done()), table, today, posted=posted, files=held.get(one.id, 0)
        )
        for one in found
    ]


def _done(session: Session, year: int) -> dict[int, Done]:
    """What was done up to today for the promises of a year."""
    rows = session.query(
        "SELECT p.commitment, coalesce(sum(p.amount), 0) AS amount, count(*) AS entries,"
        " max(p.day) AS last FROM commitment_progress p JOIN commitments c ON c.id = p.commitment"
        " WHERE c.year = ? AND p.day <= ? AND p.void IS NULL GROUP BY p.commitment",
        (year, clock.today().isoformat()),
    )
    return {row.pop("commitment"): Done(**row) for row in rows}


def _files(session: Session, year: int) -> dict[int, int]:
    rows = session.query(
        "SELECT f.commitment, count(*) AS n FROM commitment_files f"
        " JOIN commitments c ON c.id = f.commitment"
        " WHERE c.year = ? AND f.void IS NULL GROUP BY f.commitment",
        (year,),
    )
    return {row["commitment"]: row["n"] for row in rows}
